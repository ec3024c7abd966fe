"""Tables with rulings: lines that cross each other make a frame; what it leaves open is read by its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from foi_cli.ingest.pdf import columns, drawings, grids, rows
from foi_cli.ingest.pdf.frame import Box
from foi_cli.ingest.pdf.grids import SNAP, Grid
from foi_cli.ingest.pdf.lines import Line, Phrase, is_number
from foi_cli.ingest.pdf.lines import find as find_lines
from foi_cli.ingest.pdf.rulings import Ruling, Rulings
from foi_cli.ingest.pdf.words import Word

_MOST_CROSSINGS = 400_000
"""Pairs of rulings compared on a page; beyond it the page is a drawing."""
_APART = 1.2
"""In font sizes: lines of one cell are no further apart."""


class Frame(NamedTuple):
    """Rulings that hang together."""

    across: list[Ruling]
    down: list[Ruling]

    @property
    def box(self) -> Box:
        """Their outline."""
        return (
            min([*(r.start for r in self.across), *(r.at for r in self.down)]),
            min([*(r.start for r in self.down), *(r.at for r in self.across)]),
            max([*(r.end for r in self.across), *(r.at for r in self.down)]),
            max([*(r.end for r in self.down), *(r.at for r in self.across)]),
        )


def frames(rulings: Rulings) -> list[Frame]:
    """The groups of rulings that touch or cross each other, from the top down."""
    across, down = rulings
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    group = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    places = [d.at for d in down]
    for i, a in enumerate(across):
        for j in range(bisect_left(places, a.start - SNAP), bisect_right(places, a.end + SNAP)):
            if down[j].start - SNAP <= a.at <= down[j].end + SNAP:
                group[root(i)] = root(len(across) + j)
    found: dict[int, Frame] = {}
    for i, ruling in enumerate((*across, *down)):
        frame = found.setdefault(root(i), Frame([], []))
        (frame.across if i < len(across) else frame.down).append(ruling)
    return sorted((f for f in found.values() if f.across and f.down), key=lambda frame: frame.box[1])


def read(frame: Frame, words: Sequence[Word]) -> Grid | None:
    """The table in a frame, None where the frame holds no table: a box round text, a chart, an empty form."""
    x0, top, x1, bottom = frame.box
    inside = [
        w
        for w in words
        if x0 - 1 < (w.x0 + w.x1) / 2 < x1 + 1 and top - 1 < (w.top + w.bottom) / 2 < bottom + 1
    ]
    if not inside:
        return None
    across, down = _closed(frame)
    lines = sorted(find_lines([w for w in inside if not w.vertical], down), key=_middle)
    down = [*down, *_columns_left_open(across, down, lines)]
    across = [*across, *_rows_left_open(across, down, lines)]
    down = [*down, *_edges_left_open(across, down, lines)]
    across = [*across, *_texts_apart(across, down, lines)]
    if drawings.are_crossed(lines, frame.down):
        return None
    grid = grids.build(across, down, inside)
    return grid if _is_table(grid) and not drawings.is_axis(grid.rows) else None


def _closed(frame: Frame) -> tuple[list[Ruling], list[Ruling]]:
    """The rulings with the outline drawn where it was left open."""
    x0, top, x1, bottom = frame.box
    across = [*frame.across, *(Ruling(y, x0, x1) for y in (top, bottom))]
    down = [*frame.down, *(Ruling(x, top, bottom) for x in (x0, x1))]
    return sorted(across), sorted(down)


def _columns(part: Phrase, xs: Sequence[float]) -> range:
    """The columns between these edges that a phrase stands in: two where an edge is near its middle."""
    middle = (part.x0 + part.x1) / 2
    first, last = bisect_left(xs, middle - 1) - 1, bisect_right(xs, middle + 1) - 1
    return range(max(first, 0), min(last, len(xs) - 2) + 1)


def _by_columns(lines: Sequence[Line], xs: Sequence[float]) -> list[list[tuple[Line, list[Phrase]]]]:
    """For each column between these edges the lines with phrases in it, each with those phrases."""
    found: list[list[tuple[Line, list[Phrase]]]] = [[] for _ in xs[1:]]
    for line in lines:
        parts: dict[int, list[Phrase]] = {}
        for part in line.phrases:
            for column in _columns(part, xs):
                parts.setdefault(column, []).append(part)
        for column, inside in parts.items():
            found[column].append((line, inside))
    return found


def _with_only(phrases: Sequence[Phrase], line: Line) -> Line:
    if len(phrases) == len(line.phrases):
        return line
    return line._replace(phrases=tuple(phrases), x0=phrases[0].x0, x1=phrases[-1].x1)


def _between(lines: Sequence[Line], top: float, bottom: float) -> Sequence[Line]:
    """The lines, sorted as they are, between two heights."""
    first = bisect_right(lines, top, key=_middle)
    return lines[first : bisect_left(lines, bottom, lo=first, key=_middle)]


def _middle(line: Line) -> float:
    return line.middle


def _columns_left_open(
    across: Sequence[Ruling], down: Sequence[Ruling], lines: Sequence[Line]
) -> list[Ruling]:
    """Strips of white space that part columns between two rulings."""
    xs, ys = grids.edges(down), grids.edges(across)
    found: list[Ruling] = []
    for column in _by_columns(_between(lines, ys[0], ys[-1]), xs):
        wide = sum(len(phrases) > 1 for _, phrases in column)
        if wide < 2 or 2 * wide < len(column):
            continue
        inside = [_with_only(phrases, line) for line, phrases in column]
        several = [line for line in inside if len(line.phrases) > 1]
        figures = [line for line in several if any(part.is_number for part in line.phrases)]
        gaps = columns.find(figures if 2 * len(figures) > len(several) else inside)
        inside = [columns.cut(line, gaps) for line in inside]
        middles = [gap.middle for gap in columns.narrowed(gaps, inside)]
        found.extend(_past_spanning(_with_words_on_both_sides(middles, inside), ys, inside))
    return found


def _with_words_on_both_sides(xs: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """Those of these places that half of the lines, and four, have words left and right of."""
    reach = [(min(part.x1 for part in line.phrases), max(part.x0 for part in line.phrases)) for line in lines]
    needed = max(4, len(lines))
    return [x for x in xs if 2 * sum(left <= x <= right for left, right in reach) >= needed]


def _past_spanning(xs: Sequence[float], ys: Sequence[float], lines: Sequence[Line]) -> Iterator[Ruling]:
    """Verticals at these places, through the rows where no phrase crosses them."""
    for top, bottom in pairwise(ys):
        crossed = _crossed(xs, _between(lines, top, bottom))
        yield from (Ruling(x, top, bottom) for n, x in enumerate(xs) if n not in crossed)


def _crossed(xs: Sequence[float], lines: Sequence[Line]) -> set[int]:
    """The numbers of those places, which come from left to right, that a phrase of the lines runs across."""
    return {
        n
        for line in lines
        for part in line.phrases
        for n in range(bisect_right(xs, part.x0 + 1), bisect_left(xs, part.x1 - 1))
    }


def _edges_left_open(across: Sequence[Ruling], down: Sequence[Ruling], lines: Sequence[Line]) -> list[Ruling]:
    """In each row the edges of columns that stand between words and that no phrase crosses, ruled or not."""
    xs, ys = grids.edges(down), grids.edges(across)
    ruled = grids.near(down, xs)
    found: list[Ruling] = []
    for top, bottom in pairwise(ys):
        inside = _between(lines, top, bottom)
        parts = [part for line in inside for part in line.phrases]
        if not parts:
            continue
        first = bisect_left(xs, min(part.x1 for part in parts) - 1, lo=1)
        last = bisect_right(xs, max(part.x0 for part in parts) + 1, hi=len(xs) - 1)
        crossed = _crossed(xs, inside)
        closed = {n for n, own in enumerate(ruled) if _runs_through(own, top, bottom)}
        kept = closed | crossed | _spanned(closed, xs, parts)
        found.extend(Ruling(xs[n], top, bottom) for n in range(first, last) if n not in kept)
    return found


def _runs_through(rulings: Sequence[Ruling], top: float, bottom: float) -> bool:
    return any(r.start <= top + SNAP and r.end >= bottom - SNAP for r in rulings)


def _spanned(closed: set[int], xs: Sequence[float], parts: Sequence[Phrase]) -> set[int]:
    """The numbers of the edges inside cells of a row that are ruled on both sides and hold one heading,
    wherever in them it is set. A figure stands in the column that it is set in."""
    held: dict[int, list[Phrase]] = {}
    places = sorted(closed)
    edges_of = [xs[n] for n in places]
    for part in parts:
        held.setdefault(bisect_left(edges_of, (part.x0 + part.x1) / 2), []).append(part)
    found: set[int] = set()
    for at, (left, right) in enumerate(pairwise(places), 1):
        inside = held.get(at, [])
        if right - left > 1 and not any(part.is_number for part in inside) and _are_below(inside):
            found.update(range(left + 1, right))
    return found


def _are_below(parts: Sequence[Phrase]) -> bool:
    """Whether phrases stand one below the other, as the lines of one heading do."""
    return all(above.x0 < below.x1 and below.x0 < above.x1 for above, below in pairwise(parts))


def _texts_apart(across: Sequence[Ruling], down: Sequence[Ruling], lines: Sequence[Line]) -> list[Ruling]:
    """Edges between two rows where a column has no ruling but its words stand too far apart for one cell."""
    xs, ys = grids.edges(down), grids.edges(across)
    found: list[Ruling] = []
    last: dict[int, Line] = {}
    for line in _between(lines, ys[0], ys[-1]):
        for n in {n for part in line.phrases for n in _columns(part, xs)}:
            above = last.get(n, line)
            if line.top - above.bottom > _APART * line.size:
                near = ys[bisect_left(ys, above.bottom) : bisect_right(ys, line.top)]
                found.extend(Ruling(y, xs[n], xs[n + 1]) for y in near)
            last[n] = line
    return found


def _rows_left_open(across: Sequence[Ruling], down: Sequence[Ruling], lines: Sequence[Line]) -> list[Ruling]:
    """Rows of figures inside one ruled row."""
    xs, ys = grids.edges(down), grids.edges(across)
    if len(xs) < 3:
        return []
    gaps = [columns.Gap(x, x) for x in xs[1:-1]]
    (column,) = _by_columns(lines, [xs[0], xs[-1]])
    lines = [_with_only(phrases, line) for line, phrases in column]
    found: list[Ruling] = []
    for top, bottom in pairwise(ys):
        inside = _between(lines, top, bottom)
        if len(inside) < 2:
            continue
        placed = rows.placed(inside, gaps)
        data = [row.is_data and bool(row.label) for row in placed]
        several = sum(data) >= 2 and 2 * sum(data) >= len(placed)
        if several or (data[-1] and any(row.values for row in placed[:-1])):
            found.extend(rows.find(placed, gaps, (xs[0], xs[-1]), ()))
    return found


def _is_table(grid: Grid) -> bool:
    """Two rows and two columns at least with words in enough of the cells, or one row of several figures."""
    wide, high = len(grid.xs) - 1, len(grid.ys) - 1
    if high == 1:
        return len(grid.cells) > 2 and sum(is_number(cell.text) for cell in grid.cells[1:]) > 1
    if wide < 2 or high < 2 or len(grid.cells) < 4:
        return False
    rows_of_several = sum(count > 1 for count in Counter(cell.row for cell in grid.cells).values())
    return rows_of_several >= 2 and len(grid.cells) >= 0.25 * wide * high
