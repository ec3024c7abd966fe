"""Bytes into characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.encoding import decode, fold, is_text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("£5 – nil".encode(), "£5 – nil"),
        ("£5 – nil".encode("utf-8-sig"), "£5 – nil"),
        ("£5 – nil".encode("cp1252"), "£5 – nil"),
        ("£5 – nil".encode("utf-16"), "£5 – nil"),
        ("nine people\n".encode("utf-16-le"), "nine people\n"),
        (b"a\x81b", "a\x81b"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_what_is_declared_counts_unless_it_is_wrong() -> None:
    assert decode("€".encode("iso-8859-15"), "iso-8859-15") == "€"
    assert decode(b"5", "no-such-code") == "5"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, b"\x7fELF\x02\x01\x01\x00\x00\x03\x04"]
)
def test_rubbish_is_no_text(data: bytes) -> None:
    assert not is_text(data)
    with pytest.raises(UnreadableDocument, match="not text"):
        decode(data)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_survives(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


def test_fold() -> None:
    assert fold("  Searches of\r\n premises\u00a0 ") == "Searches of premises"
    assert fold("1\u00a0234 cases") == "1\u00a0234 cases"


@settings(deadline=None)
@given(st.text())
def test_fold_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
