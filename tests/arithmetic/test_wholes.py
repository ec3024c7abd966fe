"""Shares with their whole, 100, written like a total."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]

VISITS = """
       | Visits to the library, %
       | None | 1 to 3 | 4 to 6 | 7 or more | Total
Men    | 44   | 37     | 12     | 7         | 100
Women  | 29   | 41     | 19     | 12        | 100
"""

HOMES = """
                | Homes | Rent, £ | Share of homes, %
All flats       | 5400  | 612     | 100
Studio          | 702   | 488     | 13.0
One bedroom     | 1998  | 571     | 37.0
Two bedrooms    | 2160  | 655     | 40.0
Larger          | 540   | 802     | 10.0

All houses      | 3100  | 844     | 100
Two bedrooms    | 992   | 760     | 32.0
Three bedrooms  | 1612  | 851     | 52.0
Larger          | 496   | 990     | 16.0
"""


def wrong(rows: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    return sorted({claim.total for claim in totals.find(rows) if claim.differs})


def test_shares_that_round_come_to_their_whole(written: Written) -> None:
    claims = totals.find(written(VISITS))
    assert [(claim.total, claim.judgement.basis) for claim in claims] == [
        ((2, 5), "exact"),
        ((3, 5), "rounding"),
    ]
    assert not any(claim.differs for claim in claims)


@pytest.mark.parametrize(
    ("right", "put"),
    [
        ("12     | 7         | 100", "42     | 7         | 100"),  # a share
        ("12     | 7         | 100", "12     | 7         | 101"),  # the whole, by one
        ("12     | 7         | 100", "12     | 7         | 500"),
        ("12     | 7         | 100", "12     | 7         | 010"),
    ],
)
def test_a_slip_in_one_of_two_lines_of_shares(written: Written, right: str, put: str) -> None:
    assert wrong(written(VISITS.replace(right, put))) == [(2, 5)]


def test_a_column_of_shares_beside_counts_and_averages(written: Written) -> None:
    claims = [claim for claim in totals.find(written(HOMES)) if claim.total[1] == 3]
    assert [(claim.total[0], claim.judgement.verdict) for claim in claims] == [(1, "agrees"), (7, "agrees")]
    assert wrong(written(HOMES.replace("37.0", "31.0"))) == [(1, 3)]


def test_a_whole_that_is_not_100_is_wrong_though_rounding_would_explain_it(written: Written) -> None:
    ages = """
        %      | Total | Under 18 | 18 to 39 | 40 to 64 | 65 and over
        North  | 100   | 21       | 33       | 29       | 17
        South  | 101   | 24       | 30       | 28       | 18
        East   | 100   | 19       | 36       | 30       | 16
        West   | 100   | 25       | 27       | 31       | 17
        Centre | 100   | 12       | 51       | 28       | 9
        Moors  | 100   | 22       | 25       | 33       | 20
    """
    assert wrong(written(ages)) == [(2, 1)]
    assert wrong(written(ages.replace("101 ", "100 "))) == []
    as_they_come_to = ages.replace(
        "101   | 24       | 30       | 28       | 18", "101   | 25       | 30       | 28       | 18"
    )
    assert wrong(written(as_they_come_to)) == []


@pytest.mark.parametrize(
    "text",
    [
        # 100 is a share like any other where most of it stand over nothing
        """
        Project   | Share of our time, %
        Harbour   | 100
        Bridge    | 50
        Mill      | 50
        School    | 100
        Market    | 100
        Well      | 70
        Tower     | 100
        Gate      | 25
        """,
        # several answers were allowed
        """
        %      | By post | By mail | In person | Total
        2021   | 61      | 70      | 22        | 100
        2022   | 54      | 81      | 19        | 100
        2023   | 43      | 88      | 25        | 100
        """,
        # an index is 100 in its first year
        """
        Index     | 2015 | 2016 | 2017 | 2018
        Rents     | 100  | 103  | 107  | 112
        Wages     | 100  | 102  | 104  | 106
        Prices    | 100  | 101  | 104  | 107
        """,
    ],
)
def test_leaves_alone(written: Written, text: str) -> None:
    assert wrong(written(text)) == []
