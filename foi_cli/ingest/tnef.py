"""TNEF (winmail.dat): the attachments that Outlook wrapped into one.

Attribute numbers are those of [MS-OXTNEF], sections 2.1.3 and 2.1.4.
"""

from __future__ import annotations

from struct import error, unpack_from

from foi_cli.ingest.encoding import fold
from foi_cli.model import Source

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _RENDERED, _TITLE, _DATA = 0x800C, 0x9002, 0x8010, 0x800F
_MESSAGE, _ATTACHMENT = 1, 2


def read(data: bytes) -> tuple[str, tuple[Source, ...]]:
    """The plain text, "" where there is none, and the attachments; what is damaged ends the reading."""
    if not data.startswith(_SIGNATURE):
        return "", ()
    text, name = "", ""
    found: list[Source] = []
    at = 6
    while at + 11 <= len(data):
        try:
            level, number, _, size = unpack_from("<BHHI", data, at)
        except error:
            break
        value = data[at + 9 : at + 9 + size]
        at += 9 + size + 2
        if level == _MESSAGE and number == _BODY:
            text = value.rstrip(b"\0").decode("cp1252", "replace")
        elif level == _ATTACHMENT and number == _RENDERED:
            name = ""
        elif level == _ATTACHMENT and number == _TITLE:
            name = fold(value.rstrip(b"\0").decode("cp1252", "replace")).replace("\\", "/").rpartition("/")[2]
            if found and not found[-1].name:
                found[-1] = Source(name, found[-1].data)
        elif level == _ATTACHMENT and number == _DATA:
            found.append(Source(name, value))
    return text, tuple(
        Source(part.name or f"attachment {place}", part.data) for place, part in enumerate(found, 1)
    )
