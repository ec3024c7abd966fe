"""The rows of a Review sheet held against what the store holds now."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from foi_cli.errors import UsageError
from foi_cli.export.audit_review import Chosen, same
from foi_cli.project.decisions import Decision
from foi_cli.project.review import Choice, decide, items
from foi_cli.report.views import Item

CHOICES = ("accept", "change", "reject")
MOST_NAMED = 10
"""Rows that cannot be used which are named; the rest is counted."""


@dataclass
class Plan:
    """What a sheet comes to: decisions to keep, how many were known or left for later, and what is gone."""

    made: list[Decision] = field(default_factory=list)
    known: int = 0
    later: int = 0
    gone: list[str] = field(default_factory=list)


def plan(connection: sqlite3.Connection, rows: Sequence[Chosen], decided: Sequence[Decision]) -> Plan:
    """What these rows decide. Raises UsageError, naming the rows, where one of them cannot be used."""
    planned, faults = Plan(), []
    last = {(one.what, one.where, one.old): (one.new, one.why) for one in decided}
    found = _items(connection, rows)
    for row in rows:
        choice = row.decision.casefold()
        if choice == "later":
            planned.later += 1
        elif choice not in CHOICES:
            faults.append(f"row {row.row}: {row.decision!r} is none of {', '.join(CHOICES)} and later")
        elif row.row not in found:
            known = any(one.old == row.text and row.place.startswith(one.where) for one in decided)
            planned.known += known
            if not known:
                planned.gone.append(
                    f"row {row.row}: nothing at {row.place} says so any more: {row.text[:80]}"
                )
        else:
            try:
                item_id = found[row.row].item_id
                made = decide(connection, item_id, cast(Choice, choice), row.new, row.reason, row.who)
            except UsageError as error:
                faults.append(f"row {row.row}: {error}")
                continue
            if last.get((made.what, made.where, made.old)) == (made.new, made.why):
                planned.known += 1
            else:
                planned.made.append(made)
    if faults:
        more = [f"and {len(faults) - MOST_NAMED} more"] if len(faults) > MOST_NAMED else []
        raise UsageError("; ".join([*faults[:MOST_NAMED], *more]) + ". Nothing was kept.")
    return planned


def _items(connection: sqlite3.Connection, rows: Sequence[Chosen]) -> dict[int, Item]:
    """What each row is about, by its number: by its id while that means the same, else by what it says."""
    likely: dict[int, list[Item]] = {row.row: [] for row in rows}
    kinds = {row.kind for row in rows}
    for one in items(connection):
        for row in rows if one.kind in kinds else ():
            if row.kind == one.kind and same(row.text, one.text) and same(row.place, one.place):
                likely[row.row].append(one)
    found = {}
    for row in rows:
        named = [one for one in likely[row.row] if one.item_id == row.item_id]
        if named or len(likely[row.row]) == 1:
            found[row.row] = (named or likely[row.row])[0]
    return found
