"""How the responses of a project belong together: who was asked the same, whose attachments are there.

Both are found over temporary tables on the disk, so that memory stays flat however many responses there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from foi_cli.model import INSIDE, Attachment, Candidate, Nearness
from foi_cli.store.columns import codec
from foi_cli.store.database import transaction
from foi_cli.store.intake import documents

Sharing: TypeAlias = Callable[[Iterable[Iterable[str]], Callable[[str], bytes]], Mapping[str, str]]
"""The first of its group for each response that has a like, found among those that share a key."""

MOST = 50
"""Documents of one name that are looked at for one attachment, the nearest first."""


def group(
    connection: sqlite3.Connection,
    keys: Callable[[bytes], Sequence[int]],
    groups: Sharing,
    name: Callable[[str], str],
) -> None:
    """Give every response whose request can be compared the name of its group."""
    with transaction(connection):
        connection.execute("CREATE TEMP TABLE request_key (hash INTEGER, response_id TEXT)")
        connection.executemany(
            "INSERT INTO request_key VALUES (?, ?)",
            ((key, response_id) for response_id, sketch in _sketches(connection) for key in keys(sketch)),
        )
        rows = connection.execute("SELECT hash, response_id FROM request_key ORDER BY hash, response_id")
        buckets = ((row[1] for row in rows_) for _, rows_ in groupby(rows, itemgetter(0)))
        first = groups(buckets, lambda response_id: _sketch(connection, response_id))
        connection.execute("DROP TABLE request_key")
        connection.executemany(
            "UPDATE response SET request_group = ?1 WHERE response_id = ?2 AND request_group <> ?1",
            (
                (name(first.get(response_id, response_id)), response_id)
                for response_id, _ in _sketches(connection)
            ),
        )


def _sketches(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    yield from connection.execute("SELECT response_id, data FROM sketch JOIN response USING (group_id)")


def _sketch(connection: sqlite3.Connection, response_id: str) -> bytes:
    row = connection.execute(
        "SELECT data FROM sketch JOIN response USING (group_id) WHERE response_id = ?", (response_id,)
    ).fetchone()
    return bytes(row[0])


def locate(
    connection: sqlite3.Connection,
    folded: Callable[[str], str],
    choose: Callable[[Attachment, Sequence[Candidate]], Attachment],
) -> None:
    """Find out which of the attachments that the responses name are among the documents."""
    with transaction(connection):
        _list_names(connection, folded)
        connection.executemany(
            "INSERT OR REPLACE INTO presence VALUES (?, ?, ?, ?)",
            (
                (group_id, ordinal, found.state, found.file)
                for group_id, ordinal, authority_id, named in _named(connection)
                for found in (choose(named, _candidates(connection, folded, group_id, authority_id, named)),)
            ),
        )
        connection.execute("DROP TABLE there")
        connection.execute("DROP TABLE named")
        connection.execute(
            "UPDATE grouping SET missing = (SELECT count(*) FROM presence"
            " WHERE presence.group_id = grouping.group_id AND state <> 'present')"
        )


def _list_names(connection: sqlite3.Connection, folded: Callable[[str], str]) -> None:
    """The names of all documents and of all attachments, folded alike, for joining."""
    connection.execute("CREATE TEMP TABLE there (folded TEXT, file TEXT, group_name TEXT, folder TEXT)")
    connection.executemany(
        "INSERT INTO there VALUES (?, ?, ?, ?)",
        (
            (folded(one.name.rpartition(INSIDE)[2]), one.name, one.group, _folder(one.name))
            for one in documents(connection)
        ),
    )
    connection.execute("CREATE INDEX temp.there_folded ON there (folded)")
    connection.execute(
        "CREATE TEMP TABLE named (folded TEXT, group_id INTEGER, authority_id TEXT, folder TEXT)"
    )
    connection.executemany(
        "INSERT INTO named VALUES (?, ?, ?, ?)",
        (
            (folded(one.name), group_id, authority_id, _folder(one.place.file))
            for group_id, _, authority_id, one in _named(connection)
            if one.state != "unnamed"
        ),
    )
    connection.execute("CREATE INDEX temp.named_folded ON named (folded)")


def _named(connection: sqlite3.Connection) -> Iterator[tuple[int, int, str, Attachment]]:
    """Every attachment as its response names it, with where it is kept and who answered."""
    shape = codec(Attachment)
    columns = ", ".join(f"attachment.{name}" for name in shape.names)
    rows = connection.execute(
        f"SELECT group_id, ordinal, authority_id, {columns} FROM attachment"  # noqa: S608  our own names
        " JOIN response USING (group_id) ORDER BY group_id, ordinal"
    )
    for group_id, ordinal, authority_id, *row in rows:
        yield group_id, ordinal, authority_id, shape.thaw(row)


def _candidates(
    connection: sqlite3.Connection,
    folded: Callable[[str], str],
    group_id: int,
    authority_id: str,
    named: Attachment,
) -> list[Candidate]:
    """The documents that have this name, the nearest first. What came inside another response is its own."""
    key, folder = folded(named.name), _folder(named.place.file)
    if not key:
        return []
    rows = connection.execute(
        """SELECT file, CASE WHEN group_id = ?2 THEN 'response' WHEN folder = ?3 THEN 'folder'
           ELSE 'project' END AS nearness
           FROM there LEFT JOIN grouping ON name = group_name
           WHERE folded = ?1 AND (group_id = ?2 OR group_name = file)
           ORDER BY nearness = 'response' DESC, nearness = 'folder' DESC, file LIMIT ?4""",
        (key, group_id, folder, MOST),
    ).fetchall()
    contested: dict[Nearness, bool] = {
        "response": False,
        "folder": _contested(connection, key, group_id, authority_id, folder),
        "project": _contested(connection, key, group_id, authority_id, None),
    }
    return [Candidate(file, nearness, contested[nearness]) for file, nearness in rows]


def _contested(
    connection: sqlite3.Connection, key: str, group_id: int, authority_id: str, folder: str | None
) -> bool:
    """Whether a response that may be of another authority names such a file too, here or anywhere."""
    row = connection.execute(
        """SELECT 1 FROM named WHERE folded = ?1 AND group_id <> ?2
           AND (authority_id = '' OR authority_id <> ?3) AND (?4 IS NULL OR folder = ?4) LIMIT 1""",
        (key, group_id, authority_id, folder),
    ).fetchone()
    return row is not None


def _folder(file: str) -> str:
    """The folder of a document, or of the file that it came in."""
    return file.partition(INSIDE)[0].rpartition("/")[0]
