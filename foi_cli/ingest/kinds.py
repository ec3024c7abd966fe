"""What a document is: its first bytes say so, and its name where they leave it open.

Office and OpenDocument files are zips, old Office files and Outlook messages are OLE containers.
"""

from __future__ import annotations

import re
from functools import lru_cache

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


PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
"""First bytes of pictures."""

_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,9}"
    rb"<(?:!doctype\s+html|html\b)",
    re.IGNORECASE,
)
_CORRESPONDENCE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*This is a plain-text version of the Freedom of Information request", re.IGNORECASE
)
_MAILBOX = re.compile(rb"From \S+.{0,100}\r?\n[\w-]+:")
_HEADER = re.compile(rb"([\w-]{1,80}):|[ \t]")
_TRAVELLED = frozenset((b"mime-version", b"message-id", b"received", b"return-path", b"content-type"))
_MAIL_LINES = 200
_TEXTS = {
    "csv": "csv", "tsv": "csv", "tab": "csv", "html": "html", "htm": "html", "xhtml": "html", "mbox": "mbox",
    "eml": "mail", "mht": "mail", "mhtml": "mail", "txt": "text", "text": "text", "md": "text",
    "markdown": "text",
}  # fmt: skip


@lru_cache(maxsize=16)
def kind(name: str, head: bytes) -> str:
    """xlsx, xlsb, docx, pptx, ods, odt, odp, zip; xls, doc, msg, ppt, locked; pdf, picture, rtf, html, mbox,
    mail, correspondence, csv, text; "" for what is none of them.

    Exactly one answer for one document: what the first bytes say wins over the name.
    """
    if head.startswith(ZIP):
        return _in_zip(head) or _by_name(name, ("xlsx", "xlsb", "docx", "pptx", "ods", "odt")) or "zip"
    if head.startswith(OLE):
        return _in_ole(head) or _by_name(name, ("xls", "doc", "msg", "ppt")) or "ole"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(PICTURES):
        return "picture"
    if head.startswith(_PACKED):
        return ""
    return _of_text(name, head)


def _of_text(name: str, head: bytes) -> str:
    """The kind of a document that is no container, picture or PDF."""
    named = _TEXTS.get(name.lower().rpartition(".")[2], "")
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if _HTML.match(head):
        return "html"
    if named in ("csv", "html"):
        return named
    if _MAILBOX.match(head):
        return "mbox"
    if _CORRESPONDENCE.match(head):
        return "correspondence"
    return "mail" if named != "mbox" and _is_mail(head) else named


def _is_mail(head: bytes) -> bool:
    """Whether the first lines are the headers of a mail as it travelled, not just From and To."""
    for line in head.split(b"\n", _MAIL_LINES)[:_MAIL_LINES]:
        header = _HEADER.match(line)
        if header is None:
            return False
        if header[1] and (header[1].lower() in _TRAVELLED or header[1].lower().startswith(b"x-")):
            return True
    return False


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
