"""Readers under test take a document as a test writes it down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli import ingest
from foi_cli.model import Document, Passage, Source, Table

Read = Callable[[str, "str | bytes"], Document]


def read_one(name: str, data: str | bytes) -> Document:
    """The document of this name with this content, read without isolation."""
    return ingest.read(Source(name, data.encode() if isinstance(data, str) else data))[0]


@pytest.fixture
def read() -> Read:
    return read_one


@pytest.fixture
def tables() -> Callable[[str], list[list[list[str]]]]:
    """The rows of the tables that a letter holds."""

    def of(letter: str) -> list[list[list[str]]]:
        return [[list(row) for row in table.rows] for table in read_one("letter.txt", letter).tables]

    return of


@pytest.fixture
def styles() -> Callable[[str], list[tuple[str, str]]]:
    """Style and text of the passages of a letter."""

    def of(letter: str) -> list[tuple[str, str]]:
        blocks = read_one("letter.txt", letter).blocks
        return [(block.style, block.text) for block in blocks if isinstance(block, Passage)]

    return of


def table_of(document: Document) -> Table:
    """The only table of a document."""
    (table,) = document.tables
    return table
