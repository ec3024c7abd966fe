from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.ingest.layout import blocks
from foi_cli.ingest.lines import split
from foi_cli.model import Category, Document, Figure, Passage, Reading, Table
from foi_cli.normalise import understand
from foi_cli.reference.mappings import UserLabel

HEAD = "Dear Requester,\n\nPlease find our response below:\n\n"


def document(text: str, name: str = "letter.txt") -> Document:
    return Document(name, "letter.txt", "0" * 64, len(text), "text", "", blocks(split(text)))


def read(text: str, *others: Document, own: tuple[UserLabel, ...] = ()) -> Reading:
    return understand([document(text), *others], own)


def stated(reading: Reading) -> list[str]:
    """`q1 172 cases 2020`"""
    return [line(figure) for figure in reading.figures]


def line(figure: Figure) -> str:
    value = figure.amount.text if figure.amount.value is None else format(figure.amount.value, "f")
    year = figure.period.text.strip() if figure.period else ""
    within = f"of {figure.within.rpartition('.')[2]}" if figure.within else ""
    words = (f"q{figure.question}", figure.row_label, value, figure.unit, year, within)
    return " ".join(word for word in words if word)


# ── what is a part of what ──────────────────────────────────────────────────────────────────────


def test_parts_are_tied_to_their_wholes() -> None:
    text = (
        "4. How many cases relate to this?\n\n19 Cases\n\n"
        "5. How many were sexist?\n\nSix of the cases within Question 4 relate to it.\n\n"
        "6. How many went to the IOPC?\n\nThree of the above cases went there.\n"
    )
    assert stated(read(HEAD + text)) == [
        "q4 Cases 19 cases",
        "q5 cases 6 cases of f1",
        "q6 cases 3 cases of f2",
    ]


def test_questions_about_these_are_about_the_first_of_them() -> None:
    text = (
        "1. How many vacant homes are there?\n\nAs at 8/4/24 there are 946 properties.\n\n"
        "2. How many of these properties were empty for 3 months?\n\n443 have been void for 90 days.\n\n"
        "3. How many of these properties have been vacant for a year?\n\n204 have been void for a year.\n"
    )
    assert stated(read(HEAD + text)) == [
        "q1 properties 946 properties As at 8/4/24",
        "q2 443 properties As at 8/4/24 of f1",
        "q3 204 properties As at 8/4/24 of f1",
    ]


def test_a_larger_number_is_no_part_of_these() -> None:
    text = "1. How many homes are empty?\n\n9\n\n2. How many of these are for sale?\n\n12\n"
    assert [figure.within for figure in read(HEAD + text).figures] == ["", ""]


def test_cases_and_allegations_are_never_tied() -> None:
    text = "1. How many cases were there?\n\n4 cases\n\n2. How many?\n\n3 of the above allegations.\n"
    assert all(not figure.within for figure in read(HEAD + text).figures)


# ── lines above numbers ─────────────────────────────────────────────────────────────────────────


def test_a_heading_says_what_the_lines_below_it_count() -> None:
    text = "1. How many inspections were there?\n\nSpecial safety certificates\n2019/20: 1\n2020/21: 4\n"
    assert stated(read(HEAD + text)) == [
        "q1 Special safety certificates 1 certificates 2019/20",
        "q1 Special safety certificates 4 certificates 2020/21",
    ]


def test_a_year_above_lines_is_their_year() -> None:
    text = "1. How many arrests were there?\n\n2021\nMen: 12\nWomen: 3\n\n2022\nMen: 10\nWomen: 4\n"
    assert stated(read(HEAD + text)) == [
        "q1 Men 12 arrests 2021",
        "q1 Women 3 arrests 2021",
        "q1 Men 10 arrests 2022",
        "q1 Women 4 arrests 2022",
    ]


def test_nothing_spent_on_the_following_is_nought_for_each() -> None:
    text = "Nothing has been spent on the following:\n1) Tribunal appeals.\n2) Prosecuting parents.\n"
    assert stated(read(HEAD + text)) == ["q Tribunal appeals 0 gbp", "q Prosecuting parents 0 gbp"]


# ── what surrounds a letter ─────────────────────────────────────────────────────────────────────


def test_tables_that_came_with_the_letter_are_read_after_it() -> None:
    table = Table(1, (("Ward", "2020"), ("Birley", "35")), origin=(1, 1))
    enclosed = Document("wards.csv", "letter.txt", "1" * 64, 9, "csv", "", (table,))
    reading = read(HEAD + "1. How many cases were there?\n\n12\n", enclosed)
    assert [(figure.figure_id[-3:], figure.place.file) for figure in reading.figures] == [
        (".f1", "letter.txt"),
        (".f2", "wards.csv"),
    ]


def test_a_document_that_could_not_be_read_gives_nothing() -> None:
    broken = Document("scan.pdf", "scan.pdf", "0" * 64, 9, "", "no text in it")
    reading = understand([broken])
    assert reading.figures == ()
    assert reading.response.problem == "no text in it"


def test_a_users_label_goes_first_while_it_holds() -> None:
    insects = Category("Insects", "pests", "P2")
    own = (UserLabel("wasps & hornets", insects, date(2021, 1, 1), date(2021, 12, 31)),)
    text = "Pest\t2020\t2021\nWasps and hornets\t4\t6\nRats\t1\t2\n"
    given = [figure.category for figure in read(text, own=own).figures]
    assert given == [None, insects, None, None]


def test_a_refusal_yields_no_figure() -> None:
    text = (
        "The information is exempt under section 12 of the Freedom of Information Act 2000. We would have to "
        "search over 1000 records, which would take us 83 hours, more than the limit of 18 hours or £450.\n"
    )
    assert read(HEAD + text).figures == ()


# ── doubts ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1. How many cases in 2023 (to date)?\n\n2023 - 12\n", ["open-period"]),
        (
            "1. For the financial years 2020/21 and 2021/22, how many?\n\n2020 – 11\n2021 – 9\n",
            ["other-years"],
        ),
        ("1. For the financial years 2020/21 and 2021/22, how many?\n\n2020/21 – 11\n2021/22 – 9\n", []),
        ("1. How many cases in 2020?\n\n12\n", []),
    ],
)
def test_what_a_person_should_look_at(text: str, kinds: list[str]) -> None:
    assert [doubt.kind for doubt in read(HEAD + text).doubts] == kinds


def test_a_label_that_no_taxonomy_has_is_a_doubt_among_those_that_are_known() -> None:
    text = "2020\t\nUse of force\t3\nSexual assault\t1\nUse of farce\t2\nTOTAL\t6\n"
    doubts = [doubt for doubt in read(text).doubts if doubt.kind == "unmapped-label"]
    assert [(doubt.text, doubt.suggestion) for doubt in doubts] == [("Use of farce", "Use of force")]


# ── laws ────────────────────────────────────────────────────────────────────────────────────────

LINES = st.lists(
    st.one_of(
        st.text(alphabet="abc 0123456789.,-–:=£%()", max_size=40),
        st.sampled_from(
            [
                "1. How many cases?",
                "2020 - 12",
                "Total 40",
                "a) Men: 3",
                "2021\t7\t8",
                "In 2020 there were 5.",
            ]
        ),
    ),
    max_size=12,
)


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_every_number_is_written_where_it_is_said_to_be(lines: list[str]) -> None:
    text = "\n".join(lines)
    written = " ".join(text.split())
    reading = read(text)
    for figure in reading.figures:
        assert figure.place.line is not None
        assert " ".join(figure.amount.text.split()) in written
    assert len({figure.figure_id for figure in reading.figures}) == len(reading.figures)


@given(LINES)
@settings(max_examples=30, deadline=None)
def test_the_same_letter_is_always_understood_alike(lines: list[str]) -> None:
    assert read("\n".join(lines)) == read("\n".join(lines))


@pytest.mark.parametrize(
    "piece", ["(", "1. How many? ", "12 cases in 2020, ", "2020\t", "- ", "Total 5\n", "[1] "]
)
def test_time_grows_with_the_letter_only(piece: str) -> None:
    def seconds(size: int) -> float:
        lines = (piece * (size // len(piece))).split("\n")
        passages = tuple(Passage(text, number) for number, text in enumerate(lines, 1))
        start = time.process_time()
        understand([Document("letter.txt", "letter.txt", "0" * 64, size, "text", "", passages)])
        return time.process_time() - start

    seconds(2_000)
    assert seconds(40_000) < 25 * max(seconds(10_000), 0.02)
