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


def test_one_number_among_hundreds_is_told_beside_percentages(written: Written) -> None:
    text = """
        Moved in | 2019  | 2020  | 2021  | 2022  | Change, %
        Total    | 10400 | 26700 | 24100 | 12400 | 19
        North    | 1700  | 10500 | 6700  | 4600  | 171
        South    | 1500  | 2700  | 3500  | 1400  | -7
        East     | 2900  | 6100  | 5800  | 2500  | -14
        West     | 4300  | 7400  | 8100  | 3900  | -9
    """
    rows = written(text.replace("4600", "4601"))
    assert found(rows) == {(2, 4)}
    assert [claim.total for claim in totals.find(rows) if claim.differs] == [(1, 4)]


def test_a_whole_number_among_tens_is_not_excused_by_rounding(written: Written) -> None:
    text = """
        Burnt, t | 2000 | 2001 | 2002 | 2003
        Spring   | 1450 | 1560 | 1320 | 1960
        Summer   | 470  | 660  | 610  | 1250
        Autumn   | 1050 | 980  | 1980 | 2050
        Winter   | 940  | 1510 | 1460 | 2380
        Year     | 3920 | 4710 | 5370 | 7650
    """
    assert not [claim for claim in totals.find(written(text)) if claim.differs]
    rows = written(text.replace("4710", "4714"))
    assert [claim.total for claim in totals.find(rows) if claim.differs] == [(5, 2)]


def test_one_more_decimal_than_a_long_column_has(written: Written) -> None:
    lines = "".join(f"Ward {k} | {70 + 3 * k}.{10 + k} | {k + 40}\n" for k in range(30))
    hundredths = sum((70 + 3 * k) * 100 + 10 + k for k in range(30))
    hectares = f"{hundredths // 100}.{hundredths % 100:02}"
    text = f"Place | Hectares | Homes\n{lines}All | {hectares} | {sum(range(40, 70))}"
    assert not [claim for claim in totals.find(written(text)) if claim.differs]
    rows = written(text.replace("94.18 ", "94.187 "))
    assert [claim.total for claim in totals.find(rows) if claim.differs] == [(31, 1)]


def test_a_number_that_has_strayed_is_judged_like_others_where_no_slip_tells_of_it(written: Written) -> None:
    text = """
        Sold     | Books | Maps  | Prints | All
        North    | 1206  | 1377  | 1410   | 3993
        South    | 1806  | 1692  | 1254   | 4752
        East     | 2301  | 1041  | 1857   | 5199
        West     | 1512  | 1953  | 1218   | 4683
        All      | 6825  | 6063  | 5739   | 18627
    """
    assert not [claim for claim in totals.find(written(text)) if claim.differs]
    rows = written(text.replace("1692", "1489"))
    assert {claim.total for claim in totals.find(rows) if claim.differs} == {(2, 4), (5, 2)}
