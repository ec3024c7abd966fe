"""A pattern for small letters finds in a lowered text what it finds in any case elsewhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.normalise import lowercase


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    small = lowercase.lowered(text)
    assert len(small) == len(text)
    assert all(after in (before, before.lower()) for before, after in zip(text, small, strict=True))


def test_a_letter_that_is_two_in_small_is_left() -> None:
    assert lowercase.lowered("İ and I") == "İ and i"


@pytest.mark.parametrize(
    "pattern", [r"FOI\b", r"[A-C]\D+", r"(?P<Law>EIRs?)\W", r"\bS\S*\s?40\(2\)", r"Q[1-4]"]
)
@pytest.mark.parametrize(
    "text", ["FOI and EIRs.", "foi, Eir 2004", "Section 40(2)", "s.40(2) in Q3", "cab 12", ""]
)
def test_the_same_places_are_found(pattern: str, text: str) -> None:
    anyhow = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
    assert [match.span() for match in lowercase.compiled(pattern).finditer(lowercase.lowered(text))] == anyhow


def test_classes_and_names_of_groups_keep_their_capitals() -> None:
    assert lowercase.compiled(r"(?P<Own>\S\W\D\B[A-Z])").pattern == r"(?P<Own>\S\W\D\B[a-z])"
