"""Responses as understood: what normalise made of the documents of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from foi_cli.model import Attachment, Doubt, Figure, Question, Reading, Response
from foi_cli.store.blocks import freeze_table, thaw_table
from foi_cli.store.columns import codec
from foi_cli.store.database import remember, transaction

PAGE = 1_000
"""Responses whose ids are in memory at once."""

Record = TypeVar("Record")


def to_understand(connection: sqlite3.Connection, stamp: str) -> Iterator[int]:
    """The responses whose documents this program (its stamp) has not understood as they are now.

    Each may be saved while the next are still to come.
    """
    yield from paged(connection, "understood <> ?", stamp)


def count_to_understand(connection: sqlite3.Connection, stamp: str) -> int:
    """How many responses are to be understood."""
    return int(
        connection.execute("SELECT count(*) FROM grouping WHERE understood <> ?", (stamp,)).fetchone()[0]
    )


def save(
    connection: sqlite3.Connection,
    group_id: int,
    reading: Reading,
    stamp: str,
    fault: str = "",
    sketch: bytes = b"",
) -> None:
    """Keep a reading in place of the one before; its claims are to be judged anew.

    `sketch` is that of its request, b"" where there is none. With a fault it is no more than a place holder,
    and the next run tries again.
    """
    with transaction(connection):
        connection.execute("DELETE FROM response WHERE group_id = ?", (group_id,))
        response = codec(Response)
        connection.execute(
            f"INSERT INTO response VALUES (?, {response.holes})",  # noqa: S608  our own names
            (group_id, *response.freeze(reading.response)),
        )
        keep(connection, "question", Question, group_id, reading.questions)
        keep(connection, "figure", Figure, group_id, reading.figures)
        keep(connection, "attachment", Attachment, group_id, reading.attachments)
        keep(connection, "doubt", Doubt, group_id, reading.doubts)
        _keep_tables(connection, group_id, reading)
        connection.execute("DELETE FROM presence WHERE group_id = ?", (group_id,))
        connection.execute("DELETE FROM sketch WHERE group_id = ?", (group_id,))
        if sketch:
            connection.execute("INSERT INTO sketch VALUES (?, ?)", (group_id, sketch))
        connection.execute("DELETE FROM finding WHERE group_id = ?", (group_id,))
        connection.execute("DELETE FROM comparable WHERE group_id = ?", (group_id,))
        connection.execute(
            "UPDATE grouping SET understood = ?, judged = '', fault = ?, figures = ?, doubts = ?,"
            " missing = ?, agrees = 0, differs = 0, undecided = 0, accepted = 0 WHERE group_id = ?",
            (
                "" if fault else stamp,
                fault,
                len(reading.figures),
                len(reading.doubts),
                _missing(reading.attachments),
                group_id,
            ),
        )
        remember(connection, "related", "")
        remember(connection, "compared", "")


def reading(connection: sqlite3.Connection, group_id: int) -> Reading:
    """One response with all that was understood of it."""
    response = codec(Response)
    row = connection.execute(
        f"SELECT {response.listed} FROM response WHERE group_id = ?",  # noqa: S608
        (group_id,),
    ).fetchone()
    return Reading(
        response.thaw(row),
        tuple(kept(connection, "question", Question, group_id)),
        tuple(kept(connection, "figure", Figure, group_id)),
        tuple(
            (file, thaw_table(data))
            for file, data in connection.execute(
                "SELECT file, data FROM used_table WHERE group_id = ? ORDER BY ordinal", (group_id,)
            )
        ),
        attachments(connection, group_id),
        tuple(kept(connection, "doubt", Doubt, group_id)),
    )


def in_order(connection: sqlite3.Connection) -> Iterator[int]:
    """The ids of all responses in the order of their files."""
    for row in connection.execute("SELECT group_id FROM response ORDER BY file, response_id"):
        yield row[0]


def by_request(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The request group and the id of every response, group by group, by authority and file."""
    return connection.execute(
        "SELECT request_group, group_id FROM response ORDER BY request_group, authority, file, response_id"
    ).fetchall()


def with_id(connection: sqlite3.Connection, response_id: str) -> Iterator[int]:
    """The ids of the responses that have this response id: one, or none."""
    rows = connection.execute("SELECT group_id FROM response WHERE response_id = ?", (response_id,))
    yield from (row[0] for row in rows.fetchall())


def with_document(connection: sqlite3.Connection, name: str) -> list[int]:
    """The ids of the responses to which the document of this name belongs."""
    rows = connection.execute("SELECT DISTINCT group_id FROM document WHERE name = ?", (name,))
    return [row[0] for row in rows]


def forget(connection: sqlite3.Connection, group_ids: Iterable[int]) -> None:
    """What was understood of these responses holds no longer: they are to be understood anew."""
    connection.executemany(
        "UPDATE grouping SET understood = '', judged = '' WHERE group_id = ?", ((one,) for one in group_ids)
    )


def labels(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    """The response, the row label and the column label of every figure."""
    yield from connection.execute("SELECT group_id, row_label, column_label FROM figure")


def said_in(connection: sqlite3.Connection, file: str) -> Iterator[tuple[str, str, str, str | None]]:
    """The row label, column label, measure and period of every figure in this document, each set once."""
    yield from connection.execute(
        "SELECT DISTINCT row_label, column_label, measure, period_text FROM figure WHERE place_file = ?1"
        " AND group_id IN (SELECT group_id FROM document WHERE name = ?1)",
        (file,),
    )


def attachments(connection: sqlite3.Connection, group_id: int) -> tuple[Attachment, ...]:
    """The attachments that a response names, with what the project's other documents make of them."""
    found = {
        ordinal: (state, file)
        for ordinal, state, file in connection.execute(
            "SELECT ordinal, state, file FROM presence WHERE group_id = ?", (group_id,)
        )
    }
    named = enumerate(kept(connection, "attachment", Attachment, group_id))
    return tuple(
        replace(attachment, state=found[ordinal][0], file=found[ordinal][1])
        if ordinal in found
        else attachment
        for ordinal, attachment in named
    )


def missing(connection: sqlite3.Connection, most: int = -1) -> list[tuple[str, str]]:
    """The place and the name of attachments that nobody sent, by response."""
    rows = connection.execute(
        "SELECT place_file, place_line,"
        " CASE presence.state WHEN 'unnamed' THEN name || ' (mentioned without a name)' ELSE name END"
        " FROM attachment JOIN presence USING (group_id, ordinal)"
        " WHERE presence.state <> 'present' ORDER BY place_file, group_id, ordinal LIMIT ?",
        (most,),
    )
    return [(file if line is None else f"{file}:{line}", name) for file, line, name in rows]


def keep(
    connection: sqlite3.Connection, table: str, kind: type[Record], group_id: int, records: Iterable[Record]
) -> None:
    """Keep these records of a response in place of those before."""
    shape = codec(kind)
    connection.execute(f"DELETE FROM {table} WHERE group_id = ?", (group_id,))  # noqa: S608
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?, {shape.holes})",  # noqa: S608
        ((group_id, ordinal, *shape.freeze(record)) for ordinal, record in enumerate(records)),
    )


def kept(connection: sqlite3.Connection, table: str, kind: type[Record], group_id: int) -> Iterator[Record]:
    """These records of a response, in order."""
    shape = codec(kind)
    rows = connection.execute(
        f"SELECT {shape.listed} FROM {table} WHERE group_id = ? ORDER BY ordinal",  # noqa: S608
        (group_id,),
    )
    yield from map(shape.thaw, rows)


def _keep_tables(connection: sqlite3.Connection, group_id: int, understood: Reading) -> None:
    connection.execute("DELETE FROM used_table WHERE group_id = ?", (group_id,))
    connection.executemany(
        "INSERT INTO used_table VALUES (?, ?, ?, ?, ?)",
        (
            (group_id, ordinal, file, table.number, freeze_table(table))
            for ordinal, (file, table) in enumerate(understood.tables)
        ),
    )


def _missing(named: Iterable[Attachment]) -> int:
    return sum(attachment.absent for attachment in named)


def paged(connection: sqlite3.Connection, condition: str, *values: object) -> Iterator[int]:
    """The ids of the responses that meet the condition, in pages, so that they may change meanwhile."""
    last = 0
    while True:
        page = connection.execute(
            f"SELECT group_id FROM grouping WHERE group_id > ? AND {condition} ORDER BY group_id LIMIT ?",  # noqa: S608
            (last, *values, PAGE),
        ).fetchall()
        yield from (row[0] for row in page)
        if len(page) < PAGE:
            return
        last = page[-1][0]
