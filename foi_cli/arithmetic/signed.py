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

Signs = tuple[int, ...]

PATTERNS: tuple[Signs, ...] = tuple(
    signs for size in (3, 4) for signs in product((1, -1), repeat=size) if signs.count(1) >= 2 and -1 in signs
)
HELD, SHARE, BITS = 3, 0.8, 30.0
"""Cells across that must agree, of those that say something, and what they must be worth together."""


def find(
    lines: Lines, names: Sequence[str], taken: Sequence[int]
) -> Iterator[tuple[int, tuple[int, ...], Signs, list[int], list[int]]]:
    """Each balance: its total, parts and signs, the cells across that agree, and those that differ by a slip.

    Lines in `taken` are totals already, and a total of a sum is no closing balance.
    """
    active = np.asarray(lines.active)
    if len(active) < 4 or lines.values.dtype == object:
        return
    values, known, lively = lines.values[active], lines.known[active], lines.nonzero[active]
    for signs in PATTERNS:
        size = len(signs)
        for first in range(len(active) - size):
            window = slice(first, first + size)
            total = int(active[first + size])
            parts = tuple(int(line) for line in active[window])
            if total in taken or not _is_called_so(names, total, parts, signs):
                continue
            told = known[first : first + size + 1].all(axis=0) & (
                lively[first : first + size + 1].sum(axis=0) >= 3
            )
            miss = np.abs((np.array(signs)[:, None] * values[window]).sum(axis=0) - values[first + size])
            held = told & (miss == 0)
            enough = held.sum() >= max(HELD, SHARE * told.sum()) and lines.bits[total][held].sum() >= BITS
            if enough and lively[window][:, held].any(axis=1).all():
                wrong = told & ~held & one_slip(miss)
                yield total, parts, signs, np.flatnonzero(held).tolist(), np.flatnonzero(wrong).tolist()


def _is_called_so(names: Sequence[str], total: int, parts: tuple[int, ...], signs: Signs) -> bool:
    out = any(balances.OUT.search(names[part]) for part, sign in zip(parts, signs, strict=True) if sign < 0)
    return out or balances.LEFT.search(names[total]) is not None
