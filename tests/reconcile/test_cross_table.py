"""cross-table: the same total by two breakdowns."""

from __future__ import annotations

from foi_cli.model import Finding, Reading, Response, Table
from foi_cli.reconcile import cross_table

BY_OFFENCE = """
            | 2020 | 2021 | 2022
    Thefts  | 1203 | 1377 | 1410
    Robbery |  211 |  190 |  254
    Arson   |   38 |   41 |   57
    Total   | 1452 | 1608 | 1721
"""
BY_WARD = """
            | 2020 | 2021 | 2022
    North   |  803 |  977 | 1010
    South   |  611 |  590 |  654
    West    |   38 |   41 |   57
    Total   | 1452 | 1608 | 1721
"""


def findings(first: str, second: str) -> list[Finding]:
    tables = []
    for number, text in enumerate((first, second), 1):
        rows = tuple(
            tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").splitlines()
        )
        tables.append(("book.csv", Table(number, rows)))
    reading = Reading(Response("r", "book.csv", "", ""), tables=tuple(tables))
    return list(cross_table.CHECK.judge(reading))


def test_agrees() -> None:
    found = findings(BY_OFFENCE, BY_WARD)
    assert [finding.verdict for finding in found] == ["agrees"] * 3
    assert found[0].place.cell == "R5C2"
    assert found[0].parts == ("R5C2",)


def test_differs_where_most_are_the_same() -> None:
    other = BY_WARD.replace("654", "644").replace("1721", "1711")
    found = {finding.place.cell: finding for finding in findings(BY_OFFENCE, other)}
    assert found["R5C4"].verdict == "differs"
    assert found["R5C4"].message == (
        "The total of 2022 1711 at table 2 R5C4 is 10 less than the same total, 1721, at table 1 R5C4."
    )


def test_leaves_alone_tables_of_different_things() -> None:
    assert (
        findings(
            BY_OFFENCE,
            BY_WARD.replace("977", "900")
            .replace("803", "800")
            .replace("1452", "1449")
            .replace("1608", "1531"),
        )
        == []
    )


def test_leaves_alone_the_same_table_twice() -> None:
    assert findings(BY_OFFENCE, BY_OFFENCE) == []
