"""A table on the terminal with its totals and their parts marked, readable with and without colour."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from foi_cli.model import Finding, Table, a1
from foi_cli.report.visible import visible

WIDEST = 40
"""Characters of a cell that are shown where the whole table is not asked for."""
MOST_ROWS, MOST_COLUMNS = 40, 12
"""A larger table is drawn only where its findings stand."""

SIGNS = {"differs": "✗", "undecided": "?", "agrees": "✓", "part": "+", "here": "►"}
STYLES = {
    "differs": "bold red",
    "undecided": "bold yellow",
    "agrees": "green",
    "part": "cyan",
    "here": "bold",
}
_RANK = {"": 0, "part": 1, "agrees": 2, "undecided": 3, "differs": 4}
_GRID_CELL = re.compile(r"R(\d{1,9})C(\d{1,9})")
_A1_CELL = re.compile(r"([A-Z]{1,4})(\d{1,9})")

Marks = dict[tuple[int, int], str]
"""Zero-based row and column of a cell → its verdict, or "part"."""


def marks(table: Table, findings: Iterable[Finding]) -> Marks:
    """What to mark in this table: the totals with their verdicts, and their parts."""
    found: Marks = {}
    for finding in findings:
        for address, mark in (
            (finding.place.cell or "", finding.verdict),
            *((p, "part") for p in finding.parts),
        ):
            cell = position(table, address)
            if cell is not None and _RANK[mark] > _RANK[found.get(cell, "")]:
                found[cell] = mark
    return found


def position(table: Table, address: str) -> tuple[int, int] | None:
    """The zero-based row and column that this cell reference means in this table, None outside it."""
    if match := _GRID_CELL.fullmatch(address):
        row, column = int(match[1]) - 1, int(match[2]) - 1
    elif (match := _A1_CELL.fullmatch(address)) and table.origin is not None:
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        row, column = int(match[2]) - table.origin[0], column - table.origin[1]
    else:
        return None
    inside = 0 <= row < len(table.rows) and 0 <= column < len(table.rows[0])
    return (row, column) if inside else None


def drawn(table: Table, marked: Marks, *, whole: bool) -> Grid:
    """The table as a grid with its addresses at the edges; a large one only around its marks."""
    rows, columns = range(len(table.rows)), range(len(table.rows[0]) if table.rows else 0)
    if not whole and (len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS):
        rows_wanted, columns_wanted = _around(table, marked)
    else:
        rows_wanted, columns_wanted = list(rows), list(columns)
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    grid.add_column("")
    for column in columns_wanted:
        grid.add_column(_column_name(table, column), overflow="fold")
    before = -1
    for row in rows_wanted:
        if row > before + 1:
            grid.add_row("⋮")
        before = row
        cells = [
            _cell(table.rows[row][column], marked.get((row, column), ""), None if whole else WIDEST)
            for column in columns_wanted
        ]
        grid.add_row(Text(_row_name(table, row), "dim"), *cells)
    if rows_wanted and rows_wanted[-1] < len(rows) - 1:
        grid.add_row("⋮")
    return grid


def _around(table: Table, marked: Marks) -> tuple[list[int], list[int]]:
    """The first rows and the label column, and every row and column that holds a mark; at most a screen."""
    rows = sorted({0, 1} | {row for row, _ in marked})
    columns = sorted({0} | {column for _, column in marked})
    doubtful = {cell for cell, mark in marked.items() if mark in ("differs", "undecided")}
    if len(rows) > MOST_ROWS:
        rows = sorted({0, 1, *rows[: MOST_ROWS - 2], *(row for row, _ in doubtful)})
    if len(columns) > MOST_COLUMNS:
        columns = sorted({0, *columns[:MOST_COLUMNS], *(column for _, column in doubtful)})
    height = len(table.rows)
    return [row for row in rows if row < height], columns


def _cell(text: str, mark: str, widest: int | None) -> Text:
    shown = visible(text if widest is None or len(text) <= widest else text[: widest - 1] + "…")
    return Text(f"{SIGNS[mark]} {shown}", STYLES[mark]) if mark else Text(shown)


def _column_name(table: Table, column: int) -> str:
    return f"C{column + 1}" if table.origin is None else a1(1, table.origin[1] + column)[:-1]


def _row_name(table: Table, row: int) -> str:
    return f"R{row + 1}" if table.origin is None else str(table.origin[0] + row)
