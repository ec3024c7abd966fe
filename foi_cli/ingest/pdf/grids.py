"""A grid: where the edges of a table's rows and columns are, which cells are one, and what stands in each.

Edges may be rulings of the page or be thought of by columns.py and rows.py; a grid treats both alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from foi_cli.ingest.pdf.frame import Box
from foi_cli.ingest.pdf.lines import text
from foi_cli.ingest.pdf.rulings import Ruling
from foi_cli.ingest.pdf.words import Word

SNAP = 3.0
"""Points: edges closer than this are the same edge."""


Spot: TypeAlias = tuple[int, int]
"""The row and column, counted from 0, of a cell, or of a small cell: what lies between neighbouring edges."""


class Cell(NamedTuple):
    """A cell, with those that it spans: its first row and column, counted from 0, its box, the numbers of
    its words (`Word.at`), and its text in reading order."""

    row: int
    column: int
    box: Box
    words: tuple[int, ...]
    text: str


class Width(NamedTuple):
    """From where to where the words of a column reach."""

    x0: float
    x1: float


class Grid(NamedTuple):
    """A table on a page: the edges of its columns and rows, its cells that hold words, and how far the words
    of each column reach, headings over several columns left out.

    `read_by` is the OCR engine that read it, and `doubtful` holds row, column and other readings of cells.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    widths: tuple[Width, ...]
    read_by: str = ""
    doubtful: tuple[tuple[int, int, tuple[str, ...]], ...] = ()

    @property
    def box(self) -> Box:
        """Its outline."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts of its cells, a rectangle; spanned cells hold theirs once, at their first cell."""
        rows = [[""] * (len(self.xs) - 1) for _ in self.ys[1:]]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text
        return tuple(map(tuple, rows))


def _text(words: Sequence[Word]) -> str:
    """Upright lines folded into one, then what runs up or down the page, from the left."""
    if len(words) == 1:
        return words[0].text
    upright = [word for word in words if not word.vertical]
    if len(upright) == len(words):
        return text(words)
    across = sorted(word for word in words if word.vertical)
    return " ".join([*([text(upright)] if upright else []), *(word.text for word in across)])


def edges(rulings: Iterable[Ruling], snap: float = SNAP) -> list[float]:
    """The places of rulings, those within a snap of each other taken as one."""
    places: list[list[float]] = []
    for at in sorted(ruling.at for ruling in rulings):
        if places and at - places[-1][0] <= snap:
            places[-1].append(at)
        else:
            places.append([at])
    return [sum(group) / len(group) for group in places]


def build(
    across: Sequence[Ruling], down: Sequence[Ruling], words: Sequence[Word], snap: float = SNAP
) -> Grid:
    """The grid that these rulings draw, filled with those of the words that stand inside it.

    Cells without a ruling between them are one. Rows and columns without a word are left out. Rulings closer
    than `snap` points are one.
    """
    xs, ys = edges(down, snap), edges(across, snap)
    part_of = _parts(xs, ys, near(across, ys, snap), near(down, xs, snap))
    held: dict[Spot, list[Word]] = {}
    for word in words:
        column = bisect_right(xs, (word.x0 + word.x1) / 2) - 1
        row = bisect_right(ys, (word.top + word.bottom) / 2) - 1
        if 0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1:
            spot = row, column
            held.setdefault(part_of.get(spot, spot), []).append(word)
    return _without_empty(xs, ys, part_of, held)


def _covered(rulings: Iterable[Ruling], start: float, end: float) -> bool:
    """Whether rulings cover most of the way from start to end."""
    covered = 0.0
    for ruling in rulings:
        if ruling.start <= start and ruling.end >= end:
            return True
        covered += max(0.0, min(ruling.end, end) - max(ruling.start, start))
    return covered >= 0.6 * (end - start)


def near(rulings: Sequence[Ruling], places: Sequence[float], snap: float = SNAP) -> list[list[Ruling]]:
    """For each place the rulings on it, those that continue each other as one."""
    ordered = sorted(rulings)
    found: list[list[Ruling]] = []
    for place in places:
        merged: list[Ruling] = []
        about = ordered[bisect_left(ordered, (place - 2 * snap,)) : bisect_left(ordered, (place + 2 * snap,))]
        for ruling in sorted((r for r in about if abs(r.at - place) <= snap), key=lambda r: r.start):
            if merged and ruling.start <= merged[-1].end + snap:
                merged[-1] = Ruling(place, merged[-1].start, max(merged[-1].end, ruling.end))
            else:
                merged.append(ruling)
        found.append(merged)
    return found


def _parts(
    xs: Sequence[float],
    ys: Sequence[float],
    on_y: Sequence[Sequence[Ruling]],
    on_x: Sequence[Sequence[Ruling]],
) -> dict[Spot, Spot]:
    """For each small cell that is part of a larger one the first small cell of that."""
    first: dict[Spot, Spot] = {}
    lefts, tops = [_open(on, ys) for on in on_x], [_open(on, xs) for on in on_y]
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            open_left, open_top = column > 0 and lefts[column][row], row > 0 and tops[row][column]
            if not (open_left or open_top):
                continue
            above = first.get((row - 1, column), (row - 1, column))
            if open_top and (above[1] == column or not open_left):
                first[row, column] = above
            else:
                first[row, column] = first.get((row, column - 1), (row, column - 1))
    return first


def _open(rulings: Sequence[Ruling], places: Sequence[float]) -> list[bool]:
    """Whether rulings leave the way open, between each two places."""
    if any(ruling.start <= places[0] and ruling.end >= places[-1] for ruling in rulings):
        return [False] * (len(places) - 1)
    return [not _covered(rulings, start, end) for start, end in pairwise(places)]


def _without_empty(
    xs: Sequence[float],
    ys: Sequence[float],
    part_of: dict[Spot, Spot],
    held: dict[Spot, list[Word]],
) -> Grid:
    rows = sorted({row for row, _ in held})
    columns = sorted({column for _, column in held})
    if not rows or not columns:
        return Grid((), (), (), ())
    row_of, column_of = (
        {row: n for n, row in enumerate(rows)},
        {column: n for n, column in enumerate(columns)},
    )
    boxes = _boxes(xs, ys, part_of, held)
    cells = tuple(
        Cell(
            row_of[row],
            column_of[column],
            boxes[row, column],
            tuple([word.at for word in words]),
            _text(words),
        )
        for (row, column), words in sorted(held.items())
    )
    return Grid(
        (*(xs[column] for column in columns), xs[columns[-1] + 1]),
        (*(ys[row] for row in rows), ys[rows[-1] + 1]),
        cells,
        _widths(columns, xs, boxes, held),
    )


def _boxes(
    xs: Sequence[float], ys: Sequence[float], part_of: dict[Spot, Spot], held: Iterable[Spot]
) -> dict[Spot, Box]:
    """The box of each cell that holds words, round all the small cells that it is made of."""
    boxes = {(row, column): (xs[column], ys[row], xs[column + 1], ys[row + 1]) for row, column in held}
    for (row, column), spot in part_of.items():
        if spot in boxes:
            x0, top, x1, bottom = boxes[spot]
            boxes[spot] = x0, top, max(x1, xs[column + 1]), max(bottom, ys[row + 1])
    return boxes


def _widths(
    columns: Sequence[int],
    xs: Sequence[float],
    boxes: dict[Spot, Box],
    held: dict[Spot, list[Word]],
) -> tuple[Width, ...]:
    inside: dict[int, list[Word]] = {column: [] for column in columns}
    for (row, column), words in held.items():
        if boxes[row, column][2] <= xs[column + 1] + SNAP:
            inside[column].extend(words)
    return tuple(
        Width(min([word.x0 for word in words]), max([word.x1 for word in words]))
        if words
        else Width(xs[column], xs[column + 1])
        for column, words in inside.items()
    )
