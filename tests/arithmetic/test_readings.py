"""Doubtful cells of scanned tables: a digit is chosen where, and only where, the totals decide it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.arithmetic import readings
from foi_cli.arithmetic.readings import MOST_CELLS
from foi_cli.model import Table


def table(drawn: str) -> Table:
    """A table as drawn: cells apart by |, `6?9` a cell read as 6 and, a second time, as 9."""
    rows = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().split("\n")]
    doubtful = tuple(
        (row, column, tuple(others))
        for row, line in enumerate(rows)
        for column, (_, *others) in enumerate(cell.split("?") for cell in line)
        if others
    )
    printed = tuple(tuple(re.sub(r"\?.*", "", cell) for cell in line) for line in rows)
    return Table(1, printed, notes=("read by OCR (eagle)",), doubtful=doubtful)


def column(of: Table, at: int) -> list[str]:
    return [row[at] for row in of.rows]


WARDS = """
    Ward   | 2020 | 2021 | Total
    Birley | 35   | 31   | 66
    Totley | 14   | 10   | 24
    Dore   | 9    | 8    | 17
    Total  | 58   | 49   | 107
"""


def wards(old: str, new: str) -> Table:
    assert old in WARDS
    return table(WARDS.replace(old, new))


def test_the_reading_is_taken_with_which_the_totals_close() -> None:
    found = readings.choose(wards("| 9 ", "| 6?9 "))
    assert column(found, 1) == ["2020", "35", "14", "9", "58"]
    assert found.notes == (
        "read by OCR (eagle)",
        "row 4: '6' read as '9' in a second reading; the totals close with '9'",
    )
    assert found.doubtful == ()


def test_what_was_printed_is_confirmed_where_the_totals_close_with_it() -> None:
    found = readings.choose(wards("| 9 ", "| 9?6 "))
    assert found.rows == table(WARDS).rows
    assert found.notes[1:] == ("row 4: '9' read as '6' in a second reading; the totals close with '9'",)
    assert found.doubtful == ()


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [
        ("| 58 ", "| 53?58 ", (4, 1)),  # a total
        ("| 107", "| 101?107", (4, 3)),  # the total of totals
        ("| 31 ", "| 3l?31 ", (1, 2)),  # a word to the first engine
        ("| 10 ", "| ?10 ", (2, 2)),  # nothing to it
        ("| 14 ", "| 11?17?14 ", (2, 1)),  # two other readings
    ],
)
def test_parts_and_totals_alike(old: str, new: str, cell: tuple[int, int]) -> None:
    found = readings.choose(wards(old, new))
    assert found.rows == table(WARDS).rows
    assert found.notes[-1].startswith(f"row {cell[0] + 1}: ")


def test_a_total_that_is_called_one_is_enough() -> None:
    drawn = "Ward | Cases\nBirley | 35\nTotley | 14\nDore | 6?9\nTotal | 58"
    assert column(readings.choose(table(drawn)), 1) == ["Cases", "35", "14", "9", "58"]


def test_two_cells_of_one_total() -> None:
    drawn = "Ward | Cases\nBirley | 85?35\nTotley | 14\nDore | 6?9\nStanton | 21\nTotal | 79"
    found = readings.choose(table(drawn))
    assert column(found, 1) == ["Cases", "35", "14", "9", "21", "79"]
    assert [note[:6] for note in found.notes[1:]] == ["row 2:", "row 4:"]


def test_two_cells_of_two_totals() -> None:
    found = readings.choose(table(WARDS.replace("| 9 ", "| 6?9 ").replace("| 31 ", "| 81?31 ")))
    assert found.rows == table(WARDS).rows


LEFT_ALONE = {
    "no reading closes": "Ward | Cases\nBirley | 35\nTotley | 14\nDore | 6?8\nTotal | 58",
    "two readings close": "Ward | Cases\nBirley | 35\nTotley | 11?14\nDore | 6?9\nTotal | 55?58\nOther | 3",
    "either of two cells": "Ward | Cases\nBirley | 32?35\nTotley | 14\nDore | 6?9\nTotal | 55",
    "no total": "Ward | Cases\nBirley | 35\nTotley | 14\nDore | 6?9",
    "no doubt, though it differs": "Ward | Cases\nBirley | 35\nTotley | 14\nDore | 6\nTotal | 58",
    "other words": "Ward | Cases\nBirley | 35\nT0tley?Totley 9 | 14\nDore | 6?O\nTotal | 58",
    "within rounding": "Ward | £m\nBirley | 3.5\nTotley | 1.4\nDore | 0.6?0.8\nTotal | 5.8",
}


@pytest.mark.parametrize("drawn", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_kept_as_printed_and_doubtful(drawn: str) -> None:
    assert readings.choose(table(drawn)) == table(drawn)


def test_a_total_that_closes_is_not_opened_for_another() -> None:
    """Dore's row closes as printed; the reading that would close its column would open it."""
    drawn = WARDS.replace("| 9 ", "| 9?6 ").replace("| 58 ", "| 55 ")
    assert column(readings.choose(table(drawn)), 1) == ["2020", "35", "14", "9", "55"]


def test_a_picture_too_poor_to_choose_from() -> None:
    lines = [f"Ward {n} | {n}?{n + 1}" for n in range(10, 11 + MOST_CELLS)]
    drawn = "\n".join(["Ward | Cases", *lines, "Total | 1"])
    assert readings.choose(table(drawn)) == table(drawn)


def test_only_what_was_read_is_ever_chosen() -> None:
    drawn = WARDS.replace("| 9 ", "| 6?8 ").replace("| 31 ", "| 81?87 ")
    assert readings.choose(table(drawn)).rows == table(drawn).rows


def test_where_either_of_two_cells_would_do_no_pair_is_taken_instead() -> None:
    drawn = (
        "Ward | Cases\nBirley | 32?35\nTotley | 14\nDore | 6?9\nCity | 21?22\nStanton | 30?32\nTotal | 106"
    )
    assert readings.choose(table(drawn)) == table(drawn)


@settings(max_examples=25, deadline=None)
@given(
    parts=st.lists(st.integers(1, 400), min_size=3, max_size=5),
    seen=st.lists(st.integers(0, 400), min_size=3, max_size=5),
    off=st.sampled_from([0, 0, 3, 30]),
)
def test_no_digit_is_invented(parts: list[int], seen: list[int], off: int) -> None:
    lines = [f"Ward {chr(65 + n)} | {a}?{b}" for n, (a, b) in enumerate(zip(parts, seen, strict=False))]
    before = table("\n".join(["Ward | Cases", *lines, f"Total | {sum(parts) + off}"]))
    after = readings.choose(before)
    offered = {(row, column): texts for row, column, texts in before.doubtful}
    for row, line in enumerate(after.rows):
        for column, text in enumerate(line):
            assert text in (before.rows[row][column], *offered.get((row, column), ()))
    changed = sum(a != b for a, b in zip(after.rows, before.rows, strict=True))
    assert changed <= len(after.notes) - len(before.notes)
    assert changed == 0 or sum(int(line[1]) for line in after.rows[1:-1]) == sum(parts) + off
