"""Which lines might be the total of others that do not stand beside it, by their fingerprints.

Several fingerprints over different cells across are tried, so that a wrong cell spoils only some of them. All
proposals are weighed by evidence afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from math import log2

import numpy as np

from foi_cli.arithmetic import runs as runs_
from foi_cli.arithmetic.evidence import Candidate, Slack
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.prints import WEIGHTS, Prints, counted, meeting, rare

STRIDDEN = 100
"""Lines of a table in which every second, third … one is tried."""
_STRIDES_BY = 3
"""Fingerprints by which every second, third … line is looked at."""
MOST = 30_000
"""Runs that one fingerprint may propose."""
COST = {"all": 4.0, "label": 2.0, "stride": 7.0, "whole": 4.0}
"""Bits against looking for parts in an order of each kind."""
LEAST = {kind: cost + 2.0 for kind, cost in COST.items()}
"""The same with the choice of a run in it, of two lines at least."""


@dataclass(frozen=True, slots=True)
class Order:
    """Lines in an order in which parts of one total may stand."""

    kind: str
    lines: tuple[int, ...]


def runs(
    lines: Lines, prints: Callable[[], list[Prints]], totals: Mapping[str, Sequence[int]]
) -> list[Candidate]:
    """Runs of two or more in any of the `orders` that one of the `totals` of its kind may add up."""
    kinds = [kind for kind in totals if totals[kind]]
    every = sorted(orders(lines, kinds), key=lambda order: order.kind == "stride")
    if not every:
        return []
    spans = _Spans(every, sorted({total for kind in kinds for total in totals[kind]}))
    unlike = sum(order.kind != "stride" for order in every)
    proposed: list[Candidate] = []
    for which, total, start, end in sorted(set(spans.totals(prints(), unlike))):
        order = every[which]
        parts = spans.lines[start:end]
        if total not in parts:
            cost = COST[order.kind] + _choice(order.lines, total, parts)
            proposed.append(Candidate(total, parts, cost, order.kind))
    return proposed


def near_runs(lines: Lines, slack: Slack, totals: Mapping[str, Sequence[int]]) -> Iterator[Candidate]:
    """Runs beside their total, in an order of lines that are called alike or stand at the same distance, that
    come near it; of the kinds for which there are any `totals`."""
    for order in orders(lines, [kind for kind in ("label", "stride") if totals[kind]]):
        for run in runs_.Sums(lines, order.lines).runs(slack):
            yield replace(run, kind=order.kind, cost=run.cost + COST[order.kind])


class _Spans:
    """All runs of two or more in several orders. Their lines stand one order behind the other, each order
    behind a place that holds no line."""

    def __init__(self, orders: Sequence[Order], targets: Sequence[int]) -> None:
        self.lines = tuple(line for order in orders for line in (-1, *order.lines))
        sizes = [len(order.lines) for order in orders]
        many = np.array([max(size - k - 1, 0) for size in sizes for k in range(size + 1)])
        self.which = np.repeat(np.arange(len(orders)), [size + 1 for size in sizes])
        self.before = np.repeat(np.arange(len(many)), many)
        self.last = counted(many) + self.before + 2
        self.until = np.cumsum([size * (size - 1) // 2 for size in sizes]).tolist()
        self.targets = np.array(targets)

    def totals(self, prints: Sequence[Prints], unlike: int) -> Iterator[tuple[int, int, int, int]]:
        """Order, total, start and end of each run that adds up to a target by any fingerprint; but by a few
        only of the orders after the first so many."""
        each, lines = np.array(prints), np.array(self.lines)
        own = np.where(lines < 0, WEIGHTS[self.which % len(WEIGHTS)], each[:, lines])
        before, last = self.before, self.last
        with np.errstate(over="ignore"):
            apart = WEIGHTS[: len(each), None]  # keeps one fingerprint from meeting another
            running = own.cumsum(axis=1) + apart
            seldom = rare(running)
            sums = running[:, last] - running[:, before] + apart
            wanted = each[:, self.targets]
            telling = seldom[:, before] & seldom[:, last]
            telling[_STRIDES_BY:, self.until[unlike - 1] :] = False
            asked = np.flatnonzero(telling)
            held = np.flatnonzero(wanted)
            met = meeting(
                sums.ravel()[asked], (wanted + apart).ravel()[held], len(self.targets), MOST * len(each)
            )
        turn, run = np.divmod(asked[met[0]], len(before))
        before, last = before[run], last[run]
        lively = np.cumsum((lines >= 0) & (own != 0), axis=1)
        good = lively[turn, last] - lively[turn, before] >= 2
        total = self.targets[held[met[1]] % len(self.targets)]
        columns = (self.which[before], total, before + 1, last + 1)
        yield from zip(*(column[good].tolist() for column in columns), strict=True)


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


def orders(lines: Lines, kinds: Collection[str]) -> Iterator[Order]:
    """Orders of these kinds in which parts of one total may stand other than one after another."""
    seen: set[tuple[int, ...]] = set()
    for kind in kinds:
        for order in _ORDERS[kind](lines):
            if len(order) >= 3 and order not in seen:
                seen.add(order)
                yield Order(kind, order)


def _all(lines: Lines) -> Iterator[tuple[int, ...]]:
    yield lines.active


def _alike(lines: Lines) -> Iterator[tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for line in lines.active:
        if lines.labels[line]:
            groups.setdefault(lines.labels[line], []).append(line)
    yield from map(tuple, groups.values())


def _strides(lines: Lines) -> Iterator[tuple[int, ...]]:
    for stride in range(2, 7 if len(lines.active) <= STRIDDEN else 2):
        for start in range(stride):
            yield lines.active[start::stride]


def _whole(lines: Lines) -> Iterator[tuple[int, ...]]:
    finest = np.where(lines.known, lines.step, np.inf).min(axis=1, initial=np.inf)[list(lines.active)]
    yield tuple(compress(lines.active, (finest == finest.max()).tolist()))


_ORDERS = {"all": _all, "label": _alike, "stride": _strides, "whole": _whole}
