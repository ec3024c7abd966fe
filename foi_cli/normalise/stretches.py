"""Where tables begin and end in a sheet that holds several below one another, and the lines around each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foi_cli.normalise import sheets
from foi_cli.normalise.cells import Kind
from foi_cli.normalise.sheets import Mark


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
    """Where a table begins whose heads these are: with the words that stand alone above them, or the number
    of a question and its words, below a gap."""
    top = header
    while top and (_is_alone(grid[top - 1]) or _asks(rows[top - 1])):
        top -= 1
    return top if top < header and set(grid[top - 1]) == {"blank"} else header


def _is_alone(kinds: Sequence[Kind]) -> bool:
    return kinds[0] == "text" and set(kinds[1:]) <= {"blank"}


def _asks(cells: Sequence[str]) -> bool:
    """True for a row with the number of a question, and its words in the cell beside it."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    mark = sheets.mark(filled[0], " ".join(filled[1:])) if len(filled) == 2 else None
    return mark is not None and mark.words == filled[1] and bool(cells[0].strip())


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


def heads(
    rows: Sequence[Sequence[str]], start: int, first: int
) -> tuple[tuple[str, ...], Mark | None, list[int]]:
    """The text of the rows at the top that name no columns, the question that they name, and the rows that
    do: one cell alone, or the number of a question and its words beside it."""
    above: list[str] = []
    header: list[int] = []
    asked: Mark | None = None
    for row in range(start, first):
        filled = [cell.strip() for cell in rows[row] if cell.strip()]
        if not header and rows[row][0].strip() and (len(filled) == 1 or _asks(rows[row])):
            mark = sheets.mark(filled[0], " ".join(filled[1:]))
            asked = mark or sheets.mark_at_end(filled[0]) or asked
            above.append(mark.words if mark is not None else filled[0])
        elif filled:
            header.append(row)
    return tuple(above), asked, header


def alone(rows: Sequence[Sequence[str]], below: range) -> Iterator[str]:
    """The lines below a table: each a row with words in its first cell alone."""
    for row in below:
        if rows[row][0].strip() and not any(cell.strip() for cell in rows[row][1:]):
            yield rows[row][0].strip()
