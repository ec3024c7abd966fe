"""What needs a person: claims in doubt and doubts of other kinds; and a decision about one of them."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from foi_cli.errors import ProjectError, UsageError
from foi_cli.model import Doubt
from foi_cli.project import decisions
from foi_cli.project.decisions import ACCEPT, REJECT, Decision
from foi_cli.report.views import Item
from foi_cli.store import acceptance, judgements, lookup

Choice: TypeAlias = Literal["accept", "change", "reject"]

DECIDES = {"unmapped-label": "category", "ambiguous-unit": "unit", "open-period": "period"}
"""The doubts that are settled by saying what holds, and what is said; all others are only accepted."""

_TAKES_SUGGESTION = ("unmapped-label", "ambiguous-unit")


def items(connection: sqlite3.Connection) -> Iterator[Item]:
    """Claims that differ, then those that could not be decided, then all other doubts."""
    for verdict in ("differs", "undecided"):
        for found in judgements.in_doubt(connection, verdict):
            place = str(found.place)
            yield Item(found.finding_id, verdict, place, found.message, "", found.accepted, found.reason)
    for item_id, doubt in lookup.doubts(connection):
        yield _item(item_id, doubt)


def item(connection: sqlite3.Connection, item_id: str) -> Item:
    """The thing of this id. Raises UsageError where there is none."""
    for found in lookup.findings(connection, item_id):
        place = str(found.place)
        return Item(item_id, found.verdict, place, found.message, "", found.accepted, found.reason)
    return _item(item_id, _doubt(connection, item_id))


def _item(item_id: str, doubt: Doubt) -> Item:
    place, text = str(doubt.place), doubt.text
    return Item(item_id, doubt.kind, place, text, doubt.suggestion, doubt.accepted, doubt.reason)


def decide(
    connection: sqlite3.Connection, item_id: str, choice: Choice, new: str, reason: str, who: str = ""
) -> Decision:
    """The decision that this choice makes. Raises UsageError where there is no such thing to decide, no
    reason, or nothing that could hold instead."""
    if not reason.strip():
        raise UsageError(f"{item_id}: a decision needs a reason; it is kept and shown for ever.")
    found = lookup.findings(connection, item_id)
    if found:
        if choice == "change":
            raise UsageError(f"{item_id}: a finding is accepted or rejected; no number is ever changed.")
        what, (where, old) = (ACCEPT if choice == "accept" else REJECT), judgements.claim(found[0])
        return _decision(what, where, old, f"{choice}ed", who, reason)
    doubt = _doubt(connection, item_id)
    what = DECIDES.get(doubt.kind, "")
    if choice == "accept" and doubt.kind in _TAKES_SUGGESTION and doubt.suggestion:
        choice, new = "change", doubt.suggestion
    if choice == "change":
        if not what:
            raise UsageError(f"{item_id}: {doubt.kind} is accepted or rejected; there is nothing to change.")
        return _decision(what, doubt.place.file, doubt.text, _fit(item_id, what, new), who, reason)
    where, old = acceptance.doubted(doubt)
    return _decision(ACCEPT, where, old, "left as it is", who, reason)


def _doubt(connection: sqlite3.Connection, item_id: str) -> Doubt:
    response_id, _, number = item_id.partition(".v")
    found = lookup.doubt(connection, response_id, int(number)) if number.isdecimal() else ()
    if not found:
        raise UsageError(f"{item_id}: there is no such item; `foi review list` shows them.")
    return found[0]


def _fit(item_id: str, what: str, new: str) -> str:
    """What holds instead, when it can. Raises UsageError."""
    new = new.strip()
    if not new:
        raise UsageError(f"{item_id}: say which {what} holds instead.")
    if what == "period":
        try:
            decisions.day(new)
        except ProjectError as error:
            raise UsageError(f"{item_id}: the last day of the period: {error}") from None
    return new


def _decision(what: str, where: str, old: str, new: str, who: str, reason: str) -> Decision:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(what, where, old, new, who.strip() or _user(), now, reason.strip())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
