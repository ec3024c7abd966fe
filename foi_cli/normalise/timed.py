"""The time that the labels of a row or the heading of a column name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from foi_cli.model import Period
from foi_cli.normalise import cells, dates, periods, timespans, words, years


def of_row(parts: tuple[str, ...]) -> Period | None:
    """The period among a row's labels; a month or quarter under its year is that month of that year."""
    found = [period for part in parts if (period := cells.period(part)) is not None]
    month = next((part for part in parts if is_month(part)), None)
    if month is not None and found:
        return cells.period(f"{month} {found[0].text}") or found[0]
    year = next((period for period in found if years.kind_of(period)), None)
    if year is not None:
        inside = (within for part in parts if (within := timespans.inside(part, year)) is not None)
        return next(inside, found[-1])
    if found:
        return found[-1]
    label = " ".join(parts)
    return _at_an_end(label) or (timespans.on_date(label) if len(label) <= 80 else None)


_SINCE = re.compile(
    r"\W*(?:(?:with\s)?effect(?:ive)?\s)?(?:since|from|date\sfrom|valid\sfrom|in\sforce\s(?:from|since)|effective(?:\sdate)?"
    r"|start(?:s|ed|ing)?(?:\sdate|\son)?|commenced?(?:ment)?(?:\sdate)?)\W*",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\W*(?:until|till|up\sto|to|date\sto|valid\s(?:to|until)|end(?:s|ed|ing)?(?:\sdate|\son)?|expir(?:y|es|ed)(?:\sdate)?)\W*",
    re.IGNORECASE,
)


def between(heads: Sequence[str], parts: Sequence[str]) -> Period | None:
    """The stretch of a row that has its first day in a column "From" or "Since", its last in one "Until"."""
    if len(heads) < 2 or len(heads) != len(parts):
        return None
    first = next((part for head, part in zip(heads, parts, strict=True) if _SINCE.fullmatch(head)), "")
    last = next((part for head, part in zip(heads, parts, strict=True) if _UNTIL.fullmatch(head)), "")
    start, end = dates.read(first), dates.read(last)
    if (start is None) is (end is None) and (start is None or end is None or end <= start):
        return None
    return Period(" – ".join(filter(None, (first, last))), start, end, True if start and end else None)


def _at_an_end(label: str) -> Period | None:
    """The one year that a label begins or ends with: "2021-2022 Parking notices issued"."""
    found = periods.find(label) if len(label) <= 80 and any(map(str.isdigit, label)) else ()
    if len(found) != 1 or (found[0][0] > 0 and found[0][1] < len(label)) or _excluded(label, found[0][0]):
        return None
    return found[0][2] if years.read(found[0][2].text.strip()) and years.kind_of(found[0][2]) else None


_SEASON = r"(?:autumn|spring|summer|winter|michaelmas|lent|trinity)"
_PART_OF_YEAR = re.compile(
    rf"\b(?:{_SEASON}\sterm|term\s\d|semester|quarter|q[1-4]|h[12]|(?:first|second)\shalf|week\s\d{{1,2}})\b"
    rf"|^{_SEASON}$|\b{dates.MONTH}(?!\W{{0,3}}\d)",
    re.IGNORECASE,
)
_IN_SEASON = re.compile(rf"\b{_SEASON}\b", re.IGNORECASE)


def in_part(label: str, *, column: bool) -> bool:
    """True where a label names a part of a year without the year, whose numbers are not those of all of it:
    "Q1", "Summer term". "Autumn suspensions" is a part of a year over a column; "Winter Gardens" is a row."""
    return bool(_PART_OF_YEAR.search(label) or (column and _IN_SEASON.search(label)))


_MONTH = re.compile(dates.MONTH, re.IGNORECASE)


@lru_cache(maxsize=8_192)
def is_month(label: str) -> bool:
    """True where a label is the name of a month without a year."""
    return _MONTH.fullmatch(label) is not None


_YEAR_TOTAL = re.compile(r"\W*(?:(?:full|whole|entire|financial|calendar)\s)?year\W*", re.IGNORECASE)


def is_year_total(label: str) -> bool:
    """True of "Year" and "Full year", which below months or quarters stand for all of them."""
    return _YEAR_TOTAL.fullmatch(label) is not None


def adds_up(heading: str, dated: int) -> bool:
    """True of "Year" over a column beside so many dated ones, be they months or quarters."""
    return dated > 1 and is_year_total(heading)


_YEARS = re.compile(
    rf"\W*(?:(?:all|last|over)\s)?(?P<count>{words.PATTERN}|\d{{1,2}})[\s-](?:financial\s|calendar\s)?years?\W*",
    re.IGNORECASE,
)


def spans_years(heading: str, dated: int) -> bool:
    """True of "Three years" over a column that stands beside so many dated ones, of which it is the total."""
    match = _YEARS.fullmatch(heading) if dated > 1 else None
    if match is None:
        return False
    return dated == (int(match["count"]) if match["count"].isdigit() else words.read(match["count"]))


@lru_cache(maxsize=8_192)
def of_column(label: str) -> Period | None:
    """The period of a column label, which may carry other words beside it, or the day of its count."""
    said = in_words(label)
    return timespans.on_date(label) if said is None and len(label) <= 80 else said


@lru_cache(maxsize=8_192)
def in_words(label: str) -> Period | None:
    """The stretch of time that a column label is, or has beside other words."""
    whole = cells.period(label)
    return only_period(label) if whole is None and len(label) <= 80 else whole


def only_period(text: str) -> Period | None:
    """The one period that a caption names; None where it names none or several."""
    found = periods.find(text) if text else ()
    return found[0][2] if len(found) == 1 and not _excluded(text, found[0][0]) else None


_BEYOND = re.compile(r"\b(?:before|after|pre|post|prior\sto)[\s-]{1,2}(?:the\s|end\sof\s)?$", re.IGNORECASE)


def _excluded(text: str, start: int) -> bool:
    """True where what is named here is not when things were counted: "built before 2010"."""
    return _BEYOND.search(text[max(0, start - 24) : start]) is not None
