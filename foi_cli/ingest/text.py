"""Plain text and Markdown."""

from __future__ import annotations

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import layout, messages
from foi_cli.ingest.encoding import decode
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.lines import split
from foi_cli.model import Content, Reader, Source


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "text"


def read(source: Source) -> Content:
    """Its lines as passages and tables. Raises UnreadableDocument for binary data and for blanks only."""
    lines = tuple(split(decode(source.data)))
    run = messages.find(lines)
    found = layout.of_styled(run.lines) if run is not None else layout.blocks(lines)
    if not found:
        raise UnreadableDocument("holds no text, only blank lines")
    return Content(found, (("date", run.answered.isoformat()),) if run is not None else ())


READER = Reader("text", _claims, read)
