"""What needs a person: claims in doubt and doubts of other kinds; and a decision about one of them."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

from foi_cli.errors import UsageError
from foi_cli.project.decisions import ACCEPT, Decision
from foi_cli.report.views import Item
from foi_cli.store import judgements, lookup


def items(connection: sqlite3.Connection) -> Iterator[Item]:
    """Claims that differ, then those that could not be decided, then all other doubts."""
    for verdict in ("differs", "undecided"):
        for found in judgements.in_doubt(connection, verdict):
            place = str(found.place)
            yield Item(found.finding_id, verdict, place, found.message, "", found.accepted, found.reason)
    for item_id, doubt in lookup.doubts(connection):
        yield Item(item_id, doubt.kind, str(doubt.place), doubt.text, doubt.suggestion)


def acceptance(connection: sqlite3.Connection, finding_id: str, reason: str) -> Decision:
    """The decision to accept a finding. Raises UsageError where there is no such finding or no reason."""
    if not reason.strip():
        raise UsageError("--reason must say why the finding is accepted.")
    found = lookup.findings(connection, finding_id)
    if not found:
        raise UsageError(f"{finding_id}: there is no such finding; `foi review list` shows them.")
    where, old = judgements.claim(found[0])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(ACCEPT, where, old, "accepted", _user(), now, reason.strip())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
