"""Where columns part: strips of white space that run down through the lines of a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from foi_cli.ingest.pdf.lines import Line, Phrase, is_number, phrase

_NARROW = 0.3
"""In font sizes: a strip narrower than this parts nothing."""
_STRAY = 15
"""One line in so many may run across a strip: a label too long for its column."""


_LOST = 0.3
"""The share of strips that a line may close and still belong to the table."""
_TOUCH = 1.0
"""Points that a phrase may reach into a column without standing in it."""


class Gap(NamedTuple):
    """A strip of white space between two columns."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Where the edge is thought to be."""
        return (self.x0 + self.x1) / 2


_left, _right = itemgetter(0), itemgetter(1)
"""The sides of strips, which stand in order and apart."""


def find(lines: Sequence[Line]) -> list[Gap]:
    """The strips between the columns of these lines, from left to right; lines of one phrase say nothing."""
    body = [line for line in lines if len(line.phrases) > 1]
    if not body:
        return []
    size = median(line.size for line in body)
    gaps = [gap for gap in _strips(body) if gap.x1 - gap.x0 >= _NARROW * size]
    return _with_columns_of_some_use(gaps, body)


def _strips(body: Sequence[Line]) -> list[Gap]:
    """The strips that at most a stray line crosses: from where n phrases have ended to where no more than the
    strays and n others have begun."""
    stray = len(body) // _STRAY
    parts = [part for line in body for part in line.phrases if part.x0 < part.x1]
    starts, ends = sorted([part.x0 for part in parts]), sorted([part.x1 for part in parts])
    strips = [Gap(-inf, -inf)]
    for end, start in zip([-inf, *ends], [*starts[stray:], inf], strict=False):
        if end <= strips[-1].x1:
            strips[-1] = Gap(strips[-1].x0, start)
        elif end <= start:
            strips.append(Gap(end, start))
    return strips[1:-1]


def _with_columns_of_some_use(gaps: list[Gap], body: Sequence[Line]) -> list[Gap]:
    """Without the strips that set apart a column holding next to nothing."""
    needed = 1 if len(body) <= 4 else 2
    kept = list(gaps)
    lines: list[set[int]] = [set() for _ in range(len(kept) + 1)]
    for n, line in enumerate(body):
        for part in line.phrases:
            lines[place(part, kept)[0]].add(n)
    while kept:
        least = min(range(len(lines)), key=lambda column: len(lines[column]))
        if len(lines[least]) >= needed:
            break
        beside = [gap for gap in (least - 1, least) if 0 <= gap < len(kept)]
        given_up = min(beside, key=lambda gap: kept[gap].x1 - kept[gap].x0)
        del kept[given_up]
        lines[given_up] |= lines.pop(given_up + 1)
    return kept


def keeps(gaps: Sequence[Gap], line: Line) -> bool:
    """Whether a line leaves nearly all of these strips open; a new column may stand in one."""
    parts = line.phrases
    lost = first = 0
    for gap in gaps:
        while first < len(parts) and parts[first].x1 <= gap.x0:
            first += 1
        lost += _widest(gap, parts, first) < _NARROW * line.size
    return bool(gaps) and lost <= _LOST * len(gaps)


def _widest(gap: Gap, parts: Sequence[Phrase], first: int) -> float:
    """The widest part of a strip that none of the phrases, looked at from the first, stands in."""
    widest, start = 0.0, gap.x0
    for n in range(first, len(parts)):
        if parts[n].x0 >= gap.x1:
            break
        if parts[n].x1 > start:
            widest, start = max(widest, parts[n].x0 - start), parts[n].x1
    return max(widest, gap.x1 - start)


def place(part: Phrase, gaps: Sequence[Gap]) -> tuple[int, int]:
    """The first and last column that a phrase stands in: those whose own width it shares."""
    first = bisect_right(gaps, part.x0 + _TOUCH, key=_right)
    last = bisect_left(gaps, part.x1 - _TOUCH, key=_right)
    while first < last and part.x0 > gaps[first].x0 - _TOUCH:
        first += 1
    if first == last and first < len(gaps) and part.x0 > gaps[first].x0:
        return (first + 1, first + 1) if (part.x0 + part.x1) / 2 > gaps[first].middle else (first, first)
    return first, last


def narrowed(gaps: Sequence[Gap], lines: Sequence[Line]) -> list[Gap]:
    """The strips without what headings take of them that are wider than the column below.

    Lines of many phrases come first: they stand over one column each, those of few over several.
    """
    found = list(gaps)
    for line in sorted(lines, key=lambda line: -len(line.phrases)):
        for n, left_open in _left_open(line, gaps).items():
            x0, x1 = max(found[n].x0, left_open.x0), min(found[n].x1, left_open.x1)
            if x0 < x1:
                found[n] = Gap(x0, x1)
    return found


def _left_open(line: Line, gaps: Sequence[Gap]) -> dict[int, Gap]:
    """What a line leaves open of the strips that it reaches into, by their number; one with a phrase for
    every column reaches to the sides of all strips."""
    if len(line.phrases) == len(gaps) + 1:
        return {n: Gap(left.x1, right.x0) for n, (left, right) in enumerate(pairwise(line.phrases))}
    found: dict[int, Gap] = {}
    for part in line.phrases:
        for n in {bisect_left(gaps, x, key=_right) for x in (part.x0, part.x1)}:
            if n < len(gaps):
                before, beside = found.get(n, gaps[n]), _beside(part, gaps[n])
                found[n] = Gap(max(before.x0, beside.x0), min(before.x1, beside.x1))
    return found


def _beside(part: Phrase, gap: Gap) -> Gap:
    """What a phrase that ends or starts inside a strip leaves open of it."""
    inside = gap.x0 <= part.x0 and part.x1 <= gap.x1
    nearer_left = part.x0 - gap.x0 < gap.x1 - part.x1
    if part.x0 < gap.x0 < part.x1 < gap.x1 or (inside and nearer_left):
        return Gap(part.x1, gap.x1)
    if gap.x0 < part.x0 < gap.x1 < part.x1 or inside:
        return Gap(gap.x0, part.x0)
    return gap


def cut(line: Line, gaps: Sequence[Gap]) -> Line:
    """The line with phrases parted where the white space between two words lies in a strip and is wide."""
    phrases = tuple(piece for part in line.phrases for piece in _pieces(part, gaps, line.size))
    return line._replace(phrases=phrases)


def _pieces(part: Phrase, gaps: Sequence[Gap], size: float) -> list[Phrase]:
    if len(part.words) < 2:
        return [part]
    first = bisect_right(gaps, part.x0 - _TOUCH, key=_left)
    inside = gaps[first : bisect_left(gaps, part.x1 + _TOUCH, key=_right)]
    if not inside:
        return [part]
    pieces = [[part.words[0]]]
    spaces = [after.x0 - before.x1 for before, after in pairwise(part.words)]
    least = 1.25 * min(*spaces, 0.3 * size) + 0.05 * size
    for before, after in pairwise(part.words):
        numbers = is_number(before.text) or is_number(after.text)
        space = after.x0 - before.x1
        if space > (0.2 * size if numbers else least) and any(
            _lies_in(before.x1, after.x0, gap) for gap in inside
        ):
            pieces.append([after])
        else:
            pieces[-1].append(after)
    return [phrase(piece) for piece in pieces]


def _lies_in(start: float, end: float, gap: Gap) -> bool:
    """Whether the space from start to end shares the better part of itself with the strip."""
    return min(end, gap.x1) - max(start, gap.x0) > 0.5 * min(end - start, gap.x1 - gap.x0)
