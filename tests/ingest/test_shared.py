"""Real responses beside the project, where they are: every number read stands in its source."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from foi_cli import ingest
from foi_cli.ingest.encoding import fold
from foi_cli.model import Document, Source

SHARED = Path(__file__).parents[2] / "../shared"

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared with its real responses")


def _read(path: Path) -> Document:
    return ingest.read(Source(path.name, path.read_bytes()))[0]


def test_the_tables_of_the_first_seed() -> None:
    document = _read(next((SHARED / "seeds").glob("000_*")))
    assert [(table.title, len(table.rows) - 1, table.rows[-1]) for table in document.tables] == [
        ("2020", 17, ("TOTAL", "40")),
        ("2021", 7, ("TOTAL", "11")),
        ("2022", 17, ("TOTAL", "60")),
        ("2023", 6, ("TOTAL", "20")),
    ]


def test_the_tables_of_the_third_seed() -> None:
    document = _read(next((SHARED / "seeds").glob("002_*")))
    assert [(table.rows[0], len(table.rows)) for table in document.tables] == [
        (("Employee Type", "Male", "Female"), 6),
        (("Employee Type / Rank", "Male", "Female"), 11),
    ]


@pytest.mark.parametrize("folder", ["seeds", "real/letters"])
def test_every_word_of_a_letter_is_kept_and_none_invented(folder: str) -> None:
    for path in sorted((SHARED / folder).glob("*.txt")):
        document = _read(path)
        source = " ".join(path.read_text().split())
        kept = " ".join(getattr(block, "text", "") for block in document.blocks)
        for table in document.tables:
            kept += " " + " ".join([table.title, *(cell for row in table.rows for cell in row)])
            for word in (word for row in table.rows for cell in row for word in cell.split()):
                assert word in source, (path.name, word)
        drawn = "│┌┐└┘├┤┬┴┼─"
        words = {word.strip(drawn) for word in source.replace("│", " ").split()} - {""}
        assert not [word for word in words if word not in kept], path.name


def test_every_cell_of_a_csv_file_is_kept() -> None:
    for path in sorted((SHARED / "bench/totals/clean").glob("*.csv")):
        (table,) = _read(path).tables
        with path.open(newline="", encoding="utf-8") as file:
            records = list(csv.reader(file))
        for record, row in zip(records, table.rows, strict=False):
            assert [fold(cell) for cell in record] == list(row[: len(record)]), path.name
