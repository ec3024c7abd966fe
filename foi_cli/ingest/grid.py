"""The grid of a sheet: cell texts by row and column, hidden parts taken out, made into a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby
from typing import TypeAlias

from foi_cli.errors import UnreadableDocument
from foi_cli.model import HIDDEN, Content, Table

CELLS = 5_000_000
"""Cells of the used range that is kept of one sheet; a note says what was left out."""

WIDEST = 1_000
"""Columns that are kept where the used range is larger than that."""

Grid: TypeAlias = dict[int, dict[int, str]]
"""Texts by row and then by column, both from 1; blank cells are not in it."""


def letters(number: int) -> str:
    """The letters of a column from its number: 28 is AB."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def content(
    sheets: Iterable[tuple[str, bool, Callable[[int, bool], Table]]], include_hidden: bool
) -> Content:
    """The tables of sheets (name, whether hidden, how to read it), what was not read in the facts.

    Raises UnreadableDocument where no sheet holds a cell.
    """
    tables: list[Table] = []
    facts: list[tuple[str, str]] = []
    for name, hidden, read in sheets:
        if hidden and not include_hidden:
            facts.append(("hidden", f"sheet '{name}' is hidden and was not read"))
            continue
        made = read(len(tables) + 1, include_hidden)
        facts.extend(
            (note[: len(kind)], f"sheet '{name}': {note}")
            for kind in ("hidden", "cut")
            for note in made.notes
            if note.startswith(kind)
        )
        if made.rows:
            tables.append(made)
    if not tables:
        raise UnreadableDocument("holds no cell" + (f": {facts[0][1]}" if facts else ""))
    return Content(tuple(tables), tuple(facts))


def table(number: int, sheet: str, grid: Grid, notes: Iterable[str] = ()) -> Table:
    """The table of a sheet: its cells from A1 to the last that holds something."""
    filled = {row: line for row, line in grid.items() if line}
    last, width = _extent(filled)
    noted = list(notes)
    if last * width > CELLS:
        kept = min(width, WIDEST)
        below = min(last, CELLS // kept)
        noted.append(f"cut: the used range ends at {letters(width)}{last}; read up to {letters(kept)}{below}")
        filled = {row: near for row, line in filled.items() if row <= below and (near := _up_to(kept, line))}
        last, width = _extent(filled)
    bare, blank = dict.fromkeys(range(1, width + 1), ""), ("",) * width
    rows = tuple(
        tuple((bare | line).values()) if (line := filled.get(row)) else blank for row in range(1, last + 1)
    )
    return Table(number, rows, sheet=sheet, origin=(1, 1), notes=tuple(noted))


def _extent(filled: Grid) -> tuple[int, int]:
    """The last row and the last column that hold something."""
    return max(filled, default=0), max(set().union(*filled.values()), default=0)


def _up_to(last: int, line: dict[int, str]) -> dict[int, str]:
    return {column: text for column, text in line.items() if column <= last}


def rectangle(number: int, sheet: str, rows: list[tuple[str, ...]], notes: Iterable[str] = ()) -> Table:
    """The same of rows of equal width that start at A1."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = len(rows[0]) if rows else 0
    filled = next((at for at in range(width, 0, -1) if any(row[at - 1] for row in rows)), 0)
    if len(rows) * filled > CELLS:
        return table(number, sheet, sparse(rows), notes)
    cut = rows if filled == width else [row[:filled] for row in rows]
    return Table(number, tuple(cut), sheet=sheet, origin=(1, 1), notes=tuple(notes))


def sparse(rows: Iterable[Sequence[str]]) -> Grid:
    """The grid of rows that start at A1."""
    return {
        number: {at: text for at, text in enumerate(row, 1) if text} for number, row in enumerate(rows, 1)
    }


def hide(grid: Grid, rows: Collection[int], columns: Collection[int]) -> list[str]:
    """Blank the cells of hidden rows and columns; say which held something."""
    gone_rows = sorted(row for row in rows if grid.get(row))
    for row in gone_rows:
        del grid[row]
    gone_columns = sorted({at for line in grid.values() for at in line if at in columns}) if columns else []
    for line in grid.values():
        for at in gone_columns:
            line.pop(at, None)
    return [*_hidden("row", gone_rows, str), *_hidden("column", gone_columns, letters)]


def _hidden(noun: str, numbers: list[int], name: Callable[[int], str]) -> list[str]:
    if not numbers:
        return []
    spans = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        first, last = name(members[0]), name(members[-1])
        spans.append(first if first == last else f"{first} to {last}")
    return [f"{HIDDEN}{noun}{'s' if len(numbers) > 1 else ''} {', '.join(spans)}"]
