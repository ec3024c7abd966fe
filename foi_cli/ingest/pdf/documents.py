"""A PDF file: opened, read page by page within limits, and put together as blocks in reading order."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import ocr
from foi_cli.ingest.ocr import Engine
from foi_cli.ingest.pdf import furniture, joins, margins, pages, scans
from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.joins import Joined
from foi_cli.ingest.pdf.lines import Line
from foi_cli.ingest.pdf.margins import Standing
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
        numbers = range(1, min(count, MOST_PAGES) + 1)
        read_pages = _recognised(file, [read_page(file, number) for number in numbers])
        facts = [*titles(file), *_limits(count, read_pages)]
    finally:
        file.close()
    blocks = tuple(_blocks(read_pages))
    if not blocks:
        raise UnreadableDocument(_nothing(facts))
    return Content(blocks, tuple(facts))


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
        found = pages.read(number, page.raw, textpage.raw)
        return found._replace(is_scan=not found.parts and scans.is_picture(page.raw))
    finally:
        textpage.close()
        page.close()


def _recognised(file: pypdfium.PdfDocument, found: list[Page]) -> list[Page]:
    """The pages, those that are pictures read by OCR. Raises UnreadableDocument where there is nothing but
    pictures and no engine to read them."""
    waiting = [page for page in found if page.is_scan]
    engines = ocr.engines() if waiting else ()
    if waiting and not engines and not any(page.parts for page in found):
        raise UnreadableDocument(f"is a scan: its pages are pictures without text; {ocr.ADVICE}")
    if not engines:
        return found
    seen: dict[int, Page] = {}
    last = time.monotonic() + scans.SECONDS
    for page in waiting[: scans.MOST_SCANS]:
        if time.monotonic() < last:
            seen[page.number] = _seen(file, page, engines)
    return [seen.get(page.number, page) for page in found]


def _seen(file: pypdfium.PdfDocument, page: Page, engines: Sequence[Engine]) -> Page:
    """A page that is a picture, as an engine reads it; as it was where the engine fails."""
    try:
        return scans.read(page.number, file[page.number - 1], engines)
    except OSError:
        return page


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
        if page.read_by:
            yield "ocr", f"page {page.number}, {page.read_by}"
        elif page.is_scan:
            yield "scan", f"page {page.number} is a picture and was not read; {_reason(read_pages)}"
        if page.cut:
            yield "limit", f"page {page.number} holds too many characters; the rest of it was not read"


def _nothing(facts: Sequence[tuple[str, str]]) -> str:
    """Why there is no text at all, as far as the pages tell."""
    seen = any(name == "ocr" for name, _ in facts)
    none = "OCR made out no word on its pictures" if seen else "its pages are blank"
    why = next((words for name, words in facts if name in ("damaged", "scan")), none)
    return f"holds no text: {why}"


def _reason(read_pages: list[Page]) -> str:
    """Why a picture was left unread, and what to do."""
    if any(page.read_by for page in read_pages):
        return "OCR took too long, or failed there: save that page as a file of its own and read it again"
    return "the OCR engine failed on it" if ocr.engines() else ocr.ADVICE


def _blocks(read_pages: list[Page]) -> Iterator[Block]:
    banners = furniture.find(read_pages)
    tables = {id(joined.parts[0][1]): joined for joined in joins.join(read_pages, banners)}
    number = 0
    for page in read_pages:
        for part, standing in zip(page.parts, margins.standings(page.parts), strict=True):
            if isinstance(part, Grid):
                if id(part) in tables:
                    number += 1
                    yield _table(number, tables[id(part)])
            else:
                yield _passage(page, part, standing, banner=(page.number, part) in banners)


def _table(number: int, joined: Joined) -> Table:
    return Table(number, joined.rows, page=joined.parts[0][0], notes=joined.notes, doubtful=joined.doubtful)


def _passage(page: Page, line: Line, standing: Standing, *, banner: bool) -> Passage:
    style: Style = "banner" if banner else _style(line)
    return Passage(line.text, None, page.number, standing.gap, style, standing.wrapped)


def _style(line: Line) -> Style:
    if line.text[:1] in "•·▪●○◦‣":
        return "item"
    return "heading" if line.is_heading else "text"
