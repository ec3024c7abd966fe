"""Lines of a period and several things counted in it: "2021/22: 98 visits, 12 claims, of which 3 won"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_cli.model import Period
from foi_cli.normalise import lowercase, numbers, parts, periods, words
from foi_cli.normalise.labelled import UNIT_OF_TIME
from foi_cli.normalise.numbers import QUALIFIED
from foi_cli.normalise.stated import Statement

_HEAD = re.compile(r"(?P<period>[^:–]{4,40}?)\s?(?::|\s[–-])\s(?=\S)")
_MAY = lowercase.compiled(r"\d[^:–]{0,36}\s?[:–-]\s.{1,60}(?:[,;]|\sand)\s")
_ITEM = re.compile(
    rf"(?P<amount>{QUALIFIED}|{words.PATTERN})"
    r"(?:\s(?P<label>(?!(?:of|to|or|and|per|a|an|in|at|by|for|from|more|less|fewer|than|times?)\b)"
    r"(?!(?:FTE|WTE)\b)[A-Za-z][A-Za-z’'/ -]{1,60}?))?"
    r"(?=[,;]\s|\s(?:and|of\s(?:which|whom))\s|\s?[.]?\s*\Z)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[,;]?\s(?:(?P<part>(?:and\s)?of\s(?:which|whom|these),?)\s|and\s)|[,;]\s", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|than|up|down|previous|before|earlier|last|year|years)\b", re.IGNORECASE
)


def find(text: str, start: int, asked: str) -> Iterator[Statement]:
    """Two or more numbers behind a period, each with its own words, to the end of the line."""
    head = _HEAD.match(text, start) if asked and _MAY.search(text, start) else None
    period = periods.read(head["period"]) if head is not None else None
    if head is not None and period is not None:
        yield from _items(text, head.end(), period)


def _items(text: str, at: int, period: Period) -> tuple[Statement, ...]:
    """The numbers of a line, or none where something on it is not one with its words."""
    found: list[Statement] = []
    of = ""
    while (item := _ITEM.match(text, at)) is not None:
        amount, label = numbers.read(item["amount"]), (item["label"] or "").strip()
        if (
            amount is None
            or not (label or amount.unit)
            or UNIT_OF_TIME.match(label)
            or _COMPARES.search(label)
        ):
            return ()
        noun = "" if of or not label or words.unit(label) is None else label
        found.append(
            Statement(amount, item.start("amount"), "" if noun else parts.label(label), noun, period, of)
        )
        following = _NEXT.match(text, item.end())
        if following is None:
            ends = not text[item.end() :].strip(" .")
            return tuple(found) if ends and len(found) > 1 else ()
        of, at = "before" if following["part"] else "", following.end()
    return ()
