"""Blocks one below the other, each with its total, one of which lost a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]

STOCK = """
Books        | 2021   | 2022   | 2023
Lending      | 332466 | 341550 | 347252
Reference    | 60247  | 63205  | 66689
Total        | 392713 | 404755 | 413941

Recordings
Cassettes    | 1730   | 1837   | 2018
Discs        | 14502  | 15507  | 15651
Films        | 793    | 804    | 812
Total        | 17025  | 18148  | 18481

Archives
Directories  | 181    | 153    | 154
Vertical file| 9711   | 9886   | 10589
Maps         | 969    | 1164   | 1147
Total        | 10861  | 11203  | 11890
"""


def without(text: str, *rows: str) -> str:
    """The table without the rows of these names."""
    return "\n".join(line for line in text.strip().splitlines() if not line.startswith(rows))


def wrong(rows: tuple[tuple[str, ...], ...]) -> list[int]:
    return sorted({claim.total[0] for claim in totals.find(rows) if claim.differs})


def test_all_blocks_close(written: Written) -> None:
    claims = totals.find(written(STOCK))
    assert {claim.judgement.verdict for claim in claims} == {"agrees"}
    assert len({claim.total for claim in claims}) == 9


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ("Reference", 2),
        ("Cassettes", 8),
        ("Films", 8),
        ("Maps", 14),
    ],
)
def test_a_total_over_what_is_left_of_its_block_is_missed(written: Written, row: str, total: int) -> None:
    assert wrong(written(without(STOCK, row))) == [total]


def test_totals_above_their_blocks_tell_the_same(written: Written) -> None:
    lines = STOCK.strip().splitlines()
    blocks = ["\n".join(lines[first:last]) for first, last in ((1, 4), (6, 10), (12, 16))]
    turned = "\n\n".join("\n".join([*reversed(block.splitlines())]) for block in blocks)
    assert wrong(written(turned)) == []
    assert wrong(written(without(turned, "Discs"))) == [4]


ACCOUNTS = """
Cash             | 219454
Investments      | 185249
Receivables      | 23762
Prepaid          | 1656
Total assets     | 430121

Payable          | 23419
Accrued          | 17827
Other            | 4977
Total liabilities| 46223

Unrestricted     | 262730
Temporary        | 2210
Permanent        | 108958
Total net assets | 373898
"""


@pytest.mark.parametrize("row", ["Cash", "Investments", "Receivables"])
def test_one_column_is_enough(written: Written, row: str) -> None:
    assert wrong(written(ACCOUNTS)) == []
    assert wrong(written(without(ACCOUNTS, row))) == [3]


@pytest.mark.parametrize(
    "gone",
    [
        # one other total that closes does not say what totals are here
        ("Reference", "Directories", "Vertical", "Maps"),
        ("Reference", "Films"),
    ],
)
def test_where_few_others_close_nothing_is_told(written: Written, gone: tuple[str, ...]) -> None:
    assert 2 not in wrong(written(without(STOCK, *gone)))


@pytest.mark.parametrize(
    "total",
    [
        # less than its block: nothing was lost there
        "Total        | 301713 | 304755 | 313941",
        # the word for it may be a rate
        "Total average| 392713 | 404755 | 413941",
        # nobody calls it a total
        "Worth        | 392713 | 404755 | 413941",
        # hardly anything of it is left
        "Total        | 9392713 | 9404755 | 9413941",
        # one column would have lost what is no line's
        "Total        | 392713 | 404755 | 3941",
    ],
)
def test_what_a_lost_line_does_not_explain_is_left_alone(written: Written, total: str) -> None:
    text = without(STOCK, "Reference").replace("Total        | 392713 | 404755 | 413941", total)
    assert 2 not in wrong(written(text))


def test_a_line_that_is_not_printed_is_not_lost(written: Written) -> None:
    withheld = "Reference | * | * | *"
    text = STOCK.replace("Reference    | 60247  | 63205  | 66689", withheld)
    assert 3 not in wrong(written(text))


PEOPLE = """
                | 2021   | 2022   | 2023
Ashby           | 41520  | 41190  | 22970
Women           | 21400  | 23666  | 13066
Men             | 20120  | 17524  | 9904
Barton          | 10881  | 10472  | 10507
Women           | 6472   | 6536   | 6098
Men             | 4409   | 3936   | 4409
Corby           | 73924  | 74348  | 86009
Women           | 43858  | 42462  | 54194
Men             | 30066  | 31886  | 31815
Denton          | 56216  | 55105  | 55345
Women           | 33604  | 30030  | 35719
Men             | 22612  | 25075  | 19626
"""


@pytest.mark.parametrize("gone", [5, 6, 8, 9])
def test_a_breakdown_that_lacks_what_all_others_have(written: Written, gone: int) -> None:
    lines = PEOPLE.strip("\n").splitlines()
    assert wrong(written(PEOPLE.strip("\n"))) == []
    assert wrong(written("\n".join(lines[:gone] + lines[gone + 1 :]))) == [(gone - 1) // 3 * 3 + 1]


def test_two_alike_are_no_custom(written: Written) -> None:
    lines = PEOPLE.strip("\n").splitlines()[:9]
    assert wrong(written("\n".join(lines[:9]))) == []
    assert wrong(written("\n".join([*lines[:8]]))) == []


def test_ratios_between_its_lines_belong_to_no_block(written: Written) -> None:
    text = """
        Answers        | Sent | Came | Late
        Colleges       | 37   | 25   | 4
        Schools        | 33   | 25   | 2
        Subtotal       | 70   | 50   | 6
                       | 1.00 | 0.71 | 0.09
        Large councils | 38   | 38   | 12
        Small councils | 27   | 22   | 3
        Subtotal       | 65   | 60   | 15
                       | 1.00 | 0.92 | 0.23
        Police         | 41   | 29   | 7
        Fire           | 44   | 37   | 9
        Subtotal       | 85   | 66   | 16
    """
    assert wrong(written(text)) == []
    assert wrong(written(without(text, "        Large"))) == [6]
