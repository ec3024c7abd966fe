"""Which question a table of a workbook answers."""

from __future__ import annotations

import io

import openpyxl
import pytest

from foi_cli import ingest
from foi_cli.model import Figure, Source
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
    assert sheets.named([name, "Question 9"]).get(name, "") == number


def test_what_several_share_are_quarters() -> None:
    assert sheets.named(["Q1 Sickness", "Q2 Sickness", "Q3 Sickness"]) == {}
    assert sheets.named(["Q3 Sickness", "Notes"]) == {}
    assert sheets.named(["Q1 Sickness", "Q2 Fleet"]) == {"Q1 Sickness": "1", "Q2 Fleet": "2"}


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
