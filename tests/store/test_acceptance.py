"""What a person accepted is found again, whatever its number and line, and nothing else is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from foi_cli.model import Document, Doubt, Finding, Place, Reading, Response
from foi_cli.store import acceptance, intake, judgements, readings, runs
from foi_cli.store.database import writing

HERE = Place("a.txt", line=7, table=1, cell="R3C2")
OFF = Finding("a", HERE, "sum", "differs", "exact", "8", "7", "1", "0", (), "off", finding_id="a.c1")
ELSEWHERE = replace(OFF, place=Place("a.txt", line=90, table=4, cell="R3C2"), finding_id="a.c2")
ROW = Doubt("a", "repaired-row", HERE, "Rats 7 9", "a blank cell placed")
WHY = {judgements.claim(OFF): "a typing error"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path) as connection:
        yield connection


def fill(store: sqlite3.Connection, *findings: Finding, doubts: tuple[Doubt, ...] = ()) -> None:
    intake.replace(store, intake.Input("a.txt", b"", "d", "", "s"), [Document("a.txt", "a.txt", "d", 1, "")])
    readings.save(store, 1, Reading(Response("a", "a.txt", "d", "text"), doubts=doubts), "n")
    judgements.save(store, 1, findings, "r")


def accepted(store: sqlite3.Connection) -> list[str]:
    return [one.finding_id for one in judgements.in_doubt(store, "differs") if one.accepted]


def test_the_finding_of_that_place_is_accepted_and_no_other(store: sqlite3.Connection) -> None:
    fill(store, OFF, ELSEWHERE)
    acceptance.accept(store, WHY)
    assert accepted(store) == ["a.c1"]
    assert runs.holdings(store).differs == 1


def test_one_that_has_moved_is_found_by_what_it_says(store: sqlite3.Connection) -> None:
    fill(store, ELSEWHERE)
    acceptance.accept(store, WHY)
    assert accepted(store) == ["a.c2"]
    assert acceptance.unanswered(store, WHY) == []


def test_two_that_say_the_same_elsewhere_are_left_alone(store: sqlite3.Connection) -> None:
    fill(store, ELSEWHERE, replace(ELSEWHERE, place=Place("a.txt", line=99)))
    acceptance.accept(store, WHY)
    assert accepted(store) == []
    assert acceptance.unanswered(store, WHY) == list(WHY)


@pytest.mark.parametrize("file", ["b.txt", "a.txt.bak", "a"])
def test_what_another_document_says_is_left_alone(store: sqlite3.Connection, file: str) -> None:
    fill(store, replace(OFF, place=replace(HERE, file=file)))
    acceptance.accept(store, WHY)
    assert accepted(store) == []


@pytest.mark.parametrize("other", [{"stated": "9"}, {"computed": "6"}, {"check": "balance"}])
def test_another_claim_is_another_finding(store: sqlite3.Connection, other: dict[str, str]) -> None:
    fill(store, replace(OFF, **other))  # type: ignore[arg-type]
    acceptance.accept(store, WHY)
    assert accepted(store) == []


def test_a_finding_that_agrees_now_needs_no_acceptance(store: sqlite3.Connection) -> None:
    fill(store, replace(OFF, verdict="agrees"))
    assert acceptance.unanswered(store, WHY) == list(WHY)


def test_a_doubt_is_accepted_and_counted_no_more(store: sqlite3.Connection) -> None:
    fill(store, doubts=(ROW, replace(ROW, text="Mice 3")))
    acceptance.accept(store, {acceptance.doubted(ROW): "seen in the letter"})
    first, second = readings.reading(store, 1).doubts
    assert (first.accepted, first.reason, second.accepted) == (True, "seen in the letter", False)
    assert runs.holdings(store).doubts == 1
    acceptance.accept(store, {})
    assert runs.holdings(store).doubts == 2
