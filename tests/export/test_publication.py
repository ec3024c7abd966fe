"""The publication: the Analysis Function's rules walked over the written files, one test a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from foi_cli.export import publication, published
from foi_cli.export.publication import OPEN, WORKBOOK
from foi_cli.export.publication_tables import drafts, grid
from foi_cli.export.safe import guarded
from foi_cli.model import Amount, Figure, Period, Place, Reading, Response, Results, Role

SETS = ("results", "hostile")


@pytest.fixture(params=SETS)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> openpyxl.Workbook:
    """The written workbook, of honest and of hostile results."""
    publication.write(request.getfixturevalue(request.param), tmp_path)
    return openpyxl.load_workbook(tmp_path / WORKBOOK)


def with_tables(book: openpyxl.Workbook) -> Iterator[tuple[Worksheet, Table]]:
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        yield sheet, table


def body(sheet: Worksheet, table: Table) -> list[tuple[Cell | MergedCell, ...]]:
    left, top, right, bottom = range_boundaries(table.ref)
    return list(sheet.iter_rows(top, bottom, left, right))


# ── the workbook ────────────────────────────────────────────────────────────────────────────────


def test_it_opens_with_cover_contents_and_notes(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]


def test_the_file_name_is_lower_case_with_dashes() -> None:
    for name in (WORKBOOK, OPEN):
        assert re.fullmatch(r"[a-z0-9-]+\.(xlsx|ods)", name)


def test_title_language_author_and_keywords_are_set(book: openpyxl.Workbook) -> None:
    about = book.properties
    assert (about.title, about.language, about.creator) == (published.TITLE, "en-GB", "foi")
    assert about.keywords


def test_the_cursor_stands_in_a1_of_the_first_sheet(book: openpyxl.Workbook) -> None:
    assert book.active is book.worksheets[0]
    for sheet in book.worksheets:
        assert sheet.sheet_view.selection[0].activeCell == "A1"


def test_no_macros_images_or_links_to_other_files(book: openpyxl.Workbook, tmp_path: Path) -> None:
    with ZipFile(tmp_path / WORKBOOK) as archive:
        names = archive.namelist()
    assert not [n for n in names if re.search(r"vba|media|drawing|externalLink", n)]
    for sheet in book.worksheets:
        assert not [cell for row in sheet for cell in row if cell.hyperlink and cell.hyperlink.target]


def test_sheet_names_are_unique_short_and_plain(book: openpyxl.Workbook) -> None:
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(re.fullmatch(r"[A-Za-z0-9_]{1,31}", name) for name in book.sheetnames)


# ── every worksheet ─────────────────────────────────────────────────────────────────────────────


def test_the_title_is_a_heading_1_in_a1(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet["A1"].value
        assert sheet["A1"].style in ("Heading 1", "Headline 1")


def test_a_line_says_that_there_is_one_table_and_there_is_one(book: openpyxl.Workbook) -> None:
    for sheet, table in with_tables(book):
        assert sheet["A2"].value == "This worksheet contains one table."
        assert table.ref.startswith("A"), "the table starts in column A"


def test_nothing_is_merged_hidden_frozen_filtered_or_in_a_header_or_footer(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert sheet.freeze_panes is None
        assert sheet.auto_filter.ref is None
        assert not any(
            each.hidden for each in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values())
        )
        assert not any(part and part.center.text for part in (sheet.oddHeader, sheet.oddFooter))
    assert all(table.autoFilter is None for _, table in with_tables(book))


def test_letters_are_sans_serif_of_12_points_or_more_bold_only_and_without_fill(
    book: openpyxl.Workbook,
) -> None:
    for sheet in book.worksheets:
        for cell in (cell for row in sheet for cell in row if cell.value is not None):
            assert (cell.font.name, cell.font.sz >= 12, cell.font.i) == ("Arial", True, False)
            assert cell.fill.fill_type is None


def test_there_is_no_formula(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        for cell in (cell for row in sheet for cell in row):
            assert cell.data_type != "f"
            assert not isinstance(cell.value, str) or cell.value == guarded(cell.value)


# ── every table ─────────────────────────────────────────────────────────────────────────────────


def test_headings_are_unique_not_blank_and_those_of_the_table(book: openpyxl.Workbook) -> None:
    for sheet, table in with_tables(book):
        heads = [cell.value for cell in body(sheet, table)[0]]
        assert all(heads)
        assert len({str(head).casefold() for head in heads}) == len(heads)
        assert heads == [column.name for column in table.tableColumns]


def test_table_names_are_unique_and_say_what_they_are(book: openpyxl.Workbook) -> None:
    names = [table.displayName for _, table in with_tables(book)]
    assert len(set(names)) == len(names)
    assert names[0] == "contents_table"


def test_there_is_no_blank_row_between_title_and_end_and_no_blank_cell(book: openpyxl.Workbook) -> None:
    for sheet, table in with_tables(book):
        assert all(sheet.cell(row, 1).value not in (None, "") for row in range(1, sheet.max_row + 1))
        assert all(cell.value not in (None, "") for row in body(sheet, table) for cell in row)


def test_a_column_holds_numbers_of_one_precision_right_aligned_with_commas_or_shorthand(
    book: openpyxl.Workbook,
) -> None:
    for sheet, table in with_tables(book):
        for column in zip(*body(sheet, table)[1:], strict=True):
            numbers = [cell for cell in column if isinstance(cell.value, int | float)]
            assert len({cell.number_format for cell in numbers}) <= 1
            assert all(cell.number_format.startswith("#,##0") for cell in numbers)
            assert all(cell.alignment.horizontal == "right" for cell in numbers)
            if numbers:
                others = {cell.value for cell in column} - {cell.value for cell in numbers}
                assert others <= set(published.SHORTHAND)


def test_shorthand_is_explained_above_the_table_and_forbidden_marks_are_not_used(
    book: openpyxl.Workbook,
) -> None:
    for sheet, table in with_tables(book):
        cells = {cell.value for row in body(sheet, table)[1:] for cell in row}
        above = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 7))
        for mark in cells & set(published.SHORTHAND):
            assert f"{mark} = " in above
        assert not cells & {"NA", "N/A", "n/a", "..", "...", "-", "–", "*", "."}


def test_every_note_is_listed_used_and_never_in_the_cell_of_a_number(book: openpyxl.Workbook) -> None:
    listed = {row[0].value for row in body(*list(with_tables(book))[1])[1:]}
    used: set[str] = set()
    for sheet, table in list(with_tables(book))[2:]:
        head, *rows = body(sheet, table)
        for cell in (*head, *(cell for row in rows for cell in row)):
            marks = re.findall(r"\[note \d+\]", str(cell.value))
            used |= set(marks)
            if marks:
                assert "Notes are on the worksheet Notes." in {sheet.cell(r, 1).value for r in (2, 3, 4)}
    assert used <= listed
    assert listed


def test_contents_lead_to_every_worksheet(book: openpyxl.Workbook) -> None:
    sheet, table = next(with_tables(book))
    rows = body(sheet, table)[1:]
    assert [row[0].value for row in rows] == book.sheetnames[2:]
    for row in rows:
        assert row[0].hyperlink is not None
        assert row[0].hyperlink.location == f"'{row[0].value}'!A1"
        assert row[1].value == book[str(row[0].value)]["A1"].value


# ── what is published ───────────────────────────────────────────────────────────────────────────


def sheet_of(results: Results, folder: Path, name: str) -> list[tuple[object, ...]]:
    publication.write(results, folder)
    return list(openpyxl.load_workbook(folder / WORKBOOK)[name].iter_rows(values_only=True))


def test_a_table_is_published_as_stated_with_units_and_totals_at_its_edge(
    results: Results, tmp_path: Path
) -> None:
    rows = sheet_of(results, tmp_path, "Table_2")
    assert rows[0][0] == "Table 2: Fly tipping by ward, Norbury District Council"
    assert rows[3][0] == "This table uses shorthand: [c] = confidential; the authority wrote “<5”."
    assert rows[5:] == [
        ("Breakdown", "2020 (incidents)", "2021 (incidents)", "2022 (incidents)"),
        ("Abbey", 1204, 300, 17),
        ("Old Market", 96, 41, "[c]"),
        ("Quay", 0, 12, 8),
        ("Total [note 2]", 1300, 363, 27),
    ]


def test_a_wrong_total_is_noted_and_never_corrected(results: Results, tmp_path: Path) -> None:
    rows = sheet_of(results, tmp_path, "Notes")
    assert rows[4][1] == (
        "2021. The total does not equal the sum of its parts as stated by the authority: "
        "it is stated as 363, the parts come to 353. It is published as stated."
    )
    assert "Accepted: The council confirmed 14 by telephone." in str(rows[3][1])


def test_rounding_is_said_to_stop_totals_adding_up(results: Results, tmp_path: Path) -> None:
    lines = [row[0] for row in sheet_of(results, tmp_path, "Table_1")[:4]]
    assert "Some totals may not equal the sum of their parts because of rounding." in lines


def test_figures_in_sentences_are_published_by_unit(results: Results, tmp_path: Path) -> None:
    rows = sheet_of(results, tmp_path, "Statements_1")
    assert rows[4] == ("Authority", "Question", "What is stated", "Period", "Figure (notices)")
    assert [row[4] for row in rows[5:]] == [14, 3, 17]


def test_tables_over_the_limit_are_left_out_and_the_cover_says_so(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "MOST", 1)
    cover = [row[0] for row in sheet_of(results, tmp_path, "Cover")]
    assert cover[-1] == "1 further tables are left out here; figures.csv holds them all."


def test_responses_and_sentences_over_the_limit_are_left_out_and_the_cover_says_so(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "ROWS", 2)
    cover = [row[0] for row in sheet_of(results, tmp_path, "Cover")]
    assert cover[-2:] == [
        "1 further figures stated in sentences are left out here; figures.csv holds them all.",
        "1 further responses are left out here; responses.csv holds them all.",
    ]
    assert len(sheet_of(results, tmp_path, "Responses")[5:]) == 2


def test_the_ods_file_says_the_same(results: Results, tmp_path: Path) -> None:
    publication.write(results, tmp_path)
    books = [
        pd.read_excel(tmp_path / n, sheet_name=None, header=None, engine="calamine") for n in (WORKBOOK, OPEN)
    ]
    assert list(books[0]) == list(books[1])
    for name, frame in books[0].items():
        pd.testing.assert_frame_equal(frame, books[1][name], check_dtype=False)
    with ZipFile(tmp_path / OPEN) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert "<dc:language>en-GB</dc:language>" in archive.read("meta.xml").decode()


@pytest.mark.parametrize("which", ["results", "hostile", "nothing"])
def test_the_same_results_give_the_same_bytes(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    results = request.getfixturevalue(which)
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made.append([path.read_bytes() for path in publication.write(results, tmp_path / name)])
    assert made[0] == made[1]


# ── words ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "end", "complete", "words"),
    [
        (date(2020, 1, 1), date(2020, 12, 31), True, "2020"),
        (date(2022, 4, 1), date(2023, 3, 31), True, "Apr 2022 to Mar 2023"),
        (date(2022, 6, 1), date(2022, 6, 30), True, "Jun 2022"),
        (date(2022, 6, 8), date(2022, 7, 9), True, "8 Jun 2022 to 9 Jul 2022"),
        (date(2022, 1, 1), date(2022, 6, 8), False, "as written"),
        (date(2022, 1, 1), None, None, "as written"),
    ],
)
def test_a_period_is_written_as_the_rules_want_it(
    start: date | None, end: date | None, complete: bool | None, words: str
) -> None:
    assert published.stretch(Period("as written", start, end, complete)) == words


def test_a_date_is_written_out() -> None:
    assert published.day(date(2010, 2, 1)) == "1 Feb 2010"
    assert published.day(None) == "[x]"


@pytest.mark.parametrize(
    ("label", "unit", "heading"),
    [
        ("2020", "percent", "2020 (%)"),
        ("Paid", "gbp", "Paid (£)"),
        ("Officers", "officers", "Officers"),
        ("Cases closed", "cases", "Cases closed"),
        ("2020", "", "2020"),
        ("", "cases", "(cases)"),
    ],
)
def test_a_unit_stands_in_brackets_once(label: str, unit: str, heading: str) -> None:
    assert published.with_unit(label, unit).strip() == heading


def test_headings_that_are_blank_or_the_same_are_told_apart() -> None:
    assert published.headings(["Total", "", "total", "Total"]) == (
        "Total",
        "Column 2",
        "total (2)",
        "Total (3)",
    )


def test_only_a_number_that_was_printed_is_published() -> None:
    read: Callable[..., Amount] = Amount
    assert published.publishable(read("0", Decimal(0))) == 0
    assert published.publishable(read("nil", Decimal(0), marker="nil")) == 0
    assert published.publishable(read("-", None, marker="nil")) is None
    assert published.publishable(read("<5", None, high=Decimal(4), marker="suppressed")) is None


def test_a_row_without_a_label_is_called_by_its_period() -> None:
    rows = [("", "Cases"), ("", "5"), ("", "6")]
    place = Place("f.txt", table=1, cell="R2C2")
    found = tuple(
        Figure(
            f"r.f{k}",
            "r",
            place,
            Amount(rows[k][1], Decimal(rows[k][1])),
            table=1,
            row=k,
            column=1,
            column_label="Cases",
            period=Period(str(2019 + k), date(2019 + k, 1, 1), date(2019 + k, 12, 31), True),
        )
        for k in (1, 2)
    )
    (draft,) = drafts(Reading(Response("r", "f.txt", "", "text"), figures=found))
    header, body_rows, places = grid(draft)
    assert (header, places) == (("Breakdown", "Cases"), (None, 0))
    assert body_rows == [("2020", Decimal(5)), ("2021", Decimal(6))]


def test_rows_of_another_unit_make_another_table() -> None:
    place = Place("f.txt", table=1, cell="R2C2")
    found = tuple(
        Figure(f"r.f{k}", "r", place, Amount(text, Decimal(text)), table=1, row=k, column=1, unit=unit)
        for k, (text, unit) in enumerate((("5", "cases"), ("50.5", "percent"), ("6", "cases")), start=1)
    )
    one, other = drafts(Reading(Response("r", "f.txt", "", "text"), figures=found))
    assert [len(each.lines) for each in (one, other)] == [2, 1]
    assert [grid(each)[2] for each in (one, other)] == [(None, 0), (None, 1)]


def test_a_total_in_the_middle_goes_to_the_edge() -> None:
    place = Place("f.txt", table=1, cell="R2C2")
    labels: tuple[tuple[str, Role], ...] = (("A", "part"), ("All", "total"), ("B", "part"))
    found = tuple(
        Figure(
            f"r.f{k}",
            "r",
            place,
            Amount("1", Decimal(1)),
            table=1,
            row=k,
            column=1,
            row_label=label,
            role=role,
        )
        for k, (label, role) in enumerate(labels)
    )
    (draft,) = drafts(Reading(Response("r", "f.txt", "", "text"), figures=found))
    assert [row[0] for row in grid(draft)[1]] == ["A", "B", "All"]
