"""A record comes back from the store as it went in."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.model import Attachment, Doubt, Figure, Finding, Passage, Question, Response, Table
from foi_cli.store.blocks import freeze_blocks, thaw_blocks
from foi_cli.store.columns import codec, text
from foi_cli.store.schema import TABLES

st.register_type_strategy(Decimal, st.decimals(-(10**12), 10**12, places=3))


def stored(record: object) -> object:
    """The record after a way through SQLite itself."""
    shape = codec(type(record))
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE it ({shape.definition})")
        connection.execute(f"INSERT INTO it VALUES ({shape.holes})", shape.freeze(record))  # noqa: S608
        return shape.thaw(connection.execute("SELECT * FROM it").fetchone())


@given(st.one_of([st.from_type(kind) for kind in (Response, Question, Figure, Attachment, Doubt, Finding)]))
def test_any_record_comes_back(record: object) -> None:
    assert stored(record) == record


@given(st.lists(st.from_type(Passage) | st.from_type(Table)))
def test_any_blocks_come_back(blocks: list[Passage | Table]) -> None:
    assert thaw_blocks(freeze_blocks(blocks)) == tuple(blocks)


def test_half_a_character_becomes_a_question_mark() -> None:
    assert text("caf\udce9") == "caf?"


@pytest.mark.parametrize("written", ["", "café", "£1,200", "a\u0000b", "𝟙"])
def test_whole_characters_are_left_alone(written: str) -> None:
    assert text(written) == written


def test_figures_are_columns_that_anyone_can_query() -> None:
    figures = next(statement for statement in TABLES if "CREATE TABLE figure" in statement)
    for column in ("figure_id", "amount_value", "place_file", "place_line", "period_start", "category_name"):
        assert f"{column} TEXT" in figures or f"{column} INTEGER" in figures
