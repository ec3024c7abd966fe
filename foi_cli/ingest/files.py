"""Which files a run reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from foi_cli.errors import UsageError


def find(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every file among these paths and under those that are folders, sorted, each once.

    Inside folders hidden files and folders (.git, .DS_Store) are left out, and links that lead out of the
    folder are not followed. A hidden file that is named outright is read. A folder that cannot be listed is
    among the files, so that it is recorded as what could not be read. Raises UsageError for a path that is
    not there.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_under(path))
        elif path.exists():
            found.add(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder")
    return tuple(sorted(found, key=lambda path: path.parts))


def _under(folder: Path) -> Iterator[Path]:
    home = folder.resolve()
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and _is_ours(path, home):
                yield path
    yield from (Path(os.fsdecode(error.filename)) for error in closed if error.filename is not None)


def _is_ours(path: Path, home: Path) -> bool:
    """True for a file inside the folder, and for one that nobody can tell anything about."""
    try:
        return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(home))
    except OSError:
        return True
