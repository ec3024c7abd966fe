"""What each stage of a run costs: seconds of processor here and in the workers, memory, bytes in the store.

    python benchmarks/scale.py [--responses 10000] [--jobs 2] [--into DIR]

The responses are those of corpus.py, of every format in the shares in which it makes them. docs/scale.md is
reckoned from this.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

STAGES = (
    "ingest",
    "normalise",
    "reconcile",
    *(f"export --to {to}" for to in ("csv", "audit", "publication")),
)
STAGES += ("export --to datapackage", "export --to html", "status")
WATCHED = """
import multiprocessing, resource, sys, time
from multiprocessing import forkserver
since = time.perf_counter()
from foi_cli.__main__ import main
try:
    main()
except SystemExit:
    pass
for worker in multiprocessing.active_children():
    worker.join()
forkserver._forkserver._stop()  # what its workers took is known once it has ended
own, other = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
busy = [spent.ru_utime + spent.ru_stime for spent in (own, other)]
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("watched", time.perf_counter() - since, *busy, int(peak) / 1024, other.ru_maxrss / 1024)
"""


def main() -> None:
    """Write the responses, run the stages over them and print what each cost."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--responses", type=int, default=10_000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--into", type=Path, help="where to put the project, which is kept")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        project = chosen.into or Path(scratch)
        corpus.write(chosen.responses, 7, project, 0.25)
        (project / "data/processed").mkdir(parents=True, exist_ok=True)
        raw = sum(path.stat().st_size for path in (project / "data/raw").rglob("*") if path.is_file())
        print(
            f"{chosen.responses:,} responses, {raw / 1e6:.0f} MB, load {os.getloadavg()[0]:.0f}", flush=True
        )
        print("| stage | seconds | processor: own | workers | ms a response | MB: own | a worker |")
        print("|---|---|---|---|---|---|---|", flush=True)
        for stage in STAGES:
            print(measured(project, stage, chosen.jobs, chosen.responses), flush=True)
        print(store(project / "data/processed/foi.db", chosen.responses))


def measured(project: Path, stage: str, jobs: int, responses: int) -> str:
    """The line of one stage."""
    foi = [sys.executable, "-c", WATCHED, "--project", str(project), "--jobs", str(jobs), *stage.split()]
    done = subprocess.run(foi, capture_output=True, text=True, check=True)
    figures = next(line for line in done.stdout.splitlines() if line.startswith("watched"))
    wall, own, workers, here, there = map(float, figures.split()[1:])
    each = (own + workers) / responses * 1000
    return f"| {stage} | {wall:.0f} | {own:.1f} | {workers:.1f} | {each:.2f} | {here:.0f} | {there:.0f} |"


def store(file: Path, responses: int) -> str:
    """How large the store is, and its largest tables."""
    with sqlite3.connect(file) as connection:
        try:
            sizes = connection.execute(
                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 8"
            ).fetchall()
        except sqlite3.OperationalError:  # this SQLite was built without it
            sizes = []
    parts = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes)
    whole = file.stat().st_size
    return f"store {whole / 1e6:.1f} MB, {whole / responses:,.0f} bytes a response: {parts}"


if __name__ == "__main__":
    main()
