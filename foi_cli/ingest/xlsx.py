"""Excel workbooks (.xlsx, .xlsm): one table a sheet, cells as they are shown."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import formulas, shown
from foi_cli.ingest.grid import Grid, content, hide, table
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.ooxml import Package, plain, text_of
from foi_cli.ingest.ooxml import Sheet as Entry
from foi_cli.ingest.sheet import COLUMNS, Cell, cells, hidden
from foi_cli.model import COMPUTED, SHOWN_ROUNDED, Content, Reader, Source, Table

_ATTRIBUTE = re.compile(rb' ([st])="(\w*)"')

_LAST_DAY = 2_958_466
"""The day number after 31 December 9999."""


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "xlsx"


def read(source: Source) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument where no sheet holds a cell."""
    package = Package(source.data)
    if not package.sheets:
        raise UnreadableDocument("holds no workbook that can be read; save it again as .xlsx")
    sheets = ((entry.name, entry.hidden, partial(_table, package, entry)) for entry in package.sheets)
    return content(sheets, source.include_hidden)


def _table(package: Package, entry: Entry, number: int, include_hidden: bool) -> Table:
    """The sheet as a table, what was hidden or computed in its notes."""
    sheet = package.part(entry.part)
    reading = _Reading(package)
    found, uncounted = cells(sheet)
    grid = reading.grid(found)
    notes = [*_computed(uncounted, found, grid, reading), *reading.notes()]
    if not include_hidden:
        notes += hide(grid, *hidden(sheet))
    return table(number, entry.name, grid, notes)


class _Reading:
    """How the cells of one sheet are shown."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.rounded = ""
        self.shown = _Kinds(self)

    def grid(self, found: Iterable[tuple[bytes, bytes, bytes, bytes]]) -> Grid:
        """The texts of cells by row and column, both from 1."""
        grid: Grid = defaultdict(dict)
        last, line = b"", grid[0]
        shown_, columns = self.shown, COLUMNS
        for name, row, attributes, value in found:
            text = shown_[attributes][value]
            if row != last:
                last, line = row, grid[int(row)]
            if text:
                line[columns[name]] = text
        return grid

    def notes(self) -> Iterator[str]:
        """That numbers are shown rounded, so that their shown sum may miss the shown total."""
        if self.rounded:
            yield SHOWN_ROUNDED + self.rounded


class _Kinds(dict[bytes, "_Shown"]):
    """What cells show, by their attributes."""

    def __init__(self, reading: _Reading) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, attributes: bytes) -> _Shown:
        kind_ = self[attributes] = _Shown(self.reading, attributes)
        return kind_


class _Shown(dict[bytes, str]):
    """What cells with the same attributes show, by the value that stands in the file."""

    def __init__(self, reading: _Reading, attributes: bytes) -> None:
        super().__init__()
        named = dict(_ATTRIBUTE.findall(attributes))
        style, formats = int(named.get(b"s") or 0), reading.package.formats
        self.kind = named.get(b"t") or b"n"
        self.code = formats[style] if style < len(formats) else ""
        self.is_date = bool(self.code) and shown.is_date(self.code)
        self.reading = reading

    def __missing__(self, value: bytes) -> str:
        text = self[value] = self.number(value) if self.kind == b"n" else self.text(value)
        return text

    def text(self, value: bytes) -> str:
        """A cell that is no number."""
        if self.kind == b"s":
            texts, place = self.reading.package.texts, int(value) if value.isdigit() else -1
            return texts[place] if 0 <= place < len(texts) else ""
        if self.kind == b"b":
            return "TRUE" if value == b"1" else "FALSE"
        return text_of(value) if self.kind == b"inlineStr" else plain(value)

    def number(self, written: bytes) -> str:
        """A number, date or time in its cell's format."""
        if not self.code and written.isdigit() and len(written) < 16:
            return written.decode()
        try:
            value = float(written)
        except ValueError:
            return plain(written)
        if not math.isfinite(value):
            return plain(written)
        if not self.code:
            return shown.general(value)
        if self.is_date:
            return _moment(value, self.code, self.reading.package.from_1904)
        text = shown.number(value, self.code)
        if not self.reading.rounded and shown.rounds(value, text):
            self.reading.rounded = f"{shown.general(value)} as {text}"
        return text


def _moment(days: float, code: str, from_1904: bool) -> str:
    """A day number as the date or time that its format shows."""
    if not 0 <= days < _LAST_DAY:
        return shown.general(days)
    if any(sign in code.lower() for sign in ("[h", "[m", "[s")):
        return shown.moment(timedelta(days=days), code)
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if days >= 60 else 31)  # noqa: DTZ001 – a cell's date has no zone
    return shown.moment(start + timedelta(seconds=round(days * 86_400)), code)


def _computed(
    uncounted: Sequence[Cell],
    found: Iterable[tuple[bytes, bytes, bytes, bytes]],
    grid: Grid,
    reading: _Reading,
) -> Iterator[str]:
    """Fill in plain sums that were never calculated; say which were, and which formulas were left."""
    if not uncounted:
        return
    written = {(cell.column + cell.row).decode(): plain(cell.value) for cell in uncounted}
    values = {
        (name + row).decode(): value.decode()
        for name, row, kind_, value in found
        if b't="' not in kind_ or b't="n"' in kind_
    }
    done, left = [], []
    for cell in uncounted:
        name = (cell.column + cell.row).decode()
        value = formulas.compute(name, written, values)
        if value is None:
            left.append(name)
        else:
            number = _Shown(reading, cell.attributes).number(str(value).encode())
            grid[int(cell.row)][COLUMNS[cell.column]] = number
            done.append(name)
    if done:
        yield f"{COMPUTED}: {', '.join(done)}"
    if left:
        yield f"blank here, because the file holds a formula without its result: {', '.join(left)}"


READER = Reader("xlsx", _claims, read)
