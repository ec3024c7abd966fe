"""Lines of text into passages and tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from foi_cli.ingest import flattened, itemised, parted, ruled, separated, stacked, styles
from foi_cli.ingest.lines import Found, Line
from foi_cli.model import Block, Passage, Table

FINDERS: tuple[Callable[[Sequence[Line]], Iterator[Found]], ...] = (
    ruled.find,
    separated.by_tabs,
    separated.by_spaces,
    parted.find,
    stacked.find,
    itemised.find,
    flattened.find,
)
"""In the order of how plainly they are drawn: what an earlier one sees, a later one does not look at."""


_MARK = re.compile(r"\(?(?:\d{1,2}|[a-h])[.)]")


def blocks(lines: Iterable[Line], first_table: int = 1, page: int | None = None) -> tuple[Block, ...]:
    """The passages and tables that these lines make; tables are numbered from `first_table`."""
    return of_styled(styles.apply(tuple(lines)), first_table, page)


def of_styled(styled: Sequence[Line], first_table: int = 1, page: int | None = None) -> tuple[Block, ...]:
    """The same of lines that have their styles."""
    made: list[Block] = []
    number = first_table
    done = 0
    for found in _tables(styled):
        made.extend(
            Passage(line.plain, line.number, page, line.gap, line.style)
            for line in styled[done : found.start]
        )
        made.append(
            Table(number, found.rows, found.title, None, page, found.lines, flattened=found.flattened)
        )
        number, done = number + 1, found.stop
    made.extend(Passage(line.plain, line.number, page, line.gap, line.style) for line in styled[done:])
    return tuple(made)


def _tables(lines: Sequence[Line]) -> list[Found]:
    """The tables among these lines, in order; none of them shares a line with another."""
    tables: list[Found] = []
    left = list(_readable(lines))
    for finder in FINDERS:
        still: list[tuple[int, int]] = []
        for start, stop in left:
            done = start
            for found in finder(lines[start:stop]):
                if _is_answers(found):
                    continue
                placed = found._replace(start=start + found.start, stop=start + found.stop)
                tables.append(placed)
                still.append((done, placed.start))
                done = placed.stop
            still.append((done, stop))
        left = [(start, stop) for start, stop in still if start < stop]
    return sorted(tables, key=lambda table: table.start)


def _is_answers(found: Found) -> bool:
    """Whether it is but a list of answers by the numbers of their questions: "1. 48", "2. £36", "3. None"."""
    rows = [[cell for cell in row if cell] for row in found.rows]
    return all(len(row) == 2 and _MARK.fullmatch(row[0]) for row in rows)


def _readable(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches without quoted lines: figures in an older message are not those of the answer."""
    start = 0
    for at, line in enumerate(lines):
        if line.style == "quoted":
            if at > start:
                yield start, at
            start = at + 1
    if start < len(lines):
        yield start, len(lines)
