"""A set of exports changes together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_cli.errors import ProjectError
from foi_cli.project import shelf


def contents(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def write(folder: Path, word: str) -> None:
    with shelf.new_set(folder) as aside:
        (aside / "a.csv").write_text(word)
        (aside / "below").mkdir()
        (aside / "below" / "b.csv").write_text(word)


def test_a_new_set_replaces_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "foi.db").write_text("store")
    write(tmp_path, "one")
    write(tmp_path, "two")
    assert contents(tmp_path) == {"a.csv": "two", "below/b.csv": "two", "foi.db": "store"}


def fail(folder: Path, error: BaseException) -> None:
    with shelf.new_set(folder) as aside:
        (aside / "a.csv").write_text("two")
        raise error


def test_a_full_disk_leaves_the_old_set(tmp_path: Path) -> None:
    write(tmp_path, "one")
    with pytest.raises(ProjectError, match="No space left"):
        fail(tmp_path, OSError(28, "No space left on device", "b.csv"))
    assert contents(tmp_path) == {"a.csv": "one", "below/b.csv": "one"}


@pytest.mark.parametrize("error", [KeyError(), KeyboardInterrupt()])
def test_any_other_end_leaves_the_old_set(tmp_path: Path, error: BaseException) -> None:
    write(tmp_path, "one")
    with pytest.raises(type(error)):
        fail(tmp_path, error)
    assert contents(tmp_path) == {"a.csv": "one", "below/b.csv": "one"}


def test_a_move_that_was_killed_is_moved_on(tmp_path: Path) -> None:
    write(tmp_path, "one")
    ready = tmp_path / shelf.READY
    (ready / "below").mkdir(parents=True)
    (tmp_path / "a.csv").write_text("two")  # this one had arrived
    (ready / "below" / "b.csv").write_text("two")
    shelf.tidy(tmp_path)
    assert contents(tmp_path) == {"a.csv": "two", "below/b.csv": "two"}


def test_a_set_that_was_not_finished_is_dropped(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / shelf.ASIDE).mkdir()
    (tmp_path / shelf.ASIDE / "a.csv").write_text("half")
    shelf.tidy(tmp_path)
    assert contents(tmp_path) == {"a.csv": "one", "below/b.csv": "one"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="could not be written"), shelf.new_set(tmp_path / "file"):
        pass
