"""A written number is an interval: every way of writing one, and every sign that stands where one would."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.arithmetic import amounts
from foi_cli.reference import tables

CONVENTIONS = Path(__file__).parents[2] / "../shared/reference/missing_value_markers.csv"
LETTERS = frozenset("c x z k a t . :".split())
"""Signs that mean something only where the document says what, for they are also headings and bullets."""


def shown(text: str) -> str:
    """`3.4 3.35..3.45 percent`, `suppressed 0..4`; "words" for what is no amount."""
    amount = amounts.read(text)
    if amount is None:
        return "words"
    bounds = f"{'' if amount.low is None else amount.low}..{'' if amount.high is None else amount.high}"
    exact = amount.value is not None and amount.low == amount.high
    parts = (
        "" if amount.value is None else str(amount.value),
        "" if exact else bounds,
        amount.unit,
        amount.marker,
        amount.note,
    )
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("1,204", "1204"),
        ("3.4%", "3.4 3.35..3.45 percent"),
        ("£1,204.50", "1204.50 gbp"),
        ("(3.1)", "-3.1 -3.15..-3.05"),
        ("about 1,200", "1200 1150..1250"),
        ("over 200", "201.."),
        ("over £3.2m", "3200000.. gbp"),
        ("over 45%", "45.. percent"),
        ("under £5", "0..5 gbp suppressed"),
        ("12 [p]", "12 [p]"),
        ("12[r][e]", "12 [r][e]"),
        ("3^", "3 ^"),
        ("18*^", "18 *^"),
        ('1"', '1 "'),
        ("12 [ns]", "12 [ns]"),
        # small numbers that were hidden
        ("<5", "0..4 suppressed"),
        ("fewer than five", "0..4 suppressed"),
        ("Fewer than 5", "0..4 suppressed"),
        ("five or fewer", "0..5 suppressed"),
        ("≤5", "0..5 suppressed"),
        ("1-4", "1..4 suppressed"),
        ("1 to 4", "1..4 suppressed"),
        ("1 or 2", "1..2 suppressed"),
        ("10-19", "10..19"),
        # nought, and what only rounds to it
        ("0", "0"),
        ("[0]", "0 nil"),
        ("Nil return", "0 nil"),
        ("-", "0.. nil"),
        ("[w]", "0.. nil"),
        ("0~", "0.. suppressed"),
        ("[low]", "0.. suppressed"),
        # signs of the field
        ("[c1]", "0.. suppressed"),
        ("[redacted]", "0.. withheld"),
        ("█████", "0.. withheld"),
        ("Redacted", "0.. withheld"),
        ("Unspecified", "0.. not-recorded"),
        ("Refused", "0.. withheld"),
    ],
)
def test_a_cell_is_an_interval(cell: str, meaning: str) -> None:
    assert shown(cell) == meaning


@pytest.mark.parametrize(
    "cell",
    [
        "1,2,3", "12/13", "4-1", "12 cases", "#N/A", "#REF!", "TBC", "See attached", "No", "Yes", "[q]",
        "fewer than", "five", "three or four", "redacted under s40", "ongoing", "All Male", "c", "x", ".",
    ],
)  # fmt: skip
def test_words_are_left_alone(cell: str) -> None:
    assert shown(cell) == "words"


def test_every_row_of_our_markers_is_read_as_it_says() -> None:
    """A rule of one holder may be narrower than what the sign means anywhere, never wider."""
    for row in tables.markers():
        if row.text in LETTERS:
            assert amounts.read(row.text) is None, row
        elif row.flag:
            flagged = amounts.read(f"12 {row.text}")
            assert flagged is not None, row
            assert (flagged.value, flagged.note) == (Decimal(12), row.text), row
        else:
            amount = amounts.read(row.text)
            assert amount is not None, row
            assert amount.marker == row.marker, row
            low, high = (Decimal(end) if end else None for end in (row.low, row.high))
            if row.holder == "any":
                assert (amount.low, amount.high) == (low, high), row
            assert amount.low is None or (low is not None and amount.low <= low), row
            assert amount.high is None or (high is not None and high <= amount.high), row


MEANT = {
    "suppressed": {"suppressed"},
    "rounded_to_zero": {"suppressed"},
    "withheld": {"withheld"},
    "ncnd": {"ncnd"},
    "not_held": {"not-held"},
    "not_applicable": {"not-applicable"},
    "unavailable": {"not-recorded"},
    "not_recorded": {"not-recorded"},
    "survey_zero": {"nil"},
}
"""Our marker for each kind of the conventions that leaves no number."""


def test_the_conventions_of_the_field_are_ours() -> None:
    if not CONVENTIONS.exists():
        pytest.skip("needs ../shared/reference")
    with CONVENTIONS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in MEANT]
    read = 0
    for row in rows:
        for sign in re.split(r" / ", row["marker"]):
            amount = None if sign in LETTERS else amounts.read(sign)
            if amount is None:
                continue
            read += 1
            assert amount.marker in MEANT[row["kind"]] | ({"suppressed"} if "*" in sign else set()), row
            assert amount.value is None, row
            if row["implied_min"].isdigit():
                assert amount.low is not None, row
                assert amount.low <= int(row["implied_min"]), row
    assert read >= 25


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_is_itself_however_it_is_written(number: int) -> None:
    for text in (str(number), f"{number:,}", f" {number} "):
        amount = amounts.read(text)
        assert amount is not None
        assert amount.value == amount.low == amount.high == number


@given(st.text(max_size=70))
def test_no_text_makes_bounds_that_cross(text: str) -> None:
    amount = amounts.read(text)
    if amount is not None and amount.low is not None and amount.high is not None:
        assert amount.low <= amount.high
        assert amount.value is None or amount.low <= amount.value <= amount.high
