"""Balances by arithmetic: four or five neighbouring lines, the last what the others leave.

Opening, and what came in, less what went out, is what is left. Only what cannot be written as one sum is
sought here: at least two lines that add and one that is taken off. Series that grow evenly look alike, so the
words must say it, too: a line that is taken off, or the last, is called what such lines are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from foi_cli.arithmetic import balances
from foi_cli.arithmetic.evidence import one_slip
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.omissions import heading

Signs = tuple[int, ...]

PATTERNS: tuple[Signs, ...] = tuple(
    signs for size in (3, 4) for signs in product((1, -1), repeat=size) if signs.count(1) >= 2 and -1 in signs
)
HELD, SHARE, BITS = 3, 0.8, 30.0
"""Cells across that must agree, of those that say something, and what they must be worth together."""


def find(
    lines: Lines, rows: Sequence[Sequence[str]], taken: Sequence[int]
) -> Iterator[tuple[int, tuple[int, ...], Signs, list[int], list[int]]]:
    """Each balance: its total, parts and signs, the cells across that agree, and those that differ by a slip.

    Lines in `taken` are totals already, and a total of a sum is no closing balance.
    """
    active = np.array(lines.active, dtype=np.int64)
    if lines.values.dtype == object or lines.bits.sum(axis=1).max(initial=0) < BITS:
        return
    if lines.across < HELD or not _may_be_called_so(lines, rows):
        return
    values, known, lively = lines.values[active], lines.known[active], lines.nonzero[active].astype(np.int8)
    for signs in PATTERNS:
        size = len(signs)
        windows = len(active) - size
        if windows < 1:
            continue
        told, several, miss = known[size:].copy(), lively[size:].copy(), -values[size:]
        for k, sign in enumerate(signs):
            told &= known[k : k + windows]
            several += lively[k : k + windows]
            miss = miss + sign * values[k : k + windows]
        told &= several >= 3
        held = told & (miss == 0)
        worth = (held * lines.bits[active[size:]]).sum(axis=1)
        enough = (held.sum(axis=1) >= np.maximum(HELD, SHARE * told.sum(axis=1))) & (worth >= BITS)
        for first in np.flatnonzero(enough).tolist():
            total, parts = int(active[first + size]), tuple(active[first : first + size].tolist())
            empty = not lively[first : first + size][:, held[first]].any(axis=1).all()
            if total in taken or empty or not _is_called_so(lines, rows, total, parts, signs):
                continue
            wrong = told[first] & ~held[first] & one_slip(np.abs(miss[first]))
            yield total, parts, signs, np.flatnonzero(held[first]).tolist(), np.flatnonzero(wrong).tolist()


def _may_be_called_so(lines: Lines, rows: Sequence[Sequence[str]]) -> bool:
    names = [heading(lines, rows, line) for line in lines.active]
    return any(balances.LEFT.search(name) or balances.OUT.search(name) for name in names)


def _is_called_so(
    lines: Lines, rows: Sequence[Sequence[str]], total: int, parts: tuple[int, ...], signs: Signs
) -> bool:
    if balances.LEFT.search(heading(lines, rows, total)):
        return True
    taken_off = (part for part, sign in zip(parts, signs, strict=True) if sign < 0)
    return any(balances.OUT.search(heading(lines, rows, part)) for part in taken_off)
