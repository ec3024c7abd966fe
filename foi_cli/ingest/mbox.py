"""Mailboxes (.mbox): each mail a document and a response of its own."""

from __future__ import annotations

import re

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.kinds import kind
from foi_cli.model import Content, Reader, Source

_START = re.compile(rb"(?:^|(?<=\n\n)|(?<=\n\r\n))From \S+.{0,100}\r?\n(?=[\w-]+:)")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "mbox"


def read(source: Source) -> Content:
    """The mails inside. Raises UnreadableDocument where there is none."""
    starts = list(_START.finditer(source.data))
    if not starts:
        raise UnreadableDocument("holds no mail")
    ends = [*(start.start() for start in starts[1:]), len(source.data)]
    members = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        name = f"message {number}.eml"
        members.append(Source(name, _QUOTED.sub(b"", source.data[start.end() : end]), name))
    return Content(members=tuple(members))


READER = Reader("mbox", _claims, read)
