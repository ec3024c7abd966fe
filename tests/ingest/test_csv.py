"""CSV and TSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import csv as reader
from foi_cli.model import Document, Source

Read = Callable[[str, "str | bytes"], Document]


@pytest.mark.parametrize(
    "data",
    [
        "Force,Cases\nNorth,1\nSouth,2\n",
        "Force,Cases\r\nNorth,1\r\nSouth,2\r\n",
        "Force,Cases\rNorth,1\rSouth,2\r",
        "\ufeffForce,Cases\nNorth,1\nSouth,2",
        "Force;Cases\nNorth;1\nSouth;2\n",
        "Force\tCases\nNorth\t1\nSouth\t2\n",
        "Force|Cases\nNorth|1\nSouth|2\n",
        '"Force","Cases"\n"North","1"\n"South","2"\n',
    ],
)
def test_the_same_table(data: str, read: Read) -> None:
    (table,) = read("data.csv", data).tables
    assert table.rows == (("Force", "Cases"), ("North", "1"), ("South", "2"))
    assert table.origin == (1, 1)


def test_cells_are_as_written(read: Read) -> None:
    (table,) = read("data.csv", 'code,n,note\n007,"1,204",NA\n"two\nlines",<5,=1+1\n').tables
    assert table.rows[1:] == (("007", "1,204", "NA"), ("two lines", "<5", "=1+1"))


def test_records_count_with_empty_ones_and_preambles(read: Read) -> None:
    (table,) = read("data.csv", "Report of cases\n\nFilters: all\n\nForce,Cases\nNorth,5\n\n\n").tables
    assert len(table.rows) == 6
    assert table.place("data.csv", 5, 1).cell == "B6"


def test_numbers_with_decimal_commas(read: Read) -> None:
    (table,) = read("data.csv", "Name;Rate\nA;1,5\nB;2,5\n").tables
    assert table.rows[1] == ("A", "1,5")


def test_a_quotation_mark_that_is_never_closed_is_text(read: Read) -> None:
    data = 'size,n\n"5 inch,1\n' + "x,1\n" * 200
    document = read("data.csv", data)
    assert len(document.tables[0].rows) == 202
    assert document.facts[0][0] == "quotes"


def test_too_many_cells_are_cut_and_said(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CELLS", 6)
    document = read("data.csv", "a,b\n" * 5)
    assert len(document.tables[0].rows) == 3
    assert document.facts == (("cut", "only the first 3 of 5 records are read (6 cells)"),)


@pytest.mark.parametrize("data", ["\n\n", ",,,\n,,,\n"])
def test_nothing_inside_is_said(data: str, read: Read) -> None:
    assert "holds no text" in read("data.csv", data).problem


_words = st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(_words, min_size=2, max_size=2), min_size=3, max_size=8))
def test_every_cell_is_kept(rows: list[list[str]]) -> None:
    rows = [["first", "second"], *rows, ["last", "1"]]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    (table,) = reader.read(Source("data.csv", written.getvalue().encode())).blocks
    assert [list(row) for row in getattr(table, "rows", ())] == rows


def test_a_record_that_is_too_wide_to_keep_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CELLS", 5)
    with pytest.raises(UnreadableDocument, match="records of more than 5 cells"):
        reader.read(Source("wide.csv", b"a,b,c,d,e,f\n1,2,3,4,5,6\n"))
