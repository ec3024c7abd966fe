"""Which files a run reads, and their bytes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from foi_cli.errors import UsageError
from foi_cli.ingest import remote
from foi_cli.model import Document, File, Remote, Source

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def located(text: str) -> Path | str:
    """What was named: a path, also where it was written as a file: URL, or the URL of something elsewhere."""
    path = shared(text)
    return path if path is not None else text if _URL.match(text) else Path(text)


def shared(text: str) -> Path | None:
    """The path in a file: URL, None for anything else."""
    return Path(unquote(urlsplit(text).path)) if text.lower().startswith("file://") else None


def find_all(places: Iterable[Path | str]) -> tuple[File, ...]:
    """Every file at these paths and URLs: those of this machine sorted, and after them those elsewhere.

    Raises UsageError where nothing is, and ProjectError where a URL cannot be looked at.
    """
    there = list(places)
    away = [file for url in there if isinstance(url, str) for file in remote.find(url)]
    return (*find(path for path in there if isinstance(path, Path)), *away)


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


def opened(file: File, name: str, size_mb: int, *, include_hidden: bool = False) -> Source | Document:
    """The file with its bytes under this name, or a document that says why they cannot be had.

    Raises ProjectError where the place of a file elsewhere cannot be reached.
    """
    if isinstance(file, Remote):
        return _fetched(file, name, size_mb, include_hidden=include_hidden)
    try:
        status = file.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            problem = "is not a regular file but a pipe, socket or device, and was not opened"
            return Document(name, name, "", 0, "", problem)
        if status.st_size > size_mb * 1024 * 1024:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return Document(name, name, digest, status.st_size, "", too_large(status.st_size, size_mb))
        data = file.read_bytes()
    except OSError as reason:
        what = "is a folder that" if file.is_dir() else ""
        problem = f"{what} cannot be opened: {reason.strerror or reason}".strip()
        return Document(name, name, "", 0, "", problem)
    return Source(name, data, include_hidden=include_hidden)


def _fetched(file: Remote, name: str, size_mb: int, *, include_hidden: bool) -> Source | Document:
    """As `opened`; what is known to be too large is not fetched, and so has no digest."""
    most = size_mb * 1024 * 1024
    try:
        data = b"" if (file.size or 0) > most else remote.fetch(file, most + 1)
    except (FileNotFoundError, PermissionError) as reason:
        gone = isinstance(reason, FileNotFoundError)
        problem = "was gone when it was to be fetched" if gone else "cannot be fetched: access is denied"
        return Document(name, name, "", 0, "", problem)
    size = file.size if file.size is not None else len(data)
    if max(size, len(data)) > most:
        return Document(name, name, "", size, "", too_large(size, size_mb))
    return Source(name, data, include_hidden=include_hidden)


def too_large(size: int, size_mb: int) -> str:
    """The problem of a document of so many bytes where no more than so many MB are read."""
    return (
        f"is {size / 1024 / 1024:,.1f} MB, more than the limit of {size_mb} MB; split it, or raise the limit"
    )
