"""Excel 97 to 2003 workbooks: cells as they are shown, what is hidden or rounded said of each sheet."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli import ingest
from foi_cli.ingest import ole, shown
from foi_cli.model import Document, Source, Table


def _read(book: xlwt.Workbook) -> Document:
    written = io.BytesIO()
    book.save(written)
    return ingest.read(Source("book.xls", written.getvalue()))[0]


def _only(document: Document) -> Table:
    assert document.problem == ""
    (table,) = document.tables
    return table


def test_xls() -> None:
    book = xlwt.Workbook()
    first = book.add_sheet("Cases")
    first.write(0, 0, "Share")
    first.write(0, 1, 0.125, xlwt.easyxf(num_format_str="0.0%"))
    first.write(1, 1, 1234, xlwt.easyxf(num_format_str="#,##0"))
    first.write(2, 0, "hidden")
    first.row(2).hidden = True
    first.write(3, 1, date(2021, 4, 1), xlwt.easyxf(num_format_str="d mmm yyyy"))
    other = book.add_sheet("Away")
    other.write(0, 0, 1)
    other.visibility = 1
    document = _read(book)
    assert _only(document).rows == (("Share", "12.5%"), ("", "1,234"), ("", ""), ("", "1 Apr 2021"))
    assert [fact for _, fact in document.facts] == [
        "sheet 'Cases': hidden and not read: row 3",
        "sheet 'Away' is hidden and was not read",
    ]


def test_xls_tells_truth_from_one_and_each_format_from_the_next() -> None:
    book = xlwt.Workbook()
    first = book.add_sheet("Cases")
    formats = [xlwt.easyxf(num_format_str=code) for code in ("0.00", "General", "0%", '"£"#,##0', "0")]
    for row, values in enumerate([(1, 1, 1, 1, 1), (0, 2, 0.5, 1234, 0.25), (1, 0, 1, 0, 0)]):
        for column, (value, style) in enumerate(zip(values, formats, strict=True)):
            first.write(row, column, value, style)
    for column, value in enumerate((True, 1, False, 0, 1)):
        first.write(3, column, value)
    first.write(5, 1, " ")
    table = _only(_read(book))
    assert table.rows == (
        ("1.00", "1", "100%", "£1", "1"),
        ("0.00", "2", "50%", "£1,234", "0"),
        ("1.00", "0", "100%", "£0", "0"),
        ("TRUE", "1", "FALSE", "0", "1"),
    )
    assert table.notes == ("shown rounded: cells hold more digits than they show, such as 0.25 as 0",)


CODES = ("General", "0", "0.0", "#,##0", "0%", '"£"#,##0.00')


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from([0, 1, 7, 1234, 0.5, -12.25]), st.sampled_from(CODES)), min_size=1
        ),
        min_size=1,
        max_size=9,
    )
)
@settings(max_examples=60)
def test_each_xls_cell_is_shown_in_its_own_format_whatever_stands_beside_it(
    rows: list[list[tuple[float, str]]],
) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Cases")
    styles = {code: xlwt.easyxf(num_format_str=code) for code in CODES}
    for at, row in enumerate(rows):
        for column, (value, code) in enumerate(row):
            sheet.write(at, column, value, styles[code])
    width = max(map(len, rows))
    assert _only(_read(book)).rows == tuple(
        (*(_shown(value, code) for value, code in row), *[""] * (width - len(row))) for row in rows
    )


def _shown(value: float, code: str) -> str:
    return shown.general(value) if code == "General" else shown.number(float(value), code)


def test_each_xls_sheet_notes_its_own_rounded_numbers() -> None:
    book = xlwt.Workbook()
    whole = xlwt.easyxf(num_format_str="0")
    for name, values in (("one", (7, 10.4, 3.2)), ("two", (3.2, 10.4)), ("none", (7, 10))):
        sheet = book.add_sheet(name)
        for row, value in enumerate(values):
            sheet.write(row, 0, value, whole)
    noted = "shown rounded: cells hold more digits than they show, such as "
    assert [(table.rows, table.notes) for table in _read(book).tables] == [
        ((("7",), ("10",), ("3",)), (f"{noted}10.4 as 10",)),
        ((("3",), ("10",)), (f"{noted}3.2 as 3",)),
        ((("7",), ("10",)), ()),
    ]


def test_a_row_of_noughts_is_not_blank() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Cases")
    for row, value in ((0, 0), (2, 5)):
        sheet.write(row, 0, value)
        sheet.write(row, 1, value)
    assert _only(_read(book)).rows == (("0", "0"), ("", ""), ("5", "5"))


def _long() -> xlwt.Workbook:
    """A sheet of a hundred rows, every seventh hidden, whose file is long enough for sectors of its own."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Cases")
    styles = [xlwt.easyxf(num_format_str=code) for code in ("0", "0.0", "#,##0")]
    for row in range(100):
        sheet.write(row, 0, f"Ward {row}")
        for column, style in enumerate(styles, 1):
            sheet.write(row, column, row * 1000 + column, style)
        sheet.row(row).hidden = row % 7 == 0
    return book


def test_hidden_rows_are_found_among_many() -> None:
    table = _only(_read(_long()))
    assert table.rows[:3] == (
        ("", "", "", ""),
        ("Ward 1", "1001", "1002.0", "1,003"),
        ("Ward 2", "2001", "2002.0", "2,003"),
    )
    assert [at for at, row in enumerate(table.rows) if not any(row)] == list(range(0, 99, 7))


def test_xls_is_read_alike_however_its_sectors_are_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly = _read(_long())
    monkeypatch.setattr(ole, "_gathered", lambda *_: None)
    assert _read(_long()) == quickly
