"""What the store keeps of files, responses and findings, and what it gives back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from foi_cli.model import (
    Amount,
    Attachment,
    Document,
    Doubt,
    Figure,
    Finding,
    Passage,
    Place,
    Question,
    Reading,
    Response,
    Table,
)
from foi_cli.store import acceptance, intake, judgements, lookup, readings, runs
from foi_cli.store.database import writing
from foi_cli.store.frozen import thaw_document
from foi_cli.store.results import StoredResults

HERE = Place("letter.txt", line=2, table=1, cell="R1C2")
TABLE = Table(1, (("Cases", "7"), ("Total", "8")), lines=(2, 3))
LETTER = Document("letter.txt", "letter.txt", "d1", 20, "text", blocks=(Passage("Hello", 1), TABLE))
BROKEN = Document("scan.pdf", "scan.pdf", "d2", 9, "pdf", "is damaged")
READING = Reading(
    Response("aaaaaaaa", "letter.txt", "d1", "text", request="How many?"),
    (Question("aaaaaaaa", "1", "How many?", "7", "full", (), HERE),),
    (Figure("aaaaaaaa.f1", "aaaaaaaa", HERE, Amount("7")),),
    (("letter.txt", TABLE),),
    (Attachment("aaaaaaaa", "more.xlsx", "missing", HERE),),
    (Doubt("aaaaaaaa", "category", HERE, "Cases"),),
)
WRONG = Finding(
    "aaaaaaaa",
    HERE,
    "sum",
    "differs",
    "exact",
    "8",
    "7",
    "1",
    "0",
    ("R1C2",),
    "off",
    finding_id="aaaaaaaa.c1",
)
RIGHT = replace(WRONG, verdict="agrees", finding_id="aaaaaaaa.c2")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path) as connection:
        yield connection


def put(store: sqlite3.Connection, *documents: Document) -> None:
    for document in documents:
        file = intake.Input(document.name, document.name.encode(), document.digest, "", "s1")
        intake.replace(store, file, [document])


def fill(store: sqlite3.Connection) -> None:
    put(store, LETTER)
    for group_id in readings.to_understand(store, "n1"):
        readings.save(store, group_id, READING, "n1")
    for group_id in judgements.to_judge(store, "n1", "r1"):
        judgements.save(store, group_id, [WRONG, RIGHT], "r1")


def test_everything_comes_back(store: sqlite3.Connection) -> None:
    fill(store)
    results = StoredResults(store)
    assert list(results.documents()) == [replace(LETTER, blocks=())]
    assert list(results.readings()) == [READING]
    assert list(results.findings()) == [WRONG, RIGHT] == list(results.findings("aaaaaaaa"))
    assert list(results.findings("bbbbbbbb")) == []
    assert intake.document_named(store, "letter.txt") == LETTER


def test_counts_are_kept(store: sqlite3.Connection) -> None:
    fill(store)
    put(store, BROKEN)
    held = runs.holdings(store)
    assert (held.documents, held.unread, held.responses, held.figures, held.missing) == (2, 1, 2, 1, 1)
    assert (held.agrees, held.differs, held.undecided, held.doubts) == (1, 1, 0, 1)
    assert intake.unread(store) == [("scan.pdf", "is damaged")]


def test_a_changed_file_replaces_its_own_records_and_nothing_else(store: sqlite3.Connection) -> None:
    fill(store)
    put(store, BROKEN)
    put(store, replace(LETTER, digest="d3", blocks=()))
    assert [document.digest for document in intake.documents(store)] == ["d3", "d2"]
    assert runs.stale(store, "n1", "r1") == (2, 2)
    assert list(StoredResults(store).readings()) == [READING]


def test_a_file_that_is_gone_takes_its_records_along(store: sqlite3.Connection) -> None:
    fill(store)
    put(store, BROKEN)
    intake.drop(store, "letter.txt")
    assert [document.name for document in intake.documents(store)] == ["scan.pdf"]
    for table in ("response", "figures", "question", "attachment", "doubt", "finding", "used_table"):
        assert store.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608


def test_a_response_goes_with_its_last_document_and_takes_no_other_along(store: sqlite3.Connection) -> None:
    fill(store)
    put(store, BROKEN, Document("new.txt", "new.txt", "d5", 1, "text"))
    put(store, replace(LETTER, group="elsewhere"))
    named = store.execute("SELECT name FROM grouping ORDER BY name").fetchall()
    assert named == [("elsewhere",), ("new.txt",), (BROKEN.group,)]
    assert store.execute("SELECT count(*) FROM figures").fetchone() == (0,)


def test_a_response_of_two_files_outlives_one(store: sqlite3.Connection) -> None:
    put(store, LETTER, Document("data.csv", "letter.txt", "d4", 3, "csv"))
    intake.drop(store, "letter.txt")
    (group_id,) = readings.to_understand(store, "n1")
    assert [thaw_document(row).name for row in intake.rows_of(store, group_id)] == ["data.csv"]


def test_a_new_program_understands_anew_and_judges_anew(store: sqlite3.Connection) -> None:
    fill(store)
    assert list(readings.to_understand(store, "n1")) == []
    assert len(list(readings.to_understand(store, "n2"))) == 1
    assert list(judgements.to_judge(store, "n1", "r1")) == []
    assert len(list(judgements.to_judge(store, "n1", "r2"))) == 1
    assert list(judgements.to_judge(store, "n2", "r2")) == []  # not before it is understood


def test_more_responses_than_a_page_may_change_while_they_are_listed(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "PAGE", 2)
    put(store, *(replace(LETTER, name=f"{n}.txt", group=f"{n}.txt") for n in range(5)))
    seen = []
    for group_id in readings.to_understand(store, "n1"):
        readings.save(store, group_id, READING, "n1")
        seen.append(group_id)
    assert len(seen) == 5


def test_a_fault_is_counted_and_tried_again(store: sqlite3.Connection) -> None:
    put(store, LETTER)
    (group_id,) = readings.to_understand(store, "n1")
    readings.save(store, group_id, READING, "n1", "KeyError")
    assert runs.holdings(store).faults == 1
    assert list(readings.to_understand(store, "n1")) == [group_id]


def test_an_accepted_finding_stays_visible_and_counts_no_more(store: sqlite3.Connection) -> None:
    fill(store)
    acceptance.accept(store, {judgements.claim(WRONG): "confirmed"})
    assert list(judgements.in_doubt(store, "differs")) == [replace(WRONG, accepted=True, reason="confirmed")]
    assert (runs.holdings(store).differs, runs.holdings(store).accepted) == (0, 1)
    acceptance.accept(store, {})
    assert runs.holdings(store).differs == 1


def test_an_acceptance_ends_when_the_numbers_change(store: sqlite3.Connection) -> None:
    fill(store)
    acceptance.accept(store, {judgements.claim(replace(WRONG, stated="9")): "confirmed"})
    assert runs.holdings(store).differs == 1


def test_a_finding_is_new_until_a_run_has_ended_with_it(store: sqlite3.Connection) -> None:
    fill(store)
    assert judgements.count_new(store) == 1
    judgements.remember_seen(store, 1)
    assert judgements.count_new(store) == 0
    judgements.save(store, 1, [replace(WRONG, finding_id="aaaaaaaa.c9")], "r2")
    assert judgements.count_new(store) == 0  # numbered otherwise, but the same
    judgements.save(store, 1, [], "r3")
    judgements.remember_seen(store, 2)
    judgements.save(store, 1, [WRONG], "r4")
    assert judgements.count_new(store) == 1  # it was gone, and is back


def test_records_are_found_by_their_ids(store: sqlite3.Connection) -> None:
    fill(store)
    assert lookup.figures(store, "aaaaaaaa.f1") == READING.figures
    assert lookup.findings(store, "aaaaaaaa.c1") == (WRONG,)
    assert lookup.questions(store, "aaaaaaaa", "1") == READING.questions
    assert lookup.doubt(store, "aaaaaaaa", 1) == READING.doubts
    assert lookup.table(store, "aaaaaaaa", "letter.txt", 1) == TABLE
    assert list(lookup.doubts(store)) == [("aaaaaaaa.v1", READING.doubts[0])]
    assert lookup.figures(store, "aaaaaaaa.f2") == ()
    assert lookup.doubt(store, "aaaaaaaa", 2) == ()


def test_runs_are_remembered(store: sqlite3.Connection) -> None:
    first = runs.begin(store, "run")
    runs.end(store, first, 3, {"differs": 1})
    runs.begin(store, "ingest")
    latest, before = runs.since(store)
    assert (latest.command, latest.ended, latest.exit_code) == ("ingest", None, None)
    assert (before.command, before.exit_code, before.summary) == ("run", 3, {"differs": 1})
    assert runs.since(store, "2999-01-01") == []
