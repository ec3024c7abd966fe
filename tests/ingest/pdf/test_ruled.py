"""Tables drawn with rulings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.ingest.pdf import read
from foi_cli.model import Passage, Source, Table

Typed = Callable[..., Source]


def tables(source: Source) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in read(source).blocks if isinstance(block, Table)]


def test_every_cell_of_a_grid_is_read(typed: Typed) -> None:
    letter = typed("""
┌──────────────┬────────┬────────┐
│ Category     │  2021  │  2022  │
├──────────────┼────────┼────────┤
│ Assault      │    14  │     9  │
├──────────────┼────────┼────────┤
│ Theft        │        │     3  │
└──────────────┴────────┴────────┘
""")
    assert tables(letter) == [(("Category", "2021", "2022"), ("Assault", "14", "9"), ("Theft", "", "3"))]


def test_words_of_a_cell_that_run_over_lines_are_one_text(typed: Typed) -> None:
    letter = typed("""
┌──────────────┬────────┐
│ Searches of  │    14  │
│ premises and │        │
│ seizure      │        │
├──────────────┼────────┤
│ Theft        │     3  │
└──────────────┴────────┘
""")
    assert tables(letter) == [(("Searches of premises and seizure", "14"), ("Theft", "3"))]


def test_a_cell_over_several_rows_or_columns_holds_its_text_once_at_its_first(typed: Typed) -> None:
    letter = typed("""
┌──────────┬─────────────────┐
│          │      Cases      │
│  Year    ├────────┬────────┤
│          │  Male  │ Female │
├──────────┼────────┼────────┤
│  2021    │     4  │     3  │
└──────────┴────────┴────────┘
""")
    assert tables(letter) == [(("Year", "Cases", ""), ("", "Male", "Female"), ("2021", "4", "3"))]


@pytest.mark.parametrize("heading", ["Cases            ", "     Cases       ", "           Cases "])
def test_a_heading_over_two_columns_is_one_cell_wherever_in_it_it_is_set(typed: Typed, heading: str) -> None:
    letter = typed(f"""
┌──────────┬─────────────────┬─────────────────┐
│ Year     │{heading}│           Staff │
│          ├────────┬────────┼────────┬────────┤
│          │  Male  │ Female │  Male  │ Female │
├──────────┼────────┼────────┼────────┼────────┤
│  2021    │     4  │     3  │     8  │     9  │
└──────────┴────────┴────────┴────────┴────────┘
""")
    assert tables(letter)[0][0] == ("Year", "Cases", "", "Staff", "")


def test_a_figure_stands_in_its_column_where_the_ruling_before_it_is_left_out(typed: Typed) -> None:
    letter = typed("""
┌──────────┬────────┬────────┐
│ Ward     │  2021  │  2022  │
├──────────┼────────┼────────┤
│ Aston    │              3  │
├──────────┼────────┼────────┤
│ Hove     │     4  │     5  │
└──────────┴────────┴────────┘
""")
    assert tables(letter)[0][1] == ("Aston", "", "3")


def test_rows_without_rulings_between_them_are_parted_by_their_figures(typed: Typed) -> None:
    letter = typed("""
┌──────────────┬────────┬────────┐
│ Ward         │  2021  │  2022  │
├──────────────┼────────┼────────┤
│ Aston        │    14  │     9  │
│ Bordesley    │     2  │     4  │
│ Castle Vale  │     1  │     3  │
└──────────────┴────────┴────────┘
""")
    assert tables(letter) == [
        (("Ward", "2021", "2022"), ("Aston", "14", "9"), ("Bordesley", "2", "4"), ("Castle Vale", "1", "3"))
    ]


def test_columns_without_rulings_between_them_are_parted_by_white_space(typed: Typed) -> None:
    letter = typed("""
┌──────────────┬─────────────────┐
│ Ward         │  2021     2022  │
├──────────────┼─────────────────┤
│ Aston        │    14        9  │
├──────────────┼─────────────────┤
│ Bordesley    │     2        4  │
├──────────────┼─────────────────┤
│ Castle Vale  │     1        3  │
└──────────────┴─────────────────┘
""")
    assert tables(letter)[0] == (
        ("Ward", "2021", "2022"),
        ("Aston", "14", "9"),
        ("Bordesley", "2", "4"),
        ("Castle Vale", "1", "3"),
    )


def test_a_table_without_outer_rulings_has_its_outer_columns(typed: Typed) -> None:
    letter = typed("""
───────────────┬────────┬─────────
 Ward          │  2021  │  2022
───────────────┼────────┼─────────
 Aston         │    14  │     9
───────────────┼────────┼─────────
 Bordesley     │     2  │     4
───────────────┴────────┴─────────
""")
    assert tables(letter) == [(("Ward", "2021", "2022"), ("Aston", "14", "9"), ("Bordesley", "2", "4"))]


def test_a_grand_total_in_a_box_of_its_own_is_a_table_of_one_row(typed: Typed) -> None:
    letter = typed("""
┌──────────────┬────────┬────────┐
│ Grand total  │   140  │    93  │
└──────────────┴────────┴────────┘
""")
    assert tables(letter) == [(("Grand total", "140", "93"),)]


def test_two_frames_are_two_tables_in_reading_order(typed: Typed) -> None:
    letter = typed("""
┌───────┬──────┐    ┌───────┬──────┐
│ Aston │   14 │    │ Perry │    7 │
├───────┼──────┤    ├───────┼──────┤
│ Oscott│    2 │    │ Stock │    8 │
└───────┴──────┘    └───────┴──────┘
""")
    assert [rows[0][0] for rows in tables(letter)] == ["Aston", "Perry"]


def test_leaves_a_box_round_words_alone(typed: Typed) -> None:
    letter = typed("""
┌────────────────────────────────┐
│ If you are unhappy with this   │
│ response you may ask for a     │
│ review within 40 working days. │
└────────────────────────────────┘
""")
    blocks = read(letter).blocks
    assert [block.text for block in blocks if isinstance(block, Passage)] == [
        "If you are unhappy with this",
        "response you may ask for a",
        "review within 40 working days.",
    ]
    assert len(blocks) == 3


def test_leaves_a_chart_whose_lines_run_through_its_words_alone(typed: Typed) -> None:
    letter = typed("""
┌────────┬────────┬────────┐
├────────┼────────┼────────┤
└────────┴────────┴────────┘
     Fewer   Between   Over
""")
    assert tables(letter) == []
