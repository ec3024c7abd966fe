"""A run that is killed at any moment loses nothing: the next one completes, to the same bytes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

FOI = [sys.executable, "-m", "foi_cli"]
DOCUMENTS = 30


def make(project: Path) -> Path:
    raw = project / "data" / "raw"
    raw.mkdir(parents=True)
    (project / "foi.toml").write_text('[export]\nformats = ["csv"]\n')
    for number in range(DOCUMENTS):
        rows = [f"Area {row},{50 + number % 3}.0%,{50 - row % 2}.0%" for row in range(60)]
        (raw / f"{number}.csv").write_text("Area,Male,Female\n" + "\n".join(rows) + "\n")
    return project


def run(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FOI, "run", "--project", project, "--jobs", "2"], capture_output=True, text=True, check=False
    )


def exports(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project / "data/processed").glob("*.csv"))}


def kill_at(project: Path, words: str) -> bool:
    """Run until stderr says these words, then SIGKILL; whether it came to that."""
    with subprocess.Popen(
        [*FOI, "run", "--project", project, "--jobs", "2", "--verbose"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if words in line:
                process.send_signal(signal.SIGKILL)
                return True
    return False


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, bytes]]:
    project = make(tmp_path_factory.mktemp("undisturbed"))
    return run(project).returncode, exports(project)


MOMENTS = [
    "ingest: data/raw/0.csv",
    f"ingest: data/raw/{DOCUMENTS // 2}.csv",
    "normalise: data/raw/1.csv",
    f"normalise: data/raw/{DOCUMENTS // 2}.csv",
    "reconcile: data/raw/1.csv",
    f"reconcile: data/raw/{DOCUMENTS // 2}.csv",
    "files written",
]


def test_killed_in_every_stage_one_after_the_other(
    tmp_path: Path, undisturbed: tuple[int, dict[str, bytes]]
) -> None:
    project = make(tmp_path)
    assert [words for words in MOMENTS if kill_at(project, words)] == MOMENTS
    assert (run(project).returncode, exports(project)) == undisturbed


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_leaves_the_old_exports(
    tmp_path: Path, undisturbed: tuple[int, dict[str, bytes]]
) -> None:
    project = make(tmp_path)
    processed = project / "data" / "processed"
    processed.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1400k", "tmpfs", str(processed)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (project / "data/raw/large.csv").write_text(
            "Area,N\n" + "".join(f"A{n},{n}\n" for n in range(50_000))
        )
        done = run(project)
        assert done.returncode == 1, done.stderr
        assert "full" in done.stderr
        assert "Traceback" not in done.stderr
        (project / "data/raw/large.csv").unlink()
    finally:
        kept = tmp_path / "kept"
        shutil.copytree(processed, kept)
        subprocess.run(["umount", processed], check=True)
    shutil.copytree(kept, processed, dirs_exist_ok=True)
    assert (run(project).returncode, exports(project)) == undisturbed
