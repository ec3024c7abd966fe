"""Which findings and doubts a person has accepted.

Both are found again however they are numbered: by their place and what was judged or doubted there. Where the
place has moved within its document, by the latter alone, as long as only one thing there answers to it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from foi_cli.model import Doubt, Finding
from foi_cli.store.columns import codec
from foi_cli.store.database import transaction
from foi_cli.store.judgements import claim, recount

Claim: TypeAlias = tuple[str, str]
"""Where something stands, and what was judged or doubted there."""


class _Row(NamedTuple):
    """A row of a table of findings or doubts, and the document that it is about."""

    table: str
    group_id: int
    ordinal: int
    file: str


def doubted(doubt: Doubt) -> Claim:
    """What a doubt is about, however doubts are numbered."""
    return str(doubt.place), f"{doubt.kind}: {doubt.text}"


def accept(connection: sqlite3.Connection, reasons: Mapping[Claim, str]) -> None:
    """Mark the findings and doubts that have a reason in this mapping as accepted, and no others."""
    given = {row: reasons[key] for key, row in _answers(connection, reasons)}
    before = dict(_accepted(connection))
    changed = [row for row in given.keys() | before.keys() if given.get(row) != before.get(row)]
    with transaction(connection):
        for row in changed:
            connection.execute(
                f"UPDATE {row.table} SET accepted = ?, reason = ? WHERE group_id = ? AND ordinal = ?",  # noqa: S608
                (row in given, given.get(row, ""), row.group_id, row.ordinal),
            )
        for group_id in {row.group_id for row in changed}:
            recount(connection, group_id)


def unanswered(connection: sqlite3.Connection, reasons: Mapping[Claim, str]) -> list[Claim]:
    """Those of the mapping to which nothing in the store answers any more."""
    answered = {key for key, _ in _answers(connection, reasons)}
    return [key for key in reasons if key not in answered]


def _answers(connection: sqlite3.Connection, reasons: Mapping[Claim, str]) -> Iterator[tuple[Claim, _Row]]:
    """Each claim of the mapping with the rows that answer to it."""
    if not reasons:
        return
    said = {old for _, old in reasons}
    met: set[Claim] = set()
    near: dict[str, list[_Row]] = defaultdict(list)
    for row, key in _open(connection):
        if key in reasons:
            met.add(key)
            yield key, row
        elif key[1] in said:
            near[key[1]].append(row)
    for where, old in reasons:
        rows = [row for row in near[old] if _is_in(where, row.file)] if (where, old) not in met else []
        if len(rows) == 1:
            yield (where, old), rows[0]


def _is_in(where: str, file: str) -> bool:
    return where.startswith(file) and where[len(file) : len(file) + 1] in ("", ":", " ")


def _open(connection: sqlite3.Connection) -> Iterator[tuple[_Row, Claim]]:
    """Everything that can be accepted, with its claim."""
    kinds: tuple[tuple[str, Any, str, Callable[[Any], Claim]], ...] = (
        ("finding", Finding, "verdict <> 'agrees'", claim),
        ("doubt", Doubt, "TRUE", doubted),
    )
    for table, kind, condition, claimed in kinds:
        shape = codec(kind)
        rows = connection.execute(
            f"SELECT group_id, ordinal, {shape.listed} FROM {table} WHERE {condition}"  # noqa: S608  our names
        )
        for group_id, ordinal, *cells in rows:
            record = shape.thaw(cells)
            yield _Row(table, group_id, ordinal, record.place.file), claimed(record)


def _accepted(connection: sqlite3.Connection) -> Iterator[tuple[_Row, str]]:
    """What is accepted now, each with its reason."""
    for table in ("finding", "doubt"):
        condition = "accepted" if table == "doubt" else "verdict <> 'agrees' AND accepted"
        rows = connection.execute(
            f"SELECT group_id, ordinal, place_file, reason FROM {table} WHERE {condition}"  # noqa: S608  our names
        )
        for group_id, ordinal, file, reason in rows:
            yield _Row(table, group_id, ordinal, file), reason
