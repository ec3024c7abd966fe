"""What a person should look at, and what nobody need look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_cli import ingest
from foi_cli.model import Reading, Response, Source, Table
from foi_cli.normalise import doubts, understand


def read(text: str) -> Reading:
    return understand(ingest.read(Source("a.txt", text.encode())))


def raised(text: str) -> list[tuple[str, str, str]]:
    return [(doubt.kind, doubt.text, doubt.suggestion) for doubt in read(text).doubts]


ALLEGATIONS = """\
Q1. How many allegations were recorded in 2022?

Allegation type\tNumber
Discreditable conduct\t3
Evidential procedures\t4
{}\t2
Race (Discrimination)\t2
"""


def test_a_label_that_no_list_has_is_suggested_the_nearest() -> None:
    label = "Impolite languge / tone"
    assert raised(ALLEGATIONS.format(label)) == [("unmapped-label", label, "Impolite language/tone")]


@pytest.mark.parametrize("label", ["Impolite language/tone", "IMPOLITE LANGUAGE / TONE"])
def test_a_label_that_a_list_has_is_left_alone(label: str) -> None:
    assert raised(ALLEGATIONS.format(label)) == []


def test_labels_of_a_table_of_something_else_are_left_alone() -> None:
    assert raised("Q1. How many dogs were there in 2022?\n\nWard\tDogs\nNorth\t3\nSouth\t4\n") == []


def test_years_of_a_table_whose_columns_are_outcomes_are_left_alone() -> None:
    table = (
        "Q1. How many complaints were there?\n\nYear\tUpheld\tNot upheld\n2021/22\t11\t37\n2022/23\t20\t43\n"
    )
    assert raised(table) == []


ASKED = "Q1. How many {} were recorded in 2022?\n\n14\n"


@pytest.mark.parametrize(
    ("asked", "measure", "unit"),
    [
        ("complaints and conduct matters", "complaints", "complaints"),
        ("complaints or conduct matters", "complaints", "complaints"),
        ("complaints/conduct matters", "complaints/conduct matters", "matters"),
    ],
)
def test_one_number_for_two_kinds_of_things_is_ambiguous(asked: str, measure: str, unit: str) -> None:
    assert raised(ASKED.format(asked)) == [("ambiguous-unit", measure, unit)]


@pytest.mark.parametrize("asked", ["complaints", "complaints and in which wards", "complaints, by month,"])
def test_one_kind_of_thing_is_not(asked: str) -> None:
    assert raised(ASKED.format(asked)) == []


@pytest.mark.parametrize(
    ("year", "open_"), [("2023 (to date)", True), ("2023 (to 30/06/2023)", False), ("2023", False)]
)
def test_a_part_year_without_an_end_is_open(year: str, open_: bool) -> None:
    found = raised(f"Q1. How many cases were there in 2022 and {year}?\n\n2022: 4\n{year}: 3\n")
    assert [kind for kind, _, _ in found] == (["open-period"] if open_ else [])


def test_rows_that_lost_a_cell_make_their_table_uncertain() -> None:
    table = Table(
        1,
        (("Ward", "2020", "2021"), ("North", "5", "4"), ("South", "7", ""), ("West", "6", "3")),
        lines=(1, 2, 3, 4),
        flattened=True,
    )
    drawn = read("Ward\t2020\t2021\nNorth\t5\t4\nSouth\t7\t\nWest\t6\t3\n")
    (doubt,) = doubts.raise_(replace(drawn, tables=(("a.txt", table),)))
    assert (doubt.kind, doubt.text, doubt.confidence) == ("uncertain-table", "South 7 ", "0.67")
    noted = replace(table, notes=("row 3: a blank cell placed where the totals close",))
    (other,) = doubts.raise_(replace(drawn, tables=(("a.txt", noted),)))
    assert other.kind == "repaired-row"


def test_a_cell_that_may_be_misread_is_named_with_what_else_it_may_be() -> None:
    table = Table(1, (("Cases", "17"),), doubtful=((0, 1, ("11", "77")),))
    (doubt,) = doubts.raise_(Reading(Response("r", "a.pdf", "", ""), tables=(("a.pdf", table),)))
    assert (doubt.kind, doubt.text, doubt.suggestion) == ("ocr", "17", "may be '11' or '77'")
    assert doubt.place.cell == "R1C2"


SCAN = Table(
    1, (("Ward", "Dogs"), ("North", "3"), ("South", "4"), ("Total", "7")), notes=("read by OCR (eagle)",)
)


def suspected(table: Table) -> list[tuple[str, str, str]]:
    found = doubts.raise_(Reading(Response("r", "a.pdf", "", ""), tables=(("a.pdf", table),)))
    return [(doubt.kind, doubt.text, doubt.suggestion) for doubt in found]


def test_a_table_from_a_picture_is_looked_at_though_no_cell_is_doubtful() -> None:
    advice = "read by OCR (eagle): look at the picture before a figure is used"
    assert suspected(SCAN) == [("ocr", "Ward Dogs", advice)]


def test_a_table_from_a_picture_with_doubtful_cells_is_looked_at_there_only() -> None:
    assert suspected(replace(SCAN, doubtful=((1, 1, ("8",)),))) == [("ocr", "3", "may be '8'")]


def test_a_table_that_was_not_read_from_a_picture_is_not() -> None:
    assert suspected(replace(SCAN, notes=())) == []


@pytest.mark.parametrize(
    ("note", "kinds"),
    [
        ("row 2: 'South 7' read as 'South', '7', with which the totals close", ["repaired-row"]),
        ("hidden and not read: rows 4 to 6", ["hidden"]),
        ("computed here, because the file holds the formula without its result: B4", ["computed"]),
        ("cut: the used range ends at XFD1048576; read up to Z5000", ["cut-off"]),
        # what is only said of a table
        ("continued over pages: 2, 3; headings printed again there were left out", []),
        ("shown rounded: cells hold more digits than they show, such as 10.4 as 10", []),
    ],
)
def test_each_note_of_a_table_has_its_own_word(note: str, kinds: list[str]) -> None:
    table = replace(SCAN, notes=(note,))
    assert [kind for kind, _, told in suspected(table) if told == note] == kinds
    assert [kind for kind, _, _ in suspected(table)] == kinds


def test_a_label_and_a_number_that_a_scan_ran_together_are_looked_at() -> None:
    rows = (("Ward", "2021", "2022"), ("North", "3", "1"), ("South 41", "", "5"), ("East", "4", "2"))
    found = suspected(replace(SCAN, rows=rows))
    assert ("ocr", "South 41", "may be 'South' and '41' beside it") in found
    assert len(found) == 2


@pytest.mark.parametrize(
    "row",
    [
        ("South 41", "7", "5"),  # a ward that is called so
        ("South", "", "5"),
        ("41", "", "5"),
        ("Section 41", "", ""),
    ],
)
def test_other_cells_of_a_scan_are_left_alone(row: tuple[str, ...]) -> None:
    rows = (("Ward", "2021", "2022"), ("North", "3", "1"), row, ("East", "4", "2"))
    assert len(suspected(replace(SCAN, rows=rows))) == 1
    read_as_text = replace(SCAN, rows=(*rows[:2], ("South 41", "", "5"), rows[3]), notes=())
    assert suspected(read_as_text) == []
