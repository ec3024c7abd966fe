"""Numbered headings, and numbered answers to questions that stand elsewhere."""

from __future__ import annotations

import pytest

from foi_cli.ingest import read as ingest
from foi_cli.model import Reading, Source
from foi_cli.normalise import headed, understand

HEAD = "Melford District Council\n14 March 2024\n\nDear Requester\n\n"


def read(text: str) -> Reading:
    return understand(ingest(Source("letter.txt", text.encode())))


def asked(text: str) -> list[tuple[str, str]]:
    return [(question.number, question.text) for question in read(text).questions]


def stated(text: str) -> list[tuple[str, str]]:
    """Each figure by the question that it answers."""
    return [(figure.question, figure.amount.text) for figure in read(text).figures]


@pytest.mark.parametrize(
    "text",
    [
        "Disrepair claims",
        "Vacant nursing posts by Directorate (headcount) as at 31st August 2023",
        "Percentage of staff who have received the flu vaccine",
        "Penalties applied in these cases, 2022/23 only.",
        "Delayed discharges on the first Monday of the last 4 months",
    ],
)
def test_a_few_words_that_name_something_are_a_heading(text: str) -> None:
    assert headed.is_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "We hold no such records",
        "All of them were shown to staff.",
        "Penalties: 45",
        "Staff in post 312",
        "45 penalties",
        "How many staff are there?",
        "Not held",
        "",
    ],
)
def test_what_says_something_is_no_heading(text: str) -> None:
    assert not headed.is_heading(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Fines imposed. Two fines were imposed in 2023.", "Two fines were imposed in 2023."),
        ("Names of firms under investigation: withheld under section 31.", "withheld under section 31."),
        ("Fines imposed. By year and size.", ""),
        ("We hold it. Two fines were imposed.", ""),
    ],
)
def test_an_answer_may_stand_on_the_line_of_its_heading(text: str, answer: str) -> None:
    at = headed.answer_at(text)
    assert (text[at:] if at else "") == answer


NUMBERED = """
The Clerk has passed me your questions, which I answer in their order.

1) What do we spend on play areas? Nothing.
2) The precept was £38,500 in 2020/21 and £39,250 in 2021/22.
3) The caretaker works 20 hours a week, at £13.10 an hour.
4) There are 46 plots, of which 3 are empty.
5) Dog bins. We have 17 on the map.
"""


def test_answers_that_bear_the_numbers_of_questions_nobody_repeats() -> None:
    assert stated(HEAD + NUMBERED) == [
        ("2", "£38,500"),
        ("2", "£39,250"),
        ("3", "20"),
        ("3", "£13.10"),
        ("4", "46"),
        ("4", "3"),
        ("5", "17"),
    ]


def test_reasons_that_are_numbered_are_none() -> None:
    reasons = """
We refuse your request for three reasons.

1) The fee would be £38,500 in a year such as 2020/21.
2) The clerk works 20 hours a week.
3) There are 46 files to be read.
"""
    assert stated(HEAD + reasons) == []


def test_headings_are_questions_where_they_count_up() -> None:
    text = HEAD + (
        "1. Noise complaints by year\n\n2022: 41\n2023: 57\n\n"
        "2. Abatement notices\n\n2022: 3\n2023: 5\n\n"
        "3. The average time to close a case was 38 days.\n\n"
        "4. Prosecutions. There were 2 prosecutions in 2023.\n"
    )
    assert [number for number, _ in asked(text)] == ["1", "2", "3", "4"]
    assert stated(text)[:4] == [("1", "41"), ("1", "57"), ("2", "3"), ("2", "5")]
    assert stated(text)[-1] == ("4", "2")


def test_a_heading_may_hold_two_questions() -> None:
    text = HEAD + (
        "1. Noise complaints by ward, and 2. how many of these led to a notice.\n\nAbbey: 41\n\n"
        "3. Costs of the team.\n\n2023: £45,200\n\n4. Prosecutions.\n\n2023: 5\n"
    )
    assert [number for number, _ in asked(text)] == ["1", "3", "4"]
    assert stated(text)[1:] == [("3", "£45,200"), ("4", "5")]


def test_not_held_is_the_outcome_of_a_letter_that_gives_no_more() -> None:
    text = (
        HEAD + "Request\nPlease tell me about staff leaving.\n\nResponse\nWe do not hold this information.\n"
    )
    assert read(text).response.outcome == "not-held"


def test_parts_of_a_request_are_questions() -> None:
    text = HEAD + (
        "Part 1: all e-mails that mention noise\nRefused, section 12(1).\n\n"
        "Part 2: notices served\n2022: 3\n2023: 5\n\nPart 3: attendance\nSee pages 44 to 46 of the report.\n"
    )
    assert [number for number, _ in asked(text)] == ["1", "2", "3"]
    assert stated(text) == [("2", "3"), ("2", "5")]


def test_the_items_of_a_list_are_no_questions() -> None:
    text = HEAD + "We use codes.\n\n1. Noise\n2. Smoke\n3. Light\n\nWe recorded 41 noise complaints.\n"
    assert asked(text) == []


def test_quarters_are_no_questions() -> None:
    text = HEAD + "1. How many inspections were made in 2022/23?\n\nQ1: 24 inspections\nQ2: 30 inspections\n"
    assert [number for number, _ in asked(text)] == ["1"]
    assert stated(f"{text}\n2. Fines by year\n\n2022: 41\n")[1:] == [("1", "30"), ("2", "41")]


def test_lettered_parts_keep_the_number_they_stand_under() -> None:
    text = HEAD + (
        "1. Notices served\n\n2023: 12\n\n"
        "2. a) How many incidents were reported?\n\n74\n\n"
        "b) How many of these were investigated?\n\n9\n\n"
        "3. Warnings\n\n2023: 4\n"
    )
    assert stated(text) == [("1", "12"), ("2a", "74"), ("2b", "9"), ("3", "4")]


QUOTED = """\
From: Clerk, Nether Melford Parish Council
Date: 6 June 2023
Subject: Re: Freedom of Information request

Good morning

Answers as below, using your numbers.

1. 48
2. £36
3. None

Regards

-----Original Message-----
From: A Requester
> Dear Nether Melford Parish Council,
>
> 1. How many allotment plots are there?
> 2. What is the yearly rent of a plot?
> 3. How many tenants were evicted in 2022?
>
> Yours faithfully
"""


def test_numbered_answers_are_those_to_the_questions_of_the_quoted_request() -> None:
    assert asked(QUOTED)[0] == ("1", "How many allotment plots are there?")
    assert stated(QUOTED) == [("1", "48"), ("2", "£36"), ("3", "None")]
    assert read(QUOTED).response.authority == "Nether Melford Parish Council"


def test_answers_with_other_numbers_are_not_matched() -> None:
    assert asked(QUOTED.replace("3. None", "4. None").replace("2. £36", "7. £36")) == []


def test_questions_numbered_inside_a_sentence() -> None:
    text = HEAD + (
        'You asked for:\n"(1) the number of parking notices in 2023; (2) the number cancelled;\n'
        '(3) what was received."\n\nPlease find the answer below.\n\n(1) 4,512\n\n(2) 310\n\n(3) £151,240\n'
    )
    assert stated(text) == [("1", "4,512"), ("2", "310"), ("3", "£151,240")]
    assert asked(text)[1] == ("2", "the number cancelled")


def test_brackets_that_do_not_count_up_number_nothing() -> None:
    text = (
        HEAD
        + "You asked for:\nThe cost (2) of parking (5) notices in 2023.\n\nOur response:\n\nIt was £4,512.\n"
    )
    assert [number for number, _ in asked(text)] == ["1"]


def test_the_number_of_a_question_above_a_table_is_not_its_title() -> None:
    text = HEAD + (
        "Request:\n1) How many notices were served?\n2) How many were paid?\n\nResponse:\n\n"
        "Q1\nWard 2021 2022\nNorth 14 19\nSouth 23 24\nTotal 37 43\n\n"
        "Q2\nWard 2021 2022\nNorth 11 12\nSouth 20 21\nTotal 31 33\n"
    )
    assert [question for question, _ in stated(text)] == ["1"] * 6 + ["2"] * 6


@pytest.mark.parametrize("first", ["131", "Nil", "£45,200"])
def test_questions_with_their_answers_below_them_are_no_list_of_wishes(first: str) -> None:
    text = (
        HEAD
        + f"1. How many staff left in 2021?\n\n{first}\n\n2. How many retired?\n\nWe hold no such records.\n"
    )
    assert [number for number, _ in asked(text)] == ["1", "2"]
    assert [number for number, _ in stated(text)] == ["1"]


def test_a_list_of_wishes_is_the_request() -> None:
    text = HEAD + (
        "1. How many staff left in 2021?\nPlease give the year of each.\n2. How many retired?\n\n"
        "We can confirm that 131 staff left in 2021.\n"
    )
    assert [number for number, _ in stated(text)] == ["1"]


def test_answers_that_call_themselves_so() -> None:
    text = HEAD + (
        "You asked the following:\nQ1 Notices declared in each year\nQ2 Number refused\nQ3 Reasons for it\n\n"
        "RESPONSE OF MELFORD DISTRICT COUNCIL\n\nA1\n2022 = 41\n2023 = 57\n\nA2\n2022 = 3\n\nA3\nNot held.\n"
    )
    assert [number for number, _ in asked(text)] == ["1", "2", "3"]
    assert [number for number, _ in stated(text)] == ["1", "1", "2", "3"]


BETWEEN = """\
From: Clerk, Nether Melford Parish Council
Subject: Re: Freedom of Information request

See below.

> 1) How many burials were there in 2022?

12, of which 4 were ashes.

> 2) How many plots are left?

87

-----Original Message-----
From: A Requester
> Dear Nether Melford Parish Council,
> 1) How many burials were there in 2022?
> 2) How many plots are left? I counted 90.
"""


def test_answers_between_the_quoted_questions() -> None:
    assert [number for number, _ in asked(BETWEEN)] == ["1", "2"]
    assert [pair for pair in stated(BETWEEN) if pair[1] in ("12", "87", "90")] == [("1", "12"), ("2", "87")]


@pytest.mark.parametrize("mark", ["Q.{}", "Request {}.", "Q{}."])
def test_however_five_headings_are_numbered(mark: str) -> None:
    said = [
        "Noise complaints by year\n2022: 41",
        "Notices by year\n2022: 3",
        "Fines: 2 in 2022, 5 in 2023",
        "We do not hold names.",
        "Staff\n2022: 7",
    ]
    text = HEAD + "\n\n".join(f"{mark.format(n)} {one}" for n, one in enumerate(said, 1))
    assert [number for number, _ in asked(text)] == ["1", "2", "3", "4", "5"]
    assert [pair for pair in stated(text) if pair[1] in ("41", "3", "7")] == [
        ("1", "41"),
        ("2", "3"),
        ("5", "7"),
    ]


def test_a_number_with_decimals_is_no_number_of_a_paragraph() -> None:
    text = (
        HEAD + "1. Days to repair, by year\n\n41.5\n\n2. Homes let\n\n2022: 12\n\n3. Homes sold\n\n2022: 3\n"
    )
    assert [number for number, _ in asked(text)] == ["1", "2", "3"]
