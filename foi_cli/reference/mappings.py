"""Labels of the user's own: CSV files in data/mappings that say which category a label is.

A file has the columns `label` and `category`, and may have `taxonomy`, `code`, `valid_from` and `valid_to`
(ISO dates, open where empty). A taxonomy of one's own is a file that names it; without a name it is that of
the file. What a user maps goes before what foi knows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foi_cli.model import Category

LARGEST = 10_000_000
"""Bytes of one file; what is larger is no list of labels."""


@dataclass(frozen=True, slots=True)
class UserLabel:
    """A label as it is written in responses, the category that the user gives it, and when that holds."""

    label: str
    category: Category
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date | None) -> bool:
        """True where it holds on this day; a figure without a period is taken to be of any."""
        if on is None:
            return True
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


def load(folder: Path) -> tuple[UserLabel, ...]:
    """The labels of every CSV file in a folder, by file name; () where there is no such folder.

    Raises ValueError, naming file and line, for a file that is not as described above.
    """
    if not folder.is_dir():
        return ()
    files = sorted(path for path in folder.glob("*.csv") if not path.name.startswith("."))
    return tuple(label for path in files for label in _read(path))


def _read(path: Path) -> Iterable[UserLabel]:
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} is larger than {LARGEST:,} bytes: not a list of labels")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8: save it as UTF-8") from error
    rows = csv.DictReader(text.splitlines())
    missing = {"label", "category"} - {(name or "").strip() for name in rows.fieldnames or ()}
    if missing:
        raise ValueError(f"{path}, line 1: the column {' and '.join(sorted(missing))} is missing")
    for row in rows:
        cells = {(name or "").strip(): (cell or "").strip() for name, cell in row.items() if name}
        if not cells["label"] and not cells["category"]:
            continue
        if not cells["label"] or not cells["category"]:
            raise ValueError(
                f"{path}, line {rows.line_num}: a label needs a category, and a category a label"
            )
        category = Category(cells["category"], cells.get("taxonomy") or path.stem, cells.get("code", ""))
        first, last = (_day(cells.get(name, ""), path, rows.line_num) for name in ("valid_from", "valid_to"))
        yield UserLabel(cells["label"], category, first, last)


def _day(text: str, path: Path, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{path}, line {line}: {text!r} is not a date like 2023-04-01") from None
