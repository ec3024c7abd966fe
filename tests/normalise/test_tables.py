from __future__ import annotations

from dataclasses import replace

import pytest

from foi_cli import ingest
from foi_cli.model import Figure, Period, Source, Table
from foi_cli.normalise import periods, tables, understand
from foi_cli.normalise.figures import ids
from foi_cli.normalise.setting import Setting
from foi_cli.normalise.yearly import Yearly


def table(drawn: str, title: str = "", *, flattened: bool = False) -> Table:
    """A table as drawn: cells apart by |, a row a line."""
    rows = [[cell.strip() for cell in line.strip().split("|")] for line in drawn.strip().split("\n")]
    width = max(map(len, rows))
    return Table(1, tuple(tuple(row + [""] * (width - len(row))) for row in rows), title, flattened=flattened)


def read(
    drawn: str, title: str = "", setting: Setting | None = None, *, flattened: bool = False
) -> list[Figure]:
    own = table(drawn, title, flattened=flattened)
    return list(tables.figures(own, "letter.txt", setting or Setting(), ids("r")))


def span(period: Period | None) -> str:
    return f"{period.start or '?'}..{period.end or '?'}" if period else "none"


def spans(figures: list[Figure]) -> list[str]:
    return [f"{figure.row_label} {figure.column_label} {span(figure.period)}".strip() for figure in figures]


WARDS = """
    Ward   | 2020 | 2021
    Birley | 35   | 31
    Totley | 14   | 10
    Total  | 49   | 41
"""


def test_every_number_has_its_row_column_and_year() -> None:
    assert spans(read(WARDS)) == [
        "Birley 2020 2020-01-01..2020-12-31",
        "Birley 2021 2021-01-01..2021-12-31",
        "Totley 2020 2020-01-01..2020-12-31",
        "Totley 2021 2021-01-01..2021-12-31",
        "Total 2020 2020-01-01..2020-12-31",
        "Total 2021 2021-01-01..2021-12-31",
    ]
    first = read(WARDS)[0]
    assert first.dimensions == (("ward", "Birley"),)
    assert (first.place.cell, first.role) == ("R2C2", "part")
    assert [figure.role for figure in read(WARDS)[-2:]] == ["total", "total"]


def test_a_total_covers_the_years_above_it() -> None:
    drawn = """
        Year  | Paid In | Spent
        2016  | £74.50  | £38.20
        2017  | £16.00  | 0
        2018  |         |
        Total | £90.50  | £38.20
    """
    figures = read(drawn)
    assert [span(figure.period) for figure in figures[-2:]] == ["2016-01-01..2017-12-31"] * 2
    assert {figure.unit for figure in figures} == {"gbp"}
    assert [figure.row_label for figure in figures] == ["2016", "2016", "2017", "2017", "Total", "Total"]


def test_a_row_called_year_below_its_quarters_is_their_total() -> None:
    drawn = """
        Depot                       | Calls
        Q1 (April to June 2022)     | 35
        Q2 (July to September 2022) | 31
        Year                        | 66
    """
    assert [span(figure.period) for figure in read(drawn)][-1] == "2022-04-01..2022-09-30"
    assert [figure.role for figure in read(drawn)] == ["part", "part", "total"]
    assert [figure.role for figure in read(WARDS.replace("Total ", "Year  "))][-1] == "part"


def test_a_column_of_so_many_years_is_the_total_of_those_beside_it() -> None:
    drawn = """
        Supplier | 2020/21 | 2021/22 | {}
        Ashby    | 410     | 320     | 730
        Brook    | 75      | 60      | 135
    """
    read_as = {
        name: [(f.role, span(f.period)) for f in read(drawn.format(name)) if f.column == 3]
        for name in ("Two years", "2 years", "Three years", "Years in use")
    }
    assert read_as["Two years"] == read_as["2 years"] == [("total", "2020-04-01..2022-03-31")] * 2
    assert read_as["Three years"] == read_as["Years in use"] == [("part", "none")] * 2


def test_the_number_of_things_is_counted_and_the_number_of_a_case_names_it() -> None:
    drawn = "Region | {} | Paid (£)\nNorth | 14 | 3200\nSouth | 22 | 6700"
    assert [f.amount.text for f in read(drawn.format("Grants (no.)"))] == ["14", "3200", "22", "6700"]
    assert [f.amount.text for f in read(drawn.format("Grant no."))] == ["3200", "6700"]


@pytest.mark.parametrize(
    ("title", "heads", "units"),
    [
        ("Staff (full time equivalent)", "2022 | 2023", ["fte", "fte"]),
        ("Staff in whole-time equivalents", "2022 | 2023", ["fte", "fte"]),
        ("Staff (full time equivalent), and headcount", "2022 | Headcount 2022", ["fte", "people"]),
        # which of the two they are, nobody says
        ("Staff (full time equivalent and headcount)", "2022 | 2023", ["count", "count"]),
        ("Full time staff", "2022 | 2023", ["people", "people"]),
        ("Firefighters", "Establishment | Strength", ["people", "people"]),
        ("Establishments inspected", "2022 | 2023", ["establishments", "establishments"]),
    ],
)
def test_staff_are_counted_as_the_title_says(title: str, heads: str, units: list[str]) -> None:
    assert [f.unit for f in read(f"Grade | {heads}\nA | 14.5 | 16\nB | 8 | 9", title)][:2] == units


def test_each_subtotal_covers_its_own_years_and_the_grand_total_all() -> None:
    drawn = """
        Year        | Cases
        2016        | 4
        2017        | 6
        Total       | 10
        2018        | 1
        2019        | 2
        Total       | 3
        Grand Total | 13
    """
    assert [span(figure.period) for figure in read(drawn) if figure.role == "total"] == [
        "2016-01-01..2017-12-31",
        "2018-01-01..2019-12-31",
        "2016-01-01..2019-12-31",
    ]


def test_a_column_of_totals_covers_the_months_beside_it() -> None:
    drawn = """
        Pest Type | Apr-21 | May-21 | Totals
        Rats      | 171    | 117    | 288
    """
    assert span(read(drawn)[-1].period) == "2021-04-01..2021-05-31"
    assert read(drawn)[-1].role == "total"


def test_months_and_years_are_one_period() -> None:
    drawn = """
            | 2022 | 2023
        Jan | 4626 | 4872
        Oct | 6420 | 2985
    """
    setting = Setting().near("PCNs that have been issued (up to 15th October 2023)")
    assert spans(read(drawn, "", setting)) == [
        "Jan 2022 2022-01-01..2022-01-31",
        "Jan 2023 2023-01-01..2023-01-31",
        "Oct 2022 2022-10-01..2022-10-31",
        "Oct 2023 2023-10-01..2023-10-15",
    ]


def test_a_group_heading_goes_with_its_rows() -> None:
    drawn = """
        Outcome         | 2021
        Misconduct      |
        Written warning | 5
        Gross           |
        Dismissed       | 2
        Grand Total     | 7
    """
    assert [figure.row_label for figure in read(drawn)] == [
        "Misconduct Written warning",
        "Gross Dismissed",
        "Grand Total",
    ]


def test_ranks_stand_under_their_employee_type() -> None:
    drawn = """
        Employee Type / Rank | Male   | Female
        Police Officer       | 65.5%  | 34.5%
        Chief Constable      | 100.0% | 0.0%
        Police Staff         | 41.7%  | 58.3%
        M Band 5             | 42.9%  | 57.1%
        Grand Total          | 54.7%  | 45.3%
    """
    kinds = [dict(figure.dimensions) for figure in read(drawn) if figure.column_label == "Female"]
    assert kinds == [
        {"employee_type": "Police Officer", "sex": "female"},
        {"employee_type": "Police Officer", "rank": "Chief Constable", "sex": "female"},
        {"employee_type": "Police Staff", "sex": "female"},
        {"employee_type": "Police Staff", "rank": "M Band 5", "sex": "female"},
        {"sex": "female"},
    ]


@pytest.mark.parametrize(
    ("drawn", "setting", "units"),
    [
        ("Year | £\n2019 | 12,975,821", Setting(measure="spend"), ["gbp"]),
        ("Rank | Cases | Allegations\nSergeant | 4 | 7", Setting(unit="officers"), ["cases", "allegations"]),
        ("Rank | 2020\nNumber of PCNs issued | 582\nValue of PCNs | £17.31", Setting(), ["notices", "gbp"]),
        ("Rank | 2020\nPolice Officer | 5", Setting(unit="complaints"), ["complaints"]),
        ("Year | No Claims | Amount Paid\n2016 | 74 | £38.23", Setting(unit="gbp"), ["claims", "gbp"]),
        ("Area | Share %\nNorth | 12.5", Setting(), ["percent"]),
        ("Area | Staff (FTE)\nNorth | 12.5", Setting(unit="people"), ["fte"]),
        ("Area | £'000\nNorth | 12", Setting(), ["gbp thousand"]),
        ("Area | Value\nNorth | 12", Setting(), ["count"]),
    ],
)
def test_units(drawn: str, setting: Setting, units: list[str]) -> None:
    assert [figure.unit for figure in read(drawn, "", setting)] == units


def test_a_share_behind_its_count_is_a_figure_of_its_own() -> None:
    figures = read("Area | Passed\nNorth | 512 (48%)\nSouth | 20 (2%)")
    assert [(figure.amount.text, figure.unit) for figure in figures] == [
        ("512", "count"),
        ("48%", "percent"),
        ("20", "count"),
        ("2%", "percent"),
    ]


def test_remarks_beside_a_number_are_its_note() -> None:
    drawn = (
        "Year | £ | Comment\n2018/19 (actual) | 12,975,821 | 1/4 of the annual figure\n2019/20 | 58,626,111 |"
    )
    assert [(figure.note, span(figure.period)) for figure in read(drawn)] == [
        ("1/4 of the annual figure", "2018-04-01..2019-03-31"),
        ("", "2019-04-01..2020-03-31"),
    ]


def test_a_title_that_repeats_itself_heads_a_column_each() -> None:
    drawn = "Year | Domestic | Agricultural | Total\n2021 | 22 | 1 | 23"
    names = [figure.column_label for figure in read(drawn, "Odour - Odour -")]
    assert names == ["Odour - Domestic", "Odour - Agricultural", "Total"]


def test_a_title_may_be_the_heads_of_two_columns() -> None:
    drawn = "2018 | 1633\n2019 | 1619"
    assert {figure.column_label for figure in read(drawn, "Year FOI requests received")} == {
        "FOI requests received"
    }


def test_a_lone_total_says_that_its_column_is_lost() -> None:
    drawn = "Year | Domestic | Trade | Total\n2021 | 22 | 11 | 33\n2022 | 13 | 14 | 27\n| 60 | |"
    lost = read(drawn, flattened=True)[-1]
    assert (lost.row_label, lost.column_label, lost.role) == ("", "", "total")
    assert lost.note == "its column is not stated"
    assert span(lost.period) == "2021-01-01..2022-12-31"


def test_titles_give_the_year_and_the_question_its_limit() -> None:
    setting = Setting(request="for the years 2022 and 2023 (to date)")
    figures = read("Use of force | 1\nTOTAL | 1", "2023", setting)
    assert [span(figure.period) for figure in figures] == ["2023-01-01..?"] * 2
    period = periods.read("2020")
    assert (
        span(read("Use of force | 1", "", replace(setting, period=period))[0].period)
        == "2020-01-01..2020-12-31"
    )


def test_two_tables_in_one_have_heads_of_their_own() -> None:
    drawn = """
        Pest  | Apr-21 | May-21
        Rats  | 1      | 2
        Pest  | Apr-22 | May-22
        Mice  | 3      | 4
    """
    assert spans(read(drawn))[-1] == "Mice May-22 2022-05-01..2022-05-31"


@pytest.mark.parametrize(
    "drawn",
    [
        "Name | Post\nA | Clerk",
        "Name | Telephone\nDesk | 0114",
        "Postcode | UPRN\nS1 | 10001",
        "Year\n2020\n2021",
        "",
    ],
)
def test_leaves_words_and_names_alone(drawn: str) -> None:
    assert read(drawn) == []


def test_a_blank_cell_is_no_figure_and_a_dash_no_nought() -> None:
    figures = read("Area | 2020 | 2021 | 2022\nNorth | - | | 0")
    assert [(figure.amount.text, figure.amount.value is None) for figure in figures] == [
        ("-", True),
        ("0", False),
    ]


@pytest.mark.parametrize(
    ("corner", "asked", "first"),
    [
        ("Academic year", "How many students got a payment?", "2020-09-01"),
        ("Year", "How many students got a payment in each academic year?", "2020-09-01"),
        ("Financial year", "How many students got a payment?", "2020-04-01"),
        ("Year", "How many students got a payment in each financial year?", "2020-04-01"),
        ("Year", "How many students got a payment?", "2020-04-01"),
    ],
)
def test_two_years_joined_are_the_years_that_the_letter_speaks_of(
    corner: str, asked: str, first: str
) -> None:
    letter = f"1. {asked}\n\n{corner}\tStudents\n2020/21\t410\n2021/22\t655\n"
    figures = understand(ingest.read(Source("a.txt", letter.encode()))).figures
    assert [str(figure.period and figure.period.start) for figure in figures] == [
        first,
        first.replace("2020", "2021"),
    ]


LANGUAGES = "1. Polish | (3,911) \n 2. Romanian | (3,204) \n 3. Urdu | (2,876)"


def test_numbers_that_a_list_sets_in_brackets_take_nothing_away() -> None:
    found = read(LANGUAGES, flattened=True)
    assert [(figure.amount.text, str(figure.amount.value)) for figure in found] == [
        ("(3,911)", "3911"),
        ("(3,204)", "3204"),
        ("(2,876)", "2876"),
    ]


def test_brackets_beside_other_numbers_take_away() -> None:
    found = read("Gross | 65,725 \n Less: income | (58,402) \n Net | 7,323", flattened=True)
    assert [str(figure.amount.value) for figure in found] == ["65725", "-58402", "7323"]


PLACED = """
    Year    | Children  | Cost
    2021/22 | 5 or less | £1,266,310
    2022/23 | nil       | {}
"""


def test_what_a_column_counts_is_not_money_because_the_next_is() -> None:
    setting = Setting(asked="Children placed, and the cost", unit="gbp")
    assert [figure.unit for figure in read(PLACED.format("£0"), setting=setting)] == ["people", "gbp"] * 2


def test_nil_in_a_year_of_money_is_money() -> None:
    found = read("Item | 2021/22 | 2022/23 \n Fees | £1,200 | nil \n Fines | £300 | nil")
    assert {figure.unit for figure in found} == {"gbp"}


def test_a_first_column_of_bands_names_its_rows() -> None:
    found = read("Band | Tenants \n Less than £250 | 61 \n £250 to £499.99 | 33 \n £500 or more | 9")
    assert [(figure.row_label, figure.amount.text) for figure in found] == [
        ("Less than £250", "61"),
        ("£250 to £499.99", "33"),
        ("£500 or more", "9"),
    ]


def test_ranges_beside_names_are_figures() -> None:
    found = read("Grade | Pay \n A | £20,000 to £24,999 \n B | £25,000 to £29,999 \n C | £30,000 or more")
    assert [figure.row_label for figure in found] == ["A", "B", "C"]


def test_words_alone_below_a_gap_are_the_title_of_the_next_table() -> None:
    found = read(
        """
        Number of allegations |         |
        Allegation            | Apr-23  | May-23
        Use of force          | 27      | 127
        Total                 | 27      | 127
                              |         |
        Number of complaints  |         |
        Complaint             | 2021/22 | 2022/23
        Use of force          | 2       | 8
        """
    )
    assert [figure.unit for figure in found] == ["allegations"] * 4 + ["complaints"] * 2


def test_words_alone_without_a_gap_belong_to_the_table_above() -> None:
    found = read("Ward | 2021 \n North | 3 \n Revised figures \n Area | 2022 \n North | 4")
    assert [figure.amount.text for figure in found] == ["3", "4"]


FINANCIAL_MONTHS = """
    Month    | 2021/22 | 2022/23
    April    | 8,123   | 9,440
    December | 10,320  | 10,877
    March    | 9,730   | 10,415
    Total    | 28,173  | 30,732
"""


def test_a_month_of_two_years_is_in_the_one_that_holds_it() -> None:
    assert spans(read(FINANCIAL_MONTHS)) == [
        "April 2021/22 2021-04-01..2021-04-30",
        "April 2022/23 2022-04-01..2022-04-30",
        "December 2021/22 2021-12-01..2021-12-31",
        "December 2022/23 2022-12-01..2022-12-31",
        "March 2021/22 2022-03-01..2022-03-31",
        "March 2022/23 2023-03-01..2023-03-31",
        "Total 2021/22 2021-04-01..2022-03-31",
        "Total 2022/23 2022-04-01..2023-03-31",
    ]


def test_a_month_is_found_in_the_years_of_the_letter_wherever_it_stands() -> None:
    across = """
        Year    | Sept | April
        2022/23 | 14   | 9
    """
    assert spans(read(across)) == [
        "2022/23 Sept 2022-09-01..2022-09-30",
        "2022/23 April 2022-04-01..2022-04-30",
    ]
    schools = Setting(years="academic", yearly=Yearly(begins={"academic": 8}))
    assert spans(read(across, "", schools)) == [
        "2022/23 Sept 2022-09-01..2022-09-30",
        "2022/23 April 2023-04-01..2023-04-30",
    ]


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("Month | 2022\nApril | 7", ["April 2022 2022-04-01..2022-04-30"]),
        ("Stage | 2022\nDecisions | 7", ["Decisions 2022 2022-01-01..2022-12-31"]),
        ("Vessel | 2021/22\nApril Rose | 7", ["April Rose 2021/22 2021-04-01..2022-03-31"]),
        ("Month | FY22\nApril | 7", ["April FY22 ?..?"]),
        ("Month | Cost\nApril 2021 | 7", ["April 2021 Cost 2021-04-01..2021-04-30"]),
    ],
)
def test_leaves_other_rows_and_years_as_they_are(drawn: str, said: list[str]) -> None:
    assert spans(read(drawn)) == said
