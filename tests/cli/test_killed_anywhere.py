"""Killed at random moments of every stage, over documents of many kinds: the next run completes, to the same.

Here a few moments; `make kills` tries a hundred. Half of them are drawn from all that a run does to the store
and its files, half from the time that it takes. FOI_KILLS says how many, FOI_KILLS_SEED with which seed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("FOI_KILLS", "4"))
SEED = int(os.environ.get("FOI_KILLS_SEED", "1"))
A_PROJECT = 4
"""Kills of one project, before its run is left to end."""

RESPONSES, CORPUS = 12, 330
"""So many responses with this seed hold text, pages, CSV, a workbook, Word, PDF, mail and an archive."""

STAGES = {
    "opening": ("PRAGMA", "CREATE", "os.truncate"),
    "ingest": (
        "INSERT INTO input",
        "INSERT INTO document",
        "INSERT OR IGNORE INTO grouping",
        "DELETE FROM doc",
    ),
    "normalise": (
        "INSERT OR REPLACE INTO figures",
        "INSERT INTO response",
        "INSERT INTO question",
        "INSERT INTO used_table",
    ),
    "relating": ("INSERT INTO request_key", "INSERT INTO there", "INSERT INTO named", "UPDATE response"),
    "reconcile": (
        "INSERT INTO finding",
        "INSERT OR REPLACE INTO comparable",
        "INSERT INTO stated",
        "INSERT INTO met",
        "UPDATE grouping SET judged",
    ),
    "export": ("SELECT number, data", "SELECT file, data", "open", "SELECT response_id"),
    "moving": ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree"),
}
"""The stages, and by what a moment is known to be in them."""


@dataclass(frozen=True)
class End:
    """What a run came to: all that others can see of it."""

    code: int
    out: str
    files: dict[str, bytes]
    store: dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Undisturbed:
    """A run that nobody disturbed, its moments, and how long it took."""

    end: End
    moments: list[str]
    seconds: float


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("corpus")
    script = [sys.executable, "benchmarks/corpus.py", "--responses", str(RESPONSES), "--seed", str(CORPUS)]
    subprocess.run([*script, "--into", str(into)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return into / "data" / "raw"


def make(project: Path, raw: Path) -> Path:
    shutil.copytree(raw, project / "data" / "raw")
    return project


def start(project: Path, number: int = 0) -> subprocess.Popen[str]:
    """A run of this project that is killed at the moment of this number, or nowhere."""
    killing = [
        sys.executable,
        str(Path(__file__).with_name("killing.py")),
        str(number),
        str(project / "trace"),
    ]
    return subprocess.Popen(
        [*killing, "run", "--project", str(project), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(project: Path) -> End:
    """Run to the end."""
    with start(project) as process:
        out, err = process.communicate()
    assert "Traceback" not in err, err
    processed = project / "data" / "processed"
    assert not [path.name for path in processed.glob(".exports*")]
    files = {
        str(path.relative_to(processed)): path.read_bytes()
        for path in sorted(processed.rglob("*"))
        if path.is_file() and not path.name.startswith(("foi.db", ".foi.lock"))
    }
    return End(process.returncode, out, files, content(processed / "foi.db"))


def content(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the store holds but what is of the day: runs, and when the files were seen."""
    connection = sqlite3.connect(store)
    try:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in sorted(tables)}  # noqa: S608  our own names
        held["input"] = connection.execute("SELECT name, digest, stamp FROM input").fetchall()
        held["seen"] = connection.execute("SELECT claim FROM seen").fetchall()
        held["meta"] = connection.execute("SELECT * FROM meta WHERE name NOT GLOB 'exported *'").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()
    del held["run"], held["sqlite_sequence"]
    return {table: sorted(rows, key=repr) for table, rows in held.items()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, raw: Path) -> Undisturbed:
    project = make(tmp_path_factory.mktemp("undisturbed"), raw)
    since = time.monotonic()
    came = end(project)
    return Undisturbed(came, (project / "trace").read_text().splitlines(), time.monotonic() - since)


def stage(trace: Path) -> str:
    """The stage in which the last moments of a run were."""
    moments = trace.read_text().splitlines() if trace.exists() else []
    stages = (name for one in reversed(moments) for name, starts in STAGES.items() if one.startswith(starts))
    return next(stages, "starting")


def is_over(trace: Path, number: int) -> bool:
    """Whether a run had ended before it was killed: what it has told is no news to the next one."""
    moments = trace.read_text().splitlines() if trace.exists() else []
    ended = any(one.startswith("UPDATE run SET ended") for one in moments)
    return ended and (moments[-1] != "COMMIT" or not number)


def kills(chance: Random, known: Undisturbed, project: Path) -> Iterator[str]:
    """Run the project and kill it, again and again; the stage of each moment.

    A killed run leaves less to do for the next one, whose moments are fewer: what comes to its end instead
    begins again with an empty store.
    """
    while True:
        by_time, whole_group = chance.random() < 0.5, chance.random() < 0.5
        number = 0 if by_time else chance.randrange(1, len(known.moments))
        with start(project, number) as process:
            try:
                process.communicate(timeout=chance.uniform(0, known.seconds) if by_time else None)
            except subprocess.TimeoutExpired:
                if whole_group:
                    os.killpg(process.pid, signal.SIGKILL)
                process.kill()
        if process.returncode == -signal.SIGKILL and not is_over(project / "trace", number):
            yield stage(project / "trace")
        else:
            shutil.rmtree(project / "data" / "processed")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def test_killed_anywhere_the_next_run_comes_to_the_same(
    tmp_path: Path, raw: Path, undisturbed: Undisturbed
) -> None:
    say(f"seed {SEED}, {KILLS} kills, {len(undisturbed.moments)} moments, {undisturbed.seconds:.1f} s")
    chance = Random(SEED)  # noqa: S311  no secret
    left = KILLS
    while left:
        project = make(tmp_path / f"{left}", raw)
        killed = islice(kills(chance, undisturbed, project), min(left, A_PROJECT))
        stages = list(killed)
        say(f"{left} left: killed in {', '.join(stages)}")
        left -= len(stages)
        assert end(project) == undisturbed.end
        shutil.rmtree(project)
