"""Totals found and judged: first, last and in the middle, down and across, nested, suppressed, wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals
from foi_cli.arithmetic.claims import Claim
from foi_cli.arithmetic.verdicts import Cell

Written = Callable[[str], tuple[tuple[str, ...], ...]]


def found(rows: tuple[tuple[str, ...], ...]) -> dict[tuple[Cell, tuple[Cell, ...]], Claim]:
    return {(claim.total, claim.parts): claim for claim in totals.find(rows)}


def verdicts(rows: tuple[tuple[str, ...], ...]) -> dict[Cell, str]:
    return {claim.total: claim.judgement.verdict for claim in totals.find(rows)}


def down(column: int, first: int, last: int) -> tuple[Cell, ...]:
    return tuple((row, column) for row in range(first, last + 1))


TOTAL_LAST = """
            | 2020 | 2021 | 2022
    Thefts  | 1203 | 1377 | 1410
    Robbery |  211 |  190 |  254
    Arson   |   38 |   41 |   57
    Total   | 1452 | 1608 | 1721
"""


def test_a_total_below_its_parts(written: Written) -> None:
    claims = found(written(TOTAL_LAST))
    for column in (1, 2, 3):
        claim = claims[(4, column), down(column, 1, 3)]
        assert claim.judgement.verdict == "agrees"
        assert claim.judgement.basis == "exact"
        assert "label" in claim.evidence


def test_a_total_without_the_word(written: Written) -> None:
    claims = found(written(TOTAL_LAST.replace("Total", "     ")))
    assert claims[(4, 1), down(1, 1, 3)].evidence == ("arithmetic", "structure")


def test_a_total_above_its_parts(written: Written) -> None:
    rows = written("""
                | 2020 | 2021
        England | 1452 | 1608
        North   | 1203 | 1377
        South   |  211 |  190
        West    |   38 |   41
    """)
    assert found(rows)[(1, 1), down(1, 2, 4)].judgement.verdict == "agrees"


def test_a_total_across(written: Written) -> None:
    rows = written("""
                | Men  | Women | All
        Thefts  | 1203 | 377   | 1580
        Robbery |  211 | 190   |  401
        Arson   |   38 |  41   |   79
    """)
    assert found(rows)[(2, 3), ((2, 1), (2, 2))].judgement.verdict == "agrees"


def test_subtotals_and_a_grand_total(written: Written) -> None:
    rows = written("""
                    | 2020 | 2021 | 2022
        Burglary    | 1203 | 1377 | 1410
        Shoplifting |  811 |  790 |  754
        Theft       | 2014 | 2167 | 2164
        Assault     |  438 |  441 |  457
        Robbery     |   67 |   71 |   80
        Violence    |  505 |  512 |  537
        Grand total | 2519 | 2679 | 2701
    """)
    claims = found(rows)
    assert (3, 1) in {total for total, _ in claims}
    assert claims[(7, 1), ((3, 1), (6, 1))].judgement.verdict == "agrees"
    assert ((7, 1), down(1, 1, 6)) not in claims


def test_columns_that_take_turns(written: Written) -> None:
    rows = written("""
                |      | North |     | South |     | All  |
                | No.  | %     | No. | %     | No. | No.  |
        Thefts  | 1203 | 61.2  | 377 | 12.9  | 144 | 1724 |
        Robbery |  211 | 10.7  | 190 | 31.0  |  87 |  488 |
        Arson   |   38 | 28.1  |  41 | 56.1  |  63 |  142 |
        Fraud   |  902 |  3.1  | 118 |  8.2  | 501 | 1521 |
    """)
    claims = found(rows)
    assert claims[(2, 6), ((2, 1), (2, 3), (2, 5))].judgement.verdict == "agrees"


@pytest.mark.parametrize("wrong", range(1, 13))
def test_a_wrong_cell_hides_no_total_of_columns_that_take_turns(wrong: int) -> None:
    table = [["Ward", "Apr", "Owed", "May", "Due", "June", "Left", "Fines", "Arrears"]]
    for k in range(1, 13):
        fines, paid = (
            [211 + 97 * k % 613, 178 + 61 * k % 419, 305 + 83 * k % 547],
            [90 + k, 77 + 2 * k, 131 + 3 * k],
        )
        turns = [str(each) for pair in zip(fines, paid, strict=True) for each in pair]
        table.append([f"Ward {k}", *turns, str(sum(fines) + 60 * (k == wrong)), str(sum(paid))])
    judged = verdicts(tuple(map(tuple, table)))
    assert [cell for cell, verdict in judged.items() if verdict == "differs"] == [(wrong, 7)]


def test_a_wrong_digit_is_seen_by_what_the_other_columns_share(written: Written) -> None:
    rows = written(TOTAL_LAST.replace("1608", "1908").replace("Total", "     "))
    assert verdicts(rows) == {(4, 1): "agrees", (4, 2): "differs", (4, 3): "agrees"}


def test_a_named_total_of_one_column(written: Written) -> None:
    rows = written("""
        Council | Claims
        North   | 1203771
        South   |  211502
        West    |   38144
        Total   | 1455417
    """)
    assert verdicts(rows) == {(4, 1): "differs"}


def test_a_suppressed_part_leaves_it_undecided(written: Written) -> None:
    rows = written("""
                | 2020 | 2021 | 2022
        Thefts  | 1203 | 1377 | 1410
        Robbery |  211 |  190 |  254
        Arson   |   38 |    * |   57
        Total   | 1452 | 1608 | 1721
    """)
    claim = found(rows)[(4, 2), down(2, 1, 3)]
    assert claim.judgement.verdict == "undecided"
    assert claim.judgement.missing == ((3, 2),)


def test_a_suppressed_part_that_cannot_make_it_true(written: Written) -> None:
    rows = written("""
                | 2020 | 2021 | 2022
        Thefts  | 1203 | 1377 | 1410
        Robbery |  211 |  190 |  254
        Arson   |   38 |   <5 |   57
        Total   | 1452 | 1667 | 1721
    """)
    judgement = found(rows)[(4, 2), down(2, 1, 3)].judgement
    assert judgement.verdict == "differs"
    assert judgement.low == 1567
    assert judgement.high == 1571


def test_dashes_and_blanks_are_nothing(written: Written) -> None:
    rows = written("""
                | 2020 | 2021 | 2022
        Thefts  | 1203 | 1377 | 1410
        Robbery |  211 |    - |  254
        Arson   |   38 |      |   57
        Total   | 1452 | 1377 | 1721
    """)
    assert set(verdicts(rows).values()) == {"agrees"}


def test_one_decimal_is_rounding(written: Written) -> None:
    rows = written("""
                | 2020  | 2021  | 2022
        Fuel    | 120.3 | 137.7 | 141.0
        Food    |  21.1 |  19.0 |  25.4
        Other   |   3.8 |   4.1 |   5.7
        Total   | 145.3 | 160.8 | 172.1
    """)
    judgement = found(rows)[(4, 1), down(1, 1, 3)].judgement
    assert (judgement.verdict, judgement.basis) == ("agrees", "rounding")


def test_counts_get_no_slack(written: Written) -> None:
    rows = written(TOTAL_LAST.replace("1608", "1609"))
    assert verdicts(rows)[4, 2] == "differs"


@pytest.mark.parametrize(("rows", "verdict"), [(5, "undecided"), (40, "differs")])
def test_a_miss_by_one_is_no_rounding_where_all_else_is_exact(rows: int, verdict: str) -> None:
    figures = [
        (1_003 + 917 * k % 8_191, 2_011 + 613 * k % 7_001, 4_057 + 389 * k % 5_003) for k in range(rows)
    ]
    table = [["Ward", "Grey", "Green", "Food", "Collected"]]
    table += [[f"Ward {k}", *map(str, own), str(sum(own) + (k == 3))] for k, own in enumerate(figures)]
    judged = verdicts(tuple(map(tuple, table)))
    assert judged.pop((4, 4)) == verdict
    assert set(judged.values()) == {"agrees"}


def test_a_table_that_says_it_rounds(written: Written) -> None:
    note = "\n    Figures may not add to totals because of rounding | | |"
    rows = written(TOTAL_LAST.replace("1608", "1609") + note)
    assert verdicts(rows)[4, 2] == "agrees"


def test_a_total_that_leaves_a_month_out(written: Written) -> None:
    rows = written("""
              | Apr-21 | May-21 | Jun-21 | Jul-21 | Aug-21 | Totals
        Rats  | 171    | 117    | 196    | 142    | 161    | 626
        Mice  | 12     | 11     | 13     | 16     | 22     | 52
        Wasps | 8      | 14     | 60     | 86     | 0      | 168
        Fleas | 0      | 0      | 2      | 7      | 1      | 9
    """)
    claims = {claim.total: claim for claim in totals.find(rows)}
    assert claims[1, 6].judgement.verdict == "differs"
    assert claims[1, 6].omitted == ((1, 5),)
    assert claims[3, 6].judgement.verdict == "agrees"


def test_opening_and_drawn_less_repaid_is_a_balance(written: Written) -> None:
    rows = written("""
              | Opening | Drawn | Repaid | Closing
        Alder | 36250   | 5150  | 1573   | 39827
        Birch | 12400   | 0     | 498    | 11902
        Cedar | 9838    | 1244  | 385    | 10697
        Elder | 15000   | 0     | 1578   | 13422
        Hazel | 14000   | 3000  | 582    | 16418
        Maple | 4000    | 250   | 16     | 4234
    """)
    checks = {claim.check for claim in totals.find(rows) if claim.judgement.verdict == "agrees"}
    assert "balance" in checks
    assert "differs" not in {claim.judgement.verdict for claim in totals.find(rows)}


def test_stacked_tables(written: Written) -> None:
    rows = written("""
        Revenue | 2020 | 2021 | 2022
        Fees    | 1203 | 1377 | 1410
        Grants  |  211 |  190 |  254
        Total   | 1414 | 1567 | 1664
                |      |      |
        Costs   | 2020 | 2021 | 2022
        Staff   |  804 |  950 |  911
        Rent    |  138 |  141 |  157
        Total   |  942 | 1091 | 1068
    """)
    claims = found(rows)
    assert claims[(3, 1), down(1, 1, 2)].judgement.verdict == "agrees"
    assert claims[(8, 1), down(1, 6, 7)].judgement.verdict == "agrees"


def test_numbers_past_64_bits_are_judged_exactly(written: Written) -> None:
    big = 3 * 10**18
    rows = (
        ("", "2020", "2021"),
        ("Assets", str(big + 1), str(big + 2)),
        ("Debts", str(big + 5), str(big + 7)),
        ("Total", str(2 * big + 6), str(2 * big + 9)),
    )
    assert verdicts(rows) in ({}, {(3, 1): "agrees", (3, 2): "agrees"})


def test_a_table_too_long_says_where_the_search_stopped() -> None:
    assert totals.stopped([["a", "1"]] * 5) == ""
    assert "12000" in totals.stopped([["a", "1"]] * 12_001)


@pytest.mark.parametrize("rows", [(), (("",),), (("a", "b"),), (("1",),), (("a", "1"), ("b",))])
def test_next_to_nothing_is_no_table_of_totals(rows: tuple[tuple[str, ...], ...]) -> None:
    assert totals.find(rows) == ()


BY_RANK = """
2020 | 61 | 17 | 8 | 94  | 180
2021 | 73 | 15 | 5 | 102 | {}
2022 | 88 | 21 | 9 | 110 | 228
2023 | 49 | 12 | 4 | 58  | 123
"""


@pytest.mark.parametrize(("total", "verdict"), [("195", "agrees"), ("159", "differs"), ("915", "differs")])
def test_three_rows_that_close_bear_out_a_slip_in_the_fourth(
    written: Written, total: str, verdict: str
) -> None:
    assert verdicts(written(BY_RANK.format(total)))[1, 5] == verdict


def test_what_no_slip_makes_of_a_sum_is_not_called_wrong(written: Written) -> None:
    assert (1, 5) not in verdicts(written(BY_RANK.format("246")))


def test_a_dozen_exact_sums_bear_out_a_slip_beside_a_single_figure(written: Written) -> None:
    units = [f"Unit {n} | {2000 + 37 * n} | {200 + 11 * n} | {2200 + 48 * n}" for n in range(16)]
    table = "\n".join(["Post | Due in | Received | Owed", *units, "Unit 16 | 2857 | 0 | 2851"])
    assert [claim.total for claim in totals.find(written(table)) if claim.differs] == [(17, 3)]
    few = "\n".join(["Post | Due in | Received | Owed", *units[:6], "Unit 16 | 2857 | 0 | 2851"])
    assert not [claim for claim in totals.find(written(few)) if claim.differs]


@pytest.mark.parametrize(("wards", "found"), [(40, [8, 18]), (20, [])])
def test_two_that_miss_by_one_are_wrong_only_among_very_many_exact(
    written: Written, wards: int, found: list[int]
) -> None:
    counts = [(107 + 13 * n, 951 - 17 * n, 211 + n * n, n in (7, 17)) for n in range(wards)]
    rows = [f"Ward | {' | '.join(map(str, row[:3]))} | {sum(row)}" for row in counts]
    claims = totals.find(written("\n".join(["Ward | Q1 | Q2 | Q3 | Total", *rows])))
    assert [claim.total[0] for claim in claims if claim.differs] == found


def test_columns_of_shares_are_held_against_one_another(written: Written) -> None:
    table = """
    Employees | Men, number | Men, % | Women, number | Women, % | Boys, % | Girls, %
    Permanent | 812         | 61.3   | 907           | 58.2     | 59.6    | 71.2
    Fixed     | 391         | 29.5   | 488           | 31.3     | 30.5    | 20.1
    Casual    | 122         | 9.2    | 163           | 10.5     | 9.9     | 8.7
    Total     | 1325        | 100.0  | 1558          | 100.0    | 100.0   | 100.0
    """
    assert set(verdicts(written(table)).values()) == {"agrees"}
    wrong = table.replace("9.9     | 8.7", "18.9    | 8.7")
    assert [claim.total for claim in totals.find(written(wrong)) if claim.differs] == [(4, 5)]


def test_a_heading_of_shares_does_not_reach_the_next_table(written: Written) -> None:
    rows = written("""
    Month      | Received | In time | % in time
    April      | 418      | 361     | 86%
    May        | 506      | 411     | 81%
    Total      | 924      | 772     | 84%

    Costs      | 2020-21  | 2021-22 | 2022-23 | 2023-24
    Solicitors | 2140     | 2365    | 2518    | 2790
    Counsel    | 612      | 588     | 701     | 664
    Adverse    | 0        | 148     | 37      | 402
    Total      | 2752     | 3101    | 3256    | 3454
    """)
    assert [claim.total for claim in totals.find(rows) if claim.differs] == [(9, 4)]


IN_FIVES = """
Born in     | Canada  | Halifax | Moncton | Saint John
All         | 2278340 | {}      | 12855   | 24715
Britain     | 579625  | 11665   | 3335    | 8240
Germany     | 489540  | 6640    | 2125    | 4105
Poland      | 211095  | 1110    | 1420    | 2515
Italy       | 198085  | 1150    | 1345    | 2610
Portugal    | 300015  | 1005    | 1340    | 2495
France      | 399990  | 700     | 2790    | 3760
Spain       | 50000   | 150     | 250     | 505
Greece      | 49995   | 145     | 245     | 490
"""


@pytest.mark.parametrize(
    ("total", "verdict"), [("22570", "agrees"), ("25270", "differs"), ("22270", "differs")]
)
def test_a_slip_is_told_from_what_rounding_adds_to_it(written: Written, total: str, verdict: str) -> None:
    found = verdicts(written(IN_FIVES.format(total)))
    assert found[1, 2] == verdict
    assert {found[1, column] for column in (1, 3, 4)} == {"agrees"}


def test_lines_that_are_called_alike_add_up_within_rounding(written: Written) -> None:
    text = """
        Work             | Harbour   | Upland  | Vale      | Moors   | Isles
        All work         | 3,795,980 | 762,930 | 1,814,115 | 332,890 | 12,360
        Clerks           | 753,045   | 147,615 | 416,755   | 72,460  | 3,470
        Nurses           | 711,585   | 242,855 | 504,870   | 85,015  | 2,160
        Artists          | 1,087,395 | 103,925 | 411,455   | 70,640  | 3,030
        Miners           | 1,243,960 | 268,535 | 481,030   | 104,775 | 3,700
        Men, all work    | 2,233,290 | 375,205 | 813,010   | 135,685 | 4,070
        Clerks           | 349,955   | 42,380  | 165,390   | 19,440  | 760
        Nurses           | 469,145   | 140,155 | 268,915   | 48,730  | 1,135
        Artists          | 566,410   | 63,200  | 108,200   | 17,095  | 1,115
        Miners           | 847,780   | 129,470 | 270,505   | 50,420  | 1,065
        Women, all work  | 1,562,690 | 387,725 | 1,001,100 | 197,205 | 8,290
        Clerks           | 403,090   | 105,235 | 251,365   | 53,025  | 2,710
        Nurses           | 242,435   | 102,700 | 235,955   | 36,285  | 1,025
        Artists          | 520,985   | 40,720  | 303,255   | 53,545  | 1,915
        Miners           | 396,175   | 139,065 | 210,525   | 54,350  | 2,635
    """
    rows = written(text)
    claims = [claim for claim in totals.find(rows) if rows[claim.total[0]][0] == "Clerks"]
    assert [(claim.total, [part[0] for part in claim.parts]) for claim in claims] == [
        ((2, column), [7, 12]) for column in (1, 2, 3, 4, 5)
    ]
    assert {claim.judgement.verdict for claim in claims} == {"agrees"}


def test_lines_of_nothing_at_the_end_of_a_block_are_parts_and_blank_ones_are_not(written: Written) -> None:
    text = """
        Transfers  | 2020  | 2021  | 2022
        From all   | 67996 | 16260 | 52064
        Federal    | 7361  | 974   | 1804
        Provincial | 60333 | 15201 | 50133
        Local      | 302   | 85    | 127
        Other      | 0     | 0     | 0
        Unknown    |       |       |
    """
    assert {tuple(part[0] for part in claim.parts) for claim in totals.find(written(text))} == {(2, 3, 4, 5)}


def test_a_heading_of_change_does_not_reach_the_years_beside_it(written: Written) -> None:
    text = """
                     | % change      |        |        |
        Sales        | 2023 on 2022  | 2023   | 2022   | 2021
        Hardware     | 2.2           | 137013 | 134121 | 116058
        Software     | 17.8          | 71251  | 60484  | 55873
        Services     | 11.2          | 191927 | 172558 | 154845
        Total sales  | 9.0           | 400191 | 367163 | 326776
        % of plan    | 101.5         | 99.4   | 97.2   | 98.1
    """
    rows = written(text)
    assert {claim.total[1] for claim in totals.find(rows)} == {2, 3, 4}
    lost = tuple(row for row in rows if row[0] != "Software")
    assert {claim.total[1] for claim in totals.find(lost) if claim.differs} == {2, 3, 4}


def test_a_slip_in_a_long_number_is_told_though_most_lines_do_not_add_up(written: Written) -> None:
    text = """
        Account     | Spring  | Summer  | Autumn  | Winter  | Year
        Fees        | 1306427 | 1362118 | 1399204 | 1428771 | 5496520
        Fees, mean  | 1306.4  | 1334.2  | 1355.9  | 1374.1  | 1374.1
        Rents       | 325118  | 332904  | 339771  | 341206  | 1338999
        Rents, mean | 325.1   | 329.0   | 332.6   | 334.7   | 334.7
        Grants      | 812960  | 827115  | 840022  | 861847  | 3341944
        Staff       | 2411    | 2430    | 2452    | 2461    | 2461
        Members     | 71206   | 71844   | 72310   | 72955   | 72955
        Costs       | 1704412 | 1711932 | 1726075 | 1739918 | 6882337
    """
    rows = written(text)
    assert not [claim for claim in totals.find(rows) if claim.differs]
    slipped = written(text.replace("3341944", "3341044"))
    assert [claim.total for claim in totals.find(slipped) if claim.differs] == [(5, 5)]
