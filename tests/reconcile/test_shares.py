"""Checks of percentages and subsets, on tables and sentences as they are read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.arithmetic import amounts
from foi_cli.ingest import read as ingest
from foi_cli.model import Check, Figure, Place, Reading, Response, Source
from foi_cli.normalise import understand
from foi_cli.reconcile import between, intervals, part_of, percent, share
from foi_cli.reconcile.intervals import Interval


def reading(*figures: Figure) -> Reading:
    return Reading(Response("r", "letter.txt", "0" * 64, "text"), figures=figures)


def table(drawn: str, group: str = "employee_type") -> Reading:
    """A table as drawn: the first line the heads, the first cell of each other line its label."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().split("\n")]
    figures = [
        figure(text, label=line[0], column=head, row=row, at=at, group=group)
        for row, line in enumerate(lines[1:], 1)
        for at, (head, text) in enumerate(zip(lines[0][1:], line[1:], strict=True), 1)
        if text
    ]
    return reading(*figures)


def figure(text: str, *, label: str, column: str, row: int, at: int, group: str = "") -> Figure:
    amount = amounts.read(text)
    assert amount is not None
    total = "total" in label.lower()
    rank = label.startswith("- ")
    kinds = () if total else (("rank", label),) if rank else ((group, label),)
    return Figure(
        figure_id=f"r.f{row}{at}",
        response_id="r",
        place=Place("letter.txt", table=1, cell=f"R{row + 1}C{at + 1}"),
        amount=amount,
        table=1,
        row=row,
        column=at,
        row_label=label,
        column_label=column,
        unit=amount.unit or "people",
        dimensions=kinds,
        role="total" if total else "part",
    )


def stated(number: int, text: str, unit: str, within: int = 0) -> Figure:
    """A number in prose, `within` the number of the one that it is a part of."""
    amount = amounts.read(text)
    assert amount is not None
    whole = f"r.f{within}" if within else ""
    place = Place("letter.txt", line=number)
    return Figure(f"r.f{number}", "r", place, amount, unit=unit, within=whole, role="stated")


def verdicts(check: Check, of: Reading) -> list[str]:
    return [f"{finding.verdict} {finding.basis} {finding.difference}" for finding in check.judge(of)]


# ── percent ─────────────────────────────────────────────────────────────────────────────────────

STAFF = """
                 | Male  | Female
    Officers     | 64.9% | 35.1%
    Staff        | 38.3% | 61.7%
    Grand Total  | 56.0% | 44.0%
"""


def test_shares_of_a_whole_add_to_100() -> None:
    assert verdicts(percent.CHECK, table(STAFF)) == ["agrees exact 0.0"] * 3


def test_the_line_that_does_not_is_what_differs() -> None:
    found = list(percent.CHECK.judge(table(STAFF.replace("64.9%", "65.9%"))))
    assert [finding.verdict for finding in found] == ["differs", "agrees", "agrees"]
    assert (found[0].computed, found[0].difference, found[0].slack) == ("101.0", "-1.0", "0.1")
    assert found[0].message == "The shares of Officers add to 101.0, not to 100 (R2C2, R2C3)."


def test_rounding_is_said() -> None:
    drawn = " | a | b | c\nX | 33.3% | 33.3% | 33.3%\nY | 50% | 25% | 25%\n"
    assert verdicts(percent.CHECK, table(drawn)) == ["agrees rounding 0.1", "agrees exact 0"]


TENURES = """
               | Owned | Rented | Shared
    North      | 60%   | 30%    | 10%
    South      | 50%   | 45%    | 5%
    East       | {}
    West       | 70%   | 20%    | 10%
"""


@pytest.mark.parametrize(
    ("east", "verdict"),
    [
        ("40% | 50% | *", "undecided suppressed 10"),
        ("40% | 50% | ", "undecided suppressed 10"),
        ("40% | 60% | -", "agrees exact 0"),
        ("40% | 60% | n/a", "agrees exact 0"),
        ("60% | 50% | *", "differs rounding -10"),
        ("40% | 50% | 5%", "differs rounding 5"),
    ],
)
def test_a_share_that_is_not_printed_makes_no_line_wrong(east: str, verdict: str) -> None:
    found = verdicts(percent.CHECK, table(TENURES.format(east)))
    assert found == [*["agrees exact 0"] * 2, verdict, "agrees exact 0"]


def test_what_is_printed_of_an_undecided_line_is_said() -> None:
    (unsure,) = [
        f for f in percent.CHECK.judge(table(TENURES.format("40% | 50% | *"))) if f.verdict == "undecided"
    ]
    assert (unsure.stated, unsure.computed, unsure.cause) == ("100", "90..", None)
    told = "The shares of East that are printed add to 90 of 100, the rest is not printed (R4C2, R4C3)."
    assert unsure.message == told


@pytest.mark.parametrize(
    "drawn",
    [
        " | a | b\nGrowth | 3.1% | 4.2%\nInflation | 2.0% | 5.5%\n",
        " | a | b\nOnly line | 60% | 40%\n",
        " | a\nX | 60%\nY | 55%\n",
        " | a | b\nX | 60 | 40\nY | 50 | 50\n",
    ],
)
def test_leaves_alone_percentages_that_are_no_shares(drawn: str) -> None:
    assert verdicts(percent.CHECK, table(drawn)) == []


# ── share ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("44%", "agrees rounding 0.3998"),
        ("43.6%", "agrees rounding -0.0002"),
        ("45%", "differs exact 1.3998"),
        ("43%", "differs exact -0.6002"),
    ],
)
def test_a_share_in_prose_is_what_its_counts_make(text: str, verdict: str) -> None:
    of = reading(
        stated(1, "3922", "officer allegations"),
        stated(2, "1710", "officer allegations", within=1),
        stated(3, text, "percent", within=1),
    )
    assert verdicts(share.CHECK, of) == [verdict]


def test_a_share_without_its_counts_is_left_alone() -> None:
    of = reading(stated(1, "3922", "officer allegations"), stated(2, "44%", "percent"))
    assert verdicts(share.CHECK, of) == []
    assert (
        verdicts(share.CHECK, reading(stated(1, "44%", "percent", within=2), stated(2, "0", "cases"))) == []
    )


SHARES = """
           | Cases | Share
    North  | 25    | 25%
    South  | 50    | 50%
    West   | 20    | 20%
    East   | 5     | 5%
    Total  | 100   | 100%
"""


def test_a_column_of_shares_belongs_to_the_counts_beside_it() -> None:
    assert verdicts(share.CHECK, table(SHARES)) == ["agrees exact 0"] * 4
    wrong = verdicts(share.CHECK, table(SHARES.replace("20%", "30%")))
    assert sorted(wrong) == ["agrees exact 0"] * 3 + ["differs exact 10"]


SPENDING = """
                 | 2023  | Share
    Management   | 40    | 40%
    Technical    | 25    | 25%
    Staff        | 45    | 45%
    Recoveries   | (10)  | (10)%
    Net total    | 100   | 100%
"""


def test_a_share_of_less_than_nothing_is_less_than_nothing() -> None:
    assert verdicts(share.CHECK, table(SPENDING)) == ["agrees exact 0"] * 4


def test_a_share_whose_sign_is_lost_differs() -> None:
    found = [f for f in share.CHECK.judge(table(SPENDING.replace("(10)%", "10%"))) if f.verdict == "differs"]
    assert [(finding.stated, finding.computed) for finding in found] == [("10", "-10")]


CHANGES = """
                 | 2022  | 2023 | Change
    Fires        | 200   | 150  | -25%
    False alarms | 100   | 120  | 20%
    Rescues      | 50    | 45   | -10%
    Floods       | 40    | 40   | 0%
"""


def test_changes_from_year_to_year_are_no_shares() -> None:
    assert verdicts(share.CHECK, table(CHANGES)) == []


def test_a_fall_in_prose_is_no_share() -> None:
    of = reading(stated(1, "300", "cases"), stated(2, "12", "cases", 1), stated(3, "-4%", "percent", 1))
    assert verdicts(share.CHECK, of) == []


def test_percentages_that_fit_no_counts_are_left_alone() -> None:
    drawn = " | Cases | Growth\nNorth | 25 | 3%\nSouth | 50 | 9%\nWest | 20 | 1%\nTotal | 95 | 4%\n"
    assert verdicts(share.CHECK, table(drawn)) == []


# ── between ─────────────────────────────────────────────────────────────────────────────────────


def test_a_total_lies_between_its_groups() -> None:
    assert [finding.verdict for finding in between.CHECK.judge(table(STAFF))] == ["agrees", "agrees"]


def test_a_total_outside_its_groups_differs() -> None:
    found = list(between.CHECK.judge(table(STAFF.replace("56.0%", "36.0%"))))
    assert found[0].verdict == "differs"
    assert (found[0].computed, found[0].difference) == ("38.3..64.9", "2.3")
    assert "does not lie between" in found[0].message


def test_a_total_at_the_edge_agrees_by_rounding() -> None:
    drawn = " | Female\nOfficers | 34.9%\nStaff | 40.2%\nGrand Total | 40.25%\n"
    assert verdicts(between.CHECK, table(drawn)) == ["agrees rounding 0.05"]


@pytest.mark.parametrize(
    "drawn",
    [
        " | Share\nNorth | 60%\nSouth | 40%\nTotal | 100%\n",
        " | Share\nTotal | 100%\n",
        " | Cases\nNorth | 6\nSouth | 4\nTotal | 100\n",
    ],
)
def test_leaves_sums_and_counts_alone(drawn: str) -> None:
    assert verdicts(between.CHECK, table(drawn)) == []


# ── part-of ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        ("6", "19", "agrees exact 0"),
        ("19", "19", "agrees exact 0"),
        ("20", "19", "differs exact 1"),
        ("<5", "19", "agrees exact 0"),
        ("<5", "3", "undecided suppressed 0"),
        ("6", "<5", "differs exact 2"),
        ("33,000+", "40000", "undecided suppressed 0"),
    ],
)
def test_a_part_is_not_larger_than_its_whole(part: str, whole: str, verdict: str) -> None:
    of = reading(stated(1, whole, "cases"), stated(2, part, "cases", within=1))
    assert verdicts(part_of.CHECK, of) == [verdict]


def test_different_units_are_never_compared() -> None:
    assert (
        verdicts(part_of.CHECK, reading(stated(1, "4", "cases"), stated(2, "7", "allegations", within=1)))
        == []
    )
    assert verdicts(part_of.CHECK, reading(stated(1, "4", "cases"), stated(2, "7", "cases"))) == []


# ── intervals ───────────────────────────────────────────────────────────────────────────────────

BOUNDS = st.tuples(st.none() | st.integers(-9, 9), st.none() | st.integers(-9, 9))


def interval(bounds: tuple[int | None, int | None]) -> Interval:
    low, high = bounds
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))


@given(BOUNDS, BOUNDS)
def test_meeting_is_mutual_and_adding_has_no_order(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> None:
    first, second = interval(one), interval(other)
    assert first.meets(second) == second.meets(first)
    assert first + second == second + first
    assert first.meets(first)


@pytest.mark.parametrize(
    ("bounds", "written"),
    [((4, 4), "4"), ((0, 4), "0..4"), ((0, None), "0.."), ((None, 4), "..4"), ((None, None), "")],
)
def test_written(bounds: tuple[int | None, int | None], written: str) -> None:
    assert intervals.span(interval(bounds)) in (written, "..")


def test_percentages_add_up_within_the_rounding_of_each() -> None:
    parts = [amount for text in ("33.3%", "66.6%", "0.1%") if (amount := amounts.read(text)) is not None]
    assert intervals.total(parts) == Interval(Decimal("99.85"), Decimal("100.15"))


OUTCOMES = """Melford District Council
14 March 2024

Dear Requester

1. How were the appeals decided in each year?

Outcome 2020 2021 2022 2023
Allowed 140 163 187 192
Dismissed 129 155 190 201
Withdrawn 31 42 49 57
Total 300 360 426 450

{}

2. How many officers are there?

Eleven.

Yours sincerely
"""


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Allowed: 46.7% in 2020, 45.3% in 2021, 43.9% in 2022, 42.7% in 2023.", ["agrees"] * 4),
        ("Allowed: 46.7% in 2020, 45.3% in 2021, 49.3% in 2022, 42.7% in 2023.",
         ["agrees", "agrees", "differs", "agrees"]),
        ("Allowed: 46.7% in 2020, 45.3% in 2021, 43.9% in 2022.", ["agrees"] * 3),
        # as many differ as agree, shares of something else, changes, and percentages too coarse to tell
        ("Allowed: 46.7% in 2020, 45.3% in 2021, 34.9% in 2022, 24.7% in 2023.", []),
        ("In a month: 81.5% in 2020, 79.2% in 2021, 80.1% in 2022, 77.7% in 2023.", []),
        ("The number rose by 20.0% in 2021, 18.3% in 2022 and 5.6% in 2023.", []),
        ("Late: 10% in 2020, 12% in 2021, 11% in 2022, 13% in 2023.", []),
        ("Allowed: 46.7% in 2020, 54.3% in 2021.", []),
    ],
)  # fmt: skip
def test_shares_of_several_years_are_those_of_a_line_of_the_table(told: str, expected: list[str]) -> None:
    read = understand(ingest(Source("letter.txt", OUTCOMES.format(told).encode())))
    assert [finding.verdict for finding in share.CHECK.judge(read)] == expected


def test_shares_in_the_answer_to_another_question_are_left_alone() -> None:
    letter = OUTCOMES.format("").replace(
        "Eleven.", "Trained: 46.7% in 2020, 45.3% in 2021, 49.3% in 2022 and 42.7% in 2023."
    )
    read = understand(ingest(Source("letter.txt", letter.encode())))
    assert not [*share.CHECK.judge(read)]
