"""Files read by the workers of a cluster, with the limits of a reading here.

The bytes of a file on this machine travel to the worker that reads it, so that no folder needs to be shared;
what lies elsewhere each worker fetches itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import tee
from typing import Protocol, TypeAlias

from foi_cli.errors import DIED
from foi_cli.ingest.files import opened
from foi_cli.ingest.isolation import Limits, Worker
from foi_cli.model import Document, File, Remote, Source

REST = 30.0
"""Seconds after which a reader that nobody needs is ended."""

Sent: TypeAlias = Source | Document | tuple[Remote, str]
"""What a worker is given: bytes, what could not be opened here, or what to fetch and its name."""


class Hands(Protocol):
    """Who does the work."""

    def ordered(
        self,
        work: Callable[[Sent], tuple[Document, ...]],
        items: Iterable[Sent],
        died: Callable[[Sent], tuple[Document, ...]],
        /,
    ) -> Generator[tuple[Document, ...], None, None]:
        """work(item) for each item, in order; died(item) where the item kills whoever has it."""


def read_all(
    hands: Hands, limits: Limits, files: Iterable[File], name_of: Callable[[File], str] = str
) -> Iterator[tuple[File, tuple[Document, ...]]]:
    """Each file with its documents, in the order of the files."""
    ours, theirs = tee(files)
    items = (_sent(file, name_of(file), limits) for file in theirs)
    read = hands.ordered(partial(read_one, limits), items, _died)
    for documents, file in zip(read, ours, strict=False):  # what is read goes first and ends it
        yield file, documents


def _sent(file: File, name: str, limits: Limits) -> Sent:
    if isinstance(file, Remote):
        return file, name
    return opened(file, name, limits.size_mb, include_hidden=limits.include_hidden)


def read_one(limits: Limits, sent: Sent) -> tuple[Document, ...]:
    """On a worker: the document and those inside it."""
    source = sent
    if isinstance(sent, tuple):
        source = opened(*sent, limits.size_mb, include_hidden=limits.include_hidden)
    if isinstance(source, Source):
        with _reader(limits) as reader:
            return reader.read(source)
    assert isinstance(source, Document)  # noqa: S101  for the type checker
    return (source,)


_resting: dict[Worker, threading.Timer] = {}
"""Readers of this process that wait for the next document, each with the clock that ends it."""


@contextmanager
def _reader(limits: Limits) -> Iterator[Worker]:
    """A reader that rests, or a new one; afterwards it rests for a while."""
    reader = next((one for one in list(_resting) if one.limits == limits), None)
    clock = _resting.pop(reader, None) if reader is not None else None
    if reader is None or clock is None:  # none rests, or another thread was faster
        reader = Worker(limits)
    else:
        clock.cancel()
    try:
        yield reader
    finally:
        clock = threading.Timer(REST, _end, (reader,))
        clock.daemon = True
        _resting[reader] = clock
        clock.start()


def _end(reader: Worker) -> None:
    if _resting.pop(reader, None) is not None:
        reader.stop()


def _died(sent: Sent) -> tuple[Document, ...]:
    name = sent[1] if isinstance(sent, tuple) else sent.name
    return (Document(name, name, "", 0, "", f"could not be finished: {DIED}"),)
