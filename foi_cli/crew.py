"""Some worker processes of this machine, for work that takes longer than to start them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

BATCH = 0.05
"""Seconds of work handed out at once: much more than handing over costs, too little to wait for."""

LARGEST = 32
"""Items of one batch."""

AHEAD = 4
"""Batches handed out a worker before the first answer is fetched: enough to keep it busy, few enough that
memory stays flat however many items there are."""

RARELY = 50_000, 20, 20
"""How often memory is searched for records that hold one another: ours never do, and there are many."""

STAGES = ("foi_cli.normalise", "foi_cli.reconcile.checks", "foi_cli.project.pipeline")
"""What workers need, and what takes longest to load."""

SAFE_PATH = "PYTHONSAFEPATH"
"""What tells Python to take no module from the folder that it is started in."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Worked(NamedTuple, Generic[Answer]):
    """The answers to the items of a batch, and the seconds that it took."""

    answers: list[Answer]
    seconds: float


class Crew(Generic[Item, Answer]):
    """Worker processes, hired anew when one of them dies. They are told once what to do with items.

    They get as many items at a time as the last that were done would have had to be to take BATCH.
    """

    def __init__(
        self, work: Callable[[Item], Answer], jobs: int, died: Callable[[Item], Answer] | None
    ) -> None:
        self.work = work
        self.jobs = jobs
        self.died = died
        self.size = 1
        self.waiting: deque[tuple[list[Item], Future[Worked[Answer]]]] = deque()
        self.pool = _hire(jobs, work)
        gc.set_threshold(*RARELY)

    def __enter__(self) -> Crew[Item, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever is still being done is wanted no more."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()

    def answers(self, items: Iterator[Item]) -> Iterator[Answer]:
        """The answers in the order of the items, a few batches ahead."""
        while batch := list(islice(items, self.size)):
            self._submit(batch)
            if len(self.waiting) >= self.jobs * AHEAD:
                yield from self._next()
        while self.waiting:
            yield from self._next()

    def _submit(self, batch: list[Item]) -> None:
        try:
            self.waiting.append((batch, _given(self.pool, batch)))
        except BrokenProcessPool:
            self._again()
            self.waiting.append((batch, _given(self.pool, batch)))

    def _next(self) -> list[Answer]:
        batch, future = self.waiting.popleft()
        try:
            worked = future.result()
        except BrokenProcessPool:
            answers = [self._alone(item) for item in batch]
            self._again()
            return answers
        self.size = max(min(int(BATCH * len(batch) / max(worked.seconds, 1e-6)), LARGEST), 1)
        return worked.answers

    def _alone(self, item: Item) -> Answer:
        """A worker has died, perhaps of another's item: try this one in a process of its own."""
        with _hire(1, self.work) as pool:
            alone: Future[Worked[Answer]] = _given(pool, [item])
            try:
                return alone.result().answers[0]
            except BrokenProcessPool:
                if self.died is None:
                    raise
                return self.died(item)

    def _again(self) -> None:
        """Hire new workers and give them all that is waiting."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = _hire(self.jobs, self.work)
        self.waiting = deque(
            (batch, future if _came(future) else _given(self.pool, batch)) for batch, future in self.waiting
        )


def _came(future: Future[Worked[Answer]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _given(pool: ProcessPoolExecutor, batch: list[Any]) -> Future[Worked[Any]]:
    """The batch handed to one of these workers, who are started now where that is needed."""
    with _safe_path():
        return pool.submit(_worked, batch)


@contextmanager
def _safe_path() -> Iterator[None]:
    """No Python that is started inside takes a module from the folder where foi was: responses may lie
    there."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


def _hire(jobs: int, work: Callable[[Item], Answer]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, _context(), _begin, (work,))


def _context() -> multiprocessing.context.BaseContext:
    """How workers are started: by one process that loads the stages once for all of them. Elsewhere than on
    Linux each loads them for itself, as not all libraries of other systems outlive being forked."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(STAGES))
    return context


_work: Callable[[Any], Any]
"""What this worker process does with an item."""


def _worked(batch: Sequence[Any]) -> Worked[Any]:
    since = time.monotonic()
    answers = [_work(item) for item in batch]
    return Worked(answers, time.monotonic() - since)


def _begin(work: Callable[[Any], Any]) -> None:
    """A worker leaves interrupts to its parent, and never outlives it."""
    global _work
    _work = work
    gc.freeze()  # what was imported stays
    gc.set_threshold(*RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
