"""Where a table keeps its words: which rows are headers, which columns are labels, where a new table begins.

A sheet may hold several tables below one another; each becomes a panel with headers of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from foi_cli.model import Table
from foi_cli.normalise import sheets
from foi_cli.normalise.cells import Kind, kind, period, read
from foi_cli.normalise.sheets import Mark

_NAMES_ONLY = re.compile(
    r"(?:.*\b(?:year|date|time|day|code|ids?|ref|reference|postcode|post\scode|uprn|urn|phone|telephone"
    r"|no\.?|latitude|longitude|easting|northing|url|email)\b\W*|.*_(?:id|code)|(?:ons|la|lad|org)\scode.*)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:years?|months?|quarters?|dates?|periods?|fy)\b", re.IGNORECASE)
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
    are columns of words beside the numbers. `caption` is the text that stands over its headers, `mark` the
    number of the question that it begins with.
    """

    caption: str
    labels: tuple[int, ...]
    corner: tuple[str, ...]
    columns: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, tuple[str, ...], str], ...]
    remarks: tuple[int, ...] = ()
    mark: Mark | None = None


@lru_cache(maxsize=8_192)
def is_total(label: str) -> bool:
    """True where a label says that it stands for the sum of others."""
    return _TOTAL.match(label) is not None


def is_grand(label: str) -> bool:
    """True where a label says that it stands for the sum of all, subtotals included."""
    return _GRAND.match(label) is not None


def panels(table: Table) -> tuple[Panel, ...]:
    """The tables inside this one, from the top."""
    grid = [[kind(cell) for cell in row] for row in table.rows]
    return tuple(
        panel
        for start, stop in _stretches(table.rows, grid)
        if (panel := _panel(table.rows, grid, start, stop, table.title)) is not None
    )


def _stretches(rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]]) -> Iterator[tuple[int, int]]:
    """Row ranges that belong together: a header below data begins a new table."""
    start, seen_data = 0, False
    for row, kinds in enumerate(grid):
        if _is_data(kinds):
            seen_data = True
        elif seen_data and _is_header(kinds) and _leads_to_data(grid, row):
            top = _with_title(rows, grid, row)
            yield start, top
            start, seen_data = top, False
    if seen_data:
        yield start, len(grid)


def _with_title(rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], header: int) -> int:
    """Where a table begins whose heads these are: with the words that stand alone above them, or the number
    of a question and its words, below a gap."""
    top = header
    while top and (_alone(grid[top - 1]) or _asks(rows[top - 1])):
        top -= 1
    return top if top < header and set(grid[top - 1]) == {"blank"} else header


def _alone(kinds: Sequence[Kind]) -> bool:
    return kinds[0] == "text" and set(kinds[1:]) <= {"blank"}


def _asks(cells: Sequence[str]) -> bool:
    """True for a row with the number of a question, and its words in the cell beside it."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    mark = sheets.mark(filled[0], " ".join(filled[1:])) if len(filled) == 2 else None
    return mark is not None and mark.words == filled[1] and bool(cells[0].strip())


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
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], start: int, stop: int, title: str
) -> Panel | None:
    first = next((row for row in range(start, stop) if _is_data(grid[row])), None)
    if first is None:
        return None
    body = range(first, stop)
    labels, data = _label_columns(rows, grid, body)
    caption, mark, header = _caption(rows, start, first)
    while len(header) > 1 and header[-1] == body.start - 1 and _heads_group(rows[header[-1]]):
        body = range(header.pop(), stop)
    names = _names(rows, header, data, title if start == 0 else "")
    corner = tuple(_column_label(rows, header[-1:], column) for column in labels)
    lines = tuple(_row_labels(rows, grid, body, labels))
    if not names[data[0]] and len(labels) == 1 and _times(lines) and not _TIME.search(corner[0]):
        names[data[0]] = corner[0]
    columns = tuple((column, names[column]) for column in data if not _NAMES_ONLY.fullmatch(names[column]))
    return Panel(caption, labels, corner, columns, lines, _remarks(grid, body, data), mark)


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
    head = _TWO_HEADS.fullmatch(title.strip()) if len(data) == 1 and not header else None
    if head is not None:
        names[data[0]] = head["name"]
    repeated = _REPEATED.fullmatch(title.strip())
    if repeated is not None and header:
        word = repeated["word"]
        for column in data[: title.count(word)]:
            names[column] = f"{word} {names[column]}"
    return names


def _label_columns(
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], body: range
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The leading columns that name rows, and the columns that hold numbers."""
    width = len(grid[body.start])
    counts = [_counts(rows, grid, body, column) for column in range(width)]
    data = tuple(column for column, (numbers, words, _) in enumerate(counts) if numbers and numbers >= words)
    if not data:
        data = tuple(column for column, (numbers, _, _) in enumerate(counts) if numbers)
    labels = tuple(
        column
        for column, (numbers, words, named) in enumerate(counts)
        if column < data[0] and (words or named)
    )
    return labels, data


def _counts(
    rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]], body: range, column: int
) -> tuple[int, int, int]:
    """How many numbers, different words and periods a column of the body holds."""
    numbers = named = 0
    words: set[str] = set()
    if column == 0 and _is_banded([rows[row][0] for row in body]):
        return 0, len(body), 0
    for row in body:
        kind_ = grid[row][column]
        numbers += kind_ in ("number", "marker")
        named += kind_ == "period"
        if kind_ == "text":
            words.add(rows[row][column])
    if named and numbers >= named:
        return numbers + named, len(words), 0
    return numbers, len(words) + named, named


def _is_banded(column: Sequence[str]) -> bool:
    """Whether a first column names bands, each once: "Less than £250", "£250 to £499.99"."""
    written = [cell.strip() for cell in column if any(map(str.isdigit, cell))]
    found = [read(cell) for cell in written]
    bands = [own for own in found if len(own) == 1 and own[0].value is None]
    ranges = sum(own[0].low is not None and own[0].high is not None for own in bands)
    return len(bands) == len(written) > 2 and ranges > 0 and len({*written}) == len(written)


def _caption(rows: Sequence[Sequence[str]], start: int, first: int) -> tuple[str, Mark | None, list[int]]:
    """The text of the rows at the top that name no columns, the question that they begin with, and the rows
    that do: one cell alone, or the number of a question and its words beside it."""
    caption: list[str] = []
    header: list[int] = []
    asked: Mark | None = None
    for row in range(start, first):
        filled = [cell.strip() for cell in rows[row] if cell.strip()]
        if not header and rows[row][0].strip() and (len(filled) == 1 or _asks(rows[row])):
            mark = sheets.mark(filled[0], " ".join(filled[1:]))
            asked = mark or asked
            caption.append(mark.words if mark is not None else filled[0])
        elif filled:
            header.append(row)
    return " ".join(filter(None, caption[-3:])), asked, header


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
        above.update({column: part for column, part in zip(labels[:-1], own[:-1], strict=False) if part})
        parts = [part or above.get(column, "") for column, part in zip(labels, own, strict=True)]
        if parts and _GRAND.match(parts[0]):
            group = ""
        yield row, tuple(part for part in parts if part), group


def _dated(grid: Sequence[Sequence[Kind]], body: range, column: int) -> bool:
    """True where most rows with numbers are named by a period: one without numbers only awaits them."""
    numbered = [row for row in body if "number" in grid[row]]
    return 2 * sum(grid[row][column] == "period" for row in numbered) > len(numbered)
