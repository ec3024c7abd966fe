"""Responses as understood: what normalise made of the documents of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import Any, TypeVar

from foi_cli.model import Attachment, Doubt, Figure, Question, Reading, Response
from foi_cli.store.columns import Row, codec
from foi_cli.store.database import remember, transaction
from foi_cli.store.frozen import FrozenReading, freeze_reading, thaw_reading
from foi_cli.store.pressed import Pressed, loosen

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
    save_rows(connection, group_id, freeze_reading(reading), stamp, fault, sketch)


def save_rows(
    connection: sqlite3.Connection,
    group_id: int,
    frozen: FrozenReading,
    stamp: str,
    fault: str = "",
    sketch: bytes = b"",
) -> None:
    """The same for a reading that comes as rows."""
    with transaction(connection):
        connection.execute("DELETE FROM response WHERE group_id = ?", (group_id,))
        connection.execute(
            f"INSERT INTO response VALUES (?, {codec(Response).holes})",  # noqa: S608  our own names
            (group_id, *frozen.response),
        )
        keep(connection, "question", Question, group_id, frozen.questions)
        keep_pressed(connection, "figures", group_id, frozen.figures)
        keep(connection, "attachment", Attachment, group_id, frozen.attachments)
        keep(connection, "doubt", Doubt, group_id, frozen.doubts)
        _keep_tables(connection, group_id, frozen)
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
                frozen.figures.number,
                len(frozen.doubts),
                frozen.absent,
                group_id,
            ),
        )
        remember(connection, "related", "")
        remember(connection, "compared", "")


def reading(connection: sqlite3.Connection, group_id: int) -> Reading:
    """One response with all that was understood of it."""
    return thaw_reading(rows_of(connection, group_id))


def rows_of(connection: sqlite3.Connection, group_id: int) -> FrozenReading:
    """The same as rows."""
    return FrozenReading(
        _response(connection, group_id),
        _rows(connection, "question", Question, group_id).fetchall(),
        _figures(connection, group_id),
        list(_attachments(connection, group_id)),
        _rows(connection, "doubt", Doubt, group_id).fetchall(),
        connection.execute(
            "SELECT file, number, data FROM used_table WHERE group_id = ? ORDER BY ordinal", (group_id,)
        ).fetchall(),
    )


def response(connection: sqlite3.Connection, group_id: int) -> Response:
    """The response alone."""
    return codec(Response).thaw(_response(connection, group_id))


def _response(connection: sqlite3.Connection, group_id: int) -> Row:
    row: Row = connection.execute(
        f"SELECT {codec(Response).listed} FROM response WHERE group_id = ?",  # noqa: S608
        (group_id,),
    ).fetchone()
    return row


def figures_at(connection: sqlite3.Connection, group_id: int, positions: Container[int]) -> dict[int, Figure]:
    """The figures at these positions in a response."""
    rows = enumerate(loosen(_figures(connection, group_id)))
    return {at: codec(Figure).thaw(row) for at, row in rows if at in positions}


def _figures(connection: sqlite3.Connection, group_id: int) -> Pressed:
    row = connection.execute("SELECT number, data FROM figures WHERE group_id = ?", (group_id,)).fetchone()
    return Pressed(*row)


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


def labels(connection: sqlite3.Connection) -> Iterator[tuple[int, set[Any]]]:
    """Every response with all row labels and column labels of its figures."""
    wanted = codec(Figure).at("row_label", "column_label")
    for group_id, *rows in connection.execute("SELECT group_id, number, data FROM figures"):
        yield group_id, set(chain.from_iterable(loosen(Pressed(*rows), wanted)))


def said_in(connection: sqlite3.Connection, file: str) -> set[tuple[Any, ...]]:
    """The row label, column label, measure and period of every figure in this document."""
    wanted = codec(Figure).at("place_file", "row_label", "column_label", "measure", "period_text")
    found = connection.execute(
        "SELECT number, data FROM figures WHERE group_id IN (SELECT group_id FROM document WHERE name = ?)",
        (file,),
    )
    return {row[1:] for rows in found for row in loosen(Pressed(*rows), wanted) if row[0] == file}


def attachments(connection: sqlite3.Connection, group_id: int) -> tuple[Attachment, ...]:
    """The attachments that a response names, with what the project's other documents make of them."""
    return tuple(map(codec(Attachment).thaw, _attachments(connection, group_id)))


def _attachments(connection: sqlite3.Connection, group_id: int) -> Iterator[Row]:
    names = codec(Attachment).names
    found = {
        ordinal: {"state": state, "file": file}
        for ordinal, state, file in connection.execute(
            "SELECT ordinal, state, file FROM presence WHERE group_id = ?", (group_id,)
        )
    }
    for ordinal, row in enumerate(_rows(connection, "attachment", Attachment, group_id)):
        made = found.get(ordinal, {})
        yield tuple(made.get(name, cell) for name, cell in zip(names, row, strict=True))


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
    connection: sqlite3.Connection, table: str, kind: type[Record], group_id: int, rows: Iterable[Row]
) -> None:
    """Keep these rows of a response in place of those before."""
    connection.execute(f"DELETE FROM {table} WHERE group_id = ?", (group_id,))  # noqa: S608
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?, {codec(kind).holes})",  # noqa: S608
        ((group_id, ordinal, *row) for ordinal, row in enumerate(rows)),
    )


def kept(connection: sqlite3.Connection, table: str, kind: type[Record], group_id: int) -> Iterator[Record]:
    """These records of a response, in order."""
    yield from map(codec(kind).thaw, _rows(connection, table, kind, group_id))


def _rows(connection: sqlite3.Connection, table: str, kind: type[Record], group_id: int) -> sqlite3.Cursor:
    return connection.execute(
        f"SELECT {codec(kind).listed} FROM {table} WHERE group_id = ? ORDER BY ordinal",  # noqa: S608
        (group_id,),
    )


def keep_pressed(connection: sqlite3.Connection, table: str, group_id: int, rows: Pressed) -> None:
    """Keep these rows of a response in place of those before."""
    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (group_id, *rows))  # noqa: S608


def _keep_tables(connection: sqlite3.Connection, group_id: int, frozen: FrozenReading) -> None:
    connection.execute("DELETE FROM used_table WHERE group_id = ?", (group_id,))
    connection.executemany(
        "INSERT INTO used_table VALUES (?, ?, ?, ?, ?)",
        (
            (group_id, ordinal, file, number, data)
            for ordinal, (file, number, data) in enumerate(frozen.tables)
        ),
    )


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
