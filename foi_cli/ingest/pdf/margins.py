"""How the lines of a page stand to each other: parted by white space, or broken by the margin alone.

A line was broken by the margin where the first word of the next had no room left on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.lines import Line

_GAP = 1.25
"""How much further than usual a line stands below another where white space parts them …"""
_APART = 0.15
"""… and by how much more at least, in font sizes."""
_FARTHEST = 3.0
"""In font sizes: lines further apart than this do not tell how far apart those of a paragraph stand."""
_SPACE = 0.25
"""In font sizes: the least space between two words."""
_INDENTED = 4.0
"""In font sizes: how far the later lines of a paragraph stand to the right of its first at most …"""
_OUTDENTED = 8.0
"""… and to the left."""
_WIDE = 0.6
"""How much of the width of the text the line has that a margin broke."""
_MANY = 12
"""Lines of a stretch whose width three of them tell, so that a title across columns does not."""


class Standing(NamedTuple):
    """How a line stands to the part of the page before it."""

    gap: bool = True
    wrapped: bool = False


class _Text(NamedTuple):
    """The text that a stretch of lines is set in: its edges, and how far apart its lines stand."""

    left: float
    right: float
    pitch: float


def standings(parts: Sequence[Grid | Line]) -> Iterator[Standing]:
    """How each part of a page, in reading order, stands to the one before it."""
    for start, end in _stretches(parts):
        text = _text([part for part in parts[start:end] if isinstance(part, Line)])
        yield Standing()
        for before, part in pairwise(parts[start:end]):
            if isinstance(before, Line) and isinstance(part, Line):
                yield _standing(before, part, text)
            else:
                yield Standing()


def _stretches(parts: Sequence[Grid | Line]) -> Iterator[tuple[int, int]]:
    """(start, end) of the parts that stand one below the other: a page, or each column of it."""
    tops = [part.box[1] if isinstance(part, Grid) else part.top for part in parts]
    turns = [at for at in range(1, len(parts)) if tops[at] < tops[at - 1]]
    yield from pairwise([0, *turns, len(parts)] if parts else [0])


def _text(lines: Sequence[Line]) -> _Text:
    rights = sorted((line.x1 for line in lines), reverse=True) or [0.0]
    pitches = sorted(
        after.bottom - before.bottom
        for before, after in pairwise(lines)
        if 0 < after.bottom - before.bottom < _FARTHEST * before.size
    )
    return _Text(
        min((line.x0 for line in lines), default=0.0),
        rights[2 if len(rights) >= _MANY else 0],
        pitches[len(pitches) // 4] if pitches else 0.0,
    )


def _standing(before: Line, line: Line, text: _Text) -> Standing:
    pitch = line.bottom - before.bottom
    gap = pitch > max(_GAP * text.pitch, text.pitch + _APART * before.size)
    return Standing(gap, not gap and _is_full(before, line, text))


def _is_full(before: Line, line: Line, text: _Text) -> bool:
    """Whether a line had no room for the first word of the next, and both are text of one column."""
    first = line.phrases[0].words[0]
    room = text.right - before.x1 - _SPACE * before.size
    moved = line.x0 - before.x0
    return (
        room < first.x1 - first.x0
        and -_OUTDENTED * before.size < moved < _INDENTED * before.size
        and before.x1 - before.x0 > _WIDE * (text.right - text.left)
    )
