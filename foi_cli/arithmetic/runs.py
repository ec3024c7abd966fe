"""Runs of neighbours directly before or after the total they may add up to.

They are summed in full, cell by cell across, so that several wrong cells do not hide a relation. Work is
bounded: in long tables runs reach no further than `REACH` lines, the longest are sought by fingerprints, and
a sample of the cells across decides what is weighed in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from math import log2
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic import wording
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
_BEFORE, _AFTER = 0, 1
"""The sides of a total on which its run may stand."""
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
        marked = [wording.LISTED.match(lines.labels[line]) is not None for line in self._own]
        self._listed = _listed(marked) if any(marked) else {}

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
        edge = edge or (end == high and self._listed.get(low) == high)
        gaps = self._passed(low, high - 1)
        if edge and self._named[total] and not gaps:
            return 0.0
        return (3.0 if edge else 2 + 2 * log2(high - low)) + 0.3 * gaps

    def _passed(self, first: int, last: int) -> int:
        """How often neighbours from the first place to the last stand apart."""
        passed: int = (self._gaps[last - 1] if last else 0) - (self._gaps[first - 1] if first else 0)
        return passed


def _listed(marked: Sequence[bool]) -> dict[int, int]:
    """The end of each list of dashes or points by its begin, below a line that is in none."""
    ends: dict[int, int] = {}
    begin = 0
    for place, own in enumerate((*marked, False)):
        if own and (not place or not marked[place - 1]):
            begin = place
        if not own and place and marked[place - 1]:
            ends[begin] = place
    return ends


class Sums:
    """Running sums over a sequence of n lines, in m sampled cells across."""

    def __init__(self, lines: Lines, sequence: Sequence[int]) -> None:
        self.order = Neighbours(lines, sequence)
        self._lines = lines
        self._at = self.order.lines[:, None], _sample(lines, len(sequence))
        self.values, self.bits = lines.values[self._at], lines.bits[self._at]
        self.sums = _prefix(self.values)
        self.wanted = np.array((self.sums[:-1] - self.values, self.sums[1:] + self.values))
        deep = lines.deep[self._at]
        self.deep = _prefix(deep) if deep.any() else None
        self.label = LABEL * lines.named_total[self.order.lines]
        self.telling = self.bits > 0

    @cached_property
    def known(self) -> Mask:
        """Which of the cells are known."""
        known: Mask = self._lines.known[self._at]
        return known

    @cached_property
    def count(self) -> Numbers:
        """How many cells are known in the lines before each."""
        return _prefix(self.known)

    @cached_property
    def nonzero(self) -> Numbers:
        """How many cells are not nought in the lines before each."""
        return _prefix(self._lines.nonzero[self._at])

    @cached_property
    def step(self) -> Reals:
        """The unit of each cell."""
        step: Reals = self._lines.step[self._at]
        return step

    def runs(self, slack: Slack) -> list[Candidate]:
        """Runs of at least two neighbours in this sequence, directly before or after their total."""
        n, m = self.values.shape
        chunk = max(1, _CELLS // (min(n + 1, 2 * REACH) * max(1, m)))
        reach = self._reach(near=slack.allowed)
        found: list[Candidate] = []
        for first in range(0, n if n >= 3 else 0, chunk):
            last = min(n, first + chunk)
            likely = [self._likely(first, last, side, reach) for side in (_BEFORE, _AFTER)]
            for side, (total, end, miss) in enumerate(likely):
                if len(total):
                    score = self._scores(total, total + side, end, miss, near=slack.allowed)
                    found += [self.order.run(own, own + side, stop) for own, stop in _best(total, end, score)]
        return found

    def _reach(self, *, near: bool) -> Numbers | None:
        """What a sum may miss by at most for the cell to speak for it, n × m; None where it must be exact."""
        if not near and self.deep is None:
            return None
        cut = 0 if self.deep is None else self.deep[-1] // 2 + 1
        steps = np.ceil(MOST_STEPS * self.step).astype(np.int64) if near else np.zeros_like(self.values)
        reach: Numbers = np.maximum(steps, cut)
        return reach

    def _likely(
        self, first: int, last: int, side: int, reach: Numbers | None
    ) -> tuple[Indices, Indices, Numbers]:
        """Total and end of each run on this side of its total that cells speak for, and by how much it misses
        in each cell; of the totals from the first to the last."""
        if side == _BEFORE:
            ends = range(max(0, first - REACH), max(0, last - 2))
        else:
            ends = range(first + 3, min(len(self.values), last + REACH) + 1)
        wanted, telling = self.wanted[side, first:last], self.telling[first:last]
        at = self.sums[ends.start : ends.stop].T[:, None]
        if reach is None:
            hit: Mask = np.where(telling, wanted, _NEVER).T[:, :, None] == at
        else:
            low = np.where(telling, wanted - reach[first:last], 1).T[:, :, None]
            high = np.where(telling, wanted + reach[first:last], 0).T[:, :, None]
            hit = (low <= at) & (at <= high)
        total, end = np.nonzero(hit.any(axis=0))
        total, end = total + first, end + ends.start
        long = end <= total - 2 if side == _BEFORE else end >= total + 3
        total, end = total[long], end[long]
        miss = np.abs(self.wanted[side, total] - self.sums[end])
        close = miss == 0 if reach is None else miss <= reach[total]
        most = (close * self.bits[total]).sum(axis=1) + self.label[total]  # no less than its score
        worthy = most >= _WORTHY
        return total[worthy], end[worthy], miss[worthy]

    def _scores(self, total: Indices, base: Indices, end: Indices, miss: Numbers, *, near: bool) -> Reals:
        """What speaks for each of these, after what speaks against it."""
        count = np.abs(self.count[base] - self.count[end])
        several = np.abs(self.nonzero[base] - self.nonzero[end]) >= 2
        some = (count > 0) & self.known[total]
        if self.deep is None:
            exact: Mask = some & (miss == 0)
        else:
            exact = some & (2 * miss <= np.abs(self.deep[base] - self.deep[end]) + 1)
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
    cells.cumsum(axis=0, out=out[1:])
    return out


def _best(total: Indices, end: Indices, score: Reals) -> Iterator[tuple[int, int]]:
    """For each total the ends with the highest scores that come near its best."""
    places = zip(total.tolist(), score.tolist(), end.tolist(), strict=True)
    for own, side in groupby(places, key=itemgetter(0)):
        worthy = sorted((run for run in side if run[1] >= _WORTHY), key=lambda run: -run[1])
        for _, worth, stop in worthy[:_KEPT]:
            if worth >= 0.6 * worthy[0][1]:
                yield own, stop
