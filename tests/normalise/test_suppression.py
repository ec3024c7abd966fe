from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli import ingest
from foi_cli.arithmetic import amounts
from foi_cli.model import Source
from foi_cli.normalise import suppression, understand


def bounds(note: str, sign: str, *, noughts: bool = False) -> str:
    amount = amounts.read(sign)
    assert amount is not None
    read = suppression.read(amount, suppression.explained([note]), noughts=noughts)
    return f"{read.marker} {read.low}..{read.high}"


@pytest.mark.parametrize(
    ("note", "sign", "meant"),
    [
        ("Figures under 5 are shown as * to protect the identity of individuals.", "*", "suppressed 0..4"),
        ("Please note that * denotes a number fewer than 10", "*", "suppressed 0..9"),
        ("Any numbers less than five have been replaced with *", "*", "suppressed 0..4"),
        ("Values between 1 and 7 are displayed as '*'", "*", "suppressed 1..7"),
        ("Numbers of 5 or fewer are suppressed as *", "*", "suppressed 0..5"),
        ("Where figures are below 5 (but not zero) these are shown as <5", "<5", "suppressed 1..4"),
        ("‘-’ indicates zero", "-", "nil 0..0"),
        ("* fewer than 5", "*", "suppressed 0..4"),
        ("Key: * 1 to 4", "*", "suppressed 1..4"),
        ("~ represents data not available", "~", "not-recorded 0..None"),
        ("x = 1 to 4", "*", "suppressed 0..None"),
        ("A: 2019/20 – 88; 2020/21 – 97", "*", "suppressed 0..None"),
        ("Fewer than ten is shown as <10 so that nobody is identified.", "<10", "suppressed 0..9"),
        ("We round to tens. Under five is replaced by * throughout.", "*", "suppressed 0..4"),
        ("* fewer than five, withheld under section 40(2)", "*", "suppressed 0..4"),
        ("* fewer than seven. They are included in the totals.", "*", "suppressed 0..6"),
        # nothing that explains it
        ("* fewer than five. The other 20 were closed.", "*", "suppressed 0..None"),
        ("Of these fewer than five were shown as *", "*", "suppressed 0..None"),
        ("* Fewer than 5", "*", "suppressed 0..None"),
        ("* fewer than 5 cases were closed", "*", "suppressed 0..None"),
        ("- fewer than 5", "-", "nil 0..None"),
        ("The * on the map is the town hall.", "*", "suppressed 0..None"),
        ("We have 5 working days to reply.", "*", "suppressed 0..None"),
        ("", "-", "nil 0..None"),
    ],
)
def test_a_document_says_what_its_signs_mean(note: str, sign: str, meant: str) -> None:
    assert bounds(note, sign) == meant


def test_less_than_five_is_not_nought_where_noughts_are_printed() -> None:
    assert bounds("", "<5") == "suppressed 0..4"
    assert bounds("", "<5", noughts=True) == "suppressed 1..4"


def test_a_line_that_only_explains_a_sign_states_no_figure() -> None:
    assert suppression.explains("* fewer than 5", 2)
    assert not suppression.explains("* Fewer than 5", 2)
    assert not suppression.explains("fewer than 5", 0)


def test_numbers_are_never_changed() -> None:
    amount = amounts.read("12*")
    assert amount is not None
    read = suppression.read(amount, suppression.explained(["* denotes fewer than 5"]), noughts=True)
    assert read is amount
    assert read.value == Decimal(12)


def test_an_essay_explains_nothing() -> None:
    assert suppression.explained(["Figures under 5 are shown as * " + "word " * 300]) == {}


TABLE = """\
Q1. How many pupils were suspended in each school in 2022/23?

School\tBoys\tGirls
Ashmead\t12\tx
Cotley\tx\t0
Dale Park\t9\t7

{note}
"""


def suspended(note: str) -> list[str]:
    reading = understand(ingest.read(Source("a.txt", TABLE.format(note=note).encode())))
    return [f"{f.amount.text} {f.amount.low}..{f.amount.high}" for f in reading.figures]


def test_a_letter_is_a_figure_where_the_document_says_what_it_stands_for() -> None:
    found = suspended("x = fewer than 5 pupils; withheld under section 40(2).")
    assert found == ["12 12..12", "x 0..4", "x 0..4", "0 0..0", "9 9..9", "7 7..7"]


def test_a_letter_that_nobody_explains_is_left_alone() -> None:
    assert suspended("x marks the spot.") == ["12 12..12", "0 0..0", "9 9..9", "7 7..7"]


ROUNDED = """\
Q1. How many {what} were there in each ward in 2023?

Ward\t{what}
North\t40
South\t[low]
East\t120
"""


@pytest.mark.parametrize(("what", "least"), [("cases", "1"), ("cases per head", "0"), ("cases (000s)", "0")])
def test_what_only_rounds_to_nought_is_one_where_whole_things_are_counted(what: str, least: str) -> None:
    reading = understand(ingest.read(Source("a.txt", ROUNDED.format(what=what).encode())))
    (low,) = [figure.amount for figure in reading.figures if figure.amount.value is None]
    assert (str(low.low), low.high) == (least, None)


def test_a_sign_of_suppressed_values_has_the_bounds_that_follow() -> None:
    assert bounds("~ denotes suppressed values of 5 or fewer.", "~") == "suppressed 0..5"
    assert bounds("* = withheld (fewer than 10)", "*") == "suppressed 0..9"
    assert bounds("~ denotes suppressed values.", "~") == "suppressed 0..None"


@pytest.mark.parametrize(
    "text", ["A: 2019/20 – 88; 2020/21 – 97", "A: 0 - 4 cases", "C: fewer than 5", "k 0 to 5"]
)
def test_the_mark_of_an_answer_is_no_sign(text: str) -> None:
    assert suppression.explained([text]) == {}


@given(st.from_regex(suppression._SIGN_THEN_VALUE))
def test_wherever_a_sign_is_explained_a_closer_look_is_taken(text: str) -> None:
    assert suppression._may_explain(text)


@pytest.mark.parametrize(
    "note",
    [
        "Fewer than ten is shown as <10 so that nobody is identified.",
        "* fewer than ten. They are included in the totals.",
        "Sites with under 10 pupils in the year are counted under Other.",
        "Where schools have data for fewer than 10 pupils these have been grouped with ‘Others’.",
    ],
)
def test_a_sentence_of_what_is_hidden_states_no_figure(note: str) -> None:
    letter = f"1. How many pupils were suspended in 2023?\n\nThere were 40 pupils in 2023.\n\n{note}\n"
    figures = understand(ingest.read(Source("letter.txt", letter.encode()))).figures
    assert [figure.amount.text for figure in figures] == ["40"]


@pytest.mark.parametrize(
    "told", ["Fewer than ten pupils were suspended.", "Under 10 pupils are included in the figure for Hove."]
)
def test_a_small_number_that_is_given_is_a_figure(told: str) -> None:
    letter = f"1. How many pupils were suspended in 2023?\n\n{told}\n"
    assert understand(ingest.read(Source("letter.txt", letter.encode()))).figures
