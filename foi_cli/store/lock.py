"""One run at a time: a lock that the operating system holds for a run, and lets go when the run dies."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from foi_cli.errors import ProjectBusy, ProjectError

NAME = ".foi.lock"


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the project while inside. Raises ProjectBusy, naming the holder, where another run has it.

    What is written in the file is for people; the lock itself is the system's, and a dead process holds none.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ProjectError(f"{path}: the project cannot be locked for writing: {error.strerror}.") from error
    try:
        _lock(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ProjectBusy(f"{path.parent}: another run holds the project{_holder(descriptor)}.") from None
    except OSError as error:
        raise ProjectError(f"{path}: this file system cannot lock files: {error.strerror}.") from error
    started = datetime.now(UTC).isoformat(timespec="seconds")
    holder = {"pid": os.getpid(), "host": os.uname().nodename, "started": started}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, (json.dumps(holder) + "\n").encode(), 0)


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0))
        return f" (process {holder['pid']} on {holder['host']}, since {holder['started']})"
    except (ValueError, KeyError, TypeError):
        return ""
