"""Plain text and Markdown."""

from __future__ import annotations

import re

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import correspondence, layout, mbox
from foi_cli.ingest.encoding import decode
from foi_cli.ingest.lines import split
from foi_cli.ingest.mail import is_mail
from foi_cli.model import Content, Reader, Source

_SUFFIXES = (".txt", ".md", ".markdown", ".text")
_OTHERS = re.compile(
    rb"%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|\x1f\x8b|\x89PNG|\xff\xd8\xff|GIF8"
    rb"|\s*<(?:!doctype html|html\b)",
    re.IGNORECASE,
)
"""First bytes of other formats, which win over a name that says text."""


def _claims(name: str, head: bytes) -> bool:
    if not name.lower().endswith(_SUFFIXES) or _OTHERS.match(head) is not None:
        return False
    return not (is_mail(head) or correspondence.START.match(head) or mbox.is_mailbox(head))


def read(source: Source) -> Content:
    """Its lines as passages and tables. Raises UnreadableDocument for binary data and for blanks only."""
    found = layout.blocks(split(decode(source.data)))
    if not found:
        raise UnreadableDocument("holds no text, only blank lines")
    return Content(found)


READER = Reader("text", _claims, read)
