"""Findings on tables read from pictures, in part, or computed here; and on tables read as they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_cli.model import Finding, Reading, Response, Table
from foi_cli.normalise import tables
from foi_cli.normalise.figures import ids
from foi_cli.normalise.setting import Setting
from foi_cli.reconcile import cross_table, judge, standing

OCR = "read by OCR (eagle)"
HIDDEN = "hidden and not read: row 4"
SHOWN_ROUNDED = "shown rounded: cells hold more digits than they show, such as 10.4 as 10"


def table(drawn: str, *notes: str, number: int = 1, sheet: str | None = None) -> Table:
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in drawn.strip().split("\n"))
    origin = (1, 1) if sheet else None
    return Table(number, rows, notes=notes, sheet=sheet, origin=origin)


def reading(*read: Table) -> Reading:
    setting, numbers = Setting(response_id="r"), ids("r")
    drawn = tuple(figure for own in read for figure in tables.figures(own, "letter.pdf", setting, numbers))
    response = Response("r", "letter.pdf", "0" * 64, "pdf")
    return Reading(response, figures=drawn, tables=tuple(("letter.pdf", own) for own in read))


def findings(*read: Table) -> list[Finding]:
    return list(judge(reading(*read)))


def told(found: list[Finding]) -> list[str]:
    return [
        f"{finding.check} {finding.place.cell} {finding.verdict} {finding.basis}"
        for finding in found
        if finding.verdict != "agrees" or finding.basis != "exact"
    ]


WARDS = """
    Ward     | 2019 | 2020 | 2021 | 2022 | Total
    Birley   | 435  | 312  | 377  | 294  | 1418
    Totley   | 145  | 104  | 188  | 223  | 660
    Dore     | 947  | 838  | 716  | 508  | 3009
    Stanton  | 211  | 299  | 410  | 165  | 1085
    Woodseats| 377  | 128  | 544  | 601  | 1650
    Total    | 2115 | 1681 | 2235 | 1791 | 7822
"""
WRONG = WARDS.replace("2235", "2295")
SHARES = """
              | Male  | Female
    Officers  | 65.9% | 35.1%
    Staff     | 38.3% | 61.7%
    Specials  | 70.0% | 30.0%
    Total     | 56.0% | 44.0%
"""
OF_ALL = """
    Ward   | Asked | Met | Share
    Birley | 200   | 100 | 50%
    Totley | 400   | 100 | 25%
    Dore   | 300   | 60  | 20%
    Ham    | 500   | 200 | 48%
    Elm    | 800   | 80  | 10%
"""


@pytest.mark.parametrize("note", [OCR, HIDDEN])
@pytest.mark.parametrize(("drawn", "check"), [(WRONG, "sum"), (SHARES, "percent"), (OF_ALL, "share")])
def test_a_difference_that_only_the_reading_speaks_for_is_undecided(
    drawn: str, check: str, note: str
) -> None:
    plain = [finding for finding in findings(table(drawn)) if finding.verdict == "differs"]
    assert {finding.check for finding in plain} == {check}
    noted = [finding for finding in findings(table(drawn, note)) if finding.verdict != "agrees"]
    assert [(f.verdict, f.basis, f.cause) for f in noted] == [("undecided", "explained", None)] * len(plain)
    assert [(f.place, f.stated, f.computed, f.difference) for f in noted] == [
        (f.place, f.stated, f.computed, f.difference) for f in plain
    ]


def test_it_says_what_to_look_at() -> None:
    scanned = next(finding for finding in findings(table(SHARES, OCR)) if finding.verdict != "agrees")
    assert scanned.message == (
        "The shares of Officers add to 101.0, not to 100 (R2C2, R2C3);"
        " but OCR may have misread a figure: look at the picture."
    )
    hidden = next(finding for finding in findings(table(SHARES, HIDDEN)) if finding.verdict != "agrees")
    assert hidden.message.endswith(
        "; but what is hidden in the sheet was not read and may be in it: --include-hidden reads it."
    )


def test_findings_are_numbered_in_order() -> None:
    found = findings(table(WRONG, OCR))
    assert [finding.finding_id for finding in found] == [f"r.c{n}" for n in range(1, len(found) + 1)]


BY_WARD = """
    Ward   | 2019 | 2020 | 2021 | 2022
    Birley | 435  | 312  | 377  | 294
    Totley | 145  | 104  | 188  | 223
    Dore   | 947  | 838  | 716  | 508
    Total  | 1527 | 1254 | 1281 | 1025
"""
BY_MONTH = """
    Month    | 2019 | 2020 | 2021 | 2022
    January  | 527  | 254  | 281  | 25
    February | 600  | 700  | 718  | 900
    March    | 400  | 300  | 382  | 100
    Total    | 1527 | 1254 | 1381 | 1025
"""


@pytest.mark.parametrize("notes", [(OCR, ""), ("", OCR), (OCR, OCR)])
def test_a_total_stands_against_another_only_where_both_were_read(notes: tuple[str, str]) -> None:
    both = table(BY_WARD, notes[0]), table(BY_MONTH, notes[1], number=2)
    found = standing.weigh(reading(*both), cross_table.judge)
    assert told(found) == ["cross-table R5C4 undecided explained"]


def test_two_tables_beside_a_picture_stand_against_each_other() -> None:
    read = table(BY_WARD), table(BY_MONTH, number=2), table(BY_WARD, OCR, number=3)
    found = [f for f in standing.weigh(reading(*read), cross_table.judge) if f.verdict != "agrees"]
    assert [(f.place.table, f.verdict) for f in found] == [(2, "differs"), (3, "undecided")]


def test_shown_rounded_a_sum_may_miss_by_rounding() -> None:
    by_one = WARDS.replace("2235", "2236")
    assert told(findings(table(by_one, SHOWN_ROUNDED))) == [
        "sum R7C4 agrees rounding",
        "sum R7C6 agrees rounding",
    ]


def test_a_sum_computed_here_is_nobodys_claim() -> None:
    note = "computed here, because the file holds the formula without its result: D7, F7"
    found = findings(table(WRONG, note, sheet="Wards"))
    assert [f.place.cell for f in found if f.check == "sum" and f.place.cell in ("D7", "F7")] == []
    assert len(found) > 5


# ── left alone ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "note",
    [
        "continued over pages: page 2 from row 3; headings printed again there were left out",
        "row 3: a blank cell placed where the totals close",
        "blank here, because the file holds a formula without its result: D7",
    ],
)
def test_a_difference_in_a_table_with_other_notes_stays_one(note: str) -> None:
    assert [told_ for told_ in told(findings(table(WRONG, note))) if "differs" in told_] == [
        told_ for told_ in told(findings(table(WRONG))) if "differs" in told_
    ]
    assert any("differs" in told_ for told_ in told(findings(table(WRONG, note))))


@pytest.mark.parametrize("note", [OCR, HIDDEN, SHOWN_ROUNDED])
def test_what_agrees_exactly_agrees(note: str) -> None:
    assert told(findings(table(WARDS, note))) == []
    assert len(findings(table(WARDS, note))) == len(findings(table(WARDS)))


def test_other_tables_of_the_response_are_judged_as_ever() -> None:
    plain = [finding for finding in findings(table(WRONG)) if finding.verdict == "differs"]
    beside = findings(table(WRONG), table(OF_ALL, OCR, number=2))
    assert [replace(f, finding_id="") for f in beside if f.verdict == "differs"] == [
        replace(f, finding_id="") for f in plain
    ]
    assert [f.verdict for f in beside if f.check == "share" and f.place.cell == "R5C4"] == ["undecided"]


def test_only_what_rounding_explains_agrees_by_rounding() -> None:
    assert any(line.endswith("differs rounding") for line in told(findings(table(WRONG, SHOWN_ROUNDED))))


def test_the_other_cells_of_a_sheet_are_claims() -> None:
    note = "computed here, because the file holds the formula without its result: B7"
    cells = [f.place.cell for f in findings(table(WRONG, note, sheet="Wards")) if f.verdict == "differs"]
    assert cells
    assert "B7" not in cells


def test_what_is_hidden_does_not_excuse_what_is_stated_twice() -> None:
    reservation = next(r for r in standing.RESERVATIONS if r.note.startswith("hidden"))
    assert not reservation.checks & {"repeat", "series", "between", "part-of"}


def test_figures_that_were_computed_here_say_so() -> None:
    made = "computed here, because the file holds the formula without its result: B7, F7"
    figures = reading(table(WARDS, made, sheet="Wards")).figures
    noted = {figure.place.cell for figure in figures if figure.note}
    assert noted == {"B7", "F7"}


CHANGES = """
    Force    | 2018 | Change | Change %
    Avon     | 2755 | 46     | 1.7%
    Bedford  | 1213 | 42     | 3.4%
    Cheshire | 3152 | -68    | -2.1%
    Essex    | 3104 | 217    | 7.0%
    Kent     | 3406 | 102    | 3.0%
    Norfolk  | 1520 | 76     | 5.0%
    Surrey   | 1987 | 30     | 1.5%
    Sussex   | 2914 | 73     | 2.5%
"""


def test_a_share_of_counts_that_are_shown_rounded_may_be_half_a_unit_off() -> None:
    found = findings(table(CHANGES, SHOWN_ROUNDED))
    assert [finding.verdict for finding in found if finding.check == "share"] == ["agrees"] * 8


def test_a_share_of_counts_that_are_whole_may_not() -> None:
    wrong = [finding for finding in findings(table(CHANGES)) if finding.verdict == "differs"]
    assert [(finding.check, finding.stated) for finding in wrong] == [("share", "3.4"), ("share", "-2.1")]
