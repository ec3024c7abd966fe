"""Margins: which lines of a page were broken for want of room, and which on purpose."""

from __future__ import annotations

import pytest

from foi_cli.ingest.pdf import read
from foi_cli.model import Passage
from foi_cli.normalise.paragraphs import Paragraph, unwrap
from tests.ingest.pdf.conftest import Typed

LETTER = """
Ref: 24/118
Dear Ms Requester

You asked how many allotment plots the Council has let since
April 2020, and what it charges for them. Our answer is below.

The Council let 214 plots in 2021/22, 231 in 2022/23 and fewer,
198, in 2023/24. The rent of a full plot has stayed at £62 a
year. There were 1,040 people on our waiting lists on 13
October 2024, of whom 96 had waited for more than five years.
"""


def paragraphs(typed: Typed, *pages: str) -> list[str]:
    return [item.text for item in unwrap(read(typed(*pages)).blocks) if isinstance(item, Paragraph)]


def test_lines_that_were_broken_at_the_margin_are_one_paragraph(typed: Typed) -> None:
    head, _, asked, told = (part.strip() for part in LETTER.replace("\nDear", "\n\nDear").split("\n\n"))
    said = paragraphs(typed, LETTER)
    assert said == [head, "Dear Ms Requester", asked.replace("\n", " "), told.replace("\n", " ")]


def test_each_line_knows_whether_the_one_before_it_was_full(typed: Typed) -> None:
    lines = [block for block in read(typed(LETTER)).blocks if isinstance(block, Passage)]
    assert [line.text.split()[0] for line in lines if line.wrapped] == ["April", "198,", "year.", "October"]
    assert [line.text.split()[0] for line in lines if line.after_gap] == ["Ref:", "You", "The"]


def test_lines_may_stand_as_far_apart_as_they_like(typed: Typed) -> None:
    """Set with a line between any two, and two between paragraphs."""
    wide = paragraphs(typed, LETTER.strip().replace("\n", "\n\n").replace("\n\n\n\n", "\n\n\n\n\n"))
    assert wide == paragraphs(typed, LETTER)


@pytest.mark.parametrize(
    "page",
    [
        """
Parks and Open Spaces
Civic Centre
High Street

Thank you for your request about the parks of the borough.
""",
        """
The wardens issued these notices in the year that you named:
Abbey Ward 12
Bridge Ward 9
Castle Ward 31
and in all of the borough together fifty-two were issued.
""",
        """
1) How many burials took place in the cemeteries last year
2) How many cremations took place, and what was charged
3) How many of the graves were dug by a contractor
""",
        """
Number of dogs that the wardens took in during 2021/22: 148
Number of dogs that the wardens took in during 2022/23: 162
Number of dogs that the wardens took in during 2023/24: 155
""",
    ],
    ids=["address", "list of short lines", "items", "list of full lines"],
)
def test_leaves_lines_alone_that_were_broken_on_purpose(typed: Typed, page: str) -> None:
    assert paragraphs(typed, page) == [line for line in page.split("\n") if line]


def test_leaves_the_columns_of_a_page_apart(typed: Typed) -> None:
    """The left column ends with a full line, and the right one begins with a small letter."""
    page = """
the council inspected all of            none of these were on a road
its bridges in the spring and           that buses use, and a way
found that two of the oldest            round was put up at once so
needed repair before winter             that nobody had to wait long
and that one had to be shut             for the repairs, which cost
until the work was all done             less than had been expected
"""
    said = paragraphs(typed, page)
    assert len(said) == 2
    assert said[0].endswith("until the work was all done")
    assert said[1].startswith("none of these were on a road")
