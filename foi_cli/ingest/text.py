"""Plain text and Markdown."""

from __future__ import annotations

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import layout
from foi_cli.ingest.encoding import decode
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.lines import split
from foi_cli.model import Content, Reader, Source


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "text"


def read(source: Source) -> Content:
    """Its lines as passages and tables. Raises UnreadableDocument for binary data and for blanks only."""
    found = layout.blocks(split(decode(source.data)))
    if not found:
        raise UnreadableDocument("holds no text, only blank lines")
    return Content(found)


READER = Reader("text", _claims, read)
