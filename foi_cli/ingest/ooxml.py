"""The package of an .xlsx file: its sheets, shared texts and number formats."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from lxml import etree

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.archive import DAMAGED
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.raised import raised
from foi_cli.ingest.shown import BUILT_IN

LARGEST_PART = 400 * 1024 * 1024
"""Bytes of one part of a workbook once unpacked."""

_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_FORMAT = re.compile(rb"<(?:\w{1,9}:)?numFmt\b([^<>]*+)")
_STYLE = re.compile(rb'<(?:\w{1,9}:)?xf\b(?:[^<>]*?\bnumFmtId="(\d{1,8})")?+')
_ATTRIBUTE = re.compile(rb'\b(\w{1,40}+)="([^"]*+)"')
_PHONETIC = re.compile(rb"<(?:\w{1,9}:)?rPh\b[^<>]*+>(?:[^<]*+<(?!/(?:\w{1,9}:)?rPh>))*+")
_RUN = re.compile(rb"<(?:\w{1,9}:)?r>(?:[^<]*+<(?!/(?:\w{1,9}:)?r>))*+[^<]*+")
_TEXT = re.compile(rb"<(?:\w{1,9}:)?t(?: [^<>]*+)?+>([^<]*+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, the part that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass
class Package:
    """A workbook's parts. Raises UnreadableDocument where it is no whole zip."""

    data: bytes
    zip: zipfile.ZipFile = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(self.data))
        except DAMAGED as reason:
            raise UnreadableDocument(f"is damaged ({reason}); ask for it again") from reason

    def part(self, name: str) -> bytes:
        """The bytes of a part, b"" where there is none. Raises UnreadableDocument for one too large."""
        try:
            entry = self.zip.getinfo(name)
        except KeyError:
            return b""
        if entry.file_size > LARGEST_PART:
            raise UnreadableDocument(f"holds {entry.file_size:,} bytes in {name}, more than is ever read")
        try:
            return self.zip.read(entry)
        except DAMAGED as reason:
            raise UnreadableDocument(f"is damaged ({reason}); ask for it again") from reason

    @cached_property
    def book(self) -> etree._Element | None:
        """The root of the workbook part."""
        return xml(self.part("xl/workbook.xml"))

    @cached_property
    def from_1904(self) -> bool:
        """Whether its days are counted from 1904, as old Macs did."""
        settings = self.book.find("{*}workbookPr") if self.book is not None else None
        return settings is not None and settings.get("date1904") in ("1", "true")

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its worksheets in order."""
        links = xml(self.part("xl/_rels/workbook.xml.rels"))
        if self.book is None or links is None:
            return ()
        targets = {link.get("Id"): link.get("Target") or "" for link in links}
        found = []
        for sheet in self.book.iter("{*}sheet"):
            link = next((sheet.get(name) for name in _RELATIONS if sheet.get(name)), None)
            hidden = sheet.get("state", "visible") != "visible"
            found.append(Sheet(sheet.get("name") or "", _resolved(targets.get(link, "")), hidden))
        return tuple(found)

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The format code of each cell style, by its number; "" for General."""
        styles = self.part("xl/styles.xml")
        codes = dict(BUILT_IN)
        for entry in _FORMAT.findall(styles[: styles.rfind(b"numFmts>")]):  # further ones are of conditions
            of = dict(_ATTRIBUTE.findall(entry))
            codes[_number(of.get(b"numFmtId", b"").decode())] = plain(of.get(b"formatCode", b""))
        start = styles.find(b"cellXfs")
        cell_styles = styles[start : styles.find(b"cellXfs>", start)]
        found = [codes.get(int(number or 0), "") for number in _STYLE.findall(cell_styles)]
        return tuple("" if code.lower() in ("general", "@") else code for code in found)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The shared texts, folded to one line each."""
        shared = self.part("xl/sharedStrings.xml")
        if b":si>" in shared:
            root = xml(shared)
            items = [etree.tostring(item) for item in root.iter("{*}si")] if root is not None else []
        else:
            items = shared.replace(b"<si/>", b"<si></si>").split(b"</si>")[:-1]
        return tuple(text_of(item[max(item.rfind(b"<si"), 0) :]) for item in items)


def text_of(rich: bytes) -> str:
    """The text of a shared or inline string, its runs joined, reading aids left out."""
    if b"rPh" in rich:
        rich = _PHONETIC.sub(b"", rich)
    if b'"superscript"' in rich:
        rich = _RUN.sub(_as_printed, rich)
    return plain(b"".join(_TEXT.findall(rich)))


def _as_printed(run: re.Match[bytes]) -> bytes:
    """A run of a string, the digits of one in raised type as such."""
    if b'"superscript"' not in run[0]:
        return run[0]
    return b"<t>" + raised(b"".join(_TEXT.findall(run[0])).decode("utf-8", "replace")).encode() + b"</t>"


def plain(escaped: bytes) -> str:
    """The text that stands escaped in XML, on one line."""
    return unescaped(escaped.decode("utf-8", "replace"))


def unescaped(text: str) -> str:
    """The same of text that has been decoded."""
    if "&" in text:
        text = unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return fold(text)


def xml(data: bytes) -> etree._Element | None:
    """The root of a part, None where it holds none; entities and networks are never used."""
    try:
        root: etree._Element | None = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:  # nothing there that could be recovered
        return None
    return root


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 9 else 0


def _resolved(target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
