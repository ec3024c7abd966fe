"""Pages that are pictures: their words from OCR, and what a second reading makes of their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from foi_cli.ingest.ocr import Engine, Picture, Seen
from foi_cli.ingest.pdf import pages
from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.pages import Page
from foi_cli.ingest.pdf.words import Word

MOST_SCANS = 12
"""Pages of one file that go through OCR; each takes seconds, and the facts name those that are left out."""

SECONDS = 30.0
"""For a file: once they are gone no further page is begun, because a document may take a minute in all."""
_DOTS = 300
"""An inch: what engines are made for …"""
_SECOND_DOTS = 220
"""… and another rendering, in which an unsure engine errs differently."""
_MOST_PIXELS = 40_000_000
_LARGE = 1.6
"""How much higher than the page's usual words those in large letters are."""
_DEEP = 4


def is_picture(page: pdfium.FPDF_PAGE) -> bool:
    """Whether there is a picture on the page."""
    return any(
        _holds_picture(pdfium.FPDFPage_GetObject(page, i), 0)
        for i in range(min(pdfium.FPDFPage_CountObjects(page), 1_000))
    )


def _holds_picture(drawn: pdfium.FPDF_PAGEOBJECT, depth: int) -> bool:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth == _DEEP:
        return bool(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    return any(
        _holds_picture(pdfium.FPDFFormObj_GetObject(drawn, i), depth + 1)
        for i in range(min(pdfium.FPDFFormObj_CountObjects(drawn), 1_000))
    )


def read(number: int, page: pypdfium.PdfPage, engines: Sequence[Engine]) -> Page:
    """The page as the first engine reads it; its tables carry what another reading makes of their figures.

    The other reading is that of the second engine, or of a quick first one on another rendering of the page.
    Raises OSError where the first engine fails.
    """
    first, *others = engines
    found = pages.arrange(number, page.get_size(), _words(page, first, _DOTS))._replace(is_scan=True)
    if not any(re.search(r"\d", cell.text) for grid in found.grids for cell in grid.cells):
        return found._replace(read_by=first.name)
    second = _second_reading(page, first, others)
    parts = tuple(
        _marked(part, first.name, second) if isinstance(part, Grid) else part for part in found.parts
    )
    return found._replace(parts=parts, read_by=first.name)


def _second_reading(page: pypdfium.PdfPage, first: Engine, others: Sequence[Engine]) -> list[Word]:
    """By another engine, or by the first on another rendering where it is quick; nothing where that fails."""
    try:
        if others:
            return _words(page, others[0], _DOTS)
        return _words(page, first, _SECOND_DOTS) if first.quick else []
    except OSError:
        return []


def _marked(grid: Grid, name: str, second: Sequence[Word]) -> Grid:
    return grid._replace(read_by=name, doubtful=tuple(doubts(grid, second)))


def doubts(grid: Grid, second: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Row and column, counted from 0, of each cell whose figures a second reading sees otherwise, and that
    reading. What it does not see at all is no doubt: engines overlook more than they invent."""
    for cell in grid.cells:
        x0, top, x1, bottom = cell.box
        again = " ".join(
            word.text
            for word in sorted(second)
            if x0 < (word.x0 + word.x1) / 2 < x1 and top < (word.top + word.bottom) / 2 < bottom
        )
        if re.search(r"\d", cell.text + again) and again and _squeezed(again) != _squeezed(cell.text):
            yield cell.row, cell.column, (again,)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _words(page: pypdfium.PdfPage, engine: Engine, dots: int) -> list[Word]:
    """What an engine sees, in points from the top left corner."""
    width, height = page.get_size()
    scale = min(dots / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = bytes(bitmap.buffer)
        grey = b"".join(
            rows[bitmap.stride * row : bitmap.stride * row + bitmap.width] for row in range(bitmap.height)
        )
        picture = Picture(bitmap.width, bitmap.height, grey)
    finally:
        bitmap.close()
    return _levelled(engine.read(picture), scale)


def _levelled(seen: Sequence[Seen], scale: float) -> list[Word]:
    """Words in points, their heights evened out to that of a line, whatever letters they are made of."""
    if not seen:
        return []
    usual = median([word.bottom - word.top for word in seen]) / scale
    words = []
    for at, word in enumerate(seen):
        middle = (word.top + word.bottom) / 2 / scale
        high = (word.bottom - word.top) / scale
        size = high if high > _LARGE * usual else usual
        box = (word.x0 / scale, middle - size / 2, word.x1 / scale, middle + size / 2)
        words.append(Word(*box, word.text, size, at))
    return words
