"""What the words around a table say of it."""

from __future__ import annotations

import pytest

from foi_cli import ingest
from foi_cli.model import Figure, Period, Source, Table
from foi_cli.normalise import tables, understand
from foi_cli.normalise.figures import ids
from foi_cli.normalise.setting import Setting


def span(period: Period | None) -> str:
    return f"{period.start}..{period.end}" if period is not None else "none"


def letter(text: str) -> list[Figure]:
    return list(understand(ingest.read(Source("letter.txt", text.encode()))).figures)


def sheet(drawn: str, name: str = "Sheet1", setting: Setting | None = None) -> list[Figure]:
    rows = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().split("\n")]
    width = max(map(len, rows))
    full = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    own = Table(1, full, sheet=name, origin=(1, 1))
    return list(tables.figures(own, "reply.xlsx", setting or Setting(), ids("r")))


STAFF = """
Dear requester

Thank you for your request. Our reply to its two parts is below.

1. Staff employed, by grade

{above}

Grade      Women   Men
Officer    12      9
Manager    4       3
Director   1       1

{below}

2. Cost of temporary staff

We do not hold this.
"""


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The table gives the position as at 2 March 2024.", ""),
        ("Figures below are as at 2 March 2024.", "Part-time staff are included."),
        ("", "Figures are correct as at 2 March 2024."),
        ("", "Note: numbers are at 2 March 2024. Part-time staff are included."),
    ],
)
def test_the_day_said_above_or_below_a_table_is_that_of_its_numbers(above: str, below: str) -> None:
    found = letter(STAFF.format(above=above, below=below))
    assert [span(figure.period) for figure in found] == ["2024-03-02..2024-03-02"] * 6


@pytest.mark.parametrize(
    ("asked", "told", "spans"),
    [
        (
            "Staff by grade in 2022/23",
            "The table shows the position on 2 March 2024.",
            "2024-03-02..2024-03-02",
        ),
        ("Staff by grade in 2022/23", "Snapshot at 2 March 2024:", "2024-03-02..2024-03-02"),
        # data of the year that was asked for, taken from the system on a day
        ("Staff by grade in 2022/23", "Figures are correct as at 2 March 2024.", "2022-04-01..2023-03-31"),
        # on a day of the year, and nobody knows which
        ("Staff by grade at the end of the 2022/23 season", "Part-time staff count.", "none"),
    ],
)
def test_the_day_on_which_all_stood_is_told_from_the_year_that_was_asked_for(
    asked: str, told: str, spans: str
) -> None:
    text = STAFF.format(above=told, below="").replace("Staff employed, by grade", asked)
    assert {span(figure.period) for figure in letter(text)} == {spans}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The table does not include those who left before 2 March 2024.", ""),
        ("Your letter of 2 March 2024 asked for the table below.", ""),
        ("The table was published on 2 March 2024.", ""),
        ("The figures are as at 2 March 2024 and 5 May 2024.", ""),
        ("Figures are as at 2 March 2024.", "Figures are as at 9 March 2024."),
        ("", "The grades changed on 2 March 2024."),
    ],
)
def test_a_day_on_which_nothing_was_counted_is_not(above: str, below: str) -> None:
    found = letter(STAFF.format(above=above, below=below))
    assert [span(figure.period) for figure in found] == ["none"] * 6


def test_a_table_with_years_of_its_own_keeps_them() -> None:
    found = letter(
        STAFF.format(above="The table gives the position as at 2 March 2024.", below="").replace(
            "Women   Men", "2021   2022"
        )
    )
    assert {span(figure.period) for figure in found} == {"2021-01-01..2021-12-31", "2022-01-01..2022-12-31"}


def test_the_title_of_a_sheet_names_the_day() -> None:
    drawn = "Staff in post at 31 March 2024 by grade \n Grade | Women | Men \n Officer | 12 | 9"
    assert {span(figure.period) for figure in sheet(drawn)} == {"2024-03-31..2024-03-31"}


def test_a_line_below_says_where_the_last_year_ends() -> None:
    drawn = """
        Month | 2022 | 2023
        Jan   | 12   | 9
        Feb   | 7    | 4
        Total | 19   | 13

        {}
    """
    cut = "2023 is to 31 October. A report may be counted twice."
    assert span(sheet(drawn.format(cut))[-1].period) == "2023-01-01..2023-10-31"
    assert span(sheet(drawn.format(cut))[-2].period) == "2022-01-01..2022-12-31"
    for other in (
        "2022 and 2023 are to be checked.",
        "2019 is to 31 October.",
        "Reports made to 31 October.",
    ):
        assert span(sheet(drawn.format(other))[-1].period) == "2023-01-01..2023-12-31"


def test_a_line_above_says_where_the_year_to_date_ends() -> None:
    drawn = """
        {}

        Item  | 2022 | {}
        Tools | 12   | 9
        Vans  | 7    | 4
    """
    for head in ("2023 YTD", "2023 to date", "2023"):
        found = sheet(drawn.format("2023 runs to 31 October 2023.", head))
        assert [span(figure.period) for figure in found[:2]] == [
            "2022-01-01..2022-12-31",
            "2023-01-01..2023-10-31",
        ]
    for other in ("2021 runs to 31 October 2021.", "Tools were counted to 31 October 2023."):
        assert span(sheet(drawn.format(other, "2023 YTD"))[1].period) == "2023-01-01..None"


def test_a_heading_may_end_with_the_number_of_its_question() -> None:
    drawn = "{} \n Ward | 2021 \n Abbey | 4"
    assert [figure.question for figure in sheet(drawn.format("Request 24-0117 – Question 4"))] == ["4"]
    for other in ("The costs of question time", "Question 4 is in the other file", "Answers to questions 4"):
        assert [figure.question for figure in sheet(drawn.format(f"Notes: {other}"))] == [""]


def test_the_mark_of_an_answer_over_its_table_is_no_quarter() -> None:
    found = letter(
        """
Dear requester

1. How many fires were there in 2023?
2. What caused the fires of 2023?

Our reply

Q1
There were 40 fires in 2023.

Q2
Cause Fires
Wiring 21
Cooking 14
Not known 5
"""
    )
    tabled = [figure for figure in found if figure.table is not None]
    assert [span(figure.period) for figure in tabled] == ["2023-01-01..2023-12-31"] * 3
