"""Text twice as long takes about twice as long to read, however its lines look."""

from __future__ import annotations

import time

import pytest

from foi_cli.ingest import layout
from foi_cli.ingest.lines import split
from foi_cli.model import Table

FEW, DOUBLINGS = 500, 3
MOST = 3.5
"""How many times as long twice the lines may take; where each line looks at all others it is 4."""
FLOOR = 0.01
"""Seconds below which a clock says little."""

LINES = {
    "one row over and over": "Total 5",
    "words": "Robbery of things",
    "wrapped labels": "Theft from\nvehicle 5",
    "labels that never end": "seizure of",
    "a label that never ends under a row": "Total 5 of\n" + "of\n" * 8,
    "lone numbers": "5",
    "lone years": "2021",
    "dates and amounts": "Jan 2021 5",
    "heads": "Offence 2020 2021 2022",
    "heads and rows": "Offence 2020 2021 2022\nTotal 5 6 7",
    "rows apart": "Total 5\n",
    "cells one a line": "Label\n5",
    "markers one a line": "Label\n-\nn/a",
    "years one a line": "Label\n2021\n-",
    "rules": "├────┼────┤",
    "boxes": "┌──┬──┐\n│ a │ 5 │\n└──┴──┘",
    "rows of a box without rules": "│ word │ 5 │",
    "pipes": "| a | 5 |",
    "cells between pipes": "a | b | c",
    "tabs": "a\t5",
    "titles between rows of tabs": "2020\t\nTotal\t5",
    "labels alone before tabs": "lower\t",
    "words between rows of tabs": "Total\t5\n2020",
    "cells apart": "a   b    5",
    "titles between cells apart": "2020\nTotal   5\nOther   7",
    "bullets": "- item 5",
    "lettered items": "a. Constables\n5\nb. Sergeants\n6",
    "questions": "Q1. How many 5\n2. item",
    "statements": "A = 1\nB: 2",
    "a mixture": "Total 5\n2021\nTheft of\n-\na\t5\nLabel 5%\n\n| a | 5 |\na   5",
}


def seconds(text: str) -> float:
    """Processor time that reading this text takes, the better of two."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        layout.blocks(split(text))
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("name", LINES)
def test_time_grows_with_the_lines(name: str) -> None:
    few = (LINES[name] + "\n") * FEW
    assert seconds(few * 2**DOUBLINGS) < max(seconds(few), FLOOR) * MOST**DOUBLINGS


def test_columns_of_a_long_line_are_found_in_time() -> None:
    cells = 4_000
    long = "a  " * cells + "5\n" + "b  " * (cells - 1) + " 5\n"
    assert seconds(long * 2) < max(seconds("a  " * 500 + "5\n" + "b  " * 499 + " 5\n"), FLOOR) * MOST**4


def test_one_long_row_does_not_widen_thousands() -> None:
    """40,000 characters would become a table of 50 million cells; they stay lines."""
    blocks = layout.blocks(split("a\t" * 10_000 + "5\n" + "b\t5\n" * 5_000))
    assert len(blocks) == 5_001
    assert not any(isinstance(block, Table) for block in blocks)


def test_a_table_after_a_long_list_of_repeated_rows_is_read() -> None:
    blocks = layout.blocks(
        split("Total 5\n" * 200 + "\nOffence 2021 2022\nArson 1 2\nTheft 3 4\nTotal 4 6\n")
    )
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.rows[-1] == ("Total", "4", "6")


def test_a_mark_alone_between_cells_apart_is_read() -> None:
    blocks = layout.blocks(split("Arson   5   6\n-\nTheft   7   8\n"))
    assert [word for block in blocks for word in words(block)] == ["Arson", "5", "6", "-", "Theft", "7", "8"]


def words(block: object) -> list[str]:
    """The words of a table or a passage."""
    if isinstance(block, Table):
        return " ".join(cell for row in block.rows for cell in row).split()
    return str(getattr(block, "text", "")).split()
