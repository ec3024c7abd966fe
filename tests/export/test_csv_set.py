"""The CSV set: the columns of the contract, nothing from a document a formula, the same bytes each time."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from foi_cli.export import csv as csv_set
from foi_cli.export.cells import listed
from foi_cli.export.listings import LISTINGS, Listing, answered
from foi_cli.model import Results

CONTRACT = """
responses: response_id, file, digest, reader, problem, authority, authority_id, reference, title, \
requested_on, responded_on, outcome, exemptions, questions, figures, agrees, differs, undecided, \
attachments_cited, attachments_missing, request_group
questions: response_id, question, text, answer, outcome, exemptions, figures
figures: figure_id, response_id, file, authority, reference, question, table, row_label, column_label, \
measure, unit, category, category_code, taxonomy, dimensions, period, period_start, period_end, \
period_complete, value, low, high, marker, role, text, place, note
findings: finding_id, response_id, file, check, verdict, basis, figure_id, stated, computed, difference, \
slack, parts, cause, message, place, accepted, reason
attachments: response_id, name, state, file, place
review: item_id, kind, response_id, place, text, suggestion, confidence
coverage: request_group, authority, response_id, question, outcome, figures
"""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_columns_are_those_of_the_contract() -> None:
    promised = dict(line.split(": ") for line in CONTRACT.strip().splitlines())
    assert {listing.name: ", ".join(listing.names) for listing in LISTINGS} == promised


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda each: each.name)
def test_every_row_has_a_cell_a_column(listing: Listing, results: Results, hostile: Results) -> None:
    for held in (results, hostile):
        rows = [row for reading, found in answered(held) for row in listing.rows(reading, found)]
        assert {len(row) for row in rows} == {len(listing.columns)}


def test_every_column_says_what_it_means_and_what_its_gaps_mean() -> None:
    for listing in LISTINGS:
        for column in listing.columns:
            assert column.description.endswith("."), column.name
            assert bool(column.empty) != column.required, (listing.name, column.name)


def test_a_figure_keeps_all_that_is_known_of_it(results: Results, tmp_path: Path) -> None:
    written = csv_set.write(results, tmp_path)
    assert [path.name for path in written] == [f"{listing.name}.csv" for listing in LISTINGS]
    figures = read(tmp_path / "figures.csv")
    assert figures[0] == {
        "figure_id": "1b2c3d4e0000.f1",
        "response_id": "1b2c3d4e0000",
        "file": "fines/letter.txt",
        "authority": "Norbury Police",
        "reference": "",
        "question": "1",
        "table": "1",
        "row_label": "Paid",
        "column_label": "Share",
        "measure": "incidents",
        "unit": "percent",
        "category": "",
        "category_code": "",
        "taxonomy": "",
        "dimensions": "",
        "period": "",
        "period_start": "",
        "period_end": "",
        "period_complete": "",
        "value": "66.7",
        "low": "66.65",
        "high": "66.75",
        "marker": "",
        "role": "part",
        "text": "66.7%",
        "place": "fines/letter.txt table 1 R2C2",
        "note": "",
    }
    assert figures[7]["dimensions"] == "location=Quay; sex=female"
    assert (figures[7]["period_complete"], figures[7]["period_end"]) == ("false", "")
    year = next(row for row in figures if row["text"] == "1,204")
    assert [year[c] for c in ("period", "period_start", "period_end", "period_complete")] == [
        "2020",
        "2020-01-01",
        "2020-12-31",
        "true",
    ]
    suppressed = next(row for row in figures if row["text"] == "<5")
    assert [suppressed[c] for c in ("value", "low", "high", "marker")] == ["", "0", "4", "suppressed"]


def test_a_response_counts_what_was_found_in_it(results: Results, tmp_path: Path) -> None:
    csv_set.write(results, tmp_path)
    rows = {row["response_id"]: row for row in read(tmp_path / "responses.csv")}
    tipping = rows["0a1b2c3d0000"]
    counts = ("questions", "figures", "agrees", "differs", "undecided")
    assert [tipping[c] for c in counts] == ["1", "12", "1", "1", "1"]
    assert (tipping["attachments_cited"], tipping["attachments_missing"]) == ("2", "2")
    assert rows["1b2c3d4e0000"]["exemptions"] == "FOIA s30(3); FOIA s40(2)"
    assert rows["2c3d4e5f0000"]["problem"] == "the file is empty; ask for it again"


def test_findings_keep_their_parts_cause_and_acceptance(results: Results, tmp_path: Path) -> None:
    csv_set.write(results, tmp_path)
    rows = {row["finding_id"]: row for row in read(tmp_path / "findings.csv")}
    assert rows["0a1b2c3d0000.c2"]["parts"] == "D4 D5 D6"
    assert rows["0a1b2c3d0000.c2"]["cause"] == "digit"
    assert rows["0a1b2c3d0000.c3"]["computed"] == "25..29"
    assert (rows["1b2c3d4e0000.c3"]["accepted"], rows["0a1b2c3d0000.c2"]["accepted"]) == ("true", "false")


def test_coverage_has_a_row_for_every_question_and_for_a_response_without_any(
    results: Results, tmp_path: Path
) -> None:
    csv_set.write(results, tmp_path)
    rows = [tuple(row.values()) for row in read(tmp_path / "coverage.csv")]
    assert rows == [
        ("g1", "Norbury Police", "1b2c3d4e0000", "1", "full", "6"),
        ("g1", "Norbury Police", "1b2c3d4e0000", "2", "part", "3"),
        ("g1", "Norbury Police", "1b2c3d4e0000", "3", "refused", "0"),
        ("", "", "2c3d4e5f0000", "", "unknown", "0"),
        ("g1", "Norbury District Council", "0a1b2c3d0000", "1", "full", "12"),
    ]


def test_review_items_are_numbered_within_their_response(results: Results, tmp_path: Path) -> None:
    csv_set.write(results, tmp_path)
    (row,) = read(tmp_path / "review.csv")
    assert row["item_id"] == "0a1b2c3d0000.v1"
    assert (row["suggestion"], row["confidence"]) == ("Abbey Ward", "0.82")


def test_the_bytes_are_utf8_with_lf_and_the_same_every_time(results: Results, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for one, other in zip(
        csv_set.write(results, tmp_path / "a"), csv_set.write(results, tmp_path / "b"), strict=True
    ):
        data = one.read_bytes()
        assert data == other.read_bytes()
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n")


def test_nothing_still_has_its_header_rows(nothing: Results, tmp_path: Path) -> None:
    for path in csv_set.write(nothing, tmp_path):
        assert path.read_text(encoding="utf-8").count("\n") == 1


def test_no_cell_of_a_hostile_document_is_a_formula_or_an_escape_code(
    hostile: Results, tmp_path: Path
) -> None:
    for path in csv_set.write(hostile, tmp_path):
        assert path.parent == tmp_path
        assert b"\x1b" not in path.read_bytes()
        for row in read(path):
            for cell in row.values():
                if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
                    assert cell.lstrip("-+£").replace(".", "").replace(",", "").isdigit() or cell == "-", cell


def test_negative_numbers_of_a_hostile_document_stay_numbers(hostile: Results, tmp_path: Path) -> None:
    csv_set.write(hostile, tmp_path)
    figures = {row["text"]: row["value"] for row in read(tmp_path / "figures.csv")}
    assert figures["-5"] == "-5"
    assert figures["-5.5"] == "-5.5"
    assert {row["difference"] for row in read(tmp_path / "findings.csv")} == {"-1"}


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("B3", "B4", "C7"), "B3 B4 C7"),
        (("letter.txt:31", "letter.txt:33"), "letter.txt:31 letter.txt:33"),
        (("my letter.txt:31", "other.txt:33"), '"my letter.txt:31" other.txt:33'),
        (('the "last" letter.txt:3',), '"the ""last"" letter.txt:3"'),
        ((), ""),
    ],
)
def test_parts_can_be_told_apart_whatever_their_files_are_called(
    parts: tuple[str, ...], written: str
) -> None:
    assert listed(parts) == written
    assert next(csv.reader([written], delimiter=" "), []) == list(parts)
