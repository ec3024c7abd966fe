"""The files of a project: their names, and which of them are as they were read."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from foi_cli.errors import UsageError
from foi_cli.model import File, Remote
from foi_cli.report.log import Log
from foi_cli.store import intake

RECENT, WHOLE = 0.05, 2.0
"""Seconds: a file changed so lately may change again without its times showing it; the latter on file systems
that keep whole seconds."""


PAGE = 1_000
"""Files that the store is asked for at once."""


def names_in(project: Path, shares: Iterable[Path] = ()) -> Callable[[str | File], str]:
    """What names the documents of this project: their path from its folder with / where they lie inside, a
    path in data/raw for what lies in a share or elsewhere, else the path as given. Bytes of a file name that
    are no text are written as \\xNN.
    """
    homes = [(project.resolve(), "")]
    homes += [((share if share.is_dir() else share.parent).resolve(), "data/raw/") for share in shares]

    @lru_cache(1024)
    def inside(folder: str) -> str | None:
        """What the names of the files of this folder begin with, None where it lies elsewhere."""
        place = Path(folder).resolve()
        for home, start in homes:
            if place.is_relative_to(home):
                return start + (place / "*").relative_to(home).as_posix()[:-1]
        return None

    def name_of(file: str | File) -> str:
        if isinstance(file, Remote):
            return file.name
        folder, separator, name = str(file).rpartition(os.sep)
        start = inside(folder + separator)
        named = str(file) if start is None else start + name
        return named if named.isascii() else os.fsencode(named).decode("utf-8", "backslashreplace")

    return name_of


def place_of(file: str | File) -> bytes:
    """Where the file lies: its absolute path in the system's bytes, or its URL without what gives access."""
    return file.place.encode() if isinstance(file, Remote) else os.fsencode(Path(file).absolute())


def distinct(files: Iterable[str | File], name_of: Callable[[str | File], str]) -> None:
    """Raises UsageError where two files would have one name, as files from two places may."""
    named: dict[str, str | File] = {}
    for file in files:
        other = named.setdefault(name_of(file), file)
        if place_of(other) != place_of(file):
            raise UsageError(f"{file} and {other} would both be {name_of(file)}: give each a project.")


def seen(
    connection: sqlite3.Connection, files: Sequence[str | File], names: Sequence[str], stamp: str
) -> Iterator[tuple[str | File, str, str]]:
    """Each file with its name and its times when this program read it, "" where it did not or these prove
    nothing."""
    for start in range(0, len(files), PAGE):
        some = slice(start, start + PAGE)
        yield from zip(files[some], names[some], intake.seen(connection, names[some], stamp), strict=True)


def unchanged(connection: sqlite3.Connection, path: File, name: str, stamp: str) -> bool:
    """Whether the file is as this program read it: by its times, or where these differ by its digest."""
    before = intake.known(connection, name)
    if before is None or before.stamp != stamp or not before.digest:
        return False
    times = as_left(path, before.seen, before.digest)
    if times and times != before.seen:
        intake.touch(connection, name, times)
    return times is not None


def as_left(path: File, seen: str, digest: str) -> str | None:
    """The file's times where it has these times or else this digest; None where it is not the file it was."""
    times = times_of(path)
    return times if (times and times == seen) or (digest and digest_of(path) == digest) else None


def times_of(path: str | File) -> str:
    """What `state_of` says of the file; "" where it changed so lately that this proves nothing."""
    if isinstance(path, Remote):
        return path.version
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return ""
    recent = RECENT if status.st_ctime_ns % 1_000_000_000 else WHOLE
    return "" if max(status.st_mtime, status.st_ctime) > time.time() - recent else _told(status)


def state_of(path: str | File) -> str:
    """Size, times and inode of the file, or its version elsewhere; "" where it is gone.

    Where it is what `times_of` once said of the file, nobody has changed that since.
    """
    if isinstance(path, Remote):
        return path.version
    try:
        return _told(os.stat(path))  # noqa: PTH116  a third of the time, and every file of a project is asked
    except OSError:
        return ""


def _told(status: os.stat_result) -> str:
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def digest_of(path: File) -> str:
    """SHA-256 of the file in hex, "" where it cannot be read, or not without fetching it."""
    if isinstance(path, Remote):
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def drop_gone(connection: sqlite3.Connection, there: set[str], roots: Sequence[Path | str], log: Log) -> int:
    """Drop the files that lay under one of the roots, here or elsewhere, and are not there any more; those in
    a folder that cannot be opened now are kept, as nobody can tell."""
    homes = [root.encode() if isinstance(root, str) else os.fsencode(root.absolute()) for root in roots]
    gone = [
        name
        for name, place in intake.inputs(connection)
        if name not in there
        and any(place == home or place.startswith(home.rstrip(b"/") + b"/") for home in homes)
        and not _is_shut_away(Path(os.fsdecode(place)))
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
