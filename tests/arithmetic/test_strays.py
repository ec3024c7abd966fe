"""Numbers written more finely than all around them: read over to find totals, and then held against them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic import strays, totals
from foi_cli.arithmetic.verdicts import Cell

Written = Callable[[str], tuple[tuple[str, ...], ...]]

COUNTED = """
            | 2020 | 2021 | 2022 | All
    Thefts  | 1203 | 1377 | 1410 | 3990
    Robbery |  211 |  190 |  254 |  655
    Arson   |   38 |   41 |   57 |  136
    Total   | 1452 | 1608 | 1721 | 4781
"""
IN_FIVES = """
            | Homes | Persons
    North   |  1205 |  2310
    South   |   640 |  1475
    East    |   385 |   920
    West    |   910 |  1835
    Islands |    60 |   145
    Moors   |   255 |   480
    All     |  3455 |  7165
"""


def found(rows: tuple[tuple[str, ...], ...]) -> set[Cell]:
    grid = grids.read(rows)
    mask = strays.find(grid, grids.addends(grid))
    return {(row, column) for row, column in zip(*map(list, mask.nonzero()), strict=True)}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (COUNTED.replace(" 190", " 190.4"), (2, 2)),
        (COUNTED.replace("4781", "4781.08"), (4, 4)),
        (IN_FIVES.replace(" 640", " 643"), (2, 1)),
    ],
)
def test_a_stray_is_found(written: Written, text: str, cell: Cell) -> None:
    assert found(written(text)) == {cell}


@pytest.mark.parametrize(
    "text",
    [
        COUNTED,
        IN_FIVES,
        COUNTED.replace(" 41", " 0.4"),  # less than one: too small to be shown otherwise
        COUNTED + "    Average | 484.0 | 536.2 | 573.7 | 1593.7",  # a row of its own kind
        IN_FIVES.replace(" 640", " 643").replace(" 385", " 386").replace(" 910", " 911"),  # not in fives
    ],
)
def test_what_is_written_otherwise_for_a_reason_is_no_stray(written: Written, text: str) -> None:
    assert not found(written(text))


def test_a_stray_decimal_hides_no_total_and_is_wrong(written: Written) -> None:
    rows = written("""
        Ward  | Cases
        North | 1203
        South | 211.07
        East  | 844
        West  | 38
        Isles | 417
        Total | 2713
    """)
    (claim,) = totals.find(rows)
    assert claim.total == (6, 1)
    assert claim.differs
    assert str(claim.judgement.difference) == "-0.07"


def test_a_number_off_the_unit_of_its_table_is_no_rounding(written: Written) -> None:
    claims = {claim.total: claim for claim in totals.find(written(IN_FIVES.replace(" 640", " 643")))}
    assert claims[7, 1].differs
    assert not claims[7, 2].differs
