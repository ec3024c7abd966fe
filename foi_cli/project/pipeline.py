"""The stages over a store: each does what is stale, a transaction a document, and counts what it did.

What a stage does to one document is a function that it is given; here is only what is asked of it, and when.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from foi_cli.errors import DIED
from foi_cli.model import (
    Attachment,
    Candidate,
    Document,
    File,
    Finding,
    Reading,
    Response,
    Stated,
    identify,
)
from foi_cli.project.files import drop_gone, place_of, seen, state_of, times_of, unchanged
from foi_cli.report.faults import told
from foi_cli.report.log import Log
from foi_cli.report.progress import watch
from foi_cli.store import comparison, intake, judgements, readings, relations
from foi_cli.store.database import bundle, meta, remember
from foi_cli.store.frozen import (
    DocumentRow,
    FrozenReading,
    Rows,
    freeze_findings,
    freeze_reading,
    freeze_stated,
    thaw_document,
    thaw_reading,
)
from foi_cli.store.pressed import NOTHING, Pressed
from foi_cli.workers import Hands, TookTooLong, limited

ReadAll: TypeAlias = Callable[
    [Iterable[File], Callable[[File], str]], Iterable[tuple[File, tuple[Document, ...]]]
]
"""Reads these files under these names, in order."""
Understand: TypeAlias = Callable[[Sequence[Document]], Reading]
Judge: TypeAlias = Callable[[Reading], Sequence[Finding]]
Held: TypeAlias = Callable[[Reading], Iterable[Stated]]
"""Every figure that can be compared with those of other responses."""


class Relations(Protocol):
    """The rules by which responses belong together: foi_cli.relate."""

    def sketch(self, request: str, /) -> bytes:
        """What is kept of the wording of a request; b"" for one that cannot be compared."""

    def keys(self, sketched: bytes, /) -> tuple[int, ...]:
        """By what requests like this one are found."""

    def groups(
        self, buckets: Iterable[Iterable[str]], sketch_of: Callable[[str], bytes], /
    ) -> dict[str, str]:
        """The first of its group for every response that was asked the same as another."""

    def name(self, response_id: str, /) -> str:
        """The name of the group whose first response this is."""

    def folded(self, name: str, /) -> str:
        """What two spellings of one file name share."""

    def choose(self, attachment: Attachment, candidates: Sequence[Candidate], /) -> Attachment:
        """The attachment as one of these files, missing, or unnamed."""


Made = TypeVar("Made")


@dataclass
class Intake:
    """What ingest did: files read, found unchanged, and gone; documents that could not be read."""

    read: int = 0
    unchanged: int = 0
    gone: int = 0
    unread: int = 0


class Understood(NamedTuple):
    """What is to be kept of a response that was understood: its rows, and the sketch of its request."""

    reading: FrozenReading
    sketch: bytes = b""


class Judged(NamedTuple):
    """What is to be kept of a response that was judged: the rows of its findings, and its figures that can be
    compared with those of others."""

    findings: Rows = ()
    stated: Pressed = NOTHING


class Outcome(NamedTuple, Generic[Made]):
    """What a stage made of one response, how long it took, and its fault where the program itself failed."""

    group_id: int
    name: str
    made: Made
    fault: str = ""
    seconds: float = 0.0


def ingest(
    connection: sqlite3.Connection,
    files: Sequence[str | File],
    roots: Sequence[Path | str],
    name_of: Callable[[str | File], str],
    read_all: ReadAll,
    stamp: str,
    log: Log,
) -> Intake:
    """Read the files that are new or changed into the store; drop those under `roots` that are gone."""
    done = Intake()
    times: dict[File, str] = {}
    names = [name_of(path) for path in files]

    def changed() -> Iterator[File]:
        asked = seen(connection, files, names, stamp)
        for there, name, before in watch(asked, len(files), "Reading", quiet=log.quiet):
            if before and before == state_of(there):
                done.unchanged += 1
                continue
            path, now = Path(there) if isinstance(there, str) else there, times_of(there)
            if unchanged(connection, path, name, stamp):
                done.unchanged += 1
            else:
                times[path] = now
                yield path

    since = time.monotonic()
    with bundle(connection) as finished:
        for path, documents in read_all(changed(), name_of):
            name, digest, before = name_of(path), documents[0].digest, times.pop(path)
            as_read = before if digest and before == times_of(path) else ""
            file = intake.Input(name, place_of(path), digest, as_read, stamp)
            intake.replace(connection, file, documents)
            finished()
            done.read += 1
            done.unread += sum(bool(document.problem) for document in documents)
            log.problems(documents)
            log.event("ingest", name, "read", time.monotonic() - since, f"{len(documents)} document(s)")
            since = time.monotonic()
    if intake.count(connection) > len(set(names)):
        done.gone = drop_gone(connection, set(names), roots, log)
    return done


def normalise(
    connection: sqlite3.Connection,
    understand: Understand,
    sketch: Callable[[str], bytes],
    stamp: str,
    hands: Hands,
    log: Log,
) -> int:
    """Understand every response whose documents changed, and sketch its request; the number of those."""
    done = 0
    total = readings.count_to_understand(connection, stamp)
    wanted = watch(readings.to_understand(connection, stamp), total, "Understanding", quiet=log.quiet)
    items = ((group_id, intake.rows_of(connection, group_id)) for group_id in wanted)
    work = partial(_understood, understand, sketch)
    with bundle(connection) as finished:
        for outcome in hands.ordered(work, items, _died_understanding, total):
            group_id, _, (frozen, sketched), fault, _ = outcome
            readings.save_rows(connection, group_id, frozen, stamp, fault, sketched)
            finished()
            _tell(log, "normalise", outcome, f"{len(frozen.figures)} figure(s)")
            done += 1
    return done


def is_understood(connection: sqlite3.Connection, stamp: str) -> bool:
    """Whether this program (its stamp) has understood everything, and how it relates."""
    return meta(connection, "related") == stamp and not readings.count_to_understand(connection, stamp)


def is_judged(connection: sqlite3.Connection, understood: str, stamp: str) -> bool:
    """Whether this program (its stamps) has judged all that was understood, and between responses."""
    return meta(connection, "compared") == stamp and not judgements.count_to_judge(
        connection, understood, stamp
    )


def relate(connection: sqlite3.Connection, rules: Relations, stamp: str) -> None:
    """Find out, with all responses at hand, which attachments are there and who was asked the same."""
    if meta(connection, "related") == stamp:
        return
    relations.locate(connection, rules.folded, rules.choose)
    relations.group(connection, rules.keys, rules.groups, rules.name)
    remember(connection, "related", stamp)


def reconcile(
    connection: sqlite3.Connection,
    judge: Judge,
    held: Held,
    understood: str,
    stamp: str,
    hands: Hands,
    log: Log,
) -> int:
    """Judge the claims of every response that was understood anew, and keep what of it can be compared with
    other responses; the number of those."""
    done = 0
    total = judgements.count_to_judge(connection, understood, stamp)
    wanted = watch(judgements.to_judge(connection, understood, stamp), total, "Checking", quiet=log.quiet)
    items = ((group_id, readings.rows_of(connection, group_id)) for group_id in wanted)
    work = partial(_judged, judge, held)
    with bundle(connection) as finished:
        for outcome in hands.ordered(work, items, _died_judging, total):
            group_id, _, (found, stated), fault, _ = outcome
            judgements.save_rows(connection, group_id, found, stamp, fault, stated)
            finished()
            _tell(log, "reconcile", outcome, f"{len(found)} finding(s)")
            done += 1
    return done


def compare(connection: sqlite3.Connection, rules: comparison.Rules, stamp: str) -> None:
    """Judge, with all responses at hand, what several of them state of the same thing."""
    if meta(connection, "compared") != stamp:
        comparison.compare(connection, rules, stamp)


def _understood(
    understand: Understand, sketch: Callable[[str], bytes], item: tuple[int, Sequence[DocumentRow]]
) -> Outcome[Understood]:
    """A reading of these documents; where the program fails, one that says so and holds nothing else."""
    group_id, rows = item
    since = time.monotonic()

    def made() -> Understood:
        reading = understand(tuple(map(thaw_document, rows)))
        return Understood(freeze_reading(reading), sketch(reading.response.request))

    understood, fault = _tried(made)
    if understood is None:
        return _not_understood(item, fault)
    return Outcome(group_id, _group(rows), understood, fault, time.monotonic() - since)


def _not_understood(item: tuple[int, Sequence[DocumentRow]], fault: str) -> Outcome[Understood]:
    group_id, (row, *_) = item
    first = thaw_document(row)
    reading = Reading(Response(identify(first.group), first.name, first.digest, first.reader, problem=fault))
    return Outcome(group_id, first.group, Understood(freeze_reading(reading)), fault)


def _died_understanding(item: tuple[int, Sequence[DocumentRow]]) -> Outcome[Understood]:
    return _not_understood(item, f"could not be finished: {DIED}")


def _group(rows: Sequence[DocumentRow]) -> str:
    """The name of the response that these documents make up."""
    return rows[0][1]


def _judged(judge: Judge, held: Held, item: tuple[int, FrozenReading]) -> Outcome[Judged]:
    group_id, frozen = item
    since = time.monotonic()

    def made() -> Judged:
        reading = thaw_reading(frozen)
        return Judged(freeze_findings(judge(reading)), freeze_stated(held(reading)))

    judged, fault = _tried(made)
    return Outcome(group_id, frozen.file, judged or Judged(), fault, time.monotonic() - since)


def _died_judging(item: tuple[int, FrozenReading]) -> Outcome[Judged]:
    return Outcome(item[0], item[1].file, Judged(), f"could not be finished: {DIED}")


def _tried(function: Callable[[], Made]) -> tuple[Made | None, str]:
    """What the function made, or what went wrong inside it: one bad document stops nothing."""
    try:
        with limited():
            return function(), ""
    except TookTooLong as reason:
        return None, f"could not be finished: {reason}; split it"
    except Exception as error:  # whatever it is, it is recorded and reported
        return None, f"could not be finished, by a fault of foi itself: {told(error)}"


def _tell(log: Log, stage: str, outcome: Outcome[Any], detail: str) -> None:
    if outcome.fault:
        log.fault(outcome.name, outcome.fault)
    log.event(stage, outcome.name, "failed" if outcome.fault else "done", outcome.seconds, detail)
