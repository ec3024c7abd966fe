"""What the tests of distant places share: a call of foi, its exports, processes of Dask, waiting."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOI = [sys.executable, "-m", "foi_cli"]
RESPONSES = 40
SETTINGS = '[export]\nformats = ["csv"]\n'
BUCKET = "responses"
SECRET = "a-key-that-nobody-may-read"  # noqa: S105  of a bucket on loopback
LOOPBACK = ["--host", "127.0.0.1", "--no-dashboard"]
SCHEDULER = ["scheduler", *LOOPBACK, "--port", "0", "--no-show", "--scheduler-file"]
WORKER = ["worker", *LOOPBACK, "--nthreads", "1", "--death-timeout", "60"]
SOON = 60.0
"""Seconds within which a process must have started."""


@dataclass(frozen=True)
class Ran:
    """What a call of foi came to."""

    code: int
    err: str
    exports: dict[str, bytes]


def run(project: Path, *arguments: object, env: dict[str, str] | None = None) -> Ran:
    """`foi run` on this project, as its users call it."""
    done = subprocess.run(
        [*FOI, "run", "--project", project, "--jobs", "2", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    return Ran(done.returncode, done.stderr, exports(project))


def exports(project: Path) -> dict[str, bytes]:
    """The bytes of everything that was exported."""
    files = sorted((project / "data" / "processed").glob("*.*"))
    return {path.name: path.read_bytes() for path in files if path.suffix in (".csv", ".json")}


def fresh(folder: Path, raw: Path | None = None) -> Path:
    """A new project, with these responses in data/raw."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "foi.toml").write_text(SETTINGS)
    if raw is not None:
        shutil.copytree(raw, folder / "data" / "raw")
    return folder


@dataclass(frozen=True)
class Corpus:
    """Responses of every kind, and what a run on this machine makes of them."""

    raw: Path
    here: Ran


@dataclass(frozen=True)
class Bucket:
    """A bucket on loopback that holds the corpus under 2024/, and the environment that gives access to it."""

    url: str
    env: dict[str, str]
    put: Callable[[str, bytes], None]
    delete: Callable[[str], None]


class Cluster:
    """A scheduler on loopback, and workers that are started when they are wanted."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = {**env, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        file = folder / "scheduler.json"
        self.scheduler = start([*SCHEDULER, str(file)], folder / "scheduler.log", self.env)
        try:
            until(lambda: file.exists() and file.read_text().endswith("}"), "the scheduler is there")
        except AssertionError:
            kill(self.scheduler)
            raise
        self.address: str = json.loads(file.read_text())["address"]

    def staff(self, count: int = 2) -> None:
        """See to it that so many workers are there."""
        for name in [name for name, process in self.workers.items() if process.poll() is not None]:
            del self.workers[name]
        while len(self.workers) < count:
            name = f"worker-{time.monotonic_ns()}"
            arguments = [*WORKER, self.address, "--name", name, "--local-directory", str(self.folder)]
            self.workers[name] = start(arguments, self.folder / f"{name}.log", self.env)

    def dismiss(self) -> None:
        """End all workers at once."""
        while self.workers:
            kill(self.workers.popitem()[1])

    def end(self) -> None:
        """End everything."""
        self.dismiss()
        kill(self.scheduler)


def start(arguments: list[str], log: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process of Dask, at the head of a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
        cwd=log.parent,
        env={**os.environ, **env},
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it has started, at once and for good."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(true: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < deadline, f"{what} within {SOON} seconds"
        time.sleep(0.01)
