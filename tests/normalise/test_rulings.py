"""What people decided, applied to figures: meanings change, numbers never do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.arithmetic import amounts
from foi_cli.model import Category, Figure, Period, Place, Ruling
from foi_cli.normalise.rulings import applied

OPEN = Period("2023 (to date)", date(2023, 1, 1), None, False)
AMOUNT = amounts.read("7")
assert AMOUNT is not None
FIGURE = Figure(
    "a.f1",
    "a",
    Place("a.txt", line=3),
    AMOUNT,
    row_label="Rudeness",
    column_label="2023",
    measure="complaints",
    unit="complaints",
    period=OPEN,
)


def ruled(kind: str, text: str, new: str, file: str = "a.txt", figure: Figure = FIGURE) -> Figure:
    ruling = Ruling(kind, file, text, new, "by Kim on 2024-01-02: their list")  # type: ignore[arg-type]
    return applied([figure], [ruling])[0]


def test_a_label_gets_the_category_of_the_list_that_held_then() -> None:
    category = ruled("category", "Rudeness", "Impolite language/tone").category
    assert category is not None
    assert (category.name, category.taxonomy) == ("Impolite language/tone", "IOPC 2020")


def test_a_category_of_ones_own_is_marked_as_such() -> None:
    assert ruled("category", "RUDENESS ", "Manners").category == Category("Manners", "as decided")


def test_an_open_period_gets_its_last_day_and_stays_a_part_year() -> None:
    assert ruled("period", "2023 (to date)", "2023-06-30").period == Period(
        "2023 (to date)", date(2023, 1, 1), date(2023, 6, 30), False
    )


def test_a_measure_gets_another_unit() -> None:
    assert ruled("unit", "Complaints", "matters").unit == "matters"


def test_the_note_says_what_was_decided_by_whom_and_why() -> None:
    assert ruled("unit", "complaints", "matters").note == "unit as decided by Kim on 2024-01-02: their list"


@pytest.mark.parametrize(
    ("kind", "text", "new", "file"),
    [
        ("category", "Rude", "Manners", "a.txt"),
        ("category", "Rudeness", "Manners", "b.txt"),
        ("period", "2023", "2023-06-30", "a.txt"),
        ("period", "2023 (to date)", "2022-06-30", "a.txt"),  # would end before it begins
        ("unit", "conduct matters", "matters", "a.txt"),
    ],
)
def test_what_was_not_decided_on_is_left_alone(kind: str, text: str, new: str, file: str) -> None:
    assert ruled(kind, text, new, file) == FIGURE


def test_a_period_whose_end_is_stated_is_left_alone() -> None:
    stated = Figure(
        "a.f1", "a", Place("a.txt"), FIGURE.amount, period=Period("2023", OPEN.start, date(2023, 5, 1))
    )
    assert ruled("period", "2023", "2023-06-30", figure=stated) == stated


@given(
    st.sampled_from(["category", "unit", "period"]), st.sampled_from(["Rudeness", "complaints", OPEN.text])
)
def test_no_number_and_no_place_is_ever_changed(kind: str, text: str) -> None:
    figure = ruled(kind, text, "2023-06-30")
    assert (figure.amount, figure.place, figure.figure_id) == (FIGURE.amount, FIGURE.place, FIGURE.figure_id)
