"""What each run did, and the counts that a status shows."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from foi_cli.store.database import transaction


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command that writes: `ended` and `exit_code` are None while it goes on, and for ever
    where it was killed. `summary` is what it counted."""

    number: int
    name: str
    command: str
    started: str
    ended: str | None
    exit_code: int | None
    summary: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the store holds, counted."""

    documents: int
    unread: int
    responses: int
    figures: int
    doubts: int
    missing: int
    agrees: int
    differs: int
    undecided: int
    accepted: int
    faults: int


def begin(connection: sqlite3.Connection, command: str) -> Run:
    """Record that a run begins; its name is made of the time and four random digits."""
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%SZ}-{os.urandom(2).hex()}"
    started = now.isoformat(timespec="seconds")
    with transaction(connection, about_runs=True):
        cursor = connection.execute(
            "INSERT INTO run (name, command, started) VALUES (?, ?, ?)", (name, command, started)
        )
    return Run(int(cursor.lastrowid or 0), name, command, started, None, None, {})


def end(connection: sqlite3.Connection, run: Run, exit_code: int, summary: Mapping[str, int]) -> None:
    """Record how a run ended."""
    ended = datetime.now(UTC).isoformat(timespec="seconds")
    with transaction(connection, about_runs=True):
        connection.execute(
            "UPDATE run SET ended = ?, exit_code = ?, summary = ? WHERE run = ?",
            (ended, exit_code, json.dumps(dict(summary)), run.number),
        )


def since(connection: sqlite3.Connection, moment: str = "", most: int = -1) -> list[Run]:
    """The runs that started at or after this ISO date or time, the latest first."""
    rows = connection.execute(
        "SELECT run, name, command, started, ended, exit_code, summary FROM run WHERE started >= ?"
        " ORDER BY run DESC LIMIT ?",
        (moment, most),
    )
    return [
        Run(number, name, command, started, ended, exit_code, json.loads(summary))
        for number, name, command, started, ended, exit_code, summary in rows
    ]


def holdings(connection: sqlite3.Connection) -> Holdings:
    """The counts of everything, from the counts that each response keeps of itself."""
    counted = connection.execute(
        """SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM document WHERE problem <> ''),
           count(*), coalesce(sum(figures), 0), coalesce(sum(doubts), 0), coalesce(sum(missing), 0),
           coalesce(sum(agrees), 0), coalesce(sum(differs), 0), coalesce(sum(undecided), 0),
           coalesce(sum(accepted), 0), count(*) FILTER (WHERE fault <> '') FROM grouping"""
    ).fetchone()
    return Holdings(*counted)


def stale(connection: sqlite3.Connection, understood: str, judged: str) -> tuple[int, int]:
    """How many responses are to be understood, and how many to be judged, by this program (its stamps)."""
    row = connection.execute(
        "SELECT count(*) FILTER (WHERE understood <> ?1),"
        " count(*) FILTER (WHERE understood <> ?1 OR judged <> ?2) FROM grouping",
        (understood, judged),
    ).fetchone()
    return int(row[0]), int(row[1])


def faults(connection: sqlite3.Connection, most: int = -1) -> list[tuple[str, str]]:
    """Name and fault of the responses in which the program itself failed."""
    return connection.execute(
        "SELECT name, fault FROM grouping WHERE fault <> '' ORDER BY name LIMIT ?", (most,)
    ).fetchall()
