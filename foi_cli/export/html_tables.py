"""Tables and answers as the report draws them: each cell and word with what it is and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foi_cli.export.cells import position
from foi_cli.model import Figure, Finding, Table

ROWS, COLUMNS, HEADS = 24, 16, 3
"""What is drawn of a table beside a finding; a larger one is cut to its first rows, its
first column and what the finding is about."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell: its text, whether it is a heading ("col", "row" or ""), the figure in it, and its mark.

    `mark` is "part", a verdict for a stated total, or "".
    """

    text: str
    heading: str = ""
    figure: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn, and how much of it was left out."""

    caption: str
    rows: tuple[tuple[Drawn, ...], ...]
    rows_left_out: int = 0
    columns_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of an answer, and the figure that it is ("" where it is none)."""

    text: str
    figure: str = ""


class Figures:
    """The figures of a response by the cell they stand in."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._at: dict[tuple[str, int, int, int], Figure] = {}
        for each in figures:
            if each.table is not None and each.row is not None and each.column is not None:
                self._at[each.place.file, each.table, each.row, each.column] = each

    def at(self, file: str, table: Table, row: int, column: int) -> str:
        """The id of the figure in this cell; "" where there is none."""
        figure = self._at.get((file, table.number, row, column))
        return figure.figure_id if figure else ""


def whole(file: str, table: Table, figures: Figures, marks: Mapping[tuple[int, int], str]) -> Grid:
    """The whole table."""
    return _grid(file, table, figures, marks, range(len(table.rows)), range(_width(table)))


def excerpt(file: str, table: Table, figures: Figures, finding: Finding) -> Grid:
    """The table with the cells of a finding marked; cut to these where it is large."""
    marks = marked(table, [finding])
    stated = [at for at, mark in marks.items() if mark != "part"] + [
        at for at in marks if marks[at] == "part"
    ]
    rows = _kept(len(table.rows), [*range(HEADS), *(row for row, _ in stated)], ROWS)
    columns = _kept(_width(table), [0, *(column for _, column in stated)], COLUMNS)
    return _grid(file, table, figures, marks, rows, columns)


def marked(table: Table, findings: Sequence[Finding]) -> dict[tuple[int, int], str]:
    """The marks of the cells that findings are about: parts, and the verdict on a stated total."""
    marks: dict[tuple[int, int], str] = {}
    for finding in findings:
        for part in finding.parts:
            at = position(table, part)
            if at is not None:
                marks.setdefault(at, "part")
    for finding in findings:
        at = position(table, finding.place.cell or "")
        if at is not None and marks.get(at, "part") in ("part", "agrees"):
            marks[at] = finding.verdict
    return marks


def _width(table: Table) -> int:
    return max(map(len, table.rows), default=0)


def _kept(count: int, wanted: Sequence[int], most: int) -> list[int]:
    """All lines where there are few; else those wanted, as many as are drawn, the first named first."""
    if count <= most:
        return list(range(count))
    return sorted(list(dict.fromkeys(wanted))[:most])


def _grid(
    file: str,
    table: Table,
    figures: Figures,
    marks: Mapping[tuple[int, int], str],
    rows: Sequence[int],
    columns: Sequence[int],
) -> Grid:
    caption = f"{file}, table {table.number}" + (f": {table.title}" if table.title else "")
    headed = bool(rows) and not any(figures.at(file, table, 0, c) for c in range(_width(table)))
    drawn = tuple(
        tuple(
            Drawn(
                table.rows[r][c],
                _heading(table.rows[r][c], r, c, headed),
                figures.at(file, table, r, c),
                marks.get((r, c), ""),
            )
            for c in columns
            if c < len(table.rows[r])
        )
        for r in rows
    )
    left = len(table.rows) - len(rows), _width(table) - len(columns)
    return Grid(caption, drawn, *left)


def _heading(text: str, row: int, column: int, headed: bool) -> str:
    """What the cell heads: its column in a first row without figures, its row in the first column."""
    if not text:
        return ""
    if row == 0 and headed:
        return "col"
    return "row" if column == 0 else ""


def words(answer: str, figures: Sequence[Figure]) -> list[Word]:
    """The answer with the figures that stand in it marked, each found after the one before it."""
    pieces: list[Word] = []
    start = 0
    for figure in figures:
        text = figure.amount.text.strip()
        match = _whole_word(text).search(answer, start) if text else None
        if match is None:
            continue
        pieces += [Word(answer[start : match.start()]), Word(match[0], figure.figure_id)]
        start = match.end()
    return [piece for piece in (*pieces, Word(answer[start:])) if piece.text]


def _whole_word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w])")
