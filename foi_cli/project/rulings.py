"""What people decided: which responses are to be understood anew for it, and what it does not meet any more.

When a decision or a mapping comes, changes or goes, only the responses that it speaks of are understood anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from foi_cli.model import Ruling
from foi_cli.project import decisions
from foi_cli.project.decisions import ACCEPT, Decision
from foi_cli.store import acceptance, readings
from foi_cli.store.database import meta, remember, transaction


def settle(
    connection: sqlite3.Connection,
    rulings: Iterable[Ruling],
    labels: Mapping[str, str],
    fold: Callable[[str], str],
) -> int:
    """Mark the responses as stale for which something was decided or mapped otherwise than last time; how
    many. `labels` are the user's labels, folded, each with all that is said of it."""
    decided = {f"{one.kind}\n{one.file}\n{one.text}": [one.file, one.new, one.note] for one in rulings}
    now = json.dumps([decided, dict(labels)], sort_keys=True)
    before = meta(connection, "rulings") or "[{}, {}]"
    if now == before:
        return 0
    old_decided, old_labels = json.loads(before)
    changed = _changed(old_decided, decided)
    files = {(decided.get(key) or old_decided[key])[0] for key in changed}
    stale = {group_id for file in files for group_id in readings.with_document(connection, file)}
    stale |= set(_with_labels(connection, _changed(old_labels, labels), fold))
    with transaction(connection):
        readings.forget(connection, stale)
        remember(connection, "rulings", now)
    return len(stale)


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def _with_labels(
    connection: sqlite3.Connection, wanted: set[str], fold: Callable[[str], str]
) -> Iterator[int]:
    """The responses that hold a figure with one of these labels."""
    folded = lru_cache(65_536)(fold)
    if wanted:
        for group_id, written in readings.labels(connection):
            if any(folded(label) in wanted for label in written):
                yield group_id


def stale(connection: sqlite3.Connection, decided: Sequence[Decision]) -> list[Decision]:
    """The decisions, the last word on each thing, whose subject has changed or gone: they are not applied."""
    gone = set(acceptance.unanswered(connection, decisions.accepted(decided)))
    unmet = {
        (one.kind, one.file, one.text) for one in decisions.rulings(decided) if not _meets(connection, one)
    }
    last = {(one.what, one.where, one.old): one for one in decided}
    return [
        one
        for (what, where, old), one in last.items()
        if (what == ACCEPT and (where, old) in gone) or (what, where, old) in unmet
    ]


def _meets(connection: sqlite3.Connection, ruling: Ruling) -> bool:
    for row_label, column_label, measure, period in readings.said_in(connection, ruling.file):
        texts = {"category": (row_label, column_label), "unit": (measure,), "period": (period or "",)}
        if any(text and ruling.fits(text) for text in texts[ruling.kind]):
            return True
    return False
