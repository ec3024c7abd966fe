"""What must never be taken for a total, nor a total for wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]


@pytest.mark.parametrize(
    "text",
    [
        # two equal numbers are not a total
        """
        Year | Cases
        2020 | 12
        2021 | 12
        2022 | 7
        """,
        # small numbers that happen to add up
        """
        Question | Score
        Access   | 3
        Speed    | 2
        Support  | 5
        """,
        # codes and identifiers
        """
        Ref  | Ward | Cases
        4471 | 12   | 31
        4472 | 19   | 8
        4473 | 31   | 17
        """,
        # years
        """
        Start | End
        2019  | 2021
        2020  | 2022
        2021  | 2023
        """,
        # prices in a series
        """
        Month | Price
        Jan   | 1.20
        Feb   | 1.25
        Mar   | 1.31
        Apr   | 1.38
        """,
        # overlapping bands
        """
        Waiting        | 2021 | 2022
        Over 6 months  | 311  | 402
        Over 12 months | 117  | 160
        Over 18 months | 41   | 77
        """,
        # a top ten of something larger
        """
        Country | Visits
        France  | 40123
        Spain   | 31877
        Italy   | 22190
        World   | 250311
        """,
    ],
)
def test_no_total_is_seen(written: Written, text: str) -> None:
    assert totals.find(written(text)) == ()


def test_percentages_beside_counts_are_not_wrong_sums(written: Written) -> None:
    rows = written("""
                | 2020 | 2021 | Change %
        Thefts  | 1203 | 1377 | 14.5
        Robbery |  211 |  190 | -10.0
        Arson   |   38 |   41 | 7.9
        Total   | 1452 | 1608 | 10.7
    """)
    assert {claim.total for claim in totals.find(rows)} == {(4, 1), (4, 2)}


def test_averages_under_a_total_are_not_wrong_sums(written: Written) -> None:
    rows = written("""
                | 2020  | 2021  | 2022
        Thefts  | 1203  | 1377  | 1410
        Robbery |  211  |  190  |  254
        Arson   |   38  |   41  |   57
        Total   | 1452  | 1608  | 1721
        Average |  484  |  536  | 573.7
    """)
    assert all(claim.judgement.verdict == "agrees" for claim in totals.find(rows))
    assert all(claim.total[0] == 4 for claim in totals.find(rows))


def test_an_of_which_row_is_no_part(written: Written) -> None:
    rows = written("""
                         | 2020 | 2021 | 2022
        Thefts           | 1203 | 1377 | 1410
        Robbery          |  211 |  190 |  254
        Total            | 1414 | 1567 | 1664
        of which juvenile|  302 |  411 |  377
    """)
    assert {claim.total[0] for claim in totals.find(rows)} == {3}


def test_a_list_without_a_total_row_is_left_alone(written: Written) -> None:
    rows = written("""
        Force    | 2020 | 2021 | 2022
        Avon     | 3104 | 2977 | 3310
        Cleveland| 1211 | 1390 | 1254
        Dorset   |  838 |  941 |  957
        Essex    | 2452 | 2608 | 2721
    """)
    assert totals.find(rows) == ()


def test_a_world_total_over_a_choice_of_countries_is_not_called_wrong(written: Written) -> None:
    rows = written("""
        Country | 2020   | 2021
        France  | 40123  | 41877
        Spain   | 31877  | 30120
        Italy   | 22190  | 25004
        Total   | 250311 | 261977
    """)
    assert not any(claim.differs for claim in totals.find(rows))


def test_a_total_that_takes_a_line_in_where_there_is_one_is_not_called_wrong(written: Written) -> None:
    rows = written("""
        Grants        | 2019   | 2020   | 2021   | 2022   | 2023
        Bursaries     |        |        |        |        |
        Awarded       | 423382 | 254475 | 108347 | 165350 | 126737
        Recipients    | 488    | 301    | 133    | 214    | 162
        Hardship fund |        |        |        |        |
        Awarded       | 3127   | 2004   | 2411   | 8880   | 12077
        Recipients    | 3      | 2      | 2      | 9      | 14
        Memorial fund |        |        |        |        |
        Awarded       | 30000  |        |        |        |
        Recipients    | 6      |        |        |        |
        All grants    | 456509 | 256479 | 110758 | 174230 | 138814
    """)
    assert not any(claim.differs for claim in totals.find(rows))


def test_lines_in_the_same_shares_everywhere_say_one_thing_between_them(written: Written) -> None:
    rows = written("""
        Category     | Base  | Year 1 | Year 2 | Year 3 | Year 4 | Year 5
        Statistician | 4021  | 16406  | 16734  | 17069  | 17462  | 17811
        Scientist    | 1040  | 4160   | 8320   | 12480  | 16640  | 20800
        Programmer   | 11380 | 46430  | 47358  | 48305  | 49416  | 50404
        Cost analyst | 250   | 1023   | 1043   | 1069   | 1085   | 1107
        Data analyst | 520   | 2080   | 4160   | 6240   | 8320   | 10400
        Data clerk   | 520   | 2080   | 4160   | 6240   | 8320   | 10400
        Designer     | 11883 | 48484  | 49454  | 50443  | 51603  | 52635
    """)
    assert not any(claim.total == (2, 1) for claim in totals.find(rows))


def test_a_year_alone_above_a_single_column_is_its_heading(written: Written) -> None:
    rows = written("""
        Ward  | 2021
        Cases | 7
        More  | 8
        TOTAL | 15
    """)
    (claim,) = totals.find(rows)
    assert (claim.total, claim.parts, claim.judgement.verdict) == ((3, 1), ((1, 1), (2, 1)), "agrees")


def test_a_count_that_looks_like_a_year_is_a_part_where_the_total_takes_it_in(written: Written) -> None:
    rows = written("""
        Littering   | 2021
        Fly tipping | 138
        Total       | 2159
    """)
    (claim,) = totals.find(rows)
    assert (claim.parts, claim.judgement.verdict) == (((0, 1), (1, 1)), "agrees")


def test_a_line_that_is_mostly_nought_makes_no_second_partition(written: Written) -> None:
    rows = written(
        """
                | 2019 | 2020 | 2021 | 2022 | 2023
        Cash    | 0    | 0    | 12   | 0    | 0
        Cards   | 1203 | 1377 | 1410 | 1288 | 1519
        Cheques | 211  | 190  | 254  | 173  | 120
        Total   | 1414 | 1567 | 1676 | 1461 | 1639
        """
    )
    assert [len(claim.parts) for claim in totals.find(rows)] == [3] * 5
