"""A total that is a part of a total itself, and whose own list leaves a line out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]

BUILDINGS = """
               | Buildings | Dwellings | Persons
All            | 1421      | 2767      | 5219
Detached       | 1082      | 1112      | 2674
Blocks         | 132       | 1600      | 2456
  One storey   | 17        | 141       | 199
  Two storeys  | 39        | 761       | 936
  Three or four| 57        | 586       | 1084
  Higher       | 19        | 112       | 237
Other          | 207       | 55        | 89
  One storey   | 110       | 23        | 31
  Two storeys  | 58        | 14        | 22
  Three or four| 31        | 12        | 21
  Higher       | 8         | 6         | 15
"""


def without(row: str) -> str:
    """The buildings without the last row of this name."""
    lines = BUILDINGS.strip().splitlines()
    last = max(k for k, line in enumerate(lines) if line.strip().startswith(row))
    return "\n".join(lines[:last] + lines[last + 1 :])


def wrong(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return sorted({rows[claim.total[0]][0] for claim in totals.find(rows) if claim.differs})


def test_the_whole_outline_closes(written: Written) -> None:
    assert wrong(written(BUILDINGS)) == []


@pytest.mark.parametrize("row", ["One storey", "Two storeys", "Three or four", "Higher"])
def test_a_line_lost_below_one_of_the_parts_is_missed(written: Written, row: str) -> None:
    assert wrong(written(without(row))) == ["Other"]


@pytest.mark.parametrize(
    "examples",
    [
        # two lines that come to less are examples
        "  Garages      | 110       | 23        | 31 \n  Sheds        | 58        | 14        | 22",
        # so are lines that leave out most of it
        "  Garages | 11 | 2 | 3 \n  Sheds | 8 | 4 | 2 \n  Barns | 3 | 1 | 2",
        # what is more than twice as much as any of them is no single line
        "  Garages | 50 | 12 | 20 \n  Sheds | 30 | 9 | 12 \n  Barns | 10 | 4 | 9",
        # and these are of another kind: no part of what stands above them
        "  Mean age | 44 | 51 | 39 \n  Sales | 812 | 907 | 1655 \n  Burnt down | 3 | 1 | 0",
    ],
)
def test_examples_below_a_part_are_left_alone(written: Written, examples: str) -> None:
    lines = BUILDINGS.strip().splitlines()
    assert wrong(written("\n".join([*lines[:-4], *examples.splitlines()]))) == []
