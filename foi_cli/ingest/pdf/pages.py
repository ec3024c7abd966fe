"""A page: its tables and its lines of text, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import pypdfium2.raw as pdfium

from foi_cli.ingest.pdf import borderless, lines, ruled, rulings, words
from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.lines import Line
from foi_cli.ingest.pdf.rulings import Rulings
from foi_cli.ingest.pdf.words import Word


class Page(NamedTuple):
    """A page as read: its number, its size in points, its tables and lines in reading order.

    `cut` says that it held more characters than are read, `damaged` that it could not be loaded.
    """

    number: int
    size: tuple[float, float]
    parts: tuple[Grid | Line, ...]
    usual_size: float = 0.0
    cut: bool = False
    damaged: bool = False

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables."""
        return tuple(part for part in self.parts if isinstance(part, Grid))


def read(number: int, page: pdfium.FPDF_PAGE, textpage: pdfium.FPDF_TEXTPAGE) -> Page:
    """The tables and lines of a page."""
    text = words.read(page, textpage)
    drawn = rulings.read(page, text.frame)
    grids, left = _tables(text.words, drawn)
    rest = [
        *lines.find(word for word in left if not word.vertical),
        *(lines.line([w]) for w in left if w.vertical),
    ]
    parts: list[Grid | Line] = [*grids, *rest]
    parts.sort(key=_top)
    usual = median([word.size for word in text.words]) if text.words else 0.0
    return Page(number, text.frame.size, tuple(parts), usual, text.cut)


def _top(part: Grid | Line) -> float:
    return part.box[1] if isinstance(part, Grid) else part.top


def _tables(found: Sequence[Word], drawn: Rulings) -> tuple[list[Grid], list[Word]]:
    """The tables, and the words outside them."""
    grids: list[Grid] = []
    left = list(found)
    for frame in ruled.frames(drawn):
        grid = ruled.read(frame, left)
        if grid is not None:
            grids.append(grid)
            left = _outside(left, grid)
    rest = lines.find(word for word in left if not word.vertical)
    for grid in borderless.find(rest, drawn.across):
        grids.append(grid)
        left = _outside(left, grid)
    return grids, left


def _outside(words: Sequence[Word], grid: Grid) -> list[Word]:
    held = {word for cell in grid.cells for word in cell.words}
    return [word for word in words if word not in held]
