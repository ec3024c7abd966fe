"""The cells of one sheet of an .xlsx file, and which of its rows and columns are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from foi_cli.ingest.grid import letters
from foi_cli.ingest.ooxml import xml


class Cell(NamedTuple):
    """A cell as it stands in the file: column (B), row (7), attributes ( s="4" t="s"), value, or inline
    text, or the formula of one without a value."""

    column: bytes
    row: bytes
    attributes: bytes
    value: bytes


_CELL = re.compile(
    rb'<c r="([A-Z]++)([0-9]++)"([^>]*+)(?<!/)>(?:<f[^>]*+>(?:[^<]*+</f>)?+)?+<v>([^<]*+)<',
)
_INLINE = re.compile(rb'<c r="([A-Z]++)(\d++)"([^>/]*+)><is>(.*?)</is>', re.DOTALL)
_UNCOUNTED = re.compile(
    rb'<c r="([A-Z]++)(\d++)"([^>/]*+)><f(?:[^>/]*+/>|[^<>]*+>([^<]*+)</f>)(?:<v ?/>|<v></v>)?</c>'
)
_OPEN = re.compile(rb"<f(?: [^>]*+)?+>(?:(?<=/>)|[^<]*+</f>)(?!<v>[^<])")
"""A formula behind which no result stands."""
_PREFIXED = re.compile(rb":v>")
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d+)"')
_HIDDEN_COLUMNS = re.compile(
    rb'<(?:\w+:)?col\b(?=[^<>]*\bhidden="(?:1|true)")(?=[^<>]*\bmin="(\d+)")[^<>]*?\bmax="(\d+)"'
)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_MAX_COLUMN = 16_384


def cells(sheet: bytes) -> tuple[list[tuple[bytes, bytes, bytes, bytes]], list[Cell]]:
    """Every cell that holds a value, as the fields of a Cell, in the order of the file; and every cell with a
    formula that was never calculated, and that formula."""
    found: list[tuple[bytes, bytes, bytes, bytes]] = _CELL.findall(sheet)
    inline = sheet.count(b"</is>")
    if inline:
        found += _INLINE.findall(sheet)
    if found and len(found) == sheet.count(b"</v>") + inline and _PREFIXED.search(sheet) is None:
        return found, _uncounted(sheet)
    every = list(_thorough(sheet))
    return (
        [cell for cell, formula in every if cell.value or not formula],
        [cell._replace(value=formula) for cell, formula in every if formula and not cell.value],
    )


def _uncounted(sheet: bytes) -> list[Cell]:
    return [Cell(*cell) for cell in _UNCOUNTED.findall(sheet)] if _OPEN.search(sheet) else []


def _thorough(sheet: bytes) -> Iterator[tuple[Cell, bytes]]:
    """The same by a full parser, for writers who order or name things their own way."""
    root = xml(sheet)
    at_row = 0
    for row in root.iter("{*}row") if root is not None else ():
        named = row.get("r") or ""
        at_row = int(named) if _ROW.fullmatch(named) else at_row + 1
        for at_column, cell in enumerate(row.iterchildren("{*}c"), 1):
            place = _REFERENCE.fullmatch(cell.get("r") or f"{letters(at_column)}{at_row}")
            if place is None:
                continue
            attributes = "".join(f' {name}="{cell.get(name)}"' for name in ("s", "t") if cell.get(name))
            formula, value, inline = (cell.find(f"{{*}}{name}") for name in ("f", "v", "is"))
            text = _escaped(value) if inline is None else etree.tostring(inline, with_tail=False)
            yield (
                Cell(place[1].encode(), place[2].encode(), attributes.encode(), text),
                (formula.text or " ").encode() if formula is not None else b"",
            )


def _escaped(value: etree._Element | None) -> bytes:
    text = (value.text or "") if value is not None else ""
    return text.replace("&", "&amp;").replace("<", "&lt;").encode()


class _Columns(dict[bytes, int]):
    def __missing__(self, name: bytes) -> int:
        number = 0
        for letter in name:
            number = number * 26 + letter - 64
        if len(name) <= 2:
            self[name] = number
        return number


COLUMNS = _Columns()
"""The number of a column by its letters: AB is 28."""


def hidden(sheet: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the sheet's hidden rows, and those of its hidden columns, from 1."""
    if _HIDDEN.search(sheet) is None:
        return frozenset(), frozenset()
    spans = ((int(first), min(int(last), _MAX_COLUMN)) for first, last in _HIDDEN_COLUMNS.findall(sheet))
    columns = frozenset(number for first, last in spans for number in range(first, last + 1))
    return frozenset(map(int, _HIDDEN_ROW.findall(sheet))), columns
