"""What lies in a container: Office and OpenDocument files are zips, old Office files and mails are OLE."""

from __future__ import annotations

import re

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MEMBERS = (
    (b"xl/workbook.bin", "xlsb"),
    (b"xl/", "xlsx"),
    (b"word/", "docx"),
    (b"ppt/", "pptx"),
)
_ENTRY = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_MIME = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.(spreadsheet|text|presentation)")
_OPEN_DOCUMENT = {b"spreadsheet": "ods", b"text": "odt", b"presentation": "odp"}
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("__properties_version1.0", "msg"),
    ("__nameid_version1.0", "msg"),
    ("PowerPoint Document", "ppt"),
)
_SUFFIXES = {
    "xlsx": "xlsx", "xlsm": "xlsx", "xltx": "xlsx", "xltm": "xlsx", "xlsb": "xlsb", "docx": "docx",
    "docm": "docx", "dotx": "docx", "pptx": "pptx", "ods": "ods", "odt": "odt", "xls": "xls", "doc": "doc",
    "msg": "msg", "ppt": "ppt",
}  # fmt: skip


def kind(name: str, head: bytes) -> str:
    """xlsx, xlsb, docx, pptx, ods, odt, odp, zip; xls, doc, msg, ppt, locked; "" for neither container.

    What the first bytes say wins over the name; the name decides where they say only "zip" or "OLE".
    """
    if head.startswith(ZIP):
        return _in_zip(head) or _by_name(name, ("xlsx", "xlsb", "docx", "pptx", "ods", "odt")) or "zip"
    if head.startswith(OLE):
        return _in_ole(head) or _by_name(name, ("xls", "doc", "msg", "ppt")) or "ole"
    return ""


def _by_name(name: str, among: tuple[str, ...]) -> str:
    found = _SUFFIXES.get(name.lower().rpartition(".")[2], "")
    return found if found in among else ""


def _in_zip(head: bytes) -> str:
    mime = _MIME.search(head[:200])
    if mime:
        return _OPEN_DOCUMENT[mime[1]]
    names = [
        head[entry.end() : entry.end() + int.from_bytes(entry[1], "little")]
        for entry in _ENTRY.finditer(head)
    ]
    if b"xl/workbook.bin" in names:
        return "xlsb"
    inner = [name for name in names if name.endswith((b".xml", b".rels", b".bin"))]
    return next((found for start, found in _MEMBERS for name in inner if name.startswith(start)), "")


def _in_ole(head: bytes) -> str:
    """By the names of its streams, where the directory lies within the first bytes."""
    return next((found for stream, found in _STREAMS if stream.encode("utf-16-le") + b"\0\0" in head), "")
