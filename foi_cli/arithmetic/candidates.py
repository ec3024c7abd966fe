"""Which lines might be the total of others that do not stand beside it, by their fingerprints.

Several fingerprints over different cells across are tried, so that a wrong cell spoils only some of them. All
proposals are weighed by evidence afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

from foi_cli.arithmetic import runs as runs_
from foi_cli.arithmetic.evidence import Candidate
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.prints import WEIGHTS, Prints, counted, meeting, rare

STRIDDEN = 100
"""Lines of a table in which every second, third … one is tried."""
_STRIDES_BY = 3
"""Fingerprints by which every second, third … line is looked at."""
MOST = 30_000
"""Runs that one fingerprint may propose."""


@dataclass(frozen=True, slots=True)
class Order:
    """Lines in an order in which parts of one total may stand, and the bits against looking there."""

    kind: str
    lines: tuple[int, ...]
    cost: float


def runs(lines: Lines, prints: list[Prints]) -> list[Candidate]:
    """Runs of two or more in any of the `orders` that an active line may be the total of."""
    every = sorted(orders(lines), key=lambda order: order.kind == "stride")
    spans = _Spans(lines, [order.lines for order in every])
    unlike = sum(order.kind != "stride" for order in every)
    found: set[tuple[int, int, int, int]] = set()
    for turn, each in enumerate(prints):
        found.update(spans.totals(each, len(every) if turn < _STRIDES_BY else unlike))
    proposed: list[Candidate] = []
    for which, total, start, end in sorted(found):
        order = every[which]
        parts = tuple(spans.lines[start:end].tolist())
        proposed.append(Candidate(total, parts, order.cost + _choice(order.lines, total, parts), order.kind))
    return proposed


class _Spans:
    """All runs of two or more in several orders. Their lines stand one order behind the other, each order
    behind a place that holds no line."""

    def __init__(self, lines: Lines, orders: Sequence[tuple[int, ...]]) -> None:
        self.targets = np.array(lines.active)
        size = np.array([len(order) for order in orders])
        self.which = np.repeat(np.arange(len(orders)), size + 1)
        places = np.arange(len(self.which))
        self.line = np.diff(self.which, prepend=-1) == 0
        self.lines = np.zeros(len(places), dtype=np.int64)
        self.lines[self.line] = [line for order in orders for line in order]
        self.place = np.full((len(orders), lines.count), -1)
        self.place[self.which[self.line], self.lines[self.line]] = places[self.line]
        many = np.maximum(np.cumsum(size + 1)[self.which] - places - 2, 0)
        self.before = np.repeat(places, many)
        self.last = counted(many) + self.before + 2
        self.until = np.cumsum(size * (size - 1) // 2)

    def totals(self, prints: Prints, orders: int) -> Iterator[tuple[int, int, int, int]]:
        """Order, total, start and end of each run of the first so many orders that adds up to a line."""
        own = np.where(self.line, prints[self.lines], WEIGHTS[self.which % len(WEIGHTS)])
        before, last = (each[: self.until[orders - 1]] for each in (self.before, self.last))
        with np.errstate(over="ignore"):
            running = np.cumsum(own)
            seldom = rare(running)
            if not seldom.all():
                before, last = before[seldom[before]], last[seldom[before]]
            sums = running[last] - running[before]
        targets = self.targets[prints[self.targets] != 0]
        run, total = (each[:MOST] for each in meeting(sums, prints[targets], len(targets), MOST))
        before, last, total = before[run], last[run], targets[total]
        which = self.which[before]
        lively = np.cumsum(self.line & (own != 0))
        place = self.place[which, total]
        good = (lively[last] - lively[before] >= 2) & ((place <= before) | (place > last))
        columns = (which, total, before + 1, last + 1)
        return zip(*(column[good].tolist() for column in columns), strict=True)


def long_runs(lines: Lines, prints: list[Prints], sequence: Sequence[int]) -> list[Candidate]:
    """Runs of any length directly before or after their total, in tables too long to try every start."""
    n = len(sequence)
    if n <= runs_.REACH:
        return []
    order = np.asarray(sequence)
    found: set[tuple[int, int, int]] = set()
    places = np.arange(n)
    for each in prints:
        own = each[order]
        with np.errstate(over="ignore"):
            prefix = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(own)])
            asked = np.concatenate([prefix[:-1] - own, prefix[1:] + own])
        lively = np.flatnonzero(np.tile(own != 0, 2))
        seldom = np.flatnonzero(rare(prefix))
        which, end = meeting(asked[lively], prefix[seldom], 8, MOST)
        which, end = lively[which], seldom[end]
        base = np.concatenate([places, places + 1])[which]
        for total, start, stop in zip((which % n).tolist(), base.tolist(), end.tolist(), strict=True):
            if (stop < total) == (start <= total) and abs(start - stop) > runs_.REACH:
                found.add((total, start, stop))
    own_runs = runs_.Neighbours(lines, sequence)
    return [own_runs.run(*each) for each in sorted(found)]


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


def orders(lines: Lines) -> Iterator[Order]:
    """Orders in which parts of one total may stand other than one after another."""
    active = lines.active
    yield Order("all", active, 4.0)
    seen = {active}
    for order in _thinned(lines):
        if len(order.lines) >= 3 and order.lines not in seen:
            seen.add(order.lines)
            yield order


def _thinned(lines: Lines) -> Iterator[Order]:
    groups: dict[str, list[int]] = {}
    for line in lines.active:
        if lines.labels[line]:
            groups.setdefault(lines.labels[line], []).append(line)
    for group in groups.values():
        yield Order("label", tuple(group), 2.0)
    for stride in range(2, 7 if len(lines.active) <= STRIDDEN else 2):
        for start in range(stride):
            yield Order("stride", lines.active[start::stride], 7.0)
    finest = np.where(lines.known, lines.step, np.inf).min(axis=1, initial=np.inf)
    whole = finest >= np.nanmax(np.where(np.isfinite(finest), finest, np.nan)) if len(finest) else finest
    yield Order("whole", tuple(line for line in lines.active if whole[line]), 4.0)
