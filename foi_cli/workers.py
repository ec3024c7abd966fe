"""Worker processes: the same function over many items, answers in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

AHEAD = 4
"""Items handed out a worker before the first answer is fetched: enough to keep it busy, few enough that
memory stays flat however many items there are."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def ordered(work: Callable[[Item], Answer], items: Iterable[Item], jobs: int) -> Iterator[Answer]:
    """work(item) for each item, in order, in `jobs` processes; in this one where `jobs` is 1.

    `work` and what it takes and gives must pickle. A single item starts no process.
    """
    queue = iter(items)
    first = list(islice(queue, 2))
    if jobs == 1 or len(first) < 2:
        yield from map(work, chain(first, queue))
    else:
        yield from _in_processes(work, chain(first, queue), jobs)


def _in_processes(work: Callable[[Item], Answer], items: Iterator[Item], jobs: int) -> Iterator[Answer]:
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin)
    waiting: deque[Future[Answer]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    pool.shutdown()


def _begin() -> None:
    """A worker leaves interrupts to its parent, and never outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
