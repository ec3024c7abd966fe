"""One document through reading, understanding and judging in one go, in memory: what `foi check` needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from foi_cli.model import Document, Finding, Source, Table
from foi_cli.workers import ordered


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one file: its documents without their blocks, the tables as used, and all findings."""

    documents: tuple[Document, ...]
    tables: tuple[tuple[str, Table], ...]
    findings: tuple[Finding, ...]


def find(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files under these files and folders. Raises UsageError for one that is not there."""
    from foi_cli.ingest import files

    return files.find(paths)


def read_file(path: Path, name: str) -> tuple[Document, ...]:
    """The document at this path and those inside it; one that cannot be opened has a problem."""
    from foi_cli import ingest

    try:
        data = path.read_bytes()
    except OSError as error:
        return (Document(name, name, "", 0, "", f"could not be opened: {error.strerror or error}"),)
    return ingest.read(Source(name, data))


def examine_all(files: Sequence[Path], jobs: int) -> Iterator[Examined]:
    """Every file examined, in order, each response judged on its own."""
    return ordered(examine, files, jobs)


def read_all(
    files: Sequence[Path], name_of: Callable[[Path], str] = str, jobs: int = 1
) -> Iterator[tuple[Path, tuple[Document, ...]]]:
    """Every file with its documents, in order, under the name it is given."""
    return ordered(_read_named, ((path, name_of(path)) for path in files), jobs)


def examine(path: Path) -> Examined:
    """This file, read, understood and judged."""
    from foi_cli.normalise import understand
    from foi_cli.reconcile import judge

    documents = read_file(path, str(path))
    readings = [understand(group) for group in _responses(documents)]
    return Examined(
        tuple(replace(document, blocks=()) for document in documents),
        tuple(table for reading in readings for table in reading.tables),
        tuple(finding for reading in readings for finding in judge(reading)),
    )


def _read_named(file: tuple[Path, str]) -> tuple[Path, tuple[Document, ...]]:
    return file[0], read_file(*file)


def _responses(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    """The documents of each response together, in the order in which they were read."""
    for _, group in groupby(sorted(documents, key=attrgetter("group")), key=attrgetter("group")):
        yield tuple(group)
