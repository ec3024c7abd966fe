"""A line of text as laid out, and the words, amounts and periods at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from foi_cli.ingest.encoding import fold
from foi_cli.model import Style

LONGEST = 100_000
"""Characters of one line; a longer one is kept in pieces that have the same line number."""


class Line(NamedTuple):
    """A line that is not blank: its number from 1, its text as written and on one line without spare white
    space, whether blank lines precede it; whether a new page begins with it."""

    number: int
    text: str
    plain: str
    gap: bool = False
    style: Style = "text"
    opens_page: bool = False


_BLANK = " \t\u00a0\u200b\ufeff"
_BREAK = re.compile(r"[ \t]")


class Found(NamedTuple):
    """A table seen in lines[start:stop]: its rows, the line number of each, and its title."""

    start: int
    stop: int
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    title: str = ""
    flattened: bool = False


_ENDS = re.compile(r"(\r\n|\n|\r|\x0b|\x0c|\x85|\u2028|\u2029)")
"""What ends a line of writing …"""
_COUNTED = ("\r\n", "\n", "\r")
"""… and what an editor counts as the end of one."""
_NEW_PAGE = "\x0c"


def split(text: str) -> Iterator[Line]:
    """The lines of a text that are not blank, numbered as an editor numbers them."""
    gap = opens = False
    number = 1
    parts = _ENDS.split(text)
    for raw, end in zip_longest(parts[::2], parts[1::2], fillvalue=""):
        if raw.strip(_BLANK):
            for piece in _pieces(raw) if len(raw) > LONGEST else (raw,):
                plain = fold(piece)
                if plain:
                    yield Line(number, piece, plain, gap, opens_page=opens)
                    opens = False
                gap = not plain
        else:
            gap = True
        number += end in _COUNTED
        opens = opens or end == _NEW_PAGE


def _pieces(raw: str) -> Iterator[str]:
    """A line that is too long, cut between words, so that no number falls apart. A word too long for a piece
    is no writing, and shown as …"""
    start = 0
    while start < len(raw):
        end = start + LONGEST
        if end < len(raw):
            end = _cut(raw, start, end)
        if end:
            piece = raw[start:end]
        else:
            after = _BREAK.search(raw, start + LONGEST)
            piece, end = "…", after.end() if after else len(raw)
        if piece.strip(_BLANK):
            yield piece
        start = end


def _cut(raw: str, start: int, end: int) -> int:
    """The last place after a blank, if it can be not one between figures that may be a number ("1 234"); 0
    where there is none."""
    blanks = [blank.end() for blank in _BREAK.finditer(raw, start, end)]
    sure = (at for at in reversed(blanks) if not raw[at - 2 : at - 1].isdigit())
    return next(sure, blanks[-1] if blanks else 0)


_INTEGER = r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)"
_AMOUNT = re.compile(
    rf"""(?:[<>≤≥~]=?)?[-+−–]?[£€$]?[-−]?(?:{_INTEGER}(?:\.\d+)?|\.\d+|0\d*\.\d+)(?:[kKmM]|bn)?%?
    (?:[*~†‡§^]+|\[\w{{1,5}}\])?|
    \([£€$]?{_INTEGER}(?:\.\d+)?%?\)""",
    re.VERBOSE,
)
_MARKERS = frozenset(
    "- – — * ** *** ~ .. ... n/a n/k u/k nil none [c] [x] [z] [low] [u] [w] [n/a] #n/a ncnd".split()
)
_PAIRS = frozenset(
    {"not held", "not recorded", "not known", "not available", "no data", "nil return", "not applicable"}
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_PERIOD = re.compile(
    rf"(?:(?:fy|cy)?(?:19|20)\d\d\*?(?:[/-](?:19|20)?\d\d)?|\d\d/\d\d|{_MONTH}(?:[-/’'](?:19|20)?\d\d)?\.?|q[1-4](?:[-/](?:19|20)?\d\d(?:/\d\d)?)?"
    r"|(?:fy|cy)\d\d(?:/\d\d)?|ytd)(?:[*†‡§^#]{1,3}|[⁰¹²³⁴-⁹]{1,4})?",
    re.IGNORECASE,
)
_NO_NUMBER_ENDS = frozenset("abcdefghijlopqrstuvwxyzABCDEFGHIJLNOPQRSTUVWXYZ.,:;?!")
_NO_PERIOD_STARTS = frozenset("beghiklprtuvwxzBEGHIKLPRTUVWXZ-–(£<")
"""Most words are neither number nor period, and one letter of theirs shows it sooner than a pattern."""
MONTH_ALONE = re.compile(rf"{_MONTH}\.?", re.IGNORECASE)
_TOTAL = re.compile(r"(?:grand|sub|overall)?[ -]?totals?:?|sum|overall", re.IGNORECASE)
ITEM = re.compile(
    r"[-•*–·▪‣◦●○]\s+\S|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|q(?:uestion)?\s?\d{1,2}[a-z]?[.:)]?\s(?!q\d)|\d{1,2}\.[A-Za-z]\s",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:\s(?:to|of|and|or|the|for|in|by|with|from|per|on|at|an|as|than|not|(?-i:a))|[-–/,&])$", re.IGNORECASE
)


def is_amount(token: str) -> bool:
    """Whether one word is a number as a table cell writes it, or a marker that stands for one."""
    return is_number(token) or token.lower() in _MARKERS


def is_number(token: str) -> bool:
    """Whether a cell is a number; a marker is none."""
    return token[-1:] not in _NO_NUMBER_ENDS and _AMOUNT.fullmatch(token) is not None


def is_period(token: str) -> bool:
    """Whether one word names a year, month or quarter: 2020, 2020/21, Apr-21, Q1."""
    return token[:1] not in _NO_PERIOD_STARTS and _PERIOD.fullmatch(token) is not None


def is_total(text: str) -> bool:
    """Whether a label says that its row or column is a total."""
    return _TOTAL.match(text) is not None


def is_item(text: str) -> bool:
    """Whether a line starts like an item of a list: a bullet, "1.", "a)", "Q2"."""
    return ITEM.match(text) is not None


def is_open(label: str) -> bool:
    """Whether a label cannot end here: it ends in "of", in a dash, inside a bracket."""
    return _OPEN.search(label) is not None or label.count("(") > label.count(")")


@lru_cache(maxsize=4096)
def tail(text: str) -> tuple[str, tuple[str, ...]]:
    """The label of a line and the amounts that follow it: "Bed Bugs 1 0 4" is ("Bed Bugs", (1, 0, 4)).

    A date's year stays with the label: "1 April 2024" has no amounts.
    """
    words = text.split()
    start = len(words)
    while start:
        if start >= 2 and f"{words[start - 2]} {words[start - 1]}".lower() in _PAIRS:
            start -= 2
        elif is_amount(words[start - 1]) or (start > 1 and words[start - 1] == "<"):
            start -= 1
        else:
            break
    if 0 < start < len(words) and MONTH_ALONE.fullmatch(words[start - 1]) and is_period(words[start]):
        start += 1
    return fold(" ".join(words[:start])), tuple(_cells(words[start:]))


def _cells(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        pair = " ".join(words[at : at + 2])
        if pair.lower() in _PAIRS or words[at] in "<>":
            yield pair
            at += 2
        else:
            yield words[at]
            at += 1


def starts_paragraph(lines: Sequence[Line], at: int) -> bool:
    """Whether this line does not go on a sentence of the line before it."""
    if at == 0 or lines[at].gap:
        return True
    before = lines[at - 1].plain
    return len(before) < 50 or before[-1] in ".?!:;│|┘┤"


def title_above(lines: Sequence[Line], at: int) -> str:
    """The line above lines[at] if it reads like a table's title: short, no sentence, no item, and across a
    gap only where it is a paragraph of its own."""
    if at == 0 or (lines[at].gap and at > 1 and not lines[at - 1].gap and lines[at - 1].style != "heading"):
        return ""
    text = lines[at - 1].plain
    if lines[at - 1].style not in ("text", "heading") or len(text) > 80 or len(text.split()) > 12:
        return ""
    if (
        text[-1] in ".?!;,"
        or is_item(text)
        or text.startswith("Dear ")
        or not starts_paragraph(lines, at - 1)
    ):
        return ""
    return text
