"""How long a question to a large store takes: python benchmarks/store.py [FIGURES]   (5,000,000; some GB)

One response with a hundred figures is kept as a run keeps it, and copied inside the store under other names.
Each command is run as a user runs it, beside the same command on a store of that one response: what both
take is start-up.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from exports import COLUMNS, ROWS, Made

from foi_cli.model import Document, Passage, Response, identify
from foi_cli.project.stamps import stamp
from foi_cli.store import database, intake, judgements, readings, runs

TIMES = 5
"""Runs of each command, of which the quickest counts."""


def fill(folder: Path, responses: int) -> str:
    """Make a store of so many responses; the id of the middle one."""
    made = Made(ROWS * COLUMNS + COLUMNS)
    (reading,) = made.readings()
    document = Document(
        reading.response.file, reading.response.file, "d", 9, "text", blocks=(Passage("x", 1),)
    )
    with database.writing(folder) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        intake.replace(connection, intake.Input(document.name, b"/x", "d", "", "s"), [document])
        (group_id,) = readings.to_understand(connection, stamp("normalise"))
        readings.save(connection, group_id, reading, stamp("normalise"))
        findings = list(made.findings())
        judgements.save(connection, group_id, findings, stamp("reconcile"))
        runs.end(connection, runs.begin(connection, "run"), 0, {})
        _copy(connection, responses, reading.response)
    return _id(responses // 2) if responses > 2 else reading.response.response_id


def _id(number: int) -> str:
    return identify(f"data/raw/{number:06}.txt")


def _copy(connection: sqlite3.Connection, responses: int, response: Response) -> None:
    """Copy the one response as often as is wanted; indexes are dropped meanwhile, for speed."""
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"
    ).fetchall()
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    connection.execute("CREATE TEMP TABLE other (n INTEGER PRIMARY KEY, id TEXT, file TEXT)")
    others = ((n, _id(n), f"data/raw/{n:06}.txt") for n in range(2, responses + 1))
    connection.executemany("INSERT INTO other VALUES (?, ?, ?)", others)
    connection.create_function("renamed", 5, _renamed)
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    for table in sorted(set(tables) - {"meta", "run", "seen", "sqlite_sequence"}):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        chosen = ", ".join(_column(column, table, response.response_id, response.file) for column in columns)
        order = "other.n, ordinal" if "ordinal" in columns else "other.n"
        connection.execute(f"INSERT INTO {table} SELECT {chosen} FROM other, {table} ORDER BY {order}")  # noqa: S608
    for _, sql in indexes:
        connection.execute(sql)


def _column(column: str, table: str, response_id: str, file: str) -> str:
    if column in ("group_id", "document_id"):
        return "other.n"
    if column in ("file", "place_file", "input", "group_name") or (
        column == "name" and table in ("input", "document", "grouping")
    ):
        return "other.file"
    if column in ("response_id", "figure_id", "finding_id"):
        return f"replace({column}, '{response_id}', other.id)"
    if table == "figures" and column == "data":
        return f"renamed(data, '{response_id}', other.id, '{file}', other.file)"
    return column


def _renamed(pressed: bytes, response_id: str, new_id: str, file: str, new_file: str) -> bytes:
    """Pressed figures as those of another response."""
    packed = zlib.decompress(pressed).replace(response_id.encode(), new_id.encode())
    return zlib.compress(packed.replace(file.encode(), new_file.encode()), 1)


def quickest(*command: str) -> tuple[float, float]:
    """Seconds that this command of foi takes, and seconds of processor."""
    taken = []
    for _ in range(TIMES):
        since, before = time.perf_counter(), sum(os.times()[2:4])
        subprocess.run([sys.executable, "-m", "foi_cli", *command], check=True, stdout=subprocess.DEVNULL)
        taken.append((time.perf_counter() - since, sum(os.times()[2:4]) - before))
    return min(each[0] for each in taken), min(each[1] for each in taken)


def main(arguments: list[str]) -> None:
    """Fill both stores and print what each command takes."""
    figures = int(arguments[0].replace(",", "")) if arguments else 5_000_000
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        ids = {}
        for project, responses in ((small, 1), (large, figures // 100)):
            processed = Path(project) / "data" / "processed"
            processed.mkdir(parents=True)
            ids[project] = fill(processed, responses)
        size = (Path(large) / "data/processed/foi.db").stat().st_size / 1e9
        print(f"{figures:,} figures in {figures // 100:,} responses, {size:.1f} GB")
        for words in (["status"], ["show", ".f12"], ["show", ".c1"], ["show", ""]):
            took = []
            for project in (large, small):
                named = [word if word == words[0] else ids[project] + word for word in words]
                took.append(quickest(*named, "--project", project))
            told = " ".join([words[0], *(f"ID{word}" for word in words[1:])])
            (long, busy), (start, busy_start) = ((1000 * wall, 1000 * cpu) for wall, cpu in took)
            print(f"  foi {told:12s}{long:6.0f} ms ({busy:.0f} busy)", end="", flush=True)
            print(f", of one response {start:6.0f} ms ({busy_start:.0f} busy)", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
