"""The publication as .ods: three XML files in a zip, each from a template that escapes all it is given."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from foi_cli.export import sealed
from foi_cli.export.columns import plain
from foi_cli.export.published import AUTHOR, KEYWORDS, LANGUAGE, SUBJECT, TITLE, Worksheet
from foi_cli.export.templates import template
from foi_cli.model import a1

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_FILES = ("content.xml", "styles.xml", "meta.xml")
_MANIFEST = "META-INF/manifest.xml"


def write(worksheets: Sequence[Worksheet], path: Path) -> None:
    """Write the worksheets as an OpenDocument spreadsheet."""
    places = sorted({each for sheet in worksheets for each in sheet.places if each is not None})
    about = {
        "title": TITLE,
        "subject": SUBJECT,
        "author": AUTHOR,
        "keywords": KEYWORDS.split(", "),
        "language": LANGUAGE,
        "type": _TYPE,
        "files": _FILES,
        "sheets": worksheets,
        "places": places,
        "widths": sorted({width for sheet in worksheets for width in sheet.widths}),
        "end": _end,
        "shown": _shown,
        "plain": plain,
        "is_number": lambda value: isinstance(value, Decimal),
    }
    members = [(name, template(f"ods/{name}").render(about).encode()) for name in (*_FILES, "manifest.xml")]
    named = [(_MANIFEST if name == "manifest.xml" else name, data) for name, data in members]
    sealed.write(path, [*named, ("mimetype", _TYPE.encode())], first="mimetype")


def _end(sheet: Worksheet) -> str:
    """The last cell of a worksheet's table."""
    return a1(sheet.top + max(1, len(sheet.rows)), len(sheet.header))


def _shown(number: Decimal, places: int) -> str:
    """The number as its cell shows it: thousands commas, the decimal places of its column."""
    return f"{number:,.{places}f}"
