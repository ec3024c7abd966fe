"""What follows from totals already known says nothing new."""

from __future__ import annotations

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic import lines as axes
from foi_cli.arithmetic.evidence import Relation
from foi_cli.arithmetic.known import Known


def known(*totals: tuple[int, tuple[int, ...]]) -> list[bool]:
    rows = [
        ["North", "3", "14"],
        ["South", "5", "29"],
        ["East", "8", "31"],
        ["North and South", "8", "43"],
        ["All", "16", "74"],
        ["None", "0", "0"],
        ["All", "16", "74"],
    ]
    grid = grids.read(rows)
    known = Known(axes.read(grid, grids.addends(grid), 0))
    return [known.add(Relation(total, parts, 9.0, "run", (0,), rounded=False)) for total, parts in totals]


def test_a_grand_total_follows_from_its_subtotals() -> None:
    assert known((3, (0, 1)), (4, (2, 3)), (4, (0, 1, 2))) == [True, True, False]


def test_subtotals_follow_from_the_grand_total_and_the_rest() -> None:
    assert known((4, (0, 1, 2)), (4, (2, 3)), (3, (0, 1))) == [True, True, False]


def test_equal_lines_are_one_and_empty_ones_none() -> None:
    assert known((4, (2, 3)), (6, (2, 3)), (6, (2, 3, 5))) == [True, False, False]
    assert known((6, (4, 5))) == [False]


def test_other_totals_of_the_same_lines_are_new() -> None:
    assert known((3, (0, 1)), (4, (1, 2)), (4, (0, 2))) == [True, True, True]
