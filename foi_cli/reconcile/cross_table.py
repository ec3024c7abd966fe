"""cross-table: the same total reached by two breakdowns in one response.

Two tables of a response that break the same thing down in different ways, by month and by ward, say, must
come to the same totals under the same headings. That they break down the same thing is taken from the totals
themselves: they must be equal under most of the headings that both tables have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from foi_cli.arithmetic import totals
from foi_cli.arithmetic.verdicts import Cell
from foi_cli.model import Check, Finding, Reading, Table
from foi_cli.reconcile import claimed, intervals

_NAMES = re.compile(r"[a-z]|(?:19|20)\d\d")

LEAST = 2
"""Headings under which both totals must be equal."""
TELLING = 10
"""Less than this is equal too often to tell anything."""
NEAREST = 20
"""Tables before one that are compared with it, of those that have a total in common."""


@dataclass(frozen=True, slots=True)
class _Total:
    """A grand total of one column: where it stands, what it says, and what it is called."""

    cell: Cell
    value: Decimal


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding for each heading that two tables share, once the tables are seen to total the same."""
    if len(reading.tables) < 2:
        return
    ids = claimed.figure_ids(reading)
    found = [(file, table, _grand_totals(table)) for file, table in reading.tables]
    for one, other in _pairs([ours for _, _, ours in found]):
        (_, first, ours), (file, second, theirs) = found[one], found[other]
        shared = [heading for heading in ours if heading in theirs]
        equal = [heading for heading in shared if ours[heading].value == theirs[heading].value]
        telling = {ours[heading].value for heading in equal if ours[heading].value >= TELLING}
        if len(telling) >= LEAST and 2 * len(equal) > len(shared) and first.rows != second.rows:
            for heading in shared:
                figure_id = ids.get((file, second.number, *theirs[heading].cell), "")
                yield _finding(file, heading, first, ours[heading], second, theirs[heading], figure_id)


def _pairs(found: Sequence[Mapping[str, _Total]]) -> list[tuple[int, int]]:
    """Two tables each, by their order, that have enough totals in common to be compared."""
    holders: dict[tuple[str, Decimal], deque[int]] = defaultdict(lambda: deque(maxlen=NEAREST))
    pairs: list[tuple[int, int]] = []
    for number, own in enumerate(found):
        keys = [(heading, total.value) for heading, total in own.items() if total.value >= TELLING]
        alike = Counter(holder for key in keys for holder in holders[key])
        pairs += [(holder, number) for holder, often in alike.items() if often >= LEAST]
        for key in keys:
            holders[key].append(number)
    return sorted(pairs)


def _grand_totals(table: Table) -> Mapping[str, _Total]:
    """The last total down each column that adds up, by the heading of the column."""
    found: dict[str, _Total] = {}
    claims = [claim for claim in totals.find(table.rows) if claim.check == "sum" and not claim.differs]
    parts = {cell for claim in claims for cell in claim.parts}
    for claim in claims:
        row, column = claim.total
        down = all(cell[1] == column for cell in claim.parts)
        heading = _heading(table, column, min([cell[0] for cell in claim.parts] + [row]))
        if down and claim.total not in parts and heading and len(claim.parts) >= 2:
            found[heading] = _Total(claim.total, claim.judgement.stated)
    return found


def _heading(table: Table, column: int, above: int) -> str:
    """The words or the year that stand over a column; "" for a mere number, which names nothing."""
    for row in reversed(range(above)):
        if column < len(table.rows[row]) and table.rows[row][column].strip():
            heading = " ".join(table.rows[row][column].lower().split())
            return heading if _NAMES.search(heading) else ""
    return ""


def _finding(
    file: str, heading: str, first: Table, ours: _Total, second: Table, theirs: _Total, figure_id: str
) -> Finding:
    difference = theirs.value - ours.value
    where = f"table {first.number} {first.address(*ours.cell)}"
    said = f"The total of {heading} {second.rows[theirs.cell[0]][theirs.cell[1]].strip()}"
    said += f" at table {second.number} {second.address(*theirs.cell)}"
    more = "more" if difference > 0 else "less"
    stated = intervals.written(ours.value)
    gap = intervals.written(abs(difference))
    return Finding(
        response_id="",
        place=second.place(file, *theirs.cell),
        check="cross-table",
        verdict="differs" if difference else "agrees",
        basis="exact",
        stated=intervals.written(theirs.value),
        computed=stated,
        difference=intervals.written(difference),
        slack="0",
        parts=(first.address(*ours.cell),),
        message=f"{said} is {gap} {more} than the same total, {stated}, at {where}."
        if difference
        else f"{said} is the same as at {where}.",
        cause="unknown" if difference else None,
        figure_id=figure_id,
    )


CHECK = Check("cross-table", judge)
