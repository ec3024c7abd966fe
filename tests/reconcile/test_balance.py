"""balance: what was there, and what came in, less what went out."""

from __future__ import annotations

from foi_cli.model import Finding, Reading, Response, Table
from foi_cli.reconcile import balance

LOANS = """
    Trust | Opening | Drawn | Repaid | Closing
    Alder | 36250   | 5150  | 1573   | 39827
    Birch | 12400   | 0     | 498    | 11902
    Cedar | 9838    | 1244  | 385    | 10697
    Elder | 15000   | 0     | 1578   | 13422
    Hazel | 14000   | 3000  | 582    | 16418
    Maple | 4000    | 250   | 16     | 4234
"""
LEVY = """
    Paid in       | £10,310,437.17
    Spent         | £4,868,305.09
    Expired       | £2,142,063.94
    Levy Transfer | £65,382.32
    Accumulated   | £3,262,185.00
"""


def findings(text: str) -> dict[str | None, Finding]:
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
    reading = Reading(Response("r", "letter.txt", "", "text"), tables=(("letter.txt", Table(1, rows)),))
    return {finding.place.cell: finding for finding in balance.CHECK.judge(reading)}


def test_agrees() -> None:
    found = findings(LOANS)
    assert {f"R{row}C5" for row in range(2, 8)} == set(found)
    assert found["R2C5"].message == "Alder 39827 at R2C5 is the balance of R2C2 + R2C3 - R2C4."


def test_differs() -> None:
    found = findings(LOANS.replace("10697", "10797"))
    assert [cell for cell, finding in found.items() if finding.verdict == "differs"] == ["R4C5"]
    assert found["R4C5"].difference == "100"


def test_differs_by_its_words() -> None:
    found = findings(LEVY)["R5C2"]
    assert found.verdict == "differs"
    gap = "27499.18 more than the balance of R1C2 - R2C2 - R3C2 - R4C2, 3234685.82"
    assert found.message == f"Accumulated £3,262,185.00 at R5C2 is {gap}."


def test_undecided_where_a_figure_is_not_printed() -> None:
    found = findings(LEVY.replace("£65,382.32", "withheld"))
    assert found["R5C2"].verdict == "undecided"
    assert "R4C2 is not printed" in found["R5C2"].message


def test_leaves_sums_and_lists_alone() -> None:
    assert findings("Thefts | 12\nRobbery | 30\nTotal | 42") == {}
    assert findings("Paid in | 12\nReceived | 30\nSpent | 42") == {}
