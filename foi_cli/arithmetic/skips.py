"""Totals of all lines beside them but some that stand together: what one of the parts is made of, listed
below it or above.

A list "Crops, Livestock, of which cattle, of which pigs, Payments" adds up without the cattle and the pigs.
The search for neighbours finds this once it knows that cattle and pigs are livestock; where these do not come
to it, or nobody says how many they are, only the total tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise
from math import log2

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.evidence import MOST_STEPS, Candidate, one_slip
from foi_cli.arithmetic.grid import Numbers
from foi_cli.arithmetic.lines import Lines

COST = 4.0
"""Bits at least against the choice of the lines that are skipped."""
FEWEST = 5
"""Lines of a table: a total, two parts, and two lines between them."""
MOST_ACROSS = 40
"""Cells across of a table in which such totals are sought."""
LONG_ENOUGH = 9.0
"""Bits of each figure of a total that holds only nearly."""
MOST_MADE = 11
"""Tenths of the part beside them that the lines left out come to at most: it may round, or one be wrong."""
SEVERAL = 4
"""Cells across from which a total of two parts that rounds, or that skips a single line, or that holds in all
cells but one, which is a slip, is no chance."""


def candidates(
    lines: Lines, sequence: Sequence[int], totals: Collection[int], *, near: bool
) -> list[Candidate]:
    """All of these totals that are what such parts in the sequence come to, or near it if so asked."""
    told = np.flatnonzero(lines.known.any(axis=0) & ~lines.unlike)
    sizes = np.abs(lines.values[:, told])
    if not 0 < len(told) <= MOST_ACROSS or lines.values.dtype == object:
        return []
    return [
        candidate
        for place, total in enumerate(sequence)
        if total in totals
        for side in (sequence[:place][::-1], sequence[place + 1 :])
        for end in _ends(lines, total, side, sizes)
        if near or any(_may_skip(lines, total, side[:end], across) for across in told[:2].tolist())
        for candidate in _skipping(lines, total, side[:end], told, near=near)
    ]


def _may_skip(lines: Lines, total: int, side: Sequence[int], across: int) -> bool:
    """Whether in this cell across some neighbours come to what these lines are too many: asked first, as most
    are too many by anything else. Of two cells across one must say so, even where the other is wrong."""
    values = lines.values[:, across].tolist()
    sums = [0, *accumulate(values[line] for line in side)]
    over = sums[-1] - values[total]
    ends = set(sums[2:])
    return any(begun + over in ends for begun in sums[1:-1])


def _ends(lines: Lines, total: int, side: Sequence[int], sizes: Numbers) -> list[int]:
    """How many of these lines may be the parts of a total beside them: all, all up to a gap, or all up to one
    that is more than the total itself."""
    apart = [lines.block[near] != lines.block[far] for near, far in pairwise((total, *side))]
    gap = next((k for k, own in enumerate(apart) if own and k), 0)
    large = (sizes[list(side)] >= sizes[total]).any(axis=1)
    ends = {len(side), gap, int(large.argmax()) if large.any() else 0}
    return sorted(end for end in ends if end >= FEWEST - 1)


def _skipping(
    lines: Lines, total: int, side: Sequence[int], told: NDArray[np.int64], *, near: bool
) -> Iterator[Candidate]:
    """Of these lines beside a total all but some neighbours, of which none is the first: they come to what
    these lines are too many, and to no more than a line beside them."""
    values, stated = lines.values[list(side)][:, told], lines.values[total][told]
    over = values.sum(axis=0) - stated
    if not over.any() or (near and (lines.surprise[total][told] < LONG_ENOUGH).any()):
        return
    sums = np.concatenate([np.zeros((1, len(told)), dtype=np.int64), values.cumsum(axis=0)])
    off = np.abs(sums[None, :] - sums[:, None] - over)
    slack = MOST_STEPS * lines.step[total][told] if near else 0
    large = (np.abs(values) >= np.abs(stated)).any(axis=1)
    lively = np.concatenate([[0], (values != 0).any(axis=1).cumsum()])
    far = off > slack
    several = len(told) >= SEVERAL
    likely = ~far.any(axis=2) | (several & (far.sum(axis=2) == 1) & (far <= one_slip(off)).all(axis=2))
    for start, stop in zip(*(each.tolist() for each in np.nonzero(likely)), strict=True):
        if start < 1 or lively[stop] - lively[start] < (1 if several else 2):
            continue
        rest = [k for k in range(len(side)) if not start <= k < stop]
        around = values[[k for k in (start - 1, stop) if k < len(side)]]
        made = (10 * np.abs(values[start:stop].sum(axis=0)) <= MOST_MADE * np.abs(around)).all(axis=1).any()
        fewest = 3 if near and not several else 2
        if made and len(rest) >= fewest and not (near and large[rest].any()):
            parts = tuple(sorted(side[k] for k in rest))
            yield Candidate(total, parts, 2 * log2(len(side)), "skip")
