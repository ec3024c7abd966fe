"""Hostile documents, each with what must be said of it: a word of the reason, or "" where it can be read."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Hostile: TypeAlias = tuple[str, bytes, str]
"""A file name, its bytes, and words that the reason holds; "" wants no reason, "|…" takes none as well."""

BOMB = 106_000_000
"""Bytes that a bomb unfolds to."""
_TENFOLD = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a 'ha'>{_TENFOLD}]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY m SYSTEM 'file:///etc/passwd'>]>"


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def everything() -> Iterator[Hostile]:
    """All of them."""
    yield from archives()
    yield from entities()
    yield from portable()
    yield from sheets()
    yield from texts()


# ── archives ────────────────────────────────────────────────────────────────────────────────────


def archives() -> Iterator[Hostile]:
    """Zips that unfold, overlap, nest, lie about themselves or point elsewhere."""
    yield "bomb.zip", packed({"a.txt": bytes(BOMB)}), "was not unpacked"
    yield "bomb-of-text.zip", packed({"a.txt": b"Total 5\n" * (BOMB // 8)}), "was not unpacked"
    nested = packed({"a.txt": bytes(BOMB // 8)})
    for level in range(8):
        nested = packed({f"{level}-{n}.zip": nested for n in range(3)})
    yield "nested.zip", nested, "more than 5 levels deep"
    yield "overlapping.zip", overlapping(500), "memory"
    names = ("../../outside.txt", "/etc/outside.txt", "C:\\outside.txt", "a\nb.txt", "-rf.txt", "\x1b[2J.txt")
    yield "paths.zip", packed(dict.fromkeys(names, "There were 5 cases.")), ""
    yield "link.zip", linked("/etc/passwd"), ""
    yield "cut.zip", packed({"a.txt": "Total 5"})[:-30], "damaged"
    yield "bomb.docx", packed({"word/document.xml": b"<a>" + bytes([32]) * BOMB}), "holds no text"
    yield "bomb.xlsx", packed({"xl/workbook.xml": b"<a>" + bytes([32]) * BOMB}), "holds no workbook"
    yield (
        "bomb.odt",
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bytes(BOMB)}),
        "holds no text document",
    )


def overlapping(count: int) -> bytes:
    """A zip whose directory names the same compressed megabytes many times over."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeezed.compress(bytes(30_000_000)) + squeezed.flush()
    check = zlib.crc32(bytes(30_000_000))
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, check, len(body), 30_000_000, 5, 0)
        + b"a.txt"
        + body
    )
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, check, len(body), 30_000_000, 5, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a.txt") * count
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + end


def linked(target: str) -> bytes:
    """A zip that holds a symbolic link, as some unpackers would make it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return buffer.getvalue()


# ── XML ─────────────────────────────────────────────────────────────────────────────────────────


def entities() -> Iterator[Hostile]:
    """Entities that multiply, and entities that fetch, in every format that has XML inside."""
    for name, start, entity in (("laughs", LAUGHS, "&m;"), ("outside", OUTSIDE, "&m;")):
        word = f"{start}<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        word += f"<w:body><w:p><w:r><w:t>Total {entity}</w:t></w:r></w:p></w:body></w:document>"
        yield f"{name}.docx", packed({"[Content_Types].xml": "<Types/>", "word/document.xml": word}), ""
        sheet = (
            f"{start}<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
        )
        sheet += (
            f"<row r='1'><c r='A1' t='inlineStr'><is><t>{entity}</t></is></c></row></sheetData></worksheet>"
        )
        yield f"{name}.xlsx", packed(workbook(sheet)), "|holds no cell"
        for kind, suffix in (("text", "odt"), ("spreadsheet", "ods")):
            body = f"{start}<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
            body += (
                f"xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:body><o:{kind}><t:p>{entity}"
            )
            body += f"</t:p></o:{kind}></o:body></o:document-content>"
            mime = f"application/vnd.oasis.opendocument.{kind}"
            yield f"{name}.{suffix}", packed({"mimetype": mime, "content.xml": body}), "holds no"
        yield f"{name}.html", f"{start}<html><body><p>Total {entity}</p></body></html>".encode(), ""
        yield f"{name}.xhtml", f"<?xml version='1.0'?>{start}<html><p>{entity}</p></html>".encode(), ""
    deep = "<div>" * 100_000 + "5" + "</div>" * 100_000
    yield "deep.html", f"<html><body>{deep}</body></html>".encode(), "holds no text"


def workbook(sheet: str) -> dict[str, str]:
    """The members of a workbook with this one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f"<Relationship Id='r1' Type='{office}/worksheet' Target='worksheets/sheet1.xml'/>"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets>"
        "<sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{space}'>{link}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }


# ── PDF ─────────────────────────────────────────────────────────────────────────────────────────


def portable() -> Iterator[Hostile]:
    """PDFs with loops, monstrous pages, bad tables of contents and gigapixel pictures."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {0} {0}]/Contents 4 0 R>>"
    good = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.format(600),
        stream(""),
    ]
    yield "loop.pdf", pdf([good[0], "<</Type/Pages/Kids[2 0 R]/Count 1>>"]), "holds no text"
    yield (
        "endless.pdf",
        pdf([good[0], "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 999999999>>", *good[2:]]),
        "holds no text",
    )
    yield "huge-page.pdf", pdf([*good[:2], page.format(10**9), good[3]]), "holds no text"
    yield "no-xref.pdf", pdf(good)[:-60], "damaged"
    yield "xref-loop.pdf", pdf(good, trailer="/Prev 9"), "holds no text"
    yield "deep.pdf", pdf([*good[:3], "[" * 200_000]), "holds no text"
    squeezed = zlib.compress(bytes(60_000_000), 9)
    flate = f"<</Length {len(squeezed)}/Filter/FlateDecode>>stream\n".encode() + squeezed + b"\nendstream"
    page_of: list[str | bytes] = [*good[:3]]
    yield "bomb.pdf", pdf([*page_of, flate]), "holds no text"
    image = "<</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    picture = (
        f"{image}/Length {len(squeezed)}/Filter/FlateDecode>>stream\n".encode() + squeezed + b"\nendstream"
    )
    drawn = page.format(60).replace("/Contents", "/Resources<</XObject<</I 5 0 R>>>>/Contents")
    yield "gigapixel.pdf", pdf([*page_of[:2], drawn, stream("60 0 0 60 0 0 cm /I Do"), picture]), "picture"
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>"
    form += "/Length 5>>stream\n/I Do\nendstream"
    yield "form-loop.pdf", pdf([*good[:2], drawn, stream("/I Do"), form]), "holds no text"
    shown = "BT /F 1 Tf " + "".join(f"1 0 0 1 {n % 600} {n // 600} Tm (7) Tj " for n in range(400)) + "ET"
    dense = page.format(600).replace(
        "/Contents", "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents"
    )
    yield "dense.pdf", pdf([*good[:2], dense, stream(shown)]), ""
    rules = " ".join(
        f"{n % 600} 0 m {n % 600} 600 l S 0 {n % 600} m 600 {n % 600} l S" for n in range(20_000)
    )
    yield "rules.pdf", pdf([*good[:2], dense, stream(rules)]), "holds no text"


def stream(content: str) -> str:
    """A content stream."""
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def pdf(objects: Sequence[str | bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, the first being its root."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += (
            f"{number} 0 obj\n".encode()
            + (body if isinstance(body, bytes) else body.encode())
            + b"\nendobj\n"
        )
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return data + end.encode()


# ── sheets ──────────────────────────────────────────────────────────────────────────────────────


def sheets() -> Iterator[Hostile]:
    """Workbooks that claim to be endless, and CSV files that are."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    edge = "<c r='XFD1048576'><v>5</v></c>"
    far = f"<worksheet xmlns='{main}'><sheetData><row r='1'><c r='A1'><v>5</v></c></row>"
    yield "far.xlsx", packed(workbook(f"{far}<row r='1048576'>{edge}</row></sheetData></worksheet>")), ""
    rows = "".join(f"<row r='{n}'/>" for n in range(2, 1_048_576))
    yield "empty-rows.xlsx", packed(workbook(f"{far}{rows}</sheetData></worksheet>")), ""
    wide = "".join(f"<c r='{column(n)}1'><v>{n}</v></c>" for n in range(1, 16_385))
    across = f"<worksheet xmlns='{main}'><sheetData><row r='1'>{wide}</row></sheetData></worksheet>"
    yield "wide.xlsx", packed(workbook(across)), ""
    merged = "".join(f"<mergeCell ref='A{n}:XFD1048576'/>" for n in range(1, 200))
    closing = f"</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    yield "merged.xlsx", packed(workbook(far + closing)), ""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = f"xmlns:o='{space}office:1.0' xmlns:t='{space}table:1.0' xmlns:x='{space}text:1.0'"
    repeat = f"<o:document-content {names}>"
    repeat += "<o:body><o:spreadsheet><t:table t:name='S'><t:table-row t:number-rows-repeated='1048576'>"
    repeat += "<t:table-cell t:number-columns-repeated='16384' o:value-type='float' o:value='5'><x:p>5</x:p>"
    repeat += "</t:table-cell></t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    yield "repeated.ods", packed({"mimetype": mime, "content.xml": repeat}), ""
    span = "<table><tr><td colspan=999999999 rowspan=999999999>5</td></tr><tr><td>6</td></tr></table>"
    yield "span.html", f"<html><body>{span * 50}</body></html>".encode(), ""
    yield "one-cell.csv", b'a,b\n1,"' + b"x " * 5_000_000 + b'"\n', ""
    yield "open-quote.csv", b'a,b\n1,"' + b"2,3\n" * 10_000, ""
    yield "commas.csv", b"," * 8_000_000 + b"\n5\n", "more than is ever read"
    yield "ragged.csv", b"\n".join(b"1," * n for n in range(150)), ""


def column(number: int) -> str:
    """The letters of a column."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# ── texts ───────────────────────────────────────────────────────────────────────────────────────


def texts() -> Iterator[Hostile]:
    """Texts that are none, or one line, or all brackets."""
    yield "gigapixel.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 60_000, 60_000), "a picture"
    yield "empty.txt", b"", "empty"
    yield "zeros.txt", bytes(1_000_000), "is not text"
    yield "noise.txt", bytes((n * 7919 + n // 251) % 256 for n in range(300_000)), "is not text"
    yield "one-line.txt", b"Total 5 " * 20_000, ""
    yield "one-number.txt", b"7" * 1_000_000, ""
    yield "brackets.txt", b"(" * 500_000, ""
    yield "spaces.txt", b" " * 5_000_000 + b"x", ""
    yield "questions.txt", b"".join(b"%d. How many?\n" % n for n in range(2_000)), ""
    yield "quoted.txt", b">" * 1_000_000 + b"\nTotal 5\n", ""
    yield "accents.txt", ("e" + "\u0301" * 300_000 + " 5").encode(), ""
    yield "headers.eml", b"From: a@b.c\nSubject: " + b"x\n " * 300_000 + b"\n\nTotal 5\n", ""
    part = "Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 20_000
    yield "deep.eml", f"From: a@b.c\nMIME-Version: 1.0\n{part}".encode(), "without text"
    yield "deep.rtf", b"{\\rtf1" + b"{" * 300_000 + b"5", ""
    yield "binary.rtf", b"{\\rtf1 \\bin2147483647 5}", ""
