"""Excel workbooks (.xlsx, .xlsm): one table a sheet, cells as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import formulas, shown
from foi_cli.ingest.container import kind
from foi_cli.ingest.ooxml import Package, plain, text_of
from foi_cli.ingest.ooxml import Sheet as Entry
from foi_cli.ingest.sheet import Cell, cells, column, hidden_columns, hidden_rows, letters, uncounted
from foi_cli.model import Content, Reader, Source, Table

CELLS = 5_000_000
"""Cells of the used range that is kept of one sheet; what lies outside is left out, and `facts` says so."""

WIDEST = 1_000
"""Columns that are kept where the used range is larger than that."""


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "xlsx"


def read(source: Source) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument where no sheet holds a cell."""
    package = Package(source.data)
    tables: list[Table] = []
    facts: list[tuple[str, str]] = []
    for entry in package.sheets:
        if entry.hidden and not source.include_hidden:
            facts.append(("hidden", f"sheet '{entry.name}' is hidden and was not read"))
            continue
        table = _table(package, entry, len(tables) + 1, source.include_hidden)
        facts.extend(("hidden", f"sheet '{entry.name}': {note}") for note in table.notes if "hidden" in note)
        if table.rows:
            tables.append(table)
    if not package.sheets:
        raise UnreadableDocument("holds no workbook that can be read; save it again as .xlsx")
    if not tables:
        raise UnreadableDocument("holds no cell" + ("" if not facts else f": {facts[0][1]}"))
    return Content(tuple(tables), tuple(facts))


def _table(package: Package, entry: Entry, number: int, include_hidden: bool) -> Table:
    """The sheet as a table, what was hidden or computed in its notes."""
    sheet = package.part(entry.part)
    grid: dict[int, dict[int, str]] = defaultdict(dict)
    reading = _Reading(package)
    found = cells(sheet)
    for cell in found:
        text = reading.text(cell)
        if text:
            reference = cell[0]
            name = reference.rstrip(b"0123456789")
            grid[int(reference[len(name) :])][column(name)] = text
    notes = [*_computed(sheet, found, grid, reading), *reading.notes()]
    if not include_hidden:
        notes += _hide(sheet, grid)
    rows, cut = _rectangle(grid)
    return Table(number, rows, sheet=entry.name, origin=(1, 1), notes=tuple(notes + cut))


class _Reading:
    """How the cells of one sheet are shown; a number that was shown once is remembered."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.texts = package.texts
        self.formats = package.formats
        self.memory: dict[tuple[bytes, bytes], str] = {}
        self.rounded: list[str] = []

    def text(self, cell: Cell) -> str:
        """The cell as it is shown."""
        _, style, kind_, _, value, inline = cell
        if kind_ == b"s":
            place = int(value) if value.isdigit() else -1
            return self.texts[place] if 0 <= place < len(self.texts) else ""
        if kind_ in (b"", b"n"):
            known = self.memory.get((style, value))
            if known is None:
                known = self.memory[style, value] = self.number(cell)
            return known
        if kind_ == b"b":
            return "TRUE" if value == b"1" else "FALSE"
        return text_of(inline) if inline else plain(value)

    def number(self, cell: Cell) -> str:
        """A number, date or time in its cell's format."""
        reference, style, _, _, written, _ = cell
        try:
            value = float(written)
        except ValueError:
            return plain(written)
        place = int(style) if style else 0
        code = self.formats[place] if place < len(self.formats) else ""
        if not code:
            return shown.general(value)
        if shown.is_date(code):
            return self.moment(value, code)
        text = shown.number(value, code)
        if shown.rounds(value, text):
            self.rounded.append(reference.decode())
        return text

    def moment(self, days: float, code: str) -> str:
        """A day number as the date or time that its format shows."""
        if not 0 <= days < 2_958_466:
            return shown.general(days)
        if "[" in code and any(sign in code.lower() for sign in ("[h", "[m", "[s")):
            return shown.moment(timedelta(days=days), code)
        start = datetime(1904, 1, 1) if self.package.from_1904 else datetime(1899, 12, 30 if days >= 60 else 31)  # noqa: DTZ001 – a cell's date has no zone
        return shown.moment(start + timedelta(seconds=round(days * 86_400)), code)

    def notes(self) -> Iterator[str]:
        """That numbers are shown rounded, so that their shown sum may miss the shown total."""
        if self.rounded:
            yield f"shown rounded: {len(self.rounded)} cells hold more digits than they show, first {self.rounded[0]}"


def _computed(sheet: bytes, found: Iterable[Cell], grid: dict[int, dict[int, str]], reading: _Reading) -> Iterator[str]:
    """Fill in plain sums that were never calculated; say which were, and which formulas were left."""
    open_cells = uncounted(sheet)
    if not open_cells:
        return
    written = {cell[0].decode(): plain(cell[3]) for cell in open_cells}
    values = {cell[0].decode(): cell[4].decode() for cell in found if cell[2] in (b"", b"n")}
    done, left = [], []
    for reference, style, *_ in open_cells:
        name = reference.decode()
        try:
            value = formulas.compute(name, written, values)
        except ValueError:
            value = None
        if value is None:
            left.append(name)
            continue
        letters_ = reference.rstrip(b"0123456789")
        text = reading.text((reference, style, b"n", b"", str(value).encode(), b""))
        grid[int(reference[len(letters_) :])][column(letters_)] = text
        done.append(name)
    if done:
        yield f"computed here, because the file holds the formula without its result: {', '.join(done)}"
    if left:
        yield f"blank here, because the file holds a formula without its result: {', '.join(left)}"


def _hide(sheet: bytes, grid: dict[int, dict[int, str]]) -> list[str]:
    """Blank the cells of hidden rows and columns; say which."""
    rows = sorted(hidden_rows(sheet) & grid.keys())
    columns = hidden_columns(sheet)
    for row in rows:
        del grid[row]
    gone = sorted({at for cells_ in grid.values() for at in cells_ if at in columns})
    for cells_ in grid.values():
        for at in gone:
            cells_.pop(at, None)
    notes = []
    if rows:
        notes.append(f"hidden and not read: {'rows' if len(rows) > 1 else 'row'} {_spans(rows, str)}")
    if gone:
        notes.append(f"hidden and not read: {'columns' if len(gone) > 1 else 'column'} {_spans(gone, letters)}")
    return notes


def _spans(numbers: list[int], name) -> str:  # type: ignore[no-untyped-def]
    """1, 2, 3, 7 as "1 to 3, 7"."""
    found = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        found.append(name(members[0]) if len(members) == 1 else f"{name(members[0])} to {name(members[-1])}")
    return ", ".join(found)


def _rectangle(grid: dict[int, dict[int, str]]) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    """The cells from A1 to the last that holds something."""
    filled = {row: line for row, line in grid.items() if line}
    last = max(filled, default=0)
    width = max((max(line) for line in filled.values()), default=0)
    notes = []
    if last * width > CELLS:
        kept = min(width, WIDEST)
        below = min(last, CELLS // kept)
        notes.append(f"cut: the used range ends at {letters(width)}{last}; read up to {letters(kept)}{below}")
        last, width = below, kept
    blank = ("",) * width
    columns = range(1, width + 1)
    rows = []
    for row in range(1, last + 1):
        line = filled.get(row)
        rows.append(tuple([line.get(at, "") for at in columns]) if line else blank)
    return tuple(rows), notes


READER = Reader("xlsx", _claims, read)
