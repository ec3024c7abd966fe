"""One record by its id, with what stands around it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TypeVar

from foi_cli.model import Doubt, Figure, Finding, Question, Table
from foi_cli.store.blocks import thaw_table
from foi_cli.store.columns import codec
from foi_cli.store.pressed import Pressed, loosen

Record = TypeVar("Record")


def figures(connection: sqlite3.Connection, figure_id: str) -> tuple[Figure, ...]:
    """The figure of this id; several only where two responses happen to share their id."""
    response_id, wanted = figure_id.partition(".")[0], codec(Figure).names.index("figure_id")
    found = connection.execute(f"SELECT number, data FROM figures WHERE {IN_RESPONSE}", (response_id,))  # noqa: S608
    rows = (row for kept in found for row in loosen(Pressed(*kept)) if row[wanted] == figure_id)
    return tuple(map(codec(Figure).thaw, rows))


def findings(connection: sqlite3.Connection, finding_id: str) -> tuple[Finding, ...]:
    """The finding of this id."""
    return _by(connection, "finding", Finding, "finding_id = ?", finding_id)


def questions(connection: sqlite3.Connection, response_id: str, number: str) -> tuple[Question, ...]:
    """The question of this number in a response."""
    return _by(connection, "question", Question, f"{IN_RESPONSE} AND number = ?", response_id, number)


def doubt(connection: sqlite3.Connection, response_id: str, number: int) -> tuple[Doubt, ...]:
    """The review item of this number, counted from 1, in a response."""
    return _by(connection, "doubt", Doubt, f"{IN_RESPONSE} AND ordinal = ?", response_id, number - 1)


def doubts(connection: sqlite3.Connection) -> Iterator[tuple[str, Doubt]]:
    """Every review item with its id, in the order of responses."""
    shape = codec(Doubt)
    columns = ", ".join(f"doubt.{name}" for name in shape.names)
    rows = connection.execute(
        f"SELECT response.response_id, ordinal, {columns} FROM doubt JOIN response USING (group_id)"  # noqa: S608
        " ORDER BY response.file, response.response_id, ordinal"
    )
    for response_id, ordinal, *row in rows:
        yield f"{response_id}.v{ordinal + 1}", shape.thaw(row)


def table(connection: sqlite3.Connection, response_id: str, file: str, number: int) -> Table | None:
    """A table as used, by its file and number."""
    row = connection.execute(
        f"SELECT data FROM used_table WHERE {IN_RESPONSE} AND file = ? AND number = ?",  # noqa: S608
        (response_id, file, number),
    ).fetchone()
    return thaw_table(row[0]) if row else None


def tables(connection: sqlite3.Connection, response_id: str, file: str) -> Iterator[Table]:
    """The tables of one file as used."""
    rows = connection.execute(
        f"SELECT data FROM used_table WHERE {IN_RESPONSE} AND file = ? ORDER BY ordinal",  # noqa: S608
        (response_id, file),
    )
    for row in rows:
        yield thaw_table(row[0])


IN_RESPONSE = "group_id IN (SELECT group_id FROM response WHERE response_id = ?)"


def _by(
    connection: sqlite3.Connection, name: str, kind: type[Record], condition: str, *values: str | int
) -> tuple[Record, ...]:
    shape = codec(kind)
    rows = connection.execute(
        f"SELECT {shape.listed} FROM {name} WHERE {condition} ORDER BY group_id, ordinal",  # noqa: S608
        values,
    )
    return tuple(map(shape.thaw, rows))
