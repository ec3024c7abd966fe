"""Cell references, and the tables that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foi_cli.model import Place, Table

_A1 = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_SPACED = re.compile(r"[\s\"]")
_RC = re.compile(r"R([1-9]\d{0,6})C([1-9]\d{0,6})")


def position(table: Table, cell: str) -> tuple[int, int] | None:
    """The zero-based row and column of a cell reference; None where the table has no such cell."""
    if table.origin is None:
        match = _RC.fullmatch(cell)
        row, column = (int(match[1]) - 1, int(match[2]) - 1) if match else (-1, -1)
    else:
        match = _A1.fullmatch(cell)
        row = int(match[2]) - table.origin[0] if match else -1
        column = _letters(match[1]) - table.origin[1] if match else -1
    inside = 0 <= row < len(table.rows) and 0 <= column < len(table.rows[row])
    return (row, column) if inside else None


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def holds(file: str, table: Table, place: Place) -> bool:
    """Whether the place is a cell of this table of this file."""
    own = table.place(file, 0, 0)
    same = (place.file, place.sheet, place.page, place.table) == (own.file, own.sheet, own.page, own.table)
    return same and position(table, place.cell or "") is not None


def listed(parts: Iterable[str]) -> str:
    """Places in order, separated by spaces; one that holds a space itself ("my letter.txt:31") in quotes."""
    return " ".join(
        f'"{part.replace(chr(34), chr(34) * 2)}"' if _SPACED.search(part) else part for part in parts
    )
