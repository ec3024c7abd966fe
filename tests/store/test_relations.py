"""Requests grouped and attachments found over the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_cli import relate as rules
from foi_cli.model import Attachment, Document, Place, Reading, Response
from foi_cli.store import intake, readings, relations, runs
from foi_cli.store.database import writing

REQUEST = "How many parking permits were issued to residents in each ward during the last three years?"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path) as connection:
        yield connection


def fill(store: sqlite3.Connection, *letters: tuple[str, str, str], files: tuple[str, ...] = ()) -> None:
    """Letters as (name, authority_id, the attachment that they name); other files by their name."""
    for name in files:
        intake.replace(store, intake.Input(name, b"", "d", "", "s"), [Document(name, name, "d", 1, "csv")])
    for name, _, _ in letters:
        inside = tuple(Document(f"{name}!/{part}", name, "d", 1, "pdf") for part in INSIDE.get(name, ()))
        document = Document(name, name, "d", 1, "text")
        intake.replace(store, intake.Input(name, b"", "d", "", "s"), [document, *inside])
    for group_id in list(readings.to_understand(store, "n")):
        (name,) = store.execute("SELECT name FROM grouping WHERE group_id = ?", (group_id,)).fetchone()
        response_id = f"id of {name}"
        found = [(authority_id, cited) for letter, authority_id, cited in letters if letter == name]
        authority_id, cited = found[0] if found else ("", "")
        response = Response(response_id, name, "d", "text", authority_id=authority_id, request=REQUEST)
        named = (Attachment(response_id, cited, "missing", Place(name, line=1)),) if cited else ()
        readings.save(
            store, group_id, Reading(response, attachments=named), "n", sketch=rules.sketch(REQUEST)
        )
    relations.locate(store, rules.folded, rules.choose)
    relations.group(store, rules.keys, rules.groups, rules.name)


INSIDE = {"b/mail.eml": ("Annex A.pdf",)}


def found(store: sqlite3.Connection, letter: str) -> str:
    (group_id,) = readings.with_id(store, f"id of {letter}")
    return readings.attachments(store, group_id)[0].file


def test_a_file_in_the_same_folder_is_found_by_its_folded_name(store: sqlite3.Connection) -> None:
    fill(store, ("a/letter.txt", "wmp", "Annex_A.pdf"), files=("a/1_2_Annex A.pdf",))
    assert found(store, "a/letter.txt") == "a/1_2_Annex A.pdf"
    assert runs.holdings(store).missing == 0


def test_what_came_inside_another_response_is_its_own(store: sqlite3.Connection) -> None:
    fill(store, ("a/letter.txt", "wmp", "Annex A.pdf"), ("b/mail.eml", "mps", "Annex A.pdf"))
    assert found(store, "a/letter.txt") == ""
    assert found(store, "b/mail.eml") == "b/mail.eml!/Annex A.pdf"
    assert runs.holdings(store).missing == 1


@pytest.mark.parametrize(("second", "file"), [("mps", ""), ("", ""), ("wmp", "raw/Annex A.pdf")])
def test_one_file_that_two_responses_name_belongs_to_one_authority_or_to_nobody(
    store: sqlite3.Connection, second: str, file: str
) -> None:
    letters = ("raw/one.txt", "wmp", "Annex A.pdf"), ("raw/two.txt", second, "Annex A.pdf")
    fill(store, *letters, files=("raw/Annex A.pdf",))
    assert found(store, "raw/one.txt") == file


def test_a_file_of_the_folder_is_meant_though_another_folder_has_one_too(store: sqlite3.Connection) -> None:
    letters = ("a/letter.txt", "wmp", "Annex A.pdf"), ("b/letter.txt", "mps", "Annex A.pdf")
    fill(store, *letters, files=("a/Annex A.pdf",))
    assert found(store, "a/letter.txt") == "a/Annex A.pdf"
    assert found(store, "b/letter.txt") == ""


def test_responses_to_one_request_share_a_group(store: sqlite3.Connection) -> None:
    fill(store, ("a.txt", "wmp", ""), ("b.txt", "mps", ""))
    names = {
        readings.reading(store, group_id).response.request_group for group_id in readings.in_order(store)
    }
    assert names == {rules.name("id of a.txt")}


def test_a_response_that_is_read_anew_is_sketched_anew(store: sqlite3.Connection) -> None:
    fill(store, ("a.txt", "wmp", ""), ("b.txt", "mps", ""))
    (group_id,) = readings.with_id(store, "id of b.txt")
    readings.save(store, group_id, Reading(Response("id of b.txt", "b.txt", "d", "text")), "n")
    relations.group(store, rules.keys, rules.groups, rules.name)
    assert readings.reading(store, group_id).response.request_group == ""
