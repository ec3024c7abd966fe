"""records: stated totals by category against a list of records in the same response.

A list has a column of categories that repeat and a column of amounts; a summary has rows named after the
categories. When most of them are the sums of their records, the summary claims to be that, and the one that
is not differs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic.grid import Grid
from foi_cli.arithmetic.verdicts import Cell, plain
from foi_cli.model import Check, Finding, Reading, Table
from foi_cli.reconcile import intervals

LEAST = 2
"""Categories that must be the sums of their records before a summary claims to be one."""
MOST_ROWS = 20_000
"""Rows of a list; longer ones are not summed."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of records summed by category: for each the sum and the cells of its records."""

    table: Table
    grid: Grid
    sums: Mapping[str, tuple[int, tuple[Cell, ...]]]


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding for each total of a summary whose categories a list of the same response adds up."""
    ids = {(f.place.file, f.table, f.row, f.column): f.figure_id for f in reading.figures}
    tables = [
        (file, table, grids.read(table.rows))
        for file, table in reading.tables
        if len(table.rows) <= MOST_ROWS
    ]
    for (file, summary, totals), (_, other, records) in permutations(tables, 2):
        for listed in _lists(other, records):
            for column in range(1, totals.shape[1]):
                stated = _stated(totals, column, listed)
                right = sum(
                    _value(totals, cell, listed.grid) == listed.sums[name][0] for cell, name in stated
                )
                if right >= LEAST and 2 * right > len(stated):
                    for cell, name in stated:
                        figure_id = ids.get((file, summary.number, *cell), "")
                        yield _finding(file, summary, totals, cell, listed, name, figure_id)


def _lists(table: Table, grid: Grid) -> Iterator[_Listed]:
    """Each pair of a column of repeated words and a column of figures."""
    rows, columns = grid.shape
    for category in range(columns):
        names = {row: stem(grid.rows[row][category]) for row in range(rows) if grid.words[row, category]}
        if not 2 <= len(set(names.values())) <= 0.7 * len(names):
            continue
        for column in range(columns):
            held = [row for row in names if grid.known[row, column]]
            if column != category and len(held) >= 4:
                cells: dict[str, list[Cell]] = defaultdict(list)
                for row in held:
                    cells[names[row]].append((row, column))
                sums = {n: (sum(int(grid.values[c]) for c in cs), tuple(cs)) for n, cs in cells.items()}
                yield _Listed(table, grid, sums)


def stem(text: str) -> str:
    """What a category is called, without what is added to it: "Paid in - up to March 24" is "paid in"."""
    return " ".join(re.split(r"\s[-–—]|[-–—]\s|[(:;]", text.strip(), maxsplit=1)[0].lower().split())


def _stated(grid: Grid, column: int, listed: _Listed) -> list[tuple[Cell, str]]:
    """The cells of a column whose row is named after a category with at least two records."""
    return [
        ((row, column), stem(grid.rows[row][0]))
        for row in range(grid.shape[0])
        if grid.known[row, column] and len(listed.sums.get(stem(grid.rows[row][0]), (0, ()))[1]) >= LEAST
    ]


def _value(grid: Grid, cell: Cell, other: Grid) -> int | None:
    """A figure on the scale of another grid; None where it is finer."""
    value = int(grid.values[cell])
    lift = other.places - grid.places
    if lift >= 0:
        return value * int(10**lift)
    return None if value % 10**-lift else value // int(10**-lift)


def _finding(
    file: str, table: Table, grid: Grid, cell: Cell, listed: _Listed, name: str, figure_id: str
) -> Finding:
    total, cells = listed.sums[name]
    stated = plain(int(grid.values[cell]), grid.places)
    computed = plain(total, listed.grid.places)
    difference = stated - computed
    label = " ".join(grid.rows[cell[0]][0].split())[:60]
    said = f"{label} {grid.rows[cell[0]][cell[1]].strip()} at {table.address(*cell)}"
    records = f"the {len(cells)} records of table {listed.table.number}"
    more = "more" if difference > 0 else "less"
    gap = intervals.written(abs(difference))
    return Finding(
        response_id="",
        place=table.place(file, *cell),
        check="records",
        verdict="differs" if difference else "agrees",
        basis="exact",
        stated=intervals.written(stated),
        computed=intervals.written(computed),
        difference=intervals.written(difference),
        slack="0",
        parts=_addresses(listed.table, cells),
        message=f"{said} is {gap} {more} than the sum of {records}, {intervals.written(computed)}."
        if difference
        else f"{said} is the sum of {records}.",
        cause="unknown" if difference else None,
        figure_id=figure_id,
    )


def _addresses(table: Table, cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(table.address(*cell) for cell in cells)


CHECK = Check("records", judge)
