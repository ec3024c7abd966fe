"""A number that one slip of the pen keeps from closing two totals: its own, and one that it is a part of.

Where a table has a column or two, such a slip leaves no sum standing by which the total could be told. But
nothing else makes the same other number the sum of the lines beside it and what a total further on lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from foi_cli.arithmetic.evidence import SURE, Relation, one_slip, stepped_back, supposed
from foi_cli.arithmetic.lines import Lines

TELLING = 11.0
"""Bits of the total further on, which is to be exact."""
MOST_LINES = 60
"""Lines of a table in which such numbers are sought."""


def find(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The two relations of each such number, in the one cell across in which it stands."""
    gone = stepped_back(found)
    standing = [line for line in lines.active if line not in gone]
    if lines.axis or lines.values.dtype == object or not 4 <= len(standing) <= MOST_LINES:
        return
    have = {relation.total for relation in found}
    for across in np.flatnonzero(lines.known.any(axis=0) & ~lines.unlike).tolist():
        own = [line for line in standing if lines.known[line, across]]
        mended = [
            (head, parts, total, others)
            for place, head in enumerate(own)
            if head not in have
            for parts in _by_a_slip(lines, own, place, across)
            for total, others in _closed(lines, own, head, parts, across)
            if _holds_elsewhere(lines, head, parts, across) and _holds_elsewhere(lines, total, others, across)
        ]
        if len(mended) == 1:
            for head, parts in (mended[0][:2], mended[0][2:]):
                yield replace(supposed(head, parts, "slip"), only=(across,))


def _by_a_slip(lines: Lines, own: Sequence[int], place: int, across: int) -> Iterator[tuple[int, ...]]:
    """The neighbours before or after a line that come to it but for a slip."""
    head, values = own[place], lines.values[:, across]
    if lines.surprise[head, across] < SURE:
        return
    for side in (own[:place][::-1], own[place + 1 :]):
        sums = np.cumsum(values[list(side)])[1:]
        for k in np.flatnonzero(one_slip(np.abs(values[head] - sums))).tolist():
            yield tuple(sorted(side[: k + 2]))


def _closed(
    lines: Lines, own: Sequence[int], head: int, parts: tuple[int, ...], across: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The totals that all lines on one side of them come to, or all up to one that is larger, were the head
    what its parts are; each with these lines."""
    values = lines.values[:, across]
    mended = {head: int(values[list(parts)].sum())}
    rest = [line for line in own if line not in parts]
    for place, total in enumerate(rest):
        if total == head or lines.surprise[total, across] < TELLING:
            continue
        for side in (rest[:place][::-1], rest[place + 1 :]):
            larger = (k for k, line in enumerate(side) if abs(values[line]) >= abs(values[total]))
            for end in {len(side), next(larger, len(side))}:
                others = side[:end]
                added = sum(mended.get(line, int(values[line])) for line in others)
                if head in others and len(others) > 1 and added == values[total]:
                    yield total, tuple(sorted(others))


def _holds_elsewhere(lines: Lines, total: int, parts: tuple[int, ...], across: int) -> bool:
    """Whether a sum holds in the other cells across, within rounding or with what is not printed."""
    miss, told = lines.missed(total, parts)
    told = told & ~lines.unlike
    told[across] = False
    own = list(parts)
    slack = lines.step[total] * (lines.known[own].sum(axis=0) + 1)
    close = (2 * np.abs(miss) <= slack) | (lines.gap[own].any(axis=0) & (miss >= 0))
    return bool(close[told].all())
