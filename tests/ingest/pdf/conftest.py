"""Pages typed as text and printed as PDF: `typed` turns a drawing made of letters and lines into a file."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
import pytest

from foi_cli.model import Source

Typed: TypeAlias = Callable[..., Source]

SIZE = 10.0
WIDE = 0.6 * SIZE
HIGH = 1.2 * SIZE
LEFT, TOP, RIGHT = 50.0, 790.0, 595.0


@pytest.fixture
def typed() -> Typed:
    """Pages of typed text as a PDF file. `─` and `│` (and `┼` and the like) are drawn as rulings; every other
    character stands where it stands in the text, ten points high in Courier."""

    def print_pages(*pages: str, rotation: int = 0, turned: bool = False, scale: float = 1) -> Source:
        file = pypdfium.PdfDocument.new()
        for text in pages:
            page = file.new_page(RIGHT, 842)
            _print(file, page, text.strip("\n").split("\n"))
            if turned:
                _turn(page)
            for part in page.get_objects():
                pdfium.FPDFPageObj_Transform(part, scale, 0, 0, scale, 0, 0)
            page.set_rotation(rotation)
            page.gen_content()
        buffer = io.BytesIO()
        file.save(buffer)
        return Source("letter.pdf", buffer.getvalue())

    return print_pages


def _print(file: pypdfium.PdfDocument, page: pypdfium.PdfPage, lines: list[str]) -> None:
    font = pdfium.FPDFText_LoadStandardFont(file, b"Courier")
    for row, line in enumerate(lines):
        for part in re.finditer(r"[^\s─│┌┬┐├┼┤└┴┘]+(?: [^\s─│┌┬┐├┼┤└┴┘]+)*", line):
            _text(file, page, font, part[0], LEFT + WIDE * part.start(), TOP - HIGH * row)
    for x0, y0, x1, y1 in [*_across(lines), *_down(lines)]:
        path = pdfium.FPDFPageObj_CreateNewPath(x0, y0)
        pdfium.FPDFPath_LineTo(path, x1, y1)
        pdfium.FPDFPath_SetDrawMode(path, 0, True)
        pdfium.FPDFPage_InsertObject(page, path)


def _text(
    file: pypdfium.PdfDocument, page: pypdfium.PdfPage, font: Any, text: str, x: float, y: float
) -> None:
    written = pdfium.FPDFPageObj_CreateTextObj(file, font, SIZE)
    encoded = (text + "\0").encode("utf-16-le")
    buffer = ctypes.create_string_buffer(encoded, len(encoded))
    pdfium.FPDFText_SetText(written, ctypes.cast(buffer, pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPageObj_Transform(written, 1, 0, 0, 1, x, y)
    pdfium.FPDFPage_InsertObject(page, written)


def _across(lines: list[str]) -> Iterator[tuple[float, float, float, float]]:
    for row, line in enumerate(lines):
        for run in re.finditer(r"[─┌┬┐├┼┤└┴┘]{2,}", line):
            y = TOP - HIGH * row + 0.3 * SIZE
            yield LEFT + WIDE * (run.start() + 0.5), y, LEFT + WIDE * (run.end() - 0.5), y


def _down(lines: list[str]) -> Iterator[tuple[float, float, float, float]]:
    wide = max(map(len, lines))
    for column in range(wide):
        text = "".join(line.ljust(wide)[column] for line in lines)
        for run in re.finditer(r"[│┌┬┐├┼┤└┴┘]{2,}", text):
            x = LEFT + WIDE * (column + 0.5)
            yield x, TOP - HIGH * run.start() + 0.3 * SIZE, x, TOP - HIGH * (run.end() - 1) + 0.3 * SIZE


def _turn(page: pypdfium.PdfPage) -> None:
    """Everything a quarter turn to the left, as a broad table is printed on an upright page."""
    for part in page.get_objects():
        pdfium.FPDFPageObj_Transform(part, 0, 1, -1, 0, RIGHT + 230, 0)
