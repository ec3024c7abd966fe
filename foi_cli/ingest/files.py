"""The bytes of a file, here or elsewhere."""

from __future__ import annotations

import hashlib
import stat

from foi_cli.ingest import remote
from foi_cli.model import Document, File, Remote, Source


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
