"""Figures of several responses that state the same thing, and the findings between them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeVar

from foi_cli.model import Figure, Finding, Question, Reading, Response
from foi_cli.store.columns import codec
from foi_cli.store.database import remember, transaction
from foi_cli.store.judgements import recount
from foi_cli.store.readings import kept

Record = TypeVar("Record")

BEHIND = 1_000_000_000
"""Where findings between responses begin in the order of a response's findings: behind all its own."""

MOST = 1_000
"""Figures of one key that are compared."""


def compare(
    connection: sqlite3.Connection, across: Callable[[Sequence[Reading]], Iterable[Finding]], stamp: str
) -> None:
    """Judge what several responses of an authority state of the same thing, in place of what was judged
    before."""
    shape = codec(Finding)
    with transaction(connection):
        changed = _drop(connection)
        connection.execute("CREATE TEMP TABLE between_responses AS SELECT * FROM finding WHERE FALSE")
        for readings, places in _together(connection):
            connection.executemany(
                f"INSERT INTO between_responses VALUES (?, ?, {shape.holes})",  # noqa: S608  our own names
                ((*places[finding.figure_id], *shape.freeze(finding)) for finding in across(readings)),
            )
        changed |= _number(connection)
        connection.execute("DROP TABLE between_responses")
        for group_id in sorted(changed):
            recount(connection, group_id)
        remember(connection, "compared", stamp)


def _drop(connection: sqlite3.Connection) -> set[int]:
    """Forget the findings between responses; the responses that had any."""
    rows = connection.execute(
        "SELECT DISTINCT group_id FROM finding WHERE ordinal >= ?", (BEHIND,)
    ).fetchall()
    connection.execute("DELETE FROM finding WHERE ordinal >= ?", (BEHIND,))
    return {row[0] for row in rows}


def _together(
    connection: sqlite3.Connection,
) -> Iterator[tuple[list[Reading], dict[str, tuple[int, int]]]]:
    """The responses that state the same thing, each with the figures that do and the questions that these
    answer, and no others; and where each of these figures is kept."""
    rows = connection.execute(
        "SELECT key, group_id, ordinal FROM comparable WHERE key IN (SELECT key FROM comparable"
        " GROUP BY key HAVING min(group_id) <> max(group_id)) ORDER BY key, group_id, ordinal"
    )
    for _, found in groupby(rows, itemgetter(0)):
        readings: list[Reading] = []
        places: dict[str, tuple[int, int]] = {}
        for group_id, ordinals in groupby(islice(found, MOST), itemgetter(1)):
            figures = []
            for _, _, ordinal in ordinals:
                figure = _one(connection, "figure", Figure, "group_id = ? AND ordinal = ?", group_id, ordinal)
                figures.append(figure)
                places[figure.figure_id] = group_id, ordinal
            response = _one(connection, "response", Response, "group_id = ?", group_id)
            numbers = {figure.question for figure in figures}
            asked = kept(connection, "question", Question, group_id)
            questions = tuple(question for question in asked if question.number in numbers)
            readings.append(Reading(response, questions, tuple(figures)))
        yield sorted(readings, key=lambda reading: reading.response.file), places


def _number(connection: sqlite3.Connection) -> set[int]:
    """Put the findings behind those that their responses have already, in the order of the figures that they
    are about; the responses that have any."""
    shape = codec(Finding)
    rows = connection.execute(
        f"SELECT group_id, {shape.listed} FROM between_responses"  # noqa: S608
        " ORDER BY group_id, ordinal, check_name, computed"
    )
    changed = set()
    for group_id, own in groupby(rows, itemgetter(0)):
        changed.add(group_id)
        row = connection.execute("SELECT count(*) FROM finding WHERE group_id = ?", (group_id,)).fetchone()
        for at, (_, *cells) in enumerate(own):
            finding = shape.thaw(cells)
            finding = replace(finding, finding_id=f"{finding.response_id}.c{row[0] + at + 1}")
            connection.execute(
                f"INSERT INTO finding VALUES (?, ?, {shape.holes})",  # noqa: S608
                (group_id, BEHIND + at, *shape.freeze(finding)),
            )
    return changed


def _one(
    connection: sqlite3.Connection, table: str, kind: type[Record], condition: str, *values: int
) -> Record:
    shape = codec(kind)
    row = connection.execute(f"SELECT {shape.listed} FROM {table} WHERE {condition}", values).fetchone()  # noqa: S608
    return shape.thaw(row)
