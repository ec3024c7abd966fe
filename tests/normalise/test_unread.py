"""Numbers that were passed over, and those that are rightly none."""

from __future__ import annotations

import pytest

from foi_cli.ingest import read as ingest
from foi_cli.model import Source
from foi_cli.normalise import understand, unread


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("131, 120 and 98 respectively.", ("131", "120", "98")),
        ("Approximately 3,150 miles (5,069 km).", ("3,150", "5,069")),
        ("Doctors 8.2%, nurses 11.4%.", ("8.2%", "11.4%")),
        ("It came to £1,204.50 in all.", ("£1,204.50",)),
        ("Q1 00:31:20, Q2 00:29:47", ("00:31:20", "00:29:47")),
    ],
)
def test_numbers_that_may_be_figures(answer: str, numbers: tuple[str, ...]) -> None:
    assert unread.numbers(answer) == numbers


@pytest.mark.parametrize(
    "answer",
    [
        "This is exempt under section 40(2) of the Act, and regulation 12 applies.",
        "We published it on 14 March 2024, see page 3 of the report for 2022/23.",
        "Please call 01632 960 417 or write to PO Box 77, LS99 1ZZ.",
        "It would take 18 hours, more than the limit of £450.",
        "Numbers below 5 are withheld. Question 2: see (1).",
        "The line is open from 9:30 to 17:00.",
        "None.",
        "",
    ],
)
def test_numbers_that_are_none(answer: str) -> None:
    assert unread.numbers(answer) == ()


LETTER = """\
Melford District Council
14 March 2024

1. How many staff were there in 2021, 2022 and 2023?

{}

2. How many left?

We hold no information on leavers.
"""


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        ("131, 120 and 98 respectively.", ["unread-answer"]),
        ("2021: 131\n\nThe tall ones ~ 377 ++ 12", ["unread-number"]),
        ("2021: 131", []),
        ("2021: 131\n\nWe refuse the rest under section 12: 377 files would have to be opened.", []),
        ("2021: £320 to £1,480", []),
        ("2021: 131\n\nThe 131 include 4 in 2019.", []),
    ],
)
def test_an_answer_whose_numbers_are_not_read_is_for_a_person(answer: str, kinds: list[str]) -> None:
    reading = understand(ingest(Source("letter.txt", LETTER.format(answer).encode())))
    assert [doubt.kind for doubt in reading.doubts] == kinds
