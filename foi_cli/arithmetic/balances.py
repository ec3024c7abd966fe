"""Accounts in one column that say by their words what goes in, what goes out and what is left.

"Paid in", "Spent", "Expired", "Accumulated": the words give each row its sign, and the last its claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic import verdicts
from foi_cli.arithmetic.claims import Claim
from foi_cli.arithmetic.grid import Grid

LEFT = re.compile(
    r"\b(?:balance|accumulated|remaining|closing|carried forward|c/f|unspent|still open|outstanding)\b",
    re.IGNORECASE,
)
"""What is left at the end."""
OUT = re.compile(
    r"\b(?:spent|spend|expired|transfer(?:red|s)?|withdrawn|expenditure|costs?|repaid|repayments?|paid out|"
    r"payments?|written off|closed|resolved|completed|used|disposed|disposals|leavers|less|debits?)\b",
    re.IGNORECASE,
)
"""What goes out."""
IN = re.compile(
    r"\b(?:paid in|received|receipts|income|opening|brought forward|b/f|added|additions|new|joiners|starters|"
    r"opened|contributions?|funding|grants?|allocated|allocation|budget|credits?|at start)\b",
    re.IGNORECASE,
)
"""What comes in, or was there before."""
FAR = 10
"""A difference of more than one part in so many says that these rows are no such account."""


def find(rows: Sequence[Sequence[str]]) -> Iterator[Claim]:
    """The claim of each last row that all rows of figures before it account for."""
    grid = grids.read(rows)
    written = [any(map(str.strip, row)) for row in grid.rows]
    left = [LEFT.search(row[0]) is not None and not _is_first(row[0]) for row in grid.rows]
    columns = range(1, grid.shape[1]) if any(left) else ()
    for column in (column for column in columns if grid.known[:, column].any()):
        for last, before in _accounts(grid, column, written, left):
            signs = tuple(_sign(grid.rows[row][0]) for row in before)
            if len(before) < 2 or 0 in signs or 1 not in signs or -1 not in signs:
                continue
            parts = tuple((row, column) for row in before)
            judgement = verdicts.judge(grid, (last, column), parts, signs, 0)
            if FAR * abs(judgement.difference) <= abs(judgement.stated):
                yield Claim("balance", (last, column), parts, signs, ("label",), judgement, 0.0)


def _accounts(
    grid: Grid, column: int, written: Sequence[bool], left: Sequence[bool]
) -> Iterator[tuple[int, list[int]]]:
    """Rows that name what is left, with the rows of figures before each; `written` are the rows that hold any
    text at all."""
    before: list[int] = []
    for row in range(grid.shape[0]):
        if not grid.known[row, column] and not grid.gap[row, column]:
            if written[row]:
                before = []
            continue
        if grid.known[row, column] and left[row]:
            yield row, before
            before = []
        else:
            before.append(row)


def _is_first(label: str) -> bool:
    """ "Opening balance" is what was there before, whatever balance means elsewhere."""
    return re.search(r"\b(?:opening|brought forward|b/f|at start)\b", label, re.IGNORECASE) is not None


def _sign(label: str) -> int:
    first_in, first_out = IN.search(label), OUT.search(label)
    if first_in is None and first_out is None:
        return 0
    if first_out is None or (first_in is not None and first_in.start() <= first_out.start()):
        return 1
    return -1
