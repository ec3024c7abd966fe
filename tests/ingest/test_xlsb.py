"""Binary workbooks, written record by record because no library writes them."""

from __future__ import annotations

import io
import zipfile
from struct import pack

from foi_cli import ingest
from foi_cli.model import Document, Source

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _record(number: int, content: bytes = b"") -> bytes:
    """A record: number and length in pieces of seven bits."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    return head + bytes([len(content)]) + content


def _text(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def _row(number: int, *, hidden: bool = False) -> bytes:
    return _record(0, pack("<IIHBBB", number, 0, 300, 0, 0x10 if hidden else 0, 0) + pack("<I", 0))


def _number(column: int, style: int, value: float) -> bytes:
    return _record(5, pack("<IId", column, style, value))


def _words(column: int, text: str) -> bytes:
    return _record(6, pack("<II", column, 0) + _text(text))


def _book() -> bytes:
    styles = _record(615, pack("<I", 1)) + _record(44, pack("<H", 164) + _text("0.0%")) + _record(616)
    formats = (0, 164, 3)
    styles += _record(617, pack("<I", 3))
    styles += b"".join(_record(47, pack("<HH", 0, code) + b"\0" * 12) for code in formats) + _record(618)
    sheet = _record(129) + _record(148, pack("<IIII", 0, 3, 0, 1)) + _record(145)
    sheet += _row(0) + _words(0, "Share") + _number(1, 1, 0.125)
    sheet += _row(1, hidden=True) + _words(0, "hidden") + _number(1, 0, 9)
    sheet += _row(2) + _words(0, "Cases") + _number(1, 2, 1234)
    sheet += _row(3) + _record(4, pack("<IIB", 0, 0, 1)) + _number(1, 0, 1) + _record(146) + _record(130)
    book = _record(131) + _record(143) + _record(156, pack("<II", 0, 1) + _text("rId1") + _text("Cases"))
    book += _record(144) + _record(132)
    link = f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    links = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.bin", book)
        package.writestr("xl/_rels/workbook.bin.rels", links)
        package.writestr("xl/worksheets/sheet1.bin", sheet)
        package.writestr("xl/styles.bin", styles)
    return written.getvalue()


def _read(data: bytes) -> Document:
    return ingest.read(Source("book.xlsb", data))[0]


def test_cells_are_as_shown_and_hidden_rows_are_reported() -> None:
    document = _read(_book())
    assert (document.reader, document.problem) == ("xlsb", "")
    assert document.tables[0].rows == (("Share", "12.5%"), ("", ""), ("Cases", "1,234"), ("TRUE", "1"))
    assert document.facts == (("hidden", "sheet 'Cases': hidden and not read: row 2"),)


def test_a_damaged_one_says_so() -> None:
    assert "damaged" in _read(_book()[:700]).problem
