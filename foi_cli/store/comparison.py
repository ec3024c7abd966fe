"""Figures of several responses that state the same thing, and the findings between them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeAlias

from foi_cli.model import Figure, Finding, Question, Reading, Response
from foi_cli.store.columns import codec
from foi_cli.store.database import remember, transaction
from foi_cli.store.judgements import recount
from foi_cli.store.readings import kept

Found: TypeAlias = tuple[int, int, Finding]
"""A finding, the earlier response that it is held against, and where its figure stands in its own."""
Across: TypeAlias = Callable[[Sequence[Reading]], Iterable[Finding]]
"""Judges the figures of several responses that share a key."""
Weigh: TypeAlias = Callable[[Sequence[Finding]], Iterable[Finding]]
"""What is left of the findings between two responses in the light of each other."""

BEHIND = 1_000_000_000
"""Where findings between responses begin in the order of a response's findings: behind all its own."""

MOST = 1_000
"""Figures of one key that are compared."""

KNOWN = 500
"""Responses that are in memory at once beside those of one key."""


def compare(connection: sqlite3.Connection, across: Across, weigh: Weigh, stamp: str) -> None:
    """Judge what several responses of an authority state of the same thing, in place of what was judged
    before."""
    shape = codec(Finding)
    with transaction(connection):
        changed = _drop(connection)
        connection.execute(
            "CREATE TEMP TABLE between_responses AS SELECT 0 AS earlier, * FROM finding WHERE FALSE"
        )
        connection.executemany(
            f"INSERT INTO between_responses VALUES (?, ?, ?, {shape.holes})",  # noqa: S608  our own names
            (
                (groups[finding.parts[0]], *places[finding.figure_id], *shape.freeze(finding))
                for readings, places, groups in _together(connection)
                for finding in across(readings)
            ),
        )
        for group_id, found in _by_response(connection):
            _number(connection, group_id, sorted(_weighed(found, weigh), key=itemgetter(0)))
            changed.add(group_id)
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
) -> Iterator[tuple[list[Reading], dict[str, tuple[int, int]], dict[str, int]]]:
    """The responses that state the same thing, each with the figures that do and the questions that these
    answer, and no others; where each of these figures is kept, by its id; and its response, by its place.

    What the same response is the first to state comes together: so most of what is asked of the others is
    in memory.
    """
    known = lru_cache(maxsize=KNOWN)(partial(_known, connection))
    shape = codec(Figure)
    connection.execute(
        "CREATE TEMP TABLE shared AS SELECT key FROM comparable GROUP BY key"
        " HAVING min(group_id) <> max(group_id) ORDER BY min(group_id), key"
    )
    rows = connection.execute(
        f"SELECT key, group_id, ordinal, {shape.listed}"  # noqa: S608  our own names
        " FROM shared CROSS JOIN comparable USING (key) CROSS JOIN figure USING (group_id, ordinal)"
        " ORDER BY shared.rowid, group_id, ordinal"
    )
    for _, found in groupby(rows, itemgetter(0)):
        readings: list[Reading] = []
        places: dict[str, tuple[int, int]] = {}
        groups: dict[str, int] = {}
        for group_id, own in groupby(islice(found, MOST), itemgetter(1)):
            figures = []
            for _, _, ordinal, *cells in own:
                figure = shape.thaw(cells)
                figures.append(figure)
                places[figure.figure_id] = group_id, ordinal
                groups[str(figure.place)] = group_id
            response, asked = known(group_id)
            numbers = {figure.question for figure in figures}
            questions = tuple(question for question in asked if question.number in numbers)
            readings.append(Reading(response, questions, tuple(figures)))
        yield sorted(readings, key=lambda reading: reading.response.file), places, groups
    connection.execute("DROP TABLE shared")


def _known(connection: sqlite3.Connection, group_id: int) -> tuple[Response, tuple[Question, ...]]:
    """A response and its questions, which are asked for once for each of its figures that others state."""
    shape = codec(Response)
    row = connection.execute(
        f"SELECT {shape.listed} FROM response WHERE group_id = ?",  # noqa: S608
        (group_id,),
    ).fetchone()
    return shape.thaw(row), tuple(kept(connection, "question", Question, group_id))


def _by_response(connection: sqlite3.Connection) -> Iterator[tuple[int, Iterator[Found]]]:
    """The findings of each response with where its figures stand, those against one earlier response
    together."""
    shape = codec(Finding)
    rows = connection.execute(
        f"SELECT group_id, earlier, ordinal, {shape.listed} FROM between_responses"  # noqa: S608
        " ORDER BY group_id, earlier, ordinal, check_name"
    )
    for group_id, own in groupby(rows, itemgetter(0)):
        yield group_id, ((earlier, ordinal, shape.thaw(cells)) for _, earlier, ordinal, *cells in own)


def _weighed(found: Iterable[Found], weigh: Weigh) -> Iterator[tuple[tuple[int, str, str], Finding]]:
    """What is left of the findings of a response, each with what orders it."""
    for _, pair in groupby(found, itemgetter(0)):
        at: dict[str, int] = {}
        findings = []
        for _, ordinal, finding in pair:
            at[finding.figure_id] = ordinal
            findings.append(finding)
        for finding in weigh(findings):
            yield (at[finding.figure_id], finding.check, finding.parts[0]), finding


def _number(
    connection: sqlite3.Connection, group_id: int, found: Sequence[tuple[tuple[int, str, str], Finding]]
) -> None:
    """Put the findings behind those that their response has already."""
    shape = codec(Finding)
    row = connection.execute("SELECT count(*) FROM finding WHERE group_id = ?", (group_id,)).fetchone()
    for at, (_, finding) in enumerate(found):
        numbered = replace(finding, finding_id=f"{finding.response_id}.c{row[0] + at + 1}")
        connection.execute(
            f"INSERT INTO finding VALUES (?, ?, {shape.holes})",  # noqa: S608
            (group_id, BEHIND + at, *shape.freeze(numbered)),
        )
