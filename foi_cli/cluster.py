"""Work handed to the workers of a Dask cluster: the only module that knows Dask.

Items go out in batches, a bounded number of them at a time, and the answers come back in the order of the
items. A worker that dies has its batches done by others; where a batch outlives several workers, its items
are tried here, in processes of this machine, so that only the one that kills is given up.
"""

from __future__ import annotations

import logging
import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import lru_cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from foi_cli.errors import ProjectError
from foi_cli.project.stamps import program
from foi_cli.workers import ordered

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 3
"""Batches handed out for every thread of the cluster before the first answer is fetched."""

BATCH_ITEMS, BATCH_BYTES = 32, 1024 * 1024
"""What makes a batch full: large enough that the scheduler has little to do, small enough that no worker
keeps the others waiting at the end."""

UNDER_WAY = 64 * 1024 * 1024
"""Bytes handed out at most before the first answer is fetched, so that memory stays flat."""

PATIENCE = 10
"""Seconds in which the scheduler answers, and has a worker."""

ABANDONED = 60.0
"""Seconds without any worker after which nobody waits for one any longer."""

BEAT = 2.0
"""Seconds between two looks at whether there are workers."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Cluster:
    """The workers of the cluster whose scheduler has this address.

    Raises ProjectError where Dask is not installed, no scheduler answers, it has no workers, or these run
    another foi than this one.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = _connected(address)

    def __enter__(self) -> Self:
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
            self._agree()
        except TimeoutError:
            self.client.close()
            raise ProjectError(f"{self.address}: the cluster has no workers; start some.") from None
        except ProjectError:
            self.client.close()
            raise
        return self

    def _agree(self) -> None:
        """Raises ProjectError where a worker has another foi, or none: the question needs none."""
        wanted = program()
        with self._reaching():
            answers = self.client.run(eval, _ASK, on_error="return")
        for worker, found in answers.items():
            if isinstance(found, ImportError | AttributeError):
                raise ProjectError(
                    f"{self.address}: the worker {worker} has no foi like this one. {_INSTALL}"
                )
            if isinstance(found, str) and found != wanted:
                raise ProjectError(
                    f"{self.address}: the worker {worker} has {found}, not {wanted}. {_INSTALL}"
                )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Whatever is still being done is wanted no more."""
        self.client.close(timeout=BEAT)

    def ordered(
        self,
        work: Callable[[Item], Answer],
        items: Iterable[Item],
        died: Callable[[Item], Answer] | None = None,
        count: int = 0,  # noqa: ARG002  asked of whoever does the work
    ) -> Generator[Answer, None, None]:
        """work(item) for each item, in order. `work`, and what it takes and gives, must pickle.

        Where an item kills every process that it is given to, the answer is `died(item)`.
        """
        task = pickle.dumps(work, protocol=5)
        waiting: deque[tuple[list[bytes], Future[list[bytes] | Exception]]] = deque()
        weight = 0
        for batch in batches(items):
            with self._reaching():
                waiting.append((batch, self.client.submit(do, program(), task, batch, pure=False)))
            weight += sum(map(len, batch))
            while weight > UNDER_WAY or len(waiting) > self._room():
                weight -= sum(map(len, waiting[0][0]))
                yield from self._answers(*waiting.popleft(), work, died)
        while waiting:
            yield from self._answers(*waiting.popleft(), work, died)

    def _room(self) -> int:
        """How many batches may be under way, by the threads that the cluster has now."""
        with self._reaching():
            threads: dict[str, int] = self.client.nthreads()
        return AHEAD * max(1, sum(threads.values()))

    def _answers(
        self,
        batch: list[bytes],
        future: Future[list[bytes] | Exception],
        work: Callable[[Item], Answer],
        died: Callable[[Item], Answer] | None,
    ) -> Iterator[Answer]:
        from distributed import KilledWorker

        try:
            with self._reaching():
                answers = self._fetched(future)
        except KilledWorker:
            yield from ordered(work, map(pickle.loads, batch), 2, died, patience=0)
        else:
            if isinstance(answers, Exception):
                raise answers
            yield from map(pickle.loads, answers)

    def _fetched(self, future: Future[list[bytes] | Exception]) -> list[bytes] | Exception:
        """The answers, once they are there. Raises ProjectError where all workers are gone."""
        seen = time.monotonic()
        while True:
            try:
                return future.result(timeout=BEAT)
            except TimeoutError:
                if self.client.nthreads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > ABANDONED:
                    raise ProjectError(
                        f"{self.address}: the cluster has lost all its workers. {_KEPT}"
                    ) from None

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Raises ProjectError where what is done inside finds the scheduler gone."""
        from distributed.client import ClosedClientError

        try:
            yield
        except (CancelledError, ClosedClientError, OSError) as error:
            raise ProjectError(f"{self.address}: the scheduler is gone. {_KEPT}") from error


_ASK = "__import__('foi_cli.project.stamps', fromlist=['stamps']).program()"
_INSTALL = "Install the same on all machines, and start the workers anew."
_KEPT = "What was finished is kept; the next run goes on."


def _connected(address: str) -> Client:
    try:
        import distributed
    except ImportError:
        raise ProjectError(
            "--cluster needs Dask, which is not installed: pip install 'foi-cli[cluster]'"
        ) from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what went wrong is said here, in our words
    warnings.filterwarnings("ignore", module="distributed")
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ProjectError(f"{address}: no Dask scheduler answers there ({error}).") from error


def batches(items: Iterable[Item]) -> Iterator[list[bytes]]:
    """The items as they travel, some at a time."""
    batch: list[bytes] = []
    weight = 0
    for item in items:
        frozen = pickle.dumps(item, protocol=5)
        batch.append(frozen)
        weight += len(frozen)
        if len(batch) == BATCH_ITEMS or weight >= BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def do(wanted: str, task: bytes, batch: Sequence[bytes]) -> list[bytes] | Exception:
    """On a worker: the task for each item, or why it could not be done. Nothing is raised, as Dask would
    write what it was given, documents and addresses, into the worker's log."""
    try:
        return _done(wanted, task, batch)
    except Exception as error:  # whatever it is, it is raised where the run is
        return error


def _done(wanted: str, task: bytes, batch: Sequence[bytes]) -> list[bytes]:
    if program() != wanted:
        raise ProjectError(f"A worker has {program()}, not {wanted}. {_INSTALL}")
    work = _loaded(task)
    return [pickle.dumps(work(pickle.loads(item)), protocol=5) for item in batch]  # noqa: S301 – from a run


@lru_cache(8)
def _loaded(task: bytes) -> Callable[[Any], Any]:
    work: Callable[[Any], Any] = pickle.loads(task)  # noqa: S301 – from a run of foi, like all that workers do
    return work
