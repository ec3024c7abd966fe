from __future__ import annotations

import pytest

from foi_cli.ingest.layout import blocks
from foi_cli.ingest.lines import split
from foi_cli.model import Document, Table
from foi_cli.normalise import letters, matching, questions
from foi_cli.normalise.letters import Letter
from foi_cli.normalise.paragraphs import Item, Paragraph, unwrap


def letter(text: str) -> Letter:
    return letters.divide(unwrap(Document("l", "l", "", 0, "text", "", blocks(split(text))).blocks))


def first_words(items: tuple[Item, ...]) -> list[str]:
    return ["(table)" if isinstance(item, Table) else " ".join(item.text.split()[:3]) for item in items]


def test_headings_divide_a_page() -> None:
    parts = letter("Sexual misconduct (165A/23)\n\nRequest\n\nHow many officers?\n\nResponse\n\nTwelve.\n")
    assert first_words(parts.opening) == ["Sexual misconduct (165A/23)"]
    assert first_words(parts.request) == ["Request", "How many officers?"]
    assert first_words(parts.answer) == ["Response", "Twelve."]


@pytest.mark.parametrize(
    "cue",
    [
        "Please find the council’s response to your request set out below:",
        "I have today decided to disclose the located information in full.",
        "In Response:",
        "In relation to question 1, the table below shows the number.",
        "We can confirm that the information is held.",
        "Eastvale Hospitals NHS Foundation Trust responds as follows.",
    ],
)
def test_set_phrases_begin_the_answer(cue: str) -> None:
    parts = letter(f"Dear Requester,\n\nThank you for your request.\n\n{cue}\n\n2020 - 12\n")
    assert first_words(parts.answer)[0] == " ".join(cue.split()[:3])


def test_a_question_of_the_request_is_all_that_stands_behind_its_number() -> None:
    asked = "You asked:\n\n1. The cost of vans\n2. For lost dogs, how long they were kept\n3. Why?\n\n"
    assert [
        pair.split(" => ")[0] for pair in paired(f"{asked}Response\n\nQ1. £5\n\nQ2. 7 days\n\nQ3. Rules\n")
    ] == [
        "1 The cost of vans",
        "2 For lost dogs, how long they were kept",
        "3 Why?",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Your request was dated 24 March 2024, and the legal deadline was 24/04/24.",
        "Your request was received on 3 April.",
    ],
)
def test_a_date_of_the_request_is_not_the_request(line: str) -> None:
    assert (
        letter(f"Dear Requester\n\n{line}\n\nThe information you requested is:\n\n2020 - 1\n").request == ()
    )


def test_wishes_before_the_answer_are_the_request_without_any_heading() -> None:
    parts = letter(
        "FOI request (FOIR-1)\nRequested Thu 06 November 2025\n\nI would like to know about fines.\n"
        "- How many fines were issued in 2020?\nResponse\nQ1. 12\n"
    )
    assert first_words(parts.request) == ["I would like", "- How many"]
    assert first_words(parts.answer) == ["Response", "Q1. 12"]


def test_questions_echoed_one_by_one_belong_to_the_answer() -> None:
    parts = letter("Request Reference: 705A/22\n\n1. How many cases were there?\n\n2020 = 172\n")
    assert parts.request == ()
    assert first_words(parts.answer) == ["1. How many", "2020 = 172"]


def test_courtesies_and_older_messages_are_no_answer() -> None:
    parts = letter(
        "Dear Requester,\n\nPlease find the response below:\n\n2020 - 12\n\nKind Regards,\n\nCity Council\n\n"
        "From: Requester\nSent: 1 May 2024 10:00\nTo: City Council\nSubject: Fines\n\nI want 99 figures.\n"
    )
    assert first_words(parts.answer) == ["Please find the", "2020 - 12"]
    assert first_words(parts.closing) == ["Kind Regards,", "City Council"]
    assert "I want 99" in first_words(parts.quoted)


# ── questions and their answers ─────────────────────────────────────────────────────────────────


def paired(text: str) -> list[str]:
    """`1 How many cases? => 172; 126`"""
    parts = letter(text)
    _, exchanges = questions.pair(parts.answer)
    if parts.request and not any(exchange.answer for exchange in exchanges):
        _, exchanges = matching.match(parts.request, parts.answer)
    return [
        f"{exchange.number} {exchange.question.text} => "
        + "; ".join("(table)" if isinstance(item, Table) else item.text for item in exchange.answer)
        for exchange in exchanges
    ]


HEAD = "Dear Requester,\n\nPlease find our response below:\n\n"


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        ("1. How many cases?\n\n172\n\n2. How many officers?\n\nNil\n",
         ["1 How many cases? => 172", "2 How many officers? => Nil"]),
        ("Q1. How many cases? 172\nQ2. How many officers? 0\n",
         ["1 How many cases? => 172", "2 How many officers? => 0"]),
        ("1) How many permits were issued - 51\n2) How many permit books - 7\n",
         ["1 How many permits were issued => 51", "2 How many permit books => 7"]),
        ("1.A - How many homes are empty?\n946\n1.B - How many of these are old?\n443\n",
         ["1a How many homes are empty? => 946", "1b How many of these are old? => 443"]),
        ("How many cases were there?\n\n5\n\nHow many officers were there?\n\n6\n",
         ["1 How many cases were there? => 5", "2 How many officers were there? => 6"]),
        # some without a question mark or a verb
        ("Q1  Number of fires.\n\n172\n\nQ2  Sickness of crews.\n\n31 shifts\n\nQ3  How many left?\n\n4\n",
         ["1 Number of fires. => 172", "2 Sickness of crews. => 31 shifts", "3 How many left? => 4"]),
        # by letters, and answered on their lines
        ("1. How many cases? 3\n\n2a) How many began? 4\nb) How many fell? 12. One left.\nc) fines of £9.\n",
         ["1 How many cases? => 3", "2a How many began? => 4", "2b How many fell? => 12.; One left.",
          "2c  => fines of £9."]),
        # a list inside an answer
        ("1. How many cases? 3\n\n2a) How many kinds? These two.\na) Fraud.\nb) Theft.\n",
         ["1 How many cases? => 3", "2a How many kinds? => These two.; a) Fraud.; b) Theft."]),
        ("1. How many cases? 1. Two of fraud. 2. Nine of theft.\n\n2. How many officers? 3\n",
         ["1 How many cases? => 1. Two of fraud. 2. Nine of theft.", "2 How many officers? => 3"]),
        # each in quotation marks
        ("“1. How many cases?”\n\n172\n\n“2. Please give the names of the officers.”\n\nWithheld.\n",
         ["1 How many cases? => 172", "2 Please give the names of the officers. => Withheld."]),
        ("\"Q1. How many cases?\"\n\n172\n\n\"Q2. How many officers?\"\n\nNil\n",
         ["1 How many cases? => 172", "2 How many officers? => Nil"]),
        ("“1. How many cases?” 172\n\n“2. How many officers?” Nil\n",
         ["1 How many cases? => 172", "2 How many officers? => Nil"]),
        ("‘1. How many of the Board’s cases?’\n\n172\n\n‘2. How many officers?’\n\nNil\n",
         ["1 How many of the Board’s cases? => 172", "2 How many officers? => Nil"]),
    ],
)  # fmt: skip
def test_questions_echoed_with_their_answers(body: str, pairs: list[str]) -> None:
    assert paired(HEAD + body) == pairs


@pytest.mark.parametrize(
    "line",
    [
        "“1. Staff costs” in the accounts means pay and pensions",
        "“2 or more” means that it happened again.",
        "‘24 hours’ is the target",
        '"Cases" are counted once',
    ],
)
def test_other_words_in_quotation_marks_are_left_alone(line: str) -> None:
    answer = letter(f"{HEAD}{line}\n").answer
    assert [item.text for item in answer if isinstance(item, Paragraph)][1:] == [line]


def test_a_number_printed_twice_is_told_apart() -> None:
    body = (
        "Can you please provide the number of permits on High Road.\n\n1) How many were issued - 51\n\n"
        "Can you please provide the number of permits on Low Road.\n\n1) How many were issued - 9\n"
    )
    numbers = [pair.split(" Can ")[0].split(" How ")[0] for pair in paired(HEAD + body)]
    assert numbers == ["(1)", "1", "(2)", "1 (2)"]


REQUEST = "You asked:\n\n1. How many officers serve?\n2. How many resigned?\n3. Why?\n\nIn Response:\n\n"


@pytest.mark.parametrize(
    ("answer", "pairs"),
    [
        (
            "1. 3,412 officers.\n2. None.\n3. We do not know.\n",
            ["3,412 officers.", "None.", "We do not know."],
        ),
        ("Q1. 3,412\nQ2.\n2020 - 4\n2021 - 5\n", ["3,412", "2020 - 4; 2021 - 5", ""]),
        ("In relation to question 1, 3,412 serve.\nQuestion 3: unknown\n", ["3,412 serve.", "", "unknown"]),
    ],
)
def test_answers_that_name_their_question(answer: str, pairs: list[str]) -> None:
    assert [pair.split(" => ")[1] for pair in paired(REQUEST + answer)] == pairs


def test_a_list_of_remarks_answers_no_question_by_its_numbers() -> None:
    remarks = (
        "1. Cases may overlap.\n2. Years are calendar years.\n3. Ranks differ.\n4. Totals are rounded.\n"
    )
    assert paired(REQUEST + remarks) == []


def test_lines_with_their_numbers_are_no_questions() -> None:
    assert paired(HEAD + "The number of cases opened: 520\nThe number of cases closed: 189\n") == []


@pytest.mark.parametrize(
    "asks",
    [
        "I write about your request of 2 May 2024 in which you asked:",
        "I refer to your email of 3 June, in which you asked us the following questions:",
        "Thank you for your letter. You wrote:",
    ],
)
@pytest.mark.parametrize(
    "tells", ["RESPONSE:", "We searched our records for these. RESPONSE:", "Our answer:"]
)
def test_a_request_may_stand_behind_a_sentence_and_an_answer_too(asks: str, tells: str) -> None:
    parts = letter(
        f"Ref 24\n\n{asks}\n\n1) Bins lost, by ward.\n\n2) How many came back?\n\n{tells}\n\n1) 48\n\n2) 12\n"
    )
    assert [item.text for item in parts.request[1:]] == ["1) Bins lost, by ward.", "2) How many came back?"]
    assert first_words(parts.answer)[1:] == ["1) 48", "2) 12"]


@pytest.mark.parametrize(
    "line", ["The rent that you asked about is £36.", "This is what you asked us to do."]
)
def test_leaves_other_sentences_about_asking_alone(line: str) -> None:
    assert first_words(letter(f"Dear Requester,\n\n{line}\n\n2020 - 12\n").request) == []


def test_an_answer_has_begun_where_a_table_of_figures_stands() -> None:
    """ "You also asked …" would begin one."""
    parts = letter(
        "Our Ref: 24\n\nDear Ms Requester\n\nThank you for your e-mail. The information is given below.\n\n"
        "Table 1: Lifts fitted\n\nType      2021   2022   2023\nStairs    212    96     188\n"
        "Floors    41     17     29\n\n"
        "Waiting times\n\nThe longest wait was 94 days.\n\nYou also asked how many left. We do not know.\n"
    )
    assert first_words(parts.answer)[:3] == ["Table 1: Lifts", "(table)", "Waiting times"]


def test_a_table_of_references_begins_no_answer() -> None:
    parts = letter(
        "Reference   FOI 24\nDate        3 May 2024\nOfficer     Ms Example\n\nDear Ms Requester\n\n"
        "How many lifts did you fit?\n\nPlease find our response below.\n\n212 lifts.\n"
    )
    assert first_words(parts.answer)[-2:] == ["Please find our", "212 lifts."]
