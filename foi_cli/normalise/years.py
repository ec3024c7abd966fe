"""Units of time by name: a day, a month, a quarter, a year of any kind, and a run of years.

Financial years run from 1 April to 31 March, academic years from 1 September to 31 August. Two years joined
by a stroke or dash are one financial year when they follow each other: 2019/20, 2019-2020, 19/20.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from foi_cli.model import Period
from foi_cli.normalise import dates
from foi_cli.normalise.dates import DATE, MONTH_OF_YEAR, YEAR, a_year_later, last_day, pattern


@dataclass(frozen=True, slots=True)
class Unit:
    """A named stretch of time, ends inclusive; both ends are None where the name does not decide them."""

    kind: Literal["day", "month", "quarter", "year", "years"]
    start: date | None = None
    end: date | None = None


DASH = "[-–—]"
_LONG_PAIR = rf"(?:{YEAR}\s?/\s?(?:{YEAR}|\d\d)(?!\d)|{YEAR}\s?{DASH}\s?{YEAR}(?!\d)|{YEAR}{DASH}\d\d(?!\d))"
_SHORT_PAIR = r"(?:['’]?\d\d\s?/\s?['’]?\d\d(?!\d))"
YEARS = rf"(?:{_LONG_PAIR}|{_SHORT_PAIR}|{YEAR}(?!\d))"
"""A year or a pair of years as figures: "2020", "2019/20", "2019-20", "2019 - 2020", "19/20"."""

_FINANCIAL = r"(?:(?:financial|fiscal|force|council)\s+years?|F/?Y)"
_SESSION = r"(?<!parliamentary\s)(?<!per\s)(?<!each\s)\bsession\b"
_ACADEMIC = rf"(?:(?:academic|school)\s+(?:years?|sessions?)|{_SESSION}|A/?Y)"
""" "session 2021-22" is what Scottish schools call their year."""
_CALENDAR = r"calendar\s+years?"
_OWN = r"(?:tax|municipal|mayoral|civic)\s+years?"
"""Tax years run from 6 April in law, from 1 April in many letters; municipal ones from a meeting in May."""
WORDS = rf"(?:{_FINANCIAL}|{_ACADEMIC}|{_CALENDAR}|{_OWN}|years?)"
_QUARTER = r"(?:Q|quarter\s?)[1-4]"
_NAMED = rf"(?:\(?{WORDS}\)?\s*(?:of\s+)?{YEARS}|{YEARS}\s*\(?{WORDS}\)?)"
_QUARTERLY = rf"(?:{_QUARTER}\s*{DASH}?\s*(?:of\s+)?(?:F/?Y\s?)?{YEARS}|{YEARS}\s*{DASH}?\s*{_QUARTER})"
_SHORT_FY = r"F/?Y\s?['’]?\d\d(?!\d|[/–-]['’]?\d)"
""" "FY22": which twelve months it means, only the letter can say."""
UNIT = rf"(?:{_QUARTERLY}|{DATE}|{MONTH_OF_YEAR}|{_NAMED}|{YEARS}|{_SHORT_FY})"
YEARLY = rf"(?:{_NAMED}|{YEARS}|{_SHORT_FY})"

_pair = pattern(rf"['’]?({YEAR}|\d\d)\s?({DASH}|/)\s?['’]?({YEAR}|\d\d)")
_figures = pattern(YEARS)
_any_year = pattern(rf"{_QUARTERLY}|{YEARLY}")
_quarter = pattern(_QUARTER)
_short_fy = pattern(_SHORT_FY)
_financial, _academic, _calendar, _own = map(pattern, (_FINANCIAL, _ACADEMIC, _CALENDAR, _OWN))


@lru_cache(maxsize=8_192)
def read(text: str) -> Unit | None:
    """The unit that the whole text names; None for anything else and for pairs that are no year."""
    written = text.strip()
    day = dates.read(written)
    if day is not None:
        return Unit("day", day, day)
    monthly = dates.month_of_year(written)
    if monthly is not None:
        return Unit("month", *monthly)
    if _short_fy.fullmatch(written):
        return Unit("year")
    figures = _figures.search(written)
    if figures is None or not _any_year.fullmatch(written):
        return None
    around = written[: figures.start()] + written[figures.end() :]
    quarter = _quarter.search(around)
    if quarter is not None:
        return _quarter_of(int(quarter[0][-1]), figures[0], around)
    return _year(figures[0], around)


def kind_of(period: Period) -> Literal["calendar", "financial", "academic", ""]:
    """Of which kind the year or years of a period are; "" for any other stretch of time."""
    if period.start is None or period.end is None:
        return ""
    for kind, first, last in _KINDS:
        if (period.start.month, period.start.day) == first and (period.end.month, period.end.day) == last:
            return kind
    return ""


_KINDS: tuple[tuple[Literal["calendar", "financial", "academic"], tuple[int, int], tuple[int, int]], ...] = (
    ("calendar", (1, 1), (12, 31)),
    ("financial", (4, 1), (3, 31)),
    ("academic", (9, 1), (8, 31)),
    ("academic", (8, 1), (7, 31)),
)


def _year(figures: str, around: str) -> Unit | None:
    pair = _pair.fullmatch(figures)
    if pair is None:
        return _single(dates.year(figures), around)
    first, second = dates.year(pair[1]), dates.year(pair[3])
    if second == first + 1:
        return _paired(first, around)
    if second > first and len(pair[1]) == len(pair[3]) == 4 and pair[2] != "/":
        return Unit("years", date(first, 1, 1), date(second, 12, 31))
    if len(pair[1]) == 4 and len(pair[3]) == 2 and pair[2] == "-" and int(pair[3]) in range(1, 13):
        return Unit("month", date(first, int(pair[3]), 1), last_day(first, int(pair[3])))
    return None


def _single(year: int, around: str) -> Unit:
    """A year of one number; which twelve months "financial year 2022" means, nobody can tell."""
    if any(words.search(around) for words in (_financial, _academic, _own)):
        return Unit("year")
    return Unit("year", date(year, 1, 1), date(year, 12, 31))


def _paired(first: int, around: str) -> Unit:
    if _own.search(around):
        return Unit("year")
    if _calendar.search(around):
        return Unit("years", date(first, 1, 1), date(first + 1, 12, 31))
    start = date(first, 9 if _academic.search(around) else 4, 1)
    return Unit("year", start, a_year_later(start))


def _quarter_of(number: int, figures: str, around: str) -> Unit | None:
    """Quarters of a financial year count from April; those of a bare year may be of either kind."""
    whole = _year(figures, around)
    if whole is None or whole.kind != "year":
        return None
    if whole.start is None or (_pair.fullmatch(figures) is None and not _calendar.search(around)):
        return Unit("quarter")
    months = whole.start.month - 1 + 3 * (number - 1)
    start = date(whole.start.year + months // 12, months % 12 + 1, 1)
    ends = months + 2
    return Unit("quarter", start, last_day(whole.start.year + ends // 12, ends % 12 + 1))


def starts_year(day: date) -> bool:
    """Whether a calendar, financial or academic year begins on this day."""
    return day.day == 1 and day.month in (1, 4, 8, 9)


def is_quarter(start: date, end: date) -> bool:
    """Whether the stretch is one quarter: calendar and financial years have the same ones."""
    return (
        start.day == 1
        and start.month % 3 == 1
        and start.year == end.year
        and end == last_day(end.year, start.month + 2)
    )
