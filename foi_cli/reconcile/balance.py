"""balance: what was there, and what came in, less what went out, is what is left.

Found by arithmetic where a column is taken off in most rows of a table, and by words where one column of
figures says "paid in", "spent" and "accumulated".
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_cli.arithmetic import balances, totals
from foi_cli.arithmetic.claims import Claim
from foi_cli.model import Cause, Check, Finding, Reading, Table
from foi_cli.reconcile import claimed, intervals, standing


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding for each balance of each table, by its cell from the top."""
    ids = claimed.figure_ids(reading)
    for file, table in reading.tables:
        found = {claim.total: claim for claim in balances.find(table.rows)}
        sought = totals.find(table.rows, rounded=standing.shows_rounded(table))
        found |= {claim.total: claim for claim in sought if claim.check == "balance"}
        for cell in sorted(found):
            claim = found[cell]
            cause: Cause | None = "unknown" if claim.differs else None
            yield claimed.finding(file, table, claim, _message(table, claim), cause, ids)


def _message(table: Table, claim: Claim) -> str:
    judged = claim.judgement
    row, column = claim.total
    name = next(
        (text for text in reversed(table.rows[row][:column]) if any(map(str.isalpha, text))), "Balance"
    )
    signed = (
        "".join(
            f" {'+' if sign > 0 else '-'} {table.address(*cell)}"
            for cell, sign in zip(claim.parts, claim.signs, strict=True)
        )
        .removeprefix(" + ")
        .strip()
    )
    stated = (
        f"{' '.join(name.split())[:60]} {table.rows[row][column].strip()} at {table.address(*claim.total)}"
    )
    if judged.verdict == "agrees":
        return (
            f"{stated} is the balance of {signed}{' within rounding' if judged.basis == 'rounding' else ''}."
        )
    if judged.verdict == "undecided":
        gaps = ", ".join(table.address(*cell) for cell in judged.missing[:6])
        return f"{stated} cannot be held against {signed}: {gaps} is not printed."
    more = "more" if judged.difference > 0 else "less"
    gap = intervals.written(abs(judged.difference))
    return f"{stated} is {gap} {more} than the balance of {signed}, {intervals.written(judged.low)}."


CHECK = Check("balance", judge)
