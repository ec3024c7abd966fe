"""Runs of neighbours directly before or after the total they may add up to.

They are summed in full, cell by cell across, so that several wrong cells do not hide a relation. Work is
bounded: in long tables runs reach no further than `REACH` lines, the longest are sought by fingerprints, and
a sample of the cells across decides what is weighed in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log2
from operator import itemgetter

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
_NEVER = -(2**63)
"""What no sum comes to."""
_WORTHY = 4.0
"""Bits of a run that is worth weighing."""


class Neighbours:
    """A sequence of lines, whose runs may be the parts of a total."""

    def __init__(self, lines: Lines, sequence: Sequence[int]) -> None:
        self.lines = np.asarray(sequence)
        block = lines.block[self.lines]
        self._own = self.lines.tolist()
        self._gaps = np.cumsum(block[1:] > block[:-1], dtype=np.int64).tolist()
        self._named = lines.named_total

    def run(self, total: int, base: int, end: int) -> Candidate:
        """The run from `base` to `end`, beside the total: places in the sequence, the end before the base
        where it stands after its total."""
        low, high = min(end, base), max(end, base)
        own = self._own[total]
        return Candidate(own, tuple(self._own[low:high]), self._cost(own, low, high, end), "run")

    def _cost(self, total: int, low: int, high: int, end: int) -> float:
        """Bits for the choice of this run: none when a line called total ends it and all before it is in it,
        few when it ends at a gap or an edge, the more the longer else."""
        edge = end in (0, len(self._own)) or self._passed(end - 1, end) > 0
        gaps = self._passed(low, high - 1)
        if edge and self._named[total] and not gaps:
            return 0.0
        return (3.0 if edge else 2 + 2 * log2(high - low)) + 0.3 * gaps

    def _passed(self, first: int, last: int) -> int:
        """How often neighbours from the first place to the last stand apart."""
        passed: int = (self._gaps[last - 1] if last else 0) - (self._gaps[first - 1] if first else 0)
        return passed


class Sums:
    """Running sums over a sequence of n lines, in m sampled cells across."""

    def __init__(self, lines: Lines, sequence: Sequence[int]) -> None:
        self.order = Neighbours(lines, sequence)
        at = np.ix_(self.order.lines, _sample(lines, len(sequence)))
        self.values, self.known = lines.values[at], lines.known[at]
        self.bits, self.step = lines.bits[at], lines.step[at]
        self.sums, self.count = _prefix(self.values), _prefix(self.known)
        self.nonzero = _prefix(lines.nonzero[at])
        deep = lines.deep[at]
        self.deep = _prefix(deep) if deep.any() else None
        self.label = LABEL * lines.named_total[self.order.lines]
        self.telling = self.bits > 0

    def runs(self, slack: Slack) -> list[Candidate]:
        """Runs of at least two neighbours in this sequence, directly before or after their total."""
        n, m = self.values.shape
        chunk = max(1, _CELLS // (min(n + 1, 2 * REACH) * max(1, m)))
        reach = self._reach(near=slack.allowed)
        found: list[Candidate] = []
        for first in range(0, n if n >= 3 else 0, chunk):
            totals = np.arange(first, min(n, first + chunk))
            likely = [self._likely(totals, sign, reach) for sign in (1, -1)]
            total, base, end = (np.concatenate(each) for each in zip(*likely, strict=True))
            if len(total):
                score = self._scores(total, base, end, near=slack.allowed)
                found += [self.order.run(*run) for run in _best(total, base, end, score)]
        return found

    def _reach(self, *, near: bool) -> Numbers | None:
        """What a sum may miss by at most for the cell to speak for it, n × m; None where it must be exact."""
        if not near and self.deep is None:
            return None
        cut = 0 if self.deep is None else self.deep[-1] // 2 + 1
        steps = np.ceil(MOST_STEPS * self.step).astype(np.int64) if near else np.zeros_like(self.values)
        reach: Numbers = np.maximum(steps, cut)
        return reach

    def _likely(self, totals: Indices, sign: int, reach: Numbers | None) -> tuple[Indices, Indices, Indices]:
        """Total, base and end of each run before its total (sign 1, else after it) that cells speak for."""
        base = totals + (sign < 0)
        first, last = int(totals[0]), int(totals[-1])
        if sign > 0:
            ends = np.arange(max(0, first - REACH), last - 1)
        else:
            ends = np.arange(first + 3, min(len(self.values), last + 1 + REACH) + 1)
        wanted, telling = self.sums[base] - sign * self.values[totals], self.telling[totals]
        at = self.sums[ends].T[:, None]
        if reach is None:
            hit: Mask = np.where(telling, wanted, _NEVER).T[:, :, None] == at
        else:
            low = np.where(telling, wanted - reach[totals], 1).T[:, :, None]
            high = np.where(telling, wanted + reach[totals], 0).T[:, :, None]
            hit = (low <= at) & (at <= high)
        total, end = np.nonzero(hit.any(axis=0) & (sign * (base[:, None] - ends[None]) >= 2))
        total, base, end = totals[total], base[total], ends[end]
        worthy = self._at_most(total, base, end, reach) >= _WORTHY
        return total[worthy], base[worthy], end[worthy]

    def _miss(self, total: Indices, base: Indices, end: Indices) -> Numbers:
        sign = np.where(base == total, 1, -1)[:, None]
        miss: Numbers = np.abs(self.sums[base] - sign * self.values[total] - self.sums[end])
        return miss

    def _at_most(self, total: Indices, base: Indices, end: Indices, reach: Numbers | None) -> Reals:
        """No less than what speaks for each of these."""
        miss = self._miss(total, base, end)
        hit = miss == 0 if reach is None else miss <= reach[total]
        bound: Reals = (hit * self.bits[total]).sum(axis=1) + self.label[total]
        return bound

    def _scores(self, total: Indices, base: Indices, end: Indices, *, near: bool) -> Reals:
        """What speaks for each of these, after what speaks against it."""
        sign = np.where(base == total, 1, -1)[:, None]
        miss = self._miss(total, base, end)
        count = sign * (self.count[base] - self.count[end])
        several = sign * (self.nonzero[base] - self.nonzero[end]) >= 2
        some = (count > 0) & self.known[total]
        if self.deep is None:
            exact: Mask = some & (miss == 0)
        else:
            exact = some & (2 * miss <= sign * (self.deep[base] - self.deep[end]) + 1)
        bits = self.bits[total]
        worth = np.where(several, bits, np.minimum(bits, 0.5))
        gain = exact * worth
        failed = some & ~exact & several
        if near:
            close = some & ~exact & (miss <= self.step[total] * np.minimum((count + 1) / 2, MOST_STEPS))
            gain = gain + close * np.maximum(worth - 3, 0)
            failed &= ~close
        positive = gain.sum(axis=1) + self.label[total]
        score: Reals = np.maximum(positive - failed.sum(axis=1), positive * 0.5)
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


def _best(total: Indices, base: Indices, end: Indices, score: Reals) -> Iterator[tuple[int, int, int]]:
    """For each total and side the ends with the highest scores that come near its best."""
    places = zip(total.tolist(), base.tolist(), score.tolist(), end.tolist(), strict=True)
    for (own, start), side in groupby(places, key=itemgetter(0, 1)):
        worthy = sorted((run for run in side if run[2] >= _WORTHY), key=lambda run: -run[2])
        for _, _, worth, stop in worthy[:_KEPT]:
            if worth >= 0.6 * worthy[0][2]:
                yield own, start, stop
