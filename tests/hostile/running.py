"""Running the program over hostile documents, and seeing what it took and said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

LONGEST = 300
"""Seconds, after which a run over hostile documents has hung."""


@dataclass(frozen=True)
class Seen:
    """What a call of foi did: exit code, output, seconds of the processor that it and its readers took, and
    the most memory that one of them took in MB."""

    code: int
    stdout: bytes
    stderr: bytes
    seconds: float
    peak_mb: int

    @property
    def problems(self) -> dict[str, str]:
        """The reason for each document that could not be read, of a call with --log-format json."""
        found: dict[str, str] = {}
        for line in self.stderr.splitlines():
            said: dict[str, Any] = json.loads(line)
            if said.get("outcome") in ("unread", "failed"):
                found[said["document"]] = said["detail"]
        return found


def foi(folder: Path, *words: str | bytes) -> Seen:
    """Calls the program in this folder, as a shell would. Raises TimeoutError where it hangs."""
    with TemporaryFile() as stdout, TemporaryFile() as stderr:
        command = [sys.executable, "-m", "foi_cli", *words]
        started = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        status, used = _waited(started.pid)
        started.returncode = os.waitstatus_to_exitcode(status)
        spent = used.ru_utime + used.ru_stime
        return Seen(started.returncode, _read(stdout), _read(stderr), spent, used.ru_maxrss // 1024)


def _waited(process: int) -> tuple[int, Any]:
    """The status of a process once it has ended, and what it and those it waited for used."""
    since = time.monotonic()
    while True:
        ended, status, used = os.wait4(process, os.WNOHANG)
        if ended:
            return status, used
        if time.monotonic() - since > LONGEST:
            os.killpg(process, signal.SIGKILL)
            raise TimeoutError
        time.sleep(0.02)


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
