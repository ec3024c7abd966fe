"""Nothing from a document is an escape code or hides what follows."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.report.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\nb\tc\x00", "a␊b␉c␀"),
        ("a\x7fb", "a␡b"),
        ("\x9b2J", "\ufffd2J"),
        ("gpj.\u202eexe", "gpj.\ufffdexe"),
        ("zero\u200bwidth", "zero\ufffdwidth"),
        ("half\udce9", "half\ufffd"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["", "£1,200", "Ynys Môn – 12%", "naïve “quotes”", "[bold]", ":smile:", "a\u00a0b"]
)
def test_writing_is_left_alone(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_no_control_or_format_character_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
