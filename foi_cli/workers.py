"""Who does the work: the same function over many items, answers in the order of the items."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

PATIENCE = 0.5
"""Seconds of work; what takes no longer is done here sooner than in processes that have to be started."""

MANY = 200
"""Items that take longer than to start processes, however light they are."""

LONGEST = 300.0
"""Seconds of the processor that one response may take to be understood, and as many to be judged."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class TookTooLong(BaseException):
    """Work was not done within its time; no `except Exception` on the way keeps this back."""

    def __str__(self) -> str:
        return f"it took longer than {LONGEST:g} seconds of the processor"


@contextmanager
def limited() -> Iterator[None]:
    """Raises TookTooLong once LONGEST has been spent inside. Without limit where no signal reaches: in a
    thread, and on a system that has no such alarm."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(*_: object) -> None:
    raise TookTooLong


class Hands(Protocol):
    """Who does the work: processes of this machine, or those of a cluster."""

    def ordered(
        self,
        work: Callable[[Item], Answer],
        items: Iterable[Item],
        died: Callable[[Item], Answer] | None = None,
        count: int = 0,
    ) -> Generator[Answer, None, None]:
        """work(item) for each item, in order; died(item) where the item kills whoever has it. `count` is how
        many items there are, as far as that is known."""


@dataclass(frozen=True, slots=True)
class Here:
    """This machine, with so many processes at a time."""

    jobs: int

    def ordered(
        self,
        work: Callable[[Item], Answer],
        items: Iterable[Item],
        died: Callable[[Item], Answer] | None = None,
        count: int = 0,
    ) -> Generator[Answer, None, None]:
        """work(item) for each item, in order; died(item) where the item kills its process twice."""
        return ordered(work, items, self.jobs, died, patience=0 if count >= MANY else PATIENCE)


def ordered(
    work: Callable[[Item], Answer],
    items: Iterable[Item],
    jobs: int,
    died: Callable[[Item], Answer] | None = None,
    patience: float = PATIENCE,
) -> Generator[Answer, None, None]:
    """work(item) for each item, in order: in this process for `patience` seconds, then in `jobs` processes.

    `work` and what it takes and gives must pickle. Where an item kills its process twice, the answer is
    `died(item)`; without `died` RuntimeError is raised. With one job no process is started at all.
    """
    queue = iter(items)
    spent = 0.0
    while jobs == 1 or spent < patience:
        try:
            item = next(queue)
        except StopIteration:
            return
        since = time.monotonic()
        answer = work(item)
        spent += time.monotonic() - since
        yield answer
    from foi_cli.crew import Crew

    with Crew(work, jobs, died) as crew:
        yield from crew.answers(queue)
