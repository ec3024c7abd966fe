"""Answers that take the parts of a request one after the other, by letters or in words."""

from __future__ import annotations

import pytest

from foi_cli.ingest import read as ingest
from foi_cli.model import Reading, Source
from foi_cli.normalise import understand

HEAD = "Melford District Council\n14 March 2024\n\nDear Requester\n\n"


def read(text: str) -> Reading:
    return understand(ingest(Source("letter.txt", f"{HEAD}{text}\n\nYours sincerely\n".encode())))


def asked(text: str) -> list[tuple[str, str]]:
    return [(question.number, question.text) for question in read(text).questions]


def stated(text: str) -> list[tuple[str, str]]:
    """Each figure by the question that it answers."""
    return [(figure.question, figure.amount.text) for figure in read(text).figures]


SPLIT = (
    "1. How many dogs were seized?\n\n14\n\n2. How many tickets (a) were issued, and (b) were cancelled?\n\n"
)


@pytest.mark.parametrize(
    "answer",
    [
        "(a) 501\n(b) 73",
        "Response: (a) 501 in 2022.\n(b) There were 73 tickets.",
        "Answer:\na) 501\nb) 73",
        "(a) 501 tickets; (b) 73 tickets.",
        "As to (a), there were 501 tickets.\n\nTurning to (b), there were 73 tickets.",
    ],
)
def test_the_parts_of_one_question(answer: str) -> None:
    assert stated(SPLIT + answer) == [("1", "14"), ("2a", "501"), ("2b", "73")]
    assert asked(SPLIT + answer)[1:] == [
        ("2a", "How many tickets were issued"),
        ("2b", "How many tickets were cancelled?"),
    ]


def test_the_parts_by_small_numbers_and_without_brackets() -> None:
    text = "1. How many dogs were there?\n\n9\n\n2. Of these, how many were i) large ii) old iii) ill?\n\n"
    assert stated(f"{text}(i) 4\n(ii) 3\n(iii) None") == [
        ("1", "9"),
        ("2i", "4"),
        ("2ii", "3"),
        ("2iii", "None"),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("2. How many were seized (a) in all?", "(a) 501", id="one part"),
        pytest.param("2. How many (a) were issued, (b) cancelled?", "501 and 73 tickets", id="together"),
        pytest.param("2. How many were issued under section 4(a) and (b)?", "14", id="sections"),
        pytest.param("2. How many (a) were issued, (c) were cancelled?", "(a) 501\n(c) 73", id="a gap"),
        pytest.param("2. How many (a) were issued, (b) cancelled?", "(b) 73\n(a) 501", id="backwards"),
    ],
)
def test_what_is_not_parted_stays_one_answer(question: str, answer: str) -> None:
    text = f"1. How many dogs were there?\n\n9\n\n{question}\n\n{answer}"
    assert [number for number, _ in asked(text)] == ["1", "2"]


LETTERED = """You put three points to us.

Turning first to (a), in 2022 our wardens seized 14 dogs. This is fewer than before.

As to (b), we issued 23 fines in 2022.

There were 2 appeals.

Finally (c). The number of dogs that were given to others is not held."""


def test_points_that_an_answer_turns_to_by_letters() -> None:
    assert stated(LETTERED) == [("a", "14"), ("b", "23"), ("b", "2")]
    assert asked(LETTERED) == [("a", "(a)"), ("b", "(b)"), ("c", "(c)")]


ORDERED = """I refer to your request, in which you asked three questions about dogs.

In answer to your first question, there were 14 dogs in 2022.

You then asked where the dogs were found. In 2022 there were 9 dogs in parks and 5 dogs in streets.

Your third question concerned fines. In 2022 we issued 23 fines.

By way of context, we have 2 vans and 4 wardens."""


def test_questions_that_an_answer_turns_to_in_order() -> None:
    assert stated(ORDERED) == [("1", "14"), ("2", "9"), ("2", "5"), ("3", "23")]
    assert asked(ORDERED) == [("1", ""), ("2", "where the dogs were found"), ("3", "fines")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            ORDERED.replace("three questions", "four questions"), id="another number than is stated"
        ),
        pytest.param(ORDERED.replace("Your third", "Your fourth"), id="a gap"),
        pytest.param(ORDERED.replace("first", "second"), id="no first"),
        pytest.param(LETTERED.replace("(b)", "(d)"), id="letters with a gap"),
        pytest.param("On (a) road of ours 14 dogs were seized in 2022.", id="one letter"),
        pytest.param("Your first question was about dogs. In 2022 there were 14 dogs.", id="one question"),
    ],
)
def test_turns_without_an_order_are_left_alone(text: str) -> None:
    assert {number for number, _ in stated(text)} <= {""}


@pytest.mark.parametrize(
    ("head", "line", "expected"),
    [
        ("(31 March 2022 / 31 March 2023)", "Kinship care: 377 / 405", ["377 2022-03-31", "405 2023-03-31"]),
        ("in 2021/22 and in 2022/23", "Fines – £377 / £405", ["£377 2021-04-01", "£405 2022-04-01"]),
        (
            "at 31/03/21, 31/03/22 and 31/03/23",
            "Vans 3 / 4 / nil",
            ["3 2021-03-31", "4 2022-03-31", "nil 2023-03-31"],
        ),
        ("(FY22 / FY23)", "Vans: 3 / 4", ["3 None", "4 None"]),
        # not as many, one number, two numbers of one thing
        ("(31 March 2022 / 31 March 2023)", "Kinship care: 377 / 405 / 12", []),
        ("on 31 March 2023", "Kinship care: 377 / 405", []),
        ("(31 March 2022 / 31 March 2023)", "Ratio: 377/405", []),
    ],
)
def test_numbers_parted_by_strokes(head: str, line: str, expected: list[str]) -> None:
    text = f"1. How many were there?\n\n9\n\n2. Number of placements {head}\n\n{line}"
    found = [f for f in read(text).figures if f.question == "2"]
    assert [
        f"{f.amount.text} {f.period.start}" for f in found if f.period and "/" not in f.amount.text
    ] == expected


def test_a_question_about_these_is_one_for_their_time() -> None:
    text = "4. a) How many dogs were seized in 2022?\n74\n\nb) How many of these were {}?\n12\n"
    for words, year in (("ill", "2022"), ("ill in 2021", "2021")):
        (_, figure) = read(f"1. How many vans are there?\n\nNone held.\n\n{text.format(words)}").figures[-2:]
        assert (figure.period.text if figure.period else "") == year


def test_the_answer_to_a_lettered_point_is_no_question() -> None:
    text = "(a) 2021/22: 118,402; 2022/23: 125,990\n(b) Two libraries closed."
    request = "Your request\n\n(a) the number of visits\n(b) how many libraries closed\n\nOur response\n\n"
    assert stated(request + text) == [("a", "118,402"), ("a", "125,990"), ("b", "Two")]


@pytest.mark.parametrize(
    ("lead", "first"),
    [
        ("2022 only:", "2022-01-01"),
        ("September 2022 to July 2023:", "2022-09-01"),
        ("In all:", "None"),
        ("The office opened in 2022.", "None"),
    ],
)
def test_a_time_above_the_parts_is_that_of_each(lead: str, first: str) -> None:
    asks = (
        "> 1. How many dogs were seized?\n\n14\n\n> 2. How many tickets were (a) issued, (b) cancelled?\n\n"
    )
    reading = read(f"{asks}{lead}\n(a) 501\n(b) 73\n\n> 3. Who issues them?\n\nOur officers.")
    found = [(f.question, f.amount.text, str(f.period and f.period.start)) for f in reading.figures]
    assert found == [("1", "14", "None"), ("2a", "501", first), ("2b", "73", first)]


def test_a_line_below_a_quoted_question_leads_on_to_its_answer() -> None:
    text = (
        "> 1. How many dogs were seized?\n\nIn 2022 and 2023:\n14\n\n> 2. Who seizes them?\n\nOur officers."
    )
    assert asked(text)[0] == ("1", "How many dogs were seized?")
