"""Which question a table of a workbook answers, by the words above it or the name of its sheet.

"Question 2" and "Request 1" say so by themselves. "Q2" may be a quarter: it is a question where the words
behind it name a thing and no time, and others beside it differ, or it has a full stop: "Q2. Claims".
A plain number, "2 Grants", is one where the sheets count up and one of them speaks of questions by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from foi_cli.model import Table
from foi_cli.normalise import dates

_MARK = re.compile(
    r"\W{0,3}(?:(?P<named>question|request)\s?(?:no\.?\s?|number\s)?|Q\.?\s?)(?P<number>\d{1,2}\s?(?:[a-h]\b)?)(?!\d)"
    r"(?![./-]\d)(?:\s?[.:)–—-]{1,2}|(?=\s|$))\s{0,3}",
    re.IGNORECASE,
)
_QUARTERS = 4
_TIMELY = re.compile(
    rf"\W*(?:['’]?\d|f/?y|{dates.MONTH}"
    r"|(?:years?|quarters?|ytd|to|and|vs?|versus|actuals?|budget|data|figures?|forecast|outturn|performance|reports?|results?"
    r"|returns?|sheet|summary|tab|totals?)\b|$)",
    re.IGNORECASE,
)
""" "Q1 2022/23", "Q1 (Apr–Jun)", "Q1 data": quarters, or nobody can tell."""


class Mark(NamedTuple):
    """The number of a question before some words, and whether it can be nothing else."""

    number: str
    words: str
    certain: bool


def mark(text: str, beside: str = "") -> Mark | None:
    """The number that a name or a heading begins with; `beside` are the words in the cell beside it."""
    match = _MARK.match(text)
    if match is None:
        return None
    number = match["number"].replace(" ", "").lower()
    if _ANOTHER.match(text, match.end()) or _NEXT.search(text, match.end()):
        return None
    words = f"{text[match.end() :]} {beside}".strip()
    certain = match["named"] is not None or int(re.sub(r"\D", "", number)) > _QUARTERS
    certain = certain or (match[0].rstrip()[-1] in ".)" and bool(words) and not _TIMELY.match(words))
    if not certain and (_TIMELY.match(words) or _SECOND.search(words)):
        return None
    return Mark(number, words, certain)


_ANOTHER = re.compile(
    r"\W{0,3}(?:(?:and|to)\s)?(?:Q\.?\s?|questions?\s)\d{1,2}(?!\d)|\W{0,3}(?:and|&)\s{0,2}\d{1,2}(?!\d)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[;,]\s(?:and\s)?(?:Q\.?\s?|question\s)\d{1,2}\s?:", re.IGNORECASE)
_SECOND = re.compile(r"\bQ\.?\s?\d{1,2}(?![\d/])", re.IGNORECASE)
""" "Q1 & Q2", "Q1 Claims made and Q2 claims paid": of two questions nobody can tell which."""


def questions(marks: Sequence[Mark | None]) -> list[str]:
    """The number of each of these, "" where it is none: one that stands alone, or whose words another number
    has too, may be said of a quarter."""
    several = len({each.number for each in marks if each is not None}) > 1
    shared = [each.words.casefold() for each in marks if each is not None and not each.certain]
    return [
        each.number
        if each is not None and (each.certain or (several and shared.count(each.words.casefold()) == 1))
        else ""
        for each in marks
    ]


def named(tables: Iterable[Table]) -> Mapping[str, str]:
    """The number of the question that each sheet answers, for those that say so: by its name, else by the
    words above its first table."""
    tops: dict[str, Mark | None] = {}
    tables = tuple(tables)
    for table in tables:
        if table.sheet and table.sheet not in tops:
            tops[table.sheet] = _above(table)
    if not tops:
        return {}
    by_name = questions([*map(mark, tops)])
    above = questions([_agreeing(name, top) for name, top in tops.items()])
    bare = _counted([*tops], tables) if not any(by_name) else [""] * len(tops)
    numbers = (own or top or plain for own, top, plain in zip(by_name, above, bare, strict=True))
    return {name: number for name, number in zip(tops, numbers, strict=True) if number}


def _counted(names: Sequence[str], tables: Sequence[Table]) -> list[str]:
    """The plain numbers with which these sheets begin, "1 Consultancy", "2 Grants", where they count up from
    one and a sheet speaks of questions by their numbers."""
    marks = [_PLAIN.match(name) for name in names]
    numbers = [match["number"] if match is not None else "" for match in marks]
    found = [number for number in numbers if number]
    rising = len(found) > 1 and found == [str(n) for n in range(1, len(found) + 1)]
    told = rising and any(
        _SPEAKS.search(cell) for table in tables for row in table.rows[:_TOP] for cell in row[:_FEW]
    )
    return numbers if told else [""] * len(names)


_PLAIN = re.compile(
    r"(?P<number>\d)(?![\d/-])[\s._–-]{1,3}(?=[a-z])"
    r"(?!(?:cover|contents|index|notes?|guid|read|summary|definitions?|data|info|intro)\w*\b)"
    rf"(?!{_TIMELY.pattern})",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\bquestions?\s\d", re.IGNORECASE)
_FEW = 3
"""Columns in which a sheet of words has them."""


def _above(table: Table) -> Mark | None:
    """The number of a question, with words behind it, that stands alone in one of the first rows."""
    for row in table.rows[:_TOP]:
        filled = [cell for cell in row if cell.strip()]
        if len(filled) > 1:
            return None
        found = mark(filled[0].strip()) if filled and row[0].strip() else None
        if found is not None and found.words:
            return found
    return None


_TOP = 8
"""Rows in which the words above the first table of a sheet stand."""
_BARE = re.compile(r"\s*(?P<number>\d{1,2}[a-h]?)(?=[\s._-])", re.IGNORECASE)


def _agreeing(name: str, top: Mark | None) -> Mark | None:
    """The mark above a sheet's table, certain where the sheet's name begins with the same number."""
    bare = _BARE.match(name)
    if top is None or bare is None or bare["number"].lower() != top.number:
        return top
    return top._replace(certain=True)


_AT_END = re.compile(r"\bquestion\s(?P<number>\d{1,2}[a-h]?)\W{0,3}\Z", re.IGNORECASE)


def mark_at_end(text: str) -> Mark | None:
    """The number that a heading ends with: "Request 24-0117 – Question 4"."""
    match = _AT_END.search(text) if len(text) <= _LONGEST else None
    return Mark(match["number"].lower(), text[: match.start()].strip(" –-:"), certain=True) if match else None


_LONGEST = 120
_EACH = re.compile(r"\b(?:Q\.?\s?|questions?\s)(?P<number>\d{1,2}[a-h]?)\b[\s.:–-]{0,4}", re.IGNORECASE)
_STEM = re.compile(r"\b[a-z]{5}", re.IGNORECASE)
"""The beginning of a word, by which "referral" is known for "referrals"."""


def by_column(lines: Sequence[str], columns: Sequence[tuple[int, str]]) -> Mapping[int, str]:
    """The question of each column below a heading that names several, "Q1 Claims made and Q2 sums paid",
    where every column shares a word with the words of exactly one."""
    asked = next((found for line in lines if len(found := _several(line)) > 1), {})
    shared = {
        index: [number for number, stems in asked.items() if stems & _stems(name)] for index, name in columns
    }
    told = bool(asked) and all(len(numbers) == 1 for numbers in shared.values())
    return {index: numbers[0] for index, numbers in shared.items()} if told else {}


def _several(heading: str) -> Mapping[str, frozenset[str]]:
    """The questions that a heading names, with the words of each; nothing where one has none, or a time."""
    marks = list(_EACH.finditer(heading))
    ends = [*(mark.start() for mark in marks[1:]), len(heading)]
    words = {
        mark["number"].lower(): heading[mark.end() : end] for mark, end in zip(marks, ends, strict=False)
    }
    if len(words) < len(marks) or any(_TIMELY.match(said) for said in words.values()):
        return {}
    return {number: _stems(said) for number, said in words.items()}


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem.lower() for stem in _STEM.findall(words))
