"""repeat: what is stated twice is stated the same, in one response and in several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foi_cli import ingest
from foi_cli.model import Finding, Meeting, Reading, Source
from foi_cli.normalise import understand
from foi_cli.reconcile import across, held, repeat, tell

LETTER = """\
Dear Sam,

Q1. How many stray dogs did the council collect in 2021 and 2022, by ward?

The council collected 12 stray dogs in 2021.

Ward\t2021\t2022
North\t5\t4
South\t7\t6
Total\t{total}\t10

Q2. How many of the dogs were returned in 2021?

9
"""


def read(text: str, name: str = "letter.txt", **response: object) -> Reading:
    reading = understand(ingest.read(Source(name, text.encode())))
    known = replace(reading.response, authority_id="leeds", authority="Leeds City Council", **response)  # type: ignore[arg-type]
    return replace(reading, response=known)


def met(*readings: Reading) -> list[Meeting]:
    """What meets in these responses, as a project finds it: key by key."""
    stated = [(reading.response, held(reading)) for reading in readings]
    keys = sorted({one.key for _, own in stated for one in own})
    sharing = [
        [(response, mine) for response, own in stated if (mine := [one for one in own if one.key == key])]
        for key in keys
    ]
    return [meeting for together in sharing if len(together) > 1 for meeting in across(together)]


def together(*readings: Reading) -> list[Finding]:
    """All findings between these responses, none of them weighed."""
    figures = {figure.figure_id: (reading, figure) for reading in readings for figure in reading.figures}
    return [
        tell(meeting, figures[meeting.earlier][0].response, figures[meeting.earlier][1], later)
        for meeting in met(*readings)
        for _, later in (figures[meeting.later],)
    ]


def verdicts(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.verdict, finding.stated, finding.computed) for finding in findings]


TABLE = "Ward\t2021\t2022\nNorth\t{0}\t4\nSouth\t7\t6\n"
ANSWER = "Q1. How many stray dogs did the council collect each year, by ward?\n\n" + TABLE


def twice(first: str, second: str) -> Reading:
    """A letter that gives the same table twice in one answer."""
    return read(ANSWER.format(first) + "\nFor ease of reference the same again:\n\n" + TABLE.format(second))


def test_identical_restatements_agree() -> None:
    found = list(repeat.judge(twice("5", "5")))
    assert {finding.verdict for finding in found} == {"agrees"}
    assert [finding.stated for finding in found] == ["5", "4", "7", "6"]


def test_a_restatement_that_differs_names_both_places() -> None:
    (wrong,) = [finding for finding in repeat.judge(twice("5", "9")) if finding.verdict == "differs"]
    assert (wrong.stated, wrong.computed, wrong.difference) == ("9", "5", "4")
    assert "is stated as 9 at letter.txt:" in wrong.message
    assert "as 5 at letter.txt:4" in wrong.message


def test_two_tables_that_mostly_differ_state_different_things() -> None:
    other = TABLE.format("1").replace("\t4", "\t14").replace("\t7", "\t17").replace("\t6", "\t16")
    reading = read(ANSWER.format("5") + "\nThe same for cats:\n\n" + other)
    assert list(repeat.judge(reading)) == []


def test_a_total_never_meets_its_parts_nor_another_question() -> None:
    assert [f for f in repeat.judge(read(LETTER.format(total="12"))) if f.verdict == "differs"] == []


@pytest.mark.parametrize("other", ["2021: 44 cases\n2021: 31 allegations", "2021: 44\n2022: 31", "2021: 44%"])
def test_other_units_and_years_are_left_alone(other: str) -> None:
    assert list(repeat.judge(read(f"Q1. How many cases were there each year?\n\n{other}\n"))) == []


def test_rows_that_nothing_tells_apart_are_left_alone() -> None:
    reading = read("Q1. How many claims were there?\n\nYear\t\t\n2021\t74\t132\n2022\t16\t79\n")
    assert list(repeat.judge(reading)) == []


OLD = "Q1. How many conduct cases were recorded in 2021 and 2022?\n\n2021: 14\n2022: 9\n"
NEW = "1) Please provide how many conduct cases were recorded in 2021, 2022.\n\n2021: 14\n2022: 11\n"


def test_two_responses_of_one_authority_are_compared_and_may_both_be_right() -> None:
    first = read(OLD, "a.txt", responded_on=date(2023, 3, 1))
    second = read(NEW, "b.txt", responded_on=date(2023, 9, 1))
    found = together(second, first)
    assert sorted(verdicts(found)) == [("agrees", "14", "14"), ("differs", "11", "9")]
    (wrong,) = [finding for finding in found if finding.verdict == "differs"]
    assert wrong.response_id == second.response.response_id
    assert "in response of 2023-03-01; both may be right, where records were changed" in wrong.message


def test_the_same_letter_under_two_names_proves_nothing() -> None:
    assert together(read(OLD, "a.txt"), read(OLD, "b.txt")) == []


@pytest.mark.parametrize(
    "other",
    [
        OLD.replace("conduct cases", "grievance cases"),
        OLD.replace("2022", "2019").replace("2021", "2018"),
        OLD.replace("conduct cases were recorded", "conduct cases were closed"),
        OLD.replace("conduct cases", "conduct allegations"),
    ],
)
def test_what_is_not_the_same_thing_is_left_alone(other: str) -> None:
    assert together(read(OLD, "a.txt"), read(other.replace("14", "15"), "b.txt")) == []


def test_two_authorities_are_never_compared() -> None:
    other = read(NEW, "b.txt")
    other = replace(other, response=replace(other.response, authority_id="york"))
    assert together(read(OLD, "a.txt"), other) == []


def test_a_response_whose_authority_is_not_known_is_compared_with_none() -> None:
    unknown = read(OLD, "a.txt")
    unknown = replace(unknown, response=replace(unknown.response, authority_id="", authority=""))
    assert held(unknown) == ()


def noted(reading: Reading, note: str) -> Reading:
    """The reading as if all its figures had been read in this way."""
    return replace(reading, figures=tuple(replace(figure, note=note) for figure in reading.figures))


PICTURE = "read by OCR (eagle)"


def test_what_was_read_from_a_picture_makes_no_firm_difference() -> None:
    first = read(OLD, "a.txt", responded_on=date(2023, 3, 1))
    second = read(NEW, "b.txt", responded_on=date(2023, 9, 1))
    for pair in ((noted(first, PICTURE), second), (first, noted(second, PICTURE))):
        found = together(*pair)
        assert sorted(verdicts(found)) == [("agrees", "14", "14"), ("undecided", "11", "9")]
        (unsure,) = [finding for finding in found if finding.verdict == "undecided"]
        assert unsure.basis == "explained"
        assert unsure.cause is None
        assert "OCR may have misread a figure" in unsure.message
        assert list(repeat.weigh(met(*pair) * 2)) == met(*pair) * 2


def test_pictures_that_mostly_differ_state_different_things() -> None:
    first = noted(read(OLD, "a.txt", responded_on=date(2023, 3, 1)), PICTURE)
    found = met(first, read(NEW.replace("14", "41"), "b.txt", responded_on=date(2023, 9, 1)))
    assert {meeting.verdict for meeting in found} == {"undecided"}
    assert list(repeat.weigh(found)) == []


def test_what_was_computed_here_is_held_against_nobody() -> None:
    made = "computed here, because the file holds the formula without its result"
    first = noted(read(OLD, "a.txt", responded_on=date(2023, 3, 1)), made)
    assert together(first, read(NEW, "b.txt", responded_on=date(2023, 9, 1))) == []
