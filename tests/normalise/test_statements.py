from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.model import Period
from foi_cli.normalise import statements
from foi_cli.normalise.statements import Statement

ASKED = "How many cases were there in each year?"
MONEY = "What was the cost in each year?"


def shown(statement: Statement) -> str:
    """`172 Conduct Cases 2020`: number, words beside it, period, what it is part of, note."""
    amount = statement.amount
    number = amount.text if amount.value is None else format(amount.value, "f")
    period = statement.period.text.strip() if statement.period else ""
    of = f"of {statement.of}" if statement.of else ""
    parts = (number, statement.label, statement.noun, period, of, statement.note)
    return " | ".join(part for part in parts if part)


def read(text: str, asked: str = ASKED) -> list[str]:
    return [shown(statement) for statement in statements.find(text, asked)]


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("2020 = 172 Conduct Cases", ["172 | Conduct Cases | 2020"]),
        ("2022 (to 08/06/22) = 82 Conduct Cases", ["82 | Conduct Cases | 2022 (to 08/06/22)"]),
        ("- 2024 (to May 31) – 25", ["25 | 2024 (to May 31)"]),
        ("17/18 - 11   18/19 - 12", ["11 | 17/18", "12 | 18/19"]),
        ("2019/20: 31 cases, 2020/21: 28 cases", ["31 | cases | 2019/20", "28 | cases | 2020/21"]),
        ("2019 - 0 - It did not exist then", ["0 | 2019 | structural nought: It did not exist then"]),
        ("1st January 2021 to 31st December 2021 = 29", ["29 | 1st January 2021 to 31st December 2021"]),
        ("1 each in 2019 and 2023",
         ["1 | 2019 | stated for each period", "1 | 2023 | stated for each period"]),
        ("In January 2024 there were 159", ["159 | January 2024"]),
        ("19 Cases", ["19 | Cases"]),
        ("Three", ["3"]),
        ("Nil", ["0"]),
        ("Answer: 12", ["12"]),
        ("• Min = £730p/w", ["730 | Min | p/w"]),
        ("£182,000 per annum", ["182000 | per annum"]),
        ("- A routine raid - £696.21", ["696.21 | A routine raid"]),
        ("Total = 580", ["580 | Total"]),
        ("b) Written warning: 12", ["12 | Written warning"]),
        ("d. Psychologists employed on any other scale 0", ["0 | Psychologists employed on any other scale"]),
        ("Female 15", ["15 | Female"]),
        ("2 x Police Constable", ["2 | Police Constable"]),
        ("Appeals: 15 (7 upheld, 8 lost)",
         ["15 | Appeals", "7 | upheld | of before", "8 | lost | of before"]),
        ("All Male", ["All Male | all, no number stated"]),
        ("Information not held.", ["Information not held"]),
        ("No specific information held.", ["No specific information held"]),
    ],
)  # fmt: skip
def test_lines_that_state_a_number(line: str, stated: list[str]) -> None:
    assert read(line) == stated


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("- 2022 - £230 fine + £92 tax and £568 costs",
         ["230 | fine | 2022", "92 | tax | 2022", "568 | costs | 2022"]),
        ("- 2023/24, Approx £45,000", ["45000 | 2023/24"]),
        ("2022 – No data available.", ["No data available | 2022"]),
        ("Disposal - £320+VAT to £480+VAT by size", ["£320+VAT to £480+VAT | Disposal | by size"]),
        ("£41,250 in 2021/22 and £1.2m in 2022/23.", ["41250 | 2021/22", "1200000 | 2022/23"]),
    ],
)  # fmt: skip
def test_money(line: str, stated: list[str]) -> None:
    assert read(line, MONEY) == stated


def test_a_row_of_numbers_takes_the_years_that_its_question_lists() -> None:
    asked = "What is the total spend for the years 2020-2021, 2021-2022 and 2022-2023?"
    assert read("Total* £570 £167,957 £376,669", asked) == [
        "570 | Total | years 2020-2021",
        "167957 | Total | 2021-2022",
        "376669 | Total | 2022-2023",
    ]
    assert read("Total* £570 £167,957", asked) == ["570", "167957"]


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Four cases containing seven allegations of abuse.", ["4 | cases", "7 | allegations"]),
        ("Three of the above cases went to the IOPC.", ["3 | cases | of above"]),
        ("Six of the cases within Question 5 relate to it.", ["6 | cases | of question 5"]),
        ("Of the 3922 cases, 1710 cases had an answer.", ["3922 | cases", "1710 | cases | of number 3922"]),
        ("198 cases were refused in 2019 and 177 in 2020.", ["198 | cases | 2019", "177 | cases | 2020"]),
        ("22 in total, of which 14 in 2022/23.", ["22", "14 | 2022/23 | of before"]),
        ("512 (48%) of the 1,067 cases were closed.", ["512", "48 | of whole", "1067 | cases"]),
        ("There were no cases.", ["0 | cases"]),
        ("As of 10 April 2024, there are 24,522 households registered.",
         ["24522 | households | As of 10 April 2024"]),
        ("In 2022 the Council received 5,124 complaints.", ["5124 | complaints | 2022"]),
        # what stands behind a number may be the period of the next one
        ("In 2022/23 the figure was 211 and in 2023/24 it was 187.",
         ["211 | figure | 2022/23", "187 | figure | 2023/24"]),
        ("We saw 40 cases in 2021, and in 2022 there were 35 cases.",
         ["40 | cases | 2021", "35 | cases | 2022"]),
        ("12 cases were closed in 2019/20, up from 9 the year before.",
         ["12 | cases | 2019/20", "9 | cases | the year before"]),
        ("412 cases were cancelled at the first stage. Financial year 21/22",
         ["412 | cases | Financial year 21/22"]),
        ("On 31 March 2024 there were 268 cases open.", ["268 | cases | 31 March 2024"]),
        ("There were 5 cases because one offence has two suspects.", ["5 | cases"]),
        ("Ar 1 Ebrill 2024 roedd 1,906 o achosion. / On 1 April 2024 there were 1,906 cases.",
         ["1906 | cases | 1 April 2024"]),
    ],
)  # fmt: skip
def test_numbers_in_sentences(sentence: str, stated: list[str]) -> None:
    assert read(sentence) == stated


@pytest.mark.parametrize(
    "decoy",
    [
        "We estimate that it would take us 83 hours, more than the limit of 18 hours or £450.",
        "There are 11,000 case files and each takes 5 minutes.",
        "This would mean searching through all 660 records.",
        "under section 12 of the Freedom of Information Act 2000",
        "Regulation 23 (5)(a) of the Police (Conduct) Regulations 2020",
        "Statutory Guidance on Professional Standards (Pages 154-170)",
        "Telephone: 0114 273 4567",
        "Our Ref: FOI/2023/118",
        "165A_23_attachment",
        "859A_PIT_01",
        "The 24/7 line is open to all.",
        "Please reply within 20 working days of 3 March 2024.",
        "One of the reasons is that no information is recorded.",
        "There is no case to answer where no misconduct proceedings will be brought, as it were.",
        "No one has asked, and there are no plans.",
        "All domestic jobs are carried out by one or two officers.",
        "Yes",
        "",
    ],
)
def test_leaves_decoys_alone(decoy: str) -> None:
    assert statements.find(decoy, "What is the policy on this?") == ()


def test_the_year_before_is_the_one_that_ends_when_the_named_one_begins() -> None:
    (_, before) = statements.find("12 cases were closed in 2019/20, up from 9 the year before.", ASKED)
    assert before.period is not None
    assert (str(before.period.start), str(before.period.end)) == ("2018-04-01", "2019-03-31")
    (_, unknown) = statements.find("There were 12 cases, and 9 cases the year before.", ASKED)
    assert unknown.period == Period("the year before")


def test_hours_that_were_asked_about_are_no_cost() -> None:
    waited = "In 2023, 4,206 cases waited more than 12 hours for a decision."
    assert read(waited, "How many cases waited more than 12 hours?") == ["4206 | cases | 2023"]
    assert read("In 2023, 4,206 cases would take more than 12 hours to read.") == []


def test_days_are_counted_when_days_were_asked_for() -> None:
    line = "In 2020, 12 days; in 2021, 33 days."
    assert read(line, "How many days were lost to sickness?") == ["12 | days | 2020", "33 | days | 2021"]
    assert read(line, "How many cases were there?") == []


@given(st.text(alphabet="0123456789 .,;:-–=£%()/abcAof\n", max_size=120))
def test_every_number_stands_where_it_says(text: str) -> None:
    for statement in statements.find(text, ASKED):
        assert text[statement.offset :].startswith(statement.amount.text)
        if statement.amount.value is not None:
            assert isinstance(statement.amount.value, Decimal)


@pytest.mark.parametrize(
    "piece", ["(", "1 ", "£1-", "2020 - ", "a=", "one ", "in 2020 5 and ", "x: 1 (2 y, "]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        statements.find(text, ASKED)
        return time.process_time() - start

    seconds(2_000)
    assert seconds(40_000) < 20 * max(seconds(10_000), 0.02)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("2021 – 314, 2022 – 402 and 2023 – 688", ["314 | 2021", "402 | 2022", "688 | 2023"]),
        ("2019/20: 31 cases and 2020/21: 28 cases", ["31 | cases | 2019/20", "28 | cases | 2020/21"]),
        ("2021/22: 1,104. 2022/23: 987.", ["1104 | 2021/22", "987 | 2022/23"]),
        ("2020 to date – 12, 2021 - 5", ["12 | 2020 to date", "5 | 2021"]),
        ("2022: 204 (of which 61 resulted in injury)", ["204 | 2022 | of which 61 resulted in injury",
                                                        "61 | resulted in injury | 2022 | of before"]),
        ("2023 – 60 (129 claims are still open)", ["60 | 2023 | 129 claims are still open"]),
        ("As at 14 May 2024 there were 23 cases open, of which four were new.",
         ["23 | cases | As at 14 May 2024", "4 | new | As at 14 May 2024 | of before"]),
    ],
)  # fmt: skip
def test_series_in_one_line(line: str, stated: list[str]) -> None:
    assert read(line) == stated


def test_sums_and_numbers_of_several_years_in_one_line() -> None:
    line = "A: 2022/23 – 6 cases, £1,450 fines; 2023/24 – 9 cases, £2,275 fines."
    assert read(line) == [
        "6 | cases | 2022/23",
        "1450 | fines | 2022/23",
        "9 | cases | 2023/24",
        "2275 | fines | 2023/24",
    ]
    assert read("We spent £4.6m (2021/22), £5.1m (2022/23) and £3.8m (2023/24) on them.", MONEY) == [
        "4600000 | 2021/22",
        "5100000 | 2022/23",
        "3800000 | 2023/24",
    ]


@pytest.mark.parametrize(
    ("line", "complete"),
    [
        ("2023: 19 to date", False),
        ("2023 - 19 (year to date)", False),
        ("2023: 19 so far", False),
        ("2023: 19", True),
    ],
)
def test_a_year_whose_number_is_one_to_date_is_a_part(line: str, complete: bool) -> None:
    (stated,) = statements.find(line, ASKED)
    assert stated.period is not None
    assert (stated.period.complete, stated.period.end is None) == (complete, not complete)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("2021/22: Six", ["6 | 2021/22"]),
        ("2019 – thirty-one; 2020 – nine", ["31 | 2019", "9 | 2020"]),
        ("FY21: four. FY22: nil. FY23: fewer than 5.", ["4 | FY21", "0 | FY22", "fewer than 5 | FY23"]),
        ("2020: Two officers were dismissed.", ["2 | officers | 2020"]),
        ("2022/23: Seven (not eight as first stated)", ["7 | 2022/23 | not eight as first stated"]),
        ("2023: two thirds of them", []),
        ("2023: A policy is being written", []),
    ],
)  # fmt: skip
def test_numbers_in_words_behind_a_year(line: str, stated: list[str]) -> None:
    assert read(line, "Leavers") == stated


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("2019 - 31, of which 4 were suspended",
         ["31 | 2019 | of which 4 were suspended", "4 | suspended | 2019 | of before"]),
        ("2020: 12 cases, of whom three were women",
         ["12 | cases | 2020", "3 | women | 2020 | of before"]),
        ("2020 - 12 & 5 were withdrawn", ["12 | 2020", "5 | withdrawn | 2020"]),
        ("2021 – 40 (9 withdrawn, two settled)",
         ["40 | 2021 | 9 withdrawn, two settled", "9 | withdrawn | 2021 | of before",
          "2 | settled | 2021 | of before"]),
        # what is greater than the number, or compares it, is no part of it
        ("2021 – 40 (52 refusals)", ["40 | 2021 | 52 refusals"]),
        ("2021 – 40 (6 more than expected)", ["40 | 2021 | 6 more than expected"]),
        ("2021 – 40 (3 months)", ["40 | 2021 | 3 months"]),
        ("2021 – £400 (2 payments)", ["400 | 2021 | 2 payments"]),
    ],
)  # fmt: skip
def test_parts_of_the_number_of_a_year(line: str, stated: list[str]) -> None:
    assert read(line) == stated
