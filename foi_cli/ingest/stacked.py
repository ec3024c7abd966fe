"""Tables written one cell a line, as copying from a web page leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from foi_cli.ingest.lines import Found, Line, is_amount, is_item, is_number, is_period, title_above

_WIDEST = 30
_LONGEST_LABEL = 60
_FEWEST_ROWS = 3


def find(lines: Sequence[Line]) -> Iterator[Found]:
    """Every run of at least three rows, each a label on its own line and then as many amounts, one a line."""
    kinds = [_kind(line) for line in lines]
    numbers_to = [0, *accumulate(_is_figure(line, kind) for line, kind in zip(lines, kinds, strict=True))]
    stops: dict[tuple[int, bool, int], int] = {}
    at = 0
    while at < len(lines):
        amounts = _amounts_after(kinds, at)
        stop = _stop(lines, kinds, at, amounts + 1, stops) if amounts else at
        rows = (stop - at) // (amounts + 1)
        if rows < _FEWEST_ROWS or numbers_to[at] == numbers_to[stop]:
            at += 1
            continue
        head = _head(lines, kinds, at, amounts + 1)
        cells = [line.plain for line in lines[head:stop]]
        width = amounts + 1
        grid = tuple(tuple(cells[first : first + width]) for first in range(0, len(cells), width))
        numbers = tuple(lines[first].number for first in range(head, stop, width))
        yield Found(head, stop, grid, numbers, title_above(lines, head))
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


def _amounts_after(kinds: Sequence[str], at: int) -> int:
    inner = {"label": ("amount", "period"), "period": ("amount",)}.get(kinds[at], ())
    stop = at + 1
    while stop < len(kinds) and kinds[stop] in inner and stop - at <= _WIDEST:
        stop += 1
    return stop - at - 1


def _stop(
    lines: Sequence[Line],
    kinds: Sequence[str],
    at: int,
    width: int,
    known: dict[tuple[int, bool, int], int],
) -> int:
    """Where rows of this width end that start at `at` and are evenly spaced; `known` keeps where rows of a
    width and spacing end, so that no row is looked at twice."""
    gap = lines[at + 1].gap
    stop = at
    passed = []
    while (
        stop + width <= len(lines)
        and kinds[stop] in ("label", "period")
        and all(kind in ("amount", "period") for kind in kinds[stop + 1 : stop + width])
        and all(lines[step].gap == gap for step in range(max(stop, at + 1), stop + width))
    ):
        stop += width
        if (width, gap, stop) in known:
            stop = known[width, gap, stop]
            break
        passed.append(stop)
    known.update(((width, gap, step), stop) for step in passed)
    return stop


def _is_figure(line: Line, kind: str) -> bool:
    return kind == "amount" and is_number(line.plain)


def _head(lines: Sequence[Line], kinds: Sequence[str], at: int, width: int) -> int:
    """Where the column heads start: as many labels as there are columns, directly above the first row."""
    head = at - width
    if head < 0 or any(lines[step].gap != lines[at + 1].gap for step in range(head + 1, at + 1)):
        return at
    return head if all(kind in ("label", "period") for kind in kinds[head:at]) else at
