"""`foi check` and `foi tables`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Foi: TypeAlias = Callable[..., Any]
"""The fixture: a call of foi that gives its code and what it printed."""

FIELDS = [
    "file", "sheet", "page", "table", "check", "verdict", "basis", "cell", "parts",
    "stated", "computed", "difference", "slack", "cause", "message",
]  # fmt: skip


def test_the_table_is_drawn_with_the_offending_total_marked(foi: Foi, wrong: Path) -> None:
    call = foi("check", wrong)
    assert call.code == 3
    assert "4   Inspector   ✗ 70.0%   + 35.0%" in call.out
    assert "2   Constable   64.9%     35.1%" in call.out
    assert f"✗ differs  {wrong} B4: " in call.out
    assert "✓ 2 more in this table agree" in call.out
    assert call.err == "1 document read. Of 3 claims: 2 agree, 1 differs.\n"


def test_a_table_that_agrees_is_drawn_only_on_request(foi: Foi, right: Path) -> None:
    assert foi("check", right).out == ""
    assert "✓ 65.0%" in foi("check", right, "--verbose").out


def test_findings_as_lines(foi: Foi, wrong: Path) -> None:
    call = foi("check", "--format", "jsonl", wrong)
    assert [list(record) for record in call.records] == [FIELDS] * 3
    last = call.records[-1]
    assert (last["file"], last["table"], last["verdict"], last["cell"]) == (str(wrong), 1, "differs", "B4")
    assert last["parts"] == ["B4", "C4"]
    assert (last["sheet"], last["page"]) == (None, None)


def test_findings_as_one_array(foi: Foi, right: Path, tmp_path: Path) -> None:
    assert len(json.loads(foi("check", "--format", "json", right).out)) == 3
    (tmp_path / "empty").mkdir()
    assert json.loads(foi("check", "--format", "json", tmp_path / "empty").out) == []


def test_tables_as_they_were_read(foi: Foi, right: Path) -> None:
    (table,) = foi("tables", "--format", "jsonl", right).records
    assert list(table) == ["file", "sheet", "page", "table", "title", "rows"]
    assert table["rows"][1] == ["Constable", "64.9%", "35.1%"]
    assert "1   Rank        Male    Female" in foi("tables", right).out


def test_folders_are_walked_and_files_named_as_given(foi: Foi, project: Path) -> None:
    files = {record["file"] for record in foi("check", "--format", "jsonl", "data").records}
    assert files == {"data/raw/right.csv", "data/raw/wrong.csv"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_number_of_jobs_changes_nothing(
    foi: Foi, tmp_path: Path, right: Path, wrong: Path, jobs: str
) -> None:
    for number in range(20):
        (tmp_path / f"{number}.csv").write_text((wrong if number % 3 else right).read_text())
    assert foi("check", tmp_path, "--format", "jsonl", "--jobs", jobs) == foi(
        "check", tmp_path, "--format", "jsonl"
    )


@pytest.mark.parametrize(("fail_on", "code"), [("differs", 3), ("undecided", 3), ("never", 0), ("new", 0)])
def test_what_fails(foi: Foi, wrong: Path, fail_on: str, code: int) -> None:
    assert foi("check", wrong, "--fail-on", fail_on).code == code


def test_nothing_to_check_is_not_success(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Thank you for your request.\n")
    call = foi("check", tmp_path)
    assert call.code == 4
    assert "Nothing could be checked" in call.err


def test_an_unread_document_is_named_and_fails(foi: Foi, right: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 40)
    call = foi("check", tmp_path, "--quiet")
    assert call.code == 1
    assert f"{tmp_path / 'empty.txt'} is empty" in call.err
    assert "rubbish.txt" in call.err
    assert foi("tables", tmp_path).code == 1


def test_what_differs_is_reported_before_what_could_not_be_read(
    foi: Foi, wrong: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    assert foi("check", tmp_path).code == 3


def test_a_path_that_is_not_there_is_wrong_usage(foi: Foi, tmp_path: Path) -> None:
    call = foi("check", tmp_path / "nowhere")
    assert call.code == 2
    assert "nowhere" in call.err
    assert call.out == ""


def test_a_document_cannot_talk_to_the_terminal(foi: Foi, tmp_path: Path) -> None:
    path = tmp_path / "evil.csv"
    path.write_text(
        "[red]Rank[/red],Male,Female\n\x1b[2J:smile:,70.0%,35.0%\nA\u202eB,60.0%,40.0%\nC,50%,50%\n"
    )
    for command in (["check", path], ["tables", path], ["check", "--format", "jsonl", path, "-v"]):
        call = foi(*command)
        assert not {"\x1b", "\u202e"} & set(call.out + call.err)
    drawn = foi("tables", path).out
    assert "[red]Rank[/red]" in drawn
    assert "␛[2J:smile:" in drawn


def test_a_long_table_is_listed_to_its_first_rows(foi: Foi, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("Area,Cases\n" + "".join(f"Area {n},{n}\n" for n in range(1000)))
    out = foi("tables", path).out
    assert "Area 298" in out
    assert "Area 300" not in out
    assert "… and 701 more rows" in out
    assert "Area 999" in foi("tables", path, "--verbose").out


def test_a_large_table_is_drawn_around_its_findings(foi: Foi, tmp_path: Path) -> None:
    rows = [f"Area {number},50.0%,50.0%" for number in range(200)]
    rows[150] = "Area 150,50.0%,55.0%"
    path = tmp_path / "large.csv"
    path.write_text("Area,Male,Female\n" + "\n".join(rows) + "\n")
    out = foi("check", path).out
    assert "Area 150" in out
    assert "⋮" in out
    assert len(out.splitlines()) < 60
