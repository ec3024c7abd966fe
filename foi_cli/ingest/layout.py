"""Lines of text into passages and tables, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from foi_cli.ingest import flattened, ruled, separated, stacked, styles
from foi_cli.ingest.lines import Found, Line
from foi_cli.model import Block, Passage, Table

FINDERS: tuple[Callable[[Sequence[Line]], Iterator[Found]], ...] = (
    ruled.find,
    separated.by_tabs,
    separated.by_spaces,
    stacked.find,
    flattened.find,
)
"""In the order of how plainly they are drawn: what an earlier one sees, a later one does not look at."""


def blocks(lines: Iterable[Line], first_table: int = 1, page: int | None = None) -> tuple[Block, ...]:
    """The passages and tables that these lines make; tables are numbered from `first_table`."""
    styled = styles.apply(tuple(lines))
    made: list[Block] = []
    number = first_table
    for part in _parts(styled, 0):
        if isinstance(part, Line):
            made.append(Passage(part.plain, part.number, page, part.gap, part.style))
        else:
            made.append(
                Table(number, part.rows, part.title, None, page, part.lines, flattened=part.flattened)
            )
            number += 1
    return tuple(made)


def _parts(lines: Sequence[Line], finder: int) -> Iterator[Line | Found]:
    """Lines and tables in order: tables of one finder, and between them what the later ones see."""
    if finder == len(FINDERS) or not lines:
        yield from lines
        return
    done = 0
    for start, stop in _readable(lines):
        for found in FINDERS[finder](lines[start:stop]):
            yield from _parts(lines[done : start + found.start], finder + 1)
            yield found
            done = start + found.stop
    yield from _parts(lines[done:], finder + 1)


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
