"""The plain-text correspondence of a request on WhatDoTheyKnow and other Alaveteli sites.

A line of 31 hyphens stands before each message; From, To and Date stand at its top, "Attachment: name (size)"
at its end. What the requester wrote is quoted; what the authority wrote is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from foi_cli.ingest import layout
from foi_cli.ingest.encoding import decode
from foi_cli.ingest.flow import quoted
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.lines import Line, split
from foi_cli.model import Block, Content, Reader, Source, Table

_TITLE = re.compile(r"request\s+\"(.{1,300}?)\"\.\s", re.DOTALL)
_RULE = "-" * 31
_HEADER = re.compile(r"(From|To|Date|Attachment):\s*(.*)")


class _Message(NamedTuple):
    """One message: its headers, and its lines with the places of its headers marked."""

    headers: dict[str, str]
    lines: list[Line]


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "correspondence"


def read(source: Source) -> Content:
    """Authority, dates and title as facts; the authority's messages as text, the requester's quoted."""
    text = decode(source.data)
    messages = list(_messages(text))
    first = messages[0].headers if messages else {}
    authority, requester = first.get("To", ""), first.get("From", "")
    blocks: list[Block] = []
    answered = ""
    tables = 0
    for message in messages:
        own = _is_from(message.headers.get("From", ""), authority, requester)
        answered = _day(message.headers.get("Date", "")) if own else answered
        found = layout.blocks(message.lines, tables + 1)
        tables += sum(isinstance(block, Table) for block in found) if own else 0
        blocks.extend(found if own else quoted(found))
    title = _TITLE.search(text[:2_000])
    facts = (
        ("title", " ".join(title[1].split()) if title else ""),
        ("authority", authority),
        ("requested", _day(first.get("Date", ""))),
        ("date", answered),
    )
    return Content(tuple(blocks), tuple((name, value) for name, value in facts if value))


def _is_from(sender: str, authority: str, requester: str) -> bool:
    """Whether a message comes from the authority: it is named, or the sender is not the requester."""
    return sender.endswith(authority) if authority and sender.endswith(authority) else sender != requester


def _messages(text: str) -> Iterator[_Message]:
    """The messages; the sentence above the first is none of them."""
    message: _Message | None = None
    at_top = False
    for line in split(text):
        if line.plain == _RULE:
            if message is not None:
                yield message
            message, at_top = _Message({}, []), True
        elif message is not None:
            header = _HEADER.fullmatch(line.plain) if at_top else None
            at_top = header is not None or (at_top and not message.headers)
            if header is not None and header[1] not in message.headers:
                message.headers[header[1]] = header[2].strip()
                message.lines.append(line._replace(style="banner"))
            else:
                message.lines.append(line)
    if message is not None:
        yield message


def _day(written: str) -> str:
    """A date such as "12 March 2023" in ISO, "" for anything else."""
    for form in ("%d %B %Y", "%B %d, %Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(written.strip(), form).date().isoformat()  # noqa: DTZ007 – a day has no zone
        except ValueError:
            continue
    return ""


READER = Reader("correspondence", _claims, read)
