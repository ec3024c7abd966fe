"""Findings: what reconcile judged, which of them somebody has accepted, and which are new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from foi_cli.model import Finding, Place, Stated
from foi_cli.store.columns import codec, text
from foi_cli.store.database import remember, transaction
from foi_cli.store.frozen import Rows, freeze_findings, freeze_stated
from foi_cli.store.pressed import NOTHING, Pressed
from foi_cli.store.readings import keep, keep_pressed, kept, paged


def to_judge(connection: sqlite3.Connection, understood: str, stamp: str) -> Iterator[int]:
    """The responses that are understood and not yet judged by this program (its stamps)."""
    yield from paged(connection, "understood = ? AND judged <> ?", understood, stamp)


def count_to_judge(connection: sqlite3.Connection, understood: str, stamp: str) -> int:
    """How many responses are to be judged."""
    return int(
        connection.execute(
            "SELECT count(*) FROM grouping WHERE understood = ? AND judged <> ?", (understood, stamp)
        ).fetchone()[0]
    )


def save(
    connection: sqlite3.Connection,
    group_id: int,
    findings: Sequence[Finding],
    stamp: str,
    fault: str = "",
    stated: Sequence[Stated] = (),
) -> None:
    """Keep the findings of a response in place of those before, and what of its figures can be compared with
    those of other responses."""
    save_rows(connection, group_id, freeze_findings(findings), stamp, fault, freeze_stated(stated))


def save_rows(
    connection: sqlite3.Connection,
    group_id: int,
    findings: Rows,
    stamp: str,
    fault: str = "",
    stated: Pressed = NOTHING,
) -> None:
    """The same for findings that come as rows, and figures that are pressed."""
    with transaction(connection):
        keep(connection, "finding", Finding, group_id, findings)
        keep_pressed(connection, "comparable", group_id, stated)
        remember(connection, "compared", "")
        recount(connection, group_id)
        connection.execute("UPDATE grouping SET judged = ? WHERE group_id = ?", (stamp, group_id))
        if fault:
            connection.execute("UPDATE grouping SET fault = ? WHERE group_id = ?", (fault, group_id))


def findings_of(connection: sqlite3.Connection, group_id: int) -> Iterator[Finding]:
    """The findings of one response, in order."""
    yield from kept(connection, "finding", Finding, group_id)


def in_doubt(connection: sqlite3.Connection, verdict: str, most: int = -1) -> Iterator[Finding]:
    """Findings with this verdict, in the order of their responses."""
    shape = codec(Finding)
    columns = ", ".join(f"finding.{name}" for name in shape.names)
    rows = connection.execute(
        f"SELECT {columns} FROM finding JOIN response USING (group_id) WHERE verdict = ?"  # noqa: S608
        " ORDER BY response.file, response.response_id, ordinal LIMIT ?",
        (verdict, most),
    )
    yield from map(shape.thaw, rows)


def claim(finding: Finding) -> tuple[str, str]:
    """What a finding is about, however findings are numbered: where it stands, and what was judged there."""
    return _written(finding.place, finding.check, finding.stated, finding.computed)


def _written(place: Place, check: str, stated: str, computed: str) -> tuple[str, str]:
    return str(place), f"{check}: stated {stated}, computed {computed}"


def count_new(connection: sqlite3.Connection) -> int:
    """How many findings differ that nobody accepted and that the run before did not know.

    With few columns and in no order: there may be very many.
    """
    shape = codec(Place)
    places = ", ".join(name for name in codec(Finding).names if name.startswith("place_"))
    known = {row[0] for row in connection.execute("SELECT claim FROM seen")}
    rows = connection.execute(
        f"SELECT check_name, stated, computed, {places} FROM finding"  # noqa: S608  our own names
        " WHERE verdict = 'differs' AND NOT accepted"
    )
    keys = (_written(shape.thaw(place), check, stated, computed) for check, stated, computed, *place in rows)
    return sum(text("\n".join(key)) not in known for key in keys)


def is_new(connection: sqlite3.Connection, finding: Finding) -> bool:
    """Whether the run before ended without this finding."""
    known = connection.execute("SELECT 1 FROM seen WHERE claim = ?", (_key(finding),)).fetchone()
    return known is None


def remember_seen(connection: sqlite3.Connection, run: int) -> None:
    """What differs now is known to the next run; what differs no longer is forgotten."""
    with transaction(connection, about_runs=True):
        connection.execute("CREATE TEMP TABLE still (claim TEXT PRIMARY KEY)")
        connection.executemany(
            "INSERT OR IGNORE INTO still VALUES (?)",
            ((_key(finding),) for finding in in_doubt(connection, "differs")),
        )
        connection.execute("DELETE FROM seen WHERE claim NOT IN (SELECT claim FROM still)")
        connection.execute("INSERT OR IGNORE INTO seen SELECT claim, ? FROM still", (run,))
        connection.execute("DROP TABLE still")


def _key(finding: Finding) -> str:
    return text("\n".join(claim(finding)))


def recount(connection: sqlite3.Connection, group_id: int) -> None:
    """Count the findings and open doubts of a response anew."""
    connection.execute(
        """UPDATE grouping SET (agrees, differs, undecided, accepted) =
           (SELECT count(*) FILTER (WHERE verdict = 'agrees'),
            count(*) FILTER (WHERE verdict = 'differs' AND NOT accepted),
            count(*) FILTER (WHERE verdict = 'undecided' AND NOT accepted),
            count(*) FILTER (WHERE accepted) FROM finding WHERE group_id = ?1),
           doubts = (SELECT count(*) FROM doubt WHERE group_id = ?1 AND NOT accepted)
           WHERE group_id = ?1""",
        (group_id,),
    )
