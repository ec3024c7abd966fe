"""Letters that repeat no question: a subject, headings, and what is told below them."""

from __future__ import annotations

import pytest

from foi_cli.ingest import read as ingest
from foi_cli.model import Reading, Source
from foi_cli.normalise import understand

HEAD = "From: foi@melford.example\nSent: Tue, 12 Mar 2024 11:20:09 +0000\nSubject: {}\n\nDear Requester\n\n"


def read(text: str, subject: str = "FOI-2024-0412 Allotments - response") -> Reading:
    return understand(ingest(Source("letter.txt", f"{HEAD.format(subject)}{text}\n".encode())))


def stated(text: str, subject: str = "FOI-2024-0412 Allotments - response") -> list[str]:
    """`Northfield 184 2023-01-01`: label, number and first day of each figure."""
    shown = (
        (f.row_label, f.amount.text, str((f.period and f.period.start) or ""))
        for f in read(text, subject).figures
    )
    return [" ".join(filter(None, parts)) for parts in shown]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("FOI-2024-0412 Allotments and orchards - response", "Allotments and orchards"),
        ("RE: 24/0412 Rough sleepers in winter", "Rough sleepers in winter"),
        ("School crossing patrols", "School crossing patrols"),
        ("FOI-2024-0412", ""),
        ("Freedom of Information request FOI/0412", ""),
        ("Re: Your request", ""),
    ],
)
def test_the_subject_of_a_mail_that_was_saved_as_text(subject: str, title: str) -> None:
    assert read("ALLOTMENTS\n\n2023 - 41", subject).response.title == title


SUBJECT = "Allotments and orchards"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("* Northfield 184 (full for two years)\n* Southgate - 96\n* West End 7 (since May)\nTotal 287",
         ["Northfield 184", "Southgate 96", "West End 7", "Total 287"]),
        ("• Northfield 184 (12 vacant)\n• Southgate 96", ["Northfield 184", "vacant 12", "Southgate 96"]),
        ("* Northfield 18 (3 years)\n* Southgate 9 (31 weeks)", ["Northfield 18", "Southgate 9"]),
        # no list, and numbers that are names
        ("Northfield 184\nSouthgate 96", []),
        ("* Section 12\n* Annex page 3", []),
    ],
)  # fmt: skip
def test_the_items_of_a_list_below_a_heading(lines: str, found: list[str]) -> None:
    assert stated(f"PLOTS LET\n\n{lines}", SUBJECT) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Calendar year 2022: 38 plots, rent £4,611.20, spent on water £1,190.77\n"
         "Calendar year 2023: 44 plots, rent £5,730.00, spent on water £921.35"),
         ["plots 38 2022-01-01", "rent £4,611.20 2022-01-01", "spent on water £1,190.77 2022-01-01",
          "plots 44 2023-01-01", "rent £5,730.00 2023-01-01", "spent on water £921.35 2023-01-01"]),
        ("2021/22: 14 plots, up £400", ["plots 14 2021-04-01"]),
        ("2021/22: 14 plots", ["plots 14 2021-04-01"]),
    ],
)  # fmt: skip
def test_sums_beside_the_number_of_a_year(lines: str, found: list[str]) -> None:
    assert stated(f"PLOTS GIVEN UP\n\n{lines}", SUBJECT) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("In 2023 the average wait was 17 days (2022: 23 days) and the longest 64 days.",
         [("17", "2023-01-01"), ("64", "2023-01-01")]),
        ("On 31 July 2023 there were 18.3 FTE; a year before there had been 16.9 FTE.",
         [("18.3", "2023-07-31"), ("16.9", "2022-07-31")]),
        ("The tests cost £64,000 in 2022-23, with £71,000 set aside for the current year.",
         [("64000", "2022-04-01"), ("71000", "")]),
        ("In 2023 there were 17 plots; it was the year before that 9 were made.",
         [("17", "2023-01-01")]),
        ("The rent was £18 in 2022 and is £19 this year (2023), which is £2 for a small plot.",
         [("18", "2022-01-01"), ("19", "2023-01-01"), ("2", "2023-01-01")]),
        ("We let 18 (2022) plots and 12 (2023) more.", [("18", "2022-01-01"), ("12", "2023-01-01")]),
    ],
)  # fmt: skip
def test_times_that_are_not_those_of_the_number_before(line: str, found: list[tuple[str, str]]) -> None:
    figures = read(f"1. How many plots, staff, days and pounds?\n\n{line}\n").figures
    own = [(str(f.amount.value), str((f.period and f.period.start) or "")) for f in figures]
    assert own[: len(found)] == found


@pytest.mark.parametrize(
    ("head", "read_as_numbers"),
    [
        ("Income in the year", True),
        ("Plots let during the year", True),
        ("Paid in the financial year", True),
        ("Birth year", False),
        ("Entry date", False),
        ("Year of the lease", True),
    ],
)
def test_a_column_of_what_there_was_in_the_year_holds_numbers(head: str, read_as_numbers: bool) -> None:
    table = f"Site\tPlots\t{head}\nNorthfield\t184\t792\nSouthgate\t96\t836\nWest End\t12\t114\n"
    numbers = [figure.amount.text for figure in read(f"PLOTS\n\n{table}").figures]
    assert ("792" in numbers) is read_as_numbers
