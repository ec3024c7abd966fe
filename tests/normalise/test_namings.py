"""Numbers that are limits, names and costs, and the times and ranges that are answers."""

from __future__ import annotations

import pytest

from foi_cli import ingest
from foi_cli.ingest.layout import blocks
from foi_cli.ingest.lines import split
from foi_cli.model import Source
from foi_cli.normalise import statements, understand
from foi_cli.normalise.paragraphs import Paragraph, unwrap

SPENT = "How much was paid to suppliers above £100,000?"
WAIT = "What was the mean wait for a first assessment?"


def read(text: str, asked: str) -> list[str]:
    return [f"{one.amount.text} {one.noun}".strip() for one in statements.find(text, asked)]


@pytest.mark.parametrize(
    "text",
    [
        "All amounts in £000. Shares are of gross expenditure.",
        "Suppliers paid more than £25,000 in 2021-22 (£000):",
        "We list suppliers, none of which received more than £25,000.",
        "Invoices over £500 are on our website.",
        "We publish contracts worth £5,000 or more.",
        "Staff whose salary was over £50k are named.",
        "We paid over £100,000 to some of them.",  # the limit of the question
    ],
)
def test_limits_and_headings_are_left_alone(text: str) -> None:
    assert read(text, SPENT) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each of them has around 35 to 40 cases.", ["around 35 to 40 cases"]),
        ("We expect another 20 to 25 cases by March 2023.", []),
        ("There may be 3 or 4 cases.", []),
        ("The number rose from 35 to 40 cases.", ["40 cases"]),
        ("It went from about 35 to 40 cases.", ["40 cases"]),
        ("In 2021 we had 35 cases, and 40 cases in 2022.", ["35 cases", "40 cases"]),
    ],
)
def test_the_end_of_a_range_is_no_number_by_itself(text: str, expected: list[str]) -> None:
    assert read(text, "How many cases are there?") == expected


def test_what_a_sentence_expects_by_a_time_has_no_beginning() -> None:
    (found,) = statements.find("We shall have 25 hangars by March 2023.", "How many hangars are there?")
    assert found.period is not None
    assert (found.period.start, str(found.period.end)) == (None, "2023-03-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met this on 83% of occasions in 2020-21; mean attendance was 8 min 14 sec.", ["83% occasions"]),
        ("It would take 18 hours 30 minutes to find 4 of them.", []),
        ("To read 400 files takes 18 hours.", []),
    ],
)
def test_a_time_in_two_units_is_no_cost_of_a_search(text: str, expected: list[str]) -> None:
    assert read(text, "Response standard") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than £2m.", ["More than £2m"]),
        ("The remaining £881k was paid to others.", ["£881k"]),
        ("The council spent over £3,000 on it.", ["over £3,000"]),
        ("£000.50 was the smallest sum.", ["£000.50"]),
        ("The fee goes up to £38 in October.", ["£38"]),
        ("We paid up to £38 each.", ["up to £38"]),
    ],
)
def test_sums_of_money(text: str, expected: list[str]) -> None:
    assert read(text, "How much was spent?") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mean wait was 74 minutes.", ["74 minutes"]),
        ("As at 30 September 2023 it was 213 days. The average was 46 days.", ["213 days", "46 days"]),
        ("In 2021/22 it was 16.5 working days, in 2022/23 between 9 and 12 working days depending on site.",
         ["16.5 working days", "between 9 and 12 working days"]),
        ("On average a patient waited for 1.8 hours.", ["1.8 hours"]),
    ],
)  # fmt: skip
def test_times_that_were_asked_for(text: str, expected: list[str]) -> None:
    assert read(text, WAIT) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We reply within 20 working days.",
        "It would take 40 hours to find this.",
        "Searching takes on average 10 minutes per record.",
        "The average file takes 3 minutes to read.",
    ],
)
def test_costs_of_a_search_are_left_alone(text: str) -> None:
    assert read(text, WAIT) == []


def test_an_average_that_nobody_asked_for_is_left_alone() -> None:
    assert read("The average salary was £30,000.", "") == []
    assert read("The average wait was 74 minutes.", "How many complaints were made?") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 110 and 115. Five cases are in dispute.", ["Between 110 and 115", "Five cases"]),
        ("There were between 1,100 and 1,150 cases.", ["between 1,100 and 1,150 cases"]),
        ("Between 2019 and 2022 there were 40 cases.", ["40 cases"]),
        ("There were 12 cases of children between 5 and 16.", ["12 cases"]),
        ("None - no such cases since 2011.", ["None"]),
        ("23 (18.7 FTE).", ["23", "18.7 FTE"]),
        ("2 minor and 9 major cases.", ["2 minor cases", "9 major cases"]),
        ("In 2022 there were no fatalities.", ["no fatalities"]),
        ("There is no need for 3 forms.", []),
    ],
)
def test_counts(text: str, expected: list[str]) -> None:
    assert read(text, "How many cases were there?") == expected


# ── lines ───────────────────────────────────────────────────────────────────────────────────────


def figures(question: str, answer: str) -> list[str]:
    """`14 gbp thousand Ardent Ltd 2021-04-01..2022-03-31`"""
    text = f"Question 9 - {question}\n\n{answer}\n"
    reading = understand(ingest.read(Source("a.txt", text.encode())))
    return [
        " ".join(
            word
            for word in (
                f.amount.text,
                f.unit,
                f.row_label,
                f"{f.period.start}..{f.period.end}" if f.period else "",
                f.note,
            )
            if word
        )
        for f in reading.figures
    ]


def test_days_with_a_remark() -> None:
    answer = "31 March 2022 - 17\n31 March 2023 - 38 (not 45 as first stated)\nMon 5 Jun 2023 - 52"
    assert figures("How many homes were empty on these days?", answer) == [
        "17 properties 2022-03-31..2022-03-31",
        "38 properties 2023-03-31..2023-03-31 not 45 as first stated",
        "52 properties 2023-06-05..2023-06-05",
    ]


def test_what_stands_behind_a_number_ends_its_year() -> None:
    answer = "2021-2022: £318\n2022-2023: about £515 to 30 September 2022\n2023-2024: £90 to date"
    assert figures("How much was spent?", answer) == [
        "£318 gbp 2021-04-01..2022-03-31",
        "about £515 gbp 2022-04-01..2022-09-30",
        "£90 gbp 2023-04-01..None",
    ]


def test_a_heading_says_in_what_and_for_when() -> None:
    answer = "Suppliers in 2021-22 (£000):\n\nArdent Ltd - 1,290\nFenwick Ltd - 884"
    assert figures("What was spent on suppliers?", answer) == [
        "1,290 gbp thousand Ardent Ltd 2021-04-01..2022-03-31",
        "884 gbp thousand Fenwick Ltd 2021-04-01..2022-03-31",
    ]


def test_a_label_leads_a_row_of_years() -> None:
    assert figures(
        "How many staff are paid over £100k?", "Staff paid over £100k on 31 March: 2021 – 9; 2022 – 11."
    ) == [
        "9 people Staff paid over £100k on 31 March 2021-03-31..2021-03-31",
        "11 people Staff paid over £100k on 31 March 2022-03-31..2022-03-31",
    ]
    assert read("Average working days lost: 6.8 (2020-21) and 8.1 (2021-22).", "Days lost to sickness") == [
        "6.8 working days",
        "8.1 working days",
    ]


def test_labels_in_small_letters_on_one_line() -> None:
    assert figures(
        "How many staff were in the team, on 30 November 2023?", "Permanent: 19; agency: none; vacant: 4"
    ) == [
        "19 people Permanent 2023-11-30..2023-11-30",
        "none people agency 2023-11-30..2023-11-30",
        "4 people vacant 2023-11-30..2023-11-30",
    ]


def test_quarters_of_the_year_that_was_asked_for() -> None:
    asked = "How many inspections per quarter in 2022/23, and % of firms that passed?"
    assert figures(asked, "Q1: 24 inspections\nQ2: none, for lack of inspectors\nQ4: 41 inspections") == [
        "24 inspections inspections 2022-04-01..2022-06-30",
        "none inspections 2022-07-01..2022-09-30",
        "41 inspections inspections 2023-01-01..2023-03-31",
    ]
    assert figures("What fines were there?", "In 2022/23 two fines were paid: £2,500 in Q2 and £750 in Q4.")[
        1:
    ] == [
        "£2,500 gbp 2022-07-01..2022-09-30",
        "£750 gbp 2023-01-01..2023-03-31",
    ]


def test_seasons_are_no_financial_years() -> None:
    asked = "Percentage of staff vaccinated"
    assert figures(asked, "2021/2022 season 48.2%. The seasons run from 1st October to 31st March.") == [
        "48.2% percent 2021-10-01..2022-03-31"
    ]
    assert figures(asked, "2021/2022 season 48.2%.") == ["48.2% percent None..None"]


def test_a_year_that_opens_a_sentence_holds_for_the_next() -> None:
    asked = "How many people were hurt?"
    assert figures(asked, "In 2021-22 there were no deaths. Nineteen people were injured.") == [
        "no deaths deaths 2021-04-01..2022-03-31",
        "Nineteen people people 2021-04-01..2022-03-31",
    ]
    assert figures(asked, "In 2021-22 there were 3 deaths. We employ 12 people.")[1] == "12 people people"


def test_a_bound_before_a_refusal_is_an_answer() -> None:
    asked = "How many officers were dismissed?"
    assert figures(asked, "Fewer than 5. The exact figure is exempt under section 40(2).") == [
        "Fewer than 5 officers"
    ]
    assert figures(asked, "This is exempt under section 40(2), as fewer than 5 people are concerned.") == []
    assert figures(asked, "Exempt under section 12: 612 officers have files of 10 pages.") == []


def test_a_paragraph_names_the_question_that_it_answers() -> None:
    text = (
        "Dear Requester\n\nYour third question concerned casualties. Nineteen people were injured, of whom"
        " twelve went to hospital.\n\nYou then asked about your earlier letter. It was sent on 3 May 2023.\n"
    )
    reading = understand(ingest.read(Source("a.txt", text.encode())))
    assert [f"{f.amount.text} {f.row_label}" for f in reading.figures] == [
        "Nineteen people",
        "twelve went to hospital",
    ]


def test_a_line_that_ends_within_a_sentence_goes_on() -> None:
    lines = (
        "Between 1 April 2022 and 31 March 2023, as the log of the harbour shows, our boats attended",
        "131 incidents in the harbour and at sea, and by day and by night, which is a good deal more than in",
        "2021-22 and in the other years.",
        "",
        "2021-22: 117 incidents in all",
        "2020-21: 98 incidents in all",
    )
    paragraphs = unwrap(blocks(split("\n".join(lines))))
    assert [item.text for item in paragraphs if isinstance(item, Paragraph)] == [
        " ".join(lines[:3]),
        lines[4],
        lines[5],
    ]
