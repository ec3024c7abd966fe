"""Intervals: a stated total against the least and the most that its parts can come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from foi_cli.arithmetic import amounts, grid, verdicts
from foi_cli.arithmetic.verdicts import Judgement


def judged(*figures: str, step: int = 0, signs: tuple[int, ...] = ()) -> Judgement:
    """The judgement on the last figure of a row as the total of the others."""
    last = len(figures) - 1
    read = grid.read([["Row", *figures]])
    parts = tuple((0, column) for column in range(1, last + 1))
    return verdicts.judge(read, (0, last + 1), parts, signs or (1,) * last, step)


@pytest.mark.parametrize(
    ("figures", "step", "verdict", "basis"),
    [
        (("2", "3", "5"), 0, "agrees", "exact"),
        (("2", "3", "6"), 0, "differs", "exact"),
        (("2", "3", "6"), 1, "agrees", "rounding"),
        (("2", "3", "7"), 1, "differs", "rounding"),
        (("2", "*", "5"), 0, "undecided", "suppressed"),
        (("2", "*", "2"), 0, "undecided", "suppressed"),
        (("2", "*", "1"), 0, "differs", "suppressed"),
        (("2", "<5", "7"), 0, "differs", "suppressed"),
        (("2", "<5", "6"), 0, "undecided", "suppressed"),
        (("2", "-", "2"), 0, "agrees", "exact"),
        (("2", "", "2"), 0, "agrees", "exact"),
        (("-5", "3", "-2"), 0, "agrees", "exact"),
    ],
)
def test_verdicts(figures: tuple[str, ...], step: int, verdict: str, basis: str) -> None:
    found = judged(*figures, step=step)
    assert (found.verdict, found.basis) == (verdict, basis)


def test_the_slack_is_half_a_step_for_each_number_and_one_for_the_total() -> None:
    assert judged("2", "3", "4", "9", step=1).slack == Decimal(2)


def test_a_stray_decimal_is_not_rounding() -> None:
    read = grid.read([["Row", "200", "300", "500.7"]])
    found = verdicts.judge(read, (0, 3), ((0, 1), (0, 2)), (1, 1), 10)
    assert found.verdict == "differs"


def test_differences_are_decimal_text_that_a_person_would_write() -> None:
    found = judged("£10.10", "£20.20", "£30.31")
    assert str(found.difference) == "0.01"
    assert str(found.stated) == "30.31"


def test_what_is_taken_off() -> None:
    assert judged("36250", "5150", "1573", "39827", signs=(1, 1, -1)).verdict == "agrees"


def test_the_difference_is_the_distance_from_the_range() -> None:
    assert judged("2", "<5", "9").difference == Decimal(3)
    assert judged("2", "<5", "1").difference == Decimal(-1)
    assert judged("2", "<5", "4").difference == Decimal(0)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1200, 2, "12"),
        (1205, 2, "12.05"),
        (-1250, 2, "-12.5"),
        (0, 3, "0"),
        (10**40 + 1, 2, f"{10**38}.01"),
    ],
)
def test_a_number_comes_out_exactly(value: int, places: int, written: str) -> None:
    assert str(verdicts.plain(value, places)) == written


@pytest.mark.parametrize("digits", ["9" * 28, f"£{'9' * 40}m", f"0.{'9' * 60}", f"{'9' * 20}bn"])
def test_what_no_sum_could_hold_exactly_is_no_number(digits: str) -> None:
    assert amounts.read(digits) is None
    assert (shorter := amounts.read(digits.replace("9", "", len(digits) - 20))) is not None
    assert shorter.value is not None
    assert shorter.low is not None
    assert shorter.low <= shorter.value
