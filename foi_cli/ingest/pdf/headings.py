"""Headings that span columns: which columns stand under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foi_cli.ingest.pdf.columns import Gap
from foi_cli.ingest.pdf.rows import Entry, Row, row
from foi_cli.ingest.pdf.rulings import Ruling

_CENTRED = 0.5
"""In font sizes: how far the middle of a heading may lie from that of its columns …"""
_ASTRAY = 1.0
"""… and how far at least from that of the column it stands over."""
_MOST_SPANNED = 8


def spread(rows: Sequence[Row], above: int, gaps: Sequence[Gap], ruled: Sequence[Ruling]) -> list[Row]:
    """The rows, with the headings among the first `above` spread over all columns that they head.

    A ruling just below a heading says how far it reaches; without one, a heading set in the middle over
    several columns that have headings of their own below.
    """
    found = list(rows)
    x0, x1 = min(row.line.x0 for row in rows), max(row.line.x1 for row in rows)
    edges = [
        (left, right)
        for left, right in zip([x0, *(g.x1 for g in gaps)], [*(g.x0 for g in gaps), x1], strict=True)
    ]
    for i in range(above - 1):
        entries = tuple(_spread(rows, i, n, edges, ruled) for n in range(len(rows[i].entries)))
        if all(a.last < b.first for a, b in pairwise(entries)):
            found[i] = row(rows[i].line, entries)
    return found


def _spread(
    rows: Sequence[Row], i: int, n: int, edges: Sequence[tuple[float, float]], ruled: Sequence[Ruling]
) -> Entry:
    entry = rows[i].entries[n]
    if entry.first == 0:
        return entry
    for ruling in ruled:
        if _is_under(ruling, entry, rows[i].line.size):
            covered = [c for c, (left, right) in enumerate(edges) if _share(ruling, left, right) > 0.5]
            if covered and covered[0] > 0:
                return entry._replace(first=min(covered[0], entry.first), last=max(covered[-1], entry.last))
            return entry
    return _centred(rows, i, entry, edges)


def _is_under(ruling: Ruling, entry: Entry, size: float) -> bool:
    part = entry.phrase
    return (
        -0.3 * size < ruling.at - part.bottom < size
        and ruling.start < part.x0 + 2
        and ruling.end > part.x1 - 2
    )


def _share(ruling: Ruling, left: float, right: float) -> float:
    return (min(ruling.end, right) - max(ruling.start, left)) / max(right - left, 1.0)


def _centred(rows: Sequence[Row], i: int, entry: Entry, edges: Sequence[tuple[float, float]]) -> Entry:
    size = rows[i].line.size
    middle = (entry.phrase.x0 + entry.phrase.x1) / 2
    own = edges[entry.first][0], edges[entry.last][1]
    taken = {c for other in rows[i].entries if other != entry for c in range(other.first, other.last + 1)}
    below = {other.first for other in rows[i + 1].entries if other.first == other.last}
    if abs(middle - sum(own) / 2) < _ASTRAY * size:
        return entry
    for first in range(entry.first, max(entry.first - _MOST_SPANNED, 0), -1):
        for last in range(entry.last, min(entry.last + _MOST_SPANNED, len(edges))):
            spanned = set(range(first, last + 1))
            if len(spanned) < 2 or spanned & taken or not spanned <= below:
                continue
            if abs(middle - (edges[first][0] + edges[last][1]) / 2) < _CENTRED * size:
                return entry._replace(first=first, last=last)
    return entry
