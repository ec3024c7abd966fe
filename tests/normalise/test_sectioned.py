"""Answers below numbered headings, without a word that begins them."""

from __future__ import annotations

import pytest

from foi_cli.model import Document, Figure, Passage, Question, Table
from foi_cli.normalise import understand

HEAD = ("Fenwick Rivers Trust", "3 June 2024", "Dear Requester")
STAFF = Table(1, (("Site", "2022", "2023"), ("Weir", "4", "6"), ("Lock", "5", "9")))
TOLLS = Table(2, (("Site", "2022", "2023"), ("Weir", "14", "16"), ("Lock", "15", "19")))


def answered(*blocks: str | Table) -> tuple[tuple[Question, ...], tuple[Figure, ...]]:
    """What is understood of a page; a line that begins with # is set as a heading."""
    set_ = (
        block
        if isinstance(block, Table)
        else Passage(
            block.removeprefix("#"), at, after_gap=True, style="heading" if block[0] == "#" else "text"
        )
        for at, block in enumerate((*HEAD, *blocks), 1)
    )
    reading = understand([Document("l", "page.html", "", 0, "html", "", tuple(set_))])
    return reading.questions, reading.figures


def by_question(figures: tuple[Figure, ...]) -> list[tuple[str, str]]:
    return [(figure.question, figure.amount.text) for figure in figures]


@pytest.mark.parametrize("mark", ["{}. ", "Q{} ", "Question {}: ", "{}) "])
def test_headings_that_count_up_begin_the_answer(mark: str) -> None:
    questions, figures = answered(
        "Your request was dealt with under the Act and the tables below are for calendar years.",
        "#" + mark.format(1) + "Wardens by site",
        STAFF,
        "#" + mark.format(2) + "Tolls taken by site",
        TOLLS,
    )
    assert [(question.number, question.text) for question in questions] == [
        ("1", "Wardens by site"),
        ("2", "Tolls taken by site"),
    ]
    assert by_question(figures) == [
        *(("1", cell) for cell in ("4", "6", "5", "9")),
        *(("2", cell) for cell in ("14", "16", "15", "19")),
    ]


def test_what_was_asked_may_be_repeated_below_its_heading() -> None:
    questions, _ = answered(
        "#1. Wardens",
        "Information requested: how many wardens were there at each site, and in 2019?",
        STAFF,
        "#2. Tolls",
        "You asked for: tolls taken at each site.",
        TOLLS,
    )
    assert questions[0].text.startswith("Wardens Information requested: how many wardens")
    assert questions[1].text == "Tolls You asked for: tolls taken at each site."


def test_a_line_that_says_of_which_day_a_table_is_asks_nothing() -> None:
    questions, figures = answered(
        "#1. How many wardens were there?",
        "As at 31 March 2024 (payroll):",
        Table(1, (("Site", "Women", "Men"), ("Weir", "4", "6"), ("Lock", "5", "9"))),
        "#2. How many cadets were there by age?",
        "At the census of 5 May 2024:",
        Table(2, (("Site", "Women", "Men"), ("Weir", "7", "8"), ("Lock", "3", "2"))),
    )
    assert [question.text for question in questions] == [
        "How many wardens were there?",
        "How many cadets were there by age?",
    ]
    days = {(figure.question, str(figure.period.start)) for figure in figures if figure.period}
    assert days == {("1", "2024-03-31"), ("2", "2024-05-05")}


@pytest.mark.parametrize(
    "blocks",
    [
        ("#1. Your request", "How many wardens were there in 2023?", "#2. Our response", STAFF),
        ("#1. Wardens by site", "#2. Tolls taken", "We answer both in one table.", STAFF),
        ("#2. Wardens by site", STAFF, "#4. Tolls taken", TOLLS),
    ],
)
def test_leaves_alone_headings_of_other_kinds(blocks: tuple[str | Table, ...]) -> None:
    questions, _ = answered(*blocks)
    assert "Wardens by site" not in [question.text for question in questions if question.answer]


def test_questions_may_be_numbered_in_words() -> None:
    questions, figures = answered(
        "Question one. How many wardens were there?",
        STAFF,
        "Question two: what was taken in tolls?",
        TOLLS,
        "Question Three - how many boats passed?",
        "There were 40 boats in 2023.",
    )
    assert [question.number for question in questions] == ["1", "2", "3"]
    assert [figure.question for figure in figures] == ["1"] * 4 + ["2"] * 4 + ["3"]


@pytest.mark.parametrize(
    "line", ["Question one was refused.", "Part two of the Act applies.", "One. Two. Three."]
)
def test_words_that_number_nothing(line: str) -> None:
    questions, _ = answered("We spent £40 in 2023.", line)
    assert not any(question.number == "2" for question in questions)


@pytest.mark.parametrize(
    ("told", "given"),
    [
        ("In 2022/23 there were 388 moorings for narrow boats.", [("1", "388")]),
        ("There were 41 outings to the upper locks in 2023.", [("1", "41")]),
        # parts of an argument, and what is no plural
        ("In 2022/23 there were 20 working days to reply.", []),
        ("In 2022/23 the rules on 20 moorings were made.", []),
    ],
)
def test_what_there_was_in_a_year_is_told_of_a_heading(told: str, given: list[tuple[str, str]]) -> None:
    _, figures = answered("#1. River court", told, "#2. Wardens by site", STAFF)
    assert [each for each in by_question(figures) if each[0] == "1"] == given


NUMBERED = (
    "1. You asked how many wardens we have, and what they cost. I take these in turn below.",
    "#How wardens are employed",
    "2. There were 41 wardens in post on 31 March 2024, and there were 38 of them one year before.",
    "3. In 2023 there were 6 vacancies, all of them at the northern sites of the Trust.",
    "#What they cost",
    "4. We spent £1,204,000 on wardens in 2023/24, and had spent £1,150,000 the year before that.",
    "5. We hold no information on what other bodies pay their wardens, as none of them tells us.",
)


def test_a_letter_in_numbered_paragraphs_is_cited_by_them() -> None:
    questions, figures = answered(*NUMBERED)
    assert [question.number for question in questions] == ["1", "2", "3", "4", "5"]
    assert ("2", "41") in by_question(figures)
    assert ("4", "£1,204,000") in by_question(figures)
    assert {question.number: question.outcome for question in questions}["5"] == "not-held"


@pytest.mark.parametrize(
    "blocks",
    [
        NUMBERED[:5],
        (*NUMBERED, "We spent £40,000 on agency wardens in the same year, which is not in the sum above."),
        tuple(block.replace("4.", "6.") for block in NUMBERED),
        ("We list below what there was in each of the years that you asked us about:", *NUMBERED),
    ],
)
def test_a_list_inside_a_letter_numbers_no_answers(blocks: tuple[str, ...]) -> None:
    _, figures = answered(*blocks)
    assert not {figure.question for figure in figures} & {"2", "3", "4"}
