"""The cells of one sheet of an .xlsx file, and which of its rows and columns are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from foi_cli.ingest.ooxml import xml

Cell: TypeAlias = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""Reference (B7), style number, type, formula, value and inline text, each as it stands in the file."""

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"(?: s="(\d+)")?(?: t="(\w+)")?[^>]*(?<!/)>'
    rb"(?:<f[^>]*?(?:/>|>([^<]*)</f>))?(?:<v(?: [^>]*)?>([^<]*)</v>|<is>(.*?)</is>)",
    re.DOTALL,
)
_UNCOUNTED = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"(?: s="(\d+)")?(?: t="(\w+)")?[^>]*(?<!/)>'
    rb"<f[^>]*?(?:/>|>([^<]*)</f>)(?:<v ?/>|<v></v>)?</c>"
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMNS = re.compile(
    rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d+)")[^>]*?\bmax="(\d+)"'
)
_MAX_COLUMN = 16_384


def cells(sheet: bytes) -> list[Cell]:
    """Every cell that holds a value, in the order of the file."""
    found: list[Cell] = _CELL.findall(sheet)
    if len(found) == sheet.count(b"</v>") + sheet.count(b"</is>") + sheet.count(b":v>") // 2:
        return found
    return [cell for cell in _thorough(sheet) if cell[4] or cell[5]]


def uncounted(sheet: bytes) -> list[Cell]:
    """Every cell with a formula that was never calculated."""
    if b"<f" not in sheet and b":f" not in sheet:
        return []
    if b"<f" in sheet:
        return [(*cell, b"", b"") for cell in _UNCOUNTED.findall(sheet)]
    return [cell for cell in _thorough(sheet) if cell[3] and not cell[4] and not cell[5]]


def _thorough(sheet: bytes) -> Iterator[Cell]:
    """The same by a full parser, for writers who order or name things their own way."""
    root = xml(sheet)
    at_row = 0
    for row in root.iter("{*}row") if root is not None else ():
        at_row = int(row.get("r", at_row + 1))
        for at_column, cell in enumerate(row.iterchildren("{*}c"), 1):
            reference = cell.get("r") or f"{letters(at_column)}{at_row}"
            formula, value, inline = (cell.find(f"{{*}}{name}") for name in ("f", "v", "is"))
            yield (
                reference.encode(),
                cell.get("s", "").encode(),
                cell.get("t", "").encode(),
                (formula.text or " ").encode() if formula is not None else b"",
                _escaped(value),
                etree.tostring(inline, with_tail=False) if inline is not None else b"",
            )


def _escaped(value: etree._Element | None) -> bytes:
    text = (value.text or "") if value is not None else ""
    return text.replace("&", "&amp;").replace("<", "&lt;").encode()


@lru_cache(maxsize=_MAX_COLUMN)
def column(name: bytes) -> int:
    """The number of a column from its letters: AB is 28."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def letters(number: int) -> str:
    """The letters of a column from its number."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def hidden_rows(sheet: bytes) -> frozenset[int]:
    """The numbers of the sheet's hidden rows, from 1."""
    return frozenset(map(int, _HIDDEN_ROW.findall(sheet))) if b"hidden=" in sheet else frozenset()


def hidden_columns(sheet: bytes) -> frozenset[int]:
    """The numbers of the sheet's hidden columns, from 1."""
    if b"hidden=" not in sheet:
        return frozenset()
    spans = ((int(first), min(int(last), _MAX_COLUMN)) for first, last in _HIDDEN_COLUMNS.findall(sheet))
    return frozenset(number for first, last in spans for number in range(first, last + 1))
