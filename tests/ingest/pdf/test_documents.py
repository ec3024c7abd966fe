"""PDF files as a whole: which are claimed, which cannot be read and why, and the limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.pdf import READER, documents, read, words
from foi_cli.model import Passage, Source

Typed = Callable[..., Source]

LOCKED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -44/O<%(key)s>/U<%(key)s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
%%%%EOF
""" % {b"key": b"5A" * 32}

TITLED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Title(Use of  force)>>endobj
trailer<</Root 1 0 R/Info 4 0 R/Size 5>>
%%EOF
"""


@pytest.mark.parametrize("name", ["letter.pdf", "letter", "letter.txt"])
def test_claims_a_pdf_whatever_its_name(typed: Typed, name: str) -> None:
    assert READER.claims(name, typed("Dear applicant").data[:100])


@pytest.mark.parametrize("head", [b"", b"Dear applicant", b"PK\x03\x04", b"<html>"])
def test_leaves_other_files_alone(head: bytes) -> None:
    assert not READER.claims("letter.pdf", head)


def test_a_locked_file_is_named_as_such() -> None:
    with pytest.raises(UnreadableDocument, match="protected by a password; ask the authority"):
        read(Source("locked.pdf", LOCKED))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(range(256)) * 40])
def test_a_damaged_file_is_named_as_such(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="is damaged"):
        read(Source("damaged.pdf", data))


def test_a_file_cut_short_is_damaged_or_read_as_far_as_it_goes(typed: Typed) -> None:
    data = typed("Dear applicant").data
    for share in (0.2, 0.5, 0.9):
        try:
            content = read(Source("short.pdf", data[: int(share * len(data))]))
        except UnreadableDocument:
            continue
        assert {block.text for block in content.blocks if isinstance(block, Passage)} <= {"Dear applicant"}


def test_pages_beyond_the_limit_are_not_read_and_that_is_said(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_PAGES", 2)
    content = read(typed("one", "two", "three"))
    assert [block.text for block in content.blocks if isinstance(block, Passage)] == ["one", "two"]
    assert ("limit", "only the first 2 of 3 pages were read") in content.facts


def test_characters_beyond_the_limit_are_not_read_and_that_is_said(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MOST_CHARACTERS", 8)
    content = read(typed("one two three four"))
    assert [block.text for block in content.blocks if isinstance(block, Passage)] == ["one two"]
    assert ("limit", "page 1 holds too many characters; the rest of it was not read") in content.facts


def test_the_title_of_the_file_is_a_fact() -> None:
    file = documents.opened(Source("titled.pdf", TITLED))
    assert list(documents.titles(file)) == [("title", "Use of force")]
    file.close()


def test_a_file_of_blank_pages_says_so() -> None:
    with pytest.raises(UnreadableDocument, match="holds no text: its pages are blank"):
        read(Source("titled.pdf", TITLED))


def test_the_same_file_gives_the_same_blocks(typed: Typed) -> None:
    source = typed("Ward    2021\nAston     14\nPerry      9", "Thank you")
    assert read(source) == read(source)
