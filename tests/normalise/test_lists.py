"""Lists of an answer: lines of several numbers, bands of ages and sums, and what a number is made of."""

from __future__ import annotations

import pytest

from foi_cli import ingest
from foi_cli.model import Figure, Source
from foi_cli.normalise import statements, understand

ASKED = "How many visits were made, and how many people were seen?"


def read(text: str, asked: str = ASKED) -> list[str]:
    return [
        " | ".join(
            filter(None, (s.amount.text, s.label, s.noun, s.period.text.strip() if s.period else "", s.of))
        )
        for s in statements.find(text, asked)
    ]


def figures(answer: str, question: str = ASKED) -> tuple[Figure, ...]:
    text = f"Dear Requester\n\nQ1. {question}\n\n{answer}\n\nYours sincerely\n"
    return understand(ingest.read(Source("letter.txt", text.encode()))).figures


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("2019/20: 143 fires, 188 people", ["143 | fires | 2019/20", "188 | people | 2019/20"]),
        ("2021-22 – 98 calls, 1,046 callers helped, of whom 61 were sent on",
         ["98 | calls | 2021-22", "1,046 | callers helped | 2021-22", "61 | sent | 2021-22 | before"]),
        ("2020 - 3 upheld, four not upheld and 2 withdrawn.",
         ["3 | upheld | 2020", "four | not upheld | 2020", "2 | withdrawn | 2020"]),
        ("2021: 18.5 FTE, 2 vacant", ["18.5 FTE | 2021", "2 | vacant | 2021"]),
        # one number and a remark
        ("2022: 12 visits, 3 fewer than before", ["12 | visits | 2022"]),
        ("2022: 12 visits, all of them by day", ["12 | visits | 2022"]),
        ("2022: one visit, one of them at night", ["one | visit | 2022"]),
        ("2022: 12 visits, 2 years after the last", ["12 | visits | 2022"]),
        # each period has its own
        ("2021 - 14 visits, 2022 - 19 visits", ["14 | visits | 2021", "19 | visits | 2022"]),
    ],
)  # fmt: skip
def test_a_line_may_give_several_numbers_of_one_year(line: str, stated: list[str]) -> None:
    assert read(line) == stated


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("Under 30 – 4", ["4 | Under 30"]),
        ("30 to 49 – 6", ["6 | 30 to 49"]),
        ("18-24: 12", ["12 | 18-24"]),
        ("Aged 65 to 74 = 9", ["9 | Aged 65 to 74"]),
        ("£500 to £1,000: 14", ["14 | £500 to £1,000"]),
        ("Less than 5 years – 31", ["31 | Less than 5 years"]),
        ("65 and over – *", ["* | 65 and over"]),
        ("Not known: **", ["** | Not known"]),
        # no bands: a telephone number, a year, a range that falls, a range of days
        ("020 7946 – 0991", []),
        ("20-21: 12", []),
        ("49 to 30 – 6", []),
        ("10-12 working days", []),
        ("Section 40 – 2", []),
    ],
)
def test_bands_name_what_is_counted(line: str, stated: list[str]) -> None:
    assert read(line) == stated


def test_a_band_needs_a_question() -> None:
    assert read("30 to 49 – 6", "") == []


HORSES = """
As at 1 May 2024 there were 20 visitors.

Age
Under 30 – 4
30 to 49 – 10
50 and over – 6

Sex
Female – {}
Male – 8
"""


def days(answer: str) -> list[str]:
    return [f"{f.amount.text} {f.period.end if f.period else '?'}" for f in figures(answer)]


def test_lists_that_add_up_to_a_number_have_its_time() -> None:
    day = "2024-05-01"
    assert days(HORSES.format(12)) == [f"{n} {day}" for n in (20, 4, 10, 6, 12, 8)]
    assert days(HORSES.format("*"))[-2:] == ["* ?", "8 ?"]  # eight are not most of twenty
    assert days(HORSES.format("*").replace("– 8", "– 11"))[-2:] == [f"* {day}", f"11 {day}"]
    assert days(HORSES.format(13))[-2:] == ["13 ?", "8 ?"]


def test_lists_with_times_of_their_own_keep_them() -> None:
    answer = "In 2022/23 there were 37 visits.\n\nBy day: 30\nIn 2021/22: 7"
    assert days(answer) == ["37 2023-03-31", "30 ?", "7 2022-03-31"]


def test_a_line_that_leads_on_to_a_list_is_no_more_question() -> None:
    answer = "On 1 May 2024 we had 20 horses:\n\nMares – 14\nGeldings – 6"
    found = figures(answer, "How many horses do you have?")
    assert [figure.amount.text for figure in found] == ["20", "14", "6"]
    assert {figure.period.end.isoformat() for figure in found if figure.period and figure.period.end} == {
        "2024-05-01"
    }
