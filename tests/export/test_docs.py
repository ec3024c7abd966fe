"""docs/exports.md names every file and column; FOI_REWRITE_EXPECTED=1 writes its tables anew."""

from __future__ import annotations

import os
from pathlib import Path

from foi_cli.export import DEFAULT, EXPORTERS, audit
from foi_cli.export.columns import Column
from foi_cli.export.listings import LISTINGS, Listing
from foi_cli.model import Results

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
START, END = "<!-- columns -->\n", "<!-- end of columns -->"


def columns_in_words() -> str:
    return "\n" + "\n".join(_table(listing) for listing in LISTINGS)


def _table(listing: Listing) -> str:
    head = "| column | type | meaning | when empty |\n|---|---|---|---|\n"
    title = f"### {listing.name}.csv\n\n{listing.description}\n\n"
    return title + head + "".join(_row(column) for column in listing.columns)


def _row(column: Column) -> str:
    values = f" One of: {', '.join(column.choices)}." if column.choices else ""
    unit = f", {column.unit}" if column.unit and column.unit != "1" else ""
    empty = column.empty or "always"
    return f"| `{column.name}` | {column.kind}{unit} | {column.description}{values} | {empty} |\n"


def test_the_columns_are_documented_as_they_are() -> None:
    text = DOCS.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    wanted = f"{before}{START}{columns_in_words()}\n{END}{after}"
    if os.environ.get("FOI_REWRITE_EXPECTED"):
        DOCS.write_text(wanted, encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == wanted


def test_every_format_and_file_is_documented(results: Results, tmp_path: Path) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for exporter in EXPORTERS:
        assert f"| `{exporter.name}` |" in text
        for path in exporter.write(results, tmp_path):
            assert path.name in text or path.suffix == ".parquet", path.name


def test_the_review_sheet_is_documented() -> None:
    text = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert ", ".join(f"`{name}`" for name in audit.REVIEW_HEAD) in text
    assert ", ".join(audit.DECISIONS) in text


def test_the_default_formats_are_all_but_the_extra() -> None:
    assert [exporter.name for exporter in EXPORTERS if exporter.name != "parquet"] == list(DEFAULT)
