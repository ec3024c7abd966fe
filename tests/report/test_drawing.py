"""Tables with their totals marked."""

from __future__ import annotations

import io

import pytest

from foi_cli.model import Finding, Place, Table
from foi_cli.report.drawing import marks, position
from foi_cli.report.page import Page

SHEET = Table(1, (("Year", "2020"), ("Theft", "4"), ("Fraud", "5"), ("Total", "8")), origin=(3, 2))
LETTER = Table(2, SHEET.rows, lines=(7, 8, 9, 10))


def wrong(cell: str, *parts: str, table: int | None = None) -> Finding:
    place = Place("a", line=None, table=table, cell=cell)
    return Finding("r", place, "sum", "differs", "exact", "8", "9", "1", "0", parts, "off by 1", "digit")


def drawn(table: Table, *findings: Finding, verbose: bool = False) -> str:
    stream = io.StringIO()
    Page(verbose=verbose, stream=stream).findings(findings, [("a", table)])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("table", "address", "found"),
    [
        (SHEET, "B3", (0, 0)),
        (SHEET, "C6", (3, 1)),
        (SHEET, "A3", None),
        (SHEET, "C7", None),
        (SHEET, "AAAA1", None),
        (LETTER, "R4C2", (3, 1)),
        (LETTER, "R5C2", None),
        (LETTER, "R0C0", None),
        (LETTER, "C6", None),  # a letter's table has no addresses of that kind
        (LETTER, "letter.txt:3", None),
    ],
)
def test_an_address_is_a_cell_of_its_table_or_none(
    table: Table, address: str, found: tuple[int, int] | None
) -> None:
    assert position(table, address) == found


def test_a_total_outranks_a_part() -> None:
    inner = wrong("C6", "C4", "C5")
    outer = wrong("C5", "C6")
    assert marks(SHEET, [inner, outer]) == {(3, 1): "differs", (2, 1): "differs", (1, 1): "part"}


def test_a_sheet_is_drawn_with_its_own_addresses() -> None:
    assert drawn(SHEET, wrong("C6", "C4", "C5")).splitlines() == [
        "a table 1",
        "    B       C   ",
        "────────────────",
        "3   Year    2020",
        "4   Theft   + 4 ",
        "5   Fraud   + 5 ",
        "6   Total   ✗ 8 ",
        "✗ differs  a C6: off by 1 [digit]",
        "",
    ]


def test_a_table_of_a_letter_is_drawn_by_rows_and_columns() -> None:
    out = drawn(LETTER, wrong("R4C2", "R2C2", "R3C2", table=2))
    assert "R4   Total   ✗ 8 " in out


def test_findings_of_other_tables_are_told_without_one() -> None:
    out = drawn(LETTER, wrong("R4C2", table=1))
    assert "R4   Total" not in out
    assert "✗ differs  a table 1 R4C2: off by 1" in out


def test_only_the_first_few_are_told_unless_asked() -> None:
    findings = [wrong("C6", message) for message in ["C4", "C5"] * 10]
    assert "… and 8 more in this table (--verbose shows all)" in drawn(SHEET, *findings)
    assert "more in this table" not in drawn(SHEET, *findings, verbose=True)


def test_a_long_cell_is_cut_beside_a_finding_and_whole_in_tables() -> None:
    long = Table(1, (("x" * 50, "1"), ("Total", "8")), origin=(1, 1))
    out = drawn(long, wrong("B2", "B1"))
    assert "x" * 39 + "…" in out
    assert "x" * 50 not in out
