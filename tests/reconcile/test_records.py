"""records: stated totals by category against a list in the same response."""

from __future__ import annotations

from foi_cli.model import Finding, Reading, Response, Table
from foi_cli.reconcile import records

LIST = """
    Year    | Activity | Amount
    2020-21 | Paid in  | £1,428,003.07
            | Spent    | £638,247.43
            | Expired  | £840,209.04
    2021-22 | Paid in  | £1,473,147.31
            | Spent    | £930,586.21
            | Expired  | £489,284.25
    2022-23 | Paid in  | £1,625,736.03
            | Spent    | £974,287.05
            | Expired  | £460,557.19
"""
SUMMARY = """
    Paid in - up to March 23 | £4,526,886.41
    Spent - up to March 23   | £2,543,120.69
    Expired - up to March 23 | £1,790,050.48
    Left                     | £193,715.24
"""


def table(number: int, text: str) -> Table:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Table(number, tuple(map(tuple, rows)))


def findings(first: str, second: str) -> dict[str | None, Finding]:
    tables = (("letter.txt", table(1, first)), ("letter.txt", table(2, second)))
    return {
        f.place.cell: f
        for f in records.CHECK.judge(Reading(Response("r", "letter.txt", "", ""), tables=tables))
    }


def test_agrees() -> None:
    found = findings(LIST, SUMMARY)
    assert {cell: finding.verdict for cell, finding in found.items()} == {
        "R1C2": "agrees",
        "R2C2": "agrees",
        "R3C2": "agrees",
    }
    assert found["R1C2"].parts == ("R2C3", "R5C3", "R8C3")
    assert found["R1C2"].place.table == 2


def test_differs_where_most_agree() -> None:
    more = LIST + "    2023-24 | Lent | £12,000.00\n            | Lent | £3,000.00\n"
    wrong = SUMMARY.replace("£2,543,120.69", "£2,543,120.96") + "    Lent | £15,000.00\n"
    found = findings(more, wrong)
    assert found["R2C2"].verdict == "differs"
    assert found["R2C2"].difference == "0.27"
    assert "3 records of table 1" in found["R2C2"].message


def test_leaves_alone_a_summary_of_something_else() -> None:
    assert findings(LIST, SUMMARY.replace("4,526", "9,526").replace("2,543", "1,543")) == {}


def test_leaves_alone_small_numbers_that_happen_to_be_the_same() -> None:
    small = "Ward | Kind | No\na | dog | 1\nb | dog | 2\nc | cat | 1\nd | cat | 1"
    assert findings(small, "Dog | 3\nCat | 4") == {}


def test_what_is_added_to_a_category_does_not_change_it() -> None:
    assert records.stem("Expired -Back to HMRC") == "expired"
    assert records.stem("Paid in – up to March 24") == "paid in"
    assert records.stem("Non-payment") == "non-payment"
