"""Written dates: "08/06/22", "29th Feb", "15^th October 2023", "the end of July".

Day first, as these letters write. An impossible date is no date: 31 September never becomes 1 October.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from foi_cli.normalise import lowercase

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The first three letters, which are enough to tell every month."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"(?:19|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?\^?(?:st|nd|rd|th)\b)?"
_SHORT_YEAR = r"['’]?\d\d(?!\d)"

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?"
"""The name of a day of the week, which says nothing that its date does not."""

DATE = (
    r"(?:"
    rf"{YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:/\d{{1,2}}/|\.\d{{1,2}}\.|-\d{{1,2}}-)(?:{YEAR}|\d\d)(?!\d)"
    rf"|{DAY}(?:\s+of)?[\s-]+{MONTH},?[\s-]*(?:{YEAR}|{_SHORT_YEAR})"
    rf"|{MONTH}\s+{DAY},?\s+{YEAR}"
    r")"
)
"""A whole date, year included."""

DAY_OF_MONTH = rf"(?:{DAY}(?:\s+of)?[\s-]+{MONTH}|{MONTH}\s+{DAY}(?!\d))"
"""A date without its year: "29th Feb", "May 31"."""

MONTH_OF_YEAR = rf"{MONTH},?[\s/–-]*(?:{YEAR}|{_SHORT_YEAR})"
"""A month with its year, short or long: "Apr-21", "April 24", "January 2019". "July 23" is July 2023."""

_NUMERIC = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2({YEAR}|\d\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WORDED = re.compile(rf"({DAY})(?:\s+of)?[\s-]+({MONTH})(?:,?[\s-]*['’]?(\d{{4}}|\d\d))?", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"({MONTH})\s+({DAY})(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_MONTHLY = re.compile(rf"({MONTH})(?:,?[\s/–-]*['’]?(\d{{4}}|\d\d))?", re.IGNORECASE)


def pattern(written: str) -> re.Pattern[str]:
    """The pattern compiled, in any case, with white space bounded: a hostile gap then costs nothing."""
    return re.compile(_bounded(written), re.IGNORECASE)


def small_pattern(written: str) -> re.Pattern[str]:
    """The same for texts in small letters."""
    return lowercase.compiled(_bounded(written))


def _bounded(written: str) -> str:
    return written.replace(r"\s*", r"\s{0,4}").replace(r"\s+", r"\s{1,4}")


def year(digits: str) -> int:
    """The year that two or four digits mean: "22" is 2022, "98" is 1998."""
    number = int(digits.lstrip("'’"))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def month(word: str) -> int:
    """The number of a month by its name or abbreviation."""
    return MONTHS.index(word[:3].lower()) + 1


def last_day(in_year: int, in_month: int) -> date:
    """The last day of a month."""
    return date(in_year, in_month, monthrange(in_year, in_month)[1])


def real(in_year: int, in_month: int, in_day: int) -> date | None:
    """The date, if the calendar has it."""
    if not 1 <= in_month <= 12 or not 1 <= in_day <= monthrange(in_year, in_month)[1]:
        return None
    return date(in_year, in_month, in_day)


def read(text: str) -> date | None:
    """The date that the whole text is, with its year; None for anything else and for impossible dates."""
    written = text.strip()
    if match := _ISO.fullmatch(written):
        return real(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(written):
        return real(year(match[4]), int(match[3]), int(match[1]))
    if (match := _WORDED.fullmatch(written)) and match[3]:
        return real(year(match[3]), month(match[2]), _number(match[1]))
    if (match := _MONTH_FIRST.fullmatch(written)) and match[3]:
        return real(year(match[3]), month(match[1]), _number(match[2]))
    return None


def within(text: str, start: date, end: date) -> date | None:
    """The day that a date without a year ("29th Feb", "May 31", "July") means inside this stretch of time.

    A month alone means its last day. None when no such day lies inside.
    """
    written = text.strip()
    for in_year in range(start.year, end.year + 1):
        found = _in_year(written, in_year)
        if found is not None and start <= found <= end:
            return found
    return None


def _in_year(written: str, in_year: int) -> date | None:
    if match := _WORDED.fullmatch(written):
        return None if match[3] else real(in_year, month(match[2]), _number(match[1]))
    if match := _MONTH_FIRST.fullmatch(written):
        return None if match[3] else real(in_year, month(match[1]), _number(match[2]))
    match = _MONTHLY.fullmatch(written)
    return last_day(in_year, month(match[1])) if match and not match[2] else None


def month_of_year(text: str) -> tuple[date, date] | None:
    """First and last day of the month that the whole text is: "Apr-21", "January 2019"."""
    match = _MONTHLY.fullmatch(text.strip())
    if match is None or not match[2]:
        return None
    first = date(year(match[2]), month(match[1]), 1)
    return first, last_day(first.year, first.month)


def a_year_later(start: date) -> date:
    """The last day of the year that starts on this day: 1 April 2022 gives 31 March 2023."""
    return _anniversary(start, 1) - timedelta(days=1)


def a_year_before(end: date) -> date:
    """The first day of the year that ends on this day: 31 March 2023 gives 1 April 2022."""
    return _anniversary(end + timedelta(days=1), -1)


def _anniversary(day: date, years: int) -> date:
    return real(day.year + years, day.month, day.day) or date(day.year + years, 3, 1)


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))
