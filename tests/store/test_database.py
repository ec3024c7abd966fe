"""Opening the store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from foi_cli.errors import ProjectError
from foi_cli.store.database import NAME, meta, reading, remember, transaction, writing


def test_what_was_written_can_be_read(tmp_path: Path) -> None:
    with writing(tmp_path) as connection:
        remember(connection, "a", "b")
    with reading(tmp_path) as connection:
        assert meta(connection, "a") == "b"
        assert meta(connection, "z") == ""


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with writing(tmp_path) as connection:
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.execute("INSERT INTO meta VALUES ('a', 'b'), ('c', NULL)")
        assert meta(connection, "a") == ""


def test_a_reader_sees_one_state_while_a_run_writes(tmp_path: Path) -> None:
    with writing(tmp_path) as writer, reading(tmp_path) as reader:
        assert meta(reader, "a") == ""
        remember(writer, "a", "b")
        assert meta(reader, "a") == ""


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    with writing(tmp_path):
        pass
    with pytest.raises(ProjectError, match="readonly"), reading(tmp_path) as connection:
        remember(connection, "a", "b")


def test_where_there_is_no_store_the_reader_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="foi run"), reading(tmp_path):
        pass


def test_the_store_of_another_version_is_made_anew(tmp_path: Path) -> None:
    with writing(tmp_path) as connection:
        remember(connection, "schema", "older")
        remember(connection, "a", "b")
    with pytest.raises(ProjectError, match="another version"), reading(tmp_path):
        pass
    with writing(tmp_path) as connection:
        assert meta(connection, "a") == ""


def test_a_run_killed_while_making_the_store_leaves_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    with writing(tmp_path) as connection:
        assert meta(connection, "schema")


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as other:
        other.execute("CREATE TABLE mine (it)")
    other.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(ProjectError, match="not a store of foi"), writing(tmp_path):
        pass
    assert (tmp_path / NAME).read_bytes() == before


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"rubbish" * 1000)
    with pytest.raises(ProjectError, match="Delete it and run again"), writing(tmp_path):
        pass
