"""Totals of a single column that skip what one of their parts is made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]

SPENDING = """
                     | Spent, £
Schools              | 1543036
Libraries            | 19997
Learning             | 1563033
Councillors          | 12058
Elections            | 109216
Offices              | 120119
Registrars           | 40559
Coroner              | 51614
Twinning             | 1322
Running the council  | 334888
Roads                | 541197
Care                 | 643531
Fire                 | 215964
                     | 3298613
"""


def closed(rows: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """How many parts each line that is a total has."""
    return {rows[claim.total[0]][0]: len(claim.parts) for claim in totals.find(rows) if not claim.differs}


def wrong(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return sorted({rows[claim.total[0]][0] for claim in totals.find(rows) if claim.differs})


def test_totals_within_totals_of_one_column(written: Written) -> None:
    assert closed(written(SPENDING)) == {"Learning": 2, "Running the council": 6, "": 5}


@pytest.mark.parametrize(
    ("right", "put", "total"),
    [
        ("40559", "40539", "Running the council"),  # one of its parts
        ("120119", "12119", "Running the council"),  # a digit is gone
        ("19997", "91997", "Learning"),
    ],
)
def test_a_slip_below_a_part_of_a_total_that_closes(
    written: Written, right: str, put: str, total: str
) -> None:
    rows = written(SPENDING.replace(right, put))
    assert wrong(rows) == [total]
    assert closed(rows)[""] == 5


@pytest.mark.parametrize(
    ("right", "put", "wrongs"),
    [
        ("1563033", "1563933", ["", "Learning"]),
        ("334888", "338488", ["", "Running the council"]),
    ],
)
def test_a_slip_that_keeps_two_totals_from_closing(
    written: Written, right: str, put: str, wrongs: list[str]
) -> None:
    assert wrong(written(SPENDING.replace(right, put))) == wrongs


def test_a_total_in_millions_skips_the_lines_of_a_part_that_lacks_one(written: Written) -> None:
    text = """
        £ million          | 2019    | 2020    | 2021    | 2022
        Revenue            | 253,831 | 272,932 | 289,624 | 307,710
        Our own            | 205,028 | 222,590 | 238,144 | 249,645
        Council tax        | 73,712  | 80,436  | 92,763  | 101,669
        Rents              | 57,084  | 58,925  | 60,560  | 62,429
        Fees               | 16,633  | 17,348  | 18,035  | 18,736
        Fines              | 29,380  | 35,624  | 35,334  | 34,893
        General grants     | 24,290  | 24,203  | 22,455  | 26,963
        Grants for a cause | 24,513  | 26,138  | 29,024  | 31,102
    """
    rows = written(text)
    assert wrong(rows) == ["Our own"]
    assert closed(rows) == {"Revenue": 3}


@pytest.mark.parametrize(
    "text",
    [
        # the skipped lines have nothing to do with either neighbour
        """
                   | Cost, £
        Bins       | 41207
        Gates      | 90355
        Lamps      | 88102
        Benches    | 30961
        Paths      | 22718
        Total      | 94886
        """,
        # one of the two says nothing: a part is left out, and that is a fault
        """
                   | Cost, £
        Bins       | 41207
        Gates      | 30961
        Lamps      | 0
        Benches    | 22718
        Paths      | 18115
        Total      | 82040
        """,
    ],
)
def test_a_total_that_leaves_parts_out_skips_no_breakdown(written: Written, text: str) -> None:
    assert not closed(written(text))
