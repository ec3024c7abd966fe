"""Questions that ask for several things by letters, "How many (a) were cancelled, (b) did not go ahead?", and
answers that take them one by one: "(a) 501. (b) We do not record this."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from foi_cli.model import Table
from foi_cli.normalise import numbering, periods
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.questions import ANSWER, Exchange

_MARK = re.compile(r"(?:^|(?<=[\s,;:–-]))\(?(?P<mark>[a-h]|i{1,3}|iv|vi{0,3})\)\s+")
_FIRST = re.compile(
    r"\W{0,3}(?:(?:our\s)?(?:response|answer|reply)\s?[:–-]?\s{0,3})?\(?(?P<mark>[a-h]|i{1,3}|iv|vi{0,3})\)\s*[:–-]?\s*",
    re.IGNORECASE,
)
_ORDERS = (tuple("abcdefgh"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"))


class _Piece(NamedTuple):
    """A part of an answer: the mark before it ("" before the first), and what it says."""

    mark: str
    items: tuple[Item, ...]


def parts(exchange: Exchange) -> tuple[Exchange, ...]:
    """A question for each of its parts that the answer takes by its mark; itself for what stands before."""
    asked = _asked(exchange.question) if ")" in exchange.question.text else []
    marks = [mark for mark, _ in asked]
    pieces = list(_pieces(exchange.answer, marks)) if asked and exchange.number else []
    told = [piece.mark for piece in pieces if piece.mark]
    if len(told) < 2 or told != [mark for mark in marks if mark in told]:
        return (exchange,)
    texts, lead = dict(asked), _lead(pieces[0])
    if lead:
        pieces[0] = _Piece("", pieces[0].items[:-1])
    return tuple(
        replace(
            exchange,
            number=f"{exchange.number}{piece.mark}",
            question=texts.get(piece.mark, exchange.question),
            answer=(*lead, *piece.items),
            under=exchange.question.text if piece.mark else exchange.under,
        )
        if piece.mark
        else replace(exchange, answer=piece.items)
        for piece in pieces
        if piece.mark
        or any(isinstance(item, Table) or not ANSWER.fullmatch(item.text) for item in piece.items)
    )


def _lead(first: _Piece) -> tuple[Item, ...]:
    """The line above the first mark that says for which time all parts are: "2023 only:"."""
    last = first.items[-1] if first.items and not first.mark else None
    if not isinstance(last, Paragraph) or not last.text.endswith(":"):
        return ()
    return (last,) if periods.read(last.text.rstrip(": ").removesuffix(" only")) is not None else ()


def _asked(question: Paragraph) -> list[tuple[str, Paragraph]]:
    """The parts of a question by their marks, each behind the words that are said of them all; none where its
    marks do not count up from the first."""
    found = list(_MARK.finditer(question.text))
    marks = tuple(match["mark"] for match in found)
    if len(found) < 2 or all(marks != order[: len(marks)] for order in _ORDERS):
        return []
    stem = question.text[: found[0].start()].strip()
    ends = [*(match.start() for match in found[1:]), len(question.text)]
    return [
        (match["mark"], _said(question, stem, question.text[match.end() : end]))
        for match, end in zip(found, ends, strict=True)
    ]


def _said(question: Paragraph, stem: str, part: str) -> Paragraph:
    words = part.rstrip(" ,;").removesuffix(" and").removesuffix(" or").rstrip(" ,;")
    return replace(question, text=f"{stem} {words}".strip())


def _pieces(answer: Sequence[Item], marks: Sequence[str]) -> Iterator[_Piece]:
    """The answer cut at the marks of the parts, in a paragraph and before one."""
    mark, held = "", list[Item]()
    for item in answer:
        for begins, piece in _cut(item, marks):
            if begins:
                yield _Piece(mark, tuple(held))
                mark, held = begins, []
            held += [piece] if not isinstance(piece, Paragraph) or piece.text else []
    yield _Piece(mark, tuple(held))


def _cut(item: Item, marks: Sequence[str]) -> Iterator[tuple[str, Item]]:
    """What of an item stands before and behind each mark."""
    first = (_FIRST.match(item.text) or numbering.turn(item.text)) if isinstance(item, Paragraph) else None
    if not isinstance(item, Paragraph) or first is None or _mark_of(first) not in marks:
        yield "", item
        return
    within = [match for match in _MARK.finditer(item.text, first.end()) if match["mark"] in marks]
    starts = [(_mark_of(first), first.end()), *((match["mark"], match.end()) for match in within)]
    ends = [*(match.start() for match in within), len(item.text)]
    for (mark, start), end in zip(starts, ends, strict=True):
        tail = item.tail(start)
        yield mark, tail.head(max(end - len(item.text) + len(tail.text), 0)) if end < len(item.text) else tail


def _mark_of(match: re.Match[str]) -> str:
    return (match.groupdict().get("mark") or match.groupdict().get("letter") or "").lower()
