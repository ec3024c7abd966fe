"""Figures of several responses that state the same thing, and the findings between them.

Both are sorted on the disk, so that memory stays flat however many responses there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from foi_cli.model import Figure, Finding, Meeting, Response, Stated
from foi_cli.store import readings
from foi_cli.store.columns import codec
from foi_cli.store.database import remember, transaction
from foi_cli.store.judgements import recount
from foi_cli.store.pressed import Pressed, loosen

Together: TypeAlias = Sequence[tuple[Response, Sequence[Stated]]]
"""The responses that state the same thing, in the order of their files, each with its figures that do."""


class Rules(NamedTuple):
    """How responses are compared: foi_cli.reconcile.

    `across` finds the figures that meet, `weigh` what is left of the meetings of two responses in the light
    of each other; `tell` makes a finding of one, given the earlier response, its figure, and the later one.
    """

    across: Callable[[Together], Iterable[Meeting]]
    weigh: Callable[[Sequence[Meeting]], Iterable[Meeting]]
    tell: Callable[[Meeting, Response, Figure, Figure], Finding]


BEHIND = 1_000_000_000
"""Where findings between responses begin in the order of a response's findings: behind all its own."""

MOST = 1_000
"""Figures of one key that are compared."""

KNOWN = 2_000
"""Responses that are in memory at once beside those of one key."""


def compare(connection: sqlite3.Connection, rules: Rules, stamp: str) -> None:
    """Judge what several responses of an authority state of the same thing, in place of what was judged
    before."""
    known = lru_cache(maxsize=KNOWN)(partial(_response, connection))
    with transaction(connection):
        changed = _drop(connection)
        _list_stated(connection)
        _list_met(connection, rules, known)
        for group_id, found in _told(connection, rules, known):
            _number(connection, group_id, found)
            changed.add(group_id)
        for table in ("stated", "met"):
            connection.execute(f"DROP TABLE {table}")
        for group_id in sorted(changed):
            recount(connection, group_id)
        remember(connection, "compared", stamp)


def _response(connection: sqlite3.Connection, group_id: int) -> Response:
    """A response without its request, which may be long and is not asked for here."""
    return replace(readings.response(connection, group_id), request="")


def _drop(connection: sqlite3.Connection) -> set[int]:
    """Forget the findings between responses; the responses that had any."""
    rows = connection.execute(
        "SELECT DISTINCT group_id FROM finding WHERE ordinal >= ?", (BEHIND,)
    ).fetchall()
    connection.execute("DELETE FROM finding WHERE ordinal >= ?", (BEHIND,))
    return {row[0] for row in rows}


def _list_stated(connection: sqlite3.Connection) -> None:
    """All figures that can be compared, for sorting."""
    shape = codec(Stated)
    connection.execute(f"CREATE TEMP TABLE stated (group_id INTEGER, {shape.definition})")
    for group_id, *rows in connection.execute("SELECT group_id, number, data FROM comparable"):
        connection.executemany(
            f"INSERT INTO stated VALUES ({group_id}, {shape.holes})",  # noqa: S608  our own names
            loosen(Pressed(*rows)),
        )


def _list_met(connection: sqlite3.Connection, rules: Rules, known: Callable[[int], Response]) -> None:
    """All figures that meet, with where the later one and the earlier one are kept, for sorting."""
    shape = codec(Meeting)
    connection.execute(
        "CREATE TEMP TABLE met (group_id INTEGER, at INTEGER, before INTEGER, at_before INTEGER,"
        f" {shape.definition})"
    )
    connection.executemany(
        f"INSERT INTO met VALUES (?, ?, ?, ?, {shape.holes})",  # noqa: S608  our own names
        (
            (*places[meeting.later], *places[meeting.earlier], *shape.freeze(meeting))
            for together, places in _together(connection, known)
            for meeting in rules.across(together)
        ),
    )


def _together(
    connection: sqlite3.Connection, known: Callable[[int], Response]
) -> Iterator[tuple[Together, dict[str, tuple[int, int]]]]:
    """The responses that state the same thing, and where each of their figures that do is kept, by its id."""
    shape = codec(Stated)
    rows = connection.execute("SELECT * FROM stated ORDER BY key, group_id, ordinal")
    for _, same in groupby(rows, itemgetter(1)):
        found = list(islice(same, MOST))
        if found[0][0] == found[-1][0]:
            continue
        places: dict[str, tuple[int, int]] = {}
        together = []
        for group_id, own in groupby(found, itemgetter(0)):
            stated = [shape.thaw(cells) for _, *cells in own]
            places.update((one.figure_id, (group_id, one.ordinal)) for one in stated)
            together.append((known(group_id), stated))
        yield sorted(together, key=lambda item: item[0].file), places


def _told(
    connection: sqlite3.Connection, rules: Rules, known: Callable[[int], Response]
) -> Iterator[tuple[int, list[Finding]]]:
    """The findings of each response that has any, in order: by figure, check, and earlier place."""
    rows = connection.execute("SELECT * FROM met ORDER BY group_id, before, at, check_name")
    for group_id, own in groupby(rows, itemgetter(0)):
        found: list[tuple[tuple[int, str, str], Finding]] = []
        for before, pair in groupby(own, itemgetter(2)):
            places, left = _weighed(pair, rules.weigh)
            if left:
                later = readings.figures_at(connection, group_id, {at for at, _ in places.values()})
                earlier = readings.figures_at(connection, before, {at for _, at in places.values()})
            for meeting in left:
                at, at_before = places[meeting.later, meeting.earlier]
                finding = rules.tell(meeting, known(before), earlier[at_before], later[at])
                found.append(((at, finding.check, finding.parts[0]), finding))
        if found:
            yield group_id, [finding for _, finding in sorted(found, key=itemgetter(0))]


def _weighed(
    rows: Iterable[Sequence[Any]], weigh: Callable[[Sequence[Meeting]], Iterable[Meeting]]
) -> tuple[dict[tuple[str, str], tuple[int, int]], list[Meeting]]:
    """Where the figures of each meeting of two responses are kept in these, by their ids; what is left."""
    shape = codec(Meeting)
    met = [((at, at_before), shape.thaw(cells)) for _, at, _, at_before, *cells in rows]
    places = {(meeting.later, meeting.earlier): at for at, meeting in met}
    return places, list(weigh([meeting for _, meeting in met]))


def _number(connection: sqlite3.Connection, group_id: int, found: Sequence[Finding]) -> None:
    """Put the findings behind those that their response has already."""
    shape = codec(Finding)
    row = connection.execute("SELECT count(*) FROM finding WHERE group_id = ?", (group_id,)).fetchone()
    for at, finding in enumerate(found):
        numbered = replace(finding, finding_id=f"{finding.response_id}.c{row[0] + at + 1}")
        connection.execute(
            f"INSERT INTO finding VALUES (?, ?, {shape.holes})",  # noqa: S608
            (group_id, BEHIND + at, *shape.freeze(numbered)),
        )
