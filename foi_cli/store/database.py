"""Opening the store, for writing and for reading, and its transactions."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from foi_cli.errors import ProjectError
from foi_cli.store.schema import APPLICATION, TABLES, fingerprint

NAME = "foi.db"

LITTLE = 256 * 1024
"""Bytes free on a disk on which a store cannot be worked with."""


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """The store in this folder, for the one run that holds the lock; made, or made anew, where needed.

    A store of another version of the program is made anew: all it holds comes from the raw documents.
    """
    path = folder / NAME
    with _in_words(path):
        if path.exists() and not _fits(path):
            for file in (path, path.with_name(f"{NAME}-wal"), path.with_name(f"{NAME}-shm")):
                file.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            _prepare(connection)
            yield connection


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """The store in this folder as it is now, never changed. Raises ProjectError where there is none."""
    path = folder / NAME
    if not path.exists():
        raise ProjectError(f"{path}: there is no store yet. Run `foi run` first.")
    with _in_words(path):
        if not _fits(path):
            raise ProjectError(f"{path} was made by another version of foi. Run `foi run` to make it anew.")
        with closing(_read_only(path)) as connection:
            connection.execute("BEGIN")  # one state of the store, whatever a run writes meanwhile
            yield connection


EXPORTED = "exported "
"""What the names of the facts about exports begin with; see project/standing.py."""


@contextmanager
def transaction(connection: sqlite3.Connection, *, about_runs: bool = False) -> Iterator[None]:
    """All that happens inside, or nothing.

    Whatever changes makes the exports out of date with it, unless it is only `about_runs`, of which no export
    speaks. Inside another transaction it lasts only when that one does.
    """
    inside = connection.in_transaction
    connection.execute("SAVEPOINT part" if inside else "BEGIN IMMEDIATE")
    before = connection.total_changes
    try:
        yield
        if connection.total_changes > before and not about_runs:
            connection.execute("DELETE FROM meta WHERE name GLOB ?", (f"{EXPORTED}*",))
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite has taken all back by itself
            connection.execute("ROLLBACK TO part" if inside else "ROLLBACK")
        raise
    connection.execute("RELEASE part" if inside else "COMMIT")


BUNDLE = 0.2
"""Seconds of work that are written at once: what is to be done again, at most, after a run was killed."""


@contextmanager
def bundle(connection: sqlite3.Connection) -> Iterator[Callable[[], None]]:
    """The transactions inside last together: what is given is to be called behind each, and makes them last
    once so much time has passed. Each for itself would take several times as long.

    Where the work breaks off, what was finished lasts.
    """
    since = time.monotonic()

    def finished() -> None:
        nonlocal since
        if time.monotonic() - since >= BUNDLE:
            connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
            since = time.monotonic()

    connection.execute("BEGIN IMMEDIATE")
    try:
        yield finished
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


def meta(connection: sqlite3.Connection, name: str) -> str:
    """A remembered fact about the store, "" where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def remember(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a fact about the store."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return
    with transaction(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        for statement in TABLES:
            connection.execute(statement)
        remember(connection, "schema", fingerprint())


def _fits(path: Path) -> bool:
    """Whether this file is a store of this version; an empty one (a run killed at its very start) fits.

    Raises ProjectError where it is something else altogether, which is nobody's to delete.
    """
    with closing(_read_only(path)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not tables:
            return True
        if application != APPLICATION:
            raise ProjectError(f"{path} is a database, but not a store of foi. Move it away and run again.")
        return meta(connection, "schema") == fingerprint()


def _read_only(path: Path) -> sqlite3.Connection:
    """On a read-only folder SQLite cannot keep its notes beside the store, and need not: nobody writes."""
    fixed = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{fixed}", uri=True, isolation_level=None)


def _is_full(folder: Path) -> bool:
    """Whether the disk has no room left; SQLite may call that an I/O error."""
    try:
        return shutil.disk_usage(folder).free < LITTLE
    except OSError:
        return False


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """What SQLite has to say, with the file it is about and what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        why = "the disk is full" if _is_full(path.parent) else error
        raise ProjectError(
            f"{path}: the store could not be used: {why}. Nothing finished was lost."
        ) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise  # a fault of ours, not of the file
        raise ProjectError(
            f"{path} is damaged ({error}). Delete it and run again: all in it is made from the documents."
        ) from error
