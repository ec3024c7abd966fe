"""Letters as PDF, Word, OpenDocument and RTF, tables as workbooks: same letter, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from synthetic.matter import Grid, Line, Part

EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members, in their order and without the time of day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def pdf(parts: list[Part], ruled: bool) -> bytes:
    """A letter of A4 pages, its tables with rules or without."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    styles = getSampleStyleSheet()
    flow: list[Flowable] = []
    for part in parts:
        if isinstance(part, Line):
            name = "Heading3" if part.style in ("heading", "question") else "BodyText"
            bullet = "• " if part.style == "item" else ""
            flow.append(Paragraph(bullet + escape(part.text), styles[name]))
            continue
        flow.append(Paragraph(escape(part.title), styles["Heading4"]))
        table = Table(part.rows, repeatRows=1, hAlign="LEFT")
        style = [("FONTSIZE", (0, 0), (-1, -1), 8), ("ALIGN", (1, 0), (-1, -1), "RIGHT")]
        table.setStyle(TableStyle([*style, *([("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else [])]))
        flow += [table, Spacer(1, 12)]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1, title="Response").build(flow)
    return buffer.getvalue()


def docx(parts: list[Part]) -> bytes:
    """A Word document."""
    from docx import Document

    document = Document()
    for part in parts:
        if isinstance(part, Line):
            style = {"heading": "Heading 2", "item": "List Bullet"}.get(part.style, "Normal")
            document.add_paragraph(part.text, style=style)
            continue
        document.add_paragraph(part.title)
        table = document.add_table(rows=0, cols=len(part.columns) + 1, style="Table Grid")
        for row in part.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return packed({name: archive.read(name) for name in sorted(archive.namelist())})


def xlsx(grids: list[Grid], heading: str) -> bytes:
    """A workbook with a heading above the tables, all of them in one sheet; counts are numbers."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    sheet, grouped = book.add_worksheet("Response"), book.add_format({"num_format": "#,##0"})
    sheet.write_string(0, 0, heading)
    top = 2
    for grid in grids:
        sheet.write_string(top, 0, grid.title)
        for r, row in enumerate(grid.rows, top + 1):
            for c, text in enumerate(row):
                if c and r > top + 1 and text.replace(",", "").isdigit():
                    sheet.write_number(r, c, int(text.replace(",", "")), grouped if "," in text else None)
                else:
                    sheet.write_string(r, c, text)
        top += len(grid.labels) + 4
    book.close()
    return buffer.getvalue()


def xls(grids: list[Grid], heading: str) -> bytes:
    """A workbook in the old binary format; every cell is text, as some systems export it."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Response")
    rows = [[heading], [], *(row for grid in grids for row in ([grid.title], *grid.rows, []))]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.write(r, c, text)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


MIME = "application/vnd.oasis.opendocument."
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "text", "table")
)


def odt(parts: list[Part]) -> bytes:
    """An OpenDocument text."""
    body = "".join(_odf_table(part) if isinstance(part, Grid) else _odf_line(part) for part in parts)
    return _open_document("text", f"<office:text>{body}</office:text>")


def ods(grids: list[Grid], heading: str) -> bytes:
    """An OpenDocument spreadsheet, all tables in one sheet."""
    rows = [[heading], []]
    for grid in grids:
        rows += [[grid.title], *grid.rows, []]
    body = "".join(_odf_row(row) for row in rows)
    sheet = f'<table:table table:name="Response">{body}</table:table>'
    return _open_document("spreadsheet", f"<office:spreadsheet>{sheet}</office:spreadsheet>")


def _open_document(kind: str, body: str) -> bytes:
    start = '<?xml version="1.0" encoding="UTF-8"?>'
    content = (
        f"{start}<office:document-content {NAMES} office:version='1.2'><office:body>{body}</office:body>"
    )
    entries = {"/": f"{MIME}{kind}", "content.xml": "text/xml"}
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in entries.items()
    )
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = f"{start}<manifest:manifest {space}>{listed}</manifest:manifest>"
    return packed(
        {
            "mimetype": f"{MIME}{kind}".encode(),
            "content.xml": f"{content}</office:document-content>".encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _odf_line(line: Line) -> str:
    if line.style == "item":
        return f"<text:list><text:list-item><text:p>{escape(line.text)}</text:p></text:list-item></text:list>"
    if line.style == "heading":
        return f'<text:h text:outline-level="2">{escape(line.text)}</text:h>'
    return f"<text:p>{escape(line.text)}</text:p>"


def _odf_table(grid: Grid) -> str:
    rows = "".join(_odf_row(row) for row in grid.rows)
    return f"<text:p>{escape(grid.title)}</text:p><table:table>{rows}</table:table>"


def _odf_row(row: list[str]) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        for cell in row
    )
    return f"<table:table-row>{cells}</table:table-row>"


def rtf(parts: list[Part]) -> bytes:
    """A Rich Text file."""
    lines = ["{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs22"]
    for part in parts:
        if isinstance(part, Line):
            bullet = "\\bullet\\tab " if part.style == "item" else ""
            lines.append(f"\\pard {bullet}{_rtf(part.text)}\\par")
            continue
        lines.append(f"\\pard {_rtf(part.title)}\\par")
        edges = "".join(f"\\cellx{2400 + 1200 * n}" for n in range(len(part.columns) + 1))
        for row in part.rows:
            cells = "".join(f"\\pard\\intbl {_rtf(cell)}\\cell" for cell in row)
            lines.append(f"\\trowd{edges}{cells}\\row")
    return ("\n".join(lines) + "}").encode("ascii")


def _rtf(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(one if ord(one) < 128 else f"\\u{ord(one)}?" for one in plain)
