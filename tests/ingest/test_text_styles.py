"""Furniture, headings, items and older messages in plain text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.ingest.styles import style_of
from foi_cli.model import Document, Passage

Styles = Callable[[str], list[tuple[str, str]]]
Read = Callable[[str, "str | bytes"], Document]


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Skip to main content",
        "Quickly exit this site by pressing the Escape key Leave this site",
        "We use some essential cookies to make our website work.",
        "Your cookie preferences have been saved.",
        "Accept all cookies",
        "Sorry, there was a technical problem. Please try again.",
        "View as HTML",
        "289K",
        "show quoted sections",
    ],
)
def test_furniture(line: str) -> None:
    assert style_of(line) == "banner"


@pytest.mark.parametrize(
    "line",
    [
        "19 Cases",
        "Nil",
        "Response",
        "Download figures are given below",
        "The cookie factory had 3 complaints",
        "0.5 FTE",
    ],
)
def test_no_furniture(line: str) -> None:
    assert style_of(line) == "text"


def test_headings_and_items(styles: Styles) -> None:
    assert styles(
        "## **CLARIFICATION**\n\nREASONS FOR DECISION\n\n1. How many?\n- one\n• two\n(a) three\nTOTAL\n"
    ) == [
        ("heading", "## **CLARIFICATION**"),
        ("heading", "REASONS FOR DECISION"),
        ("item", "1. How many?"),
        ("item", "- one"),
        ("item", "• two"),
        ("item", "(a) three"),
        ("text", "TOTAL"),
    ]


def test_a_running_header_is_furniture_from_its_second_time_on(styles: Styles) -> None:
    found = styles(
        "Example Police Freedom of Information\n\nOne.\n\nExample Police Freedom of Information\n\nTwo.\n"
    )
    assert [style for style, _ in found] == ["text", "text", "banner", "text"]


def test_answers_that_repeat_are_no_running_headers(styles: Styles) -> None:
    assert {
        style for style, _ in styles("One?\n\nNo information held.\n\nTwo?\n\nNo information held.\n")
    } == {"text"}


@pytest.mark.parametrize(
    "older",
    [
        "From: A\nSent: Monday, 1 May 2023\nTo: B\nSubject: C\n\nDear B\n",
        "-----Original Message-----\nFrom: A\n\nDear B\n",
        "On 1 May 2023 at 10:11, A Person <a@example.org> wrote:\n\nDear B\n",
        "> Dear B\n> how many?\n",
    ],
)
def test_older_messages_are_quoted(older: str, styles: Styles) -> None:
    found = styles(f"Dear A\n\nThere were 5.\n\n{older}")
    assert [style for style, _ in found[:2]] == ["text", "text"]
    assert {style for style, _ in found[2:]} == {"quoted"}


def test_the_head_of_the_message_itself_is_not_quoted(styles: Styles) -> None:
    assert {
        style for style, _ in styles("From: FOI\nSent: 1 May 2023\nTo: A\nSubject: B\n\nThere were 5.\n")
    } == {"text"}


def test_a_forwarded_message_is_what_was_sent(styles: Styles) -> None:
    found = styles(
        "FYI\n\n----- Forwarded message -----\nFrom: FOI\nDate: 1 May\nTo: A\nSubject: B\n\nThere were 5.\n"
    )
    assert found[-1] == ("text", "There were 5.")


def test_what_you_wrote_is_not_an_older_message(styles: Styles) -> None:
    assert styles("On 3 June you wrote:\nHow many?\nWe hold 5.\n")[-1] == ("text", "We hold 5.")


def test_nothing_is_lost(read: Read) -> None:
    letter = "Skip to content\n\nDear A\n> quoted\nThere were 5.\n"
    blocks = read("letter.txt", letter).blocks
    assert [block.text for block in blocks if isinstance(block, Passage)] == [
        "Skip to content",
        "Dear A",
        "> quoted",
        "There were 5.",
    ]
    assert [getattr(block, "after_gap", None) for block in blocks] == [False, True, False, False]
