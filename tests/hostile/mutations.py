"""Ways to damage a document: bytes lost, doubled, swapped, spliced with another's, or words that hurt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random

WORDS = (
    b"\x00",
    b"\x1b[2J",
    b"\x1b]0;owned\x07",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n\n\n",
    b"\t\t\t",
    b"\xe2\x80\xae",
    b"=cmd|'/c calc'!A1",
    b"<script>alert(1)</script>",
    b"[bold]",
    b"&lol9;",
    b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    b"99999999999999999999999999999999",
    b"1e999",
    b"-0",
    b"1,2,3",
    b"00000000",
    b"0.1.2",
    b"<5",
    b"*",
    b"Total",
    b"Grand Total",
    b"31/02/2023",
    b"00/00/0000",
    b"29th Feb 2023",
    b"April 99999 - March 0",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"endobj",
    b"stream\r\n",
    b"<</Length 999999999>>",
    b"</table>",
    b"<td colspan=99999999>",
    b"<td rowspan=99999999>",
    b"{\\rtf1",
    b"\\bin999999999 ",
    b"From: ",
    b"-----Original Message-----",
    b"Content-Type: multipart/mixed; boundary=",
    b"../../../etc/passwd",
    "\u2150\u0660\u0f33\u00b2".encode(),
    "\U0001f600".encode(),
    b"\xc3",
    b"\xed\xa0\x80",
)
"""Bytes that have broken readers before."""

NUMBERS = (
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"\x7f\xff\xff\xff",
    b"\x80\x00\x00\x00",
    b"\xff",
    b"\x01\x00",
)


def flip(chance: Random, data: bytearray, _: bytes) -> None:
    """Change some single bits."""
    for _n in range(chance.choice((1, 2, 8, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def drop(chance: Random, data: bytearray, _: bytes) -> None:
    """Lose a stretch."""
    start, end = _stretch(chance, data)
    del data[start:end]


def truncate(chance: Random, data: bytearray, _: bytes) -> None:
    """Lose the end."""
    del data[chance.randrange(len(data)) :]


def double(chance: Random, data: bytearray, _: bytes) -> None:
    """Say a stretch again, some times."""
    start, end = _stretch(chance, data)
    data[end:end] = data[start:end] * chance.choice((1, 2, 20, 200))


def move(chance: Random, data: bytearray, _: bytes) -> None:
    """Put a stretch elsewhere."""
    start, end = _stretch(chance, data)
    piece = data[start:end]
    del data[start:end]
    place = chance.randrange(len(data) + 1)
    data[place:place] = piece


def splice(chance: Random, data: bytearray, other: bytes) -> None:
    """Put a stretch of another document in."""
    start, end = _stretch(chance, bytearray(other) or data)
    place = chance.randrange(len(data) + 1)
    data[place : place + chance.choice((0, end - start))] = other[start:end]


def say(chance: Random, data: bytearray, _: bytes) -> None:
    """Put in words that hurt."""
    for _n in range(chance.choice((1, 1, 5))):
        place = chance.randrange(len(data) + 1)
        data[place : place + chance.choice((0, 4))] = chance.choice(WORDS)


def number(chance: Random, data: bytearray, _: bytes) -> None:
    """Overwrite a length or an offset with an extreme one."""
    wide = chance.choice(NUMBERS)
    place = chance.randrange(len(data))
    data[place : place + len(wide)] = wide


def digits(chance: Random, data: bytearray, _: bytes) -> None:
    """Change digits, so that totals, dates and references come out odd."""
    places = [n for n, byte in enumerate(data[:50_000]) if 48 <= byte <= 57]
    for place in chance.sample(places, min(len(places), chance.choice((1, 3, 30)))):
        data[place] = 48 + chance.randrange(10)


def lines(chance: Random, data: bytearray, _: bytes) -> None:
    """Shuffle, join or double some lines."""
    found = bytes(data).split(b"\n")
    way = chance.randrange(3)
    if way == 0:
        start = chance.randrange(len(found))
        part = found[start : start + 8]
        chance.shuffle(part)
        found[start : start + 8] = part
    data[:] = (chance.choice((b" ", b"\t", b"")) if way == 1 else b"\n").join(found * (2 if way == 2 else 1))


WAYS: tuple[Callable[[Random, bytearray, bytes], None], ...] = (
    flip,
    drop,
    truncate,
    double,
    move,
    splice,
    say,
    say,
    number,
    digits,
    lines,
)
LONGEST = 2_000_000
"""Bytes; what grows beyond this is cut, since size is tried elsewhere."""


def _stretch(chance: Random, data: bytearray) -> tuple[int, int]:
    start = chance.randrange(max(1, len(data)))
    return start, min(len(data), start + chance.choice((1, 4, 30, 300, 5_000)))


def mutate(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The document, damaged in one to four ways; of a zip often one member only, so that it still opens."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _inside(chance, data, others)
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if damaged:
            chance.choice(WAYS)(chance, damaged, chance.choice(others))
            del damaged[LONGEST:]
    return bytes(damaged)


def _inside(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    index = chance.randrange(len(members))
    name, content = members[index]
    if content:
        members[index] = (name, mutate(chance, content, others))
    if chance.random() < 0.1:
        members.pop(chance.randrange(len(members)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()
