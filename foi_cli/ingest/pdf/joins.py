"""Tables that run over the end of a page: parts of one table, put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.lines import Line, is_number
from foi_cli.ingest.pdf.pages import Page
from foi_cli.ingest.pdf.rows import YEAR
from foi_cli.model import READ_BY_OCR

_ALIGNED = 6.0
"""Points that the edges of columns may differ by from page to page."""

Rows: TypeAlias = tuple[tuple[str, ...], ...]


class Joined(NamedTuple):
    """A table: its parts with their page numbers, its rows without repeated headings, and the row, counted
    from 0, that each part begins with."""

    parts: tuple[tuple[int, Grid], ...]
    rows: Rows
    starts: tuple[int, ...] = (0,)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done to it, in words."""
        engines = sorted({grid.read_by for _, grid in self.parts if grid.read_by})
        seen = tuple(f"{READ_BY_OCR}{engine})" for engine in engines)
        if len(self.parts) == 1:
            return seen
        pages = ", ".join(
            f"page {page} from row {start + 1}"
            for (page, _), start in zip(self.parts[1:], self.starts[1:], strict=True)
        )
        return (*seen, f"continued over pages: {pages}; headings printed again there were left out")

    @property
    def doubtful(self) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """Row and column of cells that OCR may have misread, with their other readings."""
        found = []
        for n, (start, (_, grid)) in enumerate(zip(self.starts, self.parts, strict=True)):
            end = self.starts[n + 1] if n + 1 < len(self.starts) else len(self.rows)
            left_out = len(grid.rows) - (end - start)
            for row, column, readings in grid.doubtful:
                if row >= left_out:
                    found.append((start + row - left_out, column, readings))
        return tuple(found)


def join(pages: Sequence[Page], banners: set[tuple[int, Line]]) -> list[Joined]:
    """The tables of all pages in order; those that run on over a page's end are one."""
    joined: list[Joined] = []
    for page in pages:
        for grid in page.parts:
            if not isinstance(grid, Grid):
                continue
            last = joined[-1] if joined else None
            if last is not None and _runs_on(pages, last, page, grid, banners):
                joined[-1] = _appended(last, page.number, grid)
            else:
                joined.append(Joined(((page.number, grid),), grid.rows))
    return joined


def _runs_on(
    pages: Sequence[Page], last: Joined, page: Page, grid: Grid, banners: set[tuple[int, Line]]
) -> bool:
    number, before = last.parts[-1]
    if number != page.number - 1 or not _same_columns(before, grid) or _has_other_heading(last, grid):
        return False
    above = next(p for p in pages if p.number == number)
    return not any(_between(above, before, banners, after=True)) and not any(
        _between(page, grid, banners, after=False)
    )


def _between(page: Page, grid: Grid, banners: set[tuple[int, Line]], *, after: bool) -> Iterator[Grid | Line]:
    """What stands after (or before) a table on its page, other than headers and footers."""
    place = next(i for i, part in enumerate(page.parts) if part is grid)
    for part in page.parts[place + 1 :] if after else page.parts[:place]:
        if isinstance(part, Grid) or (page.number, part) not in banners:
            yield part


def _same_columns(a: Grid, b: Grid) -> bool:
    """Whether the edges of columns stand in the same places, or could part the words of both."""
    if len(a.xs) != len(b.xs):
        return False
    if all(abs(x - y) <= _ALIGNED for x, y in zip(a.xs[1:-1], b.xs[1:-1], strict=True)):
        return True
    parted = all(
        left.x1 < right.x0
        for one, other in ((a, b), (b, a))
        for left, right in zip(one.widths, other.widths[1:], strict=False)
    )
    return parted and all(
        min(one.x1, other.x1) > max(one.x0, other.x0) for one, other in zip(a.widths, b.widths, strict=True)
    )


def _has_other_heading(last: Joined, grid: Grid) -> bool:
    """Whether a table begins with words over columns of figures, and other words than the last one did."""
    first = grid.rows[0]
    if first == last.rows[0] or sum(map(bool, first[1:])) < len(first) / 2 - 1:
        return False
    figures = [column for column in range(1, len(first)) if _is_figure(last.rows[-1][column])]
    return bool(figures) and not any(_is_figure(first[column]) for column in figures)


def _is_figure(text: str) -> bool:
    return is_number(text) and not YEAR.fullmatch(text)


def _appended(last: Joined, number: int, grid: Grid) -> Joined:
    repeated = 0
    for above, below in zip(last.rows, grid.rows, strict=False):
        if above != below:
            break
        repeated += 1
    starts = (*last.starts, len(last.rows))
    return Joined((*last.parts, (number, grid)), last.rows + grid.rows[repeated:], starts)
