"""Bytes into characters: which encoding a document is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from foi_cli.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31}) + b"\x7f"
_SAMPLE = 65_536

_BREAKS_INSIDE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029\ufeff\u200b]+")
_HARD_SPACE = re.compile(r"(?<!\d)[\u00a0\u2007\u2009\u202f]|[\u00a0\u2007\u2009\u202f](?!\d)")


def decode(data: bytes, declared: str = "") -> str:
    """The text of these bytes: by byte order mark, by what the document declares, as UTF-8, as Windows-1252.

    Raises UnreadableDocument where the bytes are no text in any of them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    if not is_text(data):
        raise UnreadableDocument("is not text: its bytes look like a program, picture or damaged file")
    if declared and declared.lower().replace("_", "-") not in ("utf-8", "utf8", "us-ascii", "ascii"):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data)


def is_text(data: bytes) -> bool:
    """Whether these bytes, or the first 64 kB of them, read as text: hardly any control bytes."""
    sample = data[:_SAMPLE]
    if any(sample.startswith(mark) for mark, _ in _BOMS) or _wide(sample):
        return True
    strange = len(sample) - len(sample.translate(None, _CONTROL))
    return strange * 200 <= len(sample)


def fold(text: str) -> str:
    """The text on one line: stripped, every run of white space and line breaks one space.

    A hard space between digits stays, because it separates thousands.
    """
    if text.isprintable():  # then its only white space are plain spaces
        return " ".join(text.split()) if "  " in text else text.strip()
    return _BREAKS_INSIDE.sub(" ", _HARD_SPACE.sub(" ", text)).strip()


def _wide(sample: bytes) -> str:
    """UTF-16 without a byte order mark shows by its noughts: every other byte of plain English is one."""
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0) * 2 / len(sample), sample[1::2].count(0) * 2 / len(sample)
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.05 else ""


def _western(data: bytes) -> str:
    """Windows-1252, whose five empty places are read as Latin-1 reads them, so that no byte is lost."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(
            part.decode("latin-1") if part in _EMPTY_PLACES else part.decode("cp1252")
            for part in re.split(rb"([\x81\x8d\x8f\x90\x9d])", data)
        )


_EMPTY_PLACES = frozenset((b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
