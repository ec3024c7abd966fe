"""The rows and cells of the sheets of an OpenDocument spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from foi_cli.ingest import shown
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.ooxml import unescaped, xml

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
_TAG = re.compile(
    r"<table:(?:table-cell|covered-table-cell|([\w-]++))([^>]*+)>?+"
    r"(?(1)((?:[^<]++|<(?!table:))*+)"
    r"|(?:<text:p>([^<]*+)</text:p></table:|(?<=/>)\s*+(?=<|\Z)|((?:[^<]++|<(?!/?table:))*+)))"
)
"""The name of a tag and "" for that of a cell; its attributes; what stands between it and the next tag of a
table. Of a cell, its words where it holds but one paragraph, else all that stands in it."""
_GROUPS = frozenset({
    "table-row-group", "table-rows", "table-header-rows",
    "table-column-group", "table-columns", "table-header-columns",
})  # fmt: skip
"""Tags that may stand around rows and columns."""
_ATTRIBUTE = re.compile(r'(?<= )(?:\w{1,20}:)?([\w-]{1,60}+)="([^"]*+)"')
_REPEATED = re.compile(r'number-(?:columns|rows)-repeated="([0-9]{1,8})"')
_HIDDEN = re.compile(r'[\s:]visibility="(?!visible")')
_BROKEN = re.compile(r'office:value="(-?[0-9]++\.[0-9]++)"')
_DRESSED = re.compile(r'</?text:(?:span|a)(?: [\w:-]++="[^"<]*+")*+>')
"""Where words begin or end that look otherwise, or lead somewhere."""
_ROW_END = b"</table:table-row>"
_PIECE = 50_000

Row: TypeAlias = tuple[int, bool, dict[int, str]]
"""How often a row repeats, whether it is hidden, its filled cells by column from 1."""


@dataclass(slots=True)
class Sheet:
    """A sheet: its name and style, its rows, its hidden columns, and the first number shown rounded."""

    name: str
    style: str
    rows: list[Row] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    rounded: str = ""
    columns: int = 0

    def column(self, times: int, hidden: bool) -> None:
        """The next column, or several alike."""
        if hidden:
            self.hidden_columns.extend(range(self.columns + 1, min(self.columns + times, WIDEST) + 1))
        self.columns += times

    def row(self, times: int, hidden: bool) -> dict[int, str]:
        """The next row, or several alike: its cells, still to be filled in."""
        cells: dict[int, str] = {}
        self.rows.append((times, hidden, cells))
        return cells

    def broken(self, value: str, text: str) -> None:
        """Note a number that is no whole one, if it is the first shown rounded."""
        if value and not self.rounded and _is_rounded(value, text):
            self.rounded = f"{value} as {text}"


def _repeat(cells: dict[int, str], at: int, times: int) -> None:
    """Fill the cells to the right of this one, which repeats itself."""
    if times <= REPEATED:
        cells.update(dict.fromkeys(range(at, at + times), cells[at]))


class _Unusual(Exception):
    """A sheet is written in a way that only a full parser understands."""


def sheets(data: bytes, body: int) -> list[Sheet]:
    """The sheets of a content part, whose body starts here. Raises XMLSyntaxError for what is no XML."""
    if b"!" not in data or data.find(b"<!", body) < 0:  # no comments, no CDATA: one byte is soon looked for
        with suppress(_Unusual):
            found = _quickly(_parts(data, body))
            if found:
                return found
    return list(_thoroughly(data))


def _parts(data: bytes, at: int) -> Iterator[str]:
    """The text from here on, some rows at a time: taken apart it needs far more room than as it stands."""
    while at < len(data):
        row = data.find(_ROW_END, at + _PIECE)
        end = row + len(_ROW_END) if row >= 0 else len(data)
        yield data[at:end].decode("utf-8", "replace")
        at = end


def _quickly(parts: Iterable[str]) -> list[Sheet]:
    """The sheets from the tags of tables, of which each cell's is looked at but once."""
    found = [Sheet("", "")]  # for what stands before the first
    alike, plain, marked = _Alike(), _Plain(), _Marked()
    line, at = dict[int, str](), 1
    for part in parts:
        for name, tag, after, words, inside in _TAG.findall(part):
            if words:
                text = plain[words]
            elif name == "table-row":
                line, at = found[-1].row(*alike[tag]), 1
                continue
            elif name == "table-column":
                found[-1].column(*alike[tag])
                continue
            elif name:
                _open(name, tag, after, found)
                continue
            else:
                text = marked[tag, inside] if inside else ""
            times = alike[tag][0] if "columns-repeated" in tag else 1
            if text and at <= WIDEST:
                line[at] = text
                if times > 1:
                    _repeat(line, at, times)
                if "." in tag and not found[-1].rounded:
                    found[-1].broken(_broken(tag), text)
            at += times
    return found[1:]


def _open(name: str, tag: str, after: str, found: list[Sheet]) -> None:
    """Take down a sheet; other tags may stand around rows, or where no text is."""
    _whole(tag)
    attributes = dict(_ATTRIBUTE.findall(tag)) if name == "table" else {}
    if name == "table" and "is-sub-table" not in attributes:
        found.append(
            Sheet(unescaped(attributes.get("name", "")), unescaped(attributes.get("style-name", "")))
        )
    elif name == "table" or (name not in _GROUPS and found[-1].rows and "<text:p" in after):
        raise _Unusual


def _broken(tag: str) -> str:
    """The value of a number that is no whole one, "" for another cell's."""
    found = _BROKEN.search(tag) if 'value-type="float"' in tag else None
    return found[1] if found else ""


class _Plain(dict[str, str]):
    """What cells show, by the words of their one paragraph."""

    def __missing__(self, words: str) -> str:
        text = self[words] = unescaped(words)
        return text


class _Marked(dict[tuple[str, str], str]):
    """What cells show, by their tags and all that stands in them."""

    def __missing__(self, cell: tuple[str, str]) -> str:
        tag, inside = cell
        _whole(tag)
        words = inside.replace("<text:s/>", " ").removeprefix("<text:p>").removesuffix("</text:p>")
        if "<" in words:
            words = _DRESSED.sub("", words)
        text = self[cell] = _quick_text(inside) if "<" in words else unescaped(words)
        return text


class _Alike(dict[str, tuple[int, bool]]):
    """How often rows, columns and cells repeat themselves and whether they are hidden, by the tag."""

    def __missing__(self, tag: str) -> tuple[int, bool]:
        _whole(tag)
        times = _REPEATED.search(tag)
        found = self[tag] = int(times[1]) if times else 1, _HIDDEN.search(tag) is not None
        return found


def _whole(tag: str) -> None:
    """Raises _Unusual where what seemed to end the tag stands in one of its attributes."""
    if tag.count('"') % 2:
        raise _Unusual


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
                sheet.column(*_alike(entry, "number-columns-repeated"))
                continue
            line, at = sheet.row(*_alike(entry, "number-rows-repeated")), 1
            for cell in entry.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                of = _of(cell)
                text, times = _shown(cell) if len(cell) else "", _times(of, "number-columns-repeated")
                if text and at <= WIDEST:
                    line[at] = text
                    _repeat(line, at, times)
                    if "." in of.get("value", "") and of.get("value-type") == "float":
                        sheet.broken(of["value"], text)
                at += times
        yield sheet


def _alike(element: etree._Element, name: str) -> tuple[int, bool]:
    of = _of(element)
    return _times(of, name), of.get("visibility", "visible") != "visible"


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
    written = attributes.get(name)
    return int(written) if written and written.isdecimal() and len(written) < 9 else 1


def _is_rounded(value: str, text: str) -> bool:
    try:
        return shown.rounds(float(value), text)
    except ValueError:
        return False
