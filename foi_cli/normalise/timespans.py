"""Periods that nobody wrote as one: what a total covers, the day of a count, a year cut by the question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from foi_cli.model import Period
from foi_cli.normalise import dates, periods, years

_DAY = rf"(?:{dates.DATE}|{dates.MONTH_OF_YEAR})"
_AS_AT = re.compile(
    rf"(?:(?:^|[.;/]\s)on(?=[^.;]{{4,24}},?\s(?:there|(?:we|the\s\w+)\s(?:had|have|has|employed|held|owned|managed))\b)"
    rf"|\b(?:as\s(?:at|of|on)|correct\s(?:as\s)?(?:at|to|of)|snapshot\b[^.;]{{0,80}}?\b(?:on|at|of|from)"
    rf"|census\s(?:day\s)?(?:of|on)|circa|position\s(?:at|on)|at))\s"
    rf"(?:the\s)?(?:w/c|week\scommencing|end\sof|start\sof|beginning\sof)?\s?(?P<day>{_DAY})",
    re.IGNORECASE,
)


def as_at(text: str) -> Period | None:
    """The day (or month) at which a number was taken: "As at w/c 8/4/24", "a snapshot … on 14/11/2024"."""
    for match in _AS_AT.finditer(text):
        unit = years.read(match["day"])
        if unit is not None and unit.start is not None:
            return Period(match["day"], unit.start, unit.end, True)
    return None


_DIGIT = re.compile(r"\d")
_ON_DATE = re.compile(
    rf"(?P<before>\w{{2,20}})?[\s,–(-]{{1,4}}(?P<on>on\s)?(?:the\s)?(?P<day>{dates.DATE})\W{{0,2}}$",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"(?:since|from|until|till|before|after|by|to|and|or|ending|ended|ends?|born|birth|dob|made|sent|issued|dated|updated"
    r"|published|extracted|received|released|announced|signed|approved|agreed|awarded|completed|registered|installed|bought"
    r"|sold|reviewed|revised|amended|introduced|effect|effective|opened|closed|opening|closing|launched|started|began|adopted"
    r"|passed|due|expires?|valid|request|letter|report|policy|contract|version|run|act|order|last|next)",
    re.IGNORECASE,
)
""" "Prices agreed 5 May 2023": a day on which something was done, and nothing counted."""


def on_date(label: str) -> Period | None:
    """The day for which the heading of a row or a column says that its numbers are: "Homes at 31/03/2023",
    "Tenants (31 March 2022)"."""
    if not _DIGIT.search(label):
        return None
    found = _ON_DATE.search(label)
    if found is None or _NOT_COUNTED.fullmatch(found["before"] or ""):
        return as_at(label)
    day = dates.read(found["day"])
    return Period(found["day"], day, day, True) if day is not None else None


_DAY_OF_YEARS = dates.pattern(
    rf"(?:(?<!end\s)(?<!ends\s)(?<!ended\s)(?<!ending\s)\b(?:(?:as\s)?at|on)\s(?:the\s)?"
    rf"|\((?=[^()]{{4,20}}\s(?:each|every|of\seach|in\seach)\syear\)))(?P<day>{dates.DAY_OF_MONTH})"
    rf"(?=\s{{0,2}}(?:$|[.,;:?)]|each\b|every\b|of\b|in\b|for\b))(?!,?\s?['’]?\d)"
)


def day_of_years(text: str) -> str:
    """The day of each year on which things were counted: "licences in force on 31 March"; "" for none."""
    if not _DIGIT.search(text):
        return ""
    found = {match["day"] for match in _DAY_OF_YEARS.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def on_day_of(year: Period, day: str) -> Period:
    """This day of a year, or the year where the day does not lie inside it; other stretches as they are."""
    if not years.kind_of(year) or year.start is None or year.end != dates.a_year_later(year.start):
        return year
    taken = dates.within(day, year.start, year.end)
    return Period(f"{day} {year.text.strip()}", taken, taken, True) if taken is not None else year


def over(periods: Iterable[Period]) -> Period | None:
    """The stretch from the first of these periods to the last, as a total of them all covers it.

    It has the text of its first and last. Complete only where each is and none is missing in between; a part
    year among them makes the whole one a part. None where an end is unknown or there is nothing to cover.
    """
    known = sorted(
        {period for period in periods if period.start is not None},
        key=lambda period: (period.start or period.end, period.end or period.start),
    )
    if not known:
        return None
    if len(known) == 1:
        return known[0]
    text = f"{known[0].text} – {known[-1].text}"
    ends = [period.end for period in known if period.end is not None]
    end = max(ends) if len(ends) == len(known) else None
    whole = all(period.complete for period in known) and _gapless(known)
    part = any(period.complete is False for period in known)
    return Period(text, known[0].start, end, False if part else True if whole else None)


_FINANCIAL = re.compile(rf"\b(?:financial|fiscal|tax|force|council|F/?Y|{dates.MONTH})\b", re.IGNORECASE)


def academic(period: Period) -> Period:
    """What two years joined by a stroke or dash mean where academic years are spoken of: "2022/23" runs from
    September to August. A period that names its months, or says that it is financial, is as it says."""
    start, end = period.start, period.end
    if start is None or (start.month, start.day) != (4, 1) or _FINANCIAL.search(period.text):
        return period
    if end is not None and (end.month, end.day) != (3, 31):
        return period
    return replace(period, start=start.replace(month=9), end=end and end.replace(month=8))


_SEASON = dates.pattern(
    rf"\bseasons?\s(?:\(|(?:runs?|ran|is|are|lasts?)\s)(?:from\s)?(?P<first>{dates.DAY_OF_MONTH})\s(?:to|until|[-–])\s(?P<last>{dates.DAY_OF_MONTH})"
)


def season(period: Period, text: str) -> Period:
    """What "2021/22 season" means: from the first day that the text names for it to the last; of unknown ends
    where it names none, for a season is no financial year."""
    said = _SEASON.search(text)
    if said is not None and period.start is not None and period.end is not None:
        year = (period.start.year, period.end.year)
        first = dates.read(f"{said['first']} {year[0]}")
        last = dates.read(f"{said['last']} {year[1]}")
        if first is not None and last is not None and first < last:
            return Period(f"{period.text.strip()} season", first, last, True)
    return Period(f"{period.text.strip()} season")


def quarters(year: Period) -> tuple[tuple[date, date], ...]:
    """The first and last day of each quarter of a whole year; nothing of any other stretch of time."""
    if year.start is None or year.end is None or year.end != dates.a_year_later(year.start):
        return ()
    if year.start.day != 1:
        return ()
    months = [year.start.month - 1 + 3 * n for n in range(5)]
    firsts = [date(year.start.year + month // 12, month % 12 + 1, 1) for month in months]
    return tuple((first, after - timedelta(days=1)) for first, after in pairwise(firsts))


def half(text: str, year: Period) -> Period:
    """The first or second half of a year: "the first half" of 2023; unknown where the year is."""
    ends = quarters(year)
    if not ends:
        return Period(f"{text} of {year.text.strip()}")
    at = 2 if "second" in text.lower() else 0
    return Period(f"{text} of {year.text.strip()}", ends[at][0], ends[at + 1][1], True)


def inside(text: str, year: Period) -> Period | None:
    """The months or quarter that a text names without a year ("April to June", "Q2 (to 31 May)"), in a year
    known from elsewhere; None where they do not lie inside it."""
    named = _YEARLESS.fullmatch(text.strip())
    if year.start is None or year.end is None or named is None:
        return None
    part = named["months"] or named["part"]
    quarter = _QUARTER.fullmatch(part) is not None
    names = [f"{part} {year.text.strip()}"] if quarter else []
    names += [f"{part} {number}" for number in sorted({year.start.year, year.end.year})]
    for name in names:
        found = periods.read(name)
        if found is None or found.start is None or found.end is None:
            continue
        if year.start <= found.start and found.end <= year.end:
            whole = replace(found, text=text.strip(), complete=True)
            return _ending(whole, named["end"]) if named["end"] else whole
    return None


def _ending(period: Period, end: str) -> Period:
    """The period as broken off on a day inside it; its end is unknown where that day is not."""
    last = dates.read(end) or (
        dates.within(end, period.start, period.end) if period.start and period.end else None
    )
    within = (
        last is not None
        and period.start is not None
        and period.end is not None
        and period.start <= last < period.end
    )
    return replace(period, end=last if within else None, complete=False)


_QUARTER = re.compile(r"(?:Q|quarter\s?)[1-4]", re.IGNORECASE)
_MONTHS = rf"{dates.MONTH}\s*(?:-|–|to)\s*{dates.MONTH}"
_YEARLESS = dates.pattern(
    rf"(?:Q|quarter\s?)[1-4]\s?(?:\(|[:,–-]\s)(?P<months>{_MONTHS})\)?"
    rf"|(?P<part>{_MONTHS}|{dates.MONTH}|(?:Q|quarter\s?)[1-4])"
    rf"(?:\s?\((?:up\s)?(?:to|until)\s(?P<end>{_DAY}|{dates.DAY_OF_MONTH}|{dates.MONTH})(?:\sonly)?\))?"
)
""" "April to June", "Q2 (to 31 May)", "Q1 (Apr–Jun)"."""


@lru_cache(maxsize=8)
def _ranges(asked: str) -> tuple[Period, ...]:
    """What a question asks for from one day to another; it is looked at for every figure."""
    return tuple(said for _, _, said in periods.find(asked) if said.end is not None and _TO.search(said.text))


def cut(period: Period, asked: str) -> Period:
    """The year, quarter or month as its question cuts it: "2023/24" in an answer to "from April 2018 to 30
    September 2023" ends on that day. Years that the question only counts otherwise are left whole."""
    if period.start is None or period.end is None or not period.complete:
        return period
    ranges = _ranges(asked)
    if len(ranges) != 1 or years.read(period.text.strip()) is None:
        return period
    end = ranges[0].end
    inside = (
        end is not None and period.start + _A_MONTH <= end < period.end and _begins_before(ranges[0], period)
    )
    if not inside or end is None or (end.month, end.day) in _YEAR_ENDS:
        return period
    return replace(period, end=end, complete=False)


_A_MONTH = timedelta(days=31)
"""A range that ends in the first month of a year was meant to end with the year before."""
_YEAR_ENDS = frozenset({(12, 31), (3, 31), (8, 31), (7, 31)})
_TO = re.compile(r"[-–—]|\b(?:to|until|till|and|through|up)\b", re.IGNORECASE)


def _begins_before(said: Period, period: Period) -> bool:
    return said.start is None or (period.start is not None and said.start <= period.start)


def _gapless(known: list[Period]) -> bool:
    """True where each period begins on the day after the one before, or within it."""
    return all(
        before.end is not None and after.start is not None and after.start <= before.end + timedelta(days=1)
        for before, after in pairwise(known)
    )
