"""Workbooks: the one door of XlsxWriter, and how a value becomes a cell.

Rows are streamed to disk as they come, so a book of any size needs little memory. Dates and times of the
file itself are fixed: the same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from foi_cli.export.columns import Cell, plain
from foi_cli.export.safe import guarded, link

ROWS, COLUMNS = 1_048_576, 16_384
"""What fits on a sheet, by Microsoft's "Excel specifications and limits"."""

LONGEST, DIGITS = 32_767, 15
"""Characters of a cell and exact digits of a number; the same source."""

LINKS = 20_000
"""Links of a sheet and its further sheets. Excel allows 65,530 each, but XlsxWriter holds a kilobyte of
memory for every one of them."""

_EXACT = int("9" * DIGITS)

STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 13},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "labels": {"bold": True, "bottom": 1},
    "link": {"font_color": "#0B5394", "underline": 1},
    "wrap": {"text_wrap": True, "valign": "top"},
    "quiet": {"italic": True, "font_color": "#595959"},
    "differs": {"bold": True, "bg_color": "#F4C7C3", "font_color": "#7A0000"},
    "undecided": {"bg_color": "#FCE8B2", "font_color": "#5F4700"},
    "agrees": {"bg_color": "#D5E8D4", "font_color": "#1E4620"},
    "part": {"bg_color": "#EEF3FA"},
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula with its value now, for readers that do not calculate."""

    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell with how it looks, where it leads ("internal:…" or "external:…") and what is said beside it."""

    value: Cell | Formula
    style: str = ""
    shape: str = ""
    link: str = ""
    comment: str = ""


Entries: TypeAlias = Sequence[Cell | Entry]


def exact(number: Decimal | int) -> bool:
    """Whether a spreadsheet holds this number exactly as written."""
    if isinstance(number, int):
        return abs(number) <= _EXACT
    return len(Decimal(number).normalize().as_tuple().digits) <= DIGITS


def reference(sheet: str, row: int, column: int) -> str:
    """A cell of another sheet as formulas write it: `'Figures 2'!$B$5`.

    With dollars, because LibreOffice takes a bare C5 in a link for column 5.
    """
    return f"'{sheet}'!{xl_rowcol_to_cell(row - 1, column - 1, row_abs=True, col_abs=True)}"


def to_cell(sheet: str, row: int, column: int) -> str:
    """The link to a cell of this book."""
    return f"internal:{reference(sheet, row, column)}"


def to_source(file: str) -> str:
    """The link to a document; "" where it has no address."""
    address = link(file)
    return f"external:{address}" if address else ""


class Book:
    """A workbook that is being written; used as a context manager."""

    def __init__(self, path: Path, title: str) -> None:
        self._rows = TemporaryDirectory(dir=path.parent, prefix=".rows-")
        options = {"constant_memory": True, "tmpdir": self._rows.name}
        self.workbook = xlsxwriter.Workbook(str(path), options)
        self.workbook.set_properties(
            {"title": title, "author": "foi", "created": datetime(2000, 1, 1)}  # noqa: DTZ001
        )
        self.workbook.set_calc_mode("auto")
        self._formats: dict[tuple[str, str], Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.workbook.close()
        finally:
            self._rows.cleanup()

    def format(self, style: str, shape: str = "") -> Format | None:
        """The format of a style and a number format, made once."""
        if not style and not shape:
            return None
        key = style, shape
        if key not in self._formats:
            wanted = dict(STYLES.get(style, {}))
            if shape:
                wanted["num_format"] = shape
            self._formats[key] = self.workbook.add_format(wanted)
        return self._formats[key]


class Sheet:
    """Rows one below the other, carried over to "Figures 2" and so on where a sheet is full.

    `head` is written first on each of them, and stays in sight; `dress` gives each its rules of colour.
    """

    def __init__(
        self,
        book: Book,
        name: str,
        head: Sequence[str] = (),
        widths: Iterable[int] = (),
        rows: int = ROWS,
        dress: Callable[[Sheet], None] | None = None,
    ) -> None:
        self.book, self.head, self.widths, self.rows = book, tuple(head), tuple(widths), rows
        self._dress = dress
        self._first, self._number, self._links = name, 0, 0
        self._open()

    def _open(self) -> None:
        self._number += 1
        self.name = self._first if self._number == 1 else f"{self._first} {self._number}"
        self.worksheet: Worksheet = self.book.workbook.add_worksheet(self.name)
        self.worksheet.set_landscape()
        self.worksheet.set_paper(9)
        self.worksheet.fit_to_pages(1, 0)
        self.next = 1
        if self._dress:
            self._dress(self)
        for column, width in enumerate(self.widths):
            self.worksheet.set_column(column, column, width)
        if self.head:
            self.worksheet.freeze_panes(1, 1)
            self.add([Entry(name, "head") for name in self.head])

    def room(self, rows: int) -> bool:
        """Make room for this many rows on one sheet; False where no sheet is long enough."""
        if rows > self.rows - bool(self.head):
            return False
        if self.next + rows - 1 > self.rows:
            self._open()
        return True

    def add(self, entries: Entries = ()) -> int:
        """Add a row and return its number, counted from 1."""
        self.room(1)
        row, self.next = self.next, self.next + 1
        for column, entry in enumerate(entries):
            if isinstance(entry, Entry):
                self._put(row - 1, column, entry)
            elif entry is not None and entry != "":
                self._value(row - 1, column, entry, None)
        return row

    def _put(self, row: int, column: int, entry: Entry) -> None:
        value, look = entry.value, self.book.format(entry.style, entry.shape)
        if entry.comment:
            self.worksheet.write_comment(row, column, guarded(entry.comment)[:LONGEST], {"x_scale": 2})
        if isinstance(value, Formula):
            self.worksheet.write_formula(row, column, value.text, look, _number(value.value))
        elif value is None or value == "":
            if look is not None:
                self.worksheet.write_blank(row, column, None, look)
        elif isinstance(value, str) and entry.link and self._links < LINKS:
            self._links += 1
            self.worksheet.write_url(row, column, entry.link, look or self.book.format("link"), _text(value))
        else:
            self._value(row, column, value, look)

    def _value(self, row: int, column: int, value: str | int | Decimal | date, look: Format | None) -> None:
        if isinstance(value, str):
            self.worksheet.write_string(row, column, _text(value), look)
        elif isinstance(value, bool):
            self.worksheet.write_boolean(row, column, value, look)
        elif isinstance(value, date):
            self._date(row, column, value, look)
        elif exact(value):
            self.worksheet.write_number(row, column, _number(value), look)
        else:
            self.worksheet.write_string(row, column, plain(Decimal(value)), look)

    def _date(self, row: int, column: int, day: date, look: Format | None) -> None:
        if day.year < 1900:
            self.worksheet.write_string(row, column, day.isoformat(), look)
        else:
            shape = look or self.book.format("", "yyyy-mm-dd")
            self.worksheet.write_datetime(row, column, datetime(day.year, day.month, day.day), shape)  # noqa: DTZ001


def _text(text: str) -> str:
    safe = guarded(text)
    return safe if len(safe) <= LONGEST // 2 else safe[: LONGEST // 2 - 1] + "…"


def _number(number: Decimal | int) -> float | int:
    return int(number) if number == int(number) else float(number)
