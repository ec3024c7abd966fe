"""A page: its tables and its lines of text, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import pypdfium2.raw as pdfium

from foi_cli.ingest.pdf import borderless, flows, lines, ruled, rulings, words
from foi_cli.ingest.pdf.flows import Zone
from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.lines import Line
from foi_cli.ingest.pdf.rulings import Rulings
from foi_cli.ingest.pdf.words import Word

_LONGEST_HEADING = 24
"""Words in a line of a heading."""
_LARGE = 1.15
"""How much larger than the page's usual letters those of a heading are."""


_NO_RULINGS = Rulings([], [])


class Page(NamedTuple):
    """A page as read: its number, its size in points, its tables and lines in reading order.

    `turned` counts the quarter turns to the right that its text needed beyond those of the page, `cut` says
    that it held more characters than are read, `damaged` that it could not be loaded. A page that is a
    picture without text `is_scan`; `read_by` is the engine that read it, "" where none did.
    """

    number: int
    size: tuple[float, float]
    parts: tuple[Grid | Line, ...]
    turned: int = 0
    is_scan: bool = False
    read_by: str = ""
    cut: bool = False
    damaged: bool = False

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables."""
        return tuple(part for part in self.parts if isinstance(part, Grid))


def read(number: int, page: pdfium.FPDF_PAGE, textpage: pdfium.FPDF_TEXTPAGE) -> Page:
    """The tables and lines of a page."""
    text = words.read(page, textpage)
    found = arrange(number, text.frame.size, text.words, rulings.read(page, text.frame))
    usual = median([word.size for word in text.words]) if text.words else 0.0
    parts = tuple(part if isinstance(part, Grid) else _told(textpage, part, usual) for part in found.parts)
    turned = (text.frame.turns - pdfium.FPDFPage_GetRotation(page)) % 4
    return found._replace(parts=parts, turned=turned, cut=text.cut)


def arrange(
    number: int, size: tuple[float, float], found: Sequence[Word], drawn: Rulings = _NO_RULINGS
) -> Page:
    """These words as tables and lines in reading order."""
    grids, left = _framed(found, drawn)
    upright = lines.find(word for word in left if not word.vertical)
    zones = flows.find(upright)
    rest = [lines.line([word]) for word in left if word.vertical]
    for flow in flows.parted(upright, zones):
        tables, outside = _without_frame(flow, drawn)
        grids += tables
        rest += outside
    parts: list[Grid | Line] = [*grids, *rest]
    parts.sort(key=lambda part: _order(zones, part))
    return Page(number, size, tuple(parts))


def _told(textpage: pdfium.FPDF_TEXTPAGE, line: Line, usual: float) -> Line:
    """The line, knowing whether it is set like a heading: larger than the page's text, or bold throughout."""
    if len(line.words) > _LONGEST_HEADING:
        return line
    large = line.size > _LARGE * usual
    bold = large or all(words.is_bold(textpage, word) for word in (line.words[0], line.words[-1]))
    return line._replace(is_heading=bold)


def _order(zones: Sequence[Zone], part: Grid | Line) -> flows.Order:
    x0, top, x1, bottom = part.box if isinstance(part, Grid) else part[:4]
    return flows.order(zones, (x0 + x1) / 2, top, bottom)


def _framed(found: Sequence[Word], drawn: Rulings) -> tuple[list[Grid], list[Word]]:
    """The tables in frames of rulings, and the words outside them."""
    grids: list[Grid] = []
    left = list(found)
    for frame in ruled.frames(drawn):
        grid = ruled.read(frame, left)
        if grid is not None:
            grids.append(grid)
            left = _outside(left, grid)
    return grids, left


def _without_frame(flow: Sequence[Line], drawn: Rulings) -> tuple[list[Grid], Sequence[Line]]:
    """The tables that white space makes, and the lines outside them."""
    grids = borderless.find(flow, drawn.across)
    if not grids:
        return grids, flow
    left = [word for line in flow for word in line.words]
    for grid in grids:
        left = _outside(left, grid)
    return grids, lines.find(left)


def _outside(words: Sequence[Word], grid: Grid) -> list[Word]:
    held = {at for cell in grid.cells for at in cell.words}
    return [word for word in words if word.at not in held]
