"""Tables written one cell a line, as copying from a web page or a PDF leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from foi_cli.ingest.headings import heads
from foi_cli.ingest.lines import (
    Found,
    Line,
    is_amount,
    is_item,
    is_number,
    is_open,
    is_period,
    title_above,
)

_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d\d){1,2}")
_WIDEST = 30
_LONGEST_LABEL = 60
_FEWEST_ROWS = 3
_LOOKED_AT = 6
"""Rows above a label that are looked at."""
_WRAPS = 3
"""Lines over which one label may run."""


class _Shape(NamedTuple):
    """How many amounts a row has, and whether blank lines stand between its lines."""

    amounts: int
    gap: bool


def find(lines: Sequence[Line]) -> Iterator[Found]:
    """Every run of at least three rows, each a label on its own line and then as many amounts, one a line."""
    kinds = [_kind(line) for line in lines]
    numbers_to = [0, *accumulate(_is_figure(line, kind) for line, kind in zip(lines, kinds, strict=True))]
    ends: dict[tuple[_Shape, int], tuple[int, int]] = {}
    at = 0
    while at < len(lines):
        amounts = _amounts_after(kinds, at)
        shape = _Shape(amounts, lines[at + 1].gap) if amounts else None
        stop, rows = _end(lines, kinds, at, shape, ends) if shape else (at, 0)
        if shape is None or rows < _FEWEST_ROWS or numbers_to[at] == numbers_to[stop]:
            at += 1
            continue
        yield _found(lines, kinds, at, stop, shape)
        at = stop


def _kind(line: Line) -> str:
    text = line.plain
    if line.style != "text":
        return "other"
    if is_amount(text) and not is_period(text):
        return "amount"
    if len(text) > _LONGEST_LABEL or text[-1] in ".?!;:" or is_item(text):
        return "period" if is_period(text) else "other"
    return "period" if is_period(text) else "label"


def _is_figure(line: Line, kind: str) -> bool:
    return kind == "amount" and is_number(line.plain)


def _amounts_after(kinds: Sequence[str], at: int) -> int:
    inner = {"label": ("amount", "period"), "period": ("amount",)}.get(kinds[at], ())
    stop = at + 1
    while stop < len(kinds) and kinds[stop] in inner and stop - at <= _WIDEST:
        stop += 1
    return stop - at - 1


def _end(
    lines: Sequence[Line],
    kinds: Sequence[str],
    at: int,
    shape: _Shape,
    known: dict[tuple[_Shape, int], tuple[int, int]],
) -> tuple[int, int]:
    """Where the rows of this shape end that start at `at`, and how many they are; `known` keeps both by where
    a row starts, so that no row is looked at twice."""
    starts: list[int] = []
    while (shape, at) not in known:
        row = _row(lines, kinds, at, shape, inside=bool(starts))
        if row is None:
            known[shape, at] = at, 0
            break
        if row[1] < len(lines) and lines[row[1]].gap != shape.gap:
            known[shape, at] = row[1], 1
            break
        starts.append(at)
        at = row[1]
    stop, rows = known[shape, at]
    for start in reversed(starts):
        rows += 1
        known[shape, start] = stop, rows
    return stop, rows


def _row(
    lines: Sequence[Line], kinds: Sequence[str], at: int, shape: _Shape, *, inside: bool = False
) -> tuple[int, int] | None:
    """Where the amounts of the row start whose label starts at `at`, and where they stop; None for no row.
    Only a row `inside` a table may have a label of two lines that both begin with capitals."""
    body = at + 1
    while (
        body < len(lines) and body - at < _WRAPS and kinds[body] == "label" and _goes_on(lines, kinds, body)
    ):
        body += 1
    if inside and body == at + 1 and _breaks(lines, kinds, at, shape):
        body += 1
    stop = body + shape.amounts
    if stop > len(lines) or kinds[at] not in ("label", "period"):
        return None
    even = all(lines[step].gap == shape.gap for step in range(body, stop))
    return (body, stop) if even and all(kind in ("amount", "period") for kind in kinds[body:stop]) else None


def _breaks(lines: Sequence[Line], kinds: Sequence[str], at: int, shape: _Shape) -> bool:
    """Whether a label runs over two lines that both begin with capitals, "Dovecote" / "Gardens": each of them
    is as short as a label above, and the two together are longer than those. Else the first names a group."""
    wanted = ("label", "label", *("amount",) * shape.amounts)
    if shape.amounts < 2 or tuple(kinds[at : at + len(wanted)]) != wanted or lines[at + 1].gap:
        return False
    first, second = len(lines[at].plain), len(lines[at + 1].plain)
    above = range(at - shape.amounts - 1, max(at - _LOOKED_AT * (shape.amounts + 1), 0), -shape.amounts - 1)
    widest = max((len(lines[n].plain) for n in above if kinds[n] == "label"), default=0)
    return max(first, second) <= widest < first + 1 + second


def _goes_on(lines: Sequence[Line], kinds: Sequence[str], at: int) -> bool:
    """Whether a line goes on with the words of the line above it: "Fairholme" / "and Priory"."""
    text, above = lines[at].plain, lines[at - 1].plain
    wrapped = text[0].islower() or text[0] in "(&" or is_open(above)
    return wrapped and not lines[at].gap and kinds[at - 1] == "label"


def _found(lines: Sequence[Line], kinds: Sequence[str], at: int, stop: int, shape: _Shape) -> Found:
    start = _first_label(lines, kinds, at, stop, shape)
    head, columns = _heads(lines, kinds, start, shape)
    rows, numbers = ([columns], [lines[head].number]) if columns else ([], [])
    first = start
    while start < stop:
        row = _row(lines, kinds, start, shape, inside=start > first)
        assert row is not None  # noqa: S101  for the type checker: `stop` was found by these rows
        rows.append([_joined(lines[start : row[0]]), *(line.plain for line in lines[row[0] : row[1]])])
        numbers.append(lines[start].number)
        start = row[1]
    return Found(head, stop, tuple(map(tuple, rows)), tuple(numbers), title_above(lines, head))


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.plain for line in lines)


def _first_label(lines: Sequence[Line], kinds: Sequence[str], at: int, stop: int, shape: _Shape) -> int:
    """Where the label of the first row starts; it goes on in lines[at] where other labels have capitals."""
    others = [lines[step].plain for step in range(at + 1, stop) if kinds[step] == "label"]
    if not any(text[0].isupper() for text in others):
        return at
    while at and _goes_on(lines, kinds, at) and _row(lines, kinds, at - 1, shape):
        at -= 1
    return at


def _heads(lines: Sequence[Line], kinds: Sequence[str], at: int, shape: _Shape) -> tuple[int, list[str]]:
    """Where the heads above the first row start, and what they are: one line that has them all, or as many
    lines as there are columns, or more of which some go on with the one above; none where they do not fit."""
    width = shape.amounts + 1
    label, columns = heads(lines[at - 1].plain) if at and lines[at - 1].style == "text" else ("", ())
    if len(columns) == shape.amounts and lines[at].gap == shape.gap:
        return at - 1, [label, *columns]
    top = at
    while (
        top
        and kinds[top - 1] in ("label", "period")
        and lines[top].gap == shape.gap
        and at - top < width * _WRAPS
    ):
        top -= 1
    merged = _wrapped(lines, kinds, top, at)
    spare = len(merged) - width
    if not shape.gap and at - top > width and spare in (0, 1) and len(merged) < at - top:
        head = merged[spare:]
        return head[0][0], [_joined(lines[first:last]) for first, last in head]
    if at - top < width:
        return at, []
    return at - width, [line.plain for line in lines[at - width : at]]


def _wrapped(lines: Sequence[Line], kinds: Sequence[str], top: int, at: int) -> list[tuple[int, int]]:
    """The heads that lines[top:at] make when those that go on with the one above are joined to it."""
    under = [n for n in range(top + 1, at) if kinds[n] == "period" and kinds[n - 1] == "label"]
    named = any(kinds[n] == "label" and _is_time(lines[n].plain.split()[-1]) for n in range(top, at))
    dated = under if named or len(under) > 1 else []
    starts = [n for n in range(top, at) if n == top or not (n in dated or _goes_on(lines, kinds, n))]
    return list(pairwise([*starts, at]))


def _is_time(word: str) -> bool:
    return is_period(word) or _DATE.fullmatch(word) is not None
