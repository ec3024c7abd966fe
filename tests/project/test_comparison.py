"""What several responses of an authority state of the same thing, through the commands and over the store."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from foi_cli.__main__ import run

Foi: TypeAlias = Callable[..., Any]

FIRST = """\
West Midlands Police
Freedom of Information

Request Reference: 705A/22

Q1. How many conduct cases were recorded in 2019, 2020, 2021 and 2022 (to 08/06/22)?

2019: 151
2020: 172
2021: 126
2022 (to 08/06/22): 82
"""
SECOND = (
    FIRST.replace("705A/22", "812A/22")
    .replace("2021: 126", "2021: 129")
    .replace("(to 08/06/22): 82", "(to 01/11/22): 79")
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    raw = tmp_path / "data/raw"
    raw.mkdir(parents=True)
    (tmp_path / "foi.toml").write_text('[export]\nformats = ["csv"]\n')
    write(raw / "first.txt", FIRST)
    write(raw / "second.txt", SECOND)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (1e9, 1e9))


def findings(project: Path) -> list[dict[str, str]]:
    with (project / "data/processed/findings.csv").open(newline="") as file:
        return [row for row in csv.DictReader(file) if row["check"] in ("repeat", "series")]


def foi(*arguments: str) -> int:
    return run(["--jobs", "1", "--quiet", *arguments])


def test_responses_of_one_authority_are_held_against_each_other(project: Path) -> None:
    assert foi("run") == 3
    found = findings(project)
    assert [(one["check"], one["stated"], one["computed"]) for one in found] == [
        ("repeat", "151", "151"),
        ("repeat", "172", "172"),
        ("repeat", "129", "126"),
        ("series", "79", "82.."),
    ]
    assert {one["file"] for one in found} == {"data/raw/second.txt"}
    assert [one["finding_id"].rpartition(".")[2] for one in found] == ["c1", "c2", "c3", "c4"]


def test_two_responses_that_agree_on_nothing_state_different_things(project: Path) -> None:
    write(
        project / "data/raw/second.txt",
        FIRST.replace("705A/22", "812A/22").replace(": 1", ": 9").replace(": 8", ": 1"),
    )
    assert foi("run") != 3
    assert findings(project) == []


def test_where_all_come_near_nobody_can_tell(project: Path) -> None:
    write(project / "data/raw/second.txt", SECOND.replace("151", "152").replace("172", "174"))
    assert foi("run") != 3
    found = findings(project)
    assert {one["verdict"] for one in found} == {"undecided"}
    assert all(one["message"].endswith("whether both count the same cannot be told.") for one in found)


def test_a_second_run_finds_the_same_and_compares_nothing_again(project: Path) -> None:
    foi("run")
    before = (project / "data/processed/findings.csv").read_bytes()
    foi("run")
    assert (project / "data/processed/findings.csv").read_bytes() == before


def test_findings_between_responses_go_when_one_of_them_goes(project: Path) -> None:
    foi("run")
    (project / "data/raw/first.txt").unlink()
    assert foi("run") != 3
    assert findings(project) == []


def test_they_can_be_accepted_like_any_other(project: Path) -> None:
    foi("run")
    for one in findings(project)[2:]:
        foi("review", "accept", one["finding_id"], "--reason", "the second one is up to date")
    foi("run")
    assert [one["accepted"] for one in findings(project)] == ["false", "false", "true", "true"]


def test_the_order_in_which_files_came_changes_no_byte(project: Path) -> None:
    foi("run")
    whole = (project / "data/processed/findings.csv").read_bytes()
    raw = project / "data/raw"
    (project / "data/processed/foi.db").unlink()
    (raw / "first.txt").rename(project / "first.txt")
    foi("run")
    (project / "first.txt").rename(raw / "first.txt")
    foi("run")
    assert (project / "data/processed/findings.csv").read_bytes() == whole


def test_coverage_says_who_answered_what(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refusal = FIRST.partition("2019: 151")[0] + "This information is exempt under section 30(1) of the Act.\n"
    refusal = refusal.replace("West Midlands Police", "Leicestershire Police").replace("705A/22", "1234-22")
    write(project / "data/raw/third.txt", refusal)
    foi("run")
    capsys.readouterr()
    assert foi("status", "--coverage") == 0
    out = capsys.readouterr().out
    lines = [line.split() for line in out.splitlines() if "Police" in line]
    assert [line[:-1] for line in lines] == [
        ["Leicestershire", "Police", "refused"],
        ["West", "Midlands", "Police", "4"],
        ["West", "Midlands", "Police", "4"],
    ]
