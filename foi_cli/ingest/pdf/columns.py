"""Where columns part: strips of white space that run down through the lines of a table."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from foi_cli.ingest.pdf.lines import Line, Phrase, is_number, phrase

_NARROW = 0.3
"""In font sizes: a strip narrower than this parts nothing."""
_STRAY = 15
"""One line in so many may run across a strip: a label too long for its column."""


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


def place(part: Phrase, gaps: Sequence[Gap]) -> tuple[int, int]:
    """The first and last column that a phrase stands in."""
    middle = (part.x0 + part.x1) / 2
    first = sum(gap.middle <= min(part.x0 + 1, middle) or gap.x1 <= part.x0 + 0.5 for gap in gaps)
    last = sum(gap.middle < max(part.x1 - 1, middle) and gap.x0 < part.x1 - 0.5 for gap in gaps)
    return min(first, last), max(first, last)


def cut(line: Line, gaps: Sequence[Gap]) -> Line:
    """The line with phrases parted where the white space between two words lies in a strip and is wide."""
    phrases = tuple(piece for part in line.phrases for piece in _pieces(part, gaps, line.size))
    return line._replace(phrases=phrases)


def _pieces(part: Phrase, gaps: Sequence[Gap], size: float) -> list[Phrase]:
    inside = [gap for gap in gaps if part.x0 < gap.middle < part.x1]
    if not inside or len(part.words) < 2:
        return [part]
    pieces = [[part.words[0]]]
    spaces = [b.x0 - a.x1 for a, b in zip(part.words, part.words[1:], strict=False)]
    usual = median(spaces)
    for before, after, space in zip(part.words, part.words[1:], spaces, strict=False):
        in_strip = any(
            before.x1 - 1 <= gap.x1 and after.x0 + 1 >= gap.x0 and _around(before.x1, after.x0, gap)
            for gap in inside
        )
        numbers = is_number(before.text) or is_number(after.text)
        if in_strip and (space > max(0.4 * size, 1.4 * usual) or (numbers and space > 0.2 * size)):
            pieces.append([after])
        else:
            pieces[-1].append(after)
    return [phrase(piece) for piece in pieces]


def _around(start: float, end: float, gap: Gap) -> bool:
    """Whether the space from start to end shares the better part of itself with the strip."""
    return min(end, gap.x1) - max(start, gap.x0) > 0.5 * min(end - start, gap.x1 - gap.x0)
