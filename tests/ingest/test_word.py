"""Word, OpenDocument and rich text documents."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as Letter
from docx.oxml import OxmlElement

from foi_cli import ingest
from foi_cli.model import Document, Passage, Source


def _read(name: str, data: bytes) -> Document:
    return ingest.read(Source(name, data))[0]


def _texts(document: Document) -> list[tuple[str, str]]:
    return [(block.style, block.text) for block in document.blocks if isinstance(block, Passage)]


def _saved(letter: Letter) -> bytes:
    written = io.BytesIO()
    letter.save(written)
    return written.getvalue()


def test_paragraphs_lists_headers_and_footers() -> None:
    letter = docx.Document()
    letter.sections[0].header.paragraphs[0].text = "OFFICIAL"
    letter.sections[0].footer.paragraphs[0].text = "Page 3"
    letter.add_heading("Response", 1)
    letter.add_paragraph("Dear A")
    for question in ("How many?", "And when?"):
        letter.add_paragraph(question, style="List Number")
    letter.add_paragraph("one", style="List Bullet")
    assert _texts(_read("letter.docx", _saved(letter))) == [
        ("banner", "OFFICIAL"),
        ("heading", "Response"),
        ("text", "Dear A"),
        ("item", "1. How many?"),
        ("item", "2. And when?"),
        ("item", "one"),
        ("banner", "Page 3"),
    ]


def test_tables_with_spans_and_tables_inside() -> None:
    letter = docx.Document()
    table = letter.add_table(4, 3)
    for row, cells in enumerate(
        [("Rank", "Sex", ""), ("", "M", "F"), ("PC", "1,200", "3"), ("Total", "1,200", "3")]
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Sex"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Rank"
    inner = table.cell(2, 0).add_table(2, 2)
    for row, (label, number) in enumerate([("x", "1"), ("y", "2")]):
        inner.cell(row, 0).text, inner.cell(row, 1).text = label, number
    tables = _read("letter.docx", _saved(letter)).tables
    assert [found.rows for found in tables] == [
        (("Rank", "Sex", ""), ("", "M", "F"), ("PC", "1,200", "3"), ("Total", "1,200", "3")),
        (("x", "1"), ("y", "2")),
    ]


def test_a_table_set_with_tabs_and_a_frame_of_one_column() -> None:
    letter = docx.Document()
    for line in ("Ward\t2020\t2021", "Abbey\t5\t6"):
        letter.add_paragraph(line)
    letter.add_table(1, 1).cell(0, 0).text = "Framed words"
    document = _read("letter.docx", _saved(letter))
    assert document.tables[0].rows == (("Ward", "2020", "2021"), ("Abbey", "5", "6"))
    assert _texts(document) == [("text", "Framed words")]


def test_deleted_and_hidden_words_are_not_read() -> None:
    letter = docx.Document()
    paragraph = letter.add_paragraph("There were ")
    paragraph.add_run("9 ").font.hidden = True
    deleted = OxmlElement("w:del")
    run = paragraph.add_run("8 ")
    paragraph._p.replace(run._r, deleted)
    deleted.append(run._r)
    paragraph.add_run("5.")
    assert _texts(_read("letter.docx", _saved(letter))) == [("text", "There were 5.")]


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text><text:h>Response</text:h>
<text:p>There were<text:line-break/>5<text:s/>cases.<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>Provisional.</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>
<table:table><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>Cases</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row>
<table:table-row><table:table-cell><text:p>North</text:p></table:table-cell>
<table:table-cell><text:p>5</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def test_odt() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", ODT)
    document = _read("letter.odt", written.getvalue())
    assert document.reader == "odt"
    assert _texts(document) == [
        ("heading", "Response"),
        ("text", "There were"),
        ("text", "5 cases.[1]"),
        ("item", "one"),
        ("text", "[1] Provisional."),
    ]
    assert document.tables[0].rows == (("Cases", ""), ("North", "5"))


def test_rtf() -> None:
    data = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial 99;}}{\*\generator Any 98;}{\header Head 97\par}
\pard Chief\'92s answer: \u8364?5{\v  hidden 96}\par
\trowd\cellx100\cellx200 \pard\intbl Rank\cell Total\cell\row
\pard\intbl Constables\par and others\cell 5\cell\row
\pard Ward\tab 2020\par Abbey\tab 5\par}"""
    document = _read("letter.rtf", data)
    assert _texts(document) == [("text", "Chief’s answer: €5")]
    assert [table.rows for table in document.tables] == [
        (("Rank", "Total"), ("Constables and others", "5")),
        (("Ward", "2020"), ("Abbey", "5")),
    ]


DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 600


def test_doc_without_a_converter_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foi_cli.ingest.doc.shutil.which", lambda *_: None)
    document = _read("letter.doc", DOC)
    assert document.reader == "doc"
    assert "install LibreOffice" in document.problem


def test_doc_that_no_converter_can_read_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foi_cli.ingest.doc.shutil.which", lambda *_: "/bin/false")
    assert "could not be converted" in _read("letter.doc", DOC).problem


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt"])
def test_a_damaged_document_says_so(name: str) -> None:
    assert "damaged" in _read(name, b"PK\x03\x04 and no more").problem


def test_a_document_without_text_says_so() -> None:
    assert "holds no text" in _read("letter.rtf", rb"{\rtf1 }").problem
    assert "holds no text" in _read("letter.docx", _saved(docx.Document())).problem
