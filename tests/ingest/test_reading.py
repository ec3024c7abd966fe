"""Which reader claims what, and what becomes of documents that none can read."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli import ingest
from foi_cli.cli.places import find
from foi_cli.errors import UsageError
from foi_cli.ingest import batches, isolation
from foi_cli.model import Content, Reader, Source

NAMES = st.sampled_from(
    [
        f"a.{suffix}"
        for suffix in "txt md html csv tsv xlsx xls xlsb ods docx odt rtf pdf eml msg mbox zip dat".split()
    ]
)
HEADS = st.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"%PDF-1.7\n",
        b"{\\rtf1 ",
        b"<html>",
        b"From a@b c\nX: y\n",
        b"\xff\xfe",
    ]
)


@settings(deadline=None)
@given(NAMES, HEADS, st.binary(max_size=300))
def test_nothing_is_ever_raised_or_claimed_twice(name: str, head: bytes, rest: bytes) -> None:
    document = ingest.read(Source(name, head + rest))[0]
    assert document.digest == hashlib.sha256(head + rest).hexdigest()
    assert document.problem or document.blocks or document.reader in ("zip", "mbox", "mail")
    assert "more than one reader" not in document.problem


def test_an_unknown_format_says_what_to_do() -> None:
    (document,) = ingest.read(Source("drawing.dwg", b"AC1032"))
    assert document.reader == ""
    assert (
        document.problem
        == "is not a format that foi reads yet (.dwg); save it as PDF, Word, Excel, CSV or text"
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n ", "holds no text"),
        ("rubbish.txt", bytes(range(256)) * 9, "is not text"),
        ("slides.pptx", b"PK\x03\x04" + b"\0" * 22 + b"\x14\0\0\0ppt/presentation.xml", "slides"),
    ],
)
def test_bad_input_says_what_it_is(name: str, data: bytes, words: str) -> None:
    assert words in ingest.read(Source(name, data))[0].problem


def test_two_readers_for_one_document_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    readers = tuple(Reader(name, lambda *_: True, lambda *_: Content()) for name in ("one", "other"))
    monkeypatch.setattr(ingest, "READERS", readers)
    assert (
        ingest.read(Source("a.txt", b"x"))[0].problem == "is claimed by more than one reader: one and other"
    )


def test_a_very_long_line_is_kept_in_pieces() -> None:
    (document,) = ingest.read(Source("long.txt", b"xxxx " * 50_000))
    assert [(len(getattr(block, "text", "")), getattr(block, "line", 0)) for block in document.blocks] == [
        (99_999, 1),
        (99_999, 1),
        (49_999, 1),
    ]


def test_files_are_found_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden", ".git/config", "a/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    outside = tmp_path.parent / "outside.txt"
    outside.write_text("x")
    (tmp_path / "link.txt").symlink_to(outside)
    (tmp_path / "inner.txt").symlink_to(tmp_path / "b.txt")
    names = [str(path.relative_to(tmp_path)) for path in find([tmp_path, tmp_path / "b.txt"])]
    assert names == ["a/c.txt", "b.txt", "inner.txt"]
    assert find([tmp_path / ".hidden"]) == (tmp_path / ".hidden",)
    with pytest.raises(UsageError, match="there is no such file or folder"):
        find([tmp_path / "none"])


def test_a_folder_that_cannot_be_listed_is_no_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permissions do not stop the superuser, so the refusal is made up."""
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "b.txt").write_text("unseen")
    (tmp_path / "a.txt").write_text("seen")
    list_folder = os.scandir

    def refuse(path: object = ".") -> object:
        if str(path).endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return list_folder(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refuse)
    assert [path.name for path in find([tmp_path])] == ["a.txt", "shut"]


def test_a_folder_among_the_files_is_recorded_with_its_problem(tmp_path: Path) -> None:
    ((_, (document,)),) = batches.read_all([tmp_path], 1, isolation.Limits())
    assert document.problem.startswith("is a folder that cannot be opened: ")
    assert not document.blocks


def test_an_empty_folder_holds_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert find([tmp_path]) == ()
