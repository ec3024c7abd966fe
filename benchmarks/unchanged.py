"""What a run over unchanged files takes: python benchmarks/unchanged.py [FILES]   (10,000)

Beside it a process that walks the same folder and asks for the state of every file. Both are run in turn; of
each the quickest counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = 5

FOLDER = 1_000
"""Files in one folder."""

WALK = (
    "import os, sys\n"
    "for place, _, names in os.walk(sys.argv[1]):\n"
    "    for name in names:\n"
    "        os.stat(os.path.join(place, name))\n"
)


def taken(command: list[str]) -> tuple[float, float]:
    """Seconds of this command, and seconds of processor."""
    since, before = time.perf_counter(), sum(os.times()[2:4])
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - since, sum(os.times()[2:4]) - before


def main(arguments: list[str]) -> None:
    """Write the files, read them once, and print what the next runs take."""
    files = int(arguments[0].replace(",", "")) if arguments else 10_000
    with tempfile.TemporaryDirectory() as project:
        raw = Path(project) / "data" / "raw"
        for number in range(files):
            path = raw / f"{number // FOLDER:04}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Reference: FOI {number}/24\n\nThe council holds no record of this.\n")
        foi = [sys.executable, "-m", "foi_cli", "run", "--fail-on", "never", "--project", project]
        subprocess.run(foi, check=False, capture_output=True)  # leaves with 4: there is nothing to check
        walk = [sys.executable, "-c", WALK, str(raw)]
        runs = [(taken(walk), taken(["sh", "-c", '"$@" || [ $? = 4 ]', "sh", *foi])) for _ in range(TIMES)]
    for name, at in (("seconds", 0), ("seconds of processor", 1)):
        walked, run = (min(each[who][at] for each in runs) for who in (0, 1))
        ratio = run / walked
        print(f"{files:,} unchanged files, {name}: walking {walked:.2f}, foi {run:.2f}: {ratio:.1f} times")


if __name__ == "__main__":
    main(sys.argv[1:])
