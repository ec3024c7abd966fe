"""Intervals of Decimals: what an amount may be, their sums, and how they are written in a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from foi_cli.model import Amount, Stated


@dataclass(frozen=True, slots=True)
class Interval:
    """Everything between two bounds, both included; None is no bound on that side."""

    low: Decimal | None
    high: Decimal | None

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def meets(self, other: Interval) -> bool:
        """True when some number lies in both."""
        starts_in_time = self.low is None or other.high is None or self.low <= other.high
        return starts_in_time and (other.low is None or self.high is None or other.low <= self.high)


def of(amount: Amount | Stated) -> Interval:
    """What an amount may be, by the way it was written."""
    return Interval(amount.low, amount.high)


def percentage(amount: Amount) -> Interval:
    """What a percentage may be: half its last digit either way, also where only its heading says percent."""
    if amount.basis != "exact" or amount.value is None or amount.step is None:
        return of(amount)
    return Interval(amount.value - amount.step / 2, amount.value + amount.step / 2)


def total(percentages: Iterable[Amount]) -> Interval:
    """What the sum of these percentages may be."""
    running = Interval(Decimal(0), Decimal(0))
    for amount in percentages:
        running += percentage(amount)
    return running


def written(number: Decimal | None) -> str:
    """Decimal text without an exponent; "" where there is no number."""
    return "" if number is None else format(number, "f")


def span(interval: Interval) -> str:
    """`low..high`, or the one number where both are the same; an open end is left empty."""
    if interval.low == interval.high:
        return written(interval.low)
    return f"{written(interval.low)}..{written(interval.high)}"


def _plus(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first + second
