"""The rows and cells of the sheets of an OpenDocument spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from foi_cli.ingest import shown
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.ooxml import plain, xml

WIDEST = 16_384
REPEATED = 1_000
"""How often a filled cell may repeat itself and still be data; more is a filled background."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_GONE = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TABLE}shapes"})
_FRAME = (
    b'<cell xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">%b</cell>'
)
_KNOWN = re.compile(
    rb"(?:table|table-row|table-column|table-cell|covered-table-cell|table-row-group|table-rows|table-header-rows"
    rb"|table-column-group|table-columns|table-header-columns)[ />]"
)
_ATTRIBUTE = re.compile(rb'(?<= )(?:\w{1,20}:)?([\w-]{1,60}+)="([^"]*+)"')
_REPEATED = re.compile(rb'number-columns-repeated="(\d{1,8})"')
_BROKEN = re.compile(rb'office:value="(-?\d++\.\d++)"')
_PARAGRAPH, _PARAGRAPH_END = b"<text:p>", b"</text:p>"


@dataclass(slots=True)
class Row:
    """A row: how often it repeats, whether it is hidden, its filled cells by column from 1."""

    times: int
    hidden: bool
    cells: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A sheet: its name and style, its rows, its hidden columns, and the first number shown rounded."""

    name: str
    style: str
    rows: list[Row] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    rounded: str = ""
    columns: int = 0
    at: int = 1

    def column(self, attributes: dict[str, str]) -> None:
        """The next column, or several alike."""
        times = _times(attributes, "number-columns-repeated")
        if attributes.get("visibility", "visible") != "visible":
            self.hidden_columns.extend(range(self.columns + 1, min(self.columns + times, WIDEST) + 1))
        self.columns += times

    def row(self, attributes: dict[str, str]) -> None:
        """The next row."""
        hidden = attributes.get("visibility", "visible") != "visible"
        self.rows.append(Row(_times(attributes, "number-rows-repeated"), hidden))
        self.at = 1

    def cell(self, text: str, times: int, value: str) -> None:
        """The next cell of the last row, or several alike; `value` is its number if that is no whole one."""
        if text and self.rows and self.at <= WIDEST:
            if 1 < times <= REPEATED:
                self.rows[-1].cells.extend((at, text) for at in range(self.at, self.at + times))
            else:
                self.rows[-1].cells.append((self.at, text))
            if value and not self.rounded and _is_rounded(value, text):
                self.rounded = f"{value} as {text}"
        self.at += times


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a content part. Raises XMLSyntaxError for what is no XML."""
    body = data[max(data.find(b"<office:body"), 0) :]  # what stands before it is styles, often far more
    if b"is-sub-table" not in body and b"]]>" not in body and b"-->" not in body:
        found = _quickly(body.split(b"<table:")[1:])
        if found:
            return found
    return list(_thoroughly(data))


def _quickly(pieces: list[bytes]) -> list[Sheet] | None:
    """The sheets from the pieces that each tag of a table starts; None where one is not of the usual kind."""
    found: list[Sheet] = []
    cells: dict[bytes, tuple[str, int, str]] = {}
    attributes = _Attributes()
    for piece in pieces:
        cell = cells.get(piece)
        if cell is not None:
            found[-1].cell(*cell)
        elif piece.startswith((b"table-cell", b"covered-table-cell")):
            cell = _quick_cell(piece)
            if cell is None or not found:
                return None
            cells[piece] = cell
            found[-1].cell(*cell)
        elif piece.startswith(b"table-row") and found:
            found[-1].row(attributes[piece.partition(b">")[0]] if piece[9:10] == b" " else {})
        elif piece.startswith((b"table ", b"table>")):
            of = attributes[piece.partition(b">")[0]]
            found.append(Sheet(of.get("name", ""), of.get("style-name", "")))
        elif piece.startswith(b"table-column") and found and piece[12:13] in b" />":
            found[-1].column(attributes[piece.partition(b">")[0]])
        elif found and found[-1].rows and _KNOWN.match(piece) is None and b"<text:p" in piece:
            return None
    return found


def _quick_cell(piece: bytes) -> tuple[str, int, str] | None:
    """What a cell shows, how often it repeats, and its number if that is no whole one; None where its tag is
    not of the usual kind."""
    tag, _, rest = piece.partition(b">")
    if tag.count(b'"') % 2:
        return None
    inner = b"" if tag.endswith(b"/") else rest.partition(b"</table:")[0]
    repeated = _REPEATED.search(tag) if b"columns-repeated" in tag else None
    broken = _BROKEN.search(tag) if b'value-type="float"' in tag else None
    return (
        _quick_text(inner) if inner else "",
        int(repeated[1]) if repeated else 1,
        broken[1].decode() if broken else "",
    )


class _Attributes(dict[bytes, "dict[str, str]"]):
    """The attributes of tags, by the tag."""

    def __missing__(self, tag: bytes) -> dict[str, str]:
        found = self[tag] = {name.decode(): plain(value) for name, value in _ATTRIBUTE.findall(tag)}
        return found


def _quick_text(inner: bytes) -> str:
    """The text of a cell from what stands in it."""
    if b"<text:s/>" in inner:
        inner = inner.replace(b"<text:s/>", b" ")
    if inner.startswith(_PARAGRAPH) and inner.endswith(_PARAGRAPH_END) and inner.count(b"<") == 2:
        return plain(inner[len(_PARAGRAPH) : -len(_PARAGRAPH_END)])
    root = xml(_FRAME % inner)
    return _shown(root) if root is not None else ""


def _thoroughly(data: bytes) -> Iterator[Sheet]:
    """The sheets by a full parser, for writers with ways of their own."""
    root = xml(data)
    body = root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table") if root is not None else ()
    for element in body:
        sheet = Sheet(element.get(f"{_TABLE}name", ""), element.get(f"{_TABLE}style-name", ""))
        for entry in element.iter(f"{_TABLE}table-column", f"{_TABLE}table-row"):
            if entry.tag == f"{_TABLE}table-column":
                sheet.column(_of(entry))
                continue
            sheet.row(_of(entry))
            for cell in entry.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                of = _of(cell)
                broken = "." in of.get("value", "") and of.get("value-type") == "float"
                text = _shown(cell) if len(cell) else ""
                sheet.cell(text, _times(of, "number-columns-repeated"), of["value"] if broken else "")
        yield sheet


def _of(element: etree._Element) -> dict[str, str]:
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def _shown(cell: etree._Element) -> str:
    """The text of a cell as it is shown, without its comments."""
    return fold(" ".join("".join(_texts(part)) for part in cell if part.tag not in _GONE))


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif part.tag not in _GONE and isinstance(part.tag, str):
            yield from _texts(part)
        yield part.tail or ""


def _times(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    return int(written) if written.isdecimal() and len(written) < 9 else 1


def _is_rounded(value: str, text: str) -> bool:
    try:
        return shown.rounds(float(value), text)
    except ValueError:
        return False
