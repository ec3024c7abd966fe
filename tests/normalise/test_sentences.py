"""What sentences hand on to each other, and the ways in which they count without a noun."""

from __future__ import annotations

import re

import pytest

from foi_cli import ingest
from foi_cli.model import Figure, Source
from foi_cli.normalise import statements, understand
from foi_cli.normalise.statements import Statement

HOW_MANY = "How many cases were there?"


def span(statement: Statement) -> str:
    """`2022-04-01..2023-03-31`; one day alone, nothing without a period."""
    period = statement.period
    if period is None:
        return ""
    start, end = period.start or "", period.end or ""
    return str(start) if start == end else f"{start}..{end}"


def read(text: str, asked: str = "") -> list[str]:
    """`191 flats 2022-04-01..2023-03-31 of number 268`"""
    return [
        " ".join(
            word
            for word in (
                one.amount.text,
                one.label,
                one.noun,
                span(one),
                f"of {one.of}" if one.of else "",
            )
            if word
        )
        for one in statements.find(text, asked)
    ]


# ── from one sentence to the next ───────────────────────────────────────────────────────────────


def test_a_number_is_divided_in_the_next_sentence() -> None:
    text = (
        "In the twelve months to 31 March 2022 the crews were called out on 90 occasions. Of these 37 were in"
        " houses, 41 were on roads and the remaining 12 were at sea. Two of the 90 turned out to be hoaxes."
    )
    year = "2021-04-01..2022-03-31"
    assert read(text) == [
        f"90 occasions {year}",
        f"37 houses {year} of number 90",
        f"41 roads {year} of number 90",
        f"12 sea {year} of number 90",
        f"Two {year} of number 90",
    ]


def test_the_same_split_again() -> None:
    text = (
        "In 2022/23 we opened 64 cases. Of these, 30 were closed, 21 were referred and 13 are open. In the"
        " year before that there were 50 cases, for which the same split is 25, 20 and 5."
    )
    assert read(text, HOW_MANY)[4:] == [
        "50 cases 2021-04-01..2022-03-31",
        "25 closed 2021-04-01..2022-03-31 of number 50",
        "20 referred 2021-04-01..2022-03-31 of number 50",
        "5 open 2021-04-01..2022-03-31 of number 50",
    ]
    assert len(read(text.replace("and 5.", "and 6."), HOW_MANY)) == 5, "they do not add up to it"


def test_parts_on_both_sides_of_these() -> None:
    text = (
        "In 2021-22 eleven attacks were recorded. Stones were thrown in six of these, four were abuse only"
        " and one was a bite. A year earlier there had been nine attacks. No officer was hurt in either year."
    )
    before, year = "2020-04-01..2021-03-31", "2021-04-01..2022-03-31"
    assert read(text) == [
        f"eleven attacks {year}",
        f"six Stones were thrown {year} of number 11",
        f"four abuse only {year} of number 11",
        f"one a bite {year} of number 11",
        f"nine attacks {before}",
        f"No officer {year}",
        f"No officer {before}",
    ]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        # a number of its own behind "of these", and a greater one
        ("There were 40 cases in 2021. Of these 12 cases, 3 were late.",
         ["40 cases 2021-01-01..2021-12-31", "12 cases", "3 late of number 12"]),
        ("There were 40 cases in 2021. Of these 52 were late.", ["40 cases 2021-01-01..2021-12-31"]),
        # two numbers that "these" may mean
        ("There were 40 cases and 12 appeals in 2021. Of these 7 were late.",
         ["40 cases 2021-01-01..2021-12-31", "12 appeals 2021-01-01..2021-12-31"]),
        # what is said of now, or of another time, is not of the year before
        ("In 2021/22 there were 40 cases. We have 12 officers.",
         ["40 cases 2021-04-01..2022-03-31", "12 officers"]),
        ("The year before there were 12 cases.", ["12 cases"]),
    ],
)  # fmt: skip
def test_what_is_not_handed_on(text: str, stated: list[str]) -> None:
    assert read(text) == stated


def figures(question: str, answer: str) -> list[Figure]:
    text = f"Q1. {question}\n\n{answer}\n"
    return list(understand(ingest.read(Source("a.txt", text.encode()))).figures)


def test_parts_are_tied_to_what_they_are_part_of_and_have_its_time() -> None:
    answer = (
        "In 2021/22 we received 30 complaints. Of these 18 were upheld and 12 were not. In the year before"
        " that we received 25. In four of the 30 an apology was made; none of them went to court."
    )
    found = figures("How many complaints were received between 2019 and 2023?", answer)
    whole = found[0].figure_id
    assert [(f.amount.text, f.within == whole, str(f.period and f.period.start)) for f in found] == [
        ("30", False, "2021-04-01"),
        ("18", True, "2021-04-01"),
        ("12", True, "2021-04-01"),
        ("25", False, "2020-04-01"),
        ("four", True, "2021-04-01"),
        ("none", False, "2021-04-01"),
    ]
    assert found[5].within == found[4].figure_id


# ── whose time it is ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The fee was £80 until 31 March 2022 and has been £95 since.",
         ["£80 ..2022-03-31", "£95 2022-04-01.."]),
        ("The fee was £80 until 31 March 2022, £95 since (the least that the law allows).",
         ["£80 ..2022-03-31", "£95 2022-04-01.."]),
        ("Income was £11,046 from April 2021 to March 2022 and £2,318 from 01/04/2022 to 30/06/2022.",
         ["£11,046 2021-04-01..2022-03-31", "£2,318 2022-04-01..2022-06-30"]),
        ("£500 in 2022 and £610 in the first half of 2023.",
         ["£500 2022-01-01..2022-12-31", "£610 2023-01-01..2023-06-30"]),
        ("£500 in the first half of 2022/23 and £610 in the second half.",
         ["£500 2022-04-01..2022-09-30", "£610 2022-10-01..2023-03-31"]),
        ("A total of £900 was paid, £400 of it in 2022.",
         ["£900 total", "£400 2022-01-01..2022-12-31 of above"]),
        ("We spent nothing in 2021 and £70 in 2022.",
         ["nothing 2021-01-01..2021-12-31", "£70 2022-01-01..2022-12-31"]),
    ],
)  # fmt: skip
def test_times_of_money(text: str, stated: list[str]) -> None:
    assert read(text, "How much was spent?") == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("There were 57 cases, compared with 71 in 2021.",
         ["57 cases", "71 cases 2021-01-01..2021-12-31"]),
        ("1,204 (1,150 in 2021)", ["1,204", "1,150 2021-01-01..2021-12-31"]),
        ("On 31 December 2022 there were 57, down from 71 on 31 December 2021.",
         ["57 2022-12-31", "71 2021-12-31"]),
        ("There were 12 clerks (31 March 2024) and 9 cleaners (as at 30 June 2023).",
         ["12 clerks 2024-03-31", "9 cleaners 2023-06-30"]),
        ("38.6 FTE on 1 April 2020 and 29.1 FTE on 1 April 2023.",
         ["38.6 FTE 2020-04-01", "29.1 FTE 2023-04-01"]),
        ("Spend was £7m in 2021/22, £9m in 2022/23; together £16m.",
         ["£7m Spend 2021-04-01..2022-03-31", "£9m Spend 2022-04-01..2023-03-31",
          "£16m Spend 2021-04-01..2023-03-31"]),
        ("One post, 0.8 FTE, grade B (£33,000 to £35,400 pro rata for 2023-24).",
         ["One post", "0.8 FTE", "£33,000 to £35,400 pro rata 2023-04-01..2024-03-31"]),
        ("There were 5 cases in 2021 and 2 so far this year.", ["5 cases 2021-01-01..2021-12-31", "2 cases"]),
        ("The cost is £41 this year (2022/23) for each case (£38 last year).",
         ["£41 cost 2022-04-01..2023-03-31", "£38 cost 2021-04-01..2022-03-31"]),
        ("Three in 2021, none so far in 2022.",
         ["Three 2021-01-01..2021-12-31", "none 2022-01-01.."]),
        ("None in 2019/20 or 2020/21. One in 2021/22.",
         ["None 2019-04-01..2020-03-31", "None 2020-04-01..2021-03-31", "One 2021-04-01..2022-03-31"]),
        ("There were no such cases in 2021, 2022 or 2023.",
         ["no such cases 2021-01-01..2021-12-31", "no such cases 2022-01-01..2022-12-31",
          "no such cases 2023-01-01..2023-12-31"]),
        ("There was nobody in 2021 and one person in 2022.",
         ["nobody 2021-01-01..2021-12-31", "one person 2022-01-01..2022-12-31"]),
        # a number of two years is not one of each
        ("There were 12 cases in 2021 and 2022.", ["12 cases 2021-01-01..2022-12-31"]),
        ("None in 2021, and 2022 is not known yet.", ["None 2021-01-01..2021-12-31"]),
        ("None in 2021 and 2022 data is missing.", ["None 2021-01-01..2021-12-31"]),
        ("There were 12, 15 and 9 cases in 2020, 2021 and 2022 respectively.",
         ["12 cases 2020-01-01..2020-12-31", "15 cases 2021-01-01..2021-12-31",
          "9 cases 2022-01-01..2022-12-31"]),
        ("The figures for 2021 and 2022 were 34 and 41 respectively.",
         ["34 2021-01-01..2021-12-31", "41 2022-01-01..2022-12-31"]),
        # lists of different lengths do not go together
        ("There were 12 and 15 cases in 2020, 2021 and 2022 respectively.",
         ["15 cases 2020-01-01..2020-12-31"]),
    ],
)  # fmt: skip
def test_times_of_counts(text: str, stated: list[str]) -> None:
    assert read(text, HOW_MANY) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("None in either year.", ["None 2021-04-01..2022-03-31", "None 2022-04-01..2023-03-31"]),
        ("Bus lanes: zero in both years", ["zero Bus lanes 2021-04-01..2022-03-31",
                                           "zero Bus lanes 2022-04-01..2023-03-31"]),
        ("No cases were lost in either year.", ["No cases 2021-04-01..2022-03-31",
                                                "No cases 2022-04-01..2023-03-31"]),
        ("12 in both years", ["12"]),
    ],
)  # fmt: skip
def test_a_nought_in_both_years_of_the_question(text: str, stated: list[str]) -> None:
    assert read(text, "How many cases were lost in 2021/22 and 2022/23?") == stated


def test_the_quarters_of_a_year_in_their_order() -> None:
    text = "For the four quarters of 2021, in order, the medians were 34, 36, 29 and 41 days."
    assert read(text, "What was the median number of days?") == [
        "34 days 2021-01-01..2021-03-31",
        "36 days 2021-04-01..2021-06-30",
        "29 days 2021-07-01..2021-09-30",
        "41 days 2021-10-01..2021-12-31",
    ]


# ── ways of counting ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "text", "stated"),
    [
        ("Carers gained and lost", "We approved 38 households and 52 were removed, a net loss of fourteen.",
         ["38 households", "52 removed", "fourteen net loss"]),
        ("How many were tested?", "On 3 June 2023, 26 were tested & all but two passed.",
         ["26 tested 2023-06-03", "two all but two passed 2023-06-03"]),
        ("How many permits?", "2,306 first permits and 418 second permits - 2,724 in all.",
         ["2,306 first permits", "418 second permits", "2,724"]),
        ("How many jobs were there?", "Some 9,500, and 71% were done within the target of 5 working days.",
         ["Some 9,500", "71% done within the target"]),
        ("How many visits?", "We made 88 visits, a dozen of them unannounced.",
         ["88 visits", "a dozen unannounced of above"]),
        ("How many officers?", "Three (two in 2021 and one in 2022).",
         ["Three", "two 2021-01-01..2021-12-31", "one 2022-01-01..2022-12-31"]),
        ("What share was it?", "68%, compared with 61.5% in 2021/22.",
         ["68%", "61.5% 2021-04-01..2022-03-31"]),
        ("How many rooms are there?", "There are 31 rooms: East Hall 12, West Hall 10 and Annexe 9.",
         ["31 rooms", "12 East Hall of whole", "10 West Hall of whole", "9 Annexe of whole"]),
        ("Visitors to each site", "Mill had 84,300 in 2021/22 and 99,700 in 2022/23.",
         ["84,300 Mill 2021-04-01..2022-03-31", "99,700 Mill 2022-04-01..2023-03-31"]),
        ("How long did it take?", "Most took 20 to 35 minutes. The longest took 4.5 hours.",
         ["20 to 35 minutes", "4.5 longest hours"]),
        ("How long does it take?", "10-12 weeks", ["10-12 weeks"]),
        ("", "In 2022-23 we paid £3,865 to 29 households, on average £133.28 each.",
         ["£3,865 2022-04-01..2023-03-31", "29 households 2022-04-01..2023-03-31",
          "£133.28 2022-04-01..2023-03-31"]),
    ],
)  # fmt: skip
def test_counts_without_a_noun(asked: str, text: str, stated: list[str]) -> None:
    assert read(text, asked) == stated


@pytest.mark.parametrize(
    "text",
    [
        "In our reply of 3 May we gave 45 cases for 2021; that figure was wrong.",
        "We previously stated 45 cases in error.",
        "We wrote to you on two occasions.",
        "This would be an increase of work.",
        "A search would take 20 to 35 minutes for each case.",
        "Two thirds of them are open.",
        "There is nothing in section 2 that says so.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read(text, "How many cases are open?") == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Adults £4.50 and children £2.25 for a swim. For a sauna £9 and £6.",
         ["£4.50 swim / Adults", "£2.25 swim / children", "£9 sauna / Adults", "£6 sauna / children"]),
        ("Staffing £498,200, equipment £37,150 and rent £61,004.",
         ["£498,200 Staffing", "£37,150 equipment", "£61,004 rent"]),
        # what is no name, and sums that are not said to be for anything
        ("It cost £40 and the second £50.", ["£40", "£50"]),
        ("For a sauna £9 and £6.", ["£9", "£6"]),
        ("We paid £395 and they paid £1,185.", ["£395", "£1,185"]),
        # no range, unless it says so
        ("£150 and £450.", ["£150", "£450"]),
        ("Between £150 and £450.", ["Between £150 and £450"]),
        ("Staff paid between £50,000 and £60,000 are not named.", []),
    ],
)  # fmt: skip
def test_prices(text: str, stated: list[str]) -> None:
    assert read(text, "What do you charge?") == stated


def test_what_is_given_before_the_rest_is_refused() -> None:
    asked = "What was the turnover and the rent?"
    given = "Turnover was £612,000 in 2022/23. The rent is withheld under section 43(2)."
    assert [f.amount.text for f in figures(asked, given)] == ["£612,000"]
    undated = "We have 12 people there. Their pay is personal data and withheld under section 40(2)."
    assert figures(asked, undated) == []
    cost = "There were 612 leases in 2022. To read them would exceed the appropriate limit of section 12."
    assert figures(asked, cost) == []


@pytest.mark.parametrize(
    ("told", "given"),
    [
        (
            "£612,000 in 2021/22, £598,000 in 2022/23. More would take weeks, so section 12 applies.",
            ["£612,000", "£598,000"],
        ),
        (
            "Section 12 applies, but we can tell you that it was £598,000 in 2022/23. More is not held.",
            ["£598,000"],
        ),
        # what a search would cost, and what would be searched
        ("We would need 40 hours, or £1,000 in 2022/23, so section 12 applies.", []),
        ("There were 9,000 invoices in 2022/23. Section 12 applies, as that would take 100 hours.", []),
        ("Section 12 applies. I can confirm that to search invoices of 2021/22 would cost £1,200.", []),
    ],
)
def test_what_is_given_though_a_search_would_cost_too_much(told: str, given: list[str]) -> None:
    asked = "What was the turnover each year, and how many invoices were paid?"
    assert [f.amount.text for f in figures(asked, told)] == given


def test_a_number_of_posts_and_its_equivalent_are_of_the_same_day() -> None:
    asked = "How many agency nurses do you use?"
    told = "Nine (6.2 FTE) on 1 November 2024, compared with 13 (10.5 FTE) on the same day in 2023."
    found = {f.amount.text: str(f.period.start) if f.period else "" for f in figures(asked, told)}
    assert found["Nine"] == found["6.2 FTE"] == "2024-11-01"
    assert found["10.5 FTE"] == "2023-11-01"


def test_the_same_day_of_another_year_is_no_whole_year() -> None:
    asked = "How many agency nurses do you use?"
    found = figures(asked, "We used 9 nurses on 1 May 2024 and 12 nurses on the same date in 2023.")
    assert [str(f.period.end) for f in found if f.period] == ["2024-05-01", "2023-05-01"]
    unknown = figures(asked, "We used 12 nurses on the same day in 2023.")
    assert [f.period.start for f in unknown if f.period] == [None]


def test_a_question_quoted_above_its_answer_is_all_the_requesters() -> None:
    text = (
        "Dear A\n\n> 1) What do you charge? The next parish charges £500.\n\n£395 for a plot.\n\n"
        "> 2) How many plots are left?\n\nAbout 140.\n\nRegards\nClerk\n"
    )
    reading = understand(ingest.read(Source("a.txt", text.encode())))
    assert [(f.question, f.amount.text) for f in reading.figures] == [("1", "£395"), ("2", "About 140")]
    assert reading.questions[0].text == "What do you charge? The next parish charges £500."


def test_what_is_counted_besides_is_no_money() -> None:
    letter = (
        "Dear Requester\n\nQ1. What does a space cost?\n\nSpaces cost £42. We put in 25 hangars in 2021.\n"
        "No payments were made.\n\nYours sincerely\n"
    )
    found = understand(ingest.read(Source("a.txt", letter.encode()))).figures
    assert [(f.amount.text, f.unit) for f in found] == [("£42", "gbp"), ("25", "count"), ("No", "gbp")]


@pytest.mark.parametrize(
    ("asked", "text", "stated"),
    [
        # what a bracket counts besides
        ("Staff of the team", "On 31 March 2023 we had 61.4 FTE wardens (68 people).",
         ["61.4 FTE wardens 2023-03-31", "68 people 2023-03-31"]),
        ("Sums paid", "Payments were £1,912.60 in 2021/22 (23 claims) and £860 in 2022/23 (9 claims).",
         ["£1,912.60 2021-04-01..2022-03-31", "23 claims 2021-04-01..2022-03-31",
          "£860 2022-04-01..2023-03-31", "9 claims 2022-04-01..2023-03-31"]),
        ("Staff", "As at 31 March 2023 we had 61.4 FTE, up from 52.8 FTE (57 people) a year earlier.",
         ["61.4 FTE 2023-03-31", "52.8 FTE 2022-03-31",
          "57 people 2022-03-31"]),
        # a bare list of numbers before as many years
        ("Complaints about us", "We recorded 102 and 143 in 2021 and 2022.",
         ["102 2021-01-01..2021-12-31", "143 2022-01-01..2022-12-31"]),
        ("Cases opened and closed", "In 2022 we investigated 2,051 and upheld 821.",
         ["2,051 2022-01-01..2022-12-31", "821 2022-01-01..2022-12-31"]),
        ("Cost of the licence", "We paid £41,280 (inc. VAT) for the licence in 2022.",
         ["£41,280 2022-01-01..2022-12-31"]),
        # a range of counts
        ("Cases of each officer", "Officers carry around 35 to 40 cases each.", ["around 35 to 40 cases"]),
        ("Cases opened", "Cases fell from about 40 to 35 cases.", ["35 cases"]),
        # a time is told in two units, whatever mark stands behind them
        ("How long did hearings take?", "The longest was three hours and 5 minutes².", []),
        # a time that was measured, and one that a search would take
        ("", "The average time from referral to repair was 94 working days in 2021/22 and 71 in 2022/23.",
         ["94 average time from referral to repair working days 2021-04-01..2022-03-31",
          "71 working days 2022-04-01..2023-03-31"]),
        ("", "The average time to read it was 8 minutes a file.", []),
        # sections, notes and lists of other things are left alone
        ("How many plots?", "They are exempt under section 40 (2 reasons).", []),
        ("Staff of the team", "The plan (12 pages) is on our website.", []),
    ],
)  # fmt: skip
def test_numbers_beside_others(asked: str, text: str, stated: list[str]) -> None:
    assert [re.sub(r" of \w+", "", line) for line in read(text, asked)] == stated


def test_lists_of_unlike_numbers_are_not_told_apart_by_years() -> None:
    said = read("We fined 12 men and 15 women in 2021 and 2022.", "Fines")
    assert "15 women 2021-01-01..2022-12-31" in said


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Dismissed: 2021-22 – 8; 2022-23 – 12.",
         ["8 Dismissed 2021-04-01..2022-03-31", "12 Dismissed 2022-04-01..2023-03-31"]),
        ("Our response: 2021 – 9, 2022 – 11", ["9 2021-01-01..2021-12-31", "11 2022-01-01..2022-12-31"]),
        ("Phone: 2021 4412", []),
        ("Note: 2021 was a part year, 12 of 30", []),
    ],
)  # fmt: skip
def test_a_row_of_years_behind_a_label(text: str, stated: list[str]) -> None:
    assert read(text, "How many were dismissed?") == stated
