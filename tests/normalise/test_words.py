from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.normalise import words

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ONES += "sixteen seventeen eighteen nineteen".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_words(number // size)} {name}{joint}{in_words(rest) if rest else ''}".strip()


@given(st.integers(0, 99_999))
def test_every_number_reads_back(number: int) -> None:
    written = in_words(number)
    assert words.read(written) == words.read(written.title()) == number
    assert [value for _, _, value in words.find(f"({written} cases)")] == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [("Nil", 0), ("none.", 0), ("No", 0), ("Twenty one", 21), ("a hundred", 100), ("Four", 4)],
)
def test_reads_the_whole_text(text: str, value: int) -> None:
    assert words.read(text) == value


@pytest.mark.parametrize(
    "text", ["", "4", "Four cases", "None of these", "dozen", "first", "no information", "a"]
)
def test_leaves_other_texts_alone(text: str) -> None:
    assert words.read(text) is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Four cases containing seven Allegations of Abuse", ["Four", "seven"]),
        ("none of the twenty-two officers", ["none", "twenty-two"]),
        ("no complaints were received", ["no"]),
        ("one hundred and five of the three", ["one hundred and five", "three"]),
        # left alone
        ("No information held. There are no specific targets and no such policy.", []),
        ("No one was charged, and no longer will anyone be; one another", []),
        ("the one and only; someone, often, a phone, weight, nonetheless, nilpotent", []),
    ],
)
def test_finds_numbers_in_a_sentence(sentence: str, found: list[str]) -> None:
    assert [sentence[start:end] for start, end, _ in words.find(sentence)] == found


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("Conduct Cases", "conduct cases", "cases"),
        ("officer allegations", "officer allegations", "officer allegations"),
        ("Allegations of Abuse of Position for Sexual Purpose", "allegations", "allegations"),
        ("allegations against officers", "allegations", "allegations"),
        ("officers with complaints", "officers", "officers"),
        ("How many misconduct investigations are conducted each year", "misconduct investigations", "cases"),
        ("The total number of police officers given advice", "police officers", "officers"),
        ("recordable conduct matters", "recordable conduct matters", "matters"),
        ("complaint cases", "complaint cases", "cases"),
        ("IOPC referrals", "iopc referrals", "referrals"),
        ("Number of PCNs issued", "pcns", "notices"),
        ("What proportion of senior officers are female", "proportion", "percent"),
        ("cost of barristers", "cost", "gbp"),
        ("individual children (not placements)", "children", "people"),
    ],
)
def test_tells_what_is_counted(text: str, measure: str, unit: str) -> None:
    assert words.unit(text) == (measure, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Employee Type",
        "Total",
        "rate of complaints",
        "average salary",
        "Ratio of officers",
        "Abuse of Position",
        "Home",
        "At home",
    ],
)
def test_says_nothing_of_other_words(text: str) -> None:
    assert words.unit(text) is None


def test_cases_allegations_and_officer_allegations_are_never_one_unit() -> None:
    units = [
        words.unit(text) for text in ("cases", "allegations", "officer allegations", "officers", "complaints")
    ]
    assert len({unit[1] for unit in units if unit}) == 5
