"""Names of files, and what is known of a file without reading it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from foi_cli.model import Remote
from foi_cli.project import files
from foi_cli.project.files import names_in, state_of, times_of
from foi_cli.store import intake
from foi_cli.store.database import writing


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("TOTAL 40")
    return path


def test_the_state_of_a_file_is_known_at_once_and_proves_something_later(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert state_of(letter)
    monkeypatch.setattr(files, "RECENT", 60.0)
    monkeypatch.setattr(files, "WHOLE", 60.0)
    assert times_of(letter) == ""
    monkeypatch.setattr(files, "RECENT", -1.0)
    monkeypatch.setattr(files, "WHOLE", -1.0)
    assert times_of(letter) == state_of(letter)


def test_the_state_changes_with_what_is_written(letter: Path) -> None:
    before = state_of(letter)
    letter.write_text("TOTAL 41")
    assert state_of(letter) != before


def test_a_copy_in_its_place_with_the_same_times_is_another_file(letter: Path, tmp_path: Path) -> None:
    before, status = state_of(letter), letter.stat()
    copy = tmp_path / "copy.txt"
    copy.write_text("TOTAL 41")
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
    copy.replace(letter)
    assert state_of(letter) != before


def test_nothing_is_known_of_a_file_that_is_gone(tmp_path: Path) -> None:
    assert state_of(tmp_path / "gone.txt") == times_of(tmp_path / "gone.txt") == ""


def test_a_file_elsewhere_is_known_by_its_version() -> None:
    remote = Remote("s3://responses/letter.txt", "s3://responses/letter.txt", "letter.txt", 8, "etag")
    assert state_of(remote) == times_of(remote) == "etag"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("{project}/data/raw/letter.txt", "data/raw/letter.txt"),
        ("{project}/letter.txt", "letter.txt"),
        ("{project}/data/../letter.txt", "letter.txt"),
        ("{share}/2024/letter.txt", "data/raw/2024/letter.txt"),
        ("/letter.txt", "/letter.txt"),
        ("/elsewhere/letter.txt", "/elsewhere/letter.txt"),
    ],
)
def test_names_of_files_by_where_they_lie(path: str, name: str, tmp_path: Path) -> None:
    project, share = tmp_path / "project", tmp_path / "share"
    (project / "data").mkdir(parents=True)
    share.mkdir()
    assert names_in(project, [share])(path.format(project=project, share=share)) == name


def test_a_name_without_a_folder_lies_where_the_process_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert names_in(tmp_path)("letter.txt") == names_in(tmp_path)(Path("letter.txt")) == "letter.txt"


def test_times_are_told_in_the_order_of_the_names_asked_for(tmp_path: Path) -> None:
    with writing(tmp_path) as connection:
        for name, digest, stamp in (
            ("b", "d", "now"),
            ("a", "d", "now"),
            ("c", "d", "old"),
            ("d", "", "now"),
        ):
            intake.replace(connection, intake.Input(name, b"/x", digest, f"times of {name}", stamp), [])
        told = intake.seen(connection, ["b", "new", "c", "a", "d", "b"], "now")
    assert told == ["times of b", "", "", "times of a", "", "times of b"]
