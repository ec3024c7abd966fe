"""One document that crashes, hangs or floods its reader costs itself and nothing else."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import foi_cli
from foi_cli import ingest
from foi_cli.errors import FoiError
from foi_cli.ingest import batches, isolation, worker
from foi_cli.ingest.batches import read_all
from foi_cli.ingest.isolation import Limits, Worker, read_isolated
from foi_cli.model import Content, Document, Passage, Source, Table


def _files(folder: Path, count: int) -> list[Path]:
    for number in range(count):
        (folder / f"{number:03d}.txt").write_text(f"Dear {number}\n\nA\t{number}\nB\t2\n")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("jobs", [1, 3])
def test_all_come_in_order_and_as_they_are_read_at_home(tmp_path: Path, jobs: int) -> None:
    paths = _files(tmp_path, 40)
    found = list(read_all(paths, jobs, Limits(), lambda path: path.name))
    assert [path for path, _ in found] == paths
    assert [documents for _, documents in found] == [
        ingest.read(Source(path.name, path.read_bytes())) for path in paths
    ]


def test_stopping_early_ends_the_processes(tmp_path: Path) -> None:
    results = read_all(_files(tmp_path, 40), 2, Limits(), str)
    next(results)
    assert isinstance(results, Iterator)
    results.close()  # type: ignore[attr-defined]


def _broken(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Make the reading process run this code where it would read a document that says "bad"."""
    start = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "import os, time, foi_cli.ingest as home; plain = home.open_one\n"
        f"def bad():\n    {code}\n"
        "home.open_one = lambda source: bad() if b'bad' in source.data else plain(source)\n"
        "from foi_cli.ingest.worker import serve; serve(*map(int, sys.argv[2:]))"
    )
    monkeypatch.setattr(isolation, "_START", start)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("os._exit(3)", "ended its reader (code 3)"),
        ("os.abort()", "ended its reader (signal 6)"),
        ("time.sleep(60)", "took longer than 2 seconds"),
        ("return bytearray(1 << 40)", "ended its reader"),
        ("os.write(1, b'noise' * 1000); return plain(home.Source('x.txt', b'fine'))", ""),
    ],
)
def test_a_bad_document_costs_itself(monkeypatch: pytest.MonkeyPatch, code: str, reason: str) -> None:
    _broken(monkeypatch, code)
    with Worker(Limits(seconds=2)) as reading:
        assert [document.problem for document in reading.read(Source("good.txt", b"There were 5."))] == [""]
        (document,) = reading.read(Source("bad.txt", b"bad"))
        assert document.problem.startswith(reason)
        assert document.problem != "" or not reason
        assert [document.problem for document in reading.read(Source("good.txt", b"There were 6."))] == [""]


def test_a_reader_whose_owner_was_killed_does_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    _broken(monkeypatch, "while True: pass")
    home = str(Path(foi_cli.__file__).parents[1])
    question = pickle.dumps([("bad.txt", b"bad", "", (), False, "")])
    start = [sys.executable, "-P", "-c", isolation._START, home, "2048", "1"]
    with subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as reader:
        assert reader.stdin is not None
        worker.send(reader.stdin, question)  # type: ignore[arg-type]
        assert reader.wait(timeout=60) == -signal.SIGALRM


@pytest.mark.parametrize("code", ["os._exit(3)", "time.sleep(60)", "return bytearray(1 << 40)", "return 1"])
def test_a_bad_document_costs_none_of_those_it_was_handed_over_with(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    _broken(monkeypatch, code)
    paths = _files(tmp_path, 5)
    paths[2].write_text("bad")
    gone = tmp_path / "gone.txt"
    found = list(read_all([*paths, gone], 1, Limits(seconds=2), lambda path: path.name))
    assert [path for path, _ in found] == [*paths, gone]
    assert [documents[0].name for _, documents in found] == [path.name for path in (*paths, gone)]
    assert [bool(documents[0].problem) for _, documents in found] == [False, False, True, False, False, True]


def test_large_files_are_handed_over_by_themselves(tmp_path: Path) -> None:
    sizes = [10, 20_000, 10, 16_000, 16_000, 16_000, 16_000, 16_000, *([5] * 40)]
    paths = [tmp_path / f"{number:03}.txt" for number in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        path.write_bytes(b"x" * size)
    together = [batch for batch, _ in batches._batches(paths)]
    assert [path for batch in together for path in batch] == paths
    assert [[path.stat().st_size for path in batch] for batch in together] == [
        [10],
        [20_000],
        [10, 16_000, 16_000, 16_000, 16_000],
        [16_000, *([5] * 31)],
        [5] * 9,
    ]


def test_a_process_can_answer_with_a_document_only() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("touch /tmp/never",)

    with pytest.raises(pickle.UnpicklingError, match="answered with"):
        isolation._Answer(__import__("io").BytesIO(pickle.dumps(Evil()))).load()


def test_packing_loses_nothing() -> None:
    table = Table(1, (("a", "1"),), "title", "Sheet", 2, (3,), (1, 1), True, ("note",))
    document = Document(
        "a", "b", "c", 1, "text", "", (Passage("p", 1, 2, True, "item"), table), (("x", "y"),)
    )
    source = Source("m", b"data", "group", (("x", "y"),), True, "problem")
    assert worker.unpack(worker.pack(document, (source,))) == (document, (source,))


def test_files_that_cannot_be_opened_or_are_too_large(tmp_path: Path) -> None:
    large, gone = tmp_path / "large.txt", tmp_path / "gone.txt"
    large.write_bytes(b"x" * (2 << 20))
    ((_, (first,)), (_, (second,))) = list(
        read_all([large, gone], 1, Limits(size_mb=1), lambda path: path.name)
    )
    assert first.problem == "is 2.0 MB, more than the limit of 1 MB; split it, or raise the limit"
    assert len(first.digest) == 64
    assert first.size == 2 << 20
    assert second.problem == "cannot be opened: No such file or directory"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read all files")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("x")
    path.chmod(0)
    ((_, (document,)),) = list(read_all([path], 1, Limits(), str))
    assert document.problem == "cannot be opened: Permission denied"


def test_more_members_than_allowed_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    members = tuple(Source(f"{number}.txt", b"There were 5.") for number in range(5))
    with Worker(Limits(members=3)) as reading:
        document = Document("a.zip", "a.zip", "", 1, "zip")
        answers = iter([(document, members)])
        plain = reading.open_one
        monkeypatch.setattr(reading, "open_one", lambda source: next(answers, None) or plain(source))
        found = reading.read(Source("a.zip", b"x"))
    assert len(found) == 3
    assert found[0].problem == "holds more than 3 documents; 3 were not read"


def test_one_document_is_read_quickly_enough_to_wait_for() -> None:
    start = time.monotonic()
    assert read_isolated(Source("a.txt", b"There were 5."))[0].blocks == (Passage("There were 5.", 1),)
    assert time.monotonic() - start < 30


def test_a_reader_that_cannot_be_started_is_no_fault_of_the_document(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("4 cases")
    monkeypatch.setattr("sys.executable", str(tmp_path / "nowhere"))
    with pytest.raises(FoiError, match="no reader could be started: No such file"):
        list(read_all([tmp_path / "a.txt"], 1, Limits()))


def test_a_reader_that_raises_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(source: Source) -> Content:
        raise ZeroDivisionError("by nought")

    broken = ingest.READERS[0].__class__("broken", lambda *_: True, read)
    monkeypatch.setattr(ingest, "READERS", (broken,))
    assert ingest.read(Source("a.txt", b"x"))[0].problem == (
        "could not be read: ZeroDivisionError in the broken reader (by nought)"
    )
