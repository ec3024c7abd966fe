"""Answers that name the number of a question listed above them: "Q2.", "In relation to question 3, …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from foi_cli.model import Table
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.questions import Exchange, pair

_NAMED = re.compile(
    r"""\W{0,20}(?:(?:in\s)?(?:response|answer|reply|relation|respect|regard|regards|reference)\s(?:to|of|for)\s(?:your\s)?|with\s(?:regards?|reference|respect)\sto\s(?:your\s)?
    |regarding\s|for\s|as\sfor\s|re:?\s|(?:response|answer|reply)\s?[-–:]?\s?)?
    (?:Q(?:uestions?)?\.?\s?|A(?=\d)|(?:response|answer|reply)\s(?=\d{1,2}[.:)]?\s*\Z)|(?:points?|parts?|items?|requests?)\s)(?P<number>\d{1,2}\s?[a-h]?)\b\s?[.,:;)\]–-]*\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = re.compile(r"\s{0,99}\(?(?P<number>\d{1,2}[a-h]?|[a-h](?=[.)]))\s?[.):]\)?\s*")
_Q = re.compile(r"\W{0,3}Q(?:uestion)?\s?(?P<number>\d{1,2}[a-h]?)\s?[.):–-]?\s+(?=\S)", re.IGNORECASE)
_INLINE = re.compile(r"(?:^|[\s\"'“‘:;,])(?P<mark>\((?P<number>\d{1,2}|[a-h])\)\s)")
_ORDER = ([str(n) for n in range(1, 100)], list("abcdefgh"))
"""How numbers and letters count up."""
_BULLET = re.compile(r"\s*[-–•·*▪●]\s+")


@dataclass(frozen=True, slots=True)
class _Marker:
    """Where an answer names the question that it belongs to."""

    at: int
    number: str
    end: int


def match(
    request: Sequence[Paragraph], items: Sequence[Item]
) -> tuple[tuple[Item, ...], tuple[Exchange, ...]]:
    """What stands before the first answer, and the questions of a request with the answers that name them.

    Nothing is matched, and no exchange returned, where the answers do not number themselves as the questions
    do. A question that nothing answers comes with an empty answer.
    """
    asked = _asked(request)
    numbers = [exchange.number for exchange in asked]
    markers = _markers(items, numbers, _NAMED)
    if not markers and any(_PLAIN.match(paragraph.text) for paragraph in request):
        markers = _rising(items, numbers)
    if not markers:
        return tuple(items), ()
    answers: dict[str, tuple[Item, ...]] = {}
    for marker, following in zip(markers, [*[m.at for m in markers[1:]], len(items)], strict=True):
        first = items[marker.at]
        rest = first.tail(marker.end) if isinstance(first, Paragraph) else first
        head = (rest,) if not isinstance(rest, Paragraph) or rest.text.strip() else ()
        answers[marker.number] = (
            *answers.get(marker.number, ()),
            *head,
            *items[marker.at + 1 : following],
        )
    found = tuple(replace(exchange, answer=answers.get(exchange.number, ())) for exchange in asked)
    return tuple(items[: markers[0].at]), found


def _asked(request: Sequence[Paragraph]) -> tuple[Exchange, ...]:
    """The questions of a request: numbered or lettered, else one for each bullet, else those that ask."""
    request = _divided(request)
    marked = tuple(
        Exchange(found["number"].lower(), paragraph.tail(found.end()))
        for paragraph in request
        if (found := _PLAIN.match(paragraph.text) or _Q.match(paragraph.text)) is not None
    )
    _, asking = pair(request)
    asked = tuple(replace(exchange, question=_whole(exchange), answer=()) for exchange in asking)
    if marked:
        return asked if len(asked) >= len(marked) else marked
    bullets = [(paragraph, found) for paragraph in request if (found := _BULLET.match(paragraph.text))]
    if len(bullets) >= max(len(asked), 2):
        return tuple(
            Exchange(str(n), paragraph.tail(found.end())) for n, (paragraph, found) in enumerate(bullets, 1)
        )
    return asked


def _whole(exchange: Exchange) -> Paragraph:
    """The text of a question of a request, in which nothing is answered."""
    told = (item for item in exchange.answer if isinstance(item, Paragraph))
    return exchange.question if exchange.question.text else next(told, exchange.question)


def _divided(request: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The request with each question that has its number inside a sentence as a paragraph of its own: "you
    asked for (1) the cost of …; (2) the number of …"."""
    marks = [match["number"] for paragraph in request for match in _INLINE.finditer(paragraph.text)]
    if len(marks) < 2 or marks != _ORDER[marks[0].isalpha()][: len(marks)]:
        return request
    divided: list[Paragraph] = []
    for paragraph in request:
        starts = [match.start("mark") for match in _INLINE.finditer(paragraph.text)]
        ends = [*starts, len(paragraph.text)]
        cut = [paragraph.tail(start).head(end - start) for start, end in pairwise([0, *ends]) if end > start]
        whole = (replace(part, text=part.text.rstrip(' ;,"”')) for part in cut)
        divided += [part for part in whole if any(map(str.isalnum, part.text))]
    return divided


def _markers(items: Sequence[Item], numbers: Sequence[str], pattern: re.Pattern[str]) -> list[_Marker]:
    found = []
    for at, item in enumerate(items):
        match_ = None if isinstance(item, Table) else pattern.match(item.text)
        if match_ is not None:
            number = re.sub(r"\s", "", match_["number"]).lower()
            if number in numbers:
                found.append(_Marker(at, number, match_.end()))
    return found


def _rising(items: Sequence[Item], numbers: Sequence[str]) -> list[_Marker]:
    """Plain numbers are those of the questions only when they follow them in order, most of them and none
    besides."""
    markers = _markers(items, numbers, _PLAIN)
    listed = sum(isinstance(item, Paragraph) and _PLAIN.match(item.text) is not None for item in items)
    order = [numbers.index(marker.number) for marker in markers]
    rising = all(before < after for before, after in pairwise(order))
    return markers if rising and listed == len(markers) and 2 * len(markers) >= len(numbers) else []
