"""Bytes into blocks: one file a format, each ending in a READER; READERS is the only list of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import csv, html, text, xlsx
from foi_cli.model import Content, Document, Reader, Source

READERS: tuple[Reader, ...] = (text.READER, html.READER, csv.READER, xlsx.READER)

HEAD = 65_536
"""How many bytes of a document its possible readers see before one of them claims it."""

DEPTH = 6
"""How deep documents may lie in one another: a zip in a mail in a zip …"""


def read(source: Source) -> tuple[Document, ...]:
    """The document, and after it those inside it. A document that cannot be read is recorded with its
    `problem`, a phrase that goes on from its name: "letter.txt" "is empty"."""
    return tuple(_read(source, source.group or source.name, 1))


def _read(source: Source, group: str, depth: int) -> Iterator[Document]:
    digest = hashlib.sha256(source.data).hexdigest()
    reader = ""
    content, problem = Content(), ""
    try:
        chosen = _choose(source)
        reader = chosen.name
        content = chosen.read(source)
    except UnreadableDocument as reason:
        problem = str(reason)
    except Exception as failure:  # a crash costs its own document only
        problem = f"could not be read: {type(failure).__name__} in the {reader} reader ({failure})"
    facts = source.facts + content.facts
    if content.members and depth >= DEPTH:
        problem = f"holds further documents more than {DEPTH} levels deep, which were not read"
    yield Document(
        source.name, group, digest, len(source.data), reader, problem, content.blocks, facts
    )
    if depth < DEPTH:
        for member in content.members:
            yield from _read(member, member.group or group, depth + 1)


def _choose(source: Source) -> Reader:
    """The one reader that claims the source; raises UnreadableDocument where none or several do."""
    if not source.data:
        raise UnreadableDocument("is empty: it holds no bytes")
    head = source.data[:HEAD]
    claiming = [reader for reader in READERS if reader.claims(source.name, head)]
    if len(claiming) == 1:
        return claiming[0]
    if claiming:
        names = " and ".join(reader.name for reader in claiming)
        raise UnreadableDocument(f"is claimed by more than one reader: {names}")
    suffix = PurePosixPath(source.name).suffix or "no suffix"
    raise UnreadableDocument(
        f"is not a format that foi reads yet ({suffix}); save it as PDF, Word, Excel, CSV or text"
    )
