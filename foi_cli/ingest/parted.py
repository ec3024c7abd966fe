"""Tables whose cells are parted by one sign in every line: "Operator / Payment / Journeys"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_cli.ingest.encoding import fold
from foi_cli.ingest.lines import Found, Line, is_amount, is_number, title_above

_SIGNS = (" / ", " - ", " – ", " — ", "; ")
_NOT_APPLICABLE = re.compile(r"\b(n) / (a)\b", re.IGNORECASE)
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2
_LONGEST_CELL = 60
_LONGEST_LINE = 400


def find(lines: Sequence[Line]) -> Iterator[Found]:
    """Every run of lines with as many cells each, of which the first has no amount and the others have."""
    at = 0
    while at < len(lines):
        rows = next((rows for sign in _SIGNS if len(rows := _rows(lines, at, sign)) > _FEWEST_ROWS), [])
        if rows and _is_table(rows):
            numbers = tuple(line.number for line in lines[at : at + len(rows)])
            yield Found(at, at + len(rows), tuple(map(tuple, rows)), numbers, title_above(lines, at))
        at += max(len(rows), 1)


def _rows(lines: Sequence[Line], at: int, sign: str) -> list[list[str]]:
    """The lines from `at` on that this sign parts into as many cells as the first."""
    rows: list[list[str]] = []
    for step in range(at, len(lines)):
        cells = _cells(lines[step], sign)
        if len(cells) < _FEWEST_CELLS or (rows and (lines[step].gap or len(cells) != len(rows[0]))):
            break
        rows.append(cells)
    return rows


def _cells(line: Line, sign: str) -> list[str]:
    """The cells of a line; none where it is something else."""
    if line.style != "text" or sign not in line.plain or len(line.plain) > _LONGEST_LINE:
        return []
    cells = [fold(cell) for cell in _NOT_APPLICABLE.sub(r"\1/\2", line.plain).split(sign)]
    return cells if all(len(cell) <= _LONGEST_CELL for cell in cells) else []


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first line names columns, one of which has an amount in every line below."""
    head, *body = rows
    if any(is_amount(cell) or not cell or cell[-1] in ".?!:" for cell in head):
        return False
    columns = list(zip(*body, strict=True))[1:]
    return any(all(map(is_amount, column)) and any(map(is_number, column)) for column in columns)
