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


LOST = """
           | Fines | Warnings | Both
Littering  | 412   | 138      | 550
Fouling    | 27    | 19       | 46
Posters    | 31    | 8        | 39
Graffiti   | 56    | 12       | 68
Total      | {}
"""


@pytest.mark.parametrize(
    ("total", "verdicts"),
    [
        # the line that is gone was like the others
        ("645 | 211 | 856", ["differs", "differs", "differs"]),
        # it had nothing in one column
        ("645 | 177 | 822", ["differs", "agrees", "differs"]),
        # what is missing does not add up across, or is much more than any that is left
        ("645 | 211 | 857", []),
        ("1626 | 587 | 2213", []),
    ],
)
def test_a_total_tells_of_a_line_that_is_gone(written: Written, total: str, verdicts: list[str]) -> None:
    found = [claim for claim in totals.find(written(LOST.format(total))) if claim.total[0] == 5]
    down = [claim for claim in found if all(row < 5 for row, _ in claim.parts)]
    assert [claim.judgement.verdict for claim in down] == verdicts


def test_a_line_of_spending_below_nought_may_be_gone(written: Written) -> None:
    text = """
             | 2020   | 2021   | 2022   | 2023
    Salaries | -46184 | -65164 | -68738 | -61294
    Premises | -15053 | -15601 | -23022 | -16589
    Total    | -72415 | -95182 | -107636 | -92091
    """
    assert {claim.judgement.verdict for claim in totals.find(written(text))} == {"differs"}


def test_totals_side_by_side_are_no_parts_of_the_first(written: Written) -> None:
    text = """
    Force used            | 2020  | 2021  | 2022  | 2023
    Total unarmed         | 18128 | 10831 | 56487 | 22162
    Total other equipment | 9426  | 5169  | 31640 | 12233
    Total firearms        | 2264  | 1012  | 8121  | 3050
    """
    assert totals.find(written(text)) == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # a total that closes bears out the slip beside it, however small it is
        (
            """
            Quarter | Units | Pounds
            First   | 100   | 1100
            Second  | 150   | 1800
            Third   | 150   | 1950
            Fourth  | 100   | 1400
            Total   | 500   | 2650
            """,
            (5, 2),
        ),
        # averages among the lines are not added up
        (
            """
            Question               | North | South | East | West
            Access to the building | 14    | 13    | 15   | 11
            Waiting time           | 15    | 14    | 13   | 12
            Average of the visit   | 14.5  | 13.5  | 14   | 11.5
            Courtesy               | 14    | 15    | 14   | 13
            Advice                 | 13    | 15    | 11   | 14
            Average of the advice  | 13.5  | 15    | 12.5 | 13.5
            Total score            | 56    | 57    | 53   | 80
            """,
            (7, 4),
        ),
        # nor is a share
        (
            """
                    | Parts | Of which, long | Share of long ones
            All     | 2430  | 310            | 16
            Males   | 1161  | 237            | 20
            Females | 1269  | 153            | 12
            """,
            (1, 2),
        ),
    ],
)
def test_one_slip_in_a_named_total(written: Written, text: str, wrong: tuple[int, int]) -> None:
    assert [claim.total for claim in totals.find(written(text)) if claim.differs] == [wrong]


def test_a_share_in_all_columns_is_no_wrong_total(written: Written) -> None:
    shares = """
            | 2021 | 2022 | 2023
    All     | 16   | 17   | 15
    Males   | 20   | 21   | 19
    Females | 12   | 13   | 11
    """
    assert not [claim for claim in totals.find(written(shares)) if claim.differs]


ONE_BY_ONE = """
Allegation   | 2019 | 2020
Decisions    | 106  | 7
Use of force | 613  | 35
Information  | 589  | 11
Total        | 1308 | 53

Allegation   | Allegations
Decisions    | 7
Use of force | 35
Information  | 11
Grand Total  | 165
"""


def test_a_total_is_held_against_its_own_table_only(written: Written) -> None:
    claims = totals.find(written(ONE_BY_ONE))
    assert {claim.total: claim.judgement.verdict for claim in claims} == {
        (4, 1): "agrees",
        (4, 2): "agrees",
        (10, 1): "differs",
    }


@pytest.mark.parametrize(
    ("total", "wrong"),
    [
        ("Total | 401 | 1174", []),
        # left over from the first column
        ("Total | 401 | 401", [(5, 2)]),
        # more than there is, and no slip of the pen
        ("Total | 401 | 1295", [(5, 2)]),
        # less: somebody may be counted twice, and this be how many they are
        ("Total | 401 | 1071", []),
        # what lies among its parts may be their average
        ("Total | 401 | 290", []),
        # and what is of another size is another thing
        ("Total | 401 | 99210", []),
        # both columns miss: nothing says what adds up
        ("Total | 465 | 1071", []),
    ],
)
def test_a_named_total_beside_one_that_closes(
    written: Written, total: str, wrong: list[tuple[int, int]]
) -> None:
    rows = written(
        f"""
        Complaint      | 2019-20 | 2020-21
        Staff conduct  | 134     | 272
        Communication  | 115     | 106
        Noise          | 52      | 465
        Delay          | 100     | 331
        {total}
        """
    )
    assert [claim.total for claim in totals.find(rows) if claim.differs] == wrong


def test_a_suppressed_figure_right_below_the_heading_is_a_part(written: Written) -> None:
    (claim,) = totals.find(written("Reason | Cases \n Debt | <5 \n Noise | 283 \n Damp | 640 \n Total | 924"))
    assert claim.parts == ((1, 1), (2, 1), (3, 1))
    assert claim.judgement.verdict == "undecided"


def test_bands_above_figures_name_them(written: Written) -> None:
    rows = written("Ward | <5 | 5-9 | 10-14 | All \n North | 12 | 31 | 8 | 51 \n South | 7 | 22 | 14 | 43")
    assert [claim.total for claim in totals.find(rows)] == [(1, 4), (2, 4)]


def test_a_count_like_a_year_in_the_middle_of_its_column_is_added(written: Written) -> None:
    table = "Fault | Cases \n Debt | 133 \n Noise | 1848 \n Damp | 907 \n Total | 2888"
    later = "\n \n Fault | 2019 | 2020 \n Debt | 12 | 31 \n Noise | 44 | 9 \n Total | 56 | 40"
    claims = totals.find(written(table + later))
    assert [claim.judgement.verdict for claim in claims] == ["agrees"] * 3


@pytest.mark.parametrize(
    "text",
    [
        # a number with a comma is a count wherever it stands
        "Reason | Cases \n Eviction | 1,884 \n Debt | 689 \n Damp | 182 \n Total | 2,755",
        # what is not printed parts no table in two
        "Ward | Cases \n North | 16 \n South | <5 \n East | 9 \n West | 31 \n Total | 60",
        # figures that happen to count up, and the same "year" twice
        "Type | 2016 | 2017 | 2018 | All \n A | 1 | 4 | 1 | 6 \n B | 0 | 1 | 2 | 3 \n Total | 1 | 5 | 3 | 9",
        "Type | 2018 | 2019 \n Delay | 30 | 1008 \n Quality | 1879 | 901 \n Total | 1909 | 1909",
    ],
)
def test_a_figure_is_no_heading(written: Written, text: str) -> None:
    rows = written(text)
    claims = [claim for claim in totals.find(rows) if claim.total[0] == len(rows) - 1]
    assert claims
    assert not any(claim.differs for claim in claims)
    assert {len(claim.parts) for claim in claims} <= {len(rows) - 2, 3}


FEES = """
Section      | Pages | Rate  | Hours
Survey       | 120   | 0.75  | 90.50
Drawing      | 48    | 1.25  | 60.25
Index        | 16    | 0.50  | 8.75
Checking     | 184   | 0.125 | 23.00
Registers    | 64    | 0.25  | 16.00
Posting      | 12    | 0.25  | 3.25
Total        |       |       | {}
"""


@pytest.mark.parametrize(("total", "verdict"), [("201.75", "agrees"), ("210.75", "differs")])
def test_a_total_in_fractions_is_held_to_its_parts(written: Written, total: str, verdict: str) -> None:
    """Though other columns hold whole numbers, and one of its lines is called as rates are."""
    claims = [claim for claim in totals.find(written(FEES.format(total))) if claim.total == (7, 3)]
    assert [claim.judgement.verdict for claim in claims] == [verdict]


REGIONS = """
Region     | One family | Two families | Others
Northland  | 36801      | 1254         | 1818
Waikato    | 95073      | 3114         | 6390
Bay        | 65661      | 2283         | 3648
Wellington | 110064     | 3528         | 9984
Total      | {}
"""


@pytest.mark.parametrize(
    ("total", "verdicts"),
    [
        # the line that is gone may be the largest by far, where all others are there
        ("604209 | 22464 | 44496", ["differs"] * 3),
        # but no line is most of its total everywhere
        ("1604209 | 22464 | 94496", []),
        # and takes nothing away
        ("604209 | 10064 | 44496", []),
    ],
)
def test_the_largest_line_of_a_table_may_be_gone(written: Written, total: str, verdicts: list[str]) -> None:
    assert [claim.judgement.verdict for claim in totals.find(written(REGIONS.format(total)))] == verdicts


PATROLS = """
          | Vans | Crew | Calls
Abbey     | 9    | 28   | 212
Brook     | 14   | 41   | 377
Cross     | 11   | 35   | 258
Dene      | 4    | 12   | 91
{}        | {}   | {}   | {}
"""


@pytest.mark.parametrize(
    ("last", "verdicts"),
    [
        # a range that ends one line too early leaves out the last, or the first
        (("Total", 38, 116, 847), ["agrees", "agrees", "differs"]),
        (("Borough", 38, 116, 847), ["agrees", "agrees", "differs"]),
        (("Whole district", 38, 116, 726), ["agrees", "agrees", "differs"]),
        (("County", 38, 116, 938), ["agrees", "agrees", "agrees"]),
        # of people on several lists there may be fewer than the lists have names
        (("Total", 38, 116, 701), ["agrees", "agrees"]),
        # one more place of the kind above it, whose numbers nobody added up
        (("Borough", 12, 40, 206), []),
        (("Elm", 8, 24, 160), []),
    ],
)
def test_a_sum_that_ends_one_line_too_early_is_wrong(
    written: Written, last: tuple[str, int, int, int], verdicts: list[str]
) -> None:
    assert [claim.judgement.verdict for claim in totals.find(written(PATROLS.format(*last)))] == verdicts


OWED = """
Nursery  | Families | Owed (£)
Ashfield | 14       | 612.40
Birchway | <5       | 41.60
Copse    | 21       | 1,084.75
Dell     | <5       | 22.05
Elmhurst | 48       | 2,916.35
Total    | 90       | {}
"""


def test_a_sum_of_money_is_judged_beside_counts_of_which_some_are_hidden(written: Written) -> None:
    right, wrong = (totals.find(written(OWED.format(stated))) for stated in ("4,677.15", "4,767.15"))
    assert [claim.judgement.verdict for claim in right] == ["undecided", "agrees"]
    assert [claim.judgement.verdict for claim in wrong] == ["undecided", "differs"]
    assert wrong[1].total == (6, 2)


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        # what is no sum: the dearest, the mean, a price
        ("Owed", "2,916.35"),
        ("Average owed (£)", "52.15"),
        ("Price per child (£)", "4,677.51"),
        ("Highest bill (£)", "2,916.35"),
        # a difference that no slip of the pen explains
        ("Owed (£)", "5,190.42"),
    ],
)
def test_leaves_money_alone_that_may_be_no_sum(written: Written, head: str, stated: str) -> None:
    rows = written(OWED.replace("Owed (£)", head).format(stated))
    assert not any(claim.differs for claim in totals.find(rows))


def test_leaves_money_alone_where_the_counts_add_up_to_more_than_their_total(written: Written) -> None:
    rows = written(OWED.format("4,767.15").replace("| 90 ", "| 60 "))
    assert not any(claim.differs for claim in totals.find(rows))


SCHOOLS = """
                  | 2019   | 2020   | 2021   | 2022
{head}            | 32,245 | 32,576 | 32,932 | 33,327
Carrick           | 938    | 936    | 937    | 935
Donegore          | 7,582  | 7,632  | 7,687  | 7,754
Glenarm           | 12,529 | 12,665 | 12,795 | 12,936
Larne             | 11,196 | 11,343 | 11,513 | 11,702
"""


@pytest.mark.parametrize("head", ["Northern Ireland", "The whole country", "Region", "England and Wales"])
def test_a_country_above_its_parts_is_their_total(written: Written, head: str) -> None:
    rows = written(SCHOOLS.format(head=head))
    assert {claim.judgement.verdict for claim in totals.find(rows)} == {"agrees"}
    lost = tuple(row for row in rows if row[0] != "Carrick")
    assert [claim.judgement.verdict for claim in totals.find(lost)] == ["differs"] * 4


@pytest.mark.parametrize(
    "text",
    [
        # nations side by side are parts of one another's total, and none is the total of the others
        """
        Prisoners        | 2020   | 2021   | 2022
        England          | 11,446 | 11,180 | 11,602
        Wales            | 4,820  | 4,702  | 4,944
        Scotland         | 7,460  | 7,388  | 7,515
        Northern Ireland | 1,448  | 1,397  | 1,460
        """,
        # a country among others is no head
        """
        Trade with    | 2020   | 2021   | 2022
        France        | 24,367 | 25,849 | 28,026
        United States | 47,753 | 57,285 | 65,034
        Spain         | 7,436  | 6,920  | 7,791
        Japan         | 3,871  | 4,235  | 6,595
        """,
        # what is hidden may be the rest
        SCHOOLS.format(head="Wales").replace(
            "Carrick           | 938    | 936    | 937    | 935", "Carrick | x | x | x | x"
        ),
    ],
)
def test_a_country_that_is_no_total_is_left_alone(written: Written, text: str) -> None:
    assert not [claim for claim in totals.find(written(text)) if claim.differs]


def test_a_line_is_lost_where_a_figure_of_one_column_is_hidden(written: Written) -> None:
    text = """
        Energy   | Wind    | Sun     | Water    | Waste   | Wood
        Moors    | 1104706 | 2600360 | 27509447 | 1323906 | 24057
        Coast    | 1723434 | 257066  | 3800171  | 791181  | x
        Vale     | 256007  | 358319  | 7401115  | 7535581 | 207085
        Islands  | 592421  | 2606046 | 11085581 | 167588  | 637049
        Total    | 4071544 | 7765062 | 56611422 | 9927837 | 945126
    """
    rows = written(text)
    assert [claim.judgement.verdict for claim in totals.find(rows)] == ["differs"] * 4 + ["undecided"]
    assert {claim.total[1] for claim in totals.find(rows) if claim.differs} == {1, 2, 3, 4}


def test_a_list_of_dashes_below_its_head_is_what_it_adds_up(written: Written) -> None:
    text = """
        Thousands             | May | June
        Out of work           | 287 | 250
        – for over a year     | 51  | 40
        Total on courses      | 84  | 80
        – paid work           | 31  | 35
        – training            | 34  | 30
        – leave               | 19  | 16
        Vacancies             | 49  | 47
    """
    assert [claim.judgement.verdict for claim in totals.find(written(text))] == ["agrees", "undecided"]
    (wrong,) = [claim for claim in totals.find(written(text.replace("84 ", "48 "))) if claim.differs]
    assert (wrong.total, len(wrong.parts)) == ((4 - 1, 1), 3)


def test_pence_beside_whole_pounds_hide_no_lost_line(written: Written) -> None:
    text = """
        Heading    | Planned | Spent
        Teachers   | 180000  | 82000
        Books      | 26250   | 33121.25
        Camps      | 9000    | 6306
        Feast      | 7500    | 1880
        Travel     | 9000    | 3871
        TOTAL      | 273750  | 138568.25
    """
    assert [claim.judgement.difference for claim in totals.find(written(text)) if claim.differs] == [
        42000,
        11390,
    ]


def test_a_line_whose_name_speaks_of_all_is_no_total(written: Written) -> None:
    text = """
        Work              | Pages | Days
        Sort              | 4250  | 0.85
        Copy              | 900   | 1.09
        Scan all pages    | 8250  | 3.93
        File              | 5000  | 5.26
    """
    assert totals.find(written(text)) == ()
