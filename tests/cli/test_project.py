"""The commands of a project: init, the stages, run, show, status and review."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from foi_cli.store.lock import hold

Foi: TypeAlias = Callable[..., Any]
"""The fixture: a call of foi that gives its code and what it printed."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def exports(project: Path) -> dict[str, bytes]:
    processed = project / "data" / "processed"
    return {
        p.name: p.read_bytes()
        for p in processed.iterdir()
        if p.is_file() and not p.name.startswith((".", "foi.db"))
    }


def finding(project: Path) -> dict[str, str]:
    found = rows(project / "data/processed/findings.csv")
    return next(row for row in found if row["verdict"] == "differs")


def test_init_makes_a_project_and_leaves_alone_what_is_there(foi: Foi, tmp_path: Path) -> None:
    assert foi("init", tmp_path / "new").code == 0
    assert (tmp_path / "new/data/raw").is_dir()
    assert (tmp_path / "new/data/processed").is_dir()
    settings = tmp_path / "new/foi.toml"
    assert settings.read_text().startswith("# The settings")
    settings.write_text("[run]\nfail_on = 'never'\n")
    assert foi("init", tmp_path / "new").code == 0
    assert settings.read_text() == "[run]\nfail_on = 'never'\n"


def test_a_run_ends_with_a_table_and_a_verdict(foi: Foi, project: Path) -> None:
    call = foi("run")
    assert call.code == 3
    words = call.out.split()
    assert " ".join(words).count("2 responses") == 1
    assert "1 claims differ (1 new)" in " ".join(words)
    assert "B4" in call.out
    assert "105.0" in call.out
    assert call.err.endswith("2 documents read. Of 6 claims: 5 agree, 1 differs.\n")
    assert rows(project / "data/processed/responses.csv")[1]["file"] == "data/raw/wrong.csv"


def test_a_second_run_reads_nothing_and_writes_the_same_bytes(foi: Foi, project: Path) -> None:
    foi("run")
    before = exports(project)
    call = foi("run", "--verbose")
    assert "ingest:" not in call.err
    assert "normalise:" not in call.err
    assert exports(project) == before


def test_exports_are_left_alone_until_something_changes(foi: Foi, project: Path) -> None:
    def inodes() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (project / "data/processed").glob("*.csv")}

    assert "7 files written" in foi("run").err
    before = inodes()
    assert "Nothing has changed: the 7 files in" in foi("run").err
    assert "Nothing has changed" in foi("export").err
    assert inodes() == before
    foi("review", "accept", finding(project)["finding_id"], "--reason", "confirmed")
    assert "7 files written" in foi("run").err
    assert finding(project)["reason"] == "confirmed"
    assert "Nothing has changed" in foi("run").err
    (project / "data/processed/figures.csv").write_text("")
    assert "7 files written" in foi("run").err
    (project / "data/raw/right.csv").unlink()
    assert "7 files written" in foi("run").err
    assert len(rows(project / "data/processed/responses.csv")) == 1


def test_stage_by_stage_comes_to_the_same(foi: Foi, project: Path, tmp_path: Path) -> None:
    foi("run")
    whole = exports(project)
    for name in whole:
        (project / "data/processed" / name).unlink()
    (project / "data/processed/foi.db").unlink()
    assert foi("ingest").code == 0
    assert foi("normalise").code == 0
    assert foi("reconcile").code == 3
    assert foi("export").code == 0
    assert exports(project) == whole


def test_reconcile_alone_says_what_it_leaves_out(foi: Foi, project: Path) -> None:
    foi("run")
    (project / "data/raw/third.csv").write_text("Ward,Dogs\nNorth,3\nSouth,4\nTotal,7\n")
    foi("ingest")
    left_out = foi("reconcile")
    assert "1 response was left out: `foi normalise` has not been run" in left_out.err
    foi("normalise")
    assert "left out" not in foi("reconcile").err


def test_reconcile_of_nothing_understood_is_no_success(foi: Foi, project: Path) -> None:
    foi("ingest")
    call = foi("reconcile")
    assert call.code == 1
    assert "responses were left out" in call.err


def test_jobs_change_no_byte(foi: Foi, project: Path, wrong: Path) -> None:
    for number in range(5):
        (project / f"data/raw/{number}.csv").write_text(wrong.read_text())
    foi("run")
    one = exports(project)
    (project / "data/processed/foi.db").unlink()
    foi("run", "--jobs", "2")
    assert exports(project) == one


def test_only_the_formats_that_are_asked_for(foi: Foi, project: Path) -> None:
    foi("ingest")
    assert foi("export", "--to", "csv").code == 0
    assert set(exports(project)) >= {"figures.csv", "findings.csv"}
    assert not [name for name in exports(project) if name.endswith(".xlsx")]
    call = foi("export", "--to", "docx")
    assert call.code == 2
    assert "no such export format" in call.err


def test_the_licence_of_the_data_package_is_that_of_the_project(foi: Foi, project: Path) -> None:
    def licences() -> Any:
        package = project / "data/processed/datapackage.json"
        return json.loads(package.read_text(encoding="utf-8"))["licenses"]

    for written, shown in (
        ("", [{"name": "notspecified"}]),
        ("OGL-UK-3.0", [{"name": "OGL-UK-3.0"}]),
        ("https://example.org/terms", [{"path": "https://example.org/terms"}]),
    ):
        (project / "foi.toml").write_text(f'[export]\nformats = ["datapackage"]\nlicence = "{written}"\n')
        foi("run")
        assert [{k: v for k, v in one.items() if k != "title"} for one in licences()] == shown


def test_an_accepted_finding_stays_and_fails_no_more(foi: Foi, project: Path) -> None:
    foi("run")
    accepted = foi(
        "review", "accept", finding(project)["finding_id"], "--reason", "a typing error, confirmed"
    )
    assert accepted.code == 0
    (decision,) = rows(project / "data/decisions.csv")
    assert (decision["what"], decision["why"]) == ("accept", "a typing error, confirmed")
    assert foi("run").code == 0
    assert (finding(project)["accepted"], finding(project)["reason"]) == ("true", "a typing error, confirmed")
    assert "accepted: a typing error, confirmed" in foi("review", "list").out
    (project / "data/processed/foi.db").unlink()
    assert foi("run").code == 0  # the decision outlives the store


def test_another_number_is_another_finding(foi: Foi, project: Path) -> None:
    foi("run")
    foi("review", "accept", finding(project)["finding_id"], "--reason", "confirmed")
    wrong = project / "data/raw/wrong.csv"
    wrong.write_text(wrong.read_text().replace("70.0%,35", "71.0%,35"))
    assert foi("run").code == 3


@pytest.mark.parametrize("finding_id", ["aaaaaaaa.c1", "nonsense"])
def test_what_is_not_there_cannot_be_accepted(foi: Foi, project: Path, finding_id: str) -> None:
    foi("run")
    assert foi("review", "accept", finding_id, "--reason", "x").code == 2
    assert not (project / "data/decisions.csv").exists()


def test_fail_on_new_speaks_up_once(foi: Foi, project: Path) -> None:
    assert foi("run", "--fail-on", "new").code == 3
    assert foi("run", "--fail-on", "new").code == 0
    assert foi("run").code == 3


def test_foi_toml_says_what_fails(foi: Foi, project: Path) -> None:
    (project / "foi.toml").write_text('[run]\nfail_on = "never"\n')
    assert foi("run").code == 0
    assert foi("run", "--fail-on", "differs").code == 3


def test_a_figure_is_traced_to_its_cell(foi: Foi, project: Path) -> None:
    foi("run")
    figure = next(row for row in rows(project / "data/processed/figures.csv") if row["text"] == "70.0%")
    out = foi("show", figure["figure_id"]).out
    assert figure["place"] in out
    (record,) = foi("show", figure["figure_id"], "--format", "jsonl").records
    assert record["kind"] == "figure"


def test_a_finding_is_shown_with_the_cells_it_rests_on(foi: Foi, project: Path) -> None:
    foi("run")
    out = foi("show", finding(project)["finding_id"]).out
    assert "✗ 70.0%" in out
    assert "+ 35.0%" in out


def test_a_line_is_shown_with_the_lines_around_it(foi: Foi, project: Path) -> None:
    lines = ["Q1. How many cases were there?", "2019 = 4 cases", "2020 = 172 cases", "2021 = 9 cases"]
    (project / "data/raw/letter.txt").write_text("\n\n".join(lines))
    foi("run")
    figures = rows(project / "data/processed/figures.csv")
    figure = next(row for row in figures if row["text"].startswith("172"))
    out = foi("show", figure["figure_id"]).out
    assert ">     5  2020 = 172 cases" in out
    assert "      3  2019 = 4 cases" in out


def test_an_answer_in_a_cell_is_shown_beside_its_question(foi: Foi, project: Path) -> None:
    asked = "<tr><th>Question</th><th>Answer</th></tr><tr><td>How many dogs were seized?</td><td>31</td></tr>"
    (project / "data/raw/answers.html").write_text(f"<p>Our response</p><table>{asked}</table>")
    foi("run")
    figure = next(row for row in rows(project / "data/processed/figures.csv") if row["text"] == "31")
    assert figure["place"].endswith("answers.html table 1 R2C2")
    assert "How many dogs were seized?" in foi("show", figure["figure_id"]).out


@pytest.mark.parametrize("record_id", ["aaaaaaaa", "aaaaaaaa.f1", "aaaaaaaa.vx", "../x", ""])
def test_an_unknown_id_is_wrong_usage(foi: Foi, project: Path, record_id: str) -> None:
    foi("run")
    call = foi("show", record_id)
    assert call.code == 2
    assert call.out == ""


def test_status_counts_and_says_what_is_stale(foi: Foi, project: Path) -> None:
    foi("run")
    out = foi("status").out
    assert "2  responses" in out
    assert "with exit code 3" in out
    (project / "data/raw/more.csv").write_text("Rank,Male,Female\nA,50%,50%\n")
    foi("ingest")
    assert "1 responses are to be understood and 1 to be checked" in foi("status").out
    (record,) = foi("status", "--since", "2000-01-01", "--format", "json").records
    assert [run["command"] for run in record["runs"]] == ["ingest", "run"]
    assert record["holds"]["responses"] == 3
    assert foi("status", "--since", "yesterday").code == 2


def test_without_a_store_or_a_project_it_says_what_to_do(foi: Foi, tmp_path: Path, project: Path) -> None:
    for command in ("status", "review"):
        call = foi(command)
        assert call.code == 1
        assert "foi run" in call.err
    call = foi("run", "--project", tmp_path / "nowhere")
    assert call.code == 1
    assert "foi init" in call.err


def test_a_second_run_at_once_leaves_with_75(foi: Foi, project: Path) -> None:
    with hold(project / "data/processed"):
        call = foi("run")
    assert call.code == 75
    assert "another run holds the project (process " in call.err


def test_the_log_is_one_object_a_line(foi: Foi, project: Path) -> None:
    call = foi("run", "--log-format", "json")
    records = [json.loads(line) for line in call.err.splitlines()]
    assert len({record["run"] for record in records}) == 1
    (read,) = [r for r in records if r.get("stage") == "ingest" and r["document"] == "data/raw/wrong.csv"]
    assert read["outcome"] == "read"
    assert read["seconds"] >= 0


def test_an_empty_project_is_not_success(foi: Foi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    foi("init")
    assert foi("run").code == 4
