"""OpenDocument spreadsheets (.ods): the cells' own shown texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from lxml import etree

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import shown
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.grid import Grid, content, hide, table
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.ooxml import Package, xml
from foi_cli.model import Content, Reader, Source, Table

WIDEST = 16_384
TALLEST = 1_048_576
REPEATED = 1_000
"""How often a filled cell or row may repeat itself and still be data; more is a filled background."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_GONE = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TABLE}shapes"})


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "ods"


def read(source: Source) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument where no sheet holds a cell."""
    data = Package(source.data).part("content.xml")
    root = xml(data)
    if root is None:
        raise UnreadableDocument("holds no spreadsheet that can be read; save it again as .ods or .xlsx")
    if root.find(f".//{_OFFICE}spreadsheet") is None:
        raise UnreadableDocument("is protected by a password; ask the authority for an open copy")
    gone = _hidden_styles(root)
    found = root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    sheets = (
        (sheet.get(f"{_TABLE}name", ""), sheet.get(f"{_TABLE}style-name") in gone, partial(_sheet, sheet))
        for sheet in found
    )
    return content(sheets, source.include_hidden)


def _hidden_styles(root: etree._Element) -> frozenset[str | None]:
    """The names of the styles that hide a sheet."""
    return frozenset(
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    )


def _sheet(sheet: etree._Element, number: int, include_hidden: bool) -> Table:
    grid: Grid = defaultdict(dict)
    hidden = set()
    row = 1
    for line in sheet.iter(f"{_TABLE}table-row"):
        times = min(int(line.get(f"{_TABLE}number-rows-repeated", 1)), TALLEST)
        cells = dict(_cells(line))
        for copy in range(row, row + times if times <= REPEATED else row + 1) if cells else ():
            grid[copy] = dict(cells)
            if line.get(f"{_TABLE}visibility", "visible") != "visible":
                hidden.add(copy)
        row += times
    rounded = _rounded(sheet)
    notes = [f"shown rounded: cells hold more digits than they show, such as {rounded}"] if rounded else []
    notes += [] if include_hidden else hide(grid, hidden, frozenset(_hidden_columns(sheet)))
    return table(number, sheet.get(f"{_TABLE}name", ""), grid, notes)


def _rounded(sheet: etree._Element) -> str:
    """The first number that is shown with fewer digits than its cell holds."""
    for cell in sheet.iter(f"{_TABLE}table-cell"):
        value = cell.get(f"{_OFFICE}value")
        if value and "." in value and cell.get(f"{_OFFICE}value-type") == "float":
            text = _shown(cell)
            if text and shown.rounds(float(value), text):
                return f"{value} as {text}"
    return ""


def _cells(line: etree._Element) -> Iterator[tuple[int, str]]:
    """The filled cells of a row: column from 1 and shown text."""
    column = 1
    for cell in line.iterchildren(*_CELLS):
        times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        text = _shown(cell) if len(cell) else ""
        if text:
            yield from ((at, text) for at in range(column, column + (times if times <= REPEATED else 1)))
        column += times
        if column > WIDEST:
            return


def _shown(cell: etree._Element) -> str:
    """The text of a cell as it is shown, without its comments."""
    if len(cell) == 1 and not len(cell[0]):
        return fold(cell[0].text or "")
    return fold(" ".join("".join(_texts(part)) for part in cell if part.tag not in _GONE))


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c", 1)), 100)
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif part.tag not in _GONE:
            yield from _texts(part)
        yield part.tail or ""


def _hidden_columns(sheet: etree._Element) -> Iterator[int]:
    column = 1
    for entry in sheet.iter(f"{_TABLE}table-column"):
        times = min(int(entry.get(f"{_TABLE}number-columns-repeated", 1)), WIDEST)
        if entry.get(f"{_TABLE}visibility", "visible") != "visible":
            yield from range(column, column + times)
        column += times


READER = Reader("ods", _claims, read)
