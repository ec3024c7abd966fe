"""Counts, sentence and exit code come from the same findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_cli.model import Document, Finding, Place
from foi_cli.report.tally import FailOn, Tally

AGREES = Finding("r", Place("a"), "sum", "agrees", "exact", "1", "1", "0", "0", (), "")
DIFFERS = replace(AGREES, verdict="differs")
UNDECIDED = replace(AGREES, verdict="undecided")
ACCEPTED = replace(DIFFERS, accepted=True)
READ = Document("a", "a", "d", 1, "text")
UNREAD = replace(READ, problem="is empty")


def tally(*seen: Finding | Document) -> Tally:
    counted = Tally()
    counted.add_documents(one for one in seen if isinstance(one, Document))
    counted.add_findings(one for one in seen if isinstance(one, Finding))
    return counted


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        ([READ, AGREES], 0),
        ([READ, AGREES, UNDECIDED], 0),
        ([READ, ACCEPTED], 0),
        ([READ, UNREAD, AGREES], 1),
        ([UNREAD], 1),
        ([READ, AGREES, DIFFERS], 3),
        ([READ, UNREAD, DIFFERS], 3),
        ([READ], 4),
        ([READ, UNDECIDED], 4),  # a check that could not decide is not one that passed
        ([], 4),
    ],
)
def test_three_before_one_before_four_before_nought(seen: list[Finding | Document], code: int) -> None:
    assert tally(*seen).exit_code() == code


@pytest.mark.parametrize(
    ("fail_on", "seen", "code"),
    [
        ("undecided", [READ, AGREES, UNDECIDED], 3),
        ("undecided", [READ, DIFFERS], 3),
        ("undecided", [READ, AGREES], 0),
        ("never", [READ, DIFFERS], 0),
        ("never", [READ, UNREAD, DIFFERS], 1),
        ("new", [READ, DIFFERS], 0),
    ],
)
def test_what_fails_can_be_chosen(fail_on: FailOn, seen: list[Finding | Document], code: int) -> None:
    assert tally(*seen).exit_code(fail_on) == code


def test_what_is_new_fails_a_run_that_asks_for_it() -> None:
    assert Tally(documents=1, differs=2, new=1).exit_code("new") == 3


def test_a_fault_of_the_program_is_no_success() -> None:
    assert Tally(documents=1, agrees=1, faults=1).exit_code() == 1


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        ([READ, AGREES], "1 document read. Of 1 claim: 1 agrees."),
        (
            [READ, READ, AGREES, AGREES, DIFFERS, UNDECIDED, ACCEPTED],
            "2 documents read. Of 5 claims: 2 agree, 1 differs, 1 could not be decided, 1 accepted.",
        ),
        (
            [READ, UNREAD],
            "1 document read, 1 could not be read. Nothing could be checked: no stated total was found.",
        ),
    ],
)
def test_the_sentence_says_what_happened(seen: list[Finding | Document], sentence: str) -> None:
    assert tally(*seen).sentence() == sentence
