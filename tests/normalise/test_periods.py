from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.model import Period
from foi_cli.normalise import periods

FACTS = Path(__file__).parents[2] / "../shared/reference/period_expressions.csv"


def shown(period: Period | None) -> str:
    """`2022-01-01..2022-06-08 part`, with ? for what is unknown."""
    if period is None:
        return "no period"
    word = {True: "whole", False: "part", None: "unknown"}[period.complete]
    return f"{period.start or '?'}..{period.end or '?'} {word}"


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        # years
        ("2020", "2020-01-01..2020-12-31 whole"),
        ("2018 (calendar year)", "2018-01-01..2018-12-31 whole"),
        ("2019/20", "2019-04-01..2020-03-31 whole"),
        ("2019-20", "2019-04-01..2020-03-31 whole"),
        ("2019–2020", "2019-04-01..2020-03-31 whole"),
        ("1999-2000", "1999-04-01..2000-03-31 whole"),
        ("19/20", "2019-04-01..2020-03-31 whole"),
        ("FY 2021/22", "2021-04-01..2022-03-31 whole"),
        ("financial year 2021/22", "2021-04-01..2022-03-31 whole"),
        ("2021/22 academic year", "2021-09-01..2022-08-31 whole"),
        # the months say what year is meant; they cut none
        ("2022/23 (September to August)", "2022-09-01..2023-08-31 whole"),
        ("2022-2023 (July–June)", "2022-07-01..2023-06-30 whole"),
        ("2022/23 (1 October to 30 April)", "2022-10-01..2023-04-30 part"),
        ("academic year 2022/23 (August to July)", "2022-08-01..2023-07-31 whole"),
        ("2022/23 (April to March)", "2022-04-01..2023-03-31 whole"),
        ("2022/23 (April to August)", "2022-04-01..2022-08-31 part"),
        ("2022 (April to March)", "?..? part"),
        ("2022/23 (January to December)", "?..? part"),
        ("2023/24 (actual)", "2023-04-01..2024-03-31 whole"),
        ("2018-2020", "2018-01-01..2020-12-31 whole"),
        ("2018\u00a0- 2020", "2018-01-01..2020-12-31 whole"),
        # months and quarters
        ("Apr-21", "2021-04-01..2021-04-30 whole"),
        ("Feb-24", "2024-02-01..2024-02-29 whole"),
        ("April 24", "2024-04-01..2024-04-30 whole"),
        ("Q1 2022/23", "2022-04-01..2022-06-30 whole"),
        ("2022/23 Q4", "2023-01-01..2023-03-31 whole"),
        ("October to December (Q4) 2014", "2014-10-01..2014-12-31 whole"),
        ("Q1 2022", "?..? whole"),
        ("2025/26 to month 5", "2025-04-01..2025-08-31 part"),
        ("2025-26 (YTD to M10)", "2025-04-01..2026-01-31 part"),
        ("2025/26 (to month 12)", "2025-04-01..2026-03-31 whole"),
        ("2025/26 month 5", "no period"),
        ("2025/26 to month 14", "no period"),
        ("Quarter 1 (April to June 2023)", "2023-04-01..2023-06-30 whole"),
        ("Q4 – Jan to Mar 2024", "2024-01-01..2024-03-31 whole"),
        ("First quarter (April - June 2022)", "2022-04-01..2022-06-30 whole"),
        ("Q1 (April to July 2023)", "no period"),
        ("Q1 (budget 2023)", "no period"),
        # ranges
        ("April 2017 - March 2018", "2017-04-01..2018-03-31 whole"),
        ("April 2020 – March 2021", "2020-04-01..2021-03-31 whole"),
        ("1^st January 2021 to 31^st December 2021", "2021-01-01..2021-12-31 whole"),
        ("1^st January 2023 to 31^st July 2023", "2023-01-01..2023-07-31 part"),
        ("Jan–Oct 2023", "2023-01-01..2023-10-31 part"),
        ("Between Jan 1 2017 and 31st August 2022", "2017-01-01..2022-08-31 whole"),
        ("July 23-Jan 24", "2023-07-01..2024-01-31 whole"),
        ("2007/08 to 2019/20", "2007-04-01..2020-03-31 whole"),
        ("From 1 April 2021 to 1 April 2023", "2021-04-01..2023-04-01 unknown"),
        ("between 1 June 2019 and September 31 2019", "2019-06-01..? unknown"),
        ("the year that ended on 31 March 2023", "2022-04-01..2023-03-31 whole"),
        ("session 2021-22", "2021-09-01..2022-08-31 whole"),
        ("parliamentary session 2021-22", "no period"),
        # part years
        ("2022 (to 08/06/22)", "2022-01-01..2022-06-08 part"),
        ("2023 (to date)", "2023-01-01..? part"),
        ("2021 so far", "2021-01-01..? part"),
        ("2024 (To 29th Feb)", "2024-01-01..2024-02-29 part"),
        ("2023 (to 29th Feb)", "2023-01-01..? part"),
        ("2024 (to May 31)", "2024-01-01..2024-05-31 part"),
        ("2024 (to May 24)", "2024-01-01..? part"),
        ("23/24 (Up to 07.02.24)", "2023-04-01..2024-02-07 part"),
        ("2023/24 (to 30/09/23)", "2023-04-01..2023-09-30 part"),
        ("2023/24 (to 31 March 2024)", "2023-04-01..2024-03-31 whole"),
        ("2023 (Jan - Jul)", "2023-01-01..2023-07-31 part"),
        ("2018 - 2020, inclusive to 26/04/20", "2018-01-01..2020-04-26 part"),
        # open ends, and ends only
        ("since 01/02/2020", "2020-02-01..? part"),
        ("each year since 2017", "2017-01-01..? part"),
        ("from 1 April 2013 to the date of your request", "2013-04-01..? part"),
        ("up to 15^th October 2023", "?..2023-10-15 unknown"),
        ("as at 30 September 2020", "2020-09-30..2020-09-30 whole"),
        ("year ending 31 March 2023", "2022-04-01..2023-03-31 whole"),
        ("year ending March 2020", "2019-04-01..2020-03-31 whole"),
        ("force years ending 31st March, 2019, 2020 and 2021", "2018-04-01..2021-03-31 whole"),
        ("in the last 12 months", "?..? unknown"),
        ("in the past three years (1 May 2019 to 30 April 2022)", "2019-05-01..2022-04-30 whole"),
        ("for the years 2020, 2022 and 2023", "2020-01-01..2023-12-31 unknown"),
        ("financial year 2022", "?..? whole"),
    ],
)
def test_reads_a_whole_text(written: str, meaning: str) -> None:
    assert shown(periods.read(written)) == meaning


@pytest.mark.parametrize(
    "written",
    [
        "", "7", "172", "1,204", "12%", "£2,020", "705A/22", "20/09/1088", "82 - 25", "592/21", "148/2026",
        "2019 - 0", "2019 - 20", "2022 - 5", "2019/25", "24/7", "Act 2000", "Regulations 2020", "May",
        "may 20 people", "March", "Total", "2023 figures", "01.FOI.23.029829", "2020-21-2760", "31/09/2019",
        "13 officers", "Freedom of Information Act 2000", "18 hours", "10-15", "0114 273 4567", "99/98",
    ],
)  # fmt: skip
def test_leaves_other_texts_alone(written: str) -> None:
    assert periods.read(written) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In 2022/23 to date there were 4, in 2023/24 YTD we had 5, and 2024/25 to month 5 was dry.",
            ["2022/23 to date", "2023/24 YTD", "2024/25 to month 5"],
        ),
        ("In 2023 part of the roof fell.", []),
        (
            "for the calendar years 2019, 2020, 2023 (to date).",
            ["calendar years 2019", "2020", "2023 (to date)"],
        ),
        (
            "1. In the financial years 21/22, 22/23 and 23/24 (Up to 07.02.24), could",
            ["financial years 21/22", "22/23", "23/24 (Up to 07.02.24)"],
        ),
        ("17/18 - 11           18/19 - 12", ["17/18", "18/19"]),
        ("- 2022/23 - 2994", ["2022/23"]),
        ("2020 = 172 Conduct Cases", ["2020"]),
        ("2019 - 0 - Please note this did not come into effect until 2020.", ["2019", "2020"]),
        ("accused from January 2019 to February 2022", ["from January 2019 to February 2022"]),
        ("Feb-23 Mar-23 Apr-23", ["Feb-23", "Mar-23", "Apr-23"]),
        ("Between 1st May 2019 and 1st October 2024 how much", ["Between 1st May 2019 and 1st October 2024"]),
        ("issued (up to 15^th October 2023)", ["up to 15^th October 2023"]),
        ("2021-2022 and 2022-2023", ["2021-2022", "2022-2023"]),
        ("Paid in - up to March 24", ["up to March 24"]),
        # left alone
        ("under the Freedom of Information Act 2000, and the Data Protection Acts 1998 and 2018", []),
        ("the Police (Conduct) Regulations 2020 and the Fees Regulations 2004 (SI 2004 No. 3244)", []),
        ("Request Reference: 705A/22, FOI 2023/24-080, Kent 20/09/1088 and Enquiry 82 - 25", []),
        ("reference 2020-21-2760 and F-2020-01534, IM-FOI-2021-0942, FOI - 2022 - 01519", []),
        ("we received your request on 11/09/2024 and on 24 March 2024", []),
        ("We handle 2000 requests per year, and hold 2,019 of the 2019 officer allegations", []),
        ("3 of the 24/25 places were open 24/7", []),
        ("you may 20 times, and we march 12 miles", []),
        ("2000.", []),
        ("no numbers here", []),
    ],
)  # fmt: skip
def test_finds_periods_in_a_sentence(sentence: str, expected: list[str]) -> None:
    found = periods.find(sentence)
    assert [period.text for _, _, period in found] == expected
    assert all(sentence[start:end] == period.text for start, end, period in found)


@pytest.mark.parametrize(
    ("heading", "request_text", "meaning"),
    [
        ("2023", "for the calendar years 2022, 2023 (to date).", "2023-01-01..? part"),
        ("2023", "in Jan-Dec for 2021, 2022, and 2023 (to the end of July).", "2023-01-01..2023-07-31 part"),
        ("2023/24", "In 22/23 and 23/24 (Up to 07.02.24), could you", "2023-04-01..2024-02-07 part"),
        ("2023", "parking charges issued (up to 15^th October 2023)", "2023-01-01..2023-10-15 part"),
        # left alone
        ("2022/23", "2022/23 (July to June)", "2022-04-01..2023-03-31 whole"),
        ("2022/23", "2022/23 (October to February)", "2022-04-01..2023-03-31 whole"),
        ("2022", "for the calendar years 2022, 2023 (to date).", "2022-01-01..2022-12-31 whole"),
        ("2019", "allegations since 1 January 2019", "2019-01-01..2019-12-31 whole"),
        ("2023/24", "for 2023 (to date)", "2023-04-01..2024-03-31 whole"),
        ("2022 (to 08/06/22)", "for 2022 (to date)", "2022-01-01..2022-06-08 part"),
        ("2023", "", "2023-01-01..2023-12-31 whole"),
    ],
)
def test_the_request_limits_its_answer(heading: str, request_text: str, meaning: str) -> None:
    period = periods.read(heading)
    assert period is not None
    assert shown(periods.limit(period, request_text)) == meaning


@pytest.mark.parametrize(
    ("heading", "question", "meaning"),
    [
        ("2022/23", "in 2021/22 and 2022/23 (July to June)", "2022-07-01..2023-06-30 whole"),
        ("2022/23", "in 2022/23 (October to February)", "2022-10-01..2023-02-28 part"),
        # left alone
        ("2021/22", "in 2021/22 and 2022/23 (October to February)", "2021-04-01..2022-03-31 whole"),
        ("2022/23", "in 2022/23 (April to March)", "2022-04-01..2023-03-31 whole"),
        ("2022/23 (to July)", "in 2022/23 (October to February)", "2022-04-01..2022-07-31 part"),
        ("2022/23", "in 2022/23 (to date)", "2022-04-01..2023-03-31 whole"),
    ],
)
def test_the_question_names_a_year_by_its_months(heading: str, question: str, meaning: str) -> None:
    period = periods.read(heading)
    assert period is not None
    assert shown(periods.by_months(period, question)) == meaning


@pytest.mark.skipif(not FACTS.exists(), reason="needs ../shared/reference")
def test_every_expression_of_the_reference_that_has_dates_is_read_with_them() -> None:
    wrong = []
    for row in csv.DictReader(FACTS.open(encoding="utf-8")):
        if row["start_known"] == "yes" and row["end_known"] == "yes" and row["family"] != "year with count":
            for written in row["expression"].split(" / "):
                span = shown(periods.read(written)).split()[0]
                if span != f"{row['normalised_start']}..{row['normalised_end']}":
                    wrong.append((written, span))
    assert wrong == [("each tax year starting from April 2015 up to April this year", "no")]


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_day_reads_the_same_in_every_style(day: date) -> None:
    styles = (f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%d %B %Y}", f"{day:%b %d, %Y}", day.isoformat())
    assert {(p.start, p.end) for p in map(periods.read, styles) if p} == {(day, day)}
    assert all(periods.read(style) for style in styles)


@given(st.text(alphabet="0123456789/-–. ()to Marchapil", max_size=60))
def test_never_raises_and_never_ends_before_it_starts(text: str) -> None:
    for period in (periods.read(text), *(found[2] for found in periods.find(text))):
        if period and period.start and period.end:
            assert period.start <= period.end


@pytest.mark.parametrize(
    ("line", "text", "first"),
    [
        ("Quarter 2 Jul-Sep 2023 14 loads", "Jul-Sep 2023", "2023-07-01"),
        ("Quarter 3    October to December 2022: 41", "October to December 2022", "2022-10-01"),
        ("Qtr 4 Jan-Mar 2024: 9", "Jan-Mar 2024", "2024-01-01"),
        ("in the quarter 1 April to 30 June 2023 we had 9", "1 April to 30 June 2023", "2023-04-01"),
        ("the quarter 2 July 2023 to 1 October 2023", "2 July 2023 to 1 October 2023", "2023-07-02"),
    ],
)
def test_the_number_of_a_quarter_is_no_day(line: str, text: str, first: str) -> None:
    ((_, _, period),) = periods.find(line)
    assert (period.text, str(period.start)) == (text, first)
