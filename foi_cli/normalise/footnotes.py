"""Notes that say for which part of a year a marked label stands: "*2023 is 1 January to 30 June only"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from foi_cli.model import Document, Passage, Period, Table
from foi_cli.normalise import dates, periods
from foi_cli.normalise.dates import DATE, DAY_OF_MONTH, MONTH, MONTH_OF_YEAR
from foi_cli.normalise.years import YEARS

LONGEST = 200
"""Characters; a longer text is no note on a label."""

_SIGN = r"(?P<sign>\*{1,3}|[†‡§^#]{1,2}|[¹²³⁴-⁹]|\[\w\]|\([a-z\d]\))"
_MARKED = re.compile(rf"(?<=\w)\s?{_SIGN}\Z", re.IGNORECASE)
_NOTE = re.compile(
    rf"(?:notes?\b\W{{0,3}})?(?:{_SIGN}\s*(?P<said>\S.*)"
    rf"|(?P<year>{YEARS})\s?{_SIGN.replace('sign', 'behind')}\W{{0,3}}(?P<rest>\S.*))",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"[.:;]\s{{1,3}}(?={YEARS}[*†‡])")
""" "Please see below. 2023* is to 30 June.": a note behind a remark."""
_POINT = rf"(?:{DATE}|{MONTH_OF_YEAR}|{DAY_OF_MONTH}|{MONTH})"
_WORDS = (
    r"(?:(?:is|are|was|were|the|this|that|only|just|year|years?|part|partial|figures?|data|totals?|numbers?|counts?"
    r"|columns?|shows?|shown|covers?|covering|runs?|includes?|for|represents?|refers?|relates?|up|period|months?|of)\b\W*)"
)
_OF_YEAR = re.compile(rf"\W*{_WORDS}{{0,6}}(?:FY\s?)?(?P<year>{YEARS})\W*\s(?=\S)", re.IGNORECASE)
_PART = re.compile(
    rf"\W*{_WORDS}{{0,10}}(?:(?:from\s|between\s)?(?P<first>{_POINT})\s?(?:[-–—]|to|and|until|till|up\sto)\s?"
    rf"(?:the\send\sof\s)?(?P<last>{_POINT})|(?:to|until|till)\s(?:and\sincluding\s)?(?:the\send\sof\s)?(?P<end>{_POINT})"
    r"|(?P<open>to\sdate|so\sfar|year[\s-]to[\s-]date|YTD))(?:\s(?:only|inclusive|alone))?(?=\s?(?:[.;,)]|\Z))",
    re.IGNORECASE,
)
_PART_YEAR = re.compile(
    r"\W*(?:(?:is|are|for|the|figures?|data|a)\s)*(?:part|partial|incomplete)[\s-]year(?:\s(?:only|figures?|data|so\sfar))*\W*",
    re.IGNORECASE,
)


_COUNTED_ON = re.compile(
    r"(?P<name>[A-Z][\w &'’/-]{2,40}?)\s(?:(?:figures|numbers|totals|data)\s)?(?:is|are|was|were)\s(?:all\s)?"
    rf"(?:(?:as\s)?at|on)\s(?P<day>(?i:{DATE}))(?=\s?(?:[.;]|\Z))"
)
""" "Homes are at 31 March 2023": the day on which the numbers of a column were counted."""


def of(document: Document) -> Mapping[str, tuple[str, ...]]:
    """What the notes of a document say, by the sign that they begin with, or the name of the column whose day
    they give."""
    notes: dict[str, tuple[str, ...]] = {}
    for text in _texts(document):
        found = _note(text)
        counted = _counted_on(text) if found is None and (" at " in text or " on " in text) else None
        if counted is not None:
            found = counted["name"].casefold(), counted["day"]
        if found is not None:
            notes[found[0]] = (*notes.get(found[0], ()), found[1])
    return notes


def _counted_on(text: str) -> re.Match[str] | None:
    return _COUNTED_ON.match(text) if len(text) <= LONGEST else None


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block.text
            if (inside := _INSIDE.search(block.text)) is not None:
                yield block.text[inside.end() :]
        elif isinstance(block, Table):
            yield from (row[0] for row in block.rows if row)


def _note(text: str) -> tuple[str, str] | None:
    """The sign of a note and what it says; None for all other texts."""
    match = _NOTE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        return None
    if match["sign"]:
        return match["sign"], match["said"]
    return match["behind"], f"{match['year']} {match['rest']}"


def limits(text: str) -> int:
    """Up to where a text is a note that says for which part of a year a label stands: its years are no
    figures. 0 for any other text."""
    note = _note(text)
    stated = _stated(note[1]) if note is not None else None
    if note is None or stated is None:
        return 0
    return len(text.rstrip()) - (len(note[1]) - stated.end)


def cuts_a_year(text: str) -> bool:
    """Whether a line without a mark says for which part of a year that it names its table stands."""
    return text[:1].isalnum() and len(text) <= LONGEST and _OF_YEAR.match(text) is not None


def limited(label: str, period: Period | None, notes: Mapping[str, Sequence[str]]) -> Period | None:
    """The year of a marked label as the note with its mark cuts it; any other period as it is, and so where
    two notes cut it otherwise. A note without a mark, which stands under "", names the year."""
    year = _whole(period) if notes and period is not None else None
    if period is None or year is None:
        return period
    mark = _MARKED.search(label.strip())
    said = notes.get(mark["sign"], ()) if mark is not None else ()
    said = said or notes.get("", ())
    cuts = {cut for note in said if (cut := _cut(note, year)) is not None}
    if len(cuts) != 1:
        return period
    start, end = cuts.pop()
    return replace(period, start=start, end=end, complete=False)


def marked(text: str, at: int) -> str:
    """The mark at this place behind a year in a text, "*" of "2023*: 19"; "" for none."""
    mark = _BEHIND.match(text, at)
    return mark[0] if mark is not None else ""


_BEHIND = re.compile(r"\*{1,3}|[†‡]{1,2}")


def _whole(period: Period) -> Period | None:
    """The year of which a period is a part up to nobody knows when, "2024 YTD"; others with both ends as they
    are."""
    if period.start is None or period.end is not None:
        return period if period.start is not None else None
    year = re.search(YEARS, period.text) if period.complete is False else None
    whole = periods.read(year[0]) if year is not None else None
    return whole if whole is not None and whole.start == period.start else None


def day_of(name: str, notes: Mapping[str, Sequence[str]]) -> Period | None:
    """The day that a note gives to the numbers of the column with this name; None where notes differ."""
    days = set(notes.get(name.casefold(), ())) if notes else set()
    day = dates.read(days.pop()) if len(days) == 1 else None
    return Period(f"at {day.day} {day:%B %Y}", day, day, True) if day is not None else None


class _Stated(NamedTuple):
    """The year that a note names, the part of it that its label stands for, and where it has said so."""

    year: Period | None
    part: Mapping[str, str | None]
    end: int


def _stated(said: str) -> _Stated | None:
    named = _OF_YEAR.match(said)
    at = named.end() if named else 0
    part = _PART_YEAR.fullmatch(said, at) or _PART.match(said, at)
    return (
        _Stated(periods.read(named["year"]) if named else None, part.groupdict(), part.end())
        if part
        else None
    )


def _cut(said: str, year: Period) -> tuple[date | None, date | None] | None:
    """First and last day of the part of this year that a note states; None where it states none of it."""
    stated = _stated(said)
    if stated is None or year.start is None or year.end is None:
        return None
    if stated.year is not None and (stated.year.start, stated.year.end) != (year.start, year.end):
        return None
    inside = _inside(stated.part, _MARKED.sub("", year.text.strip()))
    if inside is None or inside.start is None:
        return None
    last = inside.end or year.end
    whole = (inside.start, inside.end) == (year.start, year.end)
    return None if whole or inside.start < year.start or last > year.end else (inside.start, inside.end)


def _inside(part: Mapping[str, str | None], year: str) -> Period | None:
    """The part of a year that a note states, which names the year itself or not."""
    if part.get("end"):
        tries = [f"{year} (to {part['end']})"]
    elif part.get("first"):
        tries = [f"{part['first']} to {part['last']}", f"{year} ({part['first']} to {part['last']})"]
    else:
        return periods.read(f"{year} (to date)")
    found = map(periods.read, tries)
    return next((each for each in found if each is not None and each.start and each.end), None)
