"""Which lines might be the total of others that do not stand beside it.

By fingerprints: each line becomes one number, a random combination of its cells modulo 2^64, and what adds up
cell by cell adds up there. Several combinations over different cells across are tried, so that a wrong cell
spoils only some of them. All proposals are weighed by evidence afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log2

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic import runs as runs_
from foi_cli.arithmetic.evidence import Candidate
from foi_cli.arithmetic.lines import Lines

Prints = NDArray[np.int64]

_WEIGHTS = np.random.default_rng(1766).integers(1, 2**62, size=16_384, dtype=np.int64) | 1
"""Odd and fixed: the same table is always read the same way."""
_DENSE = 1_000_000
"""Cells of the cube total × start × across that are held at once."""
STRIDDEN = 100
"""Lines of a table in which every second, third … one is tried."""
SHORT = 12
"""Lines of which every choice is tried."""
_HITS = 3_000
"""Matches of one fingerprint search; more are coincidences of noughts."""


def fingerprints(lines: Lines) -> list[Prints]:
    """One number a line for each of several choices of the cells across."""
    values = lines.values
    m = values.shape[1]
    every = np.arange(m)
    choices = [every]
    used = np.flatnonzero(lines.known.any(axis=0))
    if len(used) >= 8:
        choices += np.array_split(used, 4)
    elif m >= 4:
        choices += [used[0::2], used[1::2]]
    elif m >= 2:
        choices += [every[k : k + 1] for k in range(m)]
    if lines.segments > 1:
        choices += [every[lines.segment == k] for k in range(lines.segments)]
    with np.errstate(over="ignore"):
        return [(values[:, cells] * _WEIGHTS[cells % len(_WEIGHTS)]).sum(axis=1) for cells in choices]


def runs(
    lines: Lines, prints: list[Prints], sequence: Sequence[int], kind: str, cost: float
) -> list[Candidate]:
    """Runs of at least two neighbours in this sequence that any active line may be the total of."""
    order, targets = np.asarray(sequence), np.asarray(lines.active)
    place = np.full(lines.count, -1)
    place[order] = np.arange(len(order))
    found: set[tuple[int, tuple[int, ...]]] = set()
    for each in prints:
        own, wanted = each[order], each[targets]
        with np.errstate(over="ignore"):
            prefix = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(own)])
            asked = prefix[None, :] - wanted[:, None]
        lively = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(own != 0)])
        asked[wanted == 0] = 1
        which, end, start = _matches(prefix, asked)
        inside = (place[targets[which]] >= start) & (place[targets[which]] < end)
        good = (lively[end] - lively[start] >= 2) & (end > start) & ~inside
        for w, e, s in zip(which[good].tolist(), end[good].tolist(), start[good].tolist(), strict=True):
            found.add((int(targets[w]), tuple(order[s:e].tolist())))
    return [Candidate(t, parts, cost + _choice(sequence, t, parts), kind) for t, parts in sorted(found)]


def long_runs(lines: Lines, prints: list[Prints], sequence: Sequence[int]) -> list[Candidate]:
    """Runs of any length directly before or after their total, in tables too long to try every start."""
    order = np.asarray(sequence)
    n = len(order)
    if n <= runs_.REACH:
        return []
    found: set[tuple[int, int, int]] = set()
    places = np.arange(n)
    for each in prints:
        own = each[order]
        with np.errstate(over="ignore"):
            prefix = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(own)])
            asked = np.concatenate([prefix[:-1] - own, prefix[1:] + own])
        asked[np.tile(own == 0, 2)] = 1
        which, _, end = _matches(prefix, asked[:, None])
        base = np.concatenate([places, places + 1])[which]
        for total, start, stop in zip((which % n).tolist(), base.tolist(), end.tolist(), strict=True):
            if (stop < total) == (start <= total) and abs(start - stop) > runs_.REACH:
                found.add((total, start, stop))
    return [
        Candidate(int(order[t]), parts, runs_.cost(lines, order, parts, e, int(order[t])), "run")
        for t, s, e in sorted(found)
        for parts in (tuple(order[min(s, e) : max(s, e)].tolist()),)
    ]


def _matches(prefix: Prints, asked: Prints) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Which of the targets asked for (T × n) is met at which end and start; at most `_HITS`."""
    order = np.argsort(prefix, kind="stable")
    ranked = prefix[order]
    flat = asked.ravel()
    low, high = np.searchsorted(ranked, flat, "left"), np.searchsorted(ranked, flat, "right")
    hits = np.flatnonzero((high > low) & (high - low < 8))[: 10 * _HITS]
    many = (high - low)[hits]
    which, end = np.divmod(np.repeat(hits, many), asked.shape[1])
    offset = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    start = order[np.repeat(low[hits], many) + offset]
    return which, end, start


def _choice(sequence: Sequence[int], total: int, parts: tuple[int, ...]) -> float:
    """Bits for the choice of this run among all of the sequence: none for its place when beside its total."""
    among = log2(len(sequence))
    near = min(abs(parts[0] - total), abs(parts[-1] - total)) <= 2
    if not near and total in sequence:
        place = sequence.index(total)
        near = parts[0] in sequence[place + 1 : place + 2] or parts[-1] in sequence[max(0, place - 1) : place]
    edge = parts[0] == sequence[0] or parts[-1] == sequence[-1]
    cost = 2 * log2(len(parts))
    cost += 0 if near else among
    cost += 0 if edge else among / 2
    return cost + (0 if near or edge else among / 2)


def subsets(
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
    choices = [c for size in (2, 3, 4) for c in combinations(range(n), size)]
    members = np.zeros((len(choices), n), dtype=np.int64)
    members[
        np.repeat(np.arange(len(choices)), [len(c) for c in choices]), [k for c in choices for k in c]
    ] = 1
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


def _near_pairs(lines: Lines, order: NDArray[np.int64]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Pairs that add up to another line but for decimals cut off, in most cells across that tell."""
    values, known, lively = lines.values[order], lines.known[order], lines.nonzero[order]
    first, second = np.triu_indices(len(order), 1)
    sums = values[first] + values[second]
    both = lively[first] & lively[second]
    for total in range(len(order)):
        telling = both & known[total]
        near = telling & (np.abs(sums - values[total]) <= 1)
        held = near.sum(axis=1)
        for pair in np.flatnonzero((held >= 3) & (held >= 0.8 * telling.sum(axis=1)))[:8].tolist():
            yield total, (int(first[pair]), int(second[pair]))


class _Pairs:
    """The sums of all pairs of fingerprints, in order, to look others up in."""

    def __init__(self, own: Prints, first: NDArray[np.int64], second: NDArray[np.int64]) -> None:
        self.own = own
        with np.errstate(over="ignore"):
            sums = own[first] + own[second]
        order = np.argsort(sums, kind="stable")
        self.sums, self.first, self.second = sums[order], first[order], second[order]

    def _found(self, asked: Prints) -> Iterator[tuple[int, int]]:
        low = np.searchsorted(self.sums, asked, "left")
        high = np.searchsorted(self.sums, asked, "right")
        for hit in np.flatnonzero(high > low)[:_HITS].tolist():
            for pair in range(low[hit], min(high[hit], low[hit] + 4)):
                yield hit, pair

    def _set(self, size: int, *members: int) -> tuple[int, ...] | None:
        parts = tuple(sorted({int(member) for member in members}))
        return parts if len(parts) == size else None

    def twos(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        for total, pair in self._found(self.own):
            parts = self._set(2, self.first[pair], self.second[pair])
            if parts is not None and self.own[total]:
                yield total, parts

    def threes(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        n = len(self.own)
        with np.errstate(over="ignore"):
            asked = self.own[:, None] - self.own[None, :]
        lively = (self.own[:, None] != 0) & (self.own[None, :] != 0)
        for hit, pair in self._found(np.where(lively, asked, 1).ravel()):
            total, third = divmod(hit, n)
            parts = self._set(3, third, self.first[pair], self.second[pair])
            if parts is not None:
                yield total, parts

    def fours(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        size = len(self.sums)
        if not size:
            return
        lively = np.flatnonzero(self.own)
        with np.errstate(over="ignore"):
            asked = (self.own[lively][:, None] - self.sums[None, :]).ravel()
        for hit, pair in self._found(asked):
            total, other = divmod(hit, size)
            parts = self._set(4, self.first[other], self.second[other], self.first[pair], self.second[pair])
            if parts is not None:
                yield int(lively[total]), parts


def sequences(lines: Lines) -> Iterator[tuple[str, tuple[int, ...], float]]:
    """Orders in which parts of one total may stand other than one after another, with the cost in bits."""
    active = lines.active
    yield "all", active, 4.0
    seen = {active}
    for kind, sequence, cost in _thinned(lines):
        if len(sequence) >= 3 and sequence not in seen:
            seen.add(sequence)
            yield kind, sequence, cost


def _thinned(lines: Lines) -> Iterator[tuple[str, tuple[int, ...], float]]:
    groups: dict[str, list[int]] = {}
    for line in lines.active:
        if lines.labels[line]:
            groups.setdefault(lines.labels[line], []).append(line)
    for group in groups.values():
        yield "label", tuple(group), 2.0
    for stride in range(2, 7 if len(lines.active) <= STRIDDEN else 2):
        for start in range(stride):
            yield "stride", lines.active[start::stride], 7.0
    finest = np.where(lines.known, lines.step, np.inf).min(axis=1, initial=np.inf)
    whole = finest >= np.nanmax(np.where(np.isfinite(finest), finest, np.nan)) if len(finest) else finest
    yield "whole", tuple(line for line in lines.active if whole[line]), 4.0
