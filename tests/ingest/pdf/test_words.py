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
