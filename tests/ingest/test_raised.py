"""Numbers of notes in raised type are no part of the numbers that they stand behind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
import xlsxwriter

from foi_cli import ingest
from foi_cli.ingest.raised import raised
from foi_cli.model import Source, Table
from foi_cli.normalise import understand

PAGE = """<html><body><h1>Reply</h1><table><tr><th>Year</th><th>Cases<sup>1</sup></th></tr>
<tr><td>2021</td><td>1,204<sup>2</sup></td></tr><tr><td>2022<sup>1, 3</sup></td><td>30</td></tr></table>
<p><sup>1</sup> Excludes cases that were withdrawn on the 5<sup>th</sup> of May.</p></body></html>"""


def _page() -> tuple[str, bytes]:
    return "page.html", PAGE.encode()


def _letter() -> tuple[str, bytes]:
    letter = docx.Document()
    table = letter.add_table(rows=3, cols=2)
    drawn = (("Year", "", "Cases", "1"), ("2021", "", "1,204", "2"), ("2022", "1, 3", "30", ""))
    for row, cells in enumerate(drawn):
        for column in (0, 1):
            paragraph = table.cell(row, column).paragraphs[0]
            paragraph.add_run(cells[2 * column])
            paragraph.add_run(cells[2 * column + 1]).font.superscript = True
    written = io.BytesIO()
    letter.save(written)
    return "letter.docx", written.getvalue()


def _book() -> tuple[str, bytes]:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet, high = book.add_worksheet(), book.add_format({"font_script": 1})
    sheet.write_row(0, 0, ["Year", ""])
    sheet.write_rich_string(0, 1, "Cases", high, "1")
    sheet.write_string(1, 0, "2021")
    sheet.write_rich_string(1, 1, "1,204", high, "2")
    sheet.write_rich_string(2, 0, "2022", high, "1, 3")
    sheet.write_number(2, 1, 30)
    book.close()
    return "book.xlsx", written.getvalue()


def _rich_text() -> tuple[str, bytes]:
    return "letter.rtf", (
        rb"{\rtf1\ansi \trowd\cellx100\cellx200 \pard\intbl Year\cell Cases{\super 1}\cell\row "
        rb"\pard\intbl 2021\cell 1,204\super 2\nosupersub\cell\row "
        rb"\pard\intbl 2022{\super 1, 3}\cell 30\cell\row \pard Yours\par}"
    )


def _open_document() -> tuple[str, bytes]:
    cells = (("Year", ""), ("Cases", "1"), ("2021", ""), ("1,204", "2"), ("2022", "1, 3"), ("30", ""))
    drawn = [
        f"<table:table-cell><text:p>{text}"
        f'<text:span text:style-name="T1">{high}</text:span></text:p></table:table-cell>'
        for text, high in cells
    ]
    rows = "".join(f"<table:table-row>{drawn[at]}{drawn[at + 1]}</table:table-row>" for at in (0, 2, 4))
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "style", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>"
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>'
        f"<office:body><office:text><table:table>{rows}</table:table></office:text></office:body>"
        "</office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return "letter.odt", written.getvalue()


@pytest.mark.parametrize("made", [_page, _letter, _book, _rich_text, _open_document])
def test_raised_digits_are_marks(made: Callable[[], tuple[str, bytes]]) -> None:
    documents = ingest.read(Source(*made()))
    tables = [block for block in documents[0].blocks if isinstance(block, Table)]
    assert tables[0].rows == (("Year", "Cases¹"), ("2021", "1,204²"), ("2022¹³", "30"))
    found = understand(documents).figures
    assert [(str(figure.amount.value), figure.unit) for figure in found] == [
        ("1204", "cases"),
        ("30", "cases"),
    ]
    assert [str(figure.period.start) for figure in found if figure.period] == ["2021-01-01", "2022-01-01"]


def test_the_note_itself_has_no_figure() -> None:
    texts = [block.text for block in ingest.read(Source(*_page()))[0].blocks if not isinstance(block, Table)]
    assert texts[-1] == "¹ Excludes cases that were withdrawn on the 5th of May."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1", "¹"),
        ("12", "¹²"),
        ("1,2", "¹²"),
        ("th", "th"),
        ("a", "a"),
        ("[1]", "[1]"),
        ("", ""),
        ("TM", "TM"),
    ],
)
def test_only_digits_are_raised(text: str, kept: str) -> None:
    assert raised(text) == kept
