"""A claimed total held against its parts in whole intervals: agrees, differs or undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from foi_cli.arithmetic.grid import Grid
from foi_cli.model import FindingBasis, Verdict

Cell = tuple[int, int]
"""Zero-based row and column."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of it. `low` and `high` bound the sum of the parts, None where a part has no bound there.

    `slack` is what rounding may add up to on either side, `missing` the cells whose quantity is not printed,
    `known` the sum of all others.
    """

    verdict: Verdict
    basis: FindingBasis
    stated: Decimal
    low: Decimal | None
    high: Decimal | None
    slack: Decimal
    missing: tuple[Cell, ...] = ()
    known: Decimal = Decimal(0)

    @property
    def discloses(self) -> bool:
        """Whether the total gives away the one part that is not printed."""
        return self.verdict == "undecided" and len(self.missing) == 1

    @property
    def difference(self) -> Decimal:
        """The stated total less the computed one, or its distance from the range the parts allow."""
        if self.low is not None and (self.stated < self.low or self.low == self.high):
            return self.stated - self.low
        if self.high is not None and self.stated > self.high:
            return self.stated - self.high
        return Decimal(0)


def plain(value: int, places: int) -> Decimal:
    """A number of the grid's scale as the Decimal a person would write."""
    while places and value % 10 == 0:
        value, places = value // 10, places - 1
    return Decimal(f"{value}e-{places}") if places else Decimal(value)  # exact, however long it is


def closed(stated: int, places: int, known: int, step: int) -> Judgement:
    """The judgement of a total that so many known parts add up to exactly, with no other part."""
    said = plain(stated, places)
    return Judgement("agrees", "exact", said, said, said, plain(5 * step * (known + 1), places + 1))


def judge(grid: Grid, total: Cell, parts: Sequence[Cell], signs: Sequence[int], step: int) -> Judgement:
    """Judge one claim; `step` is the unit to which its numbers are rounded, 0 where they are exact.

    Each rounded number may be off by half a step, and so may the total: n numbers give (n + 1) halves.
    """
    known = [(cell, sign) for cell, sign in zip(parts, signs, strict=True) if grid.known[cell]]
    gaps = [(cell, sign) for cell, sign in zip(parts, signs, strict=True) if grid.gap[cell]]
    stated = int(grid.values[total])
    known_sum = sum(sign * int(grid.values[cell]) for cell, sign in known)
    if stated == known_sum and not gaps:
        return closed(stated, grid.places, len(known), step)
    low, high = _with_gaps(grid, known_sum, gaps)
    # Twice the slack, so that it stays whole.
    slack2 = step * (len(known) + 1) if _rounds(grid, total, known, stated - known_sum, step) else 0
    bounds = (
        None if low is None else plain(low, grid.places),
        None if high is None else plain(high, grid.places),
    )
    slack = plain(5 * slack2, grid.places + 1)
    said = plain(stated, grid.places)
    missing = tuple(cell for cell, _ in gaps)
    inside = (low is None or 2 * stated >= 2 * low - slack2) and (
        high is None or 2 * stated <= 2 * high + slack2
    )
    if not inside:
        basis: FindingBasis = "suppressed" if gaps else "rounding" if step else "exact"
        return Judgement("differs", basis, said, *bounds, slack, missing)
    if stated == low and (not gaps or high == low):
        return Judgement("agrees", "exact", said, *bounds, slack, missing)
    if gaps:
        return Judgement(
            "undecided", "suppressed", said, *bounds, slack, missing, plain(known_sum, grid.places)
        )
    return Judgement("agrees", "rounding", said, *bounds, slack, missing)


def _with_gaps(grid: Grid, known: int, gaps: Sequence[tuple[Cell, int]]) -> tuple[int | None, int | None]:
    """The least and the most that the sum can be, with what is not printed."""
    low: int | None = known
    high: int | None = known
    for cell, sign in gaps:
        least, most = grid.bounds(*cell)
        first, last = (least, most) if sign > 0 else (None if most is None else -most, -least)
        low = None if low is None or first is None else low + first
        high = None if high is None or last is None else high + last
    return low, high


def _rounds(grid: Grid, total: Cell, known: Sequence[tuple[Cell, int]], miss: int, step: int) -> bool:
    """Whether rounding to this step can explain the difference: not when one stray decimal makes it."""
    if step <= 1 or miss % step == 0:
        return True
    finer = [
        v for v in (int(grid.values[cell]) for cell in (total, *(cell for cell, _ in known))) if v % step
    ]
    return len(finer) != 1 or abs(finer[0]) < step
