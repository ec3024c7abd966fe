"""Words: what is printed small, twice, on its side or in pieces."""

from __future__ import annotations

import ctypes
import io
from typing import TypeAlias

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.ingest.pdf import lines, read, words
from foi_cli.ingest.pdf.words import Word
from foi_cli.model import Passage, Source, Table

Printed: TypeAlias = tuple[str, float, float, float, tuple[float, float, float, float]]
UPRIGHT = (1.0, 0.0, 0.0, 1.0)
UPWARDS = (0.0, 1.0, -1.0, 0.0)
DOWNWARDS = (0.0, -1.0, 1.0, 0.0)


def printed(*parts: Printed) -> Source:
    """A page with each text at its size, x and y (up from the bottom) and turned by its matrix."""
    file = pypdfium.PdfDocument.new()
    page = file.new_page(595, 842)
    font = pdfium.FPDFText_LoadStandardFont(file, b"Helvetica")
    for text, size, x, y, matrix in parts:
        written = pdfium.FPDFPageObj_CreateTextObj(file, font, size)
        encoded = (text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(encoded, len(encoded))
        pdfium.FPDFText_SetText(written, ctypes.cast(buffer, pdfium.FPDF_WIDESTRING))
        pdfium.FPDFPageObj_Transform(written, *matrix, x, y)
        pdfium.FPDFPage_InsertObject(page, written)
    page.gen_content()
    data = io.BytesIO()
    file.save(data)
    return Source("page.pdf", data.getvalue())


def texts(source: Source) -> list[str]:
    return [block.text for block in read(source).blocks if isinstance(block, Passage)]


def test_a_note_mark_raised_beside_a_number_is_no_digit_of_it() -> None:
    """Two raised digits after 176 are note 12, not the number 17,612."""
    source = printed(("176", 10, 100, 700, UPRIGHT), ("12", 6, 116.7, 704, UPRIGHT))
    assert texts(source) == ["176¹²"]


def test_a_mark_raised_beside_a_word_stays_with_it() -> None:
    source = printed(("Total", 10, 100, 700, UPRIGHT), ("1", 6, 122.8, 704, UPRIGHT))
    assert texts(source) == ["Total1"]


@pytest.mark.parametrize("off", [0.0, 0.3, 1.0])
def test_what_is_printed_twice_to_look_bold_is_read_once(off: float) -> None:
    source = printed(("52%", 10, 100, 700, UPRIGHT), ("52%", 10, 100 + off, 700, UPRIGHT))
    assert texts(source) == ["52%"]


def test_leaves_equal_numbers_side_by_side_alone() -> None:
    source = printed(("5", 6, 100, 700, UPRIGHT), ("5", 6, 106, 700, UPRIGHT))
    assert texts(source) == ["5 5"]


@pytest.mark.parametrize(("matrix", "y"), [(UPWARDS, 704.0), (DOWNWARDS, 790.0)])
def test_headings_printed_up_or_down_are_read_the_right_way_round(
    matrix: tuple[float, float, float, float], y: float
) -> None:
    cells = [
        (text, 10.0, 100.0 + 60 * column, 680.0 - 14 * row, UPRIGHT)
        for row, line in enumerate(["Aston 14 9", "Perry 2 4", "Stock 1 3"])
        for column, text in enumerate(line.split())
    ]
    heads = [("Stop and search", 10.0, 168.0, y, matrix), ("Arrests", 10.0, 226.0, y, matrix)]
    found = read(printed(*cells, *heads))
    said = [block.text for block in found.blocks if isinstance(block, Passage)]
    table = next(block for block in found.blocks if isinstance(block, Table))
    assert table.rows[-3:] == (("Aston", "14", "9"), ("Perry", "2", "4"), ("Stock", "1", "3"))
    assert [*said, *table.rows[0]].count("Stop and search") == 1
    assert [*said, *table.rows[0]].count("Arrests") == 1


def test_a_word_divided_at_the_end_of_a_line_is_joined_in_a_cell() -> None:
    words = [Word(0, 0, 30, 10, "multi-", 10), Word(0, 12, 30, 22, "agency", 10)]
    assert lines.text(words) == "multi-agency"
    assert lines.text([words[0], words[1]._replace(text="2019")]) == "multi- 2019"


@given(st.permutations([Word(20.0 * n, 0, 20.0 * n + 15, 10, str(n), 10) for n in range(8)]))
def test_words_are_read_from_left_to_right_in_whatever_order_the_file_has_them(words: list[Word]) -> None:
    assert lines.text(words) == "0 1 2 3 4 5 6 7"
    assert [line.text for line in lines.find(words)] == ["0 1 2 3 4 5 6 7"]


def test_each_character_has_the_box_that_its_page_gives_it() -> None:
    source = printed(("Ward 12", 10, 50, 700, UPRIGHT), ("turned", 14, 90, 300, UPWARDS))
    page = pypdfium.PdfDocument(source.data)[0].get_textpage()
    count = page.count_chars()
    left, top, right, bottom = words._rectangles(page.raw, count)
    found = list(zip(left, bottom, right, top, strict=True))
    assert count > 12
    assert found == [page.get_charbox(at, loose=True) for at in range(count)]


def described(text: str, above: int, below: int, size: int = 12, raised: str = "") -> Source:
    """A page of one line in a font that says how far it reaches, and whose "~" is one sign for "ffi"; what is
    `raised` stands behind the line, small and higher."""
    shown = f"BT /F1 {size} Tf 60 700 Td ({text}) Tj ET\n"
    if raised:
        shown += f"BT /F1 {size // 2} Tf {60 + 0.6 * size * len(text)} 704 Td ({raised}) Tj ET\n"
    signs = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    signs += "1 begincodespacerange <00> <FF> endcodespacerange\n"
    signs += "1 beginbfchar <7E> <006600660069> endbfchar\n1 beginbfrange <20> <7D> <0020> endbfrange\n"
    signs += "endcmap end end"
    widths = " ".join(["600"] * 95)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(shown)}>> stream\n{shown}endstream",
        (
            "<</Type/Font/Subtype/TrueType/BaseFont/Plain/FirstChar 32/LastChar 126/Encoding/WinAnsiEncoding"
            f"/Widths[{widths}]/FontDescriptor 6 0 R/ToUnicode 7 0 R>>"
        ),
        (
            "<</Type/FontDescriptor/FontName/Plain/Flags 32/FontBBox[-300 -300 1200 1100]/ItalicAngle 0"
            f"/Ascent {above}/Descent {below}/CapHeight 700/StemV 80>>"
        ),
        f"<</Length {len(signs)}>> stream\n{signs}\nendstream",
    )
    body = "".join(f"{number} 0 obj {part} endobj\n" for number, part in enumerate(objects, 1))
    return Source("page.pdf", f"%PDF-1.4\n{body}trailer <</Root 1 0 R>>\n".encode())


LINE = "Balnacroy school meal debt was 2,480.75, up 4 (Jan-June)"


@pytest.mark.parametrize(("above", "below"), [(900, -200), (300, -100), (255, -147), (1, 0)])
def test_words_are_whole_however_low_a_font_says_it_is(above: int, below: int) -> None:
    assert texts(described(LINE, above, below)) == [LINE]


@pytest.mark.parametrize(("above", "below"), [(900, -200), (300, -100)])
def test_a_raised_mark_is_no_digit_however_low_a_font_says_it_is(above: int, below: int) -> None:
    assert texts(described("Burials 176", above, below, raised="12")) == ["Burials 176¹²"]


@pytest.mark.parametrize("text", ["O~cers", "tra~c", "Sheri~", "~ne", "O~ce hours"])
def test_one_sign_of_several_letters_does_not_part_a_word(text: str) -> None:
    assert texts(described(text, 900, -200)) == [text.replace("~", "ffi")]
