"""The rows and cells of the sheets of an OpenDocument spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from foi_cli.ingest import shown
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.ooxml import plain, unescaped, xml

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
_REPEATED = re.compile(r'number-columns-repeated="([0-9]{1,8})"')
_BROKEN = re.compile(r'office:value="(-?[0-9]++\.[0-9]++)"')
_CELL = (b"table-cell", b"covered-table-cell")
_ALONE = "><text:p>"
"""What stands between the tag of a cell and its text where it holds paragraphs alone."""


@dataclass(slots=True)
class Row:
    """A row: how often it repeats, whether it is hidden, its filled cells by column from 1."""

    times: int
    hidden: bool
    cells: dict[int, str]


@dataclass(slots=True)
class Sheet:
    """A sheet: its name and style, its rows, its hidden columns, and the first number shown rounded.

    `line` holds the cells of the last row, and the next cell stands in column `at`.
    """

    name: str
    style: str
    rows: list[Row] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    rounded: str = ""
    columns: int = 0
    line: dict[int, str] = field(default_factory=dict)
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
        self.line, self.at = {}, 1
        self.rows.append(Row(_times(attributes, "number-rows-repeated"), hidden, self.line))

    def cell(self, text: str, times: int) -> None:
        """The next cell of the last row, or several alike."""
        at = self.at
        self.at += times
        if text and at <= WIDEST:
            self.line[at] = text
            if 1 < times <= REPEATED:
                self.line.update(dict.fromkeys(range(at, self.at), text))

    def broken(self, value: str, text: str) -> None:
        """Note that the next cell holds a number that is no whole one, if it is the first shown rounded."""
        if self.rows and self.at <= WIDEST and not self.rounded and _is_rounded(value, text):
            self.rounded = f"{value} as {text}"


def sheets(data: bytes, body: int) -> list[Sheet]:
    """The sheets of a content part, whose body starts here. Raises XMLSyntaxError for what is no XML."""
    if b"!" not in data or data.find(b"<!", body) < 0:  # no comments, no CDATA: one byte is soon looked for
        found = _quickly(data[body:].split(b"<table:")[1:])
        if found:
            return found
    return list(_thoroughly(data))


def _quickly(pieces: list[bytes]) -> list[Sheet] | None:
    """The sheets from the pieces that each tag of a table starts; None where one is not of the usual kind."""
    found: list[Sheet] = []
    sheet = Sheet("", "")
    cells: dict[bytes, tuple[str, int, str]] = {}
    texts, attributes = _Texts(), _Attributes()
    for piece in pieces:
        cell = cells.get(piece)
        if cell is None and piece.startswith(_CELL):
            cell = _quick_cell(piece, texts) if found else None
            if cell is None:
                return None
            cells[piece] = cell
        if cell is not None:
            text, times, broken = cell
            if broken and not sheet.rounded and (value := _BROKEN.search(broken)):
                sheet.broken(value[1], text)
            sheet.cell(text, times)
        elif piece.startswith(b"table-row") and found:
            sheet.row(attributes[piece.partition(b">")[0]] if piece[9:10] == b" " else {})
        elif piece.startswith((b"table ", b"table>")):
            of = attributes[piece.partition(b">")[0]]
            if "is-sub-table" in of:
                return None
            sheet = Sheet(of.get("name", ""), of.get("style-name", ""))
            found.append(sheet)
        elif piece.startswith(b"table-column") and found and piece[12:13] in b" />":
            sheet.column(attributes[piece.partition(b">")[0]])
        elif sheet.rows and _KNOWN.match(piece) is None and b"<text:p" in piece:
            return None
    return found


def _quick_cell(piece: bytes, texts: _Texts) -> tuple[str, int, str] | None:
    """What a cell shows, how often it repeats, and its tag if it may hold a number that is no whole one; None
    where its tag is not of the usual kind."""
    written = piece.decode("utf-8", "replace")
    tag, alone, rest = written.partition(_ALONE)
    simple = alone and ">" not in tag and not tag.endswith("/")
    if not simple:
        tag, _, rest = written.partition(">")
    if tag.count('"') % 2:
        return None
    text = texts[rest] if simple else "" if tag.endswith("/") else _quick_text(rest.partition("</table:")[0])
    repeated = _REPEATED.search(tag) if "columns-repeated" in tag else None
    broken = text and "." in tag and 'value-type="float"' in tag
    return text, int(repeated[1]) if repeated else 1, tag if broken else ""


class _Texts(dict[str, str]):
    """The texts of cells that hold paragraphs alone, by what stands behind the start of the first."""

    def __missing__(self, rest: str) -> str:
        inner = rest.partition("</table:")[0].replace("<text:s/>", " ")
        words, _, others = inner.partition("</text:p>")
        plainly = not others and "<" not in words
        text = self[rest] = unescaped(words) if plainly else _quick_text(f"<text:p>{inner}")
        return text


class _Attributes(dict[bytes, "dict[str, str]"]):
    """The attributes of tags, by the tag."""

    def __missing__(self, tag: bytes) -> dict[str, str]:
        found = self[tag] = {name.decode(): plain(value) for name, value in _ATTRIBUTE.findall(tag)}
        return found


def _quick_text(inner: str) -> str:
    """The text of a cell from what stands in it."""
    root = xml(_FRAME % inner.encode()) if inner else None
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
                text = _shown(cell) if len(cell) else ""
                if text and "." in of.get("value", "") and of.get("value-type") == "float":
                    sheet.broken(of["value"], text)
                sheet.cell(text, _times(of, "number-columns-repeated"))
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
