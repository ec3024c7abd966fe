"""The other side of `isolation`: a process that reads documents, one after the other, within limits.

It takes frames from its standard input and answers on its standard output; a frame is its length in eight
bytes and a pickle of some sources, or of the documents that these are. It opens no file and no network, and
libraries that print print to nowhere.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, BinaryIO

from foi_cli.model import Document, Passage, Source, Table

LENGTH = 8
"""Bytes that give the length of a frame."""

_DOCUMENT = tuple(name for name in Document.__slots__ if name != "blocks")
_of_document = attrgetter(*_DOCUMENT)
_of_passage = attrgetter(*Passage.__slots__)
_of_table = attrgetter(*Table.__slots__)
_of_source = attrgetter(*Source.__slots__)


def serve(memory_mb: int, seconds: int) -> None:
    """Answer sources, each with a document and its members, until the input ends.

    Whoever asks ends this process when it takes too long. Should he be dead himself, it ends after `seconds`.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit(memory_mb)
    from foi_cli.ingest import open_one  # late, so that the readers live within the limits as well

    gc.freeze()  # the readers themselves never become waste
    while (frame := receive(sys.stdin.buffer)) is not None:
        signal.alarm(seconds)
        try:
            questions = pickle.loads(frame)  # noqa: S301 – from our own parent
            answer = pickle.dumps([pack(*open_one(Source(*fields))) for fields in questions], protocol=5)
        except (MemoryError, RecursionError):
            os._exit(1)
        send(answers, answer)
        signal.alarm(0)


def pack(document: Document, members: Sequence[Source]) -> tuple[Any, ...]:
    """A document and what lies in it as plain tuples, because loading those can do nothing else."""
    blocks = tuple(
        _of_passage(block) if isinstance(block, Passage) else _of_table(block) for block in document.blocks
    )
    return _of_document(document), blocks, tuple(_of_source(member) for member in members)


def unpack(packed: tuple[Any, ...]) -> tuple[Document, tuple[Source, ...]]:
    """What `pack` took apart."""
    fields, parts, sources = packed
    blocks = tuple(Passage(*part) if len(part) == len(Passage.__slots__) else Table(*part) for part in parts)
    named = dict(zip(_DOCUMENT, fields, strict=True))
    return Document(**named, blocks=blocks), tuple(Source(*source) for source in sources)


def receive(stream: BinaryIO) -> bytes | None:
    """The next frame, None at the end of the stream."""
    length = stream.read(LENGTH)
    if len(length) < LENGTH:
        return None
    wanted = int.from_bytes(length, "big")
    frame = stream.read(wanted)
    return frame if len(frame) == wanted else None


def send(stream: BinaryIO, frame: bytes) -> None:
    """Write one frame."""
    stream.write(len(frame).to_bytes(LENGTH, "big") + frame)  # in one, so that the other side wakes once
    stream.flush()


def limit(memory_mb: int) -> None:
    """Bound this process's memory and leave no core files; a system without such limits goes without."""
    try:
        import resource
    except ImportError:
        return
    most = memory_mb * 1024 * 1024
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
