"""Real responses: what must be found in each, and what must not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from foi_cli import ingest
from foi_cli.arithmetic import repair
from foi_cli.model import Finding, Reading, Response, Source
from foi_cli.reconcile import balance, records, sums

REAL = Path(__file__).parents[2] / "../shared/real"
needs_shared = pytest.mark.skipif(
    not REAL.exists(), reason="needs ../shared/real, real responses kept beside the project"
)


def findings(name: str) -> list[Finding]:
    """What the checks of totals say of a real document."""
    (path,) = REAL.glob(f"*/{name}*")
    documents = ingest.read(Source(path.name, path.read_bytes()))
    tables = tuple((document.name, repair.place(t)) for document in documents for t in document.tables)
    reading = Reading(Response("r", path.name, "", ""), tables=tables)
    return [f for check in (sums.CHECK, balance.CHECK, records.CHECK) for f in check.judge(reading)]


def differing(found: list[Finding]) -> dict[str | None, Finding]:
    return {finding.place.cell: finding for finding in found if finding.verdict == "differs"}


@needs_shared
def test_pest_control_totals_leave_march_out() -> None:
    found = findings("pest_control")
    wrong = differing(found)
    assert len(wrong) == 8
    assert {finding.cause for finding in wrong.values()} == {"part-missing"}
    assert wrong["R13C14"].stated == "1568"
    assert wrong["R13C14"].computed == "1729"
    assert {finding.place.table for finding in wrong.values()} == {1}
    assert Counter(finding.verdict for finding in found)["agrees"] == 24


@needs_shared
def test_fly_tipping_has_lost_a_blank_that_the_totals_place() -> None:
    found = findings("cases_and_fines_for_fly_tipping")
    assert [(finding.verdict, finding.basis) for finding in found] == [("agrees", "exact")] * 4


@needs_shared
@pytest.mark.parametrize(
    ("name", "totals"), [("parking_pcn", 6), ("compensation_payments", 3), ("fostering", 1)]
)
def test_totals_that_agree(name: str, totals: int) -> None:
    found = findings(name)
    assert [finding.verdict for finding in found] == ["agrees"] * totals


@needs_shared
def test_the_apprenticeship_levy_does_not_come_out() -> None:
    found = findings("apprenticeship_levy")
    (wrong,) = differing(found).values()
    assert wrong.check == "balance"
    assert (wrong.stated, wrong.computed, wrong.difference) == ("3262185", "3234685.82", "27499.18")
    assert Counter(finding.check for finding in found if finding.verdict == "agrees") == {
        "sum": 4,
        "records": 4,
    }


@needs_shared
def test_disposals_by_region_hold_but_for_one() -> None:
    pytest.importorskip("python_calamine", reason="reads .xls workbooks")
    found = findings("Disposals by region")
    places = {(finding.place.sheet, finding.place.cell) for finding in found if finding.verdict == "differs"}
    assert places == {("London", "Q160"), ("London", "Q32")}
    assert sum(finding.verdict == "agrees" for finding in found) > 2_168


@needs_shared
def test_a_formula_of_the_nhs_loans_adds_its_own_grand_total() -> None:
    found = {
        finding.place.cell: finding for finding in findings("NHS debt") if finding.place.sheet == "Summary"
    }
    assert found["B316"].verdict == "differs"
    assert found["B316"].cause == "counted-twice"
