"""Documents through reading, understanding and judging in one go, in memory: what `foi check` needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from foi_cli.errors import DIED
from foi_cli.model import Document, File, Finding, Reading, Table
from foi_cli.report.faults import told
from foi_cli.workers import TookTooLong, limited, ordered

if TYPE_CHECKING:
    from foi_cli.ingest.isolation import Limits


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one file: its documents without their blocks, the tables as used, and all findings."""

    documents: tuple[Document, ...]
    tables: tuple[tuple[str, Table], ...]
    findings: tuple[Finding, ...]


def examine_all(
    files: Sequence[File], jobs: int, limits: Limits, *, reveal: bool = False
) -> Iterator[Examined]:
    """Every file read, understood and judged, in order, each response on its own, under its name as given.

    `reveal` writes the part that is not printed where a total discloses it.
    """
    from foi_cli.ingest.batches import read_all

    read = (documents for _, documents in read_all(files, jobs, limits, str))
    return ordered(partial(examine, reveal=reveal), read, jobs, _died)


def examine(documents: Sequence[Document], *, reveal: bool = False) -> Examined:
    """These documents understood and judged; a fault of the program is a problem of the first of them."""
    try:
        with limited():
            readings = [_judged(group, reveal=reveal) for group in _responses(documents)]
    except TookTooLong as reason:
        return _failed(documents, f"could not be checked: {reason}; split it")
    except Exception as error:  # whatever it is, it is reported, and costs this file only
        return _failed(documents, f"could not be checked, by a fault of foi itself: {told(error)}")
    return Examined(
        tuple(replace(document, blocks=()) for document in documents),
        tuple(table for reading, _ in readings for table in reading.tables),
        tuple(finding for _, findings in readings for finding in findings),
    )


def _judged(documents: Sequence[Document], *, reveal: bool) -> tuple[Reading, tuple[Finding, ...]]:
    from foi_cli.normalise import understand
    from foi_cli.reconcile import judge

    reading = replace(understand(documents), reveal=reveal)
    return reading, judge(reading)


def _responses(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    """The documents of each response together, in the order in which they were read."""
    for _, group in groupby(sorted(documents, key=attrgetter("group")), key=attrgetter("group")):
        yield tuple(group)


def _failed(documents: Sequence[Document], problem: str) -> Examined:
    first, *others = (replace(document, blocks=()) for document in documents)
    said = f"{first.problem}; {problem}" if first.problem else problem
    return Examined((replace(first, problem=said), *others), (), ())


def _died(documents: Sequence[Document]) -> Examined:
    return _failed(documents, f"could not be checked: {DIED}")
