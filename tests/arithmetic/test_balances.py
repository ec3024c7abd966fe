"""Accounts in one column, signed by their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import balances

Written = Callable[[str], tuple[tuple[str, ...], ...]]

LEVY = """
    Paid in - up to March 24        | £10,310,437.17
    Spent - up to March 24          | £4,868,305.09
    Expired - up to March 24        | £2,142,063.94
    Levy Transfer - up to March 24  | £65,382.32
    Accumulated Levy - March 24     | £3,262,185.00
"""


def test_a_balance_that_does_not_come_out(written: Written) -> None:
    (claim,) = balances.find(written(LEVY))
    assert claim.signs == (1, -1, -1, -1)
    assert claim.judgement.verdict == "differs"
    assert str(claim.judgement.difference) == "27499.18"


def test_a_balance_that_comes_out(written: Written) -> None:
    (claim,) = balances.find(written(LEVY.replace("3,262,185.00", "3,234,685.82")))
    assert claim.judgement.verdict == "agrees"


def test_opening_balance_is_what_was_there(written: Written) -> None:
    rows = written("""
        Opening balance | 120
        New requests    | 340
        Closed          | 380
        Still open      | 80
    """)
    (claim,) = balances.find(rows)
    assert claim.signs == (1, 1, -1)
    assert claim.judgement.verdict == "agrees"


@pytest.mark.parametrize(
    "text",
    [
        "Paid in | 120\nSpent | 80",
        "Paid in | 120\nSpent | 80\nRemaining | 3,000",
        "North | 120\nSouth | 80\nBalance | 40",
        "New | 120\nReceived | 80\nBalance | 200",
    ],
)
def test_left_alone(written: Written, text: str) -> None:
    assert list(balances.find(written(text))) == []
