"""Word documents (.docx): paragraphs, lists with their numbers, tables, headers, footers and footnotes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.flow import Flow
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.numbering import Numbering
from foi_cli.ingest.ooxml import Package, xml
from foi_cli.ingest.raised import raised
from foi_cli.model import Content, Reader, Source, Style

WIDEST = 500
"""Columns that one cell may span."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}delText", _FALLBACK})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}


class _Cell(NamedTuple):
    """A cell of a table: its element, how many columns it spans, whether it goes on from the row above."""

    element: etree._Element
    wide: int
    continues: bool


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "docx"


def read(source: Source) -> Content:
    """The document's paragraphs and tables. Raises UnreadableDocument where it is damaged or empty."""
    package = Package(source.data)
    body = _root(package, "word/document.xml")
    if body is None:
        raise UnreadableDocument("holds no Word document that can be read; save it again as .docx or PDF")
    reading = _Reading(package)
    for part in reading.parts("header"):
        reading.banner(part)
    for block in body.iterfind(f"{_W}body"):
        reading.blocks(block)
    for part in reading.parts("footer"):
        reading.banner(part)
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        reading.notes(_root(package, notes))
    blocks = reading.flow.blocks()
    if not blocks:
        raise UnreadableDocument("holds no text; if it shows a picture of a page, save it as PDF")
    return Content(blocks, tuple(_facts(package)))


class _Reading:
    """A document while it is read."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.flow = Flow()
        self.numbering = Numbering(_root(package, "word/numbering.xml"), _root(package, "word/styles.xml"))
        self.paragraph = 0

    def parts(self, kind_: str) -> Iterator[etree._Element]:
        """The headers or footers of the document."""
        names = sorted(name for name in self.package.zip.namelist() if name.startswith(f"word/{kind_}"))
        for name in names:
            part = _root(self.package, name)
            if part is not None and posixpath.dirname(name) == "word":
                yield part

    def banner(self, part: etree._Element) -> None:
        """The text of a header or footer."""
        for paragraph in part.iter(f"{_W}p"):
            self.flow.text(_text(paragraph), self.paragraph or 1, "banner")

    def notes(self, part: etree._Element | None) -> None:
        """Footnotes, each with the mark that stands in the text."""
        for note in part.iterchildren(f"{_W}footnote", f"{_W}endnote") if part is not None else ():
            if note.get(f"{_W}type") is None:
                self.flow.gap()
                text = " ".join(fold(_text(paragraph)) for paragraph in note.iter(f"{_W}p"))
                self.flow.text(f"[{note.get(f'{_W}id')}] {text.strip()}", self.paragraph)

    def blocks(self, element: etree._Element) -> None:
        """The paragraphs and tables directly in a body, cell or control."""
        for child in element:
            if child.tag == f"{_W}p":
                self.line(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag not in _GONE:
                self.blocks(child)

    def line(self, paragraph: etree._Element) -> None:
        """One paragraph, the number of its list before it; text boxes in it follow it."""
        self.paragraph += 1
        level = self.numbering.heading(paragraph)
        mark = self.numbering.mark(paragraph)
        text = _text(paragraph)
        kind_: Style = "heading" if level else "item" if mark is not None else "text"
        self.flow.text(f"{mark} {text}" if mark and text.strip() else text, self.paragraph, kind_)
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(outer.tag == _FALLBACK for outer in box.iterancestors()):
                self.blocks(box)

    def table(self, table: etree._Element) -> None:
        """A table, then those inside its cells; one of a single column is text in a frame."""
        rows = [list(_cells(row)) for row in _rows(table)]
        width = max((sum(cell.wide for cell in row) for row in rows), default=0)
        if width < 2:
            for row in rows:
                for cell in row:
                    self.blocks(cell.element)
            return
        grid = [[text for cell in row for text in _texts(cell)] for row in rows]
        filled = [row for row in grid if any(row)]
        if filled:
            self.flow.table(filled)
        self.paragraph += 1
        for row in rows:
            for cell in row:
                for inner in cell.element.iterchildren(f"{_W}tbl"):
                    self.table(inner)


def _texts(cell: _Cell) -> list[str]:
    """The texts of the places that a cell takes: its own once, in the first."""
    own = (
        "" if cell.continues else fold(" ".join(_text(part) for part in cell.element.iterchildren(f"{_W}p")))
    )
    return [own] + [""] * (cell.wide - 1)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iterfind(f"{_W}sdtContent/{_W}tr")


def _cells(row: etree._Element) -> Iterator[_Cell]:
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    if before is not None:
        yield _Cell(etree.Element("none"), _count(before), False)
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        span, merge = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
        continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        yield _Cell(cell, _count(span) if span is not None else 1, continues)


def _count(element: etree._Element) -> int:
    written = element.get(f"{_W}val", "1")
    return min(max(int(written), 1), WIDEST) if written.isdecimal() else 1


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph as it is printed, without deletions, hidden words and field codes."""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE or child.tag == f"{_W}txbxContent":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            yield f"[{child.get(f'{_W}id')}]"
        elif child.tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        elif child.tag == f"{_W}r" and _is_raised(child):
            yield raised("".join(_pieces(child)))
        elif len(child):
            yield from _pieces(child)


def _is_raised(run: etree._Element) -> bool:
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    return align is not None and align.get(f"{_W}val") == "superscript"


def _facts(package: Package) -> Iterator[tuple[str, str]]:
    core = xml(package.part("docProps/core.xml"))
    for name in ("title", "created"):
        entry = core.find(f"{{*}}{name}") if core is not None else None
        if entry is not None and entry.text and entry.text.strip():
            yield name, fold(entry.text)


def _root(package: Package, name: str) -> etree._Element | None:
    """A part in the names of the usual variant of the format, whichever it was written in."""
    data = package.part(name)
    return xml(data.replace(_STRICT.encode(), _W[1:-1].encode()) if _STRICT.encode() in data[:4096] else data)


READER = Reader("docx", _claims, read)
