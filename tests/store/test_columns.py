"""A record comes back from the store as it went in."""

from __future__ import annotations

import sqlite3
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.model import Attachment, Doubt, Figure, Finding, Passage, Question, Response, Table
from foi_cli.store.blocks import freeze_blocks, thaw_blocks
from foi_cli.store.columns import codec, text
from foi_cli.store.pressed import loosen, press

SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: st.integers(0, 2**31),
    bool: st.booleans(),
    date: st.dates(),
    Decimal: st.decimals(-(10**12), 10**12, places=3),
}


def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Every value of this type that a reader could make."""
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(inner)
    if get_origin(hint) is tuple and inner[-1] is Ellipsis:
        return st.lists(anything(inner[0]), max_size=3).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*map(anything, inner))
    if NoneType in inner:
        return st.none() | anything(inner[0])
    if is_dataclass(hint):
        return st.builds(hint, **{name: anything(kind) for name, kind in get_type_hints(hint).items()})  # type: ignore[arg-type]
    return SCALARS[hint]


def stored(record: object) -> object:
    """The record after a way through SQLite itself."""
    shape = codec(type(record))
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE it ({shape.definition})")
        connection.execute(f"INSERT INTO it VALUES ({shape.holes})", shape.freeze(record))  # noqa: S608
        return shape.thaw(connection.execute("SELECT * FROM it").fetchone())


@settings(max_examples=50, deadline=None)
@given(st.one_of([anything(kind) for kind in (Response, Question, Figure, Attachment, Doubt, Finding)]))
def test_any_record_comes_back(record: object) -> None:
    assert stored(record) == record


@settings(max_examples=50, deadline=None)
@given(st.lists(anything(Passage) | anything(Table)))
def test_any_blocks_come_back(blocks: list[Passage | Table]) -> None:
    assert thaw_blocks(freeze_blocks(blocks)) == tuple(blocks)


def test_half_a_character_becomes_a_question_mark() -> None:
    assert text("caf\udce9") == "caf?"


@pytest.mark.parametrize("written", ["", "café", "£1,200", "a\u0000b", "𝟙"])
def test_whole_characters_are_left_alone(written: str) -> None:
    assert text(written) == written


@settings(max_examples=50, deadline=None)
@given(st.lists(anything(Figure), max_size=5))
def test_any_rows_come_back_from_the_press(figures: list[Figure]) -> None:
    rows = list(map(codec(Figure).freeze, figures))
    assert list(loosen(press(rows))) == rows
    assert press(rows).number == len(rows)


@pytest.mark.parametrize("rows", [[], [("a", 1)], [("a", 1), ("a", 2)], [("a", None), ("a", None)]])
def test_of_pressed_rows_only_some_cells_may_be_wanted(rows: list[tuple[str, int | None]]) -> None:
    assert list(loosen(press(rows), [1])) == [(number,) for _, number in rows]
    assert list(loosen(press(rows), [1, 0])) == [(number, letter) for letter, number in rows]
