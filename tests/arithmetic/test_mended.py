"""One number that keeps two totals from closing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]

SALES = """
£ thousand           | May       | June      | July
All sales            | 40,389.5  | 44,376.2  | 43,834.4
Farm goods           | 490.9     | 507.3     | 528.6
Food and drink       | 7,978.3   | 8,283.1   | 8,348.0
Household goods      | 12,115.5  | 14,978.3  | 14,523.8
Clothes              | 1,526.8   | 1,608.5   | 1,562.3
Furniture            | 1,355.7   | 1,445.8   | 1,381.3
Medicine             | 9,233.0   | 11,924.0  | 11,580.2
Building             | 19,804.8  | 20,607.5  | 20,434.0
"""


def wrong(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, int]]:
    return sorted({(rows[claim.total[0]][0], claim.total[1]) for claim in totals.find(rows) if claim.differs})


def test_all_sales_close(written: Written) -> None:
    assert wrong(written(SALES)) == []


@pytest.mark.parametrize(
    ("right", "put", "column"), [("14,523.8", "14,532.8", 3), ("12,115.5", "12,175.5", 1)]
)
def test_both_totals_of_a_wrong_number_are_wrong(written: Written, right: str, put: str, column: int) -> None:
    rows = written(SALES.replace(right, put))
    assert wrong(rows) == [("All sales", column), ("Household goods", column)]


ONE_COLUMN = """
Fund                 | £
Here                 | 159574
Wages                | 73622
Pensions             | 38575
Salaries             | 35047
Building             | 75690
Roofs                | 25060
Walls                | 50630
Debts                | 10262
"""


def test_one_column_is_enough(written: Written) -> None:
    assert wrong(written(ONE_COLUMN)) == []
    assert wrong(written(ONE_COLUMN.replace("75690", "75691"))) == [("Building", 1), ("Here", 1)]


@pytest.mark.parametrize(
    ("right", "put"),
    [
        ("75690", "79113"),  # no slip makes this of what the parts come to
        ("159574", "731094"),
    ],
)
def test_no_slip_is_left_alone(written: Written, right: str, put: str) -> None:
    assert ("Building", 1) not in wrong(written(ONE_COLUMN.replace(right, put)))
