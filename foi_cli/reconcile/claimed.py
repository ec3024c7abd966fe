"""What the cells of a table claim, as findings: with the figure that stands there and where its parts are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from foi_cli.arithmetic.claims import Claim
from foi_cli.model import Cause, Finding, Reading, Table
from foi_cli.reconcile import intervals
from foi_cli.reconcile.intervals import Interval

Ids: TypeAlias = Mapping[tuple[str, int | None, int | None, int | None], str]
"""The figure that stands in a file, table, row and column, by its id."""


def figure_ids(reading: Reading) -> Ids:
    """Which figure stands where."""
    return {(f.place.file, f.table, f.row, f.column): f.figure_id for f in reading.figures}


def finding(file: str, table: Table, claim: Claim, message: str, cause: Cause | None, ids: Ids) -> Finding:
    """A claim as it was judged. What would disclose a part that is not printed is left out."""
    judged = claim.judgement
    return Finding(
        response_id="",
        place=table.place(file, *claim.total),
        check=claim.check,
        verdict=judged.verdict,
        basis=judged.basis,
        stated=intervals.written(judged.stated),
        computed="" if judged.discloses else intervals.span(Interval(judged.low, judged.high)),
        difference=intervals.written(judged.difference),
        slack=intervals.written(judged.slack),
        parts=tuple(table.address(*cell) for cell in claim.parts),
        message=message,
        cause=cause,
        figure_id=ids.get((file, table.number, *claim.total), ""),
    )
