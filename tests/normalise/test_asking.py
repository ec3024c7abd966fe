from __future__ import annotations

import pytest

from foi_cli.normalise import asking


@pytest.mark.parametrize(
    ("question", "unit", "measure"),
    [
        (
            "How many misconduct investigations are conducted each year?",
            "cases",
            "misconduct investigations",
        ),
        (
            "Between 1 January 2019 and 1 October 2024 how many SEND appeals were received?",
            "appeals",
            "send appeals",
        ),
        ("Of these appeal cases decided by tribunal, how many were in favour?", "cases", "appeal cases"),
        ("The total number of inspections carried out by either (1) or (2).", "inspections", "inspections"),
        (
            "How many “during performance inspections” were undertaken?",
            "inspections",
            "during performance inspections",
        ),
        ("How many officers resigned before a misconduct hearing?", "officers", "officers"),
        ("How many members of staff reported an assault?", "people", "staff"),
        ("What is the total value of fines that the council has issued?", "gbp", None),
        ("How much was spent by the council on legal teams?", "gbp", None),
        ("What was the total budget for the years 2021/22?", "gbp", None),
        ("What is the structural FTE of the team?", "fte", None),
        ("What percentage of the workforce is female?", "percent", None),
        ("How many staff are there? Please give FTE and headcount.", "people", "staff"),
        ("How many visitor permit books were sold?", "count", "visitor permit books were sold"),
        ("Beyond fines and prosecutions, did sellers face anything else?", "count", None),
        ("Who is responsible for the culture?", "count", None),
        ("PCNs for past six years", "notices", "pcns"),
    ],
)
def test_what_a_question_asks_for(question: str, unit: str, measure: str | None) -> None:
    assert asking.unit(question) == unit
    if measure is not None:
        assert asking.measure(question) == measure


@pytest.mark.parametrize(
    ("request_", "measure"),
    [
        (
            "I hope you are well.\nI am writing to request the number of Parking PCNs by month.",
            "parking pcns",
        ),
        ("Please could you provide the salary of the chief executive?", "salary of the chief executive"),
        ("", ""),
    ],
)
def test_pleasantries_are_not_what_is_asked_for(request_: str, measure: str) -> None:
    assert asking.measure(request_).removeprefix("the ") == measure


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("What was the cost for the vapes seized between 2022 and 2023?", "2022-01-01..2023-12-31"),
        ("How many were employed since 1st March 2020?", "2020-03-01..None"),
        ("How many homes do you have to date? (as at 6th April 2024)", "2024-04-06..2024-04-06"),
        ("Data on street lighting from 2014. Please provide the total number.", "None"),
        ("How many in 2019 and how many in 2021?", "None"),
        ("How many officers are there?", "None"),
    ],
)
def test_the_one_period_of_a_question(question: str, period: str) -> None:
    found = asking.period(question)
    assert (f"{found.start}..{found.end}" if found else "None") == period


def test_a_count_of_what_costs_money_is_a_count() -> None:
    assert not asking.money("How many claims for compensation payments made were there?")
    assert asking.money("How much compensation was paid out?")


@pytest.mark.parametrize(
    ("texts", "academic"),
    [
        (("How many pupils left in each academic year?",), True),
        (("How many pupils left in the 2022/23 school year?",), True),
        (("How many left in 2022/23?", "Please answer by academic year."), True),
        (("How many left in 2022/23?", "", "Figures for each financial year, please."), False),
        (("What was spent in the financial year?", "Please answer by academic year."), False),
        (("Please give financial or academic years.",), False),
        (("How many academics left in 2022/23?",), False),
        ((), False),
    ],
)
def test_the_first_words_about_years_say_which_they_are(texts: tuple[str, ...], academic: bool) -> None:
    assert (asking.kind(*texts) == "academic") is academic


@pytest.mark.parametrize(
    "head", ["Request", "Your request:", "You asked for:", "Information requested", "Questions"]
)
def test_the_heading_over_a_wish_is_not_what_is_asked_for(head: str) -> None:
    assert asking.unit(f"{head}\nPlease provide the number of inspections by region.") == "inspections"
    assert asking.unit(f"{head}\nA breakdown by region, please.") == "count"


def test_requests_may_be_asked_for() -> None:
    assert asking.unit("Request\nPlease provide the number of FOI requests received.") == "requests"
    assert asking.unit("FOI requests received by month") == "requests"


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("What percentage of staff are women?", "percent"),
        ("How many staff are there by grade, and what percentage are women?", "people"),
    ],
)
def test_a_share_asked_for_besides_has_its_own_sign(question: str, unit: str) -> None:
    assert asking.unit(question) == unit


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Please provide the number of Vehicle Off Road (VOR) hours recorded for each depot.", "hours"),
        ("How many working days were lost to sickness?", "days"),
        ("How many hours of overtime did the ward pay for?", "hours"),
        ("What is the total number of bed days?", "days"),
        ("How many staff work more than 40 hours?", "people"),
        ("the number of inspections within 20 working days", "inspections"),
        ("How many notices were more than 28 days late?", "notices"),
        ("How many bank holidays are there?", "count"),
        ("How many days' notice is given?", "notices"),
    ],
)
def test_a_question_may_ask_for_a_length_of_time(question: str, unit: str) -> None:
    assert asking.unit(question) == unit


def test_a_day_of_a_year_is_not_all_of_it() -> None:
    assert asking.period("Pupils on the roll at the end of the 2022-23 session") is None
    assert asking.period("Homes empty at the start of 2023") is None
    said = asking.period("Homes empty at some time in 2023")
    assert said is not None
    assert str(said.start) == "2023-01-01"


def test_the_session_of_a_school_is_an_academic_year() -> None:
    assert asking.kind("pupils in each school in session 2022-23") == "academic"
    assert asking.kind("bills of the parliamentary session 2022-23") == ""
    assert asking.kind("people at each session in 2022-23") == ""
