"""Many files at once: read ahead by several isolated readers, small ones together, handed on in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from foi_cli.ingest.files import opened
from foi_cli.ingest.isolation import PIPE, Limits, Worker
from foi_cli.model import Document, File, Remote, Source

AnyFile = TypeVar("AnyFile", bound=File)

AHEAD = 64
"""Batches a job that are read before their turn to be handed on has come: a slow one holds up no other."""

HELD = 16_777_216
"""Bytes of files that are so read, at most, so that memory does not grow with the files."""

SMALL = 16_384
"""Bytes of a file that is handed over with others, as handing it over takes longer than reading it."""

TOGETHER = 32
"""Files that are handed over together."""


def read_all(
    paths: Iterable[AnyFile], jobs: int, limits: Limits, name_of: Callable[[AnyFile], str] = str
) -> Iterator[tuple[AnyFile, tuple[Document, ...]]]:
    """Each path with its documents, in the order of the paths, read by `jobs` processes at a time."""
    idle: SimpleQueue[Worker] = SimpleQueue()
    workers = [Worker(limits) for _ in range(max(jobs, 1))]
    for worker in workers:
        idle.put(worker)

    def task(batch: Sequence[AnyFile]) -> list[tuple[AnyFile, tuple[Document, ...]]]:
        worker = idle.get()
        try:
            return list(zip(batch, _read_files(batch, name_of, worker), strict=True))
        finally:
            idle.put(worker)

    waiting: deque[tuple[Future[list[tuple[AnyFile, tuple[Document, ...]]]], int]] = deque()
    held = 0
    threads = ThreadPoolExecutor(len(workers))
    try:
        for batch, size in _batches(paths):
            waiting.append((threads.submit(task, batch), size))
            held += size
            while len(waiting) > AHEAD * len(workers) or (held > HELD and len(waiting) > len(workers)):
                first, size = waiting.popleft()
                held -= size
                yield from first.result()
        while waiting:
            yield from waiting.popleft()[0].result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()
        threads.shutdown()
        for worker in workers:
            worker.stop()


def _batches(paths: Iterable[AnyFile]) -> Iterator[tuple[list[AnyFile], int]]:
    """The paths in order, small files that follow one another together, with their bytes."""
    batch: list[AnyFile] = []
    held = 0
    for path in paths:
        size = _size(path)
        alone = size > SMALL
        if batch and (alone or held + size > PIPE or len(batch) == TOGETHER):
            yield batch, held
            batch, held = [], 0
        batch.append(path)
        held += size
        if alone:
            yield batch, held
            batch, held = [], 0
    if batch:
        yield batch, held


def _size(path: File) -> int:
    """The bytes of a file; of one elsewhere that does not tell, more than are handed over with others."""
    try:
        size = path.size if isinstance(path, Remote) else path.stat().st_size
    except OSError:
        return 0
    return PIPE if size is None else size


def _read_files(
    paths: Sequence[AnyFile], name_of: Callable[[AnyFile], str], worker: Worker
) -> Iterator[tuple[Document, ...]]:
    """The documents of each file; one with a problem where it cannot be opened or is too large."""
    most, hidden = worker.limits.size_mb, worker.limits.include_hidden
    found = [opened(path, name_of(path), most, include_hidden=hidden) for path in paths]
    read = iter(worker.read_small([source for source in found if isinstance(source, Source)]))
    for one in found:
        yield next(read) if isinstance(one, Source) else (one,)
