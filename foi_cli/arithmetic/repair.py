"""Where a lost blank cell must go for the totals to close.

A table that lost its column boundaries ("Graves Park 3 10 1" under four years) leaves a row with fewer cells
than columns. Every way of placing its blanks is tried against the total rows; when exactly one makes all of
them close, the cells are moved there, and the table says so. Nothing is ever changed but places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import comb, prod
from typing import TypeVar

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic.grid import Grid
from foi_cli.arithmetic.wording import TOTAL
from foi_cli.model import Table

_T = TypeVar("_T")

MOST_WAYS = 20_000
"""Placements tried for one total; with more nothing is placed."""
MOST_BLANKS = 3
"""Blank cells that one row may have lost."""


def place(table: Table) -> Table:
    """The table with its lost blank cells where the totals close; itself when that is not decided."""
    if not table.flattened:
        return table
    grid = grids.read(table.rows)
    rows = [list(row) for row in table.rows]
    notes = list(table.notes)
    for total, block in _blocks(grid):
        short = [row for row in block if _blanks(grid, row)]
        if not short or not _is_full(grid, total):
            continue
        for row, cells in _only_way(grid, total, block, short):
            if cells != rows[row]:
                rows[row] = cells
                lost = sum(not cell.strip() for cell in cells[1:])
                what = "a blank cell" if lost == 1 else f"{lost} blank cells"
                notes.append(f"row {row + 1}: {what} placed where the totals close")
    return replace(table, rows=tuple(map(tuple, rows)), notes=tuple(notes))


def _blocks(grid: Grid) -> Iterator[tuple[int, list[int]]]:
    """Each row called total with the rows of figures that it closes: those before it, else those after."""
    filled = [
        row for row in range(grid.shape[0]) if grid.known[row].sum() >= 1 and not _is_heading(grid, row)
    ]
    named = [row for row in filled if TOTAL.search(grid.rows[row][0])]
    start = 0
    for total in named:
        place = filled.index(total)
        before = filled[start:place]
        if before:
            yield total, before
        elif total == named[-1]:
            yield total, filled[place + 1 :]
        start = place + 1


def _is_heading(grid: Grid, row: int) -> bool:
    """A row of years or of words above the figures."""
    numbers = [int(value) for value in grid.values[row][grid.known[row]]]
    one = 10**grid.places
    return row == 0 and all(1900 * one <= number <= 2100 * one for number in numbers)


def _is_full(grid: Grid, row: int) -> bool:
    return bool(grid.known[row, 1:].all())


def _blanks(grid: Grid, row: int) -> int:
    """How many cells a row lost: its cells stand at the left, and blanks follow."""
    cells = grid.rows[row][1:]
    blanks = 0
    while blanks < len(cells) and not cells[len(cells) - 1 - blanks].strip():
        blanks += 1
    kept = len(cells) - blanks
    whole = all(not grid.words[row, 1 + k] and cells[k].strip() for k in range(kept))
    return blanks if kept and whole and blanks <= MOST_BLANKS else 0


def _only_way(
    grid: Grid, total: int, block: Sequence[int], short: Sequence[int]
) -> list[tuple[int, list[str]]]:
    """The cells of each short row in the one placement that closes every column; [] when there is not one."""
    width = grid.shape[1]
    full = [row for row in block if row not in short]
    missing = [
        int(grid.values[total, column]) - sum(int(grid.values[row, column]) for row in full)
        for column in range(1, width)
    ]
    if any(bool(grid.gap[row, 1:].any()) for row in block):
        return []
    blanks = [_blanks(grid, row) for row in short]
    if prod(comb(width - 1, count) for count in blanks) > MOST_WAYS:
        return []
    found: list[tuple[tuple[int, ...], ...]] = []
    for way in product(*(combinations(range(width - 1), count) for count in blanks)):
        spread = [
            _spread([int(v) for v in grid.values[row, 1:]], gaps, 0)
            for row, gaps in zip(short, way, strict=True)
        ]
        if [sum(column) for column in zip(*spread, strict=True)] == missing:
            found.append(way)
            if len(found) > 1:
                return []
    if not found:
        return []
    return [
        (row, [grid.rows[row][0], *_spread(grid.rows[row][1:], gaps, "")])
        for row, gaps in zip(short, found[0], strict=True)
    ]


def _spread(cells: Sequence[_T], gaps: Sequence[int], blank: _T) -> list[_T]:
    """The cells from the left with blanks at these columns, as wide as before."""
    left = iter(cells)
    return [blank if column in gaps else next(left) for column in range(len(cells))]
