"""Files on the disk and the documents read from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foi_cli.model import Document
from foi_cli.store.blocks import freeze_blocks
from foi_cli.store.columns import text
from foi_cli.store.database import remember, transaction
from foi_cli.store.frozen import DocumentRow, thaw_document
from foi_cli.store.schema import CHILDREN

COLUMNS = "name, group_name, digest, size, reader, problem, facts"


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it was read.

    `path` is absolute, in the system's bytes. `seen` is its size and times, "" where these prove nothing.
    `stamp` is that of the program that read it.
    """

    name: str
    path: bytes
    digest: str
    seen: str
    stamp: str


def known(connection: sqlite3.Connection, name: str) -> Input | None:
    """The file of this name as it was last read."""
    row = connection.execute("SELECT * FROM input WHERE name = ?", (name,)).fetchone()
    return Input(*row) if row else None


def seen(connection: sqlite3.Connection, names: Sequence[str], stamp: str) -> list[str]:
    """The times of each of these files, "" for one that the program of this stamp has not read."""
    rows = connection.execute(
        "SELECT ifnull(seen, '') FROM json_each(?) LEFT JOIN input ON name = value AND stamp = ?"
        " AND digest <> '' ORDER BY key",
        (json.dumps(names), stamp),
    )
    return [times for (times,) in rows]


def count(connection: sqlite3.Connection) -> int:
    """How many files there are in the store."""
    return int(connection.execute("SELECT count(*) FROM input").fetchone()[0])


def inputs(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Name and path of every file in the store, by name."""
    yield from connection.execute("SELECT name, path FROM input ORDER BY name")


def touch(connection: sqlite3.Connection, name: str, seen: str) -> None:
    """The file is unchanged though its times are not: remember the times."""
    connection.execute("UPDATE input SET seen = ? WHERE name = ?", (seen, name))


def replace(connection: sqlite3.Connection, file: Input, documents: Sequence[Document]) -> None:
    """Keep a file and what was read from it, in place of what was read from it before.

    The responses that its documents belong to, before and now, are to be understood anew.
    """
    with transaction(connection):
        left = _remove(connection, file.name)
        connection.execute(
            "INSERT INTO input VALUES (?, ?, ?, ?, ?)",
            (file.name, file.path, file.digest, file.seen, file.stamp),
        )
        for document in documents:
            _add(connection, file.name, document)
        _tidy(connection, left)


def drop(connection: sqlite3.Connection, name: str) -> None:
    """Forget a file that is gone, its documents, and the responses that had no other."""
    with transaction(connection):
        _tidy(connection, _remove(connection, name))


def rows_of(connection: sqlite3.Connection, group_id: int) -> list[DocumentRow]:
    """The documents of one response with their blocks, as rows, in the order in which they were read."""
    return connection.execute(
        f"SELECT {COLUMNS}, blocks FROM document WHERE group_id = ? ORDER BY input, document_id",  # noqa: S608
        (group_id,),
    ).fetchall()


def document_named(connection: sqlite3.Connection, name: str) -> Document | None:
    """The document of this name with its blocks."""
    row = connection.execute(
        f"SELECT {COLUMNS}, blocks FROM document WHERE name = ?",  # noqa: S608
        (name,),
    ).fetchone()
    return thaw_document(row) if row else None


def documents(connection: sqlite3.Connection) -> Iterator[Document]:
    """Every document by name, without its blocks."""
    rows = connection.execute(
        f"SELECT {COLUMNS}, x'' FROM document ORDER BY name, document_id"  # noqa: S608  our own names
    )
    yield from map(thaw_document, rows)


def unread(connection: sqlite3.Connection, most: int = -1) -> list[tuple[str, str]]:
    """Name and problem of the documents that could not be read, by name."""
    return connection.execute(
        "SELECT name, problem FROM document WHERE problem <> '' ORDER BY name LIMIT ?", (most,)
    ).fetchall()


def _add(connection: sqlite3.Connection, name: str, document: Document) -> None:
    connection.execute("INSERT OR IGNORE INTO grouping (name) VALUES (?)", (document.group,))
    connection.execute("UPDATE grouping SET understood = '', judged = '' WHERE name = ?", (document.group,))
    connection.execute(
        f"INSERT INTO document (input, group_id, {COLUMNS}, blocks)"  # noqa: S608
        " SELECT ?, group_id, ?, name, ?, ?, ?, ?, ?, ? FROM grouping WHERE name = ?",
        (
            name,
            document.name,
            document.digest,
            document.size,
            document.reader,
            text(document.problem),
            json.dumps(document.facts),  # ASCII only
            freeze_blocks(document.blocks),
            document.group,
        ),
    )


def _remove(connection: sqlite3.Connection, name: str) -> list[tuple[int]]:
    """Take out a file and its documents; the responses that these belonged to, which are to be understood
    anew."""
    left = connection.execute("SELECT DISTINCT group_id FROM document WHERE input = ?", (name,)).fetchall()
    connection.executemany("UPDATE grouping SET understood = '', judged = '' WHERE group_id = ?", left)
    connection.execute("DELETE FROM document WHERE input = ?", (name,))
    connection.execute("DELETE FROM input WHERE name = ?", (name,))
    return left


def _tidy(connection: sqlite3.Connection, left: Sequence[tuple[int]]) -> None:
    """Of these responses drop those that have no document any more; how responses relate is to be found
    anew."""
    gone = [
        group
        for group in left
        if not connection.execute("SELECT 1 FROM document WHERE group_id = ?", group).fetchone()
    ]
    tables = ("grouping", "response", "presence", "sketch", "figures", "comparable", "used_table", *CHILDREN)
    for table in tables if gone else ():
        connection.executemany(f"DELETE FROM {table} WHERE group_id = ?", gone)  # noqa: S608  our own names
    remember(connection, "related", "")
    remember(connection, "compared", "")
