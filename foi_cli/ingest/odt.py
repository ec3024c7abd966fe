"""OpenDocument texts (.odt): paragraphs, lists, tables, headers and footers, footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.flow import Flow
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.ooxml import Package, xml
from foi_cli.ingest.raised import raised
from foi_cli.model import Content, Reader, Source, Style

WIDEST = 500
REPEATED = 100

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_GONE = frozenset({f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}forms"})


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "odt"


def read(source: Source) -> Content:
    """The document's paragraphs and tables. Raises UnreadableDocument for damaged and empty ones."""
    package = Package(source.data)
    root = xml(package.part("content.xml"))
    if root is None:
        raise UnreadableDocument("holds no text document that can be read; save it again as .odt or PDF")
    _raise_digits(root)
    reading = _Reading()
    styles = xml(package.part("styles.xml"))
    for part in styles.iter("{*}header", "{*}footer") if styles is not None else ():
        for line in part.iter(*_LINES):
            reading.flow.text("".join(_pieces(line)), 1, "banner")
    for body in root.iterfind(f"{_OFFICE}body/{_OFFICE}text"):
        reading.blocks(body, None)
    for note in root.iter(f"{_TEXT}note"):
        reading.note(note)
    blocks = reading.flow.blocks()
    if not blocks:
        raise UnreadableDocument("holds no text; it may be locked: ask the authority for an open copy")
    return Content(blocks, tuple(_facts(package)))


def _raise_digits(root: etree._Element) -> None:
    """Write the digits in raised type as such."""
    high = {
        style.getparent().get(f"{_STYLE}name")  # type: ignore[union-attr]
        for style in root.iter(f"{_STYLE}text-properties")
        if style.get(f"{_STYLE}text-position", "").startswith("super")
    }
    for span in root.iter(f"{_TEXT}span") if high else ():
        if span.get(f"{_TEXT}style-name") in high and not len(span):
            span.text = raised(span.text or "")


class _Reading:
    """A document while it is read."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.paragraph = 0

    def blocks(self, element: etree._Element, mark: str | None) -> None:
        """The paragraphs, lists and tables in a body or cell; `mark` is that of the list item around them."""
        for child in element:
            if child.tag in _LINES:
                self.line(child, mark)
                mark = None if mark is None else ""
            elif child.tag == f"{_TABLE}table":
                self.table(child)
            elif child.tag not in _GONE and isinstance(child.tag, str):
                self.blocks(child, "" if child.tag == f"{_TEXT}list-item" else mark)

    def line(self, paragraph: etree._Element, mark: str | None) -> None:
        """One paragraph."""
        self.paragraph += 1
        style: Style = "heading" if paragraph.tag == f"{_TEXT}h" else "item" if mark is not None else "text"
        self.flow.text("".join(_pieces(paragraph)), self.paragraph, style)

    def note(self, note: etree._Element) -> None:
        """A footnote with the mark that stands in the text."""
        body = note.find(f"{_TEXT}note-body")
        if body is not None:
            text = " ".join("".join(_pieces(line)) for line in body.iter(*_LINES))
            self.flow.gap()
            self.flow.text(f"[{note.findtext(f'{_TEXT}note-citation')}] {text}", self.paragraph)

    def table(self, table: etree._Element) -> None:
        """A table, then those inside its cells; one of a single column is text in a frame."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if max(map(len, rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    self.blocks(cell, None)
            return
        grid = [[_text(cell) for cell in row] for row in rows]
        filled = [row for row in grid if any(row)]
        if filled:
            self.flow.table(filled, table.get(f"{_TABLE}title", ""))
        for row in rows:
            for cell in row:
                for inner in cell.iterchildren(f"{_TABLE}table"):
                    self.table(inner)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those under a span as well, which are empty."""
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        for _ in range(min(int(cell.get(f"{_TABLE}number-columns-repeated", 1)), REPEATED)):
            yield cell


def _text(cell: etree._Element) -> str:
    if cell.tag == f"{_TABLE}covered-table-cell":
        return ""
    inner = (part for part in cell.iter(*_LINES) if next(part.iterancestors(cell.tag)) is cell)
    return fold(" ".join("".join(_pieces(part)) for part in inner))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", 1)), REPEATED)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}note":
            yield f"[{child.findtext(f'{_TEXT}note-citation')}]"
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""


def _facts(package: Package) -> Iterator[tuple[str, str]]:
    meta = xml(package.part("meta.xml"))
    for name, fact in (("title", "title"), ("creation-date", "created")):
        entry = next(meta.iter(f"{{*}}{name}"), None) if meta is not None else None
        if entry is not None and entry.text:
            yield fact, fold(entry.text)


READER = Reader("odt", _claims, read)
