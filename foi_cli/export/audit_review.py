"""The Review sheet of foi-audit.xlsx read back, or saved as CSV: what a person chose for each row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foi_cli.errors import UsageError
from foi_cli.export.safe import guarded

NEEDED = ("item_id", "kind", "place", "text", "decision", "new", "reason", "who")
"""The columns that are read back, by their heading; the order and other columns do not matter."""

MOST_ROWS = 1_048_576
"""Rows of a sheet that are looked at."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row of the sheet in which somebody chose something; `row` counts from 1, the heading included."""

    row: int
    item_id: str
    kind: str
    place: str
    text: str
    decision: str
    new: str
    reason: str
    who: str


def read(path: Path) -> tuple[Chosen, ...]:
    """The rows with a decision, in order. Raises UsageError for a file that holds no such sheet."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file.")
    try:
        rows = list(_csv_rows(path) if path.suffix.lower() == ".csv" else _sheet_rows(path))
    except UsageError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise UsageError(f"{path}: cannot be read as a workbook or CSV file: {error}.") from error
    if not rows:
        raise UsageError(f"{path}: there is no sheet Review with the columns {', '.join(NEEDED)}.")
    return tuple(chosen for chosen in rows if chosen.decision)


def same(written: str, text: str) -> bool:
    """Whether a cell of the sheet holds this text as the workbook was given it, cut where it was too long."""
    whole, given = " ".join(guarded(text).split()), " ".join(written.split())
    return whole == given or (given.endswith("…") and whole.startswith(given[:-1]))


def _csv_rows(path: Path) -> Iterator[Chosen]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from _chosen(csv.reader(file))


def _sheet_rows(path: Path) -> Iterator[Chosen]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for name in book.sheetnames:
            if name == "Review" or name.startswith("Review "):
                yield from _chosen(book[name].iter_rows(max_row=MOST_ROWS, max_col=64, values_only=True))
    finally:
        book.close()


def _chosen(rows: Iterable[Sequence[Any]]) -> Iterator[Chosen]:
    """The rows below the heading. One without a decision is given too, so that a sheet is never taken for
    none."""
    iterator = iter(rows)
    heading = [_cell(cell) for cell in next(iterator, ())]
    if not set(NEEDED) <= set(heading):
        return
    at = [heading.index(name) for name in NEEDED]
    for number, row in enumerate(iterator, 2):
        cells = [_cell(row[column]) if column < len(row) else "" for column in at]
        yield Chosen(number, *cells)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if hasattr(value, "date") else str(value).strip()
