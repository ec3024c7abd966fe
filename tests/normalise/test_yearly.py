"""How a letter says that its years run."""

from __future__ import annotations

import pytest

from foi_cli import ingest
from foi_cli.model import Source
from foi_cli.normalise import understand

AUGUST = "Our academic year begins on 1 August and ends on 31 July; all years below are academic years."


def periods(told: str, answer: str, question: str = "How many complaints were made?") -> list[str]:
    text = f"Dear Requester\n\n{told}\n\nQ1. {question}\n\n{answer}\n\nYours sincerely\n"
    reading = understand(ingest.read(Source("a.txt", text.encode())))
    return [f"{f.period.start}..{f.period.end}" if f.period else "" for f in reading.figures]


@pytest.mark.parametrize(
    "told",
    [
        AUGUST,
        "The figures are given by academic year. The academic year runs from August to July.",
        "All years in this letter are school years, and the school year starts in August.",
    ],
)
def test_academic_years_from_august(told: str) -> None:
    assert periods(told, "2021/22: 14\n2022/23: 19") == ["2021-08-01..2022-07-31", "2022-08-01..2023-07-31"]


def test_in_a_table_as_well() -> None:
    table = "Faculty   2021/22   2022/23\nArts           14        27\nScience        58        61"
    assert periods(AUGUST, table)[:2] == ["2021-08-01..2022-07-31", "2022-08-01..2023-07-31"]


@pytest.mark.parametrize(
    "told",
    [
        "Counts are rounded to the nearest 5. The academic year runs from 1 August to 31 July.",
        "The academic year (1 August to 31 July) is that of our students.",
    ],
)
def test_years_of_a_letter_that_explains_its_academic_year_and_speaks_of_no_other(told: str) -> None:
    assert periods(told, "2021/22: 14") == ["2021-08-01..2022-07-31"]
    said = periods(told, "We upheld 14 complaints in 2021/22, against 9 complaints the year before.")
    assert said == ["2021-08-01..2022-07-31", "2020-08-01..2021-07-31"]


@pytest.mark.parametrize(
    "told",
    [
        "The academic year runs from 1 August to 31 July, and the financial year from 1 April to 31 March.",
        "The academic year runs from 1 August to 31 July. Our accounts are by calendar year.",
        "We asked all schools. The academic year of our apprentices is not the financial year.",
        "Students may complain in any year of their course.",
        "The academic year begins on 1 August.",
        "The academic board meets on 1 August each year.",
    ],
)
def test_other_years_are_left_alone(told: str) -> None:
    assert periods(told, "2021/22: 14") == ["2021-04-01..2022-03-31"]


def test_what_names_its_own_days_is_as_it_says() -> None:
    assert periods(AUGUST, "Financial year 2021/22: 14") == ["2021-04-01..2022-03-31"]
    assert periods(AUGUST, "2022/23: 14 to 31 December 2022") == ["2022-08-01..2022-12-31"]
    assert periods(f"{AUGUST} FY22 is April 2021 to March 2022.", "FY22: 14") == ["2021-04-01..2022-03-31"]
    assert periods(AUGUST, "2022: 14") == ["2022-01-01..2022-12-31"]


SESSIONS = "School sessions run from 1 August to 31 July."
OWN = "Our financial year runs from 1 August to 31 July."


@pytest.mark.parametrize(
    ("told", "question", "answer", "expected"),
    [
        (SESSIONS, "", "2021/22: 14", "2021-08-01..2022-07-31"),
        (SESSIONS, "in session 2021/22", "14", "2021-08-01..2022-07-31"),
        ("Years are academic years, which here run from 1 October to 30 September.", "", "2021/22: 14",
         "2021-10-01..2022-09-30"),
        ("In this letter years run from 1 May to 30 April.", "", "2021/22: 14", "2021-05-01..2022-04-30"),
        ("The municipal year runs May to April.", "by municipal year", "2021/22: 14",
         "2021-05-01..2022-04-30"),
        ("The municipal year (May to April) is ours.", "", "Municipal year 2021/22: 14",
         "2021-05-01..2022-04-30"),
        (OWN, "", "2021/22: 14", "2021-08-01..2022-07-31"),
        (OWN, "", "Financial year 2021/22: 14", "2021-08-01..2022-07-31"),
        ("The academic year runs from 1 August to 31 July.", "", "Academic year 2021/22: 14",
         "2021-08-01..2022-07-31"),
        ("Sessions run from 1 August to 31 July.", "", "2021/22: 14", "2021-08-01..2022-07-31"),
        ("In this reply “year” means 1 September to 31 August.", "", "2021/22: 14",
         "2021-09-01..2022-08-31"),
        ("The Society's year runs from 1 October to 30 September.", "", "2021/22: 14",
         "2021-10-01..2022-09-30"),
        ("2020/21 means 1 June 2020 to 31 May 2021.", "", "2021/22: 14", "2021-06-01..2022-05-31"),
        ("An academic year is from 1 September to 31 August.", "", "2021/22: 14", "2021-09-01..2022-08-31"),
        ("Please note: each school session runs from 1 August to 31 July.", "", "2021/22: 14",
         "2021-08-01..2022-07-31"),
        ("A financial year is from 1 July to 30 June.", "", "2021/22: 14", "2021-07-01..2022-06-30"),
        ("", "in academic years 2020/21 and 2021/22 (September to August)", "2021/22: 14",
         "2021-09-01..2022-08-31"),
        ("", "in 2020/21 and 2021/22 (September to August)", "2020/21: 14", "2020-09-01..2021-08-31"),
        # left alone
        ("An academic year is from 1 September to 31 August.", "by financial year", "2021/22: 14",
         "2021-04-01..2022-03-31"),
        ("An academic year is from 36 to 40 weeks long.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("", "in 2020/21 and 2021/22 (April to March)", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("", "in September 2021 and August 2022", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("A leave year is from 1 September to 31 August.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("An academic year is 1 September to 30 June.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("The permit year is 1 May to 30 April.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("2020/21 (1 April to 31 December 2020) was short.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        (SESSIONS, "by financial year", "2021/22: 14", "2021-04-01..2022-03-31"),
        (SESSIONS, "", "1 April 2021 to 31 March 2022: 14", "2021-04-01..2022-03-31"),
        (OWN, "", "01/04/2021 - 31/03/2022: 14", "2021-04-01..2022-03-31"),
        (OWN, "in each academic year", "2021/22: 14", "2021-09-01..2022-08-31"),
        ("The municipal year runs May to April.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("The leave year runs from 1 January to 31 December.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("The contract runs from 1 May to 30 April.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        ("Years run from 1 May to 30 June.", "", "2021/22: 14", "2021-04-01..2022-03-31"),
        # nobody says when they begin
        ("", "by municipal year", "2021/22: 14", "None..None"),
        (OWN, "", "Q1 2021/22: 14", "None..None"),
    ],
)  # fmt: skip
def test_years_as_the_letter_says_that_they_run(told: str, question: str, answer: str, expected: str) -> None:
    asked = f"How many complaints were made {question}".rstrip() + "?"
    assert periods(told, answer, asked)[0] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("FY22 is April 2021 to March 2022.", ["2020-04-01..2021-03-31", "2023-04-01..None"]),
        ("Our year ends in December, so that FY22 means January 2022 to December 2022.",
         ["2021-01-01..2021-12-31", "2024-01-01..None"]),
        ("FY22 (1 April 2022 to 31 March 2023) was the last full year.",
         ["2021-04-01..2022-03-31", "2024-04-01..None"]),
        ("In this reply FY22 means the Board's financial year April 2021 to March 2022, and so on.",
         ["2020-04-01..2021-03-31", "2023-04-01..None"]),
        ("Sums are for the year from 1 April 2021 to 31 March 2022 (“FY22”).",
         ["2020-04-01..2021-03-31", "2023-04-01..None"]),
        ("You asked about FY21 and FY24. FY22 is the year that ended on 31 March 2022, and so on.",
         ["2020-04-01..2021-03-31", "2023-04-01..None"]),
        ("FY2022 means April 2021 to March 2022.", ["2020-04-01..2021-03-31", "2023-04-01..None"]),
        ("Our financial year ends on 31 March.", ["None..None", "None..None"]),
        ("FY22 was quieter than April 2021 to March 2022.", ["None..None", "None..None"]),
    ],
)  # fmt: skip
def test_years_by_two_digits(told: str, expected: list[str]) -> None:
    assert periods(told, "FY21: 83\nFY24 (to date): 79") == expected


def test_a_year_by_two_digits_that_is_cut() -> None:
    told = "FY22 is April 2021 to March 2022."
    assert periods(told, "FY24 (up to 31 December 2023): 7") == ["2023-04-01..2023-12-31"]
    assert periods("", "FY24 (up to 31 December 2023): 7") == ["None..None"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            "There were 14 complaints in 2021 to 2022 and 19 complaints in 2022 to 2023.",
            ["2021-04-01..2022-03-31", "2022-04-01..2023-03-31"],
        ),
        (
            "Ward       2021 to 2022   2022 to 2023\nAbbey          14        27\nBrook         58        61",
            ["2021-04-01..2022-03-31", "2022-04-01..2023-03-31"] * 2,
        ),
        # what does not overlap may be two calendar years at a time
        (
            "There were 14 complaints in 2019 to 2020 and 19 complaints in 2021 to 2022.",
            ["2019-01-01..2020-12-31", "2021-01-01..2022-12-31"],
        ),
        ("From 2021 to 2022 there were 14 complaints.", ["2021-01-01..2022-12-31"]),
        # from one year to another are both of them
        (
            "There were 14 complaints from 2021 to 2022 and 19 complaints from 2022 to 2023.",
            ["2021-01-01..2022-12-31", "2022-01-01..2023-12-31"],
        ),
    ],
)
def test_two_years_with_to_between_are_one_where_the_next_begins_with_the_second(
    answer: str, expected: list[str]
) -> None:
    assert periods("", answer) == expected


def test_two_years_joined_are_no_number() -> None:
    assert periods("", "FY23 - 24: 12\nFY23/24: 15") != ["None..None", "2023-04-01..2024-03-31"]
    assert periods("", "FY23/24: 15") == ["2023-04-01..2024-03-31"]
