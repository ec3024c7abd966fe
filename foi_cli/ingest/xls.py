"""Excel 97 to 2003 workbooks (.xls): cells as they are shown.

Record numbers and layouts are those of [MS-XLS], sections 2.3 and 2.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from struct import Struct, unpack_from

from foi_cli.ingest import calamine
from foi_cli.ingest.calamine import Dress, Run
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.ole import stream
from foi_cli.ingest.shown import BUILT_IN
from foi_cli.model import Content, Reader, Source

_EOF, _BOUNDSHEET, _XF, _FORMAT = 0x0A, 0x85, 0xE0, 0x41E
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _ROW, _COLINFO = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x208, 0x7D
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_NOTED = frozenset({_ROW, _COLINFO, _BOOLERR})
_WANTED = frozenset({_NUMBER, _RK, _MULRK, _FORMULA, _EOF}) | _NOTED
_WIDEST = 16_384
_SHOWN_ROWS = re.compile(rb"(?:\x08\x02\x10\x00.{12}[^ -?`-\x7f\xa0-\xbf\xe0-\xff].{3})++", re.DOTALL)
"""Rows, one after the other, of which none is hidden."""
_SPARE = 0x10010
"""Noughts after the last record, so that each can be read whole, however long it says it is."""


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "xls"


def read(source: Source) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument for damaged and locked files."""
    return calamine.read(source, partial(_dresses, source.data))


def _dresses(data: bytes) -> dict[str, Dress]:
    """The formats and hidden parts of each sheet; none where the records are older than Excel 97."""
    book = stream(data, "Workbook", "Book") + bytes(_SPARE)
    if unpack_from("<H", book, 4)[0] != 0x0600:
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
    """The formats of the number cells of the sheet whose records start here, and its hidden parts."""
    dress, numbers = Dress(), _Numbers()
    formats = _Formats(codes, dress.kinds)
    head = Struct("<HHH").unpack_from  # what a record is, its length, and of a cell its row
    single = Struct("<2xHH").unpack_from
    end = len(book) - _SPARE
    last, usual = -1, None
    while at < end:
        number, length, row = head(book, at)
        start, at = at + 4, at + 4 + length
        if number not in _WANTED:
            continue
        if number == _MULRK:
            cells = numbers[length](book, start)
        elif number == _EOF:
            break
        elif number in _NOTED:
            at = _note(dress, number, book, start, at)
            continue
        else:
            cells = single(book, start)
            if number == _FORMULA and book[start + 12 : start + 14] == b"\xff\xff":
                dress.truths.add(row + 1)
        code, run = formats[cells]
        if row != last:
            last, usual = row, None
            if row + 1 not in dress.codes:
                usual = dress.codes[row + 1] = code or ""
        if code is None or code != usual:
            usual = None  # so that of a cell that comes twice the last counts
            dress.runs.setdefault(row + 1, []).append(run)
    return dress


class _Formats(dict[tuple[int, ...], tuple["str | None", int]]):
    """The format code of cells side by side, None where they have several, and which run they are, by the
    column of the first and the styles of all."""

    def __init__(self, codes: list[str], kinds: list[Run]) -> None:
        super().__init__()
        self.codes = codes
        self.kinds = kinds

    def __missing__(self, cells: tuple[int, ...]) -> tuple[str | None, int]:
        column, *styles = cells
        codes = tuple(self.codes[style] if style < len(self.codes) else "" for style in styles)
        self.kinds.append((column + 1, codes))
        found = self[cells] = (codes[0] if len(set(codes)) == 1 else None), len(self.kinds) - 1
        return found


class _Numbers(dict[int, "Callable[[bytes, int], tuple[int, ...]]"]):
    """What takes the column of the first of several numbers and the styles of all from their record, by its
    length."""

    def __missing__(self, length: int) -> Callable[[bytes, int], tuple[int, ...]]:
        found = self[length] = Struct("<2xH" + "H4x" * ((length - 6) // 6)).unpack_from
        return found


def _note(dress: Dress, number: int, book: bytes, start: int, end: int) -> int:
    """Take down a hidden row, the hidden columns of a span, or a cell of TRUE or FALSE; where to go on."""
    if number == _ROW and (shown := _SHOWN_ROWS.match(book, start - 4)):
        return shown.end()
    record = book[start:end]
    first, last = unpack_from("<HH", record) if len(record) >= 8 else (0, 0)
    if number == _ROW and len(record) >= 14 and record[12] & _HIDDEN_ROW:
        dress.rows.add(first + 1)
    elif number == _COLINFO and len(record) >= 10 and record[8] & _HIDDEN_COLUMN:
        dress.columns.update(range(first + 1, min(last, _WIDEST) + 2))
    elif number == _BOOLERR:
        dress.truths.add(first + 1)
    return end


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
