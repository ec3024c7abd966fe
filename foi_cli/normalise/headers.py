"""Where a table keeps its words: which rows are headers, which columns are labels, where a new table begins.

A sheet may hold several tables below one another; each becomes a panel with headers of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from foi_cli.arithmetic import amounts
from foi_cli.model import Period, Table
from foi_cli.normalise import periods

Kind: TypeAlias = Literal["number", "marker", "period", "text", "blank"]

_YEARLIKE = re.compile(r"(?:19[5-9]\d|20[0-4]\d)")
_WORDY = frozenset({"-", "–", "—", "*", "**", "***", "~", "..", "..."})
_NAMES_ONLY = re.compile(
    r"(?:.*\b(?:year|date|time|day|code|ids?|ref|reference|postcode|post\scode|uprn|urn|phone|telephone"
    r"|no\.?|latitude|longitude|easting|northing|url|email)\b\W*|.*_(?:id|code)|(?:ons|la|lad|org)\scode.*)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|sub|running|year\send|cumulative)[\s-]?)?totals?\b|\W*all\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One table inside a sheet. Rows and columns are zero-based; `body` are its data rows in order.

    `columns` pairs each data column with its label; `labels` are the label columns, `corner` their headings.
    `rows` pairs each body row with its label parts, group headings above it first. `caption` is the text
    that stands over its headers.
    """

    caption: str
    labels: tuple[int, ...]
    corner: tuple[str, ...]
    columns: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, tuple[str, ...], str], ...]


@lru_cache(maxsize=65_536)
def kind(text: str) -> Kind:
    """What a cell is, by itself: a year counts as a period, a dash or a star as a marker."""
    written = text.strip()
    if not written:
        return "blank"
    if written in _WORDY:
        return "marker"
    if _YEARLIKE.fullmatch(written):
        return "period"
    amount = amounts.read(written)
    if amount is not None:
        return "number" if amount.low is not None and not _wordlike(amount.marker) else "marker"
    return "period" if len(written) <= 60 and periods.read(written) is not None else "text"


def _wordlike(marker: str) -> bool:
    return marker in ("not-held", "withheld", "ncnd", "not-recorded")


@lru_cache(maxsize=65_536)
def period(text: str) -> Period | None:
    """The period that a label is, if it is one."""
    return periods.read(text) if text and len(text) <= 80 else None


def is_total(label: str) -> bool:
    """True where a label says that it stands for the sum of others."""
    return _TOTAL.match(label) is not None


def panels(table: Table) -> tuple[Panel, ...]:
    """The tables inside this one, from the top."""
    grid = [[kind(cell) for cell in row] for row in table.rows]
    return tuple(
        panel
        for start, stop in _stretches(grid)
        if (panel := _panel(table.rows, grid, start, stop)) is not None
    )


def _stretches(grid: Sequence[Sequence[Kind]]) -> Iterator[tuple[int, int]]:
    """Row ranges that belong together: a header below data begins a new table."""
    start, seen_data = 0, False
    for row, kinds in enumerate(grid):
        if _is_data(kinds):
            seen_data = True
        elif seen_data and _is_header(kinds) and _leads_to_data(grid, row):
            yield start, row
            start, seen_data = row, False
    if seen_data:
        yield start, len(grid)


def _is_data(kinds: Sequence[Kind]) -> bool:
    return "number" in kinds


def _is_header(kinds: Sequence[Kind]) -> bool:
    """Several words or periods and no number: the columns are being named."""
    words = sum(1 for kind_ in kinds if kind_ in ("text", "period"))
    named = sum(1 for kind_ in kinds[1:] if kind_ in ("text", "period"))
    return words >= 2 and named >= 1 and "marker" not in kinds


def _leads_to_data(grid: Sequence[Sequence[Kind]], row: int) -> bool:
    """True where the named columns hold numbers or periods below."""
    named = [column for column, kind_ in enumerate(grid[row]) if column and kind_ in ("text", "period")]
    below = grid[row + 1 : row + 4]
    return any(line[column] == "number" for line in below for column in named)


def _panel(
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], start: int, stop: int
) -> Panel | None:
    first = next((row for row in range(start, stop) if _is_data(grid[row])), None)
    if first is None:
        return None
    body = range(first, stop)
    labels, data = _label_columns(grid, body)
    caption, header = _caption(rows, start, first)
    names = {column: _column_label(rows, header, column) for column in data}
    columns = tuple((column, names[column]) for column in data if not _NAMES_ONLY.fullmatch(names[column]))
    corner = tuple(_column_label(rows, header[-1:], column) for column in labels)
    return Panel(caption, labels, corner, columns, tuple(_row_labels(rows, grid, body, labels)))


def _label_columns(grid: Sequence[Sequence[Kind]], body: range) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The leading columns that name rows, and the columns that hold numbers."""
    width = len(grid[body.start])
    counts = [_counts(grid, body, column) for column in range(width)]
    data = tuple(column for column, (numbers, words, _) in enumerate(counts) if numbers and numbers >= words)
    if not data:
        data = tuple(column for column, (numbers, _, _) in enumerate(counts) if numbers)
    labels = tuple(
        column
        for column, (numbers, words, named) in enumerate(counts)
        if column < data[0] and (words or named)
    )
    return labels, data


def _counts(grid: Sequence[Sequence[Kind]], body: range, column: int) -> tuple[int, int, int]:
    """How many numbers, words and periods a column of the body holds."""
    numbers = words = named = 0
    for row in body:
        kind_ = grid[row][column]
        numbers += kind_ in ("number", "marker")
        words += kind_ == "text"
        named += kind_ == "period"
    if named and numbers >= named:
        return numbers + named, words, 0
    return numbers, words + named, named


def _caption(rows: Sequence[Sequence[str]], start: int, first: int) -> tuple[str, list[int]]:
    """The text of the one-cell rows at the top, and the rows that name columns."""
    caption: list[str] = []
    header: list[int] = []
    for row in range(start, first):
        filled = [cell for cell in rows[row] if cell.strip()]
        if len(filled) == 1 and not header and rows[row][0].strip():
            caption.append(filled[0].strip())
        elif filled:
            header.append(row)
    return " ".join(caption[-3:]), header


def _column_label(rows: Sequence[Sequence[str]], header: Sequence[int], column: int) -> str:
    """Header cells from top to bottom; a blank one under a spanned heading takes what stands to its left."""
    parts: list[str] = []
    for depth, row in enumerate(header):
        text = rows[row][column].strip()
        if not text and depth < len(header) - 1:
            text = next(
                (rows[row][left].strip() for left in range(column, 0, -1) if rows[row][left].strip()), ""
            )
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _row_labels(
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], body: range, labels: tuple[int, ...]
) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Each data row with its label parts and the heading of the group it stands in."""
    above: dict[int, str] = {}
    group = ""
    for row in body:
        own = [rows[row][column].strip() for column in labels]
        if not any(kind_ in ("number", "marker") for kind_ in grid[row]):
            filled = [part for part in own if part]
            group = filled[0] if filled else group
            above.clear()
            continue
        above.update({column: part for column, part in zip(labels[:-1], own[:-1], strict=False) if part})
        parts = [part or above.get(column, "") for column, part in zip(labels, own, strict=True)]
        yield row, tuple(part for part in parts if part), group
