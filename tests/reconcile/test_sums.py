"""sum: findings that a person can act on."""

from __future__ import annotations

import re

import pytest

from foi_cli.arithmetic import totals
from foi_cli.model import Amount, Figure, Finding, Reading, Response, Table
from foi_cli.reconcile import sums

RECORDED = """
                | 2020 | 2021 | 2022
    Thefts      | 1203 | 1377 | 1410
    Robbery     |  211 |  190 |  254
    Arson       |   38 |   41 |   57
    Grand Total | 1452 | 1608 | 1721
"""


def table(text: str, *, origin: tuple[int, int] | None = (1, 1)) -> Table:
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").splitlines())
    return Table(1, rows, origin=origin)


def findings(text: str, *, origin: tuple[int, int] | None = (1, 1)) -> dict[str | None, Finding]:
    one = table(text, origin=origin)
    reading = Reading(Response("a1b2c3d4", "book.csv", "", "csv"), tables=(("book.csv", one),))
    return {finding.place.cell: finding for finding in sums.CHECK.judge(reading)}


def test_a_total_that_agrees() -> None:
    found = findings(RECORDED)["B5"]
    assert found.verdict == "agrees"
    assert found.parts == ("B2", "B3", "B4")
    assert (found.stated, found.computed, found.difference, found.slack) == ("1452", "1452", "0", "0")
    assert found.message == "Grand Total 1452 at B5 is the sum of its 3 parts (B2:B4)."
    assert found.cause is None


def test_a_total_that_differs_says_by_how_much_and_why() -> None:
    found = findings(RECORDED.replace("1608", "1908"))["C5"]
    assert (found.verdict, found.cause) == ("differs", "digit")
    assert (found.stated, found.computed, found.difference) == ("1908", "1608", "300")
    assert found.message == (
        "Grand Total 1908 at C5 is 300 more than the sum of its 3 parts, 1608 (C2:C4); "
        "one digit would put it right."
    )


def test_a_total_that_leaves_a_part_out() -> None:
    found = findings(RECORDED.replace("1608", "1418"))["C5"]
    assert (found.verdict, found.cause) == ("differs", "part-missing")
    assert "leave out C3" in found.message


def test_a_lost_row_leaves_all_totals_too_large() -> None:
    lost = RECORDED.replace(
        "    Robbery     |  211 |  190 |  254\n", "    Fraud       |  911 |  790 |  854\n"
    )
    lost = lost.replace("1452", "2371").replace("1608", "2405").replace("1721", "2688")
    found = findings(lost)
    assert {cell: (f.verdict, f.cause) for cell, f in found.items()} == {
        "B5": ("differs", "row-lost"),
        "C5": ("differs", "row-lost"),
        "D5": ("differs", "row-lost"),
    }


def test_a_disclosed_gap_is_said_to_be_determined_and_not_what_it_is() -> None:
    found = findings(RECORDED.replace(" 41 |", " * |"))["C5"]
    assert (found.verdict, found.basis) == ("undecided", "suppressed")
    assert "determines C4" in found.message
    assert not re.search(r"\b41\b", found.message)
    assert found.computed == ""


def test_a_disclosed_gap_is_written_when_asked_for() -> None:
    one = table(RECORDED.replace(" 41 |", " * |"))
    asked = Reading(Response("a1b2c3d4", "book.csv", "", "csv"), tables=(("book.csv", one),), reveal=True)
    found = {finding.place.cell: finding for finding in sums.CHECK.judge(asked)}["C5"]
    assert found.message.endswith("it is 41.")
    assert found.computed == "1567.."


def test_a_part_that_may_be_up_to_four() -> None:
    found = findings(RECORDED.replace(" 41 |", " <5 |").replace("1608", "1570"))["C5"]
    assert found.verdict == "undecided"
    assert found.computed == ""  # 1567..1571 would say that it is 3


def test_places_in_a_table_of_a_letter() -> None:
    assert "R5C2" in findings(RECORDED, origin=None)


def test_the_figure_is_named() -> None:
    one = table(RECORDED)
    figure = Figure(
        "a1b2c3d4.f9", "a1b2c3d4", one.place("book.csv", 4, 1), Amount("1452"), table=1, row=4, column=1
    )
    reading = Reading(
        Response("a1b2c3d4", "book.csv", "", "csv"), figures=(figure,), tables=(("book.csv", one),)
    )
    named = {finding.place.cell: finding.figure_id for finding in sums.CHECK.judge(reading)}
    assert named["B5"] == "a1b2c3d4.f9"
    assert named["C5"] == ""


def test_nothing_but_the_numbers_of_the_source_and_what_was_computed_is_named() -> None:
    for found in findings(RECORDED.replace("1608", "1908")).values():
        numbers = set(re.findall(r"(?<![A-Z\d])\d+", found.message))
        known = {*re.findall(r"\d+", RECORDED), "1908", found.computed, found.difference, "3"}
        assert numbers <= known


@pytest.mark.parametrize(
    "text",
    ["Thefts | 3\nRobbery | 4", "", "| 2020 | 2021\nNorth | 12 | 14\nSouth | 12 | 14\nWest | 7 | 9"],
)
def test_leaves_alone(text: str) -> None:
    assert findings(text) == {}


def test_a_table_too_long_to_search_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "MOST_LINES", 3)
    totals._find.cache_clear()
    (found,) = [f for f in findings(RECORDED).values() if f.verdict == "undecided"]
    totals._find.cache_clear()
    assert "only totals across were sought" in found.message
