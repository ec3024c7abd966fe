"""Outlook messages (.msg): facts, text and attachments as those of any mail."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr
from typing import TYPE_CHECKING

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.mail import body
from foi_cli.model import Content, Reader, Source

if TYPE_CHECKING:
    from oxmsg import Message


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "msg"


def read(source: Source) -> Content:
    """The message's facts, text and attachments. Raises UnreadableDocument where it is damaged or empty."""
    from oxmsg import Message  # needed for Outlook's own files only

    try:
        message = Message.load(source.data)
        blocks = body(message.body or "", message.html_body or "")
        facts, members = tuple(_facts(message)), tuple(_attachments(message))
    except UnreadableDocument:
        raise
    except Exception as reason:  # the library raises whatever a damaged file makes it trip over
        raise UnreadableDocument(f"is a damaged Outlook message ({reason}); save it as .eml") from reason
    if not blocks and not members:
        raise UnreadableDocument("is a mail without text or attachments")
    return Content(blocks, facts, members)


def _facts(message: Message) -> Iterator[tuple[str, str]]:
    address = parseaddr(message.sender or "")[1]
    if address:
        yield "from", address
    if message.sent_date is not None:
        yield "date", message.sent_date.date().isoformat()
    if message.subject:
        yield "subject", fold(message.subject)


def _attachments(message: Message) -> Iterator[Source]:
    for number, attachment in enumerate(message.attachments, 1):
        if attachment.file_bytes:
            name = fold(attachment.file_name or f"attachment {number}")
            yield Source(name.replace("\\", "/").rpartition("/")[2], attachment.file_bytes)


READER = Reader("outlook", _claims, read)
