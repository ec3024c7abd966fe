"""What the words beside a number of a sentence must say for it to count."""

from __future__ import annotations

import pytest

from foi_cli.normalise import statements


def read(text: str, asked: str) -> list[str]:
    found = statements.find(text, asked)
    return [" | ".join(filter(None, (s.amount.text, s.label, s.noun, s.note))) for s in found]


@pytest.mark.parametrize(
    ("asked", "text", "stated"),
    [
        ("Moorings", "There are 38 moorings at the Town Quay.", ["38 | moorings"]),
        ("Chapels", "The Council has four benches and 12 planters.", ["four | benches"]),
        ("Fleet", "We operate 26 minibuses, of which three are electric.",
         ["26 | minibuses", "three | electric"]),
        ("Staff", "The caretaker is contracted for 16 hours a week.", ["16 | contracted | hours | a week"]),
        ("What was spent on parks?", "We spent £40,000 in 2021/22 and £42,000 in 2022/23, a rise of 5%.",
         ["£40,000", "£42,000", "5% | rise"]),
        ("How many nurses were assaulted?", "Nine were assaulted by patients and 14 verbally.",
         ["Nine", "14 | verbally"]),
        ("Staff", "One post is vacant. The other two posts are paid £14.20 an hour.",
         ["One | post", "two | posts", "£14.20 | an hour"]),
        ("Licences revoked in 2022", "No licences were revoked. Two licences were suspended.",
         ["No | licences", "Two | licences"]),
        ("How many letters were sent?", "In 2022, 31 were sent by post and 40 by email.",
         ["31 | sent by post", "40 | by email"]),
    ],
)  # fmt: skip
def test_counts(asked: str, text: str, stated: list[str]) -> None:
    assert read(text, asked) == stated


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Legal advice", "There are two limbs to this exemption."),
        ("Complaints", "There are three reasons for this decision."),
        ("Complaints", "The Council has 20 working days in which to reply."),
        ("Staff", "It would take us 22 hours to find this."),
        ("Staff", "Our time is charged at £25 an hour."),
        ("", "There are 38 moorings at the Town Quay."),
    ],
)
def test_counts_nothing(asked: str, text: str) -> None:
    assert read(text, asked) == []


def test_a_time_that_the_question_sets_is_no_figure() -> None:
    asked = "How many people had waited over 18 weeks?"
    assert read("Of 912 people, 310 people had waited over 18 weeks.", asked) == [
        "912 | people",
        "310 | people",
    ]


def test_what_there_was_on_a_day() -> None:
    text = "There were 14 boats on the list for moorings on 3 May 2024."
    found = statements.find(text, "How many boats are on the list?")
    assert [str(s.period.start) for s in found if s.period] == ["2024-05-03"]


def test_a_price_is_no_state_of_the_day_on_which_things_were_counted() -> None:
    text = "There were 40 beach huts let as at 1 May 2024. The rent is £310 a year."
    found = statements.find(text, "How many beach huts are let, and at what rent?")
    assert [(s.amount.text, s.period is not None) for s in found] == [("40", True), ("£310", False)]


def test_a_balance_is() -> None:
    text = "There were 40 beach huts let as at 1 May 2024. Rents of £2,100 were unpaid."
    found = statements.find(text, "How many beach huts are let, and what is unpaid?")
    assert [(s.amount.text, s.period is not None) for s in found] == [("40", True), ("£2,100", True)]
