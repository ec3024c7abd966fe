"""Excel 97 to 2003 workbooks (.xls): cells as they are shown.

Record numbers and layouts are those of [MS-XLS], sections 2.3 and 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from struct import unpack_from

from foi_cli.ingest import calamine
from foi_cli.ingest.calamine import Dress
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.ole import stream
from foi_cli.ingest.shown import BUILT_IN
from foi_cli.model import Content, Reader, Source

_EOF, _BOUNDSHEET, _XF, _FORMAT = 0x0A, 0x85, 0xE0, 0x41E
_NUMBER, _RK, _MULRK, _FORMULA, _ROW, _COLINFO = 0x203, 0x27E, 0xBD, 0x06, 0x208, 0x7D
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_SINGLE = frozenset({_NUMBER, _RK, _FORMULA})
_OF_SHEET = _SINGLE | {_MULRK, _ROW, _COLINFO}
_WIDEST = 16_384


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "xls"


def read(source: Source) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument for damaged and locked files."""
    return calamine.read(source, partial(_dresses, source.data))


def _dresses(data: bytes) -> dict[str, Dress]:
    """The formats and hidden parts of each sheet; none where the records are older than Excel 97."""
    book = stream(data, "Workbook", "Book")
    if len(book) < 8 or unpack_from("<H", book, 4)[0] != 0x0600:
        return {}
    codes = dict(BUILT_IN)
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    for number, start, size in _records(book, 0):
        if number == _FORMAT and size >= 5:
            codes[unpack_from("<H", book, start)[0]] = _text(book, start + 2, 2)
        elif number == _XF and size >= 4:
            styles.append(unpack_from("<H", book, start + 2)[0])
        elif number == _BOUNDSHEET and size >= 8:
            sheets.append((_text(book, start + 6, 1), unpack_from("<I", book, start)[0]))
    named = ["" if (code := codes.get(style, "")).lower() in ("general", "@") else code for style in styles]
    return {name: _dress(book, at, named) for name, at in sheets}


def _dress(book: bytes, at: int, codes: list[str]) -> Dress:
    """The format of each number cell of the sheet whose records start here, and its hidden parts."""
    dress = Dress()
    for number, start, size in _records(book, at):
        if number not in _OF_SHEET or size < 6:
            continue
        first, second, style = unpack_from("<HHH", book, start)
        if number == _MULRK:
            styles = unpack_from("<" + "H4x" * ((size - 6) // 6), book, start + 4)
        elif number in _SINGLE:
            styles = (style,)
        else:
            _hide(dress, number, book[start : start + size])
            continue
        for column, used in enumerate(styles, second + 1):
            if used < len(codes) and codes[used]:
                dress.codes[first + 1, column] = codes[used]
    return dress


def _hide(dress: Dress, number: int, record: bytes) -> None:
    """Take down a hidden row, or the hidden columns of a span."""
    first, last = unpack_from("<HH", record)
    if number == _ROW and len(record) >= 14 and record[12] & _HIDDEN_ROW:
        dress.rows.add(first + 1)
    elif number == _COLINFO and len(record) >= 10 and record[8] & _HIDDEN_COLUMN:
        dress.columns.update(range(first + 1, min(last, _WIDEST) + 2))


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and size of each record from here to the end of its part."""
    end = len(book) - 4
    while at <= end:
        number, size = unpack_from("<HH", book, at)
        if number == _EOF:
            return
        if at + 4 + size <= len(book):
            yield number, at + 4, size
        at += 4 + size


def _text(book: bytes, at: int, wide: int) -> str:
    """A text with its length in one or two bytes before it."""
    length = int.from_bytes(book[at : at + wide], "little")
    start = at + wide + 1
    if book[at + wide : start] == b"\x01":
        return book[start : start + 2 * length].decode("utf-16-le", "replace")
    return book[start : start + length].decode("latin-1")


READER = Reader("xls", _claims, read)
