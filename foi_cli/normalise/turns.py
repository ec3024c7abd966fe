"""Answers in prose that turn from one question to the next: "Turning first to (a), …", "As to (b), …"; "In
answer to your first question, …", "You then asked where the fires took place. …", "Your third question …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from foi_cli.normalise import numbering
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.questions import Exchange

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = (
    r"(?:(?:in\s(?:answer|reply|response|relation|regard|respect)\s(?:to|of)|(?:turning|moving)\s(?:(?:now|next)\s)?(?:on\s)?to"
    r"|as\s(?:to|for|regards)|with\s(?:regards?|respect|reference)\sto|on)\s)?(?:your|the)\s(?P<ordinal>"
    rf"{'|'.join(_ORDINALS)}|last|final)\s(?:question|point|request|query)\b"
)
_NEXT = (
    r"(?:(?P<then>first(?:ly)?|secondly|thirdly|next|then|finally|lastly),?\s)?you\s(?:have\s)?(?:(?P<also>first|also|next|then|further|finally|lastly)\s)?"
    r"(?:asked|enquired|wanted\sto\sknow)\b"
)
_TURN = re.compile(rf"(?:{_NAMED}|{_NEXT})", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:\s(?:was|is|concern(?:s|ed)|ask(?:s|ed)|relate[sd]\sto))?\s(?P<question>(?:about\s|for\s)?[a-z][^.?:\d]{2,200})[.?:]\s+",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\s?[,:–-]\s+")
_STATED = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})\s(?:separate\s|further\s)?(?:questions|points|queries)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:by\sway\sof|for)\s(?:context|background|information|completeness)\b|this\s(?:letter|reply|response|request)\stook\b",
    re.IGNORECASE,
)
"""What is said besides, and answers none of the questions."""


class _Turn(NamedTuple):
    """A paragraph that turns to a question: its place, the number, what was asked, and its answer."""

    at: int
    number: str
    question: Paragraph
    answer: Paragraph


def opens(text: str) -> bool:
    """Whether a paragraph turns to a point of the request, and says something of it."""
    if numbering.turn(text) is not None:
        return True
    match = _TURN.match(text)
    return match is not None and _number(match, 1) > 0 and len(text) > match.end() + 2


def find(items: Sequence[Item], told: str) -> tuple[tuple[Item, ...], tuple[Exchange, ...]]:
    """What stands before the first turn, and the questions that an answer turns to one after the other; none
    where their order has a gap. `told` is what the letter says above it."""
    turns = _lettered(items) or _in_order(items, told)
    if len(turns) < 2:
        return tuple(items), ()
    exchanges = []
    for turn, end in zip(turns, [*(turn.at for turn in turns[1:]), len(items)], strict=True):
        following = items[turn.at + 1 : end]
        aside = (
            n for n, item in enumerate(following) if isinstance(item, Paragraph) and _ASIDE.match(item.text)
        )
        exchanges.append(
            Exchange(turn.number, turn.question, (turn.answer, *following[: next(aside, len(following))]))
        )
    return tuple(items[: turns[0].at]), tuple(exchanges)


def _lettered(items: Sequence[Item]) -> list[_Turn]:
    """The paragraphs that turn to (a), (b), (c) in their order."""
    found = [
        _Turn(at, match["letter"].lower(), _named(item, match), item.tail(match.end()))
        for at, item in enumerate(items)
        if isinstance(item, Paragraph) and (match := numbering.turn(item.text)) is not None
    ]
    rising = all(ord(after.number) == ord(before.number) + 1 for before, after in pairwise(found))
    return found if found and rising and found[0].number == "a" else []


def _named(item: Paragraph, match: re.Match[str]) -> Paragraph:
    """ "(a)", which is all that an answer says of its question."""
    return item.tail(match.start("letter") - 1).head(3)


def _in_order(items: Sequence[Item], told: str) -> list[_Turn]:
    """The paragraphs that turn to the first question and those behind it, as many as the letter says that
    there are."""
    found: list[_Turn] = []
    for at, item in enumerate(items):
        match = _TURN.match(item.text) if isinstance(item, Paragraph) else None
        if match is None or not isinstance(item, Paragraph):
            continue
        number = _number(match, len(found))
        if number != len(found) + 1:
            return []
        found.append(_turn(at, str(number), item, match.end()))
    stated = {_count(match["count"]) for match in _STATED.finditer(told)}
    return found if not stated or len(found) in stated else []


def _number(match: re.Match[str], before: int) -> int:
    """The number of the question that is turned to, after so many others; 0 where it cannot be told."""
    word = (match["ordinal"] or match["then"] or match["also"] or "").lower()
    if word.removesuffix("ly") in _ORDINALS:
        return _ORDINALS.index(word.removesuffix("ly")) + 1
    return before + 1 if word and before else 0


def _count(written: str) -> int:
    return int(written) if written.isdigit() else _COUNTS.index(written.lower()) + 1


def _turn(at: int, number: str, item: Paragraph, end: int) -> _Turn:
    asked = _ASKED.match(item.text, end)
    if asked is not None:
        start = asked.start("question")
        question = item.tail(start).head(asked.end("question") - start)
        return _Turn(at, number, question, item.tail(asked.end()))
    begins = _ANSWERS.match(item.text, end)
    return _Turn(at, number, item.head(0), item.tail(begins.end()) if begins else item)
