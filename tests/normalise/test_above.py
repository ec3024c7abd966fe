"""Numbers on lines of their own above questions and answers."""

from __future__ import annotations

import pytest

from foi_cli.ingest import read as ingest
from foi_cli.model import Reading, Source
from foi_cli.normalise import understand

HEAD = "Melford District Council\n14 March 2024\n\nDear Requester\n\nI refer to your request about noise.\n\n"


def read(text: str) -> Reading:
    return understand(ingest(Source("letter.txt", f"{HEAD}{text}\n\nYours sincerely\n".encode())))


def asked(text: str) -> list[tuple[str, str]]:
    return [(question.number, question.text) for question in read(text).questions]


def stated(text: str) -> list[tuple[str, str]]:
    """Each figure by the question that it answers."""
    return [(figure.question, figure.amount.text) for figure in read(text).figures]


@pytest.mark.parametrize(
    ("over", "answer"),
    [
        ("Request {}", "Response {}"),
        ("Question {}:", "Answer {}:"),
        ("QUESTION {}", "OUR RESPONSE {}"),
        ("Q{}.", "A{}."),
        ("Question No. {}", "Reply {}"),
        ("Query {}", "Response"),
        ("{}.", "Answer"),
    ],
)
def test_questions_and_answers_below_their_numbers(over: str, answer: str) -> None:
    text = (
        f"{over.format(1)}\nHow many complaints were made in 2023?\n\n{answer.format(1)}\n"
        f"There were 412 complaints.\n\n{over.format(2)}\nPlease break this down.\n\n{answer.format(2)}\n"
        "Dogs: 201\nMusic: 211\n\n"
        f"{over.format(3)}\nWhat did the officers cost?\n\n{answer.format(3)}\nThey cost £81,300.\n"
    )
    assert stated(text) == [("1", "412"), ("2", "201"), ("2", "211"), ("3", "£81,300")]
    assert [number for number, _ in asked(text)] == ["1", "2", "3"]
    assert asked(text)[1] == ("2", "Please break this down.")


def test_two_questions_in_one_breath_wait_for_their_answer() -> None:
    text = (
        "Request 1\nHow many notices were served? How many of them were paid?\n\nResponse 1\n"
        "We served 93 notices. 61 were paid.\n\nRequest 2\nWho serves them?\n\nResponse 2\nOur officers do.\n"
    )
    assert asked(text)[0] == ("1", "How many notices were served? How many of them were paid?")
    assert stated(text) == [("1", "93"), ("1", "61")]


def test_numbers_that_name_a_request_that_stands_apart_keep_it() -> None:
    text = (
        "You asked:\n1) How many notices were served?\n2) How many were paid?\n\nResponse:\n\n"
        "Question 1\n93\n\nQuestion 2\n61\n"
    )
    assert [question for question, _ in stated(text)] == ["1", "2"]
    assert asked(text)[0] == ("1", "How many notices were served?")


def test_questions_together_have_their_answers_elsewhere() -> None:
    text = (
        "Question 1\nHow many notices were served?\n\nQuestion 2\nHow many were paid?\n\n"
        "Response 1\n93 notices were served.\n\nResponse 2\n61 notices were paid.\n"
    )
    assert stated(text) == [("1", "93"), ("2", "61")]


@pytest.mark.parametrize("lines", [("Part 2", "Part 4"), ("Item 7", "Item 9"), ("Q3", "Q4")])
def test_numbers_that_do_not_count_up_from_one_are_left_alone(lines: tuple[str, str]) -> None:
    first, second = lines
    text = (
        f"{first}\nHow many were served?\n\nWe served 93.\n\n{second}\nHow many were paid?\n\n61 were paid.\n"
    )
    assert not {"1", "2"} & {words for _, words in asked(text)}
    assert "93" in [amount for _, amount in stated(text)]
