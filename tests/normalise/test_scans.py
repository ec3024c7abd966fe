"""Tables read from pictures, from the document to the figures."""

from __future__ import annotations

import pytest

from foi_cli.model import Document, Reading, Table
from foi_cli.normalise import understand

WARDS = (("Ward", "2020", "2021"), ("North", "35", "31"), ("South", "14", "10"), ("Total", "49", "41"))


def read(
    *rows: tuple[str, ...], notes: tuple[str, ...], doubtful: tuple[int, int, str] | None = None
) -> Reading:
    doubts = () if doubtful is None else ((doubtful[0], doubtful[1], (doubtful[2],)),)
    table = Table(1, rows, page=1, notes=notes, doubtful=doubts)
    return understand([Document("scan.pdf", "scan.pdf", "0" * 64, 1, "pdf", "", (table,))])


def row(reading: Reading, number: int) -> list[str]:
    return [figure.amount.text for figure in reading.figures if figure.row == number]


MISREAD = (WARDS[0], ("North", "85", "31"), *WARDS[2:])


def test_a_figure_is_the_reading_with_which_the_totals_close_and_says_so() -> None:
    found = read(*MISREAD, notes=("read by OCR (eagle)",), doubtful=(1, 1, "35"))
    assert row(found, 1) == ["35", "31"]
    told = "'85' read as '35' in a second reading; the totals close with '35'"
    assert found.figures[0].note == f"read by OCR (eagle); {told}"
    assert [(d.kind, d.suggestion) for d in found.doubts if d.kind == "repaired-row"] == [
        ("repaired-row", f"row 2: {told}")
    ]


def test_every_figure_of_a_scan_says_that_it_is_one() -> None:
    found = read(*WARDS, notes=("read by OCR (eagle)",))
    assert {figure.note for figure in found.figures} == {"read by OCR (eagle)"}
    assert [doubt.kind for doubt in found.doubts] == ["ocr"]


# ── left alone ──────────────────────────────────────────────────────────────────────────────────


def test_a_figure_that_the_totals_do_not_decide_stays_as_printed() -> None:
    found = read(*MISREAD, notes=("read by OCR (eagle)",), doubtful=(1, 1, "36"))
    assert row(found, 1) == ["85", "31"]
    assert found.figures[0].note == "read by OCR (eagle)"
    assert [(d.kind, d.text, d.suggestion) for d in found.doubts] == [("ocr", "85", "may be '36'")]


@pytest.mark.parametrize("notes", [(), ("continued over pages: page 2 from row 3; headings left out",)])
def test_figures_of_other_tables_say_nothing(notes: tuple[str, ...]) -> None:
    found = read(*WARDS, notes=notes)
    assert {figure.note for figure in found.figures} == {""}
    assert "ocr" not in {doubt.kind for doubt in found.doubts}
