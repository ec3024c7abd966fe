"""The numbers that the paragraphs of a letter bear: "2.", "Q3", "Question 4a", "Part 5:", "(b)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from foi_cli.normalise.paragraphs import Item, Paragraph

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = rf"(?i:{'|'.join(_WORDS)})"
_NUMBER = re.compile(
    rf"\s*(?:(?:Q(?:uestion)?(?:\.(?=\s?\d))?|(?:Part|Point|Item|Query|Request)(?=\s(?:\d{{1,2}}|{_WORD})\s?[.:–-]))"
    rf"\s?(?P<q>\d{{1,2}}(?:\s?\.?\s?[a-h]\b)?|(?<=\s){_WORD}(?=\s?[.:)]|\s[–-]\s|\s*$))\s?[.:)]?|"
    r"(?P<n>\d{1,2}(?:\.[A-Za-z]\b|[a-h](?=\s?[.):]))?)\s?[.):]?(?:\s[-–]\s|(?<=[.):])(?!\d)\s*|(?<=[A-Za-z])\s)"
    r"|\(?(?P<letter>[a-h])[.)]\s)\s*"
)
_TURN = re.compile(
    r"(?:(?:(?:turning|moving|coming)\s(?:(?:first|now|next|then|finally|lastly|on),?\s){0,2}to|as\s(?:to|for|regards)"
    r"|with\s(?:regards?|respect|reference)\sto|in\s(?:relation|respect|regard|answer|reply|response)\s(?:to|of)"
    r"|regarding|concerning|on|for|under|first(?:ly)?,?|secondly,?|thirdly,?|next,?|then,?|finally,?|lastly,?)\s)"
    r"(?:(?:your|the)\s)?(?:(?:point|part|question|item|request|paragraph)\s)?\((?P<letter>[a-h])\)(?:\s?[,.:;]|\s[–-]|(?=\s))\s*",
    re.IGNORECASE,
)
QUARTERS = 4
"""More than so many items Q1, Q2 … are no quarters."""
_NAMED = re.compile(r"\s*(?:Question|Part|Point|Item|Query|Request)\s", re.IGNORECASE)
DASHES = " \t-–—:"
"""What may stand between a number and the words."""


def before(text: str) -> re.Match[str] | None:
    """The number before a paragraph, as the group `q`, `n` or `letter`, with all up to its words."""
    return _NUMBER.match(text)


def turn(text: str) -> re.Match[str] | None:
    """The words with which a paragraph turns to a point of the request, as the group `letter`, with all up to
    what it says: "Turning first to (a), …", "As to point (b), …"."""
    return _TURN.match(text) if "(" in text[:60] else None


def is_named(text: str) -> bool:
    """Whether a number says of what: "Question 4", "Part 5:"."""
    return _NAMED.match(text) is not None


class Numbered(NamedTuple):
    """A numbered paragraph: its place among the items, its number, and the text behind it; `short` says that
    it is written as "Q1", which may be a quarter."""

    at: int
    number: str
    text: str
    short: bool


def counted(items: Sequence[Item]) -> list[Numbered]:
    """The numbered paragraphs. Where some have plain numbers, "Q1: 24 inspections" is a quarter, and none."""
    every = [
        Numbered(
            at, plain(match["q"] or match["n"]), item.text[match.end() :].lstrip(DASHES), _is_short(match)
        )
        for at, item in enumerate(items)
        if isinstance(item, Paragraph) and (match := _NUMBER.match(item.text)) and not match["letter"]
    ]
    return [each for each in every if not each.short or "?" in each.text] or every


_FEWEST = 5
_OF_PROSE = 60
"""Characters of a paragraph that is no heading, caption or note."""


def throughout(items: Sequence[Item], numbered: Sequence[Numbered]) -> bool:
    """Whether a letter numbers its paragraphs from first to last, whatever each of them is about."""
    if len(numbered) < _FEWEST or numbered[0].number != "1" or any(each.short for each in numbered):
        return False
    if not all(follows(below.number, above.number) for above, below in pairwise(numbered)):
        return False
    places = {each.at for each in numbered}
    prose = [
        at for at, item in enumerate(items) if isinstance(item, Paragraph) and len(item.text) > _OF_PROSE
    ]
    return all(at in places for at in prose) and 2 * len(prose) > len(numbered)


def _is_short(match: re.Match[str]) -> bool:
    return match["q"] is not None and not is_named(match.string)


def plain(written: str) -> str:
    """A number as it is compared: "2a" for "2.A", "2" for "two"."""
    if (word := written.lower()) in _WORDS:
        return str(_WORDS.index(word) + 1)
    return re.sub(r"[\s.]{1,9}(?=[a-hA-H]$)", "", written.strip()).lower()


def follows(number: str, before: str) -> bool:
    """Whether one number of a list stands behind another: "2" or "2a" behind "1", "1b" behind "1a"."""
    own, last = _parts(number), _parts(before)
    if own is None or last is None:
        return False
    if own[0] == last[0]:
        return bool(own[1]) and ord(own[1]) == (ord(last[1]) + 1 if last[1] else ord("a"))
    return own[0] == last[0] + 1 and own[1] in ("", "a")


_NEXT = re.compile(r"(?:^|[,;.]?\s(?:and|&)\s|[,;.]\s)(?:\(|Q)?(?P<number>\d{1,2})[.):]\s(?=\S)")


def last(number: str, text: str) -> str:
    """The number with which a heading of several questions ends: 2 in "1. Cases by ward, and 2. how many of
    these were closed"; its own in all others."""
    for match in _NEXT.finditer(text):
        if follows(match["number"], number):
            number = match["number"]
    return number


def _parts(number: str) -> tuple[int, str] | None:
    match = re.fullmatch(r"(\d{1,2})([a-h]?)", number)
    return (int(match[1]), match[2]) if match is not None else None
