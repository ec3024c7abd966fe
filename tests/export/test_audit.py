"""The audit workbook: live formulas that come to what was computed, links, comments, drop-downs."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from foi_cli.export import audit, audit_tables, book
from foi_cli.export.audit_tables import CHECKS_HEAD
from foi_cli.export.formulas import Operand
from foi_cli.export.safe import guarded
from foi_cli.model import Amount, Finding, Place, Results

Opened = Callable[[Results], openpyxl.Workbook]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Write the audit book and open it, formulas as formulas."""
    return lambda results: openpyxl.load_workbook(audit.write(results, tmp_path)[0])


def rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def checks(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """The rows of the checks below the tables, by their headings."""
    inside = False
    for row in rows(sheet):
        if row[:3] == CHECKS_HEAD[:3]:
            inside = True
        elif row[0] is None:
            inside = False
        elif inside:
            yield dict(zip(CHECKS_HEAD, row, strict=False))


def test_the_sheets_stand_in_the_order_in_which_they_are_read(opened: Opened, results: Results) -> None:
    assert opened(results).sheetnames == [
        "Summary",
        "Findings",
        "Review",
        "Responses",
        "Questions",
        "Figures",
        "Attachments",
        "Tables",
    ]


def test_each_stated_total_stands_beside_a_sum_over_exactly_its_parts(
    opened: Opened, results: Results
) -> None:
    found = {each["Finding"]: each for each in checks(opened(results)["Tables"])}
    differs = found["0a1b2c3d0000.c2"]
    assert (differs["Stated"], differs["Computed, live"]) == ("=C22", "=SUM(C19:C21)")
    assert differs["Difference, live"] == "=D25-E25"
    assert differs["Computed (foi)"] == 353
    assert found["0a1b2c3d0000.c3"]["at most, live"] == "=SUM(D19:D21)+4"


def test_a_table_stands_as_it_stood_numbers_as_numbers_shown_as_written(
    opened: Opened, results: Results
) -> None:
    sheet = opened(results)["Tables"]
    assert [cell.value for cell in sheet[19]][:4] == ["Abbey", 1204, 300, 17]
    assert sheet["B19"].number_format == "#,##0"
    assert sheet["D20"].value == "<5"
    assert sheet["C4"].number_format == '"£"#,##0.00'


def test_a_total_that_differs_is_marked_and_says_why_and_where(opened: Opened, results: Results) -> None:
    sheet = opened(results)["Tables"]
    assert sheet["C22"].fill.start_color.rgb == "FFF4C7C3"
    comment = sheet["C22"].comment
    assert comment is not None
    assert "Cause: digit." in comment.text
    assert "Place: tipping.csv D7." in comment.text
    assert sheet["B22"].comment is None


def test_findings_come_with_what_differs_first_and_lead_to_their_check(
    opened: Opened, results: Results
) -> None:
    sheet = opened(results)["Findings"]
    assert [row[1] for row in rows(sheet)[1:]] == ["differs", "differs", "undecided", *["agrees"] * 3]
    assert sheet["F3"].value == "='Tables'!$E$25"
    assert sheet["A3"].hyperlink.location == "'Tables'!$A$25"
    assert sheet["K3"].hyperlink.target.replace("\\", "/") == "../../tipping.csv"


def test_a_figure_leads_to_its_cell(opened: Opened, results: Results) -> None:
    sheet = opened(results)["Figures"]
    place = sheet.cell(2, 26)
    assert place.value == "fines/letter.txt table 1 R2C2"
    assert place.hyperlink is not None
    assert place.hyperlink.location == "'Tables'!$B$4"


def test_the_review_sheet_offers_doubts_and_open_differences_with_a_drop_down(
    opened: Opened, results: Results
) -> None:
    sheet = opened(results)["Review"]
    assert tuple(rows(sheet)[0]) == audit.REVIEW_HEAD
    assert [(row[0], row[1]) for row in rows(sheet)[1:]] == [
        ("0a1b2c3d0000.v1", "category"),
        ("0a1b2c3d0000.c2", "differs"),  # 1b2c3d4e0000.c3 has been accepted
        ("0a1b2c3d0000.c3", "undecided"),
    ]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, str(rule.sqref), rule.formula1) == ("list", "H2:H4", '"accept,change,reject,later"')


def test_the_summary_counts_and_has_a_chart(opened: Opened, results: Results, tmp_path: Path) -> None:
    words = rows(opened(results)["Summary"])
    assert words[1][0] == "Of 6 checks 3 agree, 2 differ and 1 cannot be decided."
    assert ("Attachments missing", 2) in [row[:2] for row in words]
    with ZipFile(tmp_path / audit.FILE) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 4


def test_nothing_says_that_nothing_could_be_checked(opened: Opened, nothing: Results) -> None:
    assert rows(opened(nothing)["Summary"])[1][0] == "Nothing could be checked."


def test_no_text_of_a_hostile_document_is_a_formula_a_link_out_or_a_name(
    opened: Opened, hostile: Results, tmp_path: Path
) -> None:
    opened_book = opened(hostile)
    for sheet in opened_book:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    assert str(cell.value).startswith(("=SUM(", "='Tables'!", "=B", "=D", "=IF("))
                elif isinstance(cell.value, str):
                    assert cell.value == guarded(cell.value)
                if cell.hyperlink and cell.hyperlink.target:
                    assert cell.hyperlink.target.replace("\\", "/").startswith("../../")
    assert {path.name for path in tmp_path.iterdir()} == {audit.FILE}
    with ZipFile(tmp_path / audit.FILE) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name]


def test_negative_numbers_stay_numbers(opened: Opened, hostile: Results) -> None:
    row = next(line for line in rows(opened(hostile)["Tables"]) if line[1:3] == (1, -5))
    assert row[3:7] == (-5.5, -6, 7, -8)


def test_the_same_results_give_the_same_bytes(results: Results, tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (path,) = audit.write(results, tmp_path / name)
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_sheet_that_is_full_is_carried_over(tmp_path: Path) -> None:
    with book.Book(tmp_path / "x.xlsx", "x") as held:
        sheet = book.Sheet(held, "Figures", ("n",), rows=3)
        at = [(sheet.add([n]), sheet.name) for n in range(5)]
        assert not sheet.room(3)
    assert at == [(2, "Figures"), (3, "Figures"), (2, "Figures 2"), (3, "Figures 2"), (2, "Figures 3")]
    opened_book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert opened_book.sheetnames == ["Figures", "Figures 2", "Figures 3"]
    assert opened_book["Figures 3"]["A1"].value == "n"


def test_every_kind_of_value_becomes_the_cell_it_should_be(tmp_path: Path) -> None:
    values: list[book.Entry] = [
        book.Entry(each)
        for each in (
            date(2023, 2, 1),
            date(1899, 12, 31),
            True,
            Decimal("-5.50"),
            Decimal("1E+3"),
            12345678901234567,
            Decimal("0.1234567890123456"),
            "x" * 40_000,
            "=1+1",
            "",
            None,
        )
    ]
    with book.Book(tmp_path / "x.xlsx", "x") as held:
        book.Sheet(held, "All").add(values)
    (row,) = rows(openpyxl.load_workbook(tmp_path / "x.xlsx")["All"])
    assert row[:7] == (
        datetime(2023, 2, 1),  # noqa: DTZ001
        "1899-12-31",  # a sheet knows no day before 1900
        True,
        -5.5,
        1000,
        "12345678901234567",  # more digits than a sheet keeps
        "0.1234567890123456",
    )
    assert row[7].endswith("x…")
    assert row[8] == "'=1+1"
    assert len(row) == 9


def test_a_sheet_has_no_more_links_than_excel_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "LINKS", 2)
    with book.Book(tmp_path / "x.xlsx", "x") as held:
        sheet = book.Sheet(held, "All")
        for name in "abc":
            sheet.add([book.Entry(name, link="internal:'All'!$A$1")])
    links = [cell.hyperlink for (cell,) in openpyxl.load_workbook(tmp_path / "x.xlsx")["All"].iter_rows()]
    assert [link is not None for link in links] == [True, True, False]


def test_several_figures_on_one_line_are_told_apart_by_what_they_come_to(tmp_path: Path) -> None:
    place = "letter.txt:35"
    on_line = [
        Operand("Figures", row, 20, Amount(text, Decimal(text)), Decimal(text), f"r.f{row}")
        for row, text in ((2, "3922"), (3, "1710"), (4, "44"))
    ]
    where = audit_tables.Where("Tables", {place: on_line})
    at = Place("letter.txt", line=35)
    share = Finding("r", at, "share", "agrees", "rounding", "44", "43.6", "0.4", "0.5", (place, place), "m")
    found = where.live(replace(share, figure_id="r.f4"))
    assert found is not None
    assert found.low.text == "=ROUND(100*'Figures'!T3/'Figures'!T2,1)"
    assert where.live(replace(share, computed="99.9", figure_id="r.f4")) is None


def test_rules_of_colour_are_as_many_however_many_tables_there_are(results: Results, tmp_path: Path) -> None:
    (path,) = audit.write(results, tmp_path)
    rules = openpyxl.load_workbook(path)["Tables"].conditional_formatting
    assert [str(rule.sqref) for rule in rules] == ["B1:B1048576", "G1:G1048576"]
    (difference,) = rules["G1:G1048576"]
    assert difference.formula == ['AND(OR($B1="agrees",$B1="undecided",$B1="differs"),ISNUMBER($G1),$G1<>0)']


def test_a_table_larger_than_a_sheet_is_said_to_be_left_out(results: Results, tmp_path: Path) -> None:
    reading = next(each for each in results.readings() if each.response.file == "tipping.csv")
    with book.Book(tmp_path / "x.xlsx", "x") as held:
        sheet = book.Sheet(held, "Tables", rows=6)
        laid = audit_tables.write(sheet, reading, (), {})
    assert laid.left_out == ["tipping.csv table 1: larger than a sheet"]


def recalculated(path: Path, folder: Path) -> openpyxl.Workbook:
    """The book without its stored values, as LibreOffice calculates it."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    bare = folder / "bare" / path.name
    bare.parent.mkdir()
    openpyxl.load_workbook(path).save(bare)  # openpyxl keeps formulas and drops their values
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command: list[str] = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        str(bare),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(folder / "out" / path.name, data_only=True)


def test_libreoffice_calculates_every_live_formula_to_what_findings_csv_says(
    results: Results, tmp_path: Path
) -> None:
    from foi_cli.export import csv as csv_set

    csv_set.write(results, tmp_path)
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as file:
        findings = {row["finding_id"]: row for row in csv.DictReader(file)}
    opened_book = recalculated(audit.write(results, tmp_path)[0], tmp_path)
    live = [each for each in checks(opened_book["Tables"]) if not isinstance(each["Computed, live"], str)]
    assert len(live) == 5
    for each in live:
        finding = findings[each["Finding"]]
        ends = [str(each[name]) for name in ("Computed, live", "at most, live") if each[name] is not None]
        assert [float(end) for end in ends] == [float(end) for end in finding["computed"].split("..")]
        if finding["difference"]:
            assert each["Difference, live"] == pytest.approx(float(finding["difference"]))
    for row in rows(opened_book["Findings"])[1:]:
        if row[5] is not None:
            assert row[5] == pytest.approx(float(findings[row[0]]["computed"].split("..")[0]))
