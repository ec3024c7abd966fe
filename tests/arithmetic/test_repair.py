"""Lost blank cells: placed where the totals close, and only there."""

from __future__ import annotations

import pytest

from foi_cli.arithmetic import repair
from foi_cli.model import Table

WARDS = """
    Ward           | 2020 | 2021 | 2022 | 2023
    Burngreave     | 352  | 363  | 186  | 108
    Graves Park    | 3    | 10   | 1    |
    Hillsborough   | 15   | 23   | 18   | 11
    Grand Total    | 370  | 396  | 204  | 120
"""


def table(text: str, *, flattened: bool = True) -> Table:
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
    return Table(1, rows, flattened=flattened)


def test_a_blank_goes_where_every_column_closes() -> None:
    placed = repair.place(table(WARDS))
    assert placed.rows[2] == ("Graves Park", "3", "10", "", "1")
    assert placed.notes == ("row 3: a blank cell placed where the totals close",)


def test_two_rows_at_once() -> None:
    text = WARDS.replace("15   | 23   | 18   | 11", "15   | 18   | 11   |   ").replace("396", "373")
    placed = repair.place(table(text))
    assert placed.rows[2] == ("Graves Park", "3", "10", "", "1")
    assert placed.rows[3] == ("Hillsborough", "15", "", "18", "11")
    assert len(placed.notes) == 2


def test_no_number_is_altered() -> None:
    before, after = table(WARDS), repair.place(table(WARDS))
    for old, new in zip(before.rows, after.rows, strict=True):
        assert sorted(filter(None, old)) == sorted(filter(None, new))


@pytest.mark.parametrize(
    "text",
    [
        WARDS.replace("204", "205"),  # nothing closes
        WARDS.replace("3    | 10   | 1    |", "3    | 10   | 1    | 4"),  # nothing is lost
        WARDS.replace("Grand Total", "South ward"),  # nothing says what should close
        WARDS.replace("352", "*"),  # a figure is not printed
        WARDS.replace("3    | 10   | 1    |", "0    | 0    | 0    |").replace(
            "370  | 396  | 204  | 120", "367  | 386  | 204  | 119"
        ),
    ],
)
def test_left_alone(text: str) -> None:
    assert repair.place(table(text)) == table(text)


def test_a_row_that_ends_early_because_the_year_is_not_over_stays() -> None:
    text = """
        Month | 2022 | 2023
        Oct   | 6420 | 2985
        Nov   | 6226 |
        Total | 12646| 2985
    """
    assert repair.place(table(text)) == table(text)


def test_a_table_with_its_boundaries_is_never_touched() -> None:
    assert repair.place(table(WARDS, flattened=False)).rows[2][4] == ""


def test_too_many_ways_are_not_tried() -> None:
    names = [f"Ward {k} | 1 | 2 | 3 |" + " |" * 8 for k in range(12)]
    text = "\n".join(
        ["Ward |" + "|".join(str(2000 + k) for k in range(11)), *names, "Total |" + "|".join(["12"] * 11)]
    )
    assert repair.place(table(text)) == table(text)
