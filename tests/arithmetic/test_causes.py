"""Why a total differs: the cheapest explanation, and unknown rather than a guess."""

from __future__ import annotations

import pytest

from foi_cli.arithmetic import causes, grid
from foi_cli.arithmetic.verdicts import Cell

Wrong = tuple[Cell, tuple[Cell, ...]]


def column(*figures: str) -> list[list[str]]:
    return [[figure] for figure in figures]


def explained(rows: list[list[str]]) -> causes.Explanation:
    """The explanation of the last row as the total of the rows above."""
    last = len(rows) - 1
    wrong: Wrong = (last, 0), tuple((row, 0) for row in range(last))
    return causes.explain(grid.read(rows), [wrong])[0]


@pytest.mark.parametrize(
    ("figures", "cause", "cells"),
    [
        (("211", "438", "67", "649"), "part-missing", ((2, 0),)),
        (("211", "438", "67", "783"), "counted-twice", ((2, 0),)),
        (("211", "438", "67", "516"), "digit", ()),
        (("211", "438", "67", "761"), "transposed", ()),
        (("211", "4831", "67", "4659"), "transposed", ((1, 0),)),
        (("211", "438", "67", "582"), "sign", ((2, 0),)),
        (("211", "438", "67", "-716"), "sign", ()),
        (("211", "438", "67", "804"), "unknown", ()),
    ],
)
def test_the_cheapest_explanation(figures: tuple[str, ...], cause: str, cells: tuple[Cell, ...]) -> None:
    found = explained(column(*figures))
    assert (found.cause, found.cells) == (cause, cells)


def test_the_same_figure_beside_is_stale() -> None:
    rows = [["1203", "1377"], ["211", "190"], ["1567", "1567"]]
    wrong: Wrong = (2, 0), ((0, 0), (1, 0))
    assert causes.explain(grid.read(rows), [wrong])[0] == causes.Explanation("stale", ((2, 1),))


def test_small_numbers_explain_nothing_alone() -> None:
    assert explained(column("4", "3", "7", "11")).cause == "unknown"


def test_several_totals_that_leave_out_the_same_column_explain_each_other() -> None:
    rows = [["33", "3", "33"], ["11", "1", "11"], ["6", "3", "6"]]
    wrong: list[Wrong] = [((row, 2), ((row, 0), (row, 1))) for row in range(3)]
    found = causes.explain(grid.read(rows), wrong)
    assert [explanation.cause for explanation in found] == ["part-missing"] * 3
    assert [explanation.cells for explanation in found] == [((row, 1),) for row in range(3)]


def test_two_equal_parts_are_not_told_apart() -> None:
    assert explained(column("50", "50", "200", "250")).cause != "part-missing"


@pytest.mark.parametrize(("first", "second"), [(690, 890), (1203, 1263)])
def test_one_digit(first: int, second: int) -> None:
    assert causes.one_digit(first, second)


@pytest.mark.parametrize(("first", "second"), [(690, 6900), (690, 871), (12, 13), (690, -890)])
def test_not_one_digit(first: int, second: int) -> None:
    assert not causes.one_digit(first, second)


@pytest.mark.parametrize(("first", "second"), [(690, 960), (1203, 1230)])
def test_exchanged(first: int, second: int) -> None:
    assert causes.exchanged(first, second)


@pytest.mark.parametrize(("first", "second"), [(690, 906), (690, 690), (1203, 3201)])
def test_not_exchanged(first: int, second: int) -> None:
    assert not causes.exchanged(first, second)
