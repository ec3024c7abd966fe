"""records: stated totals by category against a list of records in the same response.

A list has a column of categories that repeat and a column of amounts; a summary has rows named after the
categories. When most of them are the sums of their records, the summary claims to be that, and the one that
is not differs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic.grid import Grid
from foi_cli.arithmetic.verdicts import Cell, plain
from foi_cli.model import Check, Finding, Reading, Table
from foi_cli.reconcile import claimed, intervals

LEAST, SHARE = 2, 0.75
"""Categories, and the share of them, that must be the sums of their records for a summary to claim it."""
TELLING = 100
"""Figures below this are the same by chance too often; of small ones twice as many must be right."""
MOST_ROWS, MOST_TABLES = 5_000, 12
"""Rows of a list, and tables of a response, beyond which lists are not summed."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of records summed by category: for each the sum and the cells of its records."""

    table: Table
    grid: Grid
    sums: Mapping[str, tuple[int, tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as a summary, with the rows that a name has for itself, and as the lists that it holds."""

    file: str
    table: Table
    grid: Grid
    names: Mapping[str, int]
    lists: tuple[_Listed, ...]


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding for each total of a summary whose categories a list of the same response adds up."""
    short = [(file, table) for file, table in reading.tables if len(table.rows) <= MOST_ROWS][:MOST_TABLES]
    if len(short) < 2:
        return
    ids = claimed.figure_ids(reading)
    tables = [_read(file, table) for file, table in short]
    for summary, records in permutations(tables, 2):
        lists = [
            listed for listed in records.lists if len(summary.names.keys() & listed.sums.keys()) >= LEAST
        ]
        for column in range(1, summary.grid.shape[1]) if lists else ():
            for listed, cell, name in _claimed(summary, column, lists):
                figure_id = ids.get((summary.file, summary.table.number, *cell), "")
                yield _finding(summary, cell, listed, name, figure_id)


def _read(file: str, table: Table) -> _Sheet:
    grid = grids.read(table.rows)
    names = [stem(row[0]) for row in grid.rows]
    once = {name for name, often in Counter(names).items() if often == 1}
    rows = {name: row for row, name in enumerate(names) if name in once}
    return _Sheet(file, table, grid, rows, tuple(_lists(table, grid)))


def _claimed(summary: _Sheet, column: int, lists: Sequence[_Listed]) -> list[tuple[_Listed, Cell, str]]:
    """The cells of a summary's column that claim to add up the first list that most of them do add up."""
    for listed in lists:
        stated = [
            ((row, column), name)
            for name, row in summary.names.items()
            if summary.grid.known[row, column] and len(listed.sums.get(name, (0, ()))[1]) >= LEAST
        ]
        sums = {name: listed.sums[name][0] for _, name in stated}
        right = {
            sums[name] for cell, name in stated if _value(summary.grid, cell, listed.grid) == sums[name]
        } - {0}
        large = TELLING * 10**listed.grid.places
        weight = sum(1 if abs(value) >= large else 0.5 for value in right)
        if weight >= LEAST and len(right) >= SHARE * len(stated):
            return [(listed, cell, name) for cell, name in stated]
    return []


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


def _value(grid: Grid, cell: Cell, other: Grid) -> int | None:
    """A figure on the scale of another grid; None where it is finer."""
    value = int(grid.values[cell])
    lift = other.places - grid.places
    if lift >= 0:
        return value * int(10**lift)
    return None if value % 10**-lift else value // int(10**-lift)


def _finding(summary: _Sheet, cell: Cell, listed: _Listed, name: str, figure_id: str) -> Finding:
    table, grid = summary.table, summary.grid
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
        place=table.place(summary.file, *cell),
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
