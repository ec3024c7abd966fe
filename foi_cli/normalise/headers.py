"""Where a table keeps its words: which rows are headers, which columns are labels.

A sheet may hold several tables below one another; each becomes a panel with headers of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from foi_cli.model import Table
from foi_cli.normalise import banded, leading, stretches, timed
from foi_cli.normalise.cells import Kind, kind, period
from foi_cli.normalise.sheets import Mark

_NAMES_ONLY = re.compile(
    r"(?!.*\(nos?\.?\)\W*\Z)(?:(?!.*\bto[\s-]date\b)(?!.*\b(?:per|each|a|an|average|mean|median|longest|shortest|total|(?:in|during|over)\sthe\s(?:financial\s)?year)\b).*\b(?:year|date|time|day|code|ids?|ref|reference|postcode|post\scode|uprn|urn|phone|telephone"
    r"|no\.?|latitude|longitude|easting|northing|url|email)\b\W*|.*_(?:id|code)|(?:ons|la|lad|org)\scode.*|page(?:\sno\.?)?)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:years?|months?|quarters?|dates?|periods?|fy)\b", re.IGNORECASE)
_SHARE = re.compile(r"\(?(?:%|per\s?cent(?:age)?|share)\)?", re.IGNORECASE)
_GRAND = re.compile(r"\W*(?:grand|overall)[\s-]?total", re.IGNORECASE)
_REPEATED = re.compile(r"(?P<word>\S.{0,30}?)(?:\s+(?P=word)){1,20}")
_TWO_HEADS = re.compile(
    r"(?:(?:(?:financial|calendar|academic)\s)?years?|months?|quarters?|periods?|[A-Z][a-z]+(?=\s(?:total|number|no\.?|count|amount|cost|value|%|£)))"
    r"\s(?P<name>\S.{1,60})",
    re.IGNORECASE,
)
"""The heads of a label column and of the numbers beside it on one line: "Year FOI requests received"."""
_MOST_REMARKED = 500
"""Rows; in a longer list words to the right are fields of a record, not remarks on a number."""
_TOTAL = re.compile(
    r"\W*(?:(?:grand|overall|sub|running|year\send|cumulative)[\s-]?)?totals?\b|\W*all\W*$"
    r"|[^:]{1,40}\stotals?\W*$|\W*all\s(?!other)(?:\w{3,30}s|staff|people)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Panel:
    """One table inside a sheet. Rows and columns are zero-based; `body` are its data rows in order.

    `columns` pairs each data column with its label; `labels` are the label columns, `corner` their headings.
    `rows` has each body row with its label parts and the heading of the group that it stands in. `remarks`
    are columns of words beside the numbers. `above` are the lines that stand over its headers, `below` those
    behind its last row, `mark` is the number of the question that it begins with.
    """

    above: tuple[str, ...]
    labels: tuple[int, ...]
    corner: tuple[str, ...]
    columns: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, tuple[str, ...], str], ...]
    remarks: tuple[int, ...] = ()
    below: tuple[str, ...] = ()
    mark: Mark | None = None

    @property
    def caption(self) -> str:
        """The lines over its headers, the last three."""
        return " ".join(filter(None, self.above[-3:]))


@lru_cache(maxsize=8_192)
def is_total(label: str) -> bool:
    """True where a label says that it stands for the sum of others."""
    return _TOTAL.match(label) is not None


def is_grand(label: str) -> bool:
    """True where a label says that it stands for the sum of all, subtotals included."""
    return _GRAND.match(label) is not None


def panels(table: Table) -> tuple[Panel, ...]:
    """The tables inside this one, from the top."""
    grid = banded.headed(table.rows, [[kind(cell) for cell in row] for row in table.rows])
    return tuple(
        panel
        for start, stop in stretches.find(table.rows, grid)
        if (panel := _panel(table.rows, grid, start, stop, table.title)) is not None
    )


def _panel(
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], start: int, stop: int, title: str
) -> Panel | None:
    first = next((row for row in range(start, stop) if stretches.is_data(grid[row])), None)
    if first is None:
        return None
    body = range(first, stop)
    above, mark, header = stretches.heads(rows, start, first)
    while len(header) > 1 and header[-1] == body.start - 1 and _heads_group(rows[header[-1]]):
        body = range(header.pop(), stop)
    counts = _counted(rows, grid, range(first, stop), _head(rows, header, 0))
    numbers = _number_columns(counts)
    names = _names(rows, header, numbers, title if start == 0 else "")
    dated = sum(period(name) is not None for name in names.values())
    data = tuple(
        column
        for column in numbers
        if not _NAMES_ONLY.fullmatch(names[column]) or timed.adds_up(names[column], dated)
    )
    if not data:
        return None
    labels = _label_columns(counts, numbers, data)
    corner = tuple(_column_label(rows, header[-1:], column) for column in labels)
    lines = tuple(_row_labels(rows, grid, body, labels))
    if not names[data[0]] and len(labels) == 1 and _times(lines) and not _TIME.search(corner[0]):
        names[data[0]] = corner[0]
    columns = tuple((column, names[column]) for column in data)
    below = tuple(stretches.alone(rows, range(lines[-1][0] + 1 if lines else stop, stop)))
    return Panel(above, labels, corner, columns, lines, _remarks(grid, body, data), below, mark)


def _heads_group(cells: Sequence[str]) -> bool:
    """True for a row below the heads that names the first group of rows: words in its first cell alone."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 and bool(cells[0].strip()) and not _TIME.search(filled[0])


def _times(lines: Sequence[tuple[int, tuple[str, ...], str]]) -> bool:
    """True where rows are named by periods: a heading over them then belongs to the numbers beside."""
    return bool(lines) and all(parts and period(parts[0]) is not None for _, parts, _ in lines)


def _remarks(grid: Sequence[Sequence[Kind]], body: range, data: tuple[int, ...]) -> tuple[int, ...]:
    """The one or two columns of words to the right of the numbers."""
    found = [
        column
        for column in range(data[-1] + 1, len(grid[body.start]))
        if any(grid[row][column] == "text" for row in body)
    ]
    return tuple(found) if len(found) <= 2 and len(body) <= _MOST_REMARKED else ()


def _names(
    rows: Sequence[Sequence[str]], header: Sequence[int], data: tuple[int, ...], title: str
) -> dict[int, str]:
    """The label of each data column; a title that repeats itself heads as many columns, one each."""
    names = {column: _column_label(rows, header, column) for column in data}
    names |= _shares(names)
    head = _TWO_HEADS.fullmatch(title.strip()) if len(data) == 1 and not header else None
    if head is not None:
        names[data[0]] = head["name"]
    repeated = _REPEATED.fullmatch(title.strip())
    if repeated is not None and header:
        word = repeated["word"]
        for column in data[: title.count(word)]:
            names[column] = f"{word} {names[column]}"
    return names


def _shares(names: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Heads of shares that are called alike, each with the head of its count: "2021", "%", "2022", "%"."""
    signs = Counter(name for name in names.values() if _SHARE.fullmatch(name))
    for column, name in names.items():
        beside = names.get(column - 1, "")
        if signs[name] > 1 and beside and beside not in signs:
            yield column, f"{beside} {name}"


def _counted(
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], body: range, heading: str
) -> list[tuple[int, int, int]]:
    """How many numbers, different words and periods each column of the body holds; a first column of numbers
    that names its rows holds words, and one that only numbers them nothing, if words follow it."""
    width = len(grid[body.start])
    counts = [_counts(rows, grid, body, column) for column in range(width)]
    if counts[0][0]:
        first = leading.names(heading, [rows[row][0] for row in body], [rows[row][1:] for row in body])
        named = next((words > numbers for numbers, words, _ in counts[1:] if numbers or words), False)
        if first:
            counts[0] = 0, 0 if first == "numbering" and named else len(body), 0
    return counts


def _number_columns(counts: Sequence[tuple[int, int, int]]) -> tuple[int, ...]:
    """The columns that hold numbers, be they figures or the numbers of things."""
    most = tuple(column for column, (numbers, words, _) in enumerate(counts) if numbers and numbers >= words)
    return most or tuple(column for column, (numbers, _, _) in enumerate(counts) if numbers)


def _label_columns(
    counts: Sequence[tuple[int, int, int]], numbers: tuple[int, ...], data: tuple[int, ...]
) -> tuple[int, ...]:
    """The columns before the first figures that name rows; the numbers of things, be it cases, name none."""
    return tuple(column for column in range(data[0]) if column not in numbers and any(counts[column][1:]))


def _counts(
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], body: range, column: int
) -> tuple[int, int, int]:
    """How many numbers, different words and periods a column of the body holds."""
    numbers = named = 0
    words: set[str] = set()
    for row in body:
        kind_ = grid[row][column]
        numbers += kind_ in ("number", "marker")
        named += kind_ == "period"
        if kind_ == "text":
            words.add(rows[row][column])
    if named and numbers >= named:
        return numbers + named, len(words), 0
    return numbers, len(words) + named, named


def _head(rows: Sequence[Sequence[str]], header: Sequence[int], column: int) -> str:
    """The lowest words over a column."""
    return next((head for row in reversed(header) if (head := rows[row][column].strip())), "")


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
    dated = bool(labels) and _dated(grid, body, labels[0])
    for row in body:
        own = [rows[row][column].strip() for column in labels]
        if not any(kind_ in ("number", "marker") for kind_ in grid[row]):
            filled = [part for part in own if part]
            if filled and not (dated and period(filled[0]) is not None):
                group = filled[0]
            above.clear()
            continue
        for column, part in zip(labels[:-1], own[:-1], strict=False):
            if part and grid[row][column] != "number":
                above = {left: kept for left, kept in above.items() if left < column} | {column: part}
        parts = [part or above.get(column, "") for column, part in zip(labels, own, strict=True)]
        if parts and _GRAND.match(parts[0]):
            group = ""
        yield row, tuple(part for part in parts if part), group


def _dated(grid: Sequence[Sequence[Kind]], body: range, column: int) -> bool:
    """True where most rows with numbers are named by a period: one without numbers only awaits them."""
    numbered = [row for row in body if "number" in grid[row]]
    return 2 * sum(grid[row][column] == "period" for row in numbered) > len(numbered)
