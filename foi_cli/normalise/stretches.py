"""Where tables begin and end in a sheet that holds several below one another, and the lines around each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_cli.normalise.cells import Kind

_QUESTION = re.compile(r"(?:Q|question\s)\d{1,2}[a-h]?[.:)]?", re.IGNORECASE)
"""The number of a question in a cell of its own, beside the words of the caption."""


def find(rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]]) -> Iterator[tuple[int, int]]:
    """Row ranges that belong together: a header below data begins a new table."""
    start, seen_data = 0, False
    for row, kinds in enumerate(grid):
        if is_data(kinds):
            seen_data = True
        elif seen_data and _is_header(kinds) and _leads_to_data(grid, row):
            top = _with_title(rows, grid, row)
            yield start, top
            start, seen_data = top, False
    if seen_data:
        yield start, len(grid)


def _with_title(rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], header: int) -> int:
    """Where a table begins whose heads these are: with the words that stand alone above them, below a gap."""
    top = header
    while top and _is_title(rows[top - 1], grid[top - 1]):
        top -= 1
    return top if top < header and set(grid[top - 1]) == {"blank"} else header


def _is_title(row: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether a row is words alone, or words beside the number of a question, which "Q2" is here."""
    return (
        bool(row[0].strip())
        and _is_caption(row)
        and (kinds[0] == "text" or kinds.count("blank") < len(row) - 1)
    )


def _is_caption(row: Sequence[str]) -> bool:
    """Whether a row holds words in one cell alone, or beside the number of a question."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 or (len(filled) == 2 and _QUESTION.fullmatch(filled[0].strip()) is not None)


def is_data(kinds: Sequence[Kind]) -> bool:
    """Whether a row holds a number."""
    return "number" in kinds


def _is_header(kinds: Sequence[Kind]) -> bool:
    """Several words or periods and no number: the columns are being named."""
    words = sum(1 for kind_ in kinds if kind_ in ("text", "period"))
    named = sum(1 for kind_ in kinds[1:] if kind_ in ("text", "period"))
    return words >= 2 and named >= 1 and "marker" not in kinds


def _leads_to_data(grid: Sequence[Sequence[Kind]], row: int) -> bool:
    """True where the named columns hold numbers or periods below."""
    named = [column for column, kind_ in enumerate(grid[row]) if column and kind_ in ("text", "period")]
    below = grid[row + 1 : row + 4]
    return any(line[column] == "number" for line in below for column in named)


def heads(rows: Sequence[Sequence[str]], start: int, first: int) -> tuple[tuple[str, ...], list[int]]:
    """The text of the one-cell rows at the top, and the rows that name columns."""
    above: list[str] = []
    header: list[int] = []
    for row in range(start, first):
        filled = [cell.strip() for cell in rows[row] if cell.strip()]
        if _is_caption(rows[row]) and not header and rows[row][0].strip():
            above.append(" ".join(filled))
        elif filled:
            header.append(row)
    return tuple(above), header


def alone(rows: Sequence[Sequence[str]], below: range) -> Iterator[str]:
    """The lines below a table: each a row with words in its first cell alone."""
    for row in below:
        if rows[row][0].strip() and not any(cell.strip() for cell in rows[row][1:]):
            yield rows[row][0].strip()
