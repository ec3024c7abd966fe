"""Binary workbooks (.xlsb): cells as they are shown.

Record numbers and layouts are those of [MS-XLSB], sections 2.3 and 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from struct import unpack_from

from foi_cli.ingest import calamine
from foi_cli.ingest.calamine import Dress
from foi_cli.ingest.kinds import kind
from foi_cli.ingest.ooxml import Package, xml
from foi_cli.ingest.shown import BUILT_IN
from foi_cli.model import Content, Reader, Source

_ROW, _RK, _REAL, _FORMULA_NUMBER = 0, 2, 5, 9
_FORMAT, _XF, _COLUMN, _STYLES, _STYLES_END, _SHEET = 44, 47, 60, 617, 618, 156
_NUMBERS, _TRUTHS = frozenset({_RK, _REAL, _FORMULA_NUMBER}), frozenset({4, 10})
_WIDEST = 16_384


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "xlsb"


def read(source: Source) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument for damaged files."""
    return calamine.read(source, partial(_dresses, source.data))


def _dresses(data: bytes) -> dict[str, Dress]:
    package = Package(data)
    codes = _codes(package.part("xl/styles.bin"))
    links = xml(package.part("xl/_rels/workbook.bin.rels"))
    targets = {link.get("Id"): link.get("Target") or "" for link in links} if links is not None else {}
    found = {}
    for number, record in _records(package.part("xl/workbook.bin")):
        if number == _SHEET:
            link, at = _text(record, 8)
            name, _ = _text(record, at)
            target = targets.get(link, "")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            found[name] = _dress(package.part(part), codes)
    return found


def _codes(styles: bytes) -> list[str]:
    """The format code of each cell style, "" for General."""
    codes = dict(BUILT_IN)
    found: list[str] = []
    inside = False
    for number, record in _records(styles):
        inside = (inside or number == _STYLES) and number != _STYLES_END
        if number == _FORMAT and len(record) >= 6:
            codes[unpack_from("<H", record)[0]] = _text(record, 2)[0]
        elif number == _XF and inside and len(record) >= 4:
            code = codes.get(unpack_from("<H", record, 2)[0], "")
            found.append("" if code.lower() in ("general", "@") else code)
    return found


def _dress(sheet: bytes, codes: list[str]) -> Dress:
    dress = Dress()
    known: dict[tuple[int, int], int] = {}
    row = 0
    for number, record in _records(sheet):
        if number == _ROW and len(record) >= 12:
            row = unpack_from("<I", record)[0] + 1
            if record[11] & 0x10:
                dress.rows.add(row)
        elif number in _NUMBERS and len(record) >= 8:
            column, style = unpack_from("<II", record)
            style &= 0xFFFFFF
            if style < len(codes):
                if (column, style) not in known:
                    known[column, style] = len(dress.kinds)
                    dress.kinds.append((column + 1, (codes[style],)))
                dress.runs.setdefault(row, []).append(known[column, style])
        elif number in _TRUTHS:
            dress.truths.add(row)
        elif number == _COLUMN and len(record) >= 18 and record[16] & 0x01:
            first, last = unpack_from("<II", record)
            dress.columns.update(range(first + 1, min(last, _WIDEST) + 2))
    return dress


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record; both number and length are written in seven-bit pieces."""
    at, end = 0, len(part)
    while at < end:
        number, at = _varint(part, at, 2)
        size, at = _varint(part, at, 4)
        yield number, part[at : at + size]
        at += size


def _varint(part: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for step in range(most):
        if at >= len(part):
            break
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            break
    return value, at


def _text(record: bytes, at: int) -> tuple[str, int]:
    """A text with its length in four bytes before it, and where it ends."""
    length = int.from_bytes(record[at : at + 4], "little")
    stop = at + 4 + 2 * length
    return record[at + 4 : stop].decode("utf-16-le", "replace"), stop


READER = Reader("xlsb", _claims, read)
