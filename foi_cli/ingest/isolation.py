"""Each document is read in a process of its own kind, with limits: a crash, a hang or a flood of memory
costs that document only, which is recorded with the reason."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import foi_cli
from foi_cli.errors import FoiError
from foi_cli.ingest.files import too_large
from foi_cli.ingest.worker import LENGTH, unpack
from foi_cli.model import Document, Source

_fields = attrgetter(*Source.__slots__)

PIPE = 65_536
"""Bytes that a pipe holds at most."""

_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from foi_cli.ingest.worker import serve; serve(*map(int, sys.argv[2:]))"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost, and what of it is read.

    `seconds` and `memory_mb` bound the reading of one document (each member of an archive is one), `size_mb`
    its bytes, `members` how many documents one file may hold. `include_hidden` reads the hidden sheets, rows
    and columns of workbooks as well.
    """

    seconds: float = 60.0
    memory_mb: int = 2048
    size_mb: int = 100
    members: int = 10_000
    include_hidden: bool = False


class Worker:
    """A process that reads documents; it is started when first needed, and anew after it had to be ended."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(self, source: Source) -> tuple[Document, ...]:
        """The document and those inside it, each within the limits of its own."""
        return self._with_members(*self.open_one(source))

    def read_small(self, sources: Sequence[Source]) -> list[tuple[Document, ...]]:
        """The same of some small documents, handed over together; where that fails, each by itself."""
        if len(sources) > 1 and sum(len(source.data) for source in sources) <= PIPE and not self.closed:
            try:
                opened = _opened(self._ask(sources), len(sources))
            except FoiError:
                raise
            except Exception:  # whatever it was, the one that caused it will say so again
                self.stop()
            else:
                return [self._with_members(*one) for one in opened]
        return [self.read(source) for source in sources]

    def _with_members(self, document: Document, members: Sequence[Source]) -> tuple[Document, ...]:
        found = [document]
        waiting = deque(members)
        while waiting:
            if len(found) == self.limits.members:
                left = f"holds more than {len(found):,} documents; {len(waiting)} were not read"
                return (_with_problem(found[0], left), *found[1:])
            document, members = self.open_one(waiting.popleft())
            found.append(document)
            waiting.extendleft(reversed(members))
        return tuple(found)

    def open_one(self, source: Source) -> tuple[Document, tuple[Source, ...]]:
        """The document and the sources inside it; with a problem where the process had to be ended."""
        if len(source.data) > self.limits.size_mb * 1024 * 1024:
            return _unread(source, too_large(len(source.data), self.limits.size_mb)), ()
        if self.closed:
            return _unread(source, "was not read: the run was stopped"), ()
        try:
            answer = self._ask([source])
        except TimeoutError:
            self.stop()
            return _unread(source, f"took longer than {self.limits.seconds:g} seconds to read"), ()
        except (EOFError, OSError):
            ended = self._ended()
            return _unread(source, f"ended its reader ({ended}): damaged, or larger than memory allows"), ()
        try:
            return _opened(answer, 1)[0]
        except Exception as failure:  # whatever a subverted process may send
            self.stop()
            return _unread(source, f"could not be read: {failure}"), ()

    def close(self) -> None:
        """From another thread: end what is being read now, and read nothing more."""
        self.closed = True
        process = self.process
        if process is not None:
            end(process)

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            end(self.process)
            self.process.communicate()
            self.process = None

    def _ended(self) -> str:
        code = self.process.wait() if self.process is not None else 0
        self.stop()
        return f"signal {-code}" if code < 0 else f"code {code}"

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            home = str(Path(foi_cli.__file__).parents[1])
            bounds = (str(self.limits.memory_mb), str(int(self.limits.seconds * 2) + 5))
            self.process = _started([sys.executable, "-P", "-c", _START, home, *bounds])
            for pipe in (self.process.stdin, self.process.stdout):
                os.set_blocking(pipe.fileno(), False)  # type: ignore[union-attr]
            if self.closed:
                end(self.process)
        return self.process

    def _ask(self, sources: Sequence[Source]) -> bytes:
        """Send sources and take the answer. Raises TimeoutError, and EOFError where the process has ended."""
        process = self._running()
        deadline = time.monotonic() + self.limits.seconds
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 – both are pipes
        to, back = process.stdin.fileno(), process.stdout.fileno()
        question = pickle.dumps([_fields(source) for source in sources], protocol=5)
        unsent = memoryview(len(question).to_bytes(LENGTH, "big") + question)
        answer = bytearray()
        wanted = LENGTH
        with selectors.PollSelector() as ready:
            ready.register(to, selectors.EVENT_WRITE)
            ready.register(back, selectors.EVENT_READ)
            while len(answer) < wanted:
                events = ready.select(deadline - time.monotonic())
                if not events:
                    raise TimeoutError
                for key, _ in events:
                    if key.fd == to:
                        unsent = unsent[os.write(to, unsent) :]
                        if not unsent:
                            ready.unregister(to)
                    else:
                        answer += _received(back)
                if len(answer) >= LENGTH == wanted:
                    wanted = LENGTH + int.from_bytes(answer[:LENGTH], "big")
                    if wanted > self.limits.memory_mb * 1024 * 1024:
                        raise EOFError  # no reader could have held as much
        return bytes(memoryview(answer)[LENGTH:])


def end(process: subprocess.Popen[bytes]) -> None:
    """End this process and all that it has started, such as a converter."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    """A reader. Raises FoiError where the system has none to give, which is no fault of any document."""
    try:
        return subprocess.Popen(  # noqa: S603 – our own interpreter, our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # whatever it starts ends with it
        )
    except OSError as error:
        raise FoiError(f"{command[0]}: no reader could be started: {error.strerror}. Run again.") from error


def _received(pipe: int) -> bytes:
    piece = os.read(pipe, PIPE)
    if not piece:
        raise EOFError
    return piece


class _Answer(pickle.Unpickler):
    """Loads texts, numbers and tuples and nothing else, so that a process that was taken over by a document
    can send no more than a document."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"the reader answered with a {module}.{name}")


def _opened(answer: bytes, count: int) -> list[tuple[Document, tuple[Source, ...]]]:
    """So many documents as the process answered with, each with what lies in it."""
    opened = [unpack(packed) for packed in _Answer(io.BytesIO(answer)).load()]
    if len(opened) != count:
        raise pickle.UnpicklingError(f"the reader answered with {len(opened)} documents")
    return opened


def read_isolated(source: Source, limits: Limits | None = None) -> tuple[Document, ...]:
    """The document and those inside it, read in a process of their own."""
    with Worker(limits or Limits()) as worker:
        return worker.read(source)


def _unread(source: Source, problem: str) -> Document:
    digest = hashlib.sha256(source.data).hexdigest()
    group = source.group or source.name
    return Document(source.name, group, digest, len(source.data), "", problem, (), source.facts)


def _with_problem(document: Document, problem: str) -> Document:
    said = f"{document.problem}; {problem}" if document.problem else problem
    return replace(document, problem=said)
