"""Workbooks of every kind: cells as they are shown, hidden parts reported, only plain sums computed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from foi_cli import ingest
from foi_cli.ingest import grid, sheet
from foi_cli.model import Document, Source, Table

Fill = Callable[[Worksheet], None]


def _xlsx(fill: Callable[[Workbook, Worksheet], None]) -> bytes:
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    fill(book, first)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _read(data: bytes, name: str = "book.xlsx", *, include_hidden: bool = False) -> Document:
    return ingest.read(Source(name, data, include_hidden=include_hidden))[0]


def _only(document: Document) -> Table:
    assert document.problem == ""
    (table,) = document.tables
    return table


def _numbers(_: Workbook, first: Worksheet) -> None:
    first["B2"], first["C2"] = "Year", "Share"
    first["B3"], first["C3"] = date(2021, 4, 1), 0.125
    first["B3"].number_format, first["C3"].number_format = "mmm-yy", "0.0%"
    first["B4"], first["C4"] = "two\nlines ", 1234
    first["C4"].number_format = "#,##0"
    first["B5"], first["C5"] = True, 0.1 + 0.2


def test_cells_are_as_shown_and_addresses_are_the_sheets_own() -> None:
    table = _only(_read(_xlsx(_numbers)))
    assert table.rows == (
        ("", "", ""),
        ("", "Year", "Share"),
        ("", "Apr-21", "12.5%"),
        ("", "two lines", "1,234"),
        ("", "TRUE", "0.3"),
    )
    assert str(table.place("book.xlsx", 2, 2)) == "book.xlsx 'Sheet'!C3"


def _hidden(book: Workbook, first: Worksheet) -> None:
    for row, (label, number) in enumerate([("a", 1), ("b", 2), ("c", 3), ("Total", 6)], 1):
        first.cell(row, 1, label)
        first.cell(row, 2, number)
        first.cell(row, 3, number * 10)
    first.row_dimensions[2].hidden = True
    first.column_dimensions["C"].hidden = True
    book.create_sheet("Notes").sheet_state = "hidden"
    book["Notes"]["A1"] = "secret"


def test_what_is_hidden_is_reported_and_not_read() -> None:
    document = _read(_xlsx(_hidden))
    assert _only(document).rows == (("a", "1"), ("", ""), ("c", "3"), ("Total", "6"))
    assert _only(document).notes == ("hidden and not read: row 2", "hidden and not read: column C")
    assert document.facts == (
        ("hidden", "sheet 'Sheet': hidden and not read: row 2"),
        ("hidden", "sheet 'Sheet': hidden and not read: column C"),
        ("hidden", "sheet 'Notes' is hidden and was not read"),
    )


def test_what_is_hidden_is_read_when_asked_for() -> None:
    document = _read(_xlsx(_hidden), include_hidden=True)
    assert [table.sheet for table in document.tables] == ["Sheet", "Notes"]
    assert document.tables[0].rows[1] == ("b", "2", "20")
    assert document.facts == ()


def _formulas(_: Workbook, first: Worksheet) -> None:
    for row, value in enumerate([1, 2.5, 3], 1):
        first.cell(row, 1, value)
    first["A4"] = "=SUM(A1:A3)"
    first["A5"] = "=A4+A1-2"
    first["A6"] = "=VLOOKUP(A1,A1:A3,1)"
    first["A7"] = "=A6+1"
    first["A8"] = "=A8+1"


def test_sums_without_a_result_are_computed_and_other_formulas_marked() -> None:
    table = _only(_read(_xlsx(_formulas)))
    assert [row[0] for row in table.rows] == ["1", "2.5", "3", "6.5", "5.5"]
    assert table.notes == (
        "computed here, because the file holds the formula without its result: A4, A5",
        "blank here, because the file holds a formula without its result: A6, A7, A8",
    )


def _rounded(_: Workbook, first: Worksheet) -> None:
    first["A1"], first["A2"] = 10.4, 7
    first["A1"].number_format = first["A2"].number_format = "0"


def test_rounded_cells_are_noted() -> None:
    table = _only(_read(_xlsx(_rounded)))
    assert table.rows == (("10",), ("7",))
    assert table.notes == ("shown rounded: cells hold more digits than they show, such as 10.4 as 10",)


def test_formats_of_conditions_are_not_those_of_cells() -> None:
    def fill(_: Workbook, first: Worksheet) -> None:
        first["A1"] = 0.125
        first["A1"].number_format = "0.000"  # the first format of its own, number 164
        percent = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode="0%"))
        first.conditional_formatting.add("A1", Rule("expression", dxf=percent, formula=["A1>1"]))

    assert _only(_read(_xlsx(fill))).rows == (("0.125",),)


def test_a_merged_heading_holds_its_text_once_and_first() -> None:
    def fill(_: Workbook, first: Worksheet) -> None:
        first["A1"] = "Cases"
        first.merge_cells("A1:B1")
        first["A2"], first["B2"] = 1, 2

    assert _only(_read(_xlsx(fill))).rows == (("Cases", ""), ("1", "2"))


def test_a_cell_far_away_costs_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(_: Workbook, first: Worksheet) -> None:
        first["A1"], first["XFD1048576"] = 1, 2

    table = _only(_read(_xlsx(fill)))
    assert table.rows[0][0] == "1"
    assert table.notes == ("cut: the used range ends at XFD1048576; read up to ALL5000",)


def test_a_writer_with_ways_of_its_own_is_read_as_well() -> None:
    usual = b'<c r="B2" s="1" t="s"><v>0</v></c><c r="C2"><v>5</v></c>'
    named = (
        b'<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c t="s" r="B2" s="1"><x:v>0</x:v></x:c>'
        b'<x:c r="C2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    found, _ = sheet.cells(usual)
    assert found == [(b"B", b"2", b' s="1" t="s"', b"0"), (b"C", b"2", b"", b"5")]
    assert [tuple(cell) for cell in sheet.cells(named)[0]] == found


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="2"><c r="A2"><v>5</v></c><c r="C2"><f>SUM(A2:B2)</f></c></row>',
        b'<row r="2"><c r="A2"><v xml:space="preserve">5</v></c><c s="1" r="C2"><f>SUM(A2:B2)</f></c></row>',
        b'<x:row xmlns:x="m" r="2"><x:c r="C2"><x:f>SUM(A2:B2)</x:f><x:v/></x:c></x:row>',
    ],
)
def test_formulas_without_a_result_are_found_however_they_are_written(row: bytes) -> None:
    _, uncounted = sheet.cells(b"<worksheet><sheetData>%b</sheetData></worksheet>" % row)
    assert uncounted == [(b"C", b"2", uncounted[0].attributes, b"SUM(A2:B2)")]


ODS = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>
<style:style style:name="gone"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Cases"><table:table-column/>
<table:table-column table:visibility="collapse"/><table:table-column/>
<table:table-row>
<table:table-cell table:number-columns-spanned="2">
<text:p>Two</text:p><text:p>lines</text:p></table:table-cell>
<table:covered-table-cell/>
<table:table-cell office:value-type="percentage" office:value="0.125">
<text:p>12.5%</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell table:number-columns-repeated="3"/></table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="10.4">
<office:annotation><text:p>remark</text:p></office:annotation><text:p>10</text:p></table:table-cell>
<table:table-cell><text:p>hidden</text:p></table:table-cell>
<table:table-cell><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table><table:table table:name="Away" table:style-name="gone">
<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def _ods(content: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return written.getvalue()


def test_ods() -> None:
    document = _read(_ods(ODS), "book.ods")
    assert _only(document).rows == (("Two lines", "", "12.5%"), ("", "", ""), ("", "", ""), ("10", "", "a b"))
    assert _only(document).notes == (
        "shown rounded: cells hold more digits than they show, such as 10.4 as 10",
        "hidden and not read: column B",
    )
    assert document.facts[-1] == ("hidden", "sheet 'Away' is hidden and was not read")


def test_ods_is_read_alike_by_either_way_of_reading_it() -> None:
    quickly = _read(_ods(ODS), "book.ods")
    comment = ODS.replace("</office:automatic-styles>", "<!-- <table:table> --></office:automatic-styles>")
    inside = ODS.replace("<table:table-row>", "<table:table-row><!-- -->", 1)
    for written in (comment, inside):
        document = _read(_ods(written), "book.ods")
        assert (document.blocks, document.facts) == (quickly.blocks, quickly.facts)


@pytest.mark.parametrize("name", ["book.xlsx", "book.xls", "book.ods", "book.xlsb", "data.csv", "letter.txt"])
def test_content_wins_over_a_name(name: str) -> None:
    assert _read(_xlsx(_numbers), name).reader == "xlsx"
    assert _read(_ods(ODS), name).reader == "ods"


@pytest.mark.parametrize(("suffix", "data"), [("xlsx", _xlsx(_numbers)), ("ods", _ods(ODS))])
def test_a_damaged_workbook_says_so(suffix: str, data: bytes) -> None:
    assert "damaged" in _read(data[: len(data) // 2], f"book.{suffix}").problem
    assert "damaged" in _read(b"PK\x03\x04rubbish", f"book.{suffix}").problem
    assert "damaged" in _read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "book.xls").problem


def test_an_empty_workbook_says_so() -> None:
    assert "holds no cell" in _read(_xlsx(lambda *_: None)).problem


def test_spans_of_hidden_rows_are_named_in_short() -> None:
    cells = {row: {1: "x"} for row in range(1, 9)}
    assert grid.hide(cells, {2, 3, 4, 7}, {1}) == [
        "hidden and not read: rows 2 to 4, 7",
        "hidden and not read: column A",
    ]
