"""The files of a project: their names, and which of them are as they were read."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from foi_cli.report.log import Log
from foi_cli.store import intake

RECENT, WHOLE = 0.05, 2.0
"""Seconds: a file changed so lately may change again without its times showing it; the latter on file systems
that keep whole seconds."""


def names_in(project: Path) -> Callable[[Path], str]:
    """What names the documents of this project: their path from its folder with / where they lie inside, else
    the path as given. Bytes of a file name that are no text are written as \\xNN.
    """
    home = project.resolve()

    @lru_cache(1024)
    def inside(folder: Path) -> str | None:
        """What the names of the files of this folder begin with, None where it lies elsewhere."""
        place = folder.resolve()
        return (place / "*").relative_to(home).as_posix()[:-1] if place.is_relative_to(home) else None

    def name_of(path: Path) -> str:
        start = inside(path.parent)
        named = str(path) if start is None else start + path.name
        return named if named.isascii() else os.fsencode(named).decode("utf-8", "backslashreplace")

    return name_of


def unchanged(connection: sqlite3.Connection, path: Path, name: str, stamp: str) -> bool:
    """Whether the file is as this program read it: by its times, or where these differ by its digest."""
    before = intake.known(connection, name)
    if before is None or before.stamp != stamp or not before.digest:
        return False
    times = as_left(path, before.seen, before.digest)
    if times and times != before.seen:
        intake.touch(connection, name, times)
    return times is not None


def as_left(path: Path, seen: str, digest: str) -> str | None:
    """The file's times where it has these times or else this digest; None where it is not the file it was."""
    times = times_of(path)
    return times if (times and times == seen) or (digest and digest_of(path) == digest) else None


def times_of(path: Path) -> str:
    """Size, times and inode of the file; "" where it is gone or changed so lately that they prove nothing."""
    try:
        status = os.stat(path)  # noqa: PTH116  a third of the time, and every file of a project is asked
    except OSError:
        return ""
    recent = RECENT if status.st_ctime_ns % 1_000_000_000 else WHOLE
    if max(status.st_mtime, status.st_ctime) > time.time() - recent:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def digest_of(path: Path) -> str:
    """SHA-256 of the file in hex, "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def drop_gone(connection: sqlite3.Connection, there: set[str], roots: Sequence[Path], log: Log) -> int:
    """Drop the files that lay under one of the roots and are not there any more; those in a folder that
    cannot be opened now are kept, as nobody can tell."""
    homes = [root.absolute() for root in roots]
    gone = [
        name
        for name, path in intake.inputs(connection)
        if name not in there
        and any(_path(path).is_relative_to(home) for home in homes)
        and not _is_shut_away(_path(path))
    ]
    for name in gone:
        intake.drop(connection, name)
        log.event("ingest", name, "dropped", 0.0, "the file is gone")
    return len(gone)


def _is_shut_away(path: Path) -> bool:
    try:
        path.lstat()
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _path(encoded: bytes) -> Path:
    return Path(os.fsdecode(encoded))
