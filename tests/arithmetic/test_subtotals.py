"""Lines that a total passes over."""

from __future__ import annotations

from collections.abc import Callable

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]

BASKET = """
                  | Average spent a household, £
                  | Harbour | Upland
All spending      | 70,318  | 62,965
Daily spending    | 50,257  | 46,166
Food              | 7,087   | 6,957
Homes             | 12,029  | 12,491
Fuel              | 11,116  | 10,474
Clothes           | 9,594   | 7,610
Travel            | 10,430  | 8,634
Taxes             | 14,235  | 10,941
Insurance         | 4,012   | 4,331
Gifts             | 1,815   | 1,527
"""


def wrong(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, int]]:
    return sorted({(rows[claim.total[0]][0], claim.total[1]) for claim in totals.find(rows) if claim.differs})


def test_a_subtotal_that_rounds_is_left_alone(written: Written) -> None:
    assert wrong(written(BASKET)) == []


def test_a_slip_in_a_subtotal_is_wrong_and_what_rounds_beside_it_is_not(written: Written) -> None:
    assert wrong(written(BASKET.replace("46,166", "64,166"))) == [("Daily spending", 2)]
