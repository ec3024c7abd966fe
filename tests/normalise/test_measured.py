"""Averages, extremes, ranges and other measured numbers of sentences, each with the words for it."""

from __future__ import annotations

import pytest

from foi_cli.normalise import statements

LONG = "How long did it take to decide, on average?"
PAID = "How much was paid out?"


def read(text: str, asked: str) -> list[str]:
    found = statements.find(text, asked)
    return [" | ".join(filter(None, (s.amount.text, s.label, s.noun, s.note))) for s in found]


@pytest.mark.parametrize(
    ("asked", "text", "stated"),
    [
        (LONG, "The mean was 31 days, the shortest 2 days and the longest 204 days.",
         ["31 | mean | days", "2 | shortest | days", "204 | longest | days"]),
        (LONG, "The average stay lasted 4.5 weeks and the median 3 weeks.",
         ["4.5 | average stay | weeks", "3 | median | weeks"]),
        (LONG, "Most were done in a fortnight, in a range from 1 day to 90 days.",
         ["1 | lowest | day", "90 | highest | days"]),
        (PAID, "The largest award was £19,500 and the smallest £40.",
         ["£19,500 | largest award", "£40 | smallest"]),
        (PAID, "Payments ranged from £250 to £1.5 million.",
         ["£250 | Payments / lowest", "£1.5 million | Payments / highest"]),
        (PAID, "Individual rents range between £61 and £140.",
         ["£61 | Individual rents / lowest", "£140 | Individual rents / highest"]),
        ("Average time to reply", "For a letter 11 working days, for an email 4 working days.",
         ["11 | letter | working days", "4 | email | working days"]),
        (LONG, "The mean time was 33.5 working days and the median 29.",
         ["33.5 | mean time | working days", "29 | median | working days"]),
        (LONG, "The average stay was 12 days in 2022/23 and the longest 143.",
         ["12 | average stay | days", "143 | longest | days"]),
        (PAID, "The average award was £12,000 and the highest 40 times that.", ["£12,000 | average award"]),
        ("Sickness", "In all, 1,204.5 days were lost.", ["1,204.5 | days lost | days"]),
    ],
)  # fmt: skip
def test_measured(asked: str, text: str, stated: list[str]) -> None:
    assert read(text, asked) == stated


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (LONG, "The average record takes 5 minutes to open."),
        (LONG, "For a simple case we aim at 5 days, for a hard one 20 days."),
        ("How many children are in care?", "They range from 2 to 17 years of age."),
        ("How many staff?", "The highest grade is 9."),
        ("", "The largest fine was £4,000."),
        (PAID, "Please allow 20 working days for a letter, 5 days for an email."),
    ],
)
def test_left_alone(asked: str, text: str) -> None:
    assert read(text, asked) == []


@pytest.mark.parametrize(
    "text",
    [
        "8 minutes 47 seconds, from the call to the first appliance.",
        "The longest took 2 hours and 15 minutes.",
        "On average 5 days, 4 hours.",
    ],
)
def test_a_time_in_two_units_is_none_of_its_numbers(text: str) -> None:
    assert read(text, LONG) == []


def test_the_most_for_one_of_them_counts_nobody() -> None:
    (most,) = read("The highest cost for one pupil was £118,430.", PAID)
    assert most.startswith("£118,430")
    assert read("The grant was withdrawn in one case.", "How many grants were withdrawn?") == ["one | case"]


def test_what_the_first_of_two_is_worth_is_left_open() -> None:
    assert read("Grants ranged from £1 to £2 million.", PAID) == ["£1 to £2 million"]
