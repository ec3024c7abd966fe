"""How many one-page responses are understood and judged in a second.

    python benchmarks/responses.py [--responses N] [--seed N] [--jobs N]

Letters of one page are made by their seed (a heading, an echoed request, one table or two or some sentences,
a closing) and read into a store. Then `foi normalise` and `foi reconcile` run as anyone would run them: the
time on the clock, and the processor's time of the command and of its workers. Below, what the functions alone
cost a letter in one process that is warm, so that what is left is what handing over and storing cost.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

from synthetic.answers import answer
from synthetic.layouts import LAYOUTS, text
from synthetic.letters import letter

from foi_cli import ingest
from foi_cli.model import Check, Document, Finding, Reading, Source
from foi_cli.normalise import understand
from foi_cli.reconcile import held, judge
from foi_cli.reconcile.checks import CHECKS

ARITHMETIC = ("sum", "balance", "records", "cross-table")
"""Checks that search tables for totals."""

_RUN = """
import atexit, multiprocessing, resource, sys
from multiprocessing import forkserver
from foi_cli.__main__ import main

def tell():
    for worker in multiprocessing.active_children():
        worker.join()
    forkserver._forkserver._stop()  # what its workers took is known once it has ended
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(*(each.ru_utime + each.ru_stime for each in spent), file=sys.stderr)

atexit.register(tell)
main()
"""
"""The command, which says at last what it took of the processor, and what its workers took."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class Cost(NamedTuple):
    """Seconds on the clock, and of the processor: those of the command and of its workers."""

    wall: float
    driver: float
    workers: float

    def told(self, count: int) -> str:
        """The cost of so many responses in words."""
        spent = self.driver + self.workers
        return (
            f"{self.wall:6.1f} s on the clock, {self.driver:6.1f} + {self.workers:.1f} s of processor"
            f" (command + workers): {1e3 * self.driver / count:.2f} + {1e3 * self.workers / count:.2f} ms a"
            f" response; {count / self.wall:,.0f} a second, {2 * count / spent:,.0f} on two idle cores"
        )


def main() -> None:
    """Make the letters, run the stages, and time the functions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--responses", type=int, default=5_000, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--alone", type=int, default=500, metavar="N", help="letters for the functions alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        letters = write(Path(folder), given.responses, given.seed)
        size = sum(map(len, letters)) / len(letters)
        print(f"{len(letters):,} letters of {size:,.0f} bytes on average, {given.jobs} jobs")
        run(Path(folder), "ingest", given.jobs)
        costs = {stage: run(Path(folder), stage, given.jobs) for stage in ("normalise", "reconcile")}
    both = (sum(each) for each in zip(*costs.values(), strict=True))
    for stage, cost in {**costs, "both": Cost(*both)}.items():
        print(f"{stage:10} {cost.told(len(letters))}")
    alone(letters[: given.alone])


def write(folder: Path, count: int, seed: int) -> list[bytes]:
    """So many letters in data/raw; each depends on the seed and its number alone."""
    letters = []
    for number in range(count):
        chance = Random(f"{seed} {number}")  # noqa: S311  a corpus, not a secret
        _, parts = letter(chance, answer(chance, faulty=0.25))
        letters.append(text(parts, chance.choice(list(LAYOUTS))).encode())
        path = folder / "data" / "raw" / f"{number // 1_000:03}" / f"letter-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(letters[-1])
    return letters


def run(folder: Path, stage: str, jobs: int) -> Cost:
    """Run one stage; an exit code of 3 says that totals differ, as some do."""
    command = [sys.executable, "-c", _RUN, "--project", str(folder), "--jobs", str(jobs), "--quiet", stage]
    since = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(f"foi {stage} left with {done.returncode}: {done.stderr}")
    driver, workers = map(float, done.stderr.split()[-2:])
    return Cost(time.monotonic() - since, driver, workers)


def alone(letters: Sequence[bytes]) -> None:
    """What each function costs a letter, none of them seen before, in a process that is warm."""
    documents = [ingest.read(Source(f"{n}.txt", data)) for n, data in enumerate(letters)]
    warm = len(documents) // 5
    for group in documents[:warm]:
        judge(understand(group))
    fresh: list[tuple[Document, ...]] = documents[warm:]
    readings = each("understand", understand, fresh)
    for name in ("totals", "others"):
        chosen = [check for check in CHECKS if (check.name in ARITHMETIC) == (name == "totals")]
        each(f"judge, {name}", partial(_judged, chosen), readings)
    each("held for others", held, readings)


def _judged(checks: Sequence[Check], reading: Reading) -> list[Finding]:
    return [finding for check in checks for finding in check.judge(reading)]


def each(name: str, function: Callable[[Given], Made], given: Iterable[Given]) -> list[Made]:
    """The answers, and a line that says what one cost."""
    gc.collect()
    since = time.process_time()
    made = [function(one) for one in given]
    print(f"{name:20} {1e3 * (time.process_time() - since) / len(made):6.2f} ms a letter, alone")
    return made


if __name__ == "__main__":
    main()
