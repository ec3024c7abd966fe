"""Exports that stand: a set is not written again while all that it was made of, and its files, are the same.

What it was made of is the store, whose every change forgets the sets; the program and its settings, which are
the stamp; and the formats that were asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from foi_cli.project.files import as_left, digest_of, times_of
from foi_cli.store.database import EXPORTED, meta, remember


def standing(
    connection: sqlite3.Connection, folder: Path, formats: Iterable[str], stamp: str
) -> tuple[Path, ...]:
    """The files of the set of these formats where it stands in the folder; () where it is to be written."""
    name = _name(formats)
    known = json.loads(meta(connection, name) or "{}")
    if known.get("stamp") != stamp:
        return ()
    files: dict[str, list[str]] = known["files"]
    now = {path: as_left(folder / path, *seen) for path, seen in files.items()}
    if None in now.values():
        return ()
    if any(now[path] != seen for path, (seen, _) in files.items()):
        kept = {path: [now[path], digest] for path, (_, digest) in files.items()}  # the same, lately touched
        remember(connection, name, json.dumps({"stamp": stamp, "files": kept}))
    return tuple(folder / path for path in files)


def keep(
    connection: sqlite3.Connection, folder: Path, formats: Iterable[str], stamp: str, written: Sequence[Path]
) -> None:
    """Remember a set that has just been written, as it lies in the folder."""
    files = {str(path.relative_to(folder)): [times_of(path), digest_of(path)] for path in written}
    remember(connection, _name(formats), json.dumps({"stamp": stamp, "files": files}))


def _name(formats: Iterable[str]) -> str:
    return EXPORTED + " ".join(formats)
