"""data/decisions.csv."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_cli.errors import ProjectError
from foi_cli.project.decisions import Decision, accepted, add, load

ONE = Decision("accept", "a.txt:3", "sum: stated 8, computed 7", "accepted", "sam", "2024-05-03", 'a, "typo"')


def test_what_was_decided_is_kept_in_order(tmp_path: Path) -> None:
    path = tmp_path / "data" / "decisions.csv"
    add(path, [ONE])
    add(path, [Decision(*"abcdefg")])
    assert load(path) == (ONE, Decision(*"abcdefg"))
    assert path.read_text().startswith("what,where,old,new,who,when,why\naccept,a.txt:3,")
    assert [file.name for file in path.parent.iterdir()] == ["decisions.csv"]


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert load(tmp_path / "decisions.csv") == ()


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(b"\xef\xbb\xbfwhat,where,old,new,who,when,why\r\na,b,c,d,e,f,g\r\n\r\n")
    assert load(path) == (Decision(*"abcdefg"),)


def test_the_last_word_counts_and_only_acceptances_accept() -> None:
    later = Decision(*("accept", ONE.where, ONE.old, "accepted", "kim", "2024-06-01", "confirmed"))
    other = Decision(*("category", ONE.where, ONE.old, "Fraud", "kim", "2024-06-02", "code list"))
    assert accepted([ONE, later, other]) == {(ONE.where, ONE.old): "confirmed"}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("what,where\n", "first line must be"),
        ("what,where,old,new,who,when,why\na,b\n", "record 2 has 2 fields"),
        ('what,where,old,new,who,when,why\n"a', "cannot be read"),
    ],
)
def test_a_file_that_was_spoilt_is_not_guessed_at(tmp_path: Path, written: str, words: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(written)
    with pytest.raises(ProjectError, match=words):
        load(path)
    with pytest.raises(ProjectError, match=words):
        add(path, [ONE])
    assert path.read_text() == written
