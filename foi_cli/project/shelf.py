"""Where exports go: written aside, then moved into place, so that a set changes together or not at all.

A set that was being moved when the program was killed is moved on by the next run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foi_cli.errors import ProjectError

ASIDE, READY = ".exports-aside", ".exports-ready"


@contextmanager
def new_set(folder: Path) -> Iterator[Path]:
    """A folder to write a set of exports into; when all went well it replaces the old set in `folder`.

    To be used by whoever holds the project. Raises ProjectError where the disk is full or may not be written;
    the old exports are as they were.
    """
    aside = folder / ASIDE
    try:
        tidy(folder)
        aside.mkdir(parents=True)
        yield aside
        for path in _files(aside):
            _to_disk(path)
        aside.rename(folder / READY)
        _move_in(folder)
    except OSError as error:
        where = error.filename or folder
        raise ProjectError(
            f"{where}: the exports could not be written: {error.strerror or error}. The old ones are kept."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def tidy(folder: Path) -> None:
    """Finish the move that a killed run began, and drop what it had not finished writing."""
    shutil.rmtree(folder / ASIDE, ignore_errors=True)
    if (folder / READY).exists():
        _move_in(folder)


def _move_in(folder: Path) -> None:
    ready = folder / READY
    for path in _files(ready):
        target = folder / path.relative_to(ready)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    shutil.rmtree(ready)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
