"""Numbers that a sentence says a greater one is made of, and what they are tied to."""

from __future__ import annotations

import pytest

from foi_cli import ingest
from foi_cli.model import Figure, Reading, Source
from foi_cli.normalise import statements, understand
from foi_cli.reconcile import part_of


def parts(sentence: str, asked: str = "How many claims were there?") -> list[str]:
    """`41 settled of number 64`"""
    return [
        f"{one.amount.value} {one.label or one.noun} of {one.of}"
        for one in statements.find(sentence, asked)
        if one.of
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the 64 claims, forty-one are settled, 6 withdrawn and 17 remain open as at 30 June 2023.",
         ["41 settled of number 64", "6 withdrawn of number 64", "17 remain open of number 64"]),
        ("Of the 90 calls, 37 were malicious and the remaining 53 genuine.",
         ["37 malicious of number 90", "53 genuine of number 90"]),
        ("The new form accounts for 69 of the 104.", ["69  of number 104"]),
        ("In 2022-23 the 31 claims consisted of 12 for injury, 14 for damage, and 5 for other losses.",
         ["12 injury of all 31", "14 damage of all 31", "5 other losses of all 31"]),
        ("There were 40 claims, comprising 12 appeals, 20 reviews and 8 complaints.",
         ["12 appeals of all 40", "20 reviews of all 40", "8 complaints of all 40"]),
        ("We had nineteen claims, of which twelve went to court, five with costs and two without.",
         ["12 went to court of before", "5 costs of before", "2 without of before"]),
        ("We had 19 claims; of these 12 went to court and 7 were dropped.",
         ["12 went to court of before", "7 dropped of before"]),
        ("We had 19 claims and of those, 12 went to court.", ["12 went to court of before"]),
    ],
)  # fmt: skip
def test_parts(sentence: str, expected: list[str]) -> None:
    assert parts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the claims in section 4, most were settled.",
        "There were 40 claims in 12 wards and 3 towns.",
        "Of the Act, 3 sections apply.",
        "The 40 claims took 12 days, 3 weeks and 5 months.",
        "64 claims were made. 12 people work on them.",
        "The panel consists of members of the public.",
        "We pay £90 a load to dispose of these, so £540 for the quarter.",
        "It took 12 days to repair all of those, so 48 claims waited.",
        "Two firms were used for the removal of these, 3 in all.",
    ],
)
def test_no_parts(sentence: str) -> None:
    assert parts(sentence) == []


def read(answer: str) -> Reading:
    text = f"Q1. How many fires were there, and where?\n\n{answer}\n"
    return understand(ingest.read(Source("a.txt", text.encode())))


def line(figure: Figure) -> str:
    year = figure.period.text.strip() if figure.period else ""
    return f"{figure.amount.value} {figure.unit} {figure.row_label} {year}".rstrip()


def test_parts_take_unit_and_time_of_their_whole() -> None:
    found = read(
        "In 2021/22 we attended 90 incidents. Of the 90, 37 were deliberate and 53 accidental."
    ).figures
    assert [line(figure) for figure in found[1:]] == [
        "37 incidents deliberate 2021/22",
        "53 incidents accidental 2021/22",
    ]
    assert {figure.within for figure in found[1:]} == {found[0].figure_id}


@pytest.mark.parametrize(
    ("last", "verdicts"),
    [("35", ["differs -2"]), ("33", ["agrees 0"])],
)
def test_a_number_all_of_whose_parts_are_named_is_their_sum(last: str, verdicts: list[str]) -> None:
    said = f"The 214 incidents consisted of 88 in dwellings, 52 in vehicles, 41 on land and {last} elsewhere."
    judged = [finding for finding in part_of.judge(read(said)) if finding.stated == "214"]
    assert [f"{finding.verdict} {finding.difference}" for finding in judged] == verdicts


def test_parts_that_need_not_be_all_are_not_added() -> None:
    said = "We attended 214 incidents. Of the 214, 88 were in dwellings and 52 in vehicles."
    assert not [finding for finding in part_of.judge(read(said)) if finding.verdict == "differs"]
