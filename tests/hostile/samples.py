"""A whole document of each format for which there is no other sample: what the fuzzing starts from."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path
from struct import pack

INGEST = Path(__file__).parents[1] / "ingest"
SECTOR = 512
LARGE = 4096
"""Bytes from which a stream has sectors of its own; smaller ones share some, so a sample fills them up."""
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
TABLE = "<table><tr><td>Year<td>Cases<tr><td>2021<td>7<tr><td>2022<td>8<tr><td>Total<td>15</table>"


def written() -> Iterator[tuple[str, bytes]]:
    """Names and bytes: mails of four kinds, a request as text, a binary workbook."""
    mail, archive, xlsb = (
        runpy.run_path(str(INGEST / f"test_{name}.py")) for name in ("mail", "archive", "xlsb")
    )
    yield "request.txt", archive["CORRESPONDENCE"].encode()
    yield "book.xlsb", xlsb["_book"]()
    wrapped = mail["_tnef"](
        (2, 0x9002, b""), (2, 0x8010, b"data.csv\0"), (2, 0x800F, b"Year,Cases\n2021,7\n")
    )
    mails = [letter("7 cases in 2021.\n"), letter("See below.\n", TABLE), letter("Enclosed.\n")]
    mails[1].add_attachment(b"Year,Cases\n2021,7\n", "text", "csv", filename="data.csv")
    mails[2].add_attachment(wrapped, "application", "ms-tnef", filename="winmail.dat")
    yield "attached.eml", mails[1].as_bytes()
    yield "wrapped.eml", mails[2].as_bytes()
    yield "box.mbox", b"\n".join(b"From foi Mon May  1 00:00:00 2023\n" + one.as_bytes() for one in mails)
    yield (
        "outlook.msg",
        outlook("Reply to your request", "In 2021 there were 7 cases.\r\nIn 2022 there were 8."),
    )


def letter(text: str, markup: str = "") -> EmailMessage:
    """A mail, with these words as a web page too where there is markup."""
    message = EmailMessage()
    message["From"] = "FOI Team <foi@example.police.uk>"
    message["Date"] = "Tue, 02 May 2023 23:30:00 +0100"
    message["Subject"] = "FOI 123/23 – response"
    message["Message-ID"] = "<1@example.police.uk>"
    message.set_content(text)
    if markup:
        message.add_alternative(f"<html><body>{markup}</body></html>", subtype="html")
    return message


# ── Outlook messages: [MS-CFB] and [MS-OXMSG] ───────────────────────────────────────────────────


def outlook(subject: str, text: str) -> bytes:
    """A message of Outlook's own format, with a CSV file attached."""
    attached = {0x3701_0102: b"Year,Cases\n2021,7\n2022,8\nTotal,15\n", 0x3707_001F: _wide("data.csv")}
    root: Folder = dict(_properties({0x0037_001F: _wide(subject), 0x1000_001F: _wide(text)}, 32))
    root["__attach_version1.0_#00000000"] = dict(_properties(attached, 8))
    return container(root)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _properties(values: dict[int, bytes], header: int) -> Iterator[tuple[str, bytes]]:
    """The streams of properties, which are id and type in one number, and the list of them."""
    listed = b"".join(pack("<IIII", tag, 6, LARGE, 0) for tag in values)
    yield "__properties_version1.0", (bytes(header) + listed).ljust(LARGE, b"\0")
    for tag, value in values.items():
        blank = b" \0" if tag & 0xFFFF == 0x001F else b"\n"
        yield f"__substg1.0_{tag:08X}", value + blank * ((LARGE - len(value)) // len(blank))


Folder = dict[str, "bytes | Folder"]


def container(root: Folder) -> bytes:
    """An OLE container of these streams, none of which may be small."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries: list[list[object]] = []

    def keep(data: bytes) -> int:
        first = len(sectors)
        for start in range(0, len(data), SECTOR):
            sectors.append(data[start : start + SECTOR].ljust(SECTOR, b"\0"))
            chain.append(len(sectors))
        if len(sectors) == first:
            return END
        chain[-1] = END
        return first

    def enter(name: str, kind: int, content: bytes | Folder) -> int:
        at = len(entries)
        data = content if isinstance(content, bytes) else b""
        entries.append([name, kind, FREE, FREE, keep(data), len(data)])
        if isinstance(content, dict):
            inside = [
                enter(key, 2 if isinstance(value, bytes) else 1, value) for key, value in content.items()
            ]
            for before, after in pairwise(inside):
                entries[before][2] = after  # one after the other to the right: a tree, if a lean one
            entries[at][3] = inside[0] if inside else FREE
        return at

    enter("Root Entry", 5, root)
    directory = b"".join(_entry(*entry) for entry in entries)  # type: ignore[arg-type]
    start = keep(directory + bytes(-len(directory) % SECTOR))
    table = len(sectors)  # one sector of the table of sectors holds 128, and a sample needs no more
    allocated = pack("<128I", *chain, 0xFFFFFFFD, *[FREE] * (127 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
    head += pack("<IIIIIIIIII", 0, 1, start, 0, LARGE, END, 0, END, 0, table) + pack("<108I", *[FREE] * 108)
    return head + b"".join(sectors) + allocated


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    letters = _wide(name)
    return (
        letters.ljust(64, b"\0")
        + pack("<HBBIII", len(letters) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + pack("<IQ", first, size)
    )
