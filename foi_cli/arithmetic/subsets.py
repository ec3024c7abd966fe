"""Which lines might be the total of two to four others that stand anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import log2

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.evidence import Candidate
from foi_cli.arithmetic.grid import Mask
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.prints import WEIGHTS, Places, Prints, meeting

_DENSE = 1_000_000
"""Cells of the cube total × pair × across that may be compared."""
SHORT, NARROW = 12, 200
"""Lines, and cells across, of which every choice is tried."""
MOST = 3_000
"""Choices that one fingerprint may propose."""
MOST_TRIED = 16
"""Choices that one total may have where every one is tried."""


def choose(
    lines: Lines,
    prints: Callable[[], list[Prints]],
    sequence: Sequence[int],
    totals: Sequence[int],
    largest: int,
    kind: str,
    cost: float,
) -> list[Candidate]:
    """Two to `largest` (at most four) lines of a sequence, anywhere, that add up to one of its `totals`.

    Of a short sequence with few cells across every choice is tried, else those that fingerprints propose.
    """
    order = np.asarray(sequence)
    if len(order) < 3 or not totals:
        return []
    if len(order) <= SHORT and lines.across <= NARROW and lines.values.dtype != object:
        found = sorted(_tried(lines, order, [sequence.index(total) for total in totals], largest))
    else:
        found = sorted(_proposed(lines, prints(), order, largest))
    among = log2(len(order))
    return [
        Candidate(int(order[t]), tuple(order[list(parts)].tolist()), cost + len(parts) * among, kind)
        for t, parts in found
    ]


def cost(sequence: Sequence[int], kind: float) -> float:
    """The least that any choice of these lines costs, of a kind that costs so much."""
    return kind + 2 * log2(max(1, len(sequence)))


def _tried(
    lines: Lines, order: Places, totals: Sequence[int], largest: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Those that hold in most cells across, but for decimals cut off."""
    choices, members = _choices(len(order), largest)
    values, known = lines.values[order].T, lines.known[order].T
    stated, sums = values[:, None], (members @ values.T).T[:, :, None]
    close = np.abs(sums - stated) <= 2 if lines.deep.any() else sums == stated
    several = members @ lines.nonzero[order].astype(np.int64) >= 2
    told = several.astype(np.int64) @ known.astype(np.int64)
    held = (close & several.T[:, :, None] & known[:, None]).sum(axis=0)
    good = (held >= 1) & (held >= 0.7 * told) & (members == 0)
    for total in totals:
        for k in np.flatnonzero(good[:, total])[:MOST_TRIED].tolist():
            yield total, choices[k]


def _proposed(
    lines: Lines, prints: list[Prints], order: Places, largest: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    pairs = _Pairs(np.stack([each[order] for each in prints]))
    found = {choice for size in range(2, largest + 1) for choice in pairs.totals(size)}
    if lines.deep.any() and len(order) ** 3 * lines.across <= 6 * _DENSE:
        found.update(_near_pairs(lines, order))
    yield from ((total, parts) for total, parts in found if total not in parts)


@lru_cache(maxsize=3 * SHORT)
def _choices(n: int, largest: int) -> tuple[list[tuple[int, ...]], NDArray[np.int64]]:
    """Every choice of two to `largest` of n lines, and which of the n each holds."""
    sizes = range(2, largest + 1)
    choices = [choice for size in sizes for choice in combinations(range(n), size)]
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
        across = known[:, total, None]
        held = ((np.abs(sums - values[:, total, None]) <= 1) & both & across).sum(axis=0)
        likely = np.flatnonzero(held >= 3)
        likely = likely[held[likely] >= 0.8 * (both[:, likely] & across).sum(axis=0)]
        for pair in likely[:8].tolist():
            yield total, (int(first[pair]), int(second[pair]))


class _Pairs:
    """The sums of all pairs of n lines by each of several fingerprints, to look others up in."""

    def __init__(self, own: Prints) -> None:
        self.own, self.lively = own, own != 0
        self.first, self.second = np.triu_indices(own.shape[1], 1)
        self.both = self.lively[:, self.first] & self.lively[:, self.second]
        self.places = np.flatnonzero(self.both)
        with np.errstate(over="ignore"):
            apart = WEIGHTS[: len(own), None]  # keeps one fingerprint from meeting another
            self.wanted = own + apart
            self.sums = own[:, self.first] + own[:, self.second]
            self.held = (self.sums + apart).ravel()[self.places]

    def totals(self, size: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The lines that two, three or four others add up to, with these; four choices at most for each line
        and what is taken off it."""
        off, usable, members = self._taken_off(size)
        with np.errstate(over="ignore"):
            asked = self.wanted[:, :, None] - off[:, None, :]
        which, pair = meeting(asked.ravel(), self.held, 4, MOST * len(asked))
        turn, total, rest = np.unravel_index(which, asked.shape)
        pair = self.places[pair] % len(self.first)
        lines = (self.first[pair], self.second[pair], *(each[rest] for each in members))
        parts = np.sort(np.stack(lines), axis=0)
        good = self.lively[turn, total] & usable[turn, rest] & (np.diff(parts, axis=0) > 0).all(axis=0)
        return zip(total[good].tolist(), map(tuple, parts.T[good].tolist()), strict=True)

    def _taken_off(self, size: int) -> tuple[Prints, Mask, tuple[Places, ...]]:
        """What is taken off a total before it must be a pair, whether it may, and the lines that it is."""
        if size == 2:
            return np.zeros_like(self.own[:, :1]), np.ones((len(self.own), 1), dtype=np.bool_), ()
        if size == 3:
            return self.own, self.lively, (np.arange(self.own.shape[1]),)
        return self.sums, self.both, (self.first, self.second)
