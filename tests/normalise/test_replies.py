"""What speaks in a response: the letter, and the replies that came with it."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from foi_cli import ingest
from foi_cli.model import Document, Figure, Place, Reading, Source
from foi_cli.normalise import understand

COVER = """Good morning,

Please find attached the response to your Freedom of Information request.

Kind regards
"""
LETTER = """Northdale District Council
Freedom of Information request 4471

Dear requester

1. How many reports of fly-tipping were there in 2021/22 and 2022/23?

There were 1,204 reports in 2021/22 and 1,377 in 2022/23.

2. How many fixed penalty notices were issued in 2022/23?

87
"""
REQUEST = """Dear Sir or Madam

Under the Freedom of Information Act 2000 please provide the following:

1. The number of reports of fly-tipping in 2021/22 and 2022/23 (I know of 14 in our street)
2. The number of fixed penalty notices issued in 2022/23

I look forward to your reply.
"""
REPORT = """Annual report of the waste service

Our 14 lorries emptied 212,000 bins. There were 1,377 reports of fly-tipping, 87 of which led to a notice.
"""


PLACE = Place("mail.txt")


def text(name: str, content: str) -> Document:
    (document,) = ingest.read(Source(name, content.encode(), group="mail.txt"))
    return document


def read(*contents: str) -> Reading:
    """The letter, or the mail, and what came with it as 1.txt, 2.txt …"""
    names = ("mail.txt", *(f"mail.txt!/{n}.txt" for n in range(1, len(contents))))
    return understand([text(name, content) for name, content in zip(names, contents, strict=True)])


def told(reading: Reading) -> list[str]:
    return [
        f"{figure.place.file.removeprefix('mail.txt!/')} q{figure.question} {figure.amount.text}"
        + (f" {figure.period.text}" if figure.period else "")
        for figure in reading.figures
    ]


def test_a_mail_that_only_covers_is_answered_in_what_is_attached() -> None:
    reading = read(COVER, LETTER)
    assert told(reading) == ["1.txt q1 1,204 2021/22", "1.txt q1 1,377 2022/23", "1.txt q2 87 2022/23"]
    assert [(question.number, question.place.file) for question in reading.questions] == [
        ("1", "mail.txt!/1.txt"),
        ("2", "mail.txt!/1.txt"),
    ]
    assert reading.response.authority == "Northdale District Council"
    assert reading.response.outcome == "full"
    assert [figure.figure_id[-3:] for figure in reading.figures] == [".f1", ".f2", ".f3"]


def test_the_questions_of_a_cover_are_those_that_the_letter_answers() -> None:
    cover = COVER.replace("Kind", "You asked for:\n\n1. Reports of fly-tipping\n2. Penalty notices\n\nKind")
    assert [question.number for question in read(cover, LETTER).questions] == ["1", "2"]


def test_a_refusal_that_is_attached_is_the_outcome() -> None:
    refusal = (
        "Dear requester\n\nYour request is refused under section 12: it would take more than 18 hours.\n"
    )
    reading = read(COVER, refusal)
    assert (reading.response.outcome, told(reading)) == ("cost-limit", [])


def test_a_mail_and_its_attachment_may_each_answer() -> None:
    mail = "Dear requester\n\n1. How many wardens do you employ?\n\n14\n\nThe rest is attached.\n"
    reading = read(mail, LETTER)
    assert told(reading)[0] == "mail.txt q1 14"
    assert [question.number for question in reading.questions] == ["1", "1 (2)", "2"]


def test_the_same_letter_in_two_formats_is_read_once() -> None:
    wrapped = LETTER.replace("2021/22 and 1,377", "2021/22\nand 1,377")
    assert told(read(COVER, LETTER, wrapped)) == told(read(COVER, LETTER))


def test_a_mail_with_its_own_letter_attached_is_read_once() -> None:
    assert told(read(LETTER, LETTER)) == [
        line.replace("1.txt", "mail.txt") for line in told(read(COVER, LETTER))
    ]


def test_the_request_that_came_back_is_no_answer() -> None:
    reading = read(LETTER, REQUEST)
    assert told(reading) == [line.replace("1.txt", "mail.txt") for line in told(read(COVER, LETTER))]
    assert len(reading.questions) == 2


def test_the_text_of_a_report_is_left_alone_and_said_to_be() -> None:
    reading = read(LETTER, REPORT)
    assert {figure.place.file for figure in reading.figures} == {"mail.txt"}
    (doubt,) = [doubt for doubt in reading.doubts if doubt.kind == "unread-document"]
    assert (doubt.place.file, doubt.text) == ("mail.txt!/1.txt", "Annual report of the waste service")
    assert doubt.suggestion == "only its tables were read; its text holds 14, 212,000, 1,377, 87"


def test_a_policy_without_numbers_raises_no_doubt() -> None:
    assert read(LETTER, "Waste policy\n\nBins are emptied every other week.\n").doubts == read(LETTER).doubts


def test_in_a_zip_the_message_is_the_letter_whatever_the_names_of_the_files() -> None:
    message = replace(text("mail.txt!/correspondence.txt", COVER), reader="correspondence")
    reading = understand([text("mail.txt!/1.txt", LETTER), message])
    assert told(reading) == told(read(COVER, LETTER))
    assert [question.number for question in reading.questions] == ["1", "2"]
    assert [(each.state, each.file) for each in reading.attachments] == [("present", "mail.txt!/1.txt")]


def test_the_courtesies_of_a_cover_are_no_doubt() -> None:
    cover = COVER.replace(
        "Kind", "We aim to answer 90% of requests. Please spare 2 minutes for 4 questions.\n\nKind"
    )
    assert read(cover, LETTER).doubts == read(COVER, LETTER).doubts


def test_a_letter_of_which_nothing_can_be_read_says_so() -> None:
    reading = read(
        "Dear requester\n\nWe hold the following.\n\nGrundig sixteen ~ 1204 // 1377 ++ 87\n\nYours\n"
    )
    assert reading.figures == ()
    assert [(doubt.kind, doubt.place.line) for doubt in reading.doubts] == [("unread-answer", 3)]


@pytest.mark.parametrize(
    "letter", sorted((Path(__file__).parents[1] / "letters/kinds").glob("*.txt")), ids=lambda path: path.stem
)
def test_a_letter_says_the_same_alone_and_attached_to_a_mail(letter: Path) -> None:
    alone = understand(ingest.read(Source("letter.txt", letter.read_bytes())))
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "FOI team <foi@northdale.example>", "RE: Freedom of Information request"
    mail["MIME-Version"] = "1.0"
    mail.set_content(COVER)
    mail.add_attachment(letter.read_text(encoding="utf-8"), filename="letter.txt")
    attached = understand(ingest.read(Source("mail.eml", mail.as_bytes())))
    assert meanings(attached) == meanings(alone)
    assert attached.response.outcome == alone.response.outcome


def meanings(reading: Reading) -> list[Figure]:
    return [
        replace(figure, figure_id="", response_id="", within="", place=PLACE) for figure in reading.figures
    ]
