"""A PDF file: opened, read page by page within limits, and put together as blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.pdf import furniture, joins, pages
from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.joins import Joined
from foi_cli.ingest.pdf.lines import Line
from foi_cli.ingest.pdf.pages import Page
from foi_cli.model import Block, Content, Passage, Source, Style, Table

MOST_PAGES = 2_000
"""Pages of one file that are read; the facts say so where there are more."""

_LOCKED = "is protected by a password; ask the authority for an open copy"
_DAMAGED = "is damaged: it begins like a PDF but cannot be opened; ask the authority for it again"


def read(source: Source) -> Content:
    """The blocks of a file. Raises UnreadableDocument where it is locked, damaged or holds no text."""
    file = opened(source)
    try:
        count = len(file)
        read_pages = [read_page(file, number) for number in range(1, min(count, MOST_PAGES) + 1)]
        facts = [*titles(file), *_limits(count, read_pages)]
    finally:
        file.close()
    return Content(tuple(_blocks(read_pages)), tuple(facts))


def opened(source: Source) -> pypdfium.PdfDocument:
    """The file, open; the caller closes it. Raises UnreadableDocument where it is locked or damaged."""
    try:
        file = pypdfium.PdfDocument(source.data)
    except pypdfium.PdfiumError as failure:
        locked = failure.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise UnreadableDocument(_LOCKED if locked else _DAMAGED) from failure
    if not len(file):
        raise UnreadableDocument(_DAMAGED)
    return file


def read_page(file: pypdfium.PdfDocument, number: int) -> Page:
    """The page of this number, counted from 1; an empty one where it cannot be loaded."""
    try:
        page = file[number - 1]
    except pypdfium.PdfiumError:
        return Page(number, (0.0, 0.0), (), damaged=True)
    textpage = page.get_textpage()
    try:
        return pages.read(number, page.raw, textpage.raw)
    finally:
        textpage.close()
        page.close()


def titles(file: pypdfium.PdfDocument) -> Iterator[tuple[str, str]]:
    """The title that the file gives itself, as a fact."""
    title = " ".join(file.get_metadata_value("Title").split())
    if title:
        yield "title", title


def _limits(count: int, read_pages: list[Page]) -> Iterator[tuple[str, str]]:
    """What was not read, and why."""
    if count > MOST_PAGES:
        yield "limit", f"only the first {MOST_PAGES:,} of {count:,} pages were read"
    for page in read_pages:
        if page.damaged:
            yield "damaged", f"page {page.number} could not be read"
        if page.cut:
            yield "limit", f"page {page.number} holds too many characters; the rest of it was not read"


def _blocks(read_pages: list[Page]) -> Iterator[Block]:
    banners = furniture.find(read_pages)
    tables = {id(joined.parts[0][1]): joined for joined in joins.join(read_pages, banners)}
    number = 0
    for page in read_pages:
        before: Line | None = None
        for part in page.parts:
            if isinstance(part, Grid):
                before = None
                if id(part) in tables:
                    number += 1
                    yield _table(number, tables[id(part)])
            else:
                yield _passage(page, part, before, banner=(page.number, part) in banners)
                before = part


def _table(number: int, joined: Joined) -> Table:
    return Table(number, joined.rows, page=joined.parts[0][0], notes=joined.notes)


def _passage(page: Page, line: Line, before: Line | None, *, banner: bool) -> Passage:
    gap = before is None or line.top - before.bottom > 0.5 * line.size
    return Passage(line.text, page=page.number, after_gap=gap, style="banner" if banner else _style(line))


def _style(line: Line) -> Style:
    if line.text[:1] in "•·▪●○◦‣":
        return "item"
    return "heading" if line.is_heading else "text"
