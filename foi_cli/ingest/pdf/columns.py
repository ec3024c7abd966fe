"""Where columns part: strips of white space that run down through the lines of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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


def find(lines: Sequence[Line]) -> list[Gap]:
    """The strips between the columns of these lines, from left to right; lines of one phrase say nothing."""
    body = [line for line in lines if len(line.phrases) > 1]
    if not body:
        return []
    size = median(line.size for line in body)
    gaps = [gap for gap in _strips(body) if gap.x1 - gap.x0 >= _NARROW * size]
    return _with_columns_of_some_use(gaps, body)


def _strips(body: Sequence[Line]) -> list[Gap]:
    """The strips that at most a stray line crosses."""
    stray = len(body) // _STRAY
    steps = sorted(step for line in body for part in line.phrases for step in ((part.x0, 1), (part.x1, -1)))
    strips: list[Gap] = []
    crossing, start = 0, None
    for x, step in steps:
        before, crossing = crossing, crossing + step
        if before > stray >= crossing:
            start = x
        elif before <= stray < crossing and start is not None:
            strips.append(Gap(start, x))
            start = None
    return strips


def _with_columns_of_some_use(gaps: list[Gap], body: Sequence[Line]) -> list[Gap]:
    """Without the strips that set apart a column holding next to nothing."""
    needed = 1 if len(body) <= 4 else 2
    kept = list(gaps)
    while kept:
        counts = [0] * (len(kept) + 1)
        for line in body:
            for column in {place(part, kept)[0] for part in line.phrases}:
                counts[column] += 1
        least = min(range(len(counts)), key=counts.__getitem__)
        if counts[least] >= needed:
            break
        beside = [gap for gap in (least - 1, least) if 0 <= gap < len(kept)]
        del kept[min(beside, key=lambda gap: kept[gap].x1 - kept[gap].x0)]
    return kept


def keeps(gaps: Sequence[Gap], line: Line) -> bool:
    """Whether a line leaves nearly all of these strips open; a new column may stand in one."""
    lost = sum(_widest(gap, line) < _NARROW * line.size for gap in gaps)
    return bool(gaps) and lost <= _LOST * len(gaps)


def _widest(gap: Gap, line: Line) -> float:
    """The widest part of a strip that no phrase of the line stands in."""
    widest, start = 0.0, gap.x0
    for part in line.phrases:
        if part.x1 > start and part.x0 < gap.x1:
            widest, start = max(widest, part.x0 - start), part.x1
    return max(widest, gap.x1 - start)


def place(part: Phrase, gaps: Sequence[Gap]) -> tuple[int, int]:
    """The first and last column that a phrase stands in: those whose own width it shares."""
    first = sum(gap.x1 <= part.x0 + _TOUCH for gap in gaps)
    last = sum(gap.x1 < part.x1 - _TOUCH for gap in gaps)
    while first < last and part.x0 > gaps[first].x0 - _TOUCH:
        first += 1
    if first == last and first < len(gaps) and part.x0 > gaps[first].x0:
        return (first + 1, first + 1) if (part.x0 + part.x1) / 2 > gaps[first].middle else (first, first)
    return first, last


def narrowed(gaps: Sequence[Gap], lines: Sequence[Line]) -> list[Gap]:
    """The strips without what headings take of them that are wider than the column below.

    Lines of many phrases come first: they stand over one column each, those of few over several.
    """
    lines = sorted(lines, key=lambda line: -len(line.phrases))
    found = []
    for n, gap in enumerate(gaps):
        left, right = gap
        for line in lines:
            ends, starts = _sides(line, n, gap, whole=len(line.phrases) == len(gaps) + 1)
            if max([left, *ends]) < min([right, *starts]):
                left, right = max([left, *ends]), min([right, *starts])
        found.append(Gap(left, right))
    return found


def _sides(line: Line, n: int, gap: Gap, *, whole: bool) -> tuple[list[float], list[float]]:
    """Where phrases of a line end and start inside strip n; a whole line has a phrase for every column."""
    if whole:
        return [line.phrases[n].x1], [line.phrases[n + 1].x0]
    ends = [part.x1 for part in line.phrases if part.x0 < gap.x0 < part.x1 < gap.x1]
    starts = [part.x0 for part in line.phrases if gap.x0 < part.x0 < gap.x1 < part.x1]
    for part in line.phrases:
        if gap.x0 <= part.x0 and part.x1 <= gap.x1:
            if part.x0 - gap.x0 < gap.x1 - part.x1:
                ends.append(part.x1)
            else:
                starts.append(part.x0)
    return ends, starts


def cut(line: Line, gaps: Sequence[Gap]) -> Line:
    """The line with phrases parted where the white space between two words lies in a strip and is wide."""
    phrases = tuple(piece for part in line.phrases for piece in _pieces(part, gaps, line.size))
    return line._replace(phrases=phrases)


def _pieces(part: Phrase, gaps: Sequence[Gap], size: float) -> list[Phrase]:
    inside = [gap for gap in gaps if part.x0 < gap.x0 + _TOUCH and part.x1 > gap.x1 - _TOUCH]
    if not inside or len(part.words) < 2:
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
