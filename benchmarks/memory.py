"""How much memory each stage takes, by the number of responses: the peak of every process that it runs.

    python benchmarks/memory.py [RESPONSES...]     (1,000 and 10,000; 100,000 take an hour or two)

The letters are short, so that what grows with their number shows, and not what grows with their size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import campaign

STAGES = (
    "ingest",
    "normalise",
    "reconcile",
    "export --to csv",
    "export --to audit",
    "export --to publication",
    "export --to datapackage",
    "export --to html",
    "status",
)
EVERY = 0.2
"""Seconds between two looks at the processes; the peak of each is kept by the system in between."""


def peaks(command: list[str]) -> tuple[float, float, list[float]]:
    """Run the command; its seconds, its seconds of processor, and the peak in MB of each process, its own
    first."""
    since, before = time.perf_counter(), os.times()
    found: dict[int, float] = {}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for pid in family(process.pid):
                found[pid] = max(found.get(pid, 0.0), peak(pid))
            time.sleep(EVERY)
    after = os.times()
    busy = sum(after[2:4]) - sum(before[2:4])
    return time.perf_counter() - since, busy, list(found.values())


def family(pid: int) -> list[int]:
    """This process and all that it has started, and they."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        threads = [] if pid == os.getpid() else list(Path(f"/proc/{pid}/task").iterdir())
        for thread in threads[1:]:
            children += (thread / "children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in sorted(set(children)) for one in family(int(child)))]


def peak(pid: int) -> float:
    """The most memory that this process has held, in MB; 0 where it has gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def measure(responses: int) -> None:
    """Print a line a stage for so many responses."""
    with tempfile.TemporaryDirectory() as folder:
        campaign.write(responses, Path(folder) / "data" / "raw")
        print(f"{responses:,} responses", flush=True)
        for stage in STAGES:
            foi = [sys.executable, "-m", "foi_cli", *stage.split(), "--project", folder, "--jobs", "2"]
            took, busy, (own, *others) = peaks(foi)
            most = f"{len(others)} more, at most {max(others):.0f} MB" if others else ""
            print(f"  {stage:24s}{took:8.0f} s{busy:8.0f} s busy{own:8.0f} MB   {most}", flush=True)


def main(arguments: list[str]) -> None:
    """Measure each number of responses."""
    for number in arguments or ["1,000", "10,000"]:
        measure(int(number.replace(",", "")))


if __name__ == "__main__":
    main(sys.argv[1:])
