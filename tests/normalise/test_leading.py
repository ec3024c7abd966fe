"""First columns of numbers that name rows, or only number them."""

from __future__ import annotations

import pytest

from foi_cli.model import Figure, Table
from foi_cli.normalise import tables
from foi_cli.normalise.figures import ids
from foi_cli.normalise.setting import Setting


def read(drawn: str) -> list[Figure]:
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in drawn.strip().split("\n"))
    return list(tables.figures(Table(1, rows), "letter.txt", Setting(), ids("r")))


def said(drawn: str) -> list[str]:
    return [f"{figure.row_label}: {figure.amount.text}" for figure in read(drawn)]


def test_bands_name_rows_though_the_last_is_written_in_words() -> None:
    drawn = """
        Age         | Tenants
        Under 25    | 14
        25 to 49    | 230
        50 to 64    | 118
        65 and over | 77
        All ages    | 439
    """
    assert said(drawn) == [
        "Under 25: 14",
        "25 to 49: 230",
        "50 to 64: 118",
        "65 and over: 77",
        "All ages: 439",
    ]


def test_bands_may_begin_with_a_single_number_and_start_again_in_each_group() -> None:
    drawn = """
        Previous visits | Patients
        0               | 900
        1-4             | 310
        5-9             | 40
        10 or more      | 6
    """
    assert said(drawn) == ["0: 900", "1-4: 310", "5-9: 40", "10 or more: 6"]
    grouped = """
        Age   | Cases
        Men   |
        16-24 | 4
        25-44 | 9
        45+   | 7
        Women |
        16-24 | 5
        25-44 | 8
        45+   | 3
    """
    assert said(grouped)[3:] == ["Women 16-24: 5", "Women 25-44: 8", "Women 45+: 3"]


def test_ages_weeks_and_year_groups_name_rows() -> None:
    assert said("Age | Pupils \n 11 | 40 \n 12 | 38 \n 14 | 2 \n Total | 80") == [
        "11: 40",
        "12: 38",
        "14: 2",
        "Total: 80",
    ]
    assert said("Week no. | Calls | Missed \n 31 | 200 | 4 \n 32 | 188 | 6") == [
        "31: 200",
        "31: 4",
        "32: 188",
        "32: 6",
    ]
    assert said("Year group | Pupils \n 7 | 31 \n 8 | 44")[0] == "7: 31"


def test_evenly_rising_numbers_name_rows_whatever_they_are_called() -> None:
    drawn = "Number of dogs kept | Homes \n 0 | 412 \n 1 | 300 \n 2 | 51 \n 3 | 9"
    assert said(drawn) == ["0: 412", "1: 300", "2: 51", "3: 9"]


@pytest.mark.parametrize("heading", ["No.", "#", "", "Item", "Rank", "Ref no"])
def test_the_numbering_of_a_list_is_no_figure_and_no_name(heading: str) -> None:
    drawn = f"{heading} | Ward | Complaints \n 1 | Abbey | 12 \n 2 | Bridge | 30 \n 3 | Castle | 9"
    assert said(drawn) == ["Abbey: 12", "Bridge: 30", "Castle: 9"]


def test_a_list_of_contents_has_no_figures() -> None:
    assert not read("Sheet | Contents \n 1 | Complaints by month \n 2 | Compensation \n 3 | Staff")
    assert not read("Table | Title | Page \n 1 | Complaints by month | 3 \n 2 | Compensation | 4")


def test_words_behind_reference_numbers_name_rows() -> None:
    drawn = "Case no | Finding | Paid \n 20417 | Upheld | £300 \n 20391 | Not upheld | £0"
    assert said(drawn) == ["Upheld: £300", "Not upheld: £0"]


def test_a_total_has_no_number_of_the_row_above() -> None:
    drawn = "Rank | Code | Country | Exports \n 1 | 12 | Norway | 51 \n 2 | 17 | Malta | 48 \n | | Total | 99"
    assert said(drawn)[-1] == "Total: 99"


def test_a_merged_cell_goes_down_inside_its_own_group_only() -> None:
    drawn = """
        Region | Area | Kind  | Fines
        North  | York | Dogs  | 4
               |      | Noise | 6
               | Ryde | Dogs  | 1
        South  |      | Dogs  | 9
    """
    assert said(drawn) == ["North York Dogs: 4", "North York Noise: 6", "North Ryde Dogs: 1", "South Dogs: 9"]


def test_counts_in_a_first_column_stay_figures() -> None:
    assert said("Number | Sanction \n 4 | Dismissed \n 5 | Warned \n 6 | Advised") == [": 4", ": 5", ": 6"]
    assert said("Received | Upheld \n 40 | 12 \n 36 | 15 \n 41 | 9") == [
        ": 40",
        ": 12",
        ": 36",
        ": 15",
        ": 41",
        ": 9",
    ]
    assert len(read("Referred | Closed \n <5 | 12 \n 7 | <5 \n <5 | 9")) == 6


def test_an_average_time_is_a_figure_and_a_time_of_day_is_none() -> None:
    drawn = """
        Station | Average response time | Cost per day | Call time
        Ash     | 8.3                   | £12          | 1420
        Elm     | 9                     | £14          | 1533
    """
    assert said(drawn) == ["Ash: 8.3", "Ash: £12", "Elm: 9", "Elm: £14"]
