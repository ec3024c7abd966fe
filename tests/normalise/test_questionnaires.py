"""Tables that ask in one column and answer in another."""

from __future__ import annotations

import pytest

from foi_cli.model import Document, Passage, Reading, Table
from foi_cli.normalise import understand


def table(text: str) -> Table:
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]
    width = max(map(len, rows))
    return Table(1, tuple(row + ("",) * (width - len(row)) for row in rows), sheet="Reply", origin=(1, 1))


def read(text: str, *before: Passage) -> Reading:
    return understand([Document("reply.xlsx", "reply.xlsx", "0" * 64, 9, "xlsx", "", (*before, table(text)))])


def told(reading: Reading) -> list[str]:
    return [
        f"{figure.place.cell} q{figure.question} {figure.amount.text} {figure.unit}"
        + (f" {figure.period.text}" if figure.period else "")
        for figure in reading.figures
    ]


SHEET = """
Freedom of Information request 2231
|
No. | Question                                             | Response
1   | How many complaints were there in 2021/22 and 2022/23? | 2021/22: 412 2022/23: 455
2   | How many of these were upheld?                         | 187
3   | What did agency staff cost in 2022/23?                 | £1,204,500
4   | How many nurses do you employ?                         | We employed 3,412 nurses on 31 March 2023.
5   | Do you hold a policy?                                  | Yes
6   | Number of requests answered late                       | Not held
"""


def test_a_sheet_of_questions_and_answers() -> None:
    reading = read(SHEET)
    assert told(reading) == [
        "C4 q1 412 complaints 2021/22",
        "C4 q1 455 complaints 2022/23",
        "C5 q2 187 complaints",
        "C6 q3 £1,204,500 gbp 2022/23",
        "C7 q4 3,412 people 31 March 2023",
        "C9 q6 Not held requests",
    ]
    assert [(asked.number, asked.place.cell, asked.outcome) for asked in reading.questions] == [
        ("1", "B4", "full"),
        ("2", "B5", "full"),
        ("3", "B6", "full"),
        ("4", "B7", "full"),
        ("5", "B8", "full"),
        ("6", "B9", "not-held"),
    ]
    assert reading.tables == ()


def test_numbers_before_the_questions_and_no_heads_at_all() -> None:
    assert told(
        read(
            "1. How many vehicles do you own? | 142\n2. How many of these are electric? | 17, all at a depot"
        )
    ) == ["B1 q1 142 vehicles", "B2 q2 17 vehicles"]


def test_exemptions_and_remarks_stand_behind_the_answers() -> None:
    reading = read(
        "Ref | Question | Council response | Exemption\n"
        "1 | How many dogs were seized in 2022? | 31 | \n"
        "2 | Who seized them? | We withhold the names. | s40(2)"
    )
    assert told(reading) == ["C2 q1 31 dogs 2022"]
    assert [(asked.number, asked.outcome) for asked in reading.questions] == [("1", "full"), ("2", "refused")]


def test_rows_that_ask_with_a_column_for_each_year() -> None:
    reading = read(
        "Question | 2021/22 | 2022/23\n1. How many notices were issued? | 13,001 | 14,221\n"
        "2. How many were cancelled? | 901 | 877"
    )
    assert [(f.question, f.amount.text, f.period and f.period.text) for f in reading.figures] == [
        ("1", "13,001", "2021/22"),
        ("1", "14,221", "2022/23"),
        ("2", "901", "2021/22"),
        ("2", "877", "2022/23"),
    ]


def test_an_answer_may_go_on_in_the_next_row() -> None:
    reading = read(
        "Request | Our reply\nHow many dogs were seized in 2022? | 31\n | In 2021 there were 28 dogs."
    )
    assert told(reading) == ["B2 q1 31 dogs 2022", "B3 q1 28 dogs 2021"]


def test_a_letter_may_go_on_in_such_a_table() -> None:
    opening = Passage("Dear requester", 1), Passage("Please find our response below.", 2, after_gap=True)
    assert told(read("Question | Answer\nQ1. How many dogs were seized in 2022? | 31", *opening)) == [
        "B2 q1 31 dogs 2022"
    ]


def test_what_stands_in_other_tables_answers_none_of_the_questions() -> None:
    other = Table(2, (("Road", "Repairs"), ("A1", "312"), ("B2", "208")), sheet="Repairs", origin=(1, 1))
    asked = table("Question | Answer\nWhat percentage was done in time in 2022? | 61%")
    reading = understand([Document("r.xlsx", "r.xlsx", "0" * 64, 9, "xlsx", "", (other, asked))])
    assert told(reading) == ["B2 q 312 count", "B3 q 208 count", "B2 q1 61% percent 2022"]


def test_an_answer_of_numbers_that_cannot_be_read_is_a_doubt() -> None:
    reading = read("Question | Answer\nHow many dogs and cats were seized? | 31 // 12 ++ 7")
    assert [(doubt.kind, doubt.place.cell) for doubt in reading.doubts] == [("unread-answer", "A2")]


@pytest.mark.parametrize(
    "text",
    [
        # counts of requests and responses
        "Month | Requests | Responses\nApril | 412 | 398\nMay | 377 | 371",
        "Requests | Responses\n412 | 398\n377 | 371",
        # a survey with a column for each answer
        "Question | Yes | No\nAre you content with the service? | 61 | 14\nWould you come again? | 50 | 25",
        # what else has two columns
        "Area | Number\nNorth | 12\nSouth | 14",
        "Item | Answer\nBins | 12\nBags | 14",
        "What was found | Count\nKnives? | 3\nGuns | 1",
    ],
)
def test_other_tables_are_left_alone(text: str) -> None:
    reading = read(text)
    assert len(reading.tables) == 1
    assert reading.questions == ()
