"""Text from a stranger's document, made harmless: never markup, formula, escape code or path.

Numbers are left alone, negative ones too; what is changed is changed so that a reader sees that it was.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

from foi_cli.model import INSIDE

_PICTURES: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x0D: "\n",
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd"),
}
"""Control characters as the pictures Unicode keeps for them (ESC is ␛), line ends as LF; what turns the
direction of writing and so could show 12 as 21, and what no UTF-8 or XML file may hold, as �."""

_FORMULA = re.compile(r"\s*[=+\-@\t\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet may take for a formula (the last four are full-width forms)."""

_NUMBER = re.compile(r"\s*[-+]?\s?£?-?(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s?%?\s*|\s*-+\s*")
"""A number as written, or dashes alone: neither is a formula, whatever it begins with."""


def shown(text: str) -> str:
    """The text with every control character replaced by something visible; tabs and line feeds stay."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_PICTURES)


def guarded(text: str) -> str:
    """The text as `shown`, with an apostrophe before it where a spreadsheet would take it for a formula."""
    text = shown(text)
    if text[:1].isalnum() or not _FORMULA.match(text) or _NUMBER.fullmatch(text):
        return text
    return "'" + text


def file_name(text: str) -> str:
    """A file name made of the text: lower-case letters, digits and dashes; "unnamed" where none are left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "unnamed"


def link(name: str) -> str:
    """The address of a document from data/processed, where the exports lie; "" where it has none.

    Documents are named from the project folder. The address is percent-encoded, so that it is neither
    another scheme nor markup; a name that leads out of the project gets none. What lies inside an archive or
    a mail (after "!/") is reached through the file that holds it.
    """
    path = PurePosixPath(name.partition(INSIDE)[0])
    if path.is_absolute() or ".." in path.parts or not path.parts:
        return ""
    return "../../" + quote(str(path).encode("utf-8", "replace"))
