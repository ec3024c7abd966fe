from __future__ import annotations

from datetime import date

import pytest

from foi_cli.model import Period
from foi_cli.normalise import periods, timespans


def shown(period: Period | None) -> str:
    if period is None:
        return "none"
    word = {True: "whole", False: "part", None: "unknown"}[period.complete]
    return f"{period.start or '?'}..{period.end or '?'} {word}"


def read(text: str) -> Period:
    period = periods.read(text)
    assert period is not None
    return period


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("As at w/c 8/4/24 there are 946 properties.", "2024-04-08..2024-04-08 whole"),
        ("As of 10^th April 2024, there are 24,522 households.", "2024-04-10..2024-04-10 whole"),
        ("a snapshot of lighting units on 14/11/2024", "2024-11-14..2024-11-14 whole"),
        ("data which is circa July 2012", "2012-07-01..2012-07-31 whole"),
        ("correct as at 31 March 2022", "2022-03-31..2022-03-31 whole"),
        ("received on 14/11/2024", "none"),
        ("as at the time of writing", "none"),
        ("at 12 schools", "none"),
    ],
)
def test_the_day_of_a_count(sentence: str, day: str) -> None:
    assert shown(timespans.as_at(sentence)) == day


@pytest.mark.parametrize(
    ("covered", "total"),
    [
        (["2020", "2021", "2022"], "2020-01-01..2022-12-31 whole"),
        (["2022", "2020", "2021"], "2020-01-01..2022-12-31 whole"),
        (["2021/22", "2022/23", "2023/24 (up to 07.02.24)"], "2021-04-01..2024-02-07 part"),
        (["2019", "2021"], "2019-01-01..2021-12-31 unknown"),
        (["2020", "2021 (to date)"], "2020-01-01..? part"),
        (["Apr-24", "May-24", "Jun-24"], "2024-04-01..2024-06-30 whole"),
        (["2020"], "2020-01-01..2020-12-31 whole"),
        ([], "none"),
    ],
)
def test_a_total_covers_all_its_periods(covered: list[str], total: str) -> None:
    assert shown(timespans.over(read(text) for text in covered)) == total


@pytest.mark.parametrize(
    ("answer", "question", "meant"),
    [
        ("2023/24", "for the period April 2018 and 30th September 2023?", "2023-04-01..2023-09-30 part"),
        ("2024", "Between 1st January 2019 and 1st October 2024 how many", "2024-01-01..2024-10-01 part"),
        ("2022/23", "from April 2018 to 30th September 2023", "2022-04-01..2023-03-31 whole"),
        # years that the question only counts otherwise
        ("2022/23", "for the years 2019 to 2022", "2022-04-01..2023-03-31 whole"),
        ("2021-2022", "April 2020 – April 2021 – what is the spend", "2021-04-01..2022-03-31 whole"),
        # a range that the answer writes itself is not cut
        (
            "1 April 2023 to 31 March 2024",
            "between April 2018 and September 2023",
            "2023-04-01..2024-03-31 whole",
        ),
        ("2023", "since 2019, how many", "2023-01-01..2023-12-31 whole"),
    ],
)
def test_a_question_cuts_the_year_that_it_ends_in(answer: str, question: str, meant: str) -> None:
    assert shown(timespans.cut(read(answer), question)) == meant


@pytest.mark.parametrize(
    ("text", "year", "meant"),
    [
        ("April to June", "2021/22", "2021-04-01..2021-06-30 whole"),
        ("January to March", "2021/22", "2022-01-01..2022-03-31 whole"),
        ("Q1", "2021/22", "2021-04-01..2021-06-30 whole"),
        ("March", "2020", "2020-03-01..2020-03-31 whole"),
        ("Q2 (to 31 August)", "2023/24", "2023-07-01..2023-08-31 part"),
        ("Q2 (up to August only)", "2023/24", "2023-07-01..2023-08-31 part"),
        ("Q2 (to 31 December)", "2023/24", "2023-07-01..? part"),
        ("Q2 (revised)", "2023/24", "none"),
        ("Q1 (Apr–Jun)", "2023/24", "2023-04-01..2023-06-30 whole"),
        ("Quarter 4 (January to March)", "2023/24", "2024-01-01..2024-03-31 whole"),
        ("Q3: October - December", "2023/24", "2023-10-01..2023-12-31 whole"),
        ("Q1 (Apr–Jun budget)", "2023/24", "none"),
        ("Stadium A", "2020", "none"),
        ("April to June 2019", "2020", "none"),
    ],
)
def test_months_in_a_year_known_from_elsewhere(text: str, year: str, meant: str) -> None:
    assert shown(timespans.inside(text, read(year))) == meant


def test_an_unknown_stretch_is_never_cut() -> None:
    unknown = Period("2023 (to date)", date(2023, 1, 1), None, False)
    assert timespans.cut(unknown, "between 2019 and July 2023") is unknown


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2022/23", "2022-09-01..2023-08-31 whole"),
        ("2022-23", "2022-09-01..2023-08-31 whole"),
        ("2020/21 to 2022/23", "2020-09-01..2023-08-31 whole"),
        ("2022/23 (to date)", "2022-09-01..? part"),
        # what says for itself which year it is
        ("academic year 2022/23", "2022-09-01..2023-08-31 whole"),
        ("financial year 2022/23", "2022-04-01..2023-03-31 whole"),
        ("FY 2022/23", "2022-04-01..2023-03-31 whole"),
        ("April 2022 to March 2023", "2022-04-01..2023-03-31 whole"),
        ("2022", "2022-01-01..2022-12-31 whole"),
        ("1 April 2022 to 31 March 2023", "2022-04-01..2023-03-31 whole"),
    ],
)
def test_two_years_joined_where_academic_years_are_spoken_of(text: str, meant: str) -> None:
    assert shown(timespans.academic(read(text))) == meant


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("How many libraries were open on 1 April in each year?", "1 April"),
        ("staff in post as at 31 March", "31 March"),
        ("Homes owned at 31st March of each of the last three years", "31st March"),
        ("Staff with a second post (31 March each year)", "31 March"),
        ("Pupils on roll (1 October of each year)", "1 October"),
        # a day of one year, the end of a year, several days, a day of something else
        ("staff in post as at 31 March 2023", ""),
        ("spent in each year ending on 31 March", ""),
        ("on 31 March in each year, and on 30 September in each", ""),
        ("received by 31 March", ""),
        ("the fair (31 March)", ""),
        ("the fair (to 31 March each year)", ""),
        ("meetings on 31 March Street", ""),
    ],
)
def test_the_day_of_each_year_that_is_asked_for(asked: str, day: str) -> None:
    assert timespans.day_of_years(asked) == day


def test_a_year_on_its_day() -> None:
    assert shown(timespans.on_day_of(read("2021"), "31 March")) == "2021-03-31..2021-03-31 whole"
    assert shown(timespans.on_day_of(read("2021/22"), "31 March")) == "2022-03-31..2022-03-31 whole"
    assert shown(timespans.on_day_of(read("Apr-22"), "31 March")) == "2022-04-01..2022-04-30 whole"
    assert (
        shown(timespans.on_day_of(read("2020/21 to 2021/22"), "31 March")) == "2020-04-01..2022-03-31 whole"
    )
