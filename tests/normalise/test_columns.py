"""What the headings of columns and the labels of rows say: the year, the unit, the part of a year."""

from __future__ import annotations

import pytest

from foi_cli.model import Figure, Table
from foi_cli.normalise import labels, tables
from foi_cli.normalise.figures import ids
from foi_cli.normalise.setting import Setting


def read(drawn: str, setting: Setting | None = None) -> list[Figure]:
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in drawn.strip().split("\n"))
    return list(tables.figures(Table(1, rows), "letter.txt", setting or Setting(), ids("r")))


def spans(figures: list[Figure]) -> list[str]:
    return [
        f"{f.amount.text} {f.period.start or '?'}..{f.period.end or '?'}" if f.period else f.amount.text
        for f in figures
    ]


def test_a_marked_year_heads_its_column() -> None:
    figures = read("Rank | 2021 | 2022*\nSergeant | 4 | 2\nTotal | 9 | 5")
    assert spans(figures)[:2] == ["4 2021-01-01..2021-12-31", "2 2022-01-01..2022-12-31"]
    assert len(figures) == 4


def test_the_note_below_cuts_the_year_that_bears_its_mark_and_what_adds_it_up() -> None:
    setting = Setting(notes={"*": ("January to June only",)})
    figures = read("Rank | 2021 | 2022* | Total\nSergeant | 4 | 2 | 6", setting)
    assert spans(figures) == [
        "4 2021-01-01..2021-12-31",
        "2 2022-01-01..2022-06-30",
        "6 2021-01-01..2022-06-30",
    ]


def test_a_marked_year_of_a_row_is_cut_as_well() -> None:
    setting = Setting(notes={"*": ("to 30 June",)})
    assert spans(read("Year | Cases\n2021 | 4\n2022* | 2", setting))[1] == "2 2022-01-01..2022-06-30"


def test_thousands_of_pounds_and_shares_under_their_year() -> None:
    figures = read(" | 2020-21 | | 2021-22 |\n | £000 | % | £000 | %\nStaff | 41,206 | 62.7 | 43,918 | 60.7")
    assert [figure.unit for figure in figures] == ["gbp thousand", "percent"] * 2
    assert spans(figures)[1] == "62.7 2020-04-01..2021-03-31"
    assert spans(figures)[3] == "60.7 2021-04-01..2022-03-31"


def test_years_tell_apart_columns_that_are_called_alike() -> None:
    figures = read("Area | Received 2021 | Received 2022* | Staff\nNorth | 4 | 5 | 6")
    assert spans(figures) == ["4 2021-01-01..2021-12-31", "5 2022-01-01..2022-12-31", "6"]
    assert [figure.measure for figure in figures][:2] == ["Received", "Received"]
    under = read("Area | 2021 | | 2022 |\n | In | Out | In | Out\nNorth | 4 | 5 | 6 | 7")
    assert spans(under)[1::2] == ["5 2021-01-01..2021-12-31", "7 2022-01-01..2022-12-31"]


@pytest.mark.parametrize(
    "heads",
    [
        "Police Act 2002 | Theft Act 1968",
        "Built before 2010 | Built before 2015",
        "Autumn 2021 | Autumn 2022",
        "Model 2021 | Other",
        "2021 prices | 2022 prices",
    ],
)
def test_other_years_in_headings_are_none_of_their_numbers(heads: str) -> None:
    figures = read(f"Area | {heads}\nNorth | 4 | 5")
    assert [figure.period for figure in figures] == [None, None]


def test_a_year_is_said_once_over_its_quarters() -> None:
    drawn = """
        Year    | Quarter           | Closed
        2022/23 | Q1                | 4
                | Q4                | 5
                | Year              | 9
        2023/24 | Q1                | 6
                | Q2 (to 31 August) | 7
    """
    assert spans(read(drawn)) == [
        "4 2022-04-01..2022-06-30",
        "5 2023-01-01..2023-03-31",
        "9 2022-04-01..2023-03-31",
        "6 2023-04-01..2023-06-30",
        "7 2023-07-01..2023-08-31",
    ]


def test_a_quarter_of_a_year_of_unknown_kind_has_no_days() -> None:
    assert spans(read("Year | Quarter | Closed\n2022 | Q1 | 4\n | Q2 | 5")) == ["4 ?..?", "5 ?..?"]


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Median days to close", "days"),
        ("Average waiting time (weeks)", "weeks"),
        ("Number of working days lost", "days"),
        ("Working days lost", "days"),
        ("Average time in working days", "days"),
        ("Longest wait (hours)", "hours"),
        ("0-30 days", ""),
        ("Over 90 days", ""),
        ("Within 20 working days", ""),
        ("Waiting over 52 weeks", ""),
        ("Days 1 to 5", ""),
        ("Average days lost (%)", "percent"),
        ("Cost of days lost (£)", "gbp"),
    ],
)
def test_what_is_measured_in_time(label: str, unit: str) -> None:
    assert labels.unit(label, explicit=False) == unit


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Homes at 31/03/2023", "2023-03-31"),
        ("As at 31/03/22", "2022-03-31"),
        ("31 March 2021", "2021-03-31"),
        ("Tenants (31 March 2022)", "2022-03-31"),
        ("Closing balance @ 31/03/2019", "2019-03-31"),
        ("Licences in force on 1 April 2022", "2022-04-01"),
        # days on which something was done, and nothing counted
        ("Prices agreed 5 May 2023", ""),
        ("Built before 31/03/2023", ""),
        ("Policy of 5 May 2023, pages", ""),
        ("Order 31/03", ""),
    ],
)
def test_the_day_that_a_heading_names(head: str, day: str) -> None:
    (figure,) = read(f"Scheme | {head}\nAsh Court | 48")
    found = figure.period
    assert (str(found.start) if found and found.start == found.end else "") == day


def test_the_day_of_each_year_that_a_title_names() -> None:
    drawn = "Licences in force on 31 March | |\nKind | 2021 | 2021/22\nHackney | 318 | 301"
    assert spans(read(drawn)) == ["318 2021-03-31..2021-03-31", "301 2022-03-31..2022-03-31"]
    ended = "Licences issued in the year ended on 31 March | |\nKind | 2021 | 2021/22\nHackney | 318 | 301"
    assert spans(read(ended))[1] == "301 2021-04-01..2022-03-31"
    dated = "Licences, as reported on 31 March 2023 | |\nKind | 2021 | 2021/22\nHackney | 318 | 301"
    assert spans(read(dated))[1] == "301 2021-04-01..2022-03-31"


def test_the_day_that_a_note_gives_to_a_column() -> None:
    notes = {"homes": ("31 March 2023",), "vans": ("31 March 2023", "1 May 2023")}
    figures = read("Area | Homes | Vans | Fires 2022/23\nNorth | 4 | 5 | 6", Setting(notes=notes))
    assert spans(figures) == ["4 2023-03-31..2023-03-31", "5", "6 2022-04-01..2023-03-31"]


def test_columns_of_first_and_last_days() -> None:
    since = "Fee for | Since | New (£)\nVan | 01/04/2023 | 285\nCar | 01/07/2022 | 262"
    assert spans(read(since)) == ["285 2023-04-01..?", "262 2022-07-01..?"]
    both = "Supplier | From | To | Cost (£)\nAcre | 01/04/2022 | 30/09/2022 | 285"
    assert spans(read(both)) == ["285 2022-04-01..2022-09-30"]
    until = "Supplier | Valid to | Cost (£)\nAcre | 30/09/2022 | 285"
    assert spans(read(until)) == ["285 ?..2022-09-30"]
    backwards = "Supplier | From | To | Cost (£)\nAcre | 30/09/2022 | 01/04/2022 | 285"
    assert spans(read(backwards)) == ["285 2022-04-01..2022-04-01"]


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Salt spread (tonnes)", "tonnes"),
        ("Route length in km", "kilometres"),
        ("Area (ha)", "hectares"),
        ("Electricity used (kWh)", "kWh"),
        ("Hectares mown", "hectares"),
        ("Miles driven per vehicle", "miles"),
        ("Shifts lost", "shifts"),
        ("Night shift", ""),
        ("Hectare Lane", ""),
        ("Passenger numbers (m)", ""),
        ("Bags (under 10 kg)", ""),
        ("Distance over 5 miles", ""),
        ("Journeys over 5 miles", "journeys"),
    ],
)
def test_what_is_measured_and_not_counted(label: str, unit: str) -> None:
    assert labels.unit(label, explicit=False) == unit


def test_the_title_of_a_table_names_the_measure() -> None:
    own = Table(1, (("Year", "North", "South"), ("2022", "40", "31")), "Household waste collected (tonnes)")
    assert {figure.unit for figure in tables.figures(own, "letter.txt", Setting(), ids("r"))} == {"tonnes"}


def units(figures: list[Figure]) -> list[str]:
    return [figure.unit for figure in figures]


def test_shares_beside_their_counts_are_of_the_same_year() -> None:
    figures = read(
        "Channel | 2021 | % | 2022 | %\nPhone | 30 | 75.0 | 24 | 60.0\nPost | 10 | 25.0 | 16 | 40.0"
    )
    assert [figure.column_label for figure in figures[:4]] == ["2021", "2021 %", "2022", "2022 %"]
    assert spans(figures)[1] == "75.0 2021-01-01..2021-12-31"
    assert spans(figures)[3] == "60.0 2022-01-01..2022-12-31"
    assert units(figures)[:4] == ["count", "percent"] * 2


def test_a_share_alone_keeps_its_head() -> None:
    figures = read("Channel | 2021 | 2022 | %\nPhone | 30 | 24 | 60.0\nPost | 10 | 16 | 40.0")
    assert [figure.column_label for figure in figures[:3]] == ["2021", "2022", "%"]


def test_a_column_called_year_beside_its_quarters_is_their_total() -> None:
    figures = read("Ward | Apr–Jun 22 | Jul–Sep 22 | Year\nAston | 4 | 5 | 9\nHove | 1,204 | 800 | 2,004")
    assert spans(figures)[2] == "9 2022-04-01..2022-09-30"
    assert [figure.role for figure in figures[:3]] == ["part", "part", "total"]
    assert not figures[2].measure


@pytest.mark.parametrize(
    ("drawn", "given"),
    [
        ("Vehicle | Year | Miles\nVan | 2019 | 8,000\nCar | 2021 | 9,500", ["8,000", "9,500"]),
        ("Pupil year | Exclusions\n7 | 12\n8 | 15\n9 | 21", ["12", "15", "21"]),
    ],
)
def test_leaves_alone_years_that_name_things(drawn: str, given: list[str]) -> None:
    assert [figure.amount.text for figure in read(drawn)] == given


@pytest.mark.parametrize(
    ("corner", "unit"),
    [
        ("£m", "gbp million"),
        ("£000", "gbp thousand"),
        ("(£ million)", "gbp million"),
        ("£", "gbp"),
        ("Salary (£)", "count"),
        ("Paid over £500", "count"),
    ],
)
def test_a_unit_alone_in_the_corner_is_that_of_the_numbers(corner: str, unit: str) -> None:
    assert units(read(f"{corner} | 2021 | 2022\nNorth | 4 | 5")) == [unit, unit]


def test_columns_with_units_of_their_own_keep_them_below_a_corner() -> None:
    assert units(read("£m | 2021 | 2022 | Change (%)\nNorth | 4 | 5 | 25")) == [
        "gbp million",
        "gbp million",
        "percent",
    ]


def test_a_row_of_posts_in_full_time_equivalents_is_no_row_of_women() -> None:
    drawn = "Grade | Measure | Women | Men | All\nOne | Headcount | 4 | 5 | 9\n | FTE | 3.2 | 4.1 | 7.3"
    assert units(read(drawn)) == ["people"] * 3 + ["fte"] * 3


def test_a_row_with_a_sign_leaves_a_column_with_a_measure_alone() -> None:
    assert units(read("Group | Days lost | Staff\nAll FTE | 40 | 9")) == ["days", "fte"]


AGES = """
    Site  | Under 16 | 16–18 | 19–24 | 25+ | All ages
    North | 3        | 84    | 31    | 6   | 124
    South | 1        | 47    | 19    | *   | 70
"""


def test_bands_head_columns_and_are_no_figures() -> None:
    figures = read(AGES)
    assert [figure.column_label for figure in figures[:5]] == [
        "Under 16",
        "16–18",
        "19–24",
        "25+",
        "All ages",
    ]
    assert [figure.amount.text for figure in figures[:5]] == ["3", "84", "31", "6", "124"]
    assert figures[4].role == "total"


@pytest.mark.parametrize(
    "drawn",
    [
        "Measure | North | South\nRange (days) | 5–9 | 10–14\nCases | 12 | 31",
        "Range (days) | 5–9 | 12–20\nCases | 12 | 31",
        "Posts | 1–5 | 6–9\nPay | 10–20 | 30–40",
        "Cautions | <5 | <10\nFines | 12 | 31",
    ],
)
def test_ranges_that_are_given_are_figures(drawn: str) -> None:
    assert len(read(drawn)) == 4
