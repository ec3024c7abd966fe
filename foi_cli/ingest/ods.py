"""OpenDocument spreadsheets (.ods): the cells' own shown texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import odsheet
from foi_cli.ingest.grid import Grid, content, hide, table
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.odsheet import Sheet
from foi_cli.ingest.ooxml import Package
from foi_cli.model import SHOWN_ROUNDED, Content, Reader, Source, Table

TALLEST = 1_048_576
REPEATED = 1_000
"""How often a filled row may repeat itself and still be data; more is a filled background."""

_STYLE = re.compile(rb"<style:style\b([^<>]*+)>")
_NAME = re.compile(rb'style:name="([^"]*+)"')


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "ods"


def read(source: Source) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument where no sheet holds a cell."""
    data = Package(source.data).part("content.xml")
    if not data:
        raise UnreadableDocument("holds no spreadsheet that can be read; save it again as .ods or .xlsx")
    body = max(data.rfind(b"<office:body"), 0)  # what stands before it is styles, often far more
    if data.find(b":spreadsheet", body) < 0:
        raise UnreadableDocument("is protected by a password; ask the authority for an open copy")
    try:
        found = odsheet.sheets(data, body)
    except etree.XMLSyntaxError as reason:
        raise UnreadableDocument(f"is damaged ({reason}); ask for it again") from reason
    gone = frozenset(_hidden_styles(data, body or len(data)))
    sheets = ((sheet.name, sheet.style in gone, partial(_table, sheet)) for sheet in found)
    return content(sheets, source.include_hidden)


def _hidden_styles(data: bytes, body: int) -> Iterator[str]:
    """The names of the styles that hide a sheet, of those before the body."""
    if data.rfind(b'table:display="false"', 0, body) < 0:
        return
    for piece in data[:body].split(b"</style:style>")[:-1]:
        styles = _STYLE.findall(piece)
        if styles and b'table:display="false"' in piece:
            yield from (name.decode() for name in _NAME.findall(styles[-1]))


def _table(sheet: Sheet, number: int, include_hidden: bool) -> Table:
    grid: Grid = {}
    hidden = set[int]()
    at = 1
    for times, is_hidden, cells in sheet.rows:
        if cells:
            for copy in range(at, at + (times if times <= REPEATED else 1)):
                grid[copy] = cells
                if is_hidden:
                    hidden.add(copy)
        at = min(at + times, TALLEST)
    notes = []
    if sheet.rounded:
        notes.append(SHOWN_ROUNDED + sheet.rounded)
    if not include_hidden:
        notes += hide(grid, hidden, frozenset(sheet.hidden_columns))
    return table(number, sheet.name, grid, notes)


READER = Reader("ods", _claims, read)
