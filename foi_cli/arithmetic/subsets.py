"""Which lines might be the total of two to four others that stand anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import log2

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.evidence import Candidate
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.prints import Places, Prints, meeting

_DENSE = 1_000_000
"""Cells of the cube total × pair × across that may be compared."""
SHORT = 12
"""Lines of which every choice is tried."""
MOST = 3_000
"""Choices that one fingerprint may propose."""


def choose(
    lines: Lines, prints: list[Prints], sequence: Sequence[int], largest: int, kind: str, cost: float
) -> list[Candidate]:
    """Two to `largest` (at most four) lines of a sequence, anywhere, that add up to another of it."""
    order = np.asarray(sequence)
    n = len(order)
    if n < 3:
        return []
    found: set[tuple[int, tuple[int, ...]]] = set()
    first, second = np.triu_indices(n, 1)
    for each in prints:
        own = each[order]
        lively = own != 0
        pick = lively[first] & lively[second]
        pairs = _Pairs(own, first[pick], second[pick])
        found.update(pairs.twos())
        if largest >= 3:
            found.update(pairs.threes())
        if largest >= 4 and len(pairs.sums) * n < 400_000:
            found.update(pairs.fours())
    if lines.deep.any() and n**3 * lines.across <= 6 * _DENSE:
        found.update(_near_pairs(lines, order))
    among = log2(n)
    return [
        Candidate(int(order[t]), tuple(order[list(parts)].tolist()), cost + len(parts) * among, kind)
        for t, parts in sorted(found)
        if t not in parts
    ]


def few(lines: Lines, sequence: Sequence[int], kind: str) -> list[Candidate]:
    """Two to four lines of a short sequence that add up to another of it in most cells across, but for
    decimals cut off; every choice is tried."""
    order = np.asarray(sequence)
    n = len(order)
    if not 3 <= n <= SHORT or lines.values.dtype == object:
        return []
    choices, members = _choices(n)
    values, known = lines.values[order], lines.known[order]
    sums = members @ values
    several = members @ lines.nonzero[order].astype(np.int64) >= 2
    reach = 2 if lines.deep.any() else 0
    found = []
    for total in range(n):
        telling = several & known[total]
        held = (telling & (np.abs(sums - values[total]) <= reach)).sum(axis=1)
        good = (held >= 1) & (held >= 0.7 * telling.sum(axis=1)) & (members[:, total] == 0)
        for k in np.flatnonzero(good)[:16].tolist():
            parts = tuple(order[list(choices[k])].tolist())
            found.append(Candidate(int(order[total]), parts, len(parts) * log2(n), kind))
    return found


@lru_cache(maxsize=SHORT)
def _choices(n: int) -> tuple[list[tuple[int, ...]], NDArray[np.int64]]:
    """Every choice of two to four of n lines, and which of the n each holds."""
    choices = [choice for size in (2, 3, 4) for choice in combinations(range(n), size)]
    members = np.zeros((len(choices), n), dtype=np.int64)
    which = np.repeat(np.arange(len(choices)), [len(choice) for choice in choices])
    members[which, [line for choice in choices for line in choice]] = 1
    return choices, members


def _near_pairs(lines: Lines, order: Places) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Pairs that add up to another line but for decimals cut off, in most cells across that tell."""
    values, known, lively = (each[order].T for each in (lines.values, lines.known, lines.nonzero))
    first, second = np.triu_indices(len(order), 1)
    sums = values[:, first] + values[:, second]
    both = lively[:, first] & lively[:, second]
    for total in np.flatnonzero(known.sum(axis=0) >= 3).tolist():
        across = known[:, total]
        told = both[across]
        near = (np.abs(sums[across] - values[across, total, None]) <= 1) & told
        held = near.sum(axis=0)
        likely = np.flatnonzero(held >= 3)
        likely = likely[held[likely] >= 0.8 * told[:, likely].sum(axis=0)]
        for pair in likely[:8].tolist():
            yield total, (int(first[pair]), int(second[pair]))


class _Pairs:
    """The sums of all pairs of fingerprints, to look others up in."""

    def __init__(self, own: Prints, first: Places, second: Places) -> None:
        self.own, self.first, self.second = own, first, second
        with np.errstate(over="ignore"):
            self.sums = own[first] + own[second]

    def _found(self, asked: Prints) -> Iterator[tuple[int, int]]:
        """Which of those asked for is the sum of which pair; four pairs at most for each."""
        which, pair = meeting(asked, self.sums, 4, MOST)
        return zip(which.tolist(), pair.tolist(), strict=True)

    def _set(self, size: int, *members: int) -> tuple[int, ...] | None:
        parts = tuple(sorted({int(member) for member in members}))
        return parts if len(parts) == size else None

    def twos(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        for total, pair in self._found(self.own):
            parts = self._set(2, self.first[pair], self.second[pair])
            if parts is not None and self.own[total]:
                yield total, parts

    def threes(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        lively = np.flatnonzero(self.own)
        own = self.own[lively]
        with np.errstate(over="ignore"):
            asked = (own[:, None] - own[None, :]).ravel()
        for hit, pair in self._found(asked):
            total, third = divmod(hit, len(own))
            parts = self._set(3, lively[third], self.first[pair], self.second[pair])
            if parts is not None:
                yield int(lively[total]), parts

    def fours(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        size = len(self.sums)
        lively = np.flatnonzero(self.own)
        with np.errstate(over="ignore"):
            asked = (self.own[lively][:, None] - self.sums[None, :]).ravel()
        for hit, pair in self._found(asked):
            total, other = divmod(hit, size)
            parts = self._set(4, self.first[other], self.second[other], self.first[pair], self.second[pair])
            if parts is not None:
                yield int(lively[total]), parts
