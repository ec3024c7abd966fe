"""Runs of neighbours directly before or after the total they may add up to.

They are summed in full, cell by cell across, so that several wrong cells do not hide a relation. Work is
bounded: in long tables runs reach no further than `REACH` lines, the longest are sought by fingerprints, and
a sample of the cells across decides what is weighed in all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log2

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.evidence import LABEL, MOST_STEPS, Candidate, Slack
from foi_cli.arithmetic.grid import Mask, Numbers
from foi_cli.arithmetic.lines import Lines, Reals

Indices = NDArray[np.int64]

REACH = 300
"""Lines on either side of a total that its run may reach over when every start is tried."""
_CELLS = 1_000_000
"""Cells of the cube total × end × across that are held at once."""
_WORK = 40_000_000
"""Cells of all cubes of one search; wider tables are searched in a sample of their cells across."""
_LEAST = 24
"""Cells across that a sample has at least."""
_KEPT = 6
"""Runs kept for each total and direction."""
_WORTHY = 4.0
"""Bits of a run that is worth weighing."""


def beside(lines: Lines, sequence: Sequence[int], slack: Slack) -> list[Candidate]:
    """Runs of at least two neighbours in this sequence, directly before or after their total."""
    order = np.asarray(sequence)
    n = len(order)
    if n < 3:
        return []
    sums = _Sums(lines, order)
    chunk = max(1, _CELLS // (min(n + 1, 2 * REACH) * max(1, sums.across)))
    found: list[Candidate] = []
    for first in range(0, n, chunk):
        totals = np.arange(first, min(n, first + chunk))
        ends = np.arange(max(0, first - REACH), min(n, int(totals[-1]) + 1 + REACH) + 1)
        for sign in (1, -1):
            score = sums.scores(totals, ends, sign, slack)
            found += _best(lines, order, totals, totals + (sign < 0), ends, score)
    return found


class _Sums:
    """Running sums over a sequence of n lines, in m sampled cells across."""

    def __init__(self, lines: Lines, order: Indices) -> None:
        at = np.ix_(order, _sample(lines, len(order)))
        self.values, self.known = lines.values[at], lines.known[at]
        self.bits, self.step = lines.bits[at], lines.step[at]
        self.across = self.values.shape[1]
        self.sums, self.count = _prefix(self.values), _prefix(self.known)
        self.nonzero = _prefix(lines.nonzero[at])
        self.deep = _prefix(lines.deep[at]) if lines.deep[at].any() else None
        self.label = LABEL * lines.named_total[order]

    def scores(self, totals: Indices, ends: Indices, sign: int, slack: Slack) -> Reals:
        """What speaks for each total and end of its run, T × E: before it for sign 1, else after it."""
        base = totals + (sign < 0)
        miss = np.abs((self.sums[base] - sign * self.values[totals])[:, None] - self.sums[ends][None])
        count = sign * (self.count[base][:, None] - self.count[ends][None])
        several = sign * (self.nonzero[base][:, None] - self.nonzero[ends][None]) >= 2
        some = (count > 0) & self.known[totals][:, None]
        if self.deep is None:
            exact: Mask = some & (miss == 0)
        else:
            exact = some & (2 * miss <= sign * (self.deep[base][:, None] - self.deep[ends][None]) + 1)
        bits = self.bits[totals][:, None]
        worth = np.where(several, bits, np.minimum(bits, 0.5))
        gain = exact * worth
        failed = some & ~exact & several
        if slack.allowed:
            near = (
                some & ~exact & (miss <= self.step[totals][:, None] * np.minimum((count + 1) / 2, MOST_STEPS))
            )
            gain = gain + near * np.maximum(worth - 3, 0)
            failed &= ~near
        positive = gain.sum(axis=2) + self.label[totals][:, None]
        score: Reals = np.maximum(positive - failed.sum(axis=2), positive * 0.5)
        score[sign * (base[:, None] - ends[None]) < 2] = -99
        return score


def _sample(lines: Lines, n: int) -> Indices:
    """All cells across, or in large tables an even choice of those that hold numbers."""
    used = np.flatnonzero(lines.known.any(axis=0))
    most = max(_LEAST, _WORK // (n * min(n + 1, 2 * REACH)))
    return used if len(used) <= most else used[np.linspace(0, len(used) - 1, most).astype(np.int64)]


def _prefix(cells: Numbers) -> Numbers:
    kind = cells.dtype if cells.dtype != np.bool_ else np.int32
    out = np.zeros((len(cells) + 1, cells.shape[1]), dtype=kind)
    np.cumsum(cells, axis=0, out=out[1:])
    return out


def _best(
    lines: Lines, order: Indices, totals: Indices, base: Indices, ends: Indices, score: Reals
) -> list[Candidate]:
    top = np.argsort(-score, axis=1, kind="stable")[:, :_KEPT]
    best = np.take_along_axis(score, top, 1)
    keep = (best >= _WORTHY) & (best >= 0.6 * best[:, :1])
    found = []
    for row, rank in zip(*np.nonzero(keep), strict=True):
        end, start = int(ends[top[row, rank]]), int(base[row])
        parts = tuple(order[min(end, start) : max(end, start)].tolist())
        total = int(order[totals[row]])
        found.append(Candidate(total, parts, cost(lines, order, parts, end, total), "run"))
    return found


def cost(lines: Lines, order: Indices, parts: Sequence[int], end: int, total: int) -> float:
    """Bits for the choice of this run: none when a line called total ends it and all before it is in it, few
    when it ends at a gap or an edge, the more the longer else."""
    edge = end in (0, len(order)) or bool(lines.block[order[end]] > lines.block[order[end - 1]])
    gaps = sum(1 for a, b in pairwise(parts) if lines.block[b] > lines.block[a])
    if edge and lines.named_total[total] and not gaps:
        return 0.0
    return (3.0 if edge else 2 + 2 * log2(len(parts))) + 0.3 * gaps
