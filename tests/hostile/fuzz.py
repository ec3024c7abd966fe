"""Try damaged documents on every reader, the normaliser and the checks: make fuzz

Document N of seed S is always the same. Nothing may crash, hang, raise, or be refused in programmers' words;
what does is written to a folder, the document beside the reason, to be tried again with --again FILE. A
library that ends its process over a document is no fault where isolation records it, as in a run.
Exit code 1 where anything was found.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import samples
from mutations import mutate

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
SECONDS = 20.0
"""Seconds of processor time for one document; a damaged page should take a tenth of one."""
SILENT = 20 * SECONDS
"""Seconds without a word, on however busy a machine, after which a process hangs inside a library."""
LARGEST = 60_000
"""Bytes of a document that is damaged; larger ones only make each try slow."""
MEMORY = 2 << 30
BATCH = 1_000
"""Documents that one process tries, so that a library that never forgets does no harm."""

SOUND = ("read", "refused", "contained")
"""What may come of a document."""


class TooLong(BaseException):
    """A document was not done in time; no reader may swallow this."""


class Outcome(NamedTuple):
    """What came of a document: the reader that claimed it, "read", "refused" or a fault, and its seconds."""

    number: int
    reader: str
    came: str
    seconds: float


def documents() -> list[tuple[str, bytes]]:
    """Names and bytes of what is damaged: examples, real files where they are, some of every other format."""
    folders = (ROOT / "data/raw", SHARED / "seeds", SHARED / "real", SHARED / "bench/pdf-tables")
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    wanted = [path for path in paths if path.suffix not in (".py", ".json", ".jsonl", ".xml")]
    known = [(path.name, path.read_bytes()) for path in wanted]
    small = [(name, data) for name, data in known if 0 < len(data) <= LARGEST]
    return [*small, *synthetic(), *samples.written()]


def synthetic() -> Iterator[tuple[str, bytes]]:
    """Some synthetic responses of each format that has a writer."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from synthetic.answers import answer
    from synthetic.formats import make

    seen: Counter[str] = Counter()
    for number in range(300):
        chance = Random(f"fuzz {number}")  # noqa: S311
        made = make(chance, answer(chance, 0.3))
        seen[made.suffix] += 1
        if seen[made.suffix] <= 3:
            yield f"synthetic-{number}.{made.suffix}", made.data


def process(name: str, data: bytes) -> tuple[str, str]:
    """Read, understand and judge: the reader that claimed the document, and "read" or "refused".

    Raises whatever the program raises, and AssertionError for what it must never hand on.
    """
    from foi_cli import ingest, normalise, reconcile
    from foi_cli.model import Passage, Source

    found = ingest.read(Source(name, data))
    for document in found:
        assert not document.problem.startswith("could not be read:"), document.problem
        assert document.problem.isprintable(), repr(document.problem)
        for block in document.blocks:
            cells = (block.text,) if isinstance(block, Passage) else sum(block.rows, (block.title,))
            "".join(cells).encode()  # half of a pair of surrogates would break every export
            if not isinstance(block, Passage):
                assert len({len(row) for row in block.rows}) <= 1, "a table is not rectangular"
                assert not block.lines or len(block.lines) == len(block.rows), "a row has lost its line"
    for _, group in groupby(sorted(found, key=attrgetter("group")), key=attrgetter("group")):
        reconcile.judge(normalise.understand(tuple(group)))
    return found[0].reader, "refused" if found[0].problem else "read"


class Session:
    """One run: its documents, its seed, and the folder that failures go to."""

    def __init__(self, seed: int, into: Path) -> None:
        self.seed = seed
        self.into = into
        self.documents = documents()

    def document(self, number: int) -> tuple[str, bytes]:
        """The damaged document of this number."""
        chance = Random(f"{self.seed} {number}")  # noqa: S311
        name, data = self.documents[number % len(self.documents)]
        return name, mutate(chance, data, [other for _, other in self.documents])

    def attempt(self, number: int) -> Outcome:
        """Try this document here, for as long as it may take."""
        name, data = self.document(number)
        since = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            reader, came = process(name, data)
        except TooLong:
            reader, came = "", self.keep(number, "hangs", traceback.format_exc())
        except BaseException as fault:
            reader, came = "", self.keep(number, f"raises {type(fault).__name__}", traceback.format_exc())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return Outcome(number, reader, came, time.process_time() - since)

    def keep(self, number: int, came: str, reason: str) -> str:
        """Write a failure down, so that it can be tried again; what came of it."""
        name, data = self.document(number)
        self.into.mkdir(parents=True, exist_ok=True)
        path = self.into / f"{self.seed}-{number:06}-{came.replace(' ', '-')}-{name}"
        path.write_bytes(data)
        Path(f"{path}.reason").write_text(reason, encoding="utf-8")
        return came

    def work(self, first: int, past: int, told: Any) -> None:
        """Try these numbers in this process, telling each outcome."""
        _bound()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries complain there of what is damaged
        for number in range(first, past):
            told.send(self.attempt(number))

    def run(self, first: int, past: int) -> Iterator[Outcome]:
        """Try these numbers in processes of their own: one that dies costs the document that it was on."""
        context = multiprocessing.get_context("fork")
        while first < past:
            heard, told = context.Pipe(duplex=False)
            last = min(past, first + BATCH)
            child = context.Process(target=self.work, args=(first, last, told))
            child.start()
            told.close()
            while first < last and heard.poll(SILENT):
                try:
                    yield heard.recv()
                except EOFError:
                    break
                first += 1
            child.kill() if first < last and child.is_alive() else None
            child.join()
            if first < last:
                yield Outcome(first, "", self.died(first, child.exitcode), 0.0)
                first += 1

    def died(self, number: int, code: int | None) -> str:
        """What came of a document that ended its process: contained where isolation records it."""
        from foi_cli.ingest.isolation import Limits, read_isolated
        from foi_cli.model import Source

        found = read_isolated(Source(*self.document(number)), Limits(seconds=SILENT))
        if any("ended its reader" in document.problem for document in found):
            return "contained"
        return self.keep(number, "dies", f"exit code {code}")


def _bound() -> None:
    """Limit this process's memory, and let the alarm interrupt whatever is being done."""
    from foi_cli.ingest import ocr

    def ring(*_: object) -> None:
        raise TooLong

    setattr(ocr, "engines", lambda: ())  # noqa: B010  reading pictures takes minutes and is tried elsewhere
    signal.signal(signal.SIGPROF, ring)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read the command line, try the documents, say what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--again", type=Path, metavar="FILE", help="try one written failure again")
    given = parser.parse_args()
    if given.again:
        _bound()
        print(*process(given.again.name, given.again.read_bytes()))
        return 0
    session = Session(given.seed, given.into)
    past = given.first + given.count
    print(f"Seed {given.seed}, documents {given.first} to {past - 1}, damaged from {len(session.documents)}.")
    outcomes = []
    for outcome in session.run(given.first, past):
        outcomes.append(outcome)
        if len(outcomes) % BATCH == 0:
            print(f"{len(outcomes):,} done", file=sys.stderr, flush=True)
    return report(outcomes)


def report(outcomes: list[Outcome]) -> int:
    """Print what came of all, by reader; 1 where anything was found."""
    readers = sorted({outcome.reader for outcome in outcomes})
    for reader in readers:
        came = Counter(outcome.came for outcome in outcomes if outcome.reader == reader)
        words = ", ".join(f"{count:,} {what}" for what, count in sorted(came.items()))
        print(f"{reader or 'none':>15}: {words}")
    slowest = max(outcomes, key=attrgetter("seconds"))
    spent = sum(outcome.seconds for outcome in outcomes)
    print(f"{spent:.0f} s of processor time; the slowest, {slowest.number}, took {slowest.seconds:.1f} s.")
    failed = [outcome for outcome in outcomes if outcome.came not in SOUND]
    print(f"{len(outcomes):,} tried: {len(failed) or 'no'} crash, hang or exception.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
