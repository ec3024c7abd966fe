"""Who was asked the same, and which file an attachment is."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli import relate
from foi_cli.model import Attachment, Candidate, Place
from foi_cli.relate import requests

DOGS = (
    "How many stray dogs were collected by the council in each of the last three calendar years, "
    "how many of them were returned to their owners, and what was paid to contractors for kennels?"
)
RENUMBERED = (
    "Dear Sir, 1. How many stray dogs were collected by the council in each of the last three "
    "calendar years? 2. How many of them were returned to their owners? 3. What was paid to contractors "
    "for kennels? Yours faithfully"
)
EXTENDED = DOGS + " For clarity, by calendar year I mean January to December, and I would like a spreadsheet."
OTHER_DOGS = (
    "How many licences for the breeding of dogs has the council granted since April 2019, how many "
    "applications were turned down, and how many inspections of breeders took place in each year?"
)
CATS = "Please state the cost of street lighting for each ward and month of the financial year 2021/22."


def grouped(**requests: str) -> dict[str, str]:
    """The leaders, by response, as a project finds them."""
    sketches = {name: relate.sketch(text) for name, text in requests.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(sketches):
        for key in relate.keys(sketches[name]):
            holders[key].append(name)
    return relate.groups((holders[key] for key in sorted(holders)), sketches.__getitem__)


@pytest.mark.parametrize(
    "again",
    [
        DOGS,
        DOGS.upper(),
        RENUMBERED,
        EXTENDED,
        DOGS.replace("paid to", "spent on"),
        f"Dear Ms Example, {DOGS}",
    ],
)
def test_the_same_request_is_recognised(again: str) -> None:
    assert grouped(a=DOGS, b=again) == {"a": "a", "b": "a"}


@pytest.mark.parametrize("other", [OTHER_DOGS, CATS, "How many dogs?", ""])
def test_another_request_is_left_alone(other: str) -> None:
    assert grouped(a=DOGS, b=other) == {}


def test_likes_of_likes_are_one_group_led_by_the_first() -> None:
    leaders = grouped(d=DOGS, c=EXTENDED, b=RENUMBERED, a=CATS, e=CATS)
    assert leaders == {"a": "a", "e": "a", "b": "b", "c": "b", "d": "b"}


def test_a_request_that_says_too_little_has_no_sketch() -> None:
    assert relate.sketch("How many dogs were there in 2019?") == b""
    assert relate.sketch(DOGS) != b""


def test_a_sketch_is_no_larger_for_an_endless_request() -> None:
    words = " ".join(f"word{number}" for number in range(20_000))
    assert len(relate.sketch(words)) == 4 * requests.LONGEST


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_ids_decide_nothing_but_the_leader(names: list[str]) -> None:
    leaders = grouped(**dict(zip(names, (DOGS, RENUMBERED, EXTENDED, CATS, OTHER_DOGS), strict=True)))
    assert leaders == dict.fromkeys(sorted(names[:3]), min(names[:3]))


PLACE = Place("a/letter.txt", line=7)
CITED = Attachment("r", "Table 1.xlsx", "missing", PLACE)


def chosen(*candidates: Candidate) -> str:
    return relate.choose(CITED, candidates).file


def test_a_file_of_the_same_response_is_meant_before_one_of_the_folder() -> None:
    near, far = Candidate("mail.eml!/Table 1.xlsx", "response"), Candidate("a/Table_1.xlsx", "folder")
    assert chosen(far, near) == near.file
    assert chosen(far) == far.file


def test_a_file_from_elsewhere_is_meant_only_where_nobody_else_could_mean_it() -> None:
    one, two = Candidate("b/Table 1.xlsx", "project"), Candidate("c/Table 1.xlsx", "project")
    assert chosen(one) == one.file
    assert chosen(one, two) == ""
    assert chosen(Candidate(one.file, "project", contested=True)) == ""


def test_a_file_that_another_authority_names_too_is_nobodys() -> None:
    assert chosen(Candidate("a/Table 1.xlsx", "folder", contested=True)) == ""
    assert chosen(Candidate("a.zip!/Table 1.xlsx", "response", contested=True)) == "a.zip!/Table 1.xlsx"


def test_a_letter_is_not_its_own_attachment() -> None:
    assert chosen(Candidate(PLACE.file, "response")) == ""


def test_what_has_no_name_is_neither_present_nor_missing() -> None:
    mention = Attachment("r", "attached spreadsheet", "unnamed", PLACE)
    assert relate.choose(mention, [Candidate("b", "response")]) == mention


@pytest.mark.parametrize(
    ("cited", "arrived"),
    [
        ("165A_23_attachment.pdf", "1_3_165A 23 attachment.pdf"),
        ("Annex-B.xlsx", "annex b.XLSX"),
        ("Annex B", "folder/Annex_B.csv"),
    ],
)
def test_names_are_compared_as_platforms_rewrite_them(cited: str, arrived: str) -> None:
    assert relate.folded(cited) == relate.folded(arrived)


def test_other_names_stay_apart() -> None:
    assert relate.folded("Annex A.pdf") != relate.folded("Annex B.pdf")
