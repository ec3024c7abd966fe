"""Running the program over hostile documents, and seeing what it took and said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

LONGEST = 900
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


_MEASURED = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    json.dump([code, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024], file)
"""
"""A small process between, because a child begins with the memory of its parent."""


def foi(folder: Path, *words: str | bytes) -> Seen:
    """Calls the program in this folder, as a shell would. Raises TimeoutExpired where it hangs."""
    with TemporaryDirectory() as measures:
        report = Path(measures, "used.json")
        command = [sys.executable, "-c", _MEASURED, str(report), sys.executable, "-m", "foi_cli", *words]
        started = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            stdout, stderr = started.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            raise
        code, seconds, peak = json.loads(report.read_text())
    return Seen(code, stdout, stderr, seconds, peak)
