"""Some worker processes of this machine, for work that takes longer than to start them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from foi_cli.errors import DIED

if TYPE_CHECKING:  # Windows has no server to fork from, and no class for it
    from multiprocessing.context import ForkServerContext, SpawnContext

BATCH = 0.05
"""Seconds of work handed out at once: much more than handing over costs, too little to wait for."""

LARGEST = 32
"""Items of one batch."""

AHEAD = 4
"""Batches fetched a worker before the answer to the first is given: enough to keep it busy, few enough that
memory stays flat however many items there are."""

IN_HAND = 2
"""Batches that a worker has at a time: the one that it does, and the one that it goes on with."""

RARELY = 50_000, 20, 20
"""How often memory is searched for records that hold one another: ours never do, and there are many."""

STAGES = ("foi_cli.normalise", "foi_cli.reconcile.checks", "foi_cli.project.pipeline")
"""What workers need, and what takes longest to load."""

SAFE_PATH = "PYTHONSAFEPATH"
"""What tells Python to take no module from the folder that it is started in."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Worked(NamedTuple, Generic[Answer]):
    """The answers to the items of a batch, the seconds that it took, and what was raised instead."""

    answers: list[Answer]
    seconds: float
    raised: Exception | None = None


@dataclass(eq=False, slots=True)
class Batch(Generic[Item, Answer]):
    """Items that are handed out together; their answers once they are there."""

    items: list[Item]
    answers: list[Answer] | None = None


class Worker(Generic[Item, Answer]):
    """One process, and a pipe that it shares with nobody: it may be killed at any moment, even while it
    speaks, and nothing but what it was doing is lost."""

    def __init__(self, work: Callable[[Item], Answer]) -> None:
        context = _context()
        self.pipe, its_end = context.Pipe()
        self.process = context.Process(target=_serve, args=(work, its_end), daemon=True)
        with _safe_path():
            self.process.start()
        its_end.close()
        self.given: deque[Batch[Item, Answer]] = deque()

    def give(self, batch: Batch[Item, Answer]) -> None:
        """Hand it out. Where the worker has died, `take` will tell."""
        self.given.append(batch)
        with suppress(ConnectionError):
            self.pipe.send(batch.items)

    def take(self) -> Worked[Answer] | None:
        """What it says of the batch that it was given first; None where it has died."""
        try:
            worked: Worked[Answer] = self.pipe.recv()
        except (EOFError, OSError):  # it said nothing more, or died in the middle of a word
            return None
        if worked.raised is not None:
            raise worked.raised
        self.given.popleft().answers = worked.answers
        return worked

    def end(self) -> None:
        """Whatever it still does is wanted no more."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Crew(Generic[Item, Answer]):
    """Worker processes, hired when there is something to do for them, and anew when one of them dies. They
    are told once what to do with items.

    They get as many items at a time as the last that were done would have had to be to take BATCH.
    """

    def __init__(
        self, work: Callable[[Item], Answer], jobs: int, died: Callable[[Item], Answer] | None
    ) -> None:
        self.work = work
        self.jobs = jobs
        self.died = died
        self.size = 1
        self.workers: list[Worker[Item, Answer]] = []
        gc.set_threshold(*RARELY)

    def __enter__(self) -> Crew[Item, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.end()

    def answers(self, items: Iterator[Item]) -> Iterator[Answer]:
        """The answers in the order of the items, a few batches ahead."""
        waiting: deque[Batch[Item, Answer]] = deque()
        while True:
            while len(waiting) < self.jobs * AHEAD and (worker := self._free()):
                batch: Batch[Item, Answer] = Batch(list(islice(items, self.size)))
                if not batch.items:
                    break
                waiting.append(batch)
                worker.give(batch)
            if not waiting:
                return
            self._hear(None if waiting[0].answers is None else 0)
            if (answers := waiting[0].answers) is not None:
                waiting.popleft()
                yield from answers

    def _free(self) -> Worker[Item, Answer] | None:
        """Who has least to do and may be given more; somebody new before anybody has two batches."""
        least = min(self.workers, key=lambda worker: len(worker.given), default=None)
        if least is None or (least.given and len(self.workers) < self.jobs):
            return self._hire()
        return least if len(least.given) < IN_HAND else None

    def _hire(self) -> Worker[Item, Answer]:
        worker = Worker(self.work)
        self.workers.append(worker)
        return worker

    def _hear(self, seconds: float | None) -> None:
        """Take what workers have done by now, or wait so long (None: without end) until one has."""
        busy = [worker for worker in self.workers if worker.given]
        heard = wait([worker.pipe for worker in busy], seconds)
        for worker in busy:
            if worker.pipe not in heard:
                continue
            worked = worker.take()
            if worked is None:
                self._bury(worker)
            else:
                size = int(BATCH * len(worked.answers) / max(worked.seconds, 1e-6))
                self.size = max(min(size, LARGEST), 1)

    def _bury(self, worker: Worker[Item, Answer]) -> None:
        """It has died of an item of its first batch: each of them is tried alone, and the others go to
        another."""
        self.workers.remove(worker)
        worker.end()
        suspect, *others = worker.given
        for batch in others:
            self._hire().give(batch)
        suspect.answers = [self._alone(item) for item in suspect.items]

    def _alone(self, item: Item) -> Answer:
        worker = Worker(self.work)
        try:
            worker.give(Batch([item]))
            worked = worker.take()
        finally:
            worker.end()
        if worked is not None:
            return worked.answers[0]
        if self.died is None:
            raise RuntimeError(DIED)
        return self.died(item)


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


def _context() -> SpawnContext | ForkServerContext:
    """How workers are started: by one process that loads the stages once for all of them. Elsewhere than on
    Linux each loads them for itself, as not all libraries of other systems outlive being forked."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(STAGES))
    return context


def _serve(work: Callable[[Any], Any], pipe: Connection) -> None:
    """What a worker does until its pipe is closed. It leaves interrupts to its parent, and never outlives
    it."""
    gc.freeze()  # what was imported stays
    gc.set_threshold(*RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    batches: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, batches), daemon=True).start()
    while True:
        pipe.send(_worked(work, batches.get()))


def _receive(pipe: Connection, batches: queue.SimpleQueue[list[Any]]) -> None:
    """Fetch batches while others are worked at, so that whoever sends one never waits for one to be done."""
    try:
        while True:
            batches.put(pipe.recv())
    finally:
        os._exit(1)


def _worked(work: Callable[[Any], Any], batch: list[Any]) -> Worked[Any]:
    since = time.monotonic()
    try:
        answers = [work(item) for item in batch]
    except Exception as error:  # raised anew in the parent, with the way to it
        error.add_note(traceback.format_exc())
        return Worked([], 0.0, error)
    return Worked(answers, time.monotonic() - since)
