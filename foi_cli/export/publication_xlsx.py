"""The publication as .xlsx, through openpyxl: it knows cell styles and the language of a document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet as Sheet
from openpyxl.xml.functions import tostring

from foi_cli.export import sealed
from foi_cli.export.published import AUTHOR, KEYWORDS, LANGUAGE, SUBJECT, TITLE, Value, Worksheet

FONT, SIZE = "Arial", 12
"""Sans serif, 12 points or more."""

_WHEN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_RIGHT = Alignment(horizontal="right", vertical="top")
_TOP = Alignment(vertical="top")


def write(worksheets: Sequence[Worksheet], path: Path) -> None:
    """Write the worksheets as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _styles(book)
    for number, worksheet in enumerate(worksheets, start=1):
        _sheet(book, worksheet, number)
    buffer = io.BytesIO()
    book.save(buffer)
    with ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["docProps/core.xml"] = cast(bytes, tostring(_properties().to_tree()))
    sealed.write(path, members.items())


def _properties() -> DocumentProperties:
    return DocumentProperties(
        title=TITLE,
        subject=SUBJECT,
        creator=AUTHOR,
        lastModifiedBy=AUTHOR,
        keywords=KEYWORDS,
        language=LANGUAGE,
        created=_WHEN,
        modified=_WHEN,
    )


def _styles(book: Workbook) -> None:
    """The headings as cell styles that a screen reader names, and a style for every other kind of cell."""
    bold, plain = Font(name=FONT, size=SIZE, bold=True), Font(name=FONT, size=SIZE)
    link = Font(name=FONT, size=SIZE, underline="single", color="0B0C82")
    styles = [
        NamedStyle("Heading 1", Font(name=FONT, size=16, bold=True), alignment=_TOP, builtinId=16),
        NamedStyle("Heading 2", Font(name=FONT, size=14, bold=True), alignment=_TOP, builtinId=17),
        NamedStyle("Table header", bold, alignment=_WRAPPED),
        NamedStyle("Words", plain, alignment=_WRAPPED),
        NamedStyle("Line", plain, alignment=_TOP),
        NamedStyle("Link", link, alignment=_TOP),
        NamedStyle("Shorthand", plain, alignment=_RIGHT),
    ]
    for style in styles:
        book.add_named_style(style)


def _number_style(book: Workbook, places: int) -> str:
    """The style of numbers with this many decimal places, thousands set off by commas."""
    name = f"Number {places}"
    if name not in book.named_styles:
        shape = "#,##0" + ("." + "0" * places if places else "")
        font = Font(name=FONT, size=SIZE)
        book.add_named_style(NamedStyle(name, font, alignment=_RIGHT, number_format=shape))
    return name


def _sheet(book: Workbook, worksheet: Worksheet, number: int) -> None:
    sheet = book.create_sheet(worksheet.name)
    _put(sheet, 1, 1, worksheet.title, "Heading 1")
    for row, line in enumerate(worksheet.lines, start=2):
        _put(sheet, row, 1, line.text, "Heading 2" if line.heading else "Line", line.link)
    for column, heading in enumerate(worksheet.header, start=1):
        _put(sheet, worksheet.top, column, heading, "Table header")
    styles = [None if places is None else _number_style(book, places) for places in worksheet.places]
    for row, values in enumerate(worksheet.rows):
        link = worksheet.links[row] if worksheet.links else ""
        for column, (value, style) in enumerate(zip(values, styles, strict=True), start=1):
            lead = link if column == 1 else ""
            _put(sheet, worksheet.top + row + 1, column, value, _style(value, style, lead), lead)
    if worksheet.header:
        sheet.add_table(_table(worksheet, number))
    for column, width in enumerate(worksheet.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _style(value: Value, numbers: str | None, link: str) -> str:
    if link:
        return "Link"
    if numbers is None:
        return "Words"
    return numbers if isinstance(value, Decimal) else "Shorthand"


def _put(sheet: Sheet, row: int, column: int, value: Value, style: str, link: str = "") -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"  # never a formula, whatever it begins with
    else:
        cell.value = int(value) if value == int(value) else value
    cell.style = style
    if link:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{link}'!A1", display=str(value))
        cell.style = "Link"


def _table(worksheet: Worksheet, number: int) -> Table:
    """The table as an Excel Table, without the filter buttons that openpyxl would add."""
    last = f"{get_column_letter(len(worksheet.header))}{worksheet.top + max(1, len(worksheet.rows))}"
    table = Table(displayName=f"{worksheet.name.lower()}_table", ref=f"A{worksheet.top}:{last}", id=number)
    names = enumerate(worksheet.header, start=1)
    table.tableColumns = [TableColumn(id=column, name=heading) for column, heading in names]
    return table
