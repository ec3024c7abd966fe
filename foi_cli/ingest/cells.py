"""The cells of an HTML table as a rectangle: a cell that spans others holds its text once, first."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from foi_cli.ingest.encoding import fold
from foi_cli.ingest.lines import is_amount
from foi_cli.ingest.raised import raised

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_GONE = frozenset({"script", "style", "template", "table"})
WIDEST = 1_000
"""Columns of a table; a span that asks for more is cut."""

TALLEST = 65_534
"""Rows that one cell may span, as browsers limit it."""


def grid(table: etree._Element) -> tuple[tuple[str, ...], ...]:
    """The texts of a table's own cells, without those of tables inside them, rows of equal width."""
    rows: list[list[str]] = []
    spanned: dict[int, int] = {}
    for row in _rows(table):
        line: list[str] = []
        for cell in row.iterchildren("td", "th"):
            if spanned:
                _skip(line, spanned)
            bare = not cell.keys()
            wide, tall = (1, 1) if bare else (_span(cell, "colspan", WIDEST), _span(cell, "rowspan", TALLEST))
            if tall > 1 or spanned:
                spanned.update((len(line) + column, tall - 1) for column in range(wide))
            line.append(fold((cell.text or "") if bare and not len(cell) else "".join(_texts(cell))))
            line.extend([""] * (wide - 1))
            if len(line) >= WIDEST:
                break
        _skip(line, spanned)
        spanned = {
            column: left - (column >= len(line))
            for column, left in spanned.items()
            if left > (column >= len(line))
        }
        rows.append(_trimmed(line))
    width = max(map(len, rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows if row)


def _skip(line: list[str], spanned: dict[int, int]) -> None:
    """Leave the places blank that a cell above spans: `spanned` holds the rows it still covers, by column."""
    while len(line) < WIDEST and spanned.get(len(line)):
        spanned[len(line)] -= 1
        line.append("")


def _trimmed(line: list[str]) -> list[str]:
    while line and not line[-1]:
        line.pop()
    return line[:WIDEST]


def has_numbers(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a table holds data: a cell besides the first that is a number."""
    return any(is_amount(cell) for row in rows for cell in row[1:] if cell)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            yield from child.iterchildren("tr")


def _span(cell: etree._Element, name: str, most: int) -> int:
    written = cell.get(name)
    if not written:
        return 1
    written = written.strip()
    return min(max(int(written), 1), most) if written.isdecimal() and len(written) < 8 else 1


def _texts(element: etree._Element) -> Iterator[str]:
    if element.tag in _GONE or (element.get("style") or "").replace(" ", "").startswith("display:none"):
        return
    if element.tag == "sup":
        yield raised("".join(map(str, element.itertext())))
        return
    yield element.text or ""
    for child in element:
        if child.tag in ("br", "p", "div", "li"):
            yield " "
        yield from _texts(child) if isinstance(child.tag, str) else ()
        if child.tag in ("p", "div", "li"):
            yield " "
        yield child.tail or ""
