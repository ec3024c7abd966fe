"""Which question a table of a workbook answers."""

from __future__ import annotations

import io

import openpyxl
import pytest

from foi_cli import ingest
from foi_cli.model import Figure, Source, Table
from foi_cli.normalise import sheets, understand


def figures(**drawn: str) -> tuple[Figure, ...]:
    """The figures of a workbook whose sheets are drawn as tables; their names have underlines for blanks."""
    book = openpyxl.Workbook()
    for name, table in drawn.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for line in table.strip("\n").split("\n"):
            cells = [cell.strip() for cell in line.split("|")]
            sheet.append([int(cell) if cell.isdigit() else cell or None for cell in cells])
    book.remove(book.worksheets[0])
    held = io.BytesIO()
    book.save(held)
    return understand(ingest.read(Source("book.xlsx", held.getvalue()))).figures


def named(*names: str) -> dict[str, str]:
    return dict(sheets.named(Table(n, (), sheet=name) for n, name in enumerate(names, 1)))


def asked(**drawn: str) -> list[str]:
    return [f"{figure.question} {figure.amount.text}" for figure in figures(**drawn)]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Question 2", "2"),
        ("Question 2: How many fires were there?", "2"),
        ("Request 1", "1"),
        ("Q3 – Vehicles", "3"),
        ("Q4b Overtime paid", "4b"),
        ("Q12", "12"),
        # quarters, or nobody can tell
        ("Q1", ""),
        ("Q1 2022/23", ""),
        ("Q2 (Jul–Sep)", ""),
        ("Q3 FY22", ""),
        ("Q4 data", ""),
        # no questions
        ("Quarter 2", ""),
        ("Question time", ""),
        ("Questionnaire 2", ""),
        ("Request 2023/17", ""),
        ("Sheet1", ""),
        ("2. Vehicles", ""),
    ],
)
def test_the_number_before_a_name(name: str, number: str) -> None:
    assert named(name, "Question 9").get(name, "") == number


def test_what_several_share_are_quarters() -> None:
    assert named("Q1 Sickness", "Q2 Sickness", "Q3 Sickness") == {}
    assert named("Q3 Sickness", "Notes") == {}
    assert named("Q1 Sickness", "Q2 Fleet") == {"Q1 Sickness": "1", "Q2 Fleet": "2"}


@pytest.mark.parametrize("name", ["Q1 & Q2", "Q5 and Q6", "Q4 Q5", "Question 1 and 2", "Questions 3 & 4"])
def test_of_a_sheet_for_two_questions_nobody_can_tell_which(name: str) -> None:
    assert named(name, "Question 9").get(name, "") == ""


def test_plain_numbers_that_count_up_where_questions_are_spoken_of() -> None:
    cover = "Fleet and fires\nQuestion 3 is refused under section 31."
    fires = "Year | Crashes\n2021 | 7"
    assert asked(Cover=cover, **{"1_Fleet": FLEET, "2_Crashes": fires})[-3:] == ["1 11", "1 9", "2 7"]
    # nobody speaks of questions, or they do not count up
    assert asked(Cover="Fleet and fires", **{"1_Fleet": FLEET, "2_Crashes": fires})[-1] == " 7"
    assert asked(Cover=cover, **{"1_Fleet": FLEET, "3_Crashes": fires})[-1] == " 7"
    assert asked(Cover=cover, **{"1_Notes": FLEET, "2_Crashes": fires})[-1] == " 7"


FLEET = """
Kind | 2021 | 2022
Vans | 4 | 6
Cars | 11 | 9
"""


def test_by_the_name_of_the_sheet() -> None:
    assert asked(Q1_Fleet=FLEET, Question_2="Year | Crashes\n2021 | 7") == [
        "1 4",
        "1 6",
        "1 11",
        "1 9",
        "2 7",
    ]
    assert asked(Q1=FLEET, Q2=FLEET) == [" 4", " 6", " 11", " 9"] * 2
    assert asked(Fleet=FLEET) == [" 4", " 6", " 11", " 9"]


def test_by_the_words_above_the_table_first_of_all() -> None:
    above = f"Question 3: vehicles by kind\n|\n{FLEET.strip()}"
    assert asked(Q1_Fleet=above) == ["3 4", "3 6", "3 11", "3 9"]
    (first, *_) = figures(Sheet1=above)
    assert (first.question, first.column_label, first.measure) == ("3", "2021", "vehicles by kind")


def test_by_the_words_above_the_tables_of_several_sheets() -> None:
    crashes = "Year | Crashes\n2021 | 7"
    vans = FLEET.strip()
    assert asked(Data=f"Q1. Vehicles by kind\n{vans}", More=f"Q2. Crashes by year\n{crashes}") == [
        "1 4", "1 6", "1 11", "1 9", "2 7",
    ]  # fmt: skip
    # a name that begins with the same number
    assert asked(Notes="Kind | Old\nVans | 4", **{"2_Crashes": f"Q2. Crashes\n|\n{crashes}"}) == [" 4", "2 7"]
    # left alone: quarters, numbers of sheets, and words of the table itself
    assert asked(Data=f"Q1 Sickness\n{vans}", More=f"Q2 Sickness\n{vans}") == [" 4", " 6", " 11", " 9"] * 2
    assert asked(Data=f"Q1 (Apr-Jun)\n{crashes}", More=f"Q2 (Jul-Sep)\n{crashes}") == [" 7", " 7"]
    assert asked(**{"1_Fleet": vans, "2_Crashes": crashes}) == [" 4", " 6", " 11", " 9", " 7"]
    assert asked(**{"1_Fleet": f"Q2 Fleet\n{vans}"}) == [" 4", " 6", " 11", " 9"]
    assert asked(Data=f"Q1 Crashes\n{crashes}") == [" 7"]


def test_a_season_is_no_financial_year() -> None:
    def periods(top: str, corner: str) -> list[str]:
        found = figures(Grit=f"{top}\n{corner} | Nights\n2020/21 | 61\n2021/22 | 44")
        return [f"{f.period.start}..{f.period.end}" if f.period else "" for f in found]

    winter = ["2020-10-01..2021-04-30", "2021-10-01..2022-04-30"]
    assert periods("Gritting, winter seasons (1 October to 30 April)", "Season") == winter
    assert periods("The season runs from 1 October to 30 April", "Winter season") == winter
    assert periods("Gritting", "Season") == ["None..None"] * 2
    # left alone
    financial = ["2020-04-01..2021-03-31", "2021-04-01..2022-03-31"]
    assert periods("Gritting, winter seasons (1 October to 30 April)", "Financial year") == financial
    assert periods("Grit", "Season tickets by year") == financial


def test_each_table_of_a_sheet_has_its_own() -> None:
    drawn = """
Reply to your request
|
Q1 | Vehicles |
Kind | 2021 | 2022
Vans | 4 | 6
|
|
Q2 | Drivers trained |
Course | 2021 | 2022
Blue light | 15 | 18
|
|
Course | 2021 | 2022
Refresher | 20 | 28
"""
    assert asked(Sheet1=drawn) == ["1 4", "1 6", "2 15", "2 18", "2 20", "2 28"]


def test_quarters_above_the_tables_of_a_sheet_are_none() -> None:
    below = "Kind | Old | New\nVans | 4 | 6"
    drawn = f"Q1 | Vehicles |\n{below}\n|\n|\nQ2 | Vehicles |\n{below}"
    assert asked(Sheet1=drawn) == [" 4", " 6", " 4", " 6"]


def test_a_row_of_quarters_is_no_question() -> None:
    assert asked(Sheet1="Quarter | Fires\nQ1 | 14\nQ2 | 16\nQ3 | 18") == [" 14", " 16", " 18"]


def test_a_number_with_a_full_stop_is_that_of_a_question_though_it_stands_alone() -> None:
    assert asked(Reports="Q1. Fly-tipping reported\nWard | 2021\nAbbey | 7") == ["1 7"]
    assert asked(Reports="Q1) Fly-tipping reported\nWard | 2021\nAbbey | 7") == ["1 7"]
    for quarter in ("Q1. April to June", "Q1 Fly-tipping", "Q1: fly-tipping", "Q1."):
        assert asked(Reports=f"{quarter}\nWard | 2021\nAbbey | 7") == [" 7"]


BOTH = """
{} | | |
Town | {} | {} |
Ashby | 14 | 9 |
Brook | 22 | 17 |
"""


@pytest.mark.parametrize(
    ("heading", "columns", "questions"),
    [
        ("Q1 Claims received and Q2 sums awarded, 2023", ("Claims", "Awarded (£)"), ["1", "2"]),
        (
            "Question 4: hydrants inspected; question 5: hydrants",
            ("Inspected", "Hydrants repaired"),
            ["", ""],
        ),
        ("Q3 Calls answered & Q4 calls missed", ("Answered", "Missed"), ["3", "4"]),
        # a word of both, of neither, and quarters
        ("Q1 Claims received and Q2 claims awarded", ("Claims", "Awarded (£)"), ["", ""]),
        ("Q1 Claims received and Q2 sums awarded", ("North", "South"), ["", ""]),
        ("Q1 2023/24 and Q2 2023/24", ("Claims", "Awarded (£)"), ["", ""]),
    ],
)
def test_columns_may_answer_a_question_each(
    heading: str, columns: tuple[str, str], questions: list[str]
) -> None:
    drawn = BOTH.format(heading, *columns)
    assert [line.split(" ")[0] for line in asked(Claims=drawn)] == questions * 2
