"""Expressions of time by family: a unit, a part year, a range, an open end, a list.

Each family is a pattern for a whole text and a function that says what it means. Ends are inclusive; what a
text does not say stays None. The families are those of ../shared/reference/period_expressions.csv.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from foi_cli.model import Period
from foi_cli.normalise import dates, years
from foi_cli.normalise.dates import DATE, DAY_OF_MONTH, MONTH, MONTH_OF_YEAR, YEAR, pattern, small_pattern
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.years import DASH, UNIT, WORDS, YEARLY, YEARS

LONGEST = 120
"""Characters; a longer text is a sentence, to be searched with `find`."""

_POINT = rf"(?:{UNIT}|{DAY_OF_MONTH}|{MONTH})"
_TO = r"(?:(?:up\s+)?to(?:\s+and\s+including)?|up\s+until|until|till|as\s+(?:at|of)|inclusive\s+to)"
_END_OF = r"(?:the\s+)?(?:end\s+of\s+)?"
_PRESENT = (
    r"(?:(?:the\s+)?present(?:\s+(?:day|date|time))?|now|today|date|the\s+(?:date|day|time)\s+(?:of\s+)?"
    r"(?:your|my|this|the)\s+(?:request|response|reply|letter)(?:\s+is\s+handled)?)"
)
_SO_FAR = (
    r"(?:(?:year\s+)?to\s+date|so\s+far|YTD|to\s+(?:the\s+)?present(?:\s+day)?"
    r"|part(?:ial)?(?:[\s-]year|(?!\s[a-z])))"
)
_BRACKETED = rf"(?:{DATE}|{MONTH_OF_YEAR}|{DAY_OF_MONTH}|{MONTH})"

_ALONE = (
    rf"(?:(?:for|in|during|throughout)\s+)?(?:the\s+)?(?P<unit>{UNIT})"
    r"(?:\s*\((?:actual|budget|outturn|forecast|estimated?|provisional|full\s+year)\))?"
)
CUT = (
    rf"(?P<unit>{YEARLY})\s*{DASH}?,?\s*(?:\(?\s*(?P<open>{_SO_FAR})(?:\s*\))?"
    rf"|[(\[]\s*{_TO}\s+{_END_OF}(?P<end>{_BRACKETED})(?:\s+(?:inclusive|only))?\s*[)\]]"
    rf"|(?:inclusive|up)\s+to\s+{_END_OF}(?P<until>{_BRACKETED})"
    rf"|[(\[]?\s*(?:{_TO}|YTD|YTD\s+to)\s+{_END_OF}(?:month|M)\s?(?P<month>1[0-2]|[1-9])(?!\d)(?:\s*[)\]])?"
    rf"|[(\[]\s*(?:from|since)\s+(?P<start>{DATE}|{DAY_OF_MONTH})(?:\s+onwards)?\s*[)\]]"
    rf"|[(\[]\s*(?P<first>{DAY_OF_MONTH}|{MONTH})\s*(?:{DASH}|to)\s*(?P<last>{DAY_OF_MONTH}|{MONTH})\s*[)\]])"
)
_LAST = rf"(?P<last>{_POINT})(?:,?\s*\(?inclusive\)?)?(?:\s*\(Q[1-4]\)\s*(?P<after>{YEAR}))?"
BETWEEN = (
    rf"(?:for\s+)?(?:the\s+)?(?:(?:time\s+)?period(?:\s+(?:from|between))?|from|between)\s+(?:the\s+)?(?:{WORDS}\s+)?"
    rf"(?P<first>{_POINT})\s*,?\s*(?:{DASH}|and|through|{_TO})\s*{_END_OF}{_LAST}"
)
RANGE = rf"(?:since\s+)?(?:{WORDS}\s+)?(?P<first>{_POINT})\s*,?\s*(?:{DASH}|through|{_TO})\s*{_END_OF}{_LAST}"
_TO_PRESENT = rf"\s*(?:{DASH}|to|until|up\s+to)\s*{_PRESENT}(?:\s*\((?P<last>{DATE})\))?|\s+onwards?"
SINCE = rf"(?:(?:each|every)\s+year\s+)?(?:since|from)\s+(?:the\s+)?(?P<unit>{UNIT})(?:{_TO_PRESENT})?"
ONWARDS = rf"(?P<unit>{UNIT})(?:{_TO_PRESENT})"
UP_TO = rf"(?P<correct>correct\s+)?(?P<word>{_TO})\s+{_END_OF}(?P<end>{DATE}|{MONTH_OF_YEAR})"
_ENDED = r"(?:(?:(?:that|which)\s+)?(?:ending|ended|ends)(?:\s+on)?|to)"
ENDING = (
    rf"(?:the\s+)?(?P<words>(?:(?:financial|fiscal|force)\s+)?years?\s+{_ENDED}|FYE|Y/?E"
    rf"|(?:12|twelve)\s+months\s+{_ENDED})\s+{_END_OF}(?P<end>{DATE}|{MONTH_OF_YEAR}|{YEAR})"
    rf"(?P<more>(?:\s*(?:,\s*and\b|,|and\b)\s*{YEAR}){{1,20}})?"
)
_ROLLING = (
    r"(?:(?:in|over|for|during|within)\s+)?(?:each\s+of\s+)?(?:the\s+)?(?:last|past|previous)\s+"
    r"(?:(?:\d{1,3}|[a-z]{3,8})\s+)?(?:completed?\s+)?(?:(?:calendar|financial|fiscal|academic)\s+)?"
    r"(?:years?|months?|quarters?|weeks?)(?:\s*\((?P<inside>[^()]{4,80})\))?"
)
_LIST = (
    rf"(?:for\s+)?(?:the\s+)?(?:{WORDS}\s+)?(?P<all>{YEARS}(?:\s*(?:,\s*and\b|,|and\b|&)\s*{YEARS}){{1,30}})"
    rf"(?P<open>\s*\(?{_SO_FAR}\)?)?"
)
_QUARTER = (
    r"(?:(?:Q|quarter\s?|qtr\s?)[1-4]|(?:1st|2nd|3rd|4th|first|second|third|fourth)\s(?:quarter|qtr))"
    r"\s*(?:\(|[:,–—-]\s)\s*(?P<months>[^()]{8,60})\)?"
)
""" "Quarter 1 (April to June 2023)": the name of a quarter and the months that it has."""
_UNKNOWN = r"(?P<open>YTD|year\s+to\s+date|to\s+date|so\s+far)|currently|at\s+present|(?:Q|quarter\s?)[1-4]"
_TIMELY = re.compile(r"\d|last|past|previous|ytd|date|far|currently|present")
"""What every period has in small letters: a digit, or one of the words that stand for one."""


@lru_cache(maxsize=16_384)
def read(text: str) -> Period | None:
    """The period that this text is, the whole of it; None when it is anything else.

    A period whose ends nobody can tell ("in the last 12 months", "Q1 2022") has neither start nor end.
    """
    written = text.strip().rstrip(":;,.")
    if not 2 <= len(written) <= LONGEST or not _TIMELY.search(small := lowered(written)):
        return None
    for family, meaning in _FAMILIES:
        match = family.fullmatch(small)
        period = match and meaning(text, match)
        if period:
            return period
    return None


def _alone(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["unit"])
    return Period(text, unit.start, unit.end, True) if unit else None


def _cut(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["unit"])
    if unit is None or unit.start is None or unit.end is None:
        return Period(text, complete=False) if unit else None
    if match["open"]:
        return Period(text, unit.start, None, False)
    if match["month"]:
        return _to_month(text, unit.start, unit.end, int(match["month"]))
    if match["start"]:
        start = dates.read(match["start"]) or dates.within(match["start"], unit.start, unit.end)
        return Period(text, start, unit.end, start == unit.start)
    start = unit.start
    if match["first"]:
        start = dates.within(_opening(match["first"]), unit.start, unit.end) or unit.start
    end = _end_inside(match["end"] or match["until"] or match["last"], unit.start, unit.end)
    if match["first"] and end is not None and end < start:
        return _over_the_turn(text, match, unit)
    return Period(text, start, end, (start, end) == (unit.start, unit.end))


def _to_month(text: str, start: date, end: date, count: int) -> Period:
    """ "2023/24 to month 5": so many months from the beginning of the year."""
    months = start.month - 1 + count - 1
    last = dates.last_day(start.year + months // 12, months % 12 + 1)
    return Period(text, start, last, last == end)


def _over_the_turn(text: str, match: re.Match[str], unit: years.Unit) -> Period:
    """Months that begin in the first of two years and end in the second: "2022/23 (September to August)" says
    what year is meant, "2022/23 (October to April)" what season. Of unknown ends where they do not."""
    one, two = (_calendar_year(day) for day in (unit.start, unit.end) if day is not None)
    first, last = dates.within(_opening(match["first"]), *one), dates.within(match["last"], *two)
    if one == two or first is None or last is None or not first < last <= dates.a_year_later(first):
        return Period(text, complete=False)
    return Period(text, first, last, last == dates.a_year_later(first))


def _calendar_year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _opening(written: str) -> str:
    """A month that opens a stretch means its first day."""
    return f"1 {written}" if written.rstrip(".").isalpha() else written


def _end_inside(written: str, start: date, end: date) -> date | None:
    """The last day that a limit such as "29th Feb" or "to 08/06/22" means inside a year, if exactly one."""
    monthly = dates.month_of_year(written)
    found = {dates.read(written), monthly and monthly[1], dates.within(written, start, end)} - {None}
    inside = [day for day in found if day is not None and start <= day <= end]
    return inside[0] if len(inside) == 1 else None


def _range(text: str, match: re.Match[str]) -> Period | None:
    last = f"{match['last']} {match['after'] or ''}".strip()
    first, second = years.read(match["first"]), years.read(last)
    end = second.end if second else None
    if first is not None:
        start = first.start
        end = dates.within(last, start, dates.a_year_later(start)) if start and not second else end
    else:  # "Feb-23 Mar-23" are two months, not a stretch from February
        if second is not None and second.kind == "day" and match["first"].isalpha():
            return None
        start = dates.within(_opening(match["first"]), dates.a_year_before(end), end) if end else None
    if start is None or (end is not None and end < start):
        return None
    mixed = first is not None and second is not None and first.kind != second.kind
    return Period(text, start, end, _complete(start, end, mixed=mixed))


def _complete(start: date, end: date | None, *, mixed: bool) -> bool | None:
    """Whole years, quarters and months are complete; a year begun and broken off is not."""
    if end is None:
        return None
    following = end + timedelta(days=1)
    if (start.day, start.month) == (following.day, following.month):
        return True
    if end <= dates.a_year_later(start):
        begun = years.starts_year(start) and end > dates.last_day(start.year, start.month)
        return False if begun and not years.is_quarter(start, end) else None if mixed else True
    thirteen = start.day == 1 and following.day == 1 and (following.month - start.month) % 12 == 1
    return None if mixed or thirteen or (start.day, start.month) == (end.day, end.month) else True


def _open(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["unit"])
    if unit is None:
        return None
    return Period(text, unit.start, dates.read(match["last"]) if match["last"] else None, False)


def _up_to(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["end"])
    if unit is None:
        return None
    if match["word"].lower().startswith("as") and not match["correct"] and unit.kind == "day":
        return Period(text, unit.start, unit.end, True)
    return Period(text, None, unit.end, None)


def _ending(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["end"])
    if unit is None or unit.end is None:
        return None
    end = unit.end
    if unit.kind == "year":
        if match["words"][:2].lower() not in ("fi", "fy", "fo"):
            return None
        end = date(end.year, 3, 31)
    last = end
    if match["more"]:
        last = end.replace(year=int(match["more"][-4:]))
    return Period(text, dates.a_year_before(end), last, True)


def _rolling(text: str, match: re.Match[str]) -> Period | None:
    inside = read(match["inside"]) if match["inside"] else None
    return replace(inside, text=text) if inside else Period(text)


def _list(text: str, match: re.Match[str]) -> Period | None:
    units = [years.read(each[0]) for each in _each_year.finditer(match["all"])]
    spans = [(unit.start, unit.end) for unit in units if unit and unit.start and unit.end]
    if len(spans) != len(units):
        return None
    if match["open"]:
        return Period(text, spans[0][0], None, False)
    gapless = all(spans[i][1] + timedelta(days=1) == spans[i + 1][0] for i in range(len(spans) - 1))
    return Period(text, min(spans)[0], max(spans)[1], True if gapless else None)


def _quarter(text: str, match: re.Match[str]) -> Period | None:
    months = read(match["months"])
    if months is None or months.start is None or months.end is None:
        return None
    return replace(months, text=text) if years.is_quarter(months.start, months.end) else None


def _unknown(text: str, match: re.Match[str]) -> Period | None:
    return Period(text, complete=False if match["open"] else None)


_each_year = pattern(YEARS)
_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Period | None]], ...] = tuple(
    (small_pattern(family), meaning)
    for family, meaning in (
        (_ALONE, _alone),
        (CUT, _cut),
        (ENDING, _ending),
        (BETWEEN, _range),
        (RANGE, _range),
        (SINCE, _open),
        (ONWARDS, _open),
        (UP_TO, _up_to),
        (_LIST, _list),
        (_ROLLING, _rolling),
        (_QUARTER, _quarter),
        (_UNKNOWN, _unknown),
    )
)
