"""What a line can be worth as a total is never less than what any candidate for it is found to be worth."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.arithmetic import evidence, runs
from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic import lines as axes
from foi_cli.arithmetic.evidence import EXACT, Candidate
from foi_cli.arithmetic.lines import Lines

FIGURES = st.sampled_from(["0", "1", "2", "3", "5", "8", "144", "1.5", "90,210", "*", "-", ""])
ROWS = st.lists(st.lists(FIGURES, min_size=6, max_size=6), min_size=3, max_size=7)


def read(figures: list[list[str]], named: int) -> Lines:
    """Rows of figures, one of which is called total."""
    names = ["Total" if row == named else f"Ward {'ABCDEFG'[row]}" for row in range(len(figures))]
    grid = grids.read([[name, *row] for name, row in zip(names, figures, strict=True)])
    return axes.read(grid, grids.addends(grid), 0)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(0, 6), st.integers(1, 6))
def test_no_total_is_worth_more_than_its_line_can_be(figures: list[list[str]], named: int, wide: int) -> None:
    sums = [str(sum(int(row[k]) for row in figures if row[k].isdigit())) for k in range(6)]
    lines = read([row[:wide] for row in (*figures[:6], sums)], named)
    most = evidence.at_most(lines)
    every = [
        Candidate(total, tuple(lines.active[first:last]), 0.0, "run")
        for total in lines.active
        for first in range(len(lines.active))
        for last in range(first + 2, len(lines.active) + 1)
        if total not in lines.active[first:last]
    ]
    for relation in evidence.weigh(lines, every, EXACT):
        assert relation.score <= most[relation.total]


def test_a_total_below_its_parts_and_above_them_is_found_beside_them() -> None:
    """The runs on both sides of a line are sought, and none that holds it."""
    lines = read([["7", "9"], ["3", "4"], ["4", "5"], ["7", "9"]], 3)
    found = runs.Sums(lines, lines.active).runs(EXACT)
    assert {(run.total, run.parts) for run in found} >= {(0, (1, 2)), (3, (1, 2))}
    assert not any(run.total in run.parts for run in found)
