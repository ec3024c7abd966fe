"""The data package: valid, whole, and enough for a reader who has only pandas or DuckDB."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from foi_cli.errors import FoiError
from foi_cli.export import csv as csv_set
from foi_cli.export import datapackage, parquet
from foi_cli.export.listings import LISTINGS
from foi_cli.model import Exporter, Results


def package(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / datapackage.PACKAGE).read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("which", ["results", "hostile", "nothing"])
def test_frictionless_finds_it_valid(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    datapackage.write(request.getfixturevalue(which), tmp_path)
    report = frictionless.validate(str(tmp_path / datapackage.PACKAGE))
    assert report.valid, report.flatten(["type", "message"])
    assert [task.name for task in report.tasks] == [listing.name for listing in LISTINGS]


def test_frictionless_sees_a_broken_key_and_an_unknown_word(results: Results, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    datapackage.write(results, tmp_path)
    path = tmp_path / "findings.csv"
    text = path.read_text(encoding="utf-8").replace("1b2c3d4e0000.f5", "1b2c3d4e0000.f99")
    text = text.replace("undecided", "maybe")
    path.write_text(text, encoding="utf-8")
    report = frictionless.validate(str(tmp_path / datapackage.PACKAGE))
    found = {error for (error,) in report.flatten(["type"])}
    assert {"foreign-key", "constraint-error"} <= found


@pytest.mark.parametrize("which", ["results", "hostile", "nothing"])
def test_what_is_written_a_source_at_a_time_is_laid_out_as_one(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    datapackage.write(request.getfixturevalue(which), tmp_path)
    whole = json.dumps(package(tmp_path), ensure_ascii=False, indent=1)
    assert (tmp_path / datapackage.PACKAGE).read_text(encoding="utf-8") == whole + "\n"


def test_sources_and_tables_have_their_digests(results: Results, tmp_path: Path) -> None:
    datapackage.write(results, tmp_path)
    content = package(tmp_path)
    assert [source["title"] for source in content["sources"]] == [
        "fines/letter.txt",
        "scan.pdf",
        "tipping.csv",
    ]
    assert all(len(source["hash"]) == len("sha256:") + 64 for source in content["sources"])
    assert content["sources"][1]["problem"] == "the file is empty; ask for it again"
    figures = content["resources"][2]
    assert figures["bytes"] == (tmp_path / "figures.csv").stat().st_size
    assert content["licenses"][0]["title"].startswith("Not specified")


def test_every_field_has_a_description_and_a_reason_for_its_gaps(results: Results, tmp_path: Path) -> None:
    datapackage.write(results, tmp_path)
    for resource in package(tmp_path)["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"], field["name"]
            required = field.get("constraints", {}).get("required", False)
            assert required or field["missingValues"][0]["label"], field["name"]


def test_alone_it_writes_the_tables_too_and_beside_them_it_does_not(results: Results, tmp_path: Path) -> None:
    assert len(datapackage.write(results, tmp_path)) == len(LISTINGS) + 2
    assert [path.name for path in datapackage.write(results, tmp_path)] == [
        "datapackage.json",
        "csv-metadata.json",
    ]


def test_csv_on_the_web_metadata_names_every_column(results: Results, tmp_path: Path) -> None:
    datapackage.write(results, tmp_path)
    content = json.loads((tmp_path / datapackage.METADATA).read_text(encoding="utf-8"))
    named = {t["url"]: [c["name"] for c in t["tableSchema"]["columns"]] for t in content["tables"]}
    assert named == {f"{listing.name}.csv": list(listing.names) for listing in LISTINGS}
    keys = content["tables"][3]["tableSchema"]["foreignKeys"]
    assert keys[1]["reference"] == {"resource": "figures.csv", "columnReference": "figure_id"}


def test_pandas_alone_joins_findings_to_figures_to_responses(results: Results, tmp_path: Path) -> None:
    csv_set.write(results, tmp_path)
    read = {listing.name: pd.read_csv(tmp_path / f"{listing.name}.csv") for listing in LISTINGS}
    joined = (
        read["findings"]
        .merge(read["figures"], on="figure_id")
        .merge(read["responses"], left_on="response_id_x", right_on="response_id")
    )
    differs = joined[joined["verdict"] == "differs"]
    assert sorted(differs["value"]) == [17, 363]
    assert set(differs["authority_y"]) == {"Norbury Police", "Norbury District Council"}


QUERY = """
    select findings.finding_id, figures.value, responses.authority
    from '{folder}/findings.{kind}' findings
    join '{folder}/figures.{kind}' figures using (figure_id)
    join '{folder}/responses.{kind}' responses on findings.response_id = responses.response_id
    where findings.verdict = 'differs' order by 1
"""


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_duckdb_alone_joins_them_too(kind: str, results: Results, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    csv_set.write(results, tmp_path)
    parquet.write(results, tmp_path)
    rows = duckdb.sql(QUERY.format(folder=tmp_path, kind=kind)).fetchall()
    assert [(row[0], float(row[1]), row[2]) for row in rows] == [
        ("0a1b2c3d0000.c2", 363, "Norbury District Council"),
        ("1b2c3d4e0000.c3", 17, "Norbury Police"),
    ]


def test_parquet_holds_what_the_csv_files_hold(results: Results, tmp_path: Path) -> None:
    reader = pytest.importorskip("pyarrow.parquet")
    written = parquet.write(results, tmp_path)
    csv_set.write(results, tmp_path)
    assert [path.name for path in written] == [f"{listing.name}.parquet" for listing in LISTINGS]
    for listing in LISTINGS:
        table = reader.read_table(tmp_path / f"{listing.name}.parquet")
        assert tuple(table.column_names) == listing.names
        assert table.num_rows == len(pd.read_csv(tmp_path / f"{listing.name}.csv"))
    figures = reader.read_table(tmp_path / "figures.parquet")
    assert figures["value"][0].as_py() == Decimal("66.7")
    assert figures.schema.field("low").metadata[b"description"].startswith(b"The least it can be")


def test_parquet_leaves_what_no_decimal_holds_to_the_text(tmp_path: Path) -> None:
    assert parquet._decimal(Decimal("1" + "0" * 26)) is None
    assert parquet._decimal(Decimal("0.1234567890123")) is None
    assert parquet._decimal(Decimal("-12345678901234567890.5")) == Decimal("-12345678901234567890.5")


def test_parquet_without_pyarrow_says_what_to_do(
    nothing: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FoiError, match=r"pip install 'foi-cli\[parquet\]'"):
        parquet.write(nothing, tmp_path)


@pytest.mark.parametrize("exporter", [datapackage.EXPORTER, parquet.EXPORTER], ids=lambda each: each.name)
def test_the_same_results_give_the_same_bytes(exporter: Exporter, results: Results, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        exporter.write(results, folder)
    assert all(path.read_bytes() == (second / path.name).read_bytes() for path in first.iterdir())
