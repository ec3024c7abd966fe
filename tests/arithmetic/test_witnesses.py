"""What other totals say of a figure: borne out by two, doubtful where all of its cells close elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from foi_cli.arithmetic import totals
from foi_cli.arithmetic.claims import Claim
from foi_cli.arithmetic.verdicts import Cell

Written = Callable[[str], tuple[tuple[str, ...], ...]]

BOTH_WAYS = """
            | 2020 | 2021 | 2022 | All
    Thefts  |   12 |   13 |   14 |  39
    Robbery |    2 |    1 |    5 |   8
    Arson   |    3 |    4 |    7 |  14
    Total   |   17 |   18 |   26 |  61
"""


def wrong(rows: tuple[tuple[str, ...], ...]) -> dict[Cell, Claim]:
    return {claim.total: claim for claim in totals.find(rows) if claim.differs}


def test_a_wrong_part_shows_in_its_row_and_its_column_however_small(written: Written) -> None:
    found = wrong(written(BOTH_WAYS.replace(" 13 ", " 15 ")))
    assert {cell: claim.crossing for cell, claim in found.items()} == {(1, 4): ((1, 2),), (4, 2): ((1, 2),)}


def test_off_by_one_shows_where_counts_are_totalled_both_ways(written: Written) -> None:
    assert wrong(written(BOTH_WAYS.replace("|   14 ", "|   15 "))).keys() == {(1, 4), (4, 3)}


def test_a_total_wrong_down_and_across_is_wrong_once(written: Written) -> None:
    rows = written(BOTH_WAYS.replace(" 61", " 67"))
    assert [claim.total for claim in totals.find(rows) if claim.differs] == [(4, 4)]
    assert wrong(rows)[4, 4].crossing == ((4, 4),)


def test_a_wrong_total_that_a_closing_one_adds_up_is_one_finding(written: Written) -> None:
    fleet = """
        Depot | 2020  | 2021  | 2022  | Three years
        North | 4,120 | 3,998 | 4,405 | 12,523
        South | 3,011 | 3,102 | 3,224 | 9,337
        West  | 1,877 | 1,940 | 2,006 | 5,823
        All   | 9,008 | 9,040 | 7,629 | 27,683
    """
    assert wrong(written(fleet)).keys() == {(4, 3)}


def test_a_total_that_closes_across_is_not_wrong_for_one_down(written: Written) -> None:
    rows = written("""
        thousands | 2019 | 2020 | 2021 | All
        North     |  412 |  398 |  405 | 1215
        South     |  301 |  310 |  322 |  933
        Total     |  713 |  709 |  727 | 2149
    """)
    assert not wrong(rows)


def test_one_unit_in_thousands_is_left_undecided_and_in_counts_is_wrong(written: Written) -> None:
    text = """
        Freight, thousand tonnes | 2005 | 2006 | 2007 | 2008
        Imports                  | 1230 | 2024 | 2124 | 2125
        Exports                  |  739 |  907 |  939 |  946
        Total                    | 1969 | 2931 | 3062 | 3071
    """
    verdicts = {claim.total: claim.judgement.verdict for claim in totals.find(written(text))}
    assert verdicts == {(3, 1): "agrees", (3, 2): "agrees", (3, 3): "undecided", (3, 4): "agrees"}
    assert wrong(written(text.replace(", thousand tonnes", ", consignments"))).keys() == {(3, 3)}


SUPPRESSED = """
            | 2019  | 2020  | 2021  | 2022  | All
    Thefts  | 12931 | 13488 | 14072 | 15116 | 55607
    Robbery | 2212  | 1391  | 5077  | s     | 11206
    Arson   | 3519  | 4222  | 7345  | 4401  | 19487
    Total   | 18662 | 19101 | 26494 | 22043 | 86300
"""


def test_a_row_that_a_suppressed_figure_keeps_open_clears_none_of_its_cells(written: Written) -> None:
    assert not wrong(written(SUPPRESSED))
    assert wrong(written(SUPPRESSED.replace("1391", "1791"))).keys() == {(4, 2)}
