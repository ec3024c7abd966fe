"""Pages: turned ones, headers and footers, tables that run over their ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.ingest.pdf import read
from foi_cli.model import Passage, Source, Table

Typed = Callable[..., Source]

TABLE = """
Ward          2021    2022
Aston           14       9
Bordesley        2       4
Castle Vale      1       3
"""
ROWS = (("Ward", "2021", "2022"), ("Aston", "14", "9"), ("Bordesley", "2", "4"), ("Castle Vale", "1", "3"))


def tables(source: Source) -> list[Table]:
    return [block for block in read(source).blocks if isinstance(block, Table)]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_pages_are_read_as_they_are_shown(typed: Typed, rotation: int) -> None:
    """Text that the page's own rotation puts on its side is turned back to be read."""
    assert tables(typed(TABLE, rotation=rotation))[0].rows == ROWS


def test_a_table_printed_up_the_page_is_read(typed: Typed) -> None:
    assert tables(typed(TABLE, turned=True))[0].rows == ROWS


def test_a_table_printed_up_a_page_that_is_rotated_back_is_read(typed: Typed) -> None:
    assert tables(typed(TABLE, turned=True, rotation=90))[0].rows == ROWS


def page(number: int, body: str) -> str:
    text = f"Northshire Police    Freedom of Information\n\n{body}"
    return text + "\n" * (60 - text.count("\n")) + f"Page {number} of 3"


def test_running_headers_and_page_numbers_are_banners_but_the_first_header_is_text(typed: Typed) -> None:
    source = typed(
        *(page(n, f"Here is what stands on page number {word}.") for n, word in enumerate("abc", 1))
    )
    passages = [block for block in read(source).blocks if isinstance(block, Passage)]
    assert [(passage.page, passage.style) for passage in passages if passage.text.startswith("North")] == [
        (1, "text"),
        (2, "banner"),
        (3, "banner"),
    ]
    assert {passage.style for passage in passages if passage.text.startswith("Page")} == {"banner"}
    assert {passage.style for passage in passages if passage.text.startswith("Here")} == {"text"}


def test_a_table_that_runs_over_a_page_is_one_and_says_so(typed: Typed) -> None:
    more = "Ward          2021    2022\nDuddeston       11       8\nErdington        5       6\n"
    found = tables(typed(page(1, TABLE), page(2, more)))
    assert [table.rows for table in found] == [(*ROWS, ("Duddeston", "11", "8"), ("Erdington", "5", "6"))]
    assert found[0].page == 1
    assert found[0].notes == (
        "continued over pages: page 2 from row 5; headings printed again there were left out",
    )


def test_a_part_without_headings_is_joined_too(typed: Typed) -> None:
    more = "Duddeston       11       8\nErdington        5       6\n"
    assert len(tables(typed(page(1, TABLE), page(2, more)))) == 1


def test_leaves_tables_apart_that_have_words_between_them(typed: Typed) -> None:
    assert len(tables(typed(page(1, TABLE), page(2, "The second table shows arrests.\n\n" + TABLE)))) == 2


def test_leaves_tables_apart_that_have_other_headings(typed: Typed) -> None:
    other = TABLE.replace("2021", " Men").replace(" 2022", "Women")
    assert len(tables(typed(page(1, TABLE), page(2, other.strip("\n"))))) == 2


def test_leaves_tables_apart_that_have_other_columns(typed: Typed) -> None:
    other = """
Rank                    2021    2022    2023
Constable                 14       9       7
Sergeant                   2       4       6
"""
    assert len(tables(typed(page(1, TABLE), page(2, other)))) == 2


def test_blocks_stand_in_reading_order_with_their_pages(typed: Typed) -> None:
    source = typed(f"Before the table.\n{TABLE}\nAfter the table.", "On the next page.")
    assert [block.text if isinstance(block, Passage) else block.number for block in read(source).blocks] == [
        "Before the table.",
        1,
        "After the table.",
        "On the next page.",
    ]
    assert [block.page for block in read(source).blocks] == [1, 1, 1, 2]


def test_white_space_before_a_paragraph_is_kept_as_a_gap(typed: Typed) -> None:
    source = typed("The first line of it\nand the second line.\n\n\nA new paragraph here.")
    passages = [block for block in read(source).blocks if isinstance(block, Passage)]
    assert [passage.after_gap for passage in passages] == [True, False, True]
