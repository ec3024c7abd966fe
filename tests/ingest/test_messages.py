"""Runs of messages, as request sites and mail archives show them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.model import Document, Passage
from foi_cli.normalise import understand

Read = Callable[[str, "str | bytes"], Document]

ASKED = (
    "Dear Council,<br>1. How many dogs were seized in 2022?<br>2. How many owners were fined? I heard of 300."
)
REPLY = (
    "Dear A. Person,<br>1. We seized 14 dogs.<br>2. Nine owners were fined.<br>"
    "If you are unhappy, ask for a review."
)


def page(*messages: tuple[str, str, str], before: str = "", after: str = "") -> str:
    told = "".join(
        f'<div class="mail"><p>From: {sender}<br>{day}</p><p>{text}</p></div>'
        for sender, day, text in messages
    )
    return f"<html><head><title>Dogs</title></head><body>{before}<h1>Dogs</h1>{told}{after}</body></html>"


def figures(document: Document) -> list[str]:
    return [f"{figure.question} {figure.amount.text}" for figure in understand([document]).figures]


def texts(document: Document, style: str) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Passage) and block.style == style]


REQUEST = ("A. Person", "5 September 2023", ASKED)
ANSWER = ("FOI Team", "2 October 2023", REPLY)
SOON = "Automatic reply. Your request 23/340 will be answered within 20 working days."
LATER = "There were 3 dogs on 1 October 2023."


def test_what_was_asked_is_quoted_and_what_was_answered_is_text(read: Read) -> None:
    document = read("page.html", page(REQUEST, ANSWER))
    assert dict(document.facts)["date"] == "2023-10-02"
    assert texts(document, "quoted")[0] == "Dear Council,"
    assert texts(document, "banner") == [
        "From: A. Person",
        "5 September 2023",
        "From: FOI Team",
        "2 October 2023",
    ]
    assert figures(document) == ["1 14", "2 Nine"]


def test_an_acknowledgement_holds_no_figures(read: Read) -> None:
    acknowledged = ("FOI Team", "6 September 2023", SOON)
    assert figures(read("page.html", page(REQUEST, acknowledged, ANSWER))) == ["1 14", "2 Nine"]


def test_an_answer_after_the_first_is_one_to_what_was_asked_before_it(read: Read) -> None:
    again = ("A. Person", "4 October 2023", "Thanks. How many dogs were in the kennels? Some say 60.")
    document = read("page.html", page(REQUEST, ANSWER, again, ("FOI Team", "9 October 2023", LATER)))
    assert figures(document) == ["1 14", "2 Nine", "(1) 3"]
    (*_, last) = understand([document]).questions
    assert last.text == "Thanks. How many dogs were in the kennels? Some say 60."


AGAIN = ("A. Person", "4 October 2023", "Please review your answer to question 2.")


def test_an_answer_after_the_first_may_add_to_one_of_its_questions(read: Read) -> None:
    later = "We have looked again.<br>Question 2: we have found that 11 owners were fined.<br>Yours<br>Tel 99"
    document = read("page.html", page(REQUEST, ANSWER, AGAIN, ("FOI Team", "9 October 2023", later)))
    assert figures(document) == ["1 14", "2 Nine", "2 11"]


@pytest.mark.parametrize(
    "later",
    [
        "Question 7: we have found that 11 owners were fined.",
        "Question 1: How many owners were fined?<br>11",
        "The answer to your question 2 is that 11 owners were fined.",
    ],
)
def test_an_answer_to_other_questions_is_not_added(read: Read, later: str) -> None:
    document = read("page.html", page(REQUEST, ANSWER, AGAIN, ("FOI Team", "9 October 2023", later)))
    assert figures(document)[:2] == ["1 14", "2 Nine"]
    assert "2 11" not in figures(document)


def test_the_same_as_text(read: Read) -> None:
    text = (
        "Dogs\n\nFrom: A. Person\nDate: 5 September 2023\nTo: Council\n\nDear Council,\n\n"
        "How many dogs were seized in 2022? I heard of 300.\n\n"
        "From: Dog Warden Team\nDate: 2 October 2023\nTo: A. Person\n\nWe seized 14 dogs in 2022.\n"
    )
    document = read("thread.txt", text)
    assert figures(document) == ["1 14"]
    assert "How many dogs were seized in 2022? I heard of 300." in texts(document, "quoted")


MARKED = """<html><body><div class="head">918 requests so far</div><h1>Dogs</h1><div>{posts}</div>
<p>Built with 12 volunteers.</p></body></html>"""
POST = """<div class="{way} correspondence"><h2><span class="correspondence__header__author">{who}</span>
<span class="date"><time>{day}</time></span></h2><div><p>{text}</p></div></div>"""


def test_messages_that_the_page_marks_and_nothing_around_them(read: Read) -> None:
    posts = (
        POST.format(way="outgoing", who="A. Person", day="5 September 2023", text=ASKED),
        POST.format(way="incoming", who="Dorwich Council", day="2 October 2023", text=REPLY),
    )
    document = read("page.html", MARKED.format(posts="".join(posts)))
    assert figures(document) == ["1 14", "2 Nine"]
    assert "Built with 12 volunteers." in texts(document, "banner")


def test_older_mail_inside_a_message_begins_none(read: Read) -> None:
    older = "-----Original Message-----<br>From: A. Person<br>Sent: 5 September 2023<br>I want 7 dogs."
    posts = (
        POST.format(way="outgoing", who="A. Person", day="5 September 2023", text=ASKED),
        POST.format(way="incoming", who="Dorwich Council", day="2 October 2023", text=f"{REPLY}<br>{older}"),
    )
    document = read("page.html", MARKED.format(posts="".join(posts)))
    assert figures(document) == ["1 14", "2 Nine"]
    assert "I want 7 dogs." in texts(document, "quoted")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(page(ANSWER), id="one message"),
        pytest.param(page(ANSWER, ("FOI Team", "9 October 2023", LATER)), id="one sender"),
        pytest.param(page(ANSWER, REQUEST), id="newest first, as in mail"),
        pytest.param(page(("A. Person", "Monday", ASKED), ("FOI Team", "Tuesday", REPLY)), id="no dates"),
        pytest.param(
            page(REQUEST, ANSWER, before="".join(f"<p>Line {n} of a letter.</p>" for n in range(60))),
            id="far below",
        ),
        pytest.param(
            "<html><body><p>From: 1 May 2023</p><p>To: 3 June 2023</p><p>14 dogs</p></body></html>",
            id="dates",
        ),
    ],
)
def test_what_is_no_run_of_messages(read: Read, text: str) -> None:
    assert "date" not in dict(read("page.html", text).facts)


def test_older_mail_below_a_letter_stays_older_mail(read: Read) -> None:
    letter = (
        "Dear A,\n\nThere were 5 dogs.\n\n"
        "From: A. Person\nSent: 5 September 2023\nTo: FOI Team\nSubject: Dogs\n\nHow many dogs?\n\n"
        "From: FOI Team\nSent: 1 September 2023\nTo: A. Person\nSubject: Cats\n\nThere were 7 cats.\n"
    )
    assert "There were 7 cats." in texts(read("letter.txt", letter), "quoted")
