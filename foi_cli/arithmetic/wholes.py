"""Lines that state 100 beside shares which come to it: the whole of a percentage, written like a total.

Shares are rounded, and so their sum may miss by a little; the whole is 100 whatever they come to. So it is
told by its own figure and not by exact sums, and only where a line says 100: the counts and averages that
stand in the other columns of such a table add up to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from foi_cli.arithmetic.evidence import LABEL, Relation, one_slip, supposed
from foi_cli.arithmetic.grid import Mask, Numbers
from foi_cli.arithmetic.lines import Lines

WHOLE = 100
"""What the shares of anything come to, in per cent."""
ENOUGH = 12.0
"""Bits from which shares are known for such, in one line or in all that say 100."""
CALLED = 3.0
"""Bits for the heading of a percentage."""
LEAST, MOST = 2, 60
"""Shares of a whole, and of one that is looked for."""


def find(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The lines that say 100, each with the shares beside it, but those in `found` already."""
    if lines.values.dtype == object:
        return
    have = {relation.total for relation in found}
    stated = lines.known & (lines.values == WHOLE * lines.one)
    says = [total for total in np.flatnonzero(stated.any(axis=1)).tolist() if total not in have]
    sides = [
        [
            _Whole(lines, total, parts, stated)
            for total in says
            for parts in (_beside(lines, total, stated, after=after),)
            if LEAST <= len(parts) <= MOST
        ]
        for after in (False, True)
    ]
    whole = max(sides, key=lambda side: sum(each.bits for each in side if each.is_clear()))
    clear = [each for each in whole if each.is_clear()]
    together = sum(each.bits for each in clear)
    if 2 * len(clear) >= len(whole):  # where most come to anything, 100 is a figure like any other
        yield from (each.relation() for each in clear if max(each.bits, together) >= ENOUGH)


def are_whole(lines: Lines, relation: Relation) -> bool:
    """Whether a line says 100 in all cells across, but for one at most, and in two or more: then its parts
    are shares, which round."""
    told = lines.known[relation.total]
    says = int((told & (lines.values[relation.total] == WHOLE * lines.one)).sum())
    return says >= max(2, int(told.sum()) - 1)


def misstated(lines: Lines, relation: Relation) -> Mask:
    """The cells across in which shares come to 100 and their whole is said to be something else, while it is
    100 in all others of the kind: what rounding may do to shares it does not do to a whole."""
    total, own = relation.total, list(relation.parts)
    whole = WHOLE * lines.one
    if lines.values.dtype == object or not (lines.values[total] == whole).any():
        return np.zeros(lines.across, dtype=np.bool_)
    told = lines.known[total] & (lines.nonzero[own].sum(axis=0) >= LEAST)
    says = told & (lines.values[total] == whole)
    others = told & ~says
    rounds = (lines.step[own] * lines.known[own]).sum(axis=0)
    close = 2 * np.abs(lines.values[own].sum(axis=0) - whole) <= rounds
    same = np.where(lines.unlike, (others & lines.unlike).sum(), (others & ~lines.unlike).sum()) == 1
    like = np.where(lines.unlike, (says & lines.unlike).any(), (says & ~lines.unlike).any())
    found: Mask = others & close & same & like
    return found


def _beside(lines: Lines, total: int, stated: Mask, *, after: bool) -> tuple[int, ...]:
    """The lines on one side of a line that says 100, up to a gap, or to another that says so."""
    place = lines.active.index(total)
    side = lines.active[place + 1 :] if after else lines.active[:place][::-1]
    for k, (near, far) in enumerate(pairwise((total, *side))):
        if (stated[far] & stated[total]).any() or (k and lines.block[near] != lines.block[far]):
            side = side[:k]
            break
    return tuple(sorted(side))


class _Whole:
    """A line that says 100 with the lines that may be its shares, in the cells across in which they are."""

    def __init__(self, lines: Lines, total: int, parts: tuple[int, ...], stated: Mask) -> None:
        self.lines, self.total, self.parts = lines, total, parts
        own = list(parts)
        values, known = lines.values[own], lines.known[own]
        summed: Numbers = values.sum(axis=0)
        twice = (lines.step[own] * known).sum(axis=0)
        shares = ((values >= 0) & (values <= WHOLE * lines.one)).all(axis=0)
        shares &= (lines.nonzero[own].sum(axis=0) >= LEAST) & ~lines.gap[own].any(axis=0)
        closes = shares & (2 * np.abs(summed - WHOLE * lines.one) <= twice)
        says = stated[total]
        equal = lines.known[total] & (summed == lines.values[total])
        self.told: Mask = lines.known[total] & shares & (says | closes)
        self.held: Mask = self.told & closes & (says | equal)
        wrong = self.told & ~self.held
        miss = np.where(says, summed - WHOLE * lines.one, lines.values[total] - WHOLE * lines.one)
        self.slips: Mask = wrong & one_slip(np.abs(miss))
        self.wrong = int(wrong.sum())
        chance = np.log2(2 * WHOLE * lines.one / np.maximum(twice, 1)) * self.held
        called = lines.rate_across[self.held].any() or lines.are_rates(own)
        self.bits = float(chance.sum()) + LABEL * bool(lines.named_total[total]) + CALLED * called

    def is_clear(self) -> bool:
        """Whether all cells across hold that say anything, but for one at most, which a slip accounts for."""
        if not self.held.any():
            return False
        return self.wrong == 0 or (self.wrong == 1 and bool(self.slips.any()))

    def relation(self) -> Relation:
        """The shares as parts of the whole."""
        cells = tuple(np.flatnonzero(self.told).tolist())
        own = supposed(self.total, self.parts, "shares")
        return replace(own, rounded=True, only=cells, held=int(self.held.sum()), told=len(cells))
