"""A line called total that ends a table claims to be the sum of all above it, however small the table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Conduct | 2 \n Service | 2 \n Force | 1 \n Systems | 1 \n TOTAL | 6", ["agrees"]),
        ("Upheld | 1 \n Withdrawn | 1 \n Total | 2", ["agrees"]),
        ("Littering | 412 \n Fly tipping | 138 \n Dog fouling | 27 \n Total | 690", ["differs"]),
        # one part is not printed: it decides nothing, unless even its bounds do not reach
        ("North | 3 \n South | <5 \n East | 7 \n West | 9 \n Total | 22", ["undecided"]),
        ("North | 3 \n South | <5 \n East | 7 \n Total | 26", ["differs"]),
        (
            """
            Ward  | 2020 | 2021
            North | 3    | 4
            South | <5   | 6
            East  | 7    | 8
            West  | 9    | 2
            Total | 22   | 20
            """,
            ["undecided", "agrees"],
        ),
    ],
)
def test_a_named_total_of_all_lines_is_judged(written: Written, text: str, verdicts: list[str]) -> None:
    assert [claim.judgement.verdict for claim in totals.find(written(text))] == verdicts


@pytest.mark.parametrize(
    "text",
    [
        # nothing to add up
        "Upheld | 5 \n Total | 5",
        # the words above figures are their names, also where one of them is a way of not knowing
        "Sex | Male | Not known \n 2020 | 4 | 3 \n 2021 | 9 | 2",
        # no line says that it is a total
        "Upheld | 3 \n Withdrawn | 4 \n Open | 8",
        # an average of what stands above it
        "North | 4 \n South | 6 \n Total average | 5",
    ],
)
def test_without_parts_or_name_nothing_is_claimed(written: Written, text: str) -> None:
    assert totals.find(written(text)) == ()
