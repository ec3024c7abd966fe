"""Mail (.eml): the headers' facts, the text or HTML part, attachments as documents of the same response."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import html, layout, tnef
from foi_cli.ingest.encoding import decode, fold
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.lines import split
from foi_cli.model import Block, Content, Reader, Source

_PARTS = 2_000
"""Parts of one mail; more is no mail that a person sent."""


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "mail"


def read(source: Source) -> Content:
    """The mail's facts, text and attachments. Raises UnreadableDocument where it has neither."""
    message = BytesParser(policy=policy.compat32).parsebytes(source.data)
    bodies: dict[str, str] = {}
    members: list[Source] = []
    pictures: list[str] = []
    for part in _parts(message):
        name = _name(part)
        kind = part.get_content_type()
        data = _data(part)
        if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
            text, inner = tnef.read(data)
            bodies.setdefault("text/plain", text)
            members.extend(inner)
        elif kind in ("text/plain", "text/html") and not name and _is_shown(part):
            text = decode(data, part.get_content_charset("")) if data else ""
            bodies[kind] = f"{bodies[kind]}\n{text}" if kind == "text/plain" and kind in bodies else text
        elif kind.startswith("image/") and part.get("Content-ID"):
            pictures.append(name or "without a name")
        elif data:
            members.append(Source(name or f"attachment {len(members) + 1}{_SUFFIX.get(kind, '')}", data))
    facts = [*_facts(message), *(("picture", f"{name} is part of the text") for name in pictures)]
    blocks = body(bodies.get("text/plain", ""), bodies.get("text/html", ""))
    if not blocks and not members:
        raise UnreadableDocument("is a mail without text or attachments")
    return Content(blocks, tuple(facts), tuple(members))


def body(plain: str, markup: str) -> tuple[Block, ...]:
    """The blocks of a mail that has its text twice: as HTML where that holds a table or is all there is."""
    if markup.strip() and (not plain.strip() or "<table" in markup.lower()):
        try:
            return html.content(markup).blocks
        except UnreadableDocument:
            pass
    return layout.blocks(split(plain))


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, without opening mails that are attached."""
    waiting, seen = [message], 0
    while waiting and seen < _PARTS:
        part, seen = waiting.pop(0), seen + 1
        if part.get_content_type() != "message/rfc822" and part.is_multipart():
            inner = part.get_payload()
            waiting[:0] = (
                [piece for piece in inner if isinstance(piece, Message)] if isinstance(inner, list) else []
            )
        else:
            yield part


def _data(part: Message) -> bytes:
    """The bytes of a part; those of an attached mail are that mail."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return payload[0].as_bytes() if payload and isinstance(payload[0], Message) else b""
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _is_shown(part: Message) -> bool:
    return part.get_content_disposition() != "attachment"


def _name(part: Message) -> str:
    """The file name of an attachment, without any path."""
    try:
        name = part.get_filename() or ""
    except (UnicodeError, ValueError, LookupError):
        name = "attachment"
    return fold(header(name)).replace("\\", "/").rpartition("/")[2]


_LONGEST = 4_000
"""Characters of a header; the library that reads encoded words takes ever longer over longer ones."""


def header(written: str) -> str:
    """A header's text with its encoded words read; as it stands where they are broken, cut where endless."""
    written = written[:_LONGEST]
    try:
        return str(policy.default.header_factory("Subject", written.replace("\n", " ").replace("\r", " ")))
    except (UnicodeError, ValueError, LookupError, IndexError, AttributeError):
        return written


def _facts(message: Message) -> Iterator[tuple[str, str]]:
    """Sender, recipient, date (ISO) and subject, as far as the mail says."""
    for name in ("from", "to"):
        address = parseaddr(header(str(message.get(name, ""))))[1]
        if address:
            yield name, address
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        yield "date", parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    subject = fold(header(str(message.get("subject", ""))))
    if subject:
        yield "subject", subject


_SUFFIX = {
    "message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "text/csv": ".csv",
    "application/pdf": ".pdf",
}  # fmt: skip

READER = Reader("mail", _claims, read)
