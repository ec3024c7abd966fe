"""Sums found in annotated tables, and injected errors found, beside the peers' figures.

    python benchmarks/totals.py ../shared/bench/totals

The folder holds `clean/*.csv`, `injected/*.csv`, what is true of them in `clean.jsonl` and `injected.jsonl`,
and `score.py`, which counts. `foi check` runs as anyone runs it, a process timed from start to end. The
figures of the peers were measured on the same tables: AggreCol (all its stages, sums only) and a trial of a
hundred lines.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROWS = (
    ("sums, F1 (P / R)", ".733 (.80/.68)", ".650 (.96/.49)", ".90 (.95/.86)"),
    ("injected errors found", "none", ".475", ".85"),
    ("tables with a false alarm", "–", "51", "8 or fewer"),
    ("time for the clean tables", "863 s", "3.7 s", "10 s"),
)
"""Measure, AggreCol, trial, and what is asked for at least."""


def check(folder: Path, out: Path) -> float:
    """Seconds of `foi check` over a folder, its findings written to a file."""
    start = time.perf_counter()
    with out.open("w", encoding="utf-8") as file:
        command = [sys.executable, "-m", "foi_cli", "check", "--format", "jsonl", str(folder)]
        subprocess.run(command, stdout=file, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def score(bench: Path, kind: str, findings: Path) -> Any:
    """What the scorer of the folder says: JSON for the clean tables, a dictionary as text for the others."""
    command = [sys.executable, str(bench / "score.py"), kind, str(findings)]
    environment = os.environ | {"TOTALS_SET": str(bench)}
    text = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    return json.loads(text.replace("'", '"'))


def main() -> None:
    """Print the table, then what each kind of injected error came to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    with tempfile.TemporaryDirectory() as folder:
        clean, injected = Path(folder, "clean.jsonl"), Path(folder, "injected.jsonl")
        seconds = check(bench / "clean", clean)
        check(bench / "injected", injected)
        found, kinds = score(bench, "clean", clean), score(bench, "injected", injected)
    ours = (
        f"{found['F1']:.3f} ({found['P']:.3f}/{found['R']:.3f})",
        kinds["all"],
        f"{found['files_with_false_alarm']} of {found['files']}",
        f"{seconds:.1f} s",
    )
    print(
        f"| {found['files']} tables | AggreCol | hundred-line trial | at least | foi |\n|---|---|---|---|---|"
    )
    for row, figure in zip(ROWS, ours, strict=True):
        print("| " + " | ".join((*row, figure)) + " |")
    print("\nInjected errors by kind: " + "; ".join(f"{kind} {figure}" for kind, figure in kinds.items()))


if __name__ == "__main__":
    main()
