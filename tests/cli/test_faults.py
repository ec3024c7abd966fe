"""Faults of disks, files and clocks, made for real: clear words, the right exit code, old exports intact."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Foi: TypeAlias = Callable[..., Any]
"""The fixture: a call of foi that gives its code and what it printed."""

FOI = [sys.executable, "-m", "foi_cli"]
root_only = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can mount a disk")
RIGHT = "Rank,Male,Female\nConstable,64.9%,35.1%\nSergeant,70.0%,30.0%\n"


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FOI, *(arguments or ("run",)), "--project", project, "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
    )


def exports(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project / "data/processed").glob("*.csv"))}


def make(project: Path, files: int = 3) -> Path:
    raw = project / "data" / "raw"
    raw.mkdir(parents=True)
    (project / "foi.toml").write_text('[export]\nformats = ["csv"]\n')
    for number in range(files):
        (raw / f"{number:03}.csv").write_text(RIGHT.replace("Rank", f"Rank {number}"))
    return project


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """`disk("size=1m")` puts a disk of its own under data/processed, `disk("remount", "ro")` changes it."""
    project = make(tmp_path / "project")
    processed = project / "data" / "processed"
    processed.mkdir()

    def mount(*options: str) -> None:
        line = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(processed)]
        if subprocess.run(line, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")

    yield mount
    subprocess.run(["umount", processed], capture_output=True, check=False)


@root_only
def test_a_disk_that_fills_up_leaves_the_old_exports(tmp_path: Path, disk: Callable[..., None]) -> None:
    project = tmp_path / "project"
    disk("size=2m")
    assert run(project).returncode == 0
    before = exports(project)
    large = project / "data/raw/large.csv"
    large.write_text("Area,N\n" + "".join(f"A{n},{n}\n" for n in range(60_000)))
    full = run(project)
    assert (full.returncode, full.stdout) == (1, "")
    assert "disk is full" in full.stderr
    assert "Traceback" not in full.stderr
    assert exports(project) == before
    large.write_text("Area,N\nA,1\n")
    disk("remount", "size=9m")
    assert run(project).returncode == 0
    assert len(exports(project)["responses.csv"].splitlines()) == 5


def fill(path: Path) -> None:
    """Take all that is left of a disk."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


@root_only
def test_a_disk_that_fills_up_while_exporting_leaves_the_old_exports(
    tmp_path: Path, disk: Callable[..., None]
) -> None:
    project = tmp_path / "project"
    disk("size=4m")
    assert run(project).returncode == 0
    before = exports(project)
    (project / "data/raw/003.csv").write_text(RIGHT)
    for stage in ("ingest", "normalise", "reconcile"):
        run(project, stage)
    ballast = project / "data/processed/ballast"
    fill(ballast)
    full = run(project)
    assert full.returncode == 1
    assert "disk is full" in full.stderr or "No space left" in full.stderr
    assert exports(project) == before
    ballast.unlink()
    assert run(project).returncode == 0
    assert len(exports(project)["responses.csv"].splitlines()) == 5


@root_only
def test_on_a_read_only_disk_what_was_found_can_still_be_asked(
    tmp_path: Path, disk: Callable[..., None]
) -> None:
    project = tmp_path / "project"
    disk("size=4m")
    assert run(project).returncode == 0
    before = exports(project)
    disk("remount", "ro")
    refused = run(project)
    assert refused.returncode == 1
    assert "Read-only file system" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert exports(project) == before
    assert "3  responses" in run(project, "status").stdout
    disk("remount", "rw")
    assert run(project).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize("denied", ["data/processed", "data/processed/foi.db"])
def test_what_may_not_be_written_is_named(tmp_path: Path, denied: str) -> None:
    project = make(tmp_path / "project")
    assert run(project).returncode == 0
    before = exports(project)
    code = (
        f"import os, sys; sys.path[:] = {sys.path!r}\n"
        "import foi_cli.cli.steps, foi_cli.cli.run, foi_cli.cli.places, foi_cli.cli.glance, encodings.idna\n"
        "from foi_cli.__main__ import run\n"
        "os.geteuid() or (os.setgroups([]), os.setgid(65534), os.setuid(65534))\n"
        f"sys.exit(run(['run', '--project', {str(project)!r}, '--jobs', '1']))\n"
    )
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o555)
    (project / denied).chmod(0o555 if (project / denied).is_dir() else 0o444)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    (project / denied).chmod(0o755 if (project / denied).is_dir() else 0o644)
    assert done.returncode == 1, done.stderr
    assert str(project / "data/processed") in done.stderr
    assert "Traceback" not in done.stderr
    assert exports(project) == before


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc to see a reader by")
def test_a_file_that_vanishes_before_it_is_read_is_recorded_and_then_gone(tmp_path: Path) -> None:
    project = make(tmp_path / "project")
    last = project / "data/raw/002.csv"
    slow = "Area,N\n" + "".join(f"A{n},{n}\n" for n in range(80_000))
    (project / "data/raw/000.csv").write_text(slow)
    with subprocess.Popen(
        [*FOI, "ingest", "--project", project, "--jobs", "1"], stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None and not readers(process.pid):
            time.sleep(0.01)
        last.unlink()
        _, err = process.communicate()
    assert process.returncode == 1
    assert "data/raw/002.csv cannot be opened: No such file or directory" in err
    (project / "data/raw/000.csv").write_text(RIGHT)
    assert run(project).returncode == 0
    assert len(exports(project)["responses.csv"].splitlines()) == 3


def readers(pid: int) -> str:
    """The processes that a process and its threads have started."""
    tasks = Path(f"/proc/{pid}/task")
    return "".join((task / "children").read_text() for task in tasks.iterdir())


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    project, still = make(tmp_path / "project", 12), make(tmp_path / "still", 12)
    restless = [project / f"data/raw/{number:03}.csv" for number in (0, 5, 11)]
    ended = threading.Event()

    def write() -> None:
        turn = 0
        while not ended.is_set():
            for path in restless:
                path.write_text(RIGHT.replace("70.0", f"{turn % 10}0.0"))
            turn += 1
            time.sleep(0.01)
        for path in restless:
            path.write_text(RIGHT.replace("Rank", "The last"))

    writer = threading.Thread(target=write)
    writer.start()
    first = run(project)
    ended.set()
    writer.join()
    assert first.returncode in (0, 1, 3)  # 1 where a file was empty just then
    assert "Traceback" not in first.stderr
    for number in (0, 5, 11):
        (still / f"data/raw/{number:03}.csv").write_text(RIGHT.replace("Rank", "The last"))
    assert run(project).returncode == run(still).returncode == 0
    assert exports(project) == exports(still)


def test_a_clock_that_was_ahead_hides_no_change(foi: Foi, project: Path, right: Path) -> None:
    wrong = project / "data/raw/wrong.csv"
    ahead = time.time() + 1e7
    os.utime(wrong, (ahead, ahead))
    assert foi("run").code == 3
    assert "1 unchanged" not in foi("ingest").err
    assert "0 read, 2 unchanged" in foi("ingest").err
    wrong.write_text(wrong.read_text().replace("70.0%,35", "65.0%,35"))  # as large as it was
    os.utime(wrong, (ahead, ahead))
    assert foi("run").code == 0


def test_a_clock_that_is_set_back_loses_no_run_and_no_change(
    foi: Foi, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert foi("run").code == 3
    back = time.time() - 1e7
    monkeypatch.setattr(time, "time", lambda: back)
    assert "Nothing has changed" in foi("run").err
    assert "0 read, 2 unchanged" in foi("ingest").err
    wrong = project / "data/raw/wrong.csv"
    wrong.write_text(wrong.read_text().replace("70.0%,35", "65.0%,35"))
    assert foi("run").code == 0
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert "Nothing has changed" in foi("run").err
