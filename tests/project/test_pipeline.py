"""The stages over a store, with small stand-ins for what they do to a document."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from foi_cli import relate
from foi_cli.model import (
    Amount,
    Attachment,
    Document,
    Figure,
    File,
    Finding,
    Passage,
    Place,
    Reading,
    Response,
    identify,
)
from foi_cli.project import files, pipeline
from foi_cli.report.log import Log
from foi_cli.store import judgements, runs
from foi_cli.store.database import writing
from foi_cli.store.results import StoredResults
from foi_cli.workers import Here

QUIET = Log(quiet=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with writing(tmp_path) as connection:
        yield connection


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, words in (("a.txt", "4 cases"), ("b.txt", "5 cases"), ("c.txt", "6 cases")):
        old(folder / name, words)
    return folder


def old(path: Path, words: str) -> None:
    """A file that was written long ago, as far as a test can arrange it."""
    path.write_text(words)
    os.utime(path, (1e9, 1e9))


class Reader:
    """Reads a file as one line, and remembers which it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(
        self, files: Iterable[File], name_of: Callable[[File], str]
    ) -> Iterator[tuple[File, tuple[Document, ...]]]:
        for path in files:
            assert isinstance(path, Path)
            self.read.append(path.name)
            data = path.read_bytes()
            document = Document(name_of(path), name_of(path), sha256(data).hexdigest(), len(data), "text")
            yield path, (Document(*_fields(document), blocks=(Passage(data.decode(), 1),)),)


def _fields(document: Document) -> tuple[str, str, str, int, str]:
    return document.name, document.group, document.digest, document.size, document.reader


def understand(documents: Sequence[Document]) -> Reading:
    """One figure, the first word of the document."""
    (document,) = documents
    response_id = identify(document.name)
    words = document.blocks[0].text if isinstance(document.blocks[0], Passage) else ""
    place = Place(document.name, line=1)
    figure = Figure(f"{response_id}.f1", response_id, place, Amount(words.split()[0]))
    named = (Attachment(response_id, "b.txt", "missing", place),) if "b.txt" not in document.name else ()
    response = Response(response_id, document.name, "", "", authority_id="force")
    return Reading(response, figures=(figure,), attachments=named)


def judge(reading: Reading) -> tuple[Finding, ...]:
    """Everything but 5 differs from 5."""
    figure = reading.figures[0]
    verdict = "agrees" if figure.amount.text == "5" else "differs"
    words = (verdict, "exact", figure.amount.text, "5", "?", "0", (), "")
    response_id = reading.response.response_id
    return (Finding(response_id, figure.place, "sum", *words, finding_id=f"{response_id}.c1"),)  # type: ignore[arg-type]


def run(store: sqlite3.Connection, raw: Path, reader: Reader) -> pipeline.Intake:
    """All stages once."""
    there = sorted(raw.iterdir())
    done = pipeline.ingest(store, there, [raw], files.names_in(raw.parent), reader, "s", QUIET)
    pipeline.normalise(store, understand, relate.sketch, "n", Here(1), QUIET)
    pipeline.relate(store, relate, "n")
    pipeline.reconcile(store, judge, lambda _: (), "n", "r", Here(1), QUIET)
    return done


def verdicts(store: sqlite3.Connection) -> dict[str, str]:
    return {finding.place.file: finding.verdict for finding in StoredResults(store).findings()}


def test_documents_become_findings(store: sqlite3.Connection, raw: Path) -> None:
    run(store, raw, Reader())
    assert verdicts(store) == {"raw/a.txt": "differs", "raw/b.txt": "agrees", "raw/c.txt": "differs"}


def test_a_second_run_reads_nothing_again(store: sqlite3.Connection, raw: Path) -> None:
    run(store, raw, Reader())
    reader = Reader()
    done = run(store, raw, reader)
    assert reader.read == []
    assert (done.read, done.unchanged) == (0, 3)


def test_only_a_changed_file_is_read_again(store: sqlite3.Connection, raw: Path) -> None:
    run(store, raw, Reader())
    reader = Reader()
    old(raw / "a.txt", "5 cases")  # same size, same times
    run(store, raw, reader)
    assert reader.read == ["a.txt"]
    assert verdicts(store)["raw/a.txt"] == "agrees"


def test_a_file_that_was_only_touched_is_not_read_again(store: sqlite3.Connection, raw: Path) -> None:
    run(store, raw, Reader())
    reader = Reader()
    os.utime(raw / "a.txt")
    assert run(store, raw, reader).unchanged == 3
    assert reader.read == []


def test_another_program_reads_everything_again(store: sqlite3.Connection, raw: Path) -> None:
    run(store, raw, Reader())
    reader = Reader()
    name_of = files.names_in(raw.parent)
    pipeline.ingest(store, sorted(raw.iterdir()), [raw], name_of, reader, "s2", QUIET)
    assert len(reader.read) == 3


def test_a_file_that_is_gone_takes_its_findings_along(store: sqlite3.Connection, raw: Path) -> None:
    run(store, raw, Reader())
    (raw / "a.txt").unlink()
    assert run(store, raw, Reader()).gone == 1
    assert sorted(verdicts(store)) == ["raw/b.txt", "raw/c.txt"]


def test_files_elsewhere_are_kept_when_they_are_not_looked_at(
    store: sqlite3.Connection, raw: Path, tmp_path: Path
) -> None:
    run(store, raw, Reader())
    other = tmp_path / "other"
    other.mkdir()
    old(other / "d.txt", "5 cases")
    assert run(store, other, Reader()).gone == 0
    assert len(verdicts(store)) == 4


def test_attachments_are_looked_for_again_when_files_come_and_go(
    store: sqlite3.Connection, raw: Path
) -> None:
    run(store, raw, Reader())
    assert runs.holdings(store).missing == 0
    (raw / "b.txt").unlink()
    run(store, raw, Reader())
    assert runs.holdings(store).missing == 2


def test_a_response_that_makes_the_program_fail_stops_no_other(
    store: sqlite3.Connection, raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (raw / "b.txt").write_text("")  # the stand-in finds no first word
    run(store, raw, Reader())
    assert sorted(verdicts(store)) == ["raw/a.txt", "raw/c.txt"]
    assert runs.holdings(store).faults == 1
    assert "raw/b.txt: could not be finished, by a fault of foi itself: IndexError" in capsys.readouterr().err
    (raw / "b.txt").write_text("5 cases")
    run(store, raw, Reader())
    assert runs.holdings(store).faults == 0


def test_a_file_that_cannot_be_opened_is_recorded_and_tried_again(
    store: sqlite3.Connection, tmp_path: Path
) -> None:
    def vanish(
        files: Iterable[File], name_of: Callable[[File], str]
    ) -> Iterator[tuple[File, tuple[Document, ...]]]:
        for path in files:
            yield path, (Document(name_of(path), name_of(path), "", 0, "", "cannot be opened"),)

    gone = tmp_path / "gone.txt"
    for _ in range(2):
        done = pipeline.ingest(store, [gone], [tmp_path], str, vanish, "s", QUIET)
        assert (done.read, done.unread) == (1, 1)
    assert judgements.count_new(store) == 0


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("project/data/raw/a.txt", "data/raw/a.txt"),
        ("project/data/../b.txt", "b.txt"),
        ("elsewhere/c.txt", "elsewhere/c.txt"),
        ("project/caf\udce9.txt", "caf\\xe9.txt"),
    ],
)
def test_names_are_paths_from_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, name: str
) -> None:
    (tmp_path / "project" / "data").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert files.names_in(Path("project"))(Path(path)) == name


def test_files_in_a_folder_that_is_shut_now_are_kept(
    store: sqlite3.Connection, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, raw, Reader())
    shut = raw / "a.txt"
    (raw / "b.txt").unlink()
    look = Path.lstat

    def refuse(path: Path) -> os.stat_result:
        if path.name == shut.name:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    gone = files.drop_gone(store, {"raw/c.txt"}, [raw], QUIET)
    assert gone == 1
    assert sorted(verdicts(store)) == ["raw/a.txt", "raw/c.txt"]
