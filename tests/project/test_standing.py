"""Exports are written again when something that they are made of has changed, and only then."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_cli.project import files, stamps, standing
from foi_cli.store import acceptance, intake, judgements, runs
from foi_cli.store.database import transaction, writing

SET = ("csv", "html")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path) as connection:
        yield connection


@pytest.fixture
def written(tmp_path: Path, store: sqlite3.Connection) -> list[Path]:
    """A set of two files that has been written."""
    paths = [tmp_path / "figures.csv", tmp_path / "report.html"]
    for path in paths:
        path.write_text(path.name)
    standing.keep(store, tmp_path, SET, "stamp", paths)
    return paths


def stands(store: sqlite3.Connection, folder: Path, stamp: str = "stamp") -> bool:
    return bool(standing.standing(store, folder, SET, stamp))


def test_a_set_stands_and_is_named(tmp_path: Path, store: sqlite3.Connection, written: list[Path]) -> None:
    assert list(standing.standing(store, tmp_path, SET, "stamp")) == written


def test_a_set_that_was_never_written_does_not(tmp_path: Path, store: sqlite3.Connection) -> None:
    assert not stands(store, tmp_path)


def test_another_program_or_other_formats_are_another_set(
    tmp_path: Path, store: sqlite3.Connection, written: list[Path]
) -> None:
    assert not stands(store, tmp_path, "another stamp")
    assert not standing.standing(store, tmp_path, ("csv",), "stamp")


def test_a_file_that_is_gone_or_was_edited_does_not_stand(
    tmp_path: Path, store: sqlite3.Connection, written: list[Path]
) -> None:
    written[0].write_text("figures.csw")  # the same size
    assert not stands(store, tmp_path)
    written[0].write_text("figures.csv")
    assert stands(store, tmp_path)
    written[1].unlink()
    assert not stands(store, tmp_path)


def test_a_file_that_was_only_touched_stands(
    tmp_path: Path, store: sqlite3.Connection, written: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(written[0], (1e9, 1e9))
    monkeypatch.setattr(files, "RECENT", -1.0)  # its inode has changed just now
    assert stands(store, tmp_path)
    monkeypatch.setattr(files, "digest_of", lambda _: "not to be asked again")
    assert stands(store, tmp_path)


def test_whatever_changes_in_the_store_makes_it_out_of_date(
    tmp_path: Path, store: sqlite3.Connection, written: list[Path]
) -> None:
    intake.replace(store, intake.Input("a.txt", b"/a.txt", "", "", "stamp"), ())
    assert not stands(store, tmp_path)


def test_a_transaction_that_came_to_nothing_changes_nothing(
    tmp_path: Path, store: sqlite3.Connection, written: list[Path]
) -> None:
    with transaction(store):
        pass
    with pytest.raises(sqlite3.OperationalError), transaction(store):
        store.execute("DELETE FROM nowhere")
    assert stands(store, tmp_path)


def test_no_export_speaks_of_runs(tmp_path: Path, store: sqlite3.Connection, written: list[Path]) -> None:
    run = runs.begin(store, "run")
    judgements.remember_seen(store, run.number)
    acceptance.accept(store, {})
    runs.end(store, run, 0, {})
    assert stands(store, tmp_path)


def test_another_version_of_a_library_makes_another_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    (tmp_path / "openpyxl-3.1.3.dist-info").mkdir()
    (tmp_path / "pytest-8.2.dist-info").mkdir()
    before = stamps.writers()
    (tmp_path / "pytest-8.2.dist-info").rename(tmp_path / "pytest-8.3.dist-info")
    assert stamps.writers() == before
    (tmp_path / "openpyxl-3.1.3.dist-info").rename(tmp_path / "openpyxl-3.1.4.dist-info")
    assert stamps.writers() != before
