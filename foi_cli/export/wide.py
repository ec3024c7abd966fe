"""comparison.csv: one row for what each authority states of one measure and category, one column a period.

Rows of one measure, category and label stand together, so that authorities are read one below the other.
Nothing is added up: where a response states two different numbers for the same cell, the cell stays empty and
the note says both.
"""

from __future__ import annotations

import csv
import heapq
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from foi_cli.export.columns import plain, written
from foi_cli.model import Exporter, Figure, Period, Reading, Results

FILE = "comparison.csv"

HEAD = (
    "measure",
    "unit",
    "category",
    "taxonomy",
    "dimensions",
    "label",
    "authority",
    "request_group",
    "question",
    "response_id",
)
"""The columns before the periods, which are also the order of the rows; `note` stands behind the periods."""

IN_MEMORY = 50_000
"""Rows that are sorted in memory; more are sorted on the disk."""

Key: TypeAlias = tuple[str, ...]
Stretch: TypeAlias = tuple[str, str]
"""First and last day of a period as ISO dates; the last is "" where nobody states it."""
Line: TypeAlias = tuple[Key, dict[str, str], str]
"""A row: its columns of HEAD, its cells by heading, its note."""


def write(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write comparison.csv into the folder; figures without a period are left out."""
    stretches = {
        _stretch(figure.period): None
        for reading in results.readings()
        for figure in reading.figures
        if figure.period is not None and figure.period.start is not None
    }
    headings = [_heading(stretch) for stretch in sorted(stretches)]
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="") as file, TemporaryDirectory(dir=folder) as aside:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*HEAD, *headings, "note"])
        lines = (line for reading in results.readings() for line in _lines(reading))
        for key, cells, note in _sorted(lines, Path(aside)):
            rows.writerow(
                [*map(written, key), *(written(cells.get(name, "")) for name in headings), written(note)]
            )
    return (path,)


def _lines(reading: Reading) -> Iterator[Line]:
    """The rows of one response."""
    stated: dict[Key, dict[str, dict[str, None]]] = {}
    for figure in reading.figures:
        if figure.period is not None and figure.period.start is not None:
            cells = stated.setdefault(_key(reading, figure), {})
            cells.setdefault(_heading(_stretch(figure.period)), {})[_said(figure)] = None
    for key, cells in stated.items():
        several = [f"{name}: {'; '.join(said)}" for name, said in cells.items() if len(said) > 1]
        single = {name: next(iter(said)) for name, said in cells.items() if len(said) == 1}
        yield key, single, f"stated more than once: {', '.join(several)}" if several else ""


def _key(reading: Reading, figure: Figure) -> Key:
    response, category = reading.response, figure.category
    return (
        figure.measure,
        figure.unit or figure.amount.unit,
        category.name if category is not None else "",
        category.taxonomy if category is not None else "",
        "; ".join(f"{key}={value}" for key, value in figure.dimensions),
        _label(figure),
        response.authority,
        response.request_group,
        figure.question,
        response.response_id,
    )


def _label(figure: Figure) -> str:
    """The labels of a figure without the words of its period."""
    period = figure.period.text if figure.period is not None else ""
    labels = (
        " ".join(label.replace(period, " ").split()) if period else label
        for label in (figure.row_label, figure.column_label)
    )
    return " / ".join(label for label in labels if label and label.casefold() != figure.measure.casefold())


def _said(figure: Figure) -> str:
    """The number, or where no single one was printed what stands for it."""
    amount = figure.amount
    return plain(amount.value) if amount.value is not None else amount.text or amount.marker


def _stretch(period: Period) -> Stretch:
    start, end = period.start, period.end
    return (start.isoformat() if start else "", end.isoformat() if end else "")


def _heading(stretch: Stretch) -> str:
    """`2021` for a calendar year, `2021/22` for a financial one, else both days."""
    start, end = stretch
    if end:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        if (first.month, first.day, last.month, last.day, last.year - first.year) == (1, 1, 12, 31, 0):
            return str(first.year)
        if (first.month, first.day, last.month, last.day, last.year - first.year) == (4, 1, 3, 31, 1):
            return f"{first.year}/{last.year % 100:02}"
    return f"{start}..{end}"


def _sorted(lines: Iterable[Line], aside: Path) -> Iterator[Line]:
    """The rows in the order of their columns, sorted in parts on the disk where there are many."""
    parts: list[Path] = []
    held: list[Line] = []
    for line in lines:
        held.append(line)
        if len(held) == IN_MEMORY:
            parts.append(_put_aside(held, aside / str(len(parts))))
            held = []
    held.sort(key=_order)
    with ExitStack() as stack:
        opened = [stack.enter_context(path.open(encoding="utf-8")) for path in parts]
        yield from heapq.merge(*(map(_thawed, file) for file in opened), held, key=_order)


def _put_aside(lines: list[Line], path: Path) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line)}\n" for line in sorted(lines, key=_order))
    return path


def _thawed(text: str) -> Line:
    key, cells, note = json.loads(text)
    return tuple(key), cells, note


def _order(line: Line) -> Key:
    return tuple(part.casefold() for part in line[0]) + line[0]


EXPORTER = Exporter("wide", write)
