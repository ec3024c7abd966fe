"""A grid seen along one axis: its lines (rows, or columns) that may add up to one another.

A relation between lines is tested in all cells across at once: if row 9 is the total of rows 2 to 8, it is so
in every column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic import wording
from foi_cli.arithmetic.grid import Grid, Mask, Numbers
from foi_cli.arithmetic.verdicts import Cell

ROUND = (1000, 100, 50, 10, 5, 3)
"""Units to which offices round their counts, the coarsest first."""
BEYOND_CHANCE = 16.0
"""Bits that so many multiples of a unit must be worth for it to be the unit: seven of 5, or five of 10."""
FULL_BITS = 12.0
"""More than this no single agreement is worth, however large the number."""

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Lines:
    """n lines of m cells. axis 0: the lines are rows, their cells columns; axis 1 the other way round.

    `one` is the number one on the scale of the values.

    Of each cell, n × m: `values` are nought where nothing is `known`; `bits` say what an agreement there is
    worth as evidence, `surprise` the same without a limit, `step` the unit to which it seems to be written;
    `gap` marks quantities that are not printed, `deep` numbers cut off at their last decimal.

    Of each line: `active` are those that hold a number; `block` counts the gaps before it, so that neighbours
    with different numbers stand apart, `table` the headings over figures, so that tables one above the other
    do; `labels`, `named_total` and `named_rate` are what its words call it.

    Of each cell across, m: `segment` is the table that it belongs to where several stand side by side (or one
    above the other), `rate_across` what its heading calls it, `odd_across` whether it holds fractions where
    others hold whole numbers.
    """

    axis: int
    one: int
    values: Numbers
    known: Mask
    nonzero: Mask
    bits: Reals
    surprise: Reals
    step: Reals
    active: tuple[int, ...]
    block: NDArray[np.int64]
    table: NDArray[np.int64]
    segment: NDArray[np.int64]
    labels: tuple[str, ...]
    named_total: Mask
    named_rate: Mask
    rate_across: Mask
    odd_across: Mask
    gap: Mask
    deep: Mask

    @property
    def count(self) -> int:
        """How many lines there are, n."""
        return int(self.values.shape[0])

    @property
    def across(self) -> int:
        """How many cells a line has, m."""
        return int(self.values.shape[1])

    @cached_property
    def further(self) -> Reals:
        """Bits of each cell beyond what an agreement there is worth by itself."""
        rest: Reals = np.maximum(self.surprise - 0.3 - FULL_BITS, 0)
        return rest

    @property
    def segments(self) -> int:
        """How many tables stand side by side."""
        return int(self.segment.max(initial=0)) + 1

    @property
    def unlike(self) -> Mask:
        """Which cells across are of another kind than others: rates, or fractions beside whole numbers."""
        return self.rate_across | self.odd_across

    @cached_property
    def broken(self) -> Mask:
        """Which lines hold fractions for the most part."""
        fractions = (self.known & (self.values % self.one != 0)).sum(axis=1)
        mostly: Mask = 2 * fractions >= np.maximum(1, self.known.sum(axis=1))
        return mostly

    def are_rates(self, lines: Sequence[int]) -> bool:
        """Whether a fifth of these lines or more are called rates; fewer mention one in passing."""
        called: int = self.named_rate[list(lines)].sum()
        return 5 * called >= len(lines)

    def alike(self, told: Mask) -> Mask:
        """Those of these cells across that are of one kind: without the unlike ones, where there are others,
        and else without rates."""
        kept = told & ~self.unlike
        return kept if kept.any() else told & ~self.rate_across

    def cells(self, across: int, lines: Iterable[int]) -> tuple[Cell, ...]:
        """Row and column of these lines in one cell across."""
        return tuple((across, line) if self.axis else (line, across) for line in lines)

    def missed(self, total: int, parts: Sequence[int]) -> tuple[Numbers, Mask]:
        """By how much a total is more than these parts in each cell across, and where that says something: it
        is known there, and two parts or more are not nought."""
        own = list(parts)
        miss: Numbers = self.values[total] - self.values[own].sum(axis=0)
        return miss, self.known[total] & (self.nonzero[own].sum(axis=0) >= 2)

    def chosen(self, across: Sequence[int]) -> Mask:
        """Which cells across are among these."""
        found: Mask = np.isin(np.arange(self.across), across)
        return found

    def within(self, segments: Sequence[int]) -> Mask:
        """Which cells across belong to these of the tables that stand side by side."""
        chosen = np.zeros(self.segments, dtype=np.bool_)
        chosen[list(segments)] = True
        return chosen[self.segment]


def read(grid: Grid, addends: Mask, axis: int) -> Lines:
    """The lines of this grid along an axis, of its cells that may be added."""

    def turn(cells: NDArray[Any]) -> NDArray[Any]:
        return np.ascontiguousarray(cells.T) if axis else cells

    known, words = turn(addends), turn(grid.words)
    values = turn(np.where(addends, grid.values, 0))
    rows = tuple(zip(*grid.rows, strict=True)) if axis else grid.rows
    step = _steps(values, known, turn(grid.step), grid.places)
    own = np.where(values % 10**grid.places == 0, np.maximum(step, 10**grid.places), step)
    surprise = np.log2(1 + np.abs(values.astype(np.float64)) / own) * known
    active, used = np.asarray(known.any(axis=1)), np.asarray(known.any(axis=0))
    names = wording.names_of(rows, words)
    begun = wording.first(known.T, used)
    headed = wording.headings(grid, begun, axis)
    rates = wording.match(wording.RATE, headed)
    if rates.any():
        own_words = wording.match(wording.RATE, wording.headings(grid, begun, axis, alone=True))
        rates &= own_words | ~_are_counts(values, known, 10**grid.places)
    table = wording.tables(grid, known, axis)
    return Lines(
        axis,
        10**grid.places,
        values,
        known,
        values != 0,
        _bits(surprise, known, _share(values, active, used)),
        surprise,
        step,
        tuple(np.flatnonzero(active).tolist()),
        (~(active | turn(grid.gap).any(axis=1))).cumsum(),
        table,
        _segments(used),
        tuple(wording.labels(rows, words, wording.first(known, active).tolist())),
        wording.match(wording.TOTAL, names) | wording.places(names, table, active),
        wording.match(wording.RATE, names),
        rates,
        _fractions(values, known, grid.places) & (rates | ~wording.match(wording.MONEY, headed)),
        turn(grid.gap),
        turn(grid.deep & addends),
    )


def _steps(values: Numbers, known: Mask, written: Numbers, places: int) -> Reals:
    """The unit of each cell: what all its column, or the finest of its line, is a multiple of."""
    if not values.size:
        return np.ones(values.shape)
    across = np.array(_granules(values, 10**places))
    finest = np.where(known, written.astype(np.float64), np.inf).min(axis=1, initial=np.inf)
    finest[~np.isfinite(finest)] = 1.0
    step: Reals = np.maximum(np.maximum(across[None, :], finest[:, None]), _units(values, 10**places))
    return step


def _units(values: Numbers, one: int) -> Reals:
    """The unit of the whole numbers of each column that holds fractions, too; nought for all other cells."""
    units = np.zeros(values.shape)
    if values.dtype == object or one == 1:
        return units
    broken = values % one != 0
    whole = ~broken & (values != 0)
    mixed = broken.any(axis=0) & (whole.sum(axis=0) >= _FEW)
    for column in np.flatnonzero(mixed).tolist():
        own = whole[:, column]
        unit = rounded_to(values[own, column], one)
        if unit > 1:
            units[own, column] = unit * one
    return units


_GRANULES = sorted({base * 10**power for power in range(14) for base in (1, 5)}, reverse=True)


def _granules(values: Numbers, one: int) -> list[float]:
    """The unit of all numbers of each column besides nought."""
    if values.dtype == object:
        return [1.0] * values.shape[1]
    sizes = (values != 0).sum(axis=0)
    divisors = np.gcd.reduce(np.abs(values), axis=0)
    plain = (sizes >= _FEW) & (divisors == one)
    whole = values[:, plain]
    off = zip(*((whole % (base * one) != 0).sum(axis=0).tolist() for base in ROUND), strict=True)
    columns = zip(sizes.tolist(), divisors.tolist(), plain.tolist(), strict=True)
    return [
        float(one * _all_but_one(size, next(off))) if several else _granule(size, divisor, one)
        for size, divisor, several in columns
    ]


_FEW = 4
"""Numbers of a column from which its unit can be told."""


def _granule(size: int, divisor: int, one: int) -> float:
    """The largest of 1, 5, 10, 50 … that divides so many numbers with this greatest common divisor; base 3
    too, which some offices round to."""
    if not size:
        return 1.0
    if size < _FEW and divisor % one == 0:
        return float(min(divisor, one))
    if size >= _FEW and divisor % (3 * one) == 0 and divisor % (10 * one) != 0:
        return float(3 * one)
    return float(next(granule for granule in _GRANULES if divisor % granule == 0))


def rounded_to(numbers: Numbers, one: int, bits: float = BEYOND_CHANCE) -> int:
    """The unit of these numbers, none of them nought, of which one, or of many one in twenty, is no multiple
    of it; those that are must be worth so many bits."""
    off = [int((numbers % (base * one) != 0).sum()) for base in ROUND]
    return _all_but_one(len(numbers), off, bits)


def _all_but_one(size: int, off: Sequence[int], bits: float = BEYOND_CHANCE) -> int:
    """The same of so many numbers, where `off` says how many are no multiples of each unit in turn."""
    for base, odd in zip(ROUND, off, strict=True):
        if odd <= max(1, size // 20) and (size - odd) * log2(base) >= bits:
            return base
    return 1


def _bits(surprise: Reals, known: Mask, share: Reals) -> Reals:
    """What an agreement at a cell is worth: the size of the number, up to a limit, shared by columns that say
    one thing between them."""
    bits: Reals = (np.minimum(surprise, FULL_BITS) - 0.3) * known * share
    return np.maximum(bits, 0)


def _share(values: Numbers, active: Mask, used: Mask) -> Reals:
    """The worth of each cell across, m: proportional columns say one thing between them, and a table of rank
    one or two no more than one or two columns."""
    worth = np.ones(values.shape[1])
    lines, cells = np.flatnonzero(active)[:200], np.flatnonzero(used)[:400]
    if min(len(lines), len(cells)) < 3:
        return worth
    plain = values[lines[:, None], cells].astype(np.float64)
    plain /= np.maximum(np.abs(plain).max(axis=1, keepdims=True), 1e-9)
    length = np.sqrt((plain * plain).sum(axis=0))
    plain /= np.where(length > 0, length, 1)
    gram = plain.T @ plain
    worth[cells] = 1 / np.maximum((np.abs(gram) > 1 - 1e-7).sum(axis=0), 1)
    if min(len(lines), len(cells)) >= 4:
        strength = np.linalg.eigvalsh(gram if len(cells) <= len(lines) else plain @ plain.T)
        rank = int((strength > strength[-1] * 1e-9).sum())
        worth = np.minimum(worth, 1.0 if rank > 2 else (rank + 0.5) / len(cells))
    return worth


def _fractions(values: Numbers, known: Mask, places: int) -> Mask:
    """The cells across that hold fractions in a table that also holds whole numbers."""
    if not places:
        return np.zeros(values.shape[1], dtype=np.bool_)
    fractions = (known & (values % 10**places != 0)).sum(axis=0)
    odd: Mask = fractions >= np.maximum(2, 0.2 * known.sum(axis=0))
    whole = (known.sum(axis=0) >= 3) & (fractions == 0)
    return odd & bool(whole.any())


def _are_counts(values: Numbers, known: Mask, one: int) -> Mask:
    """The cells across of which half or more are whole numbers of three figures, as no rates are."""
    large = known & (np.abs(values) >= 100 * one) & (values % one == 0)
    counts: Mask = 2 * large.sum(axis=0) >= np.maximum(1, known.sum(axis=0))
    return counts


def _segments(used: Mask) -> NDArray[np.int64]:
    """Which of the side-by-side tables each cell across belongs to; one where gaps are mere spacing."""
    gaps = (~used).cumsum()
    own = gaps[used]
    if not len(own) or own[0] == own[-1]:
        return np.zeros(len(used), dtype=np.int64)
    ids, sizes = np.unique(own, return_counts=True)
    if sizes.min() < 2 or len(ids) > 12:
        return np.zeros(len(used), dtype=np.int64)
    segment: NDArray[np.int64] = np.searchsorted(ids, np.clip(gaps, ids[0], ids[-1])).astype(np.int64)
    return segment
