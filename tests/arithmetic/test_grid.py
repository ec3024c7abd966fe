"""Cells as exact integers: what is a number, what stands for one, and what is neither."""

from __future__ import annotations

import pytest

from foi_cli.arithmetic import grid


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("176", 176),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("-12", -12),
        ("−12", -12),
        ("(12)", -12),
        ("£12,500", 12500),
        ("$99,999", 99999),
        ("176~", 176),
        ("8,503E", 8503),
    ],
)
def test_reads_a_count(text: str, value: int) -> None:
    found = grid.read([[text]])
    assert found.known[0, 0]
    assert int(found.values[0, 0]) == value * 10**found.places


@pytest.mark.parametrize("text", ["0175", "A12", "12-34", "1,2,3", "2020-21-2760", "n/appl", "Total"])
def test_leaves_codes_and_words_alone(text: str) -> None:
    found = grid.read([["Code", "1", "0042"], [text, "2", "0043"]])
    assert not found.known[1, 0]


@pytest.mark.parametrize("text", ["*", "<5", "withheld", "..", "x"])
def test_a_figure_that_is_not_printed_is_a_gap(text: str) -> None:
    found = grid.read([["North", "12", text]])
    assert found.gap[0, 2]
    assert not found.known[0, 2]


def test_a_dash_is_nothing_by_custom_and_no_gap() -> None:
    found = grid.read([["North", "12", "-"]])
    assert not (found.gap | found.words | found.known)[0, 2]


def test_fewer_than_five_is_at_most_four() -> None:
    assert grid.read([["North", "12", "<5"]]).bounds(0, 2) == (0, 4)


def test_decimal_commas_where_the_table_writes_them() -> None:
    found = grid.read([["Emissions", "54,40", "5,50"], ["Net", "48,90", "1 203,25"]])
    assert [int(v) for v in found.values[1, 1:]] == [4890, 120325]


def test_a_comma_parts_thousands_elsewhere() -> None:
    found = grid.read([["Emissions", "54,400", "5.50"]])
    assert [int(v) for v in found.values[0, 1:]] == [5440000, 550]


def test_places_that_no_number_uses_are_left_out() -> None:
    found = grid.read([["a", "12.00000"], ["b", "3.50000"]])
    assert found.places == 1


def test_numbers_past_64_bits_stay_exact() -> None:
    huge = str(10**17 + 1)
    found = grid.read([["a", huge], ["b", huge]])
    assert int(found.values[:, 1].sum()) == 2 * 10**17 + 2


@pytest.mark.parametrize(
    "rows",
    [
        [["", "2019", "2020", "2021"], ["Thefts", "3", "4", "5"]],
        [["1", "12", "31"], ["2", "44", "8"], ["3", "5", "9"], ["4", "71", "2"]],
    ],
)
def test_years_and_running_numbers_are_not_added(rows: list[list[str]]) -> None:
    found = grid.read(rows)
    addends = grid.addends(found)
    assert not addends[0, 1:].any() or not addends[:, 0].any()


def test_percentages_are_not_added() -> None:
    found = grid.read([["a", "12%", "7"], ["b", "9%", "8"]])
    assert not grid.addends(found)[:, 1].any()


def test_figures_in_a_heading_are_not_added() -> None:
    rows = [["Age", "Child", "15", "16", "Adult", "Not stated"]]
    rows += [[f"Row {k}", "4", "5", "6", "7", "1"] for k in range(3)]
    assert not grid.addends(grid.read(rows))[0].any()
