"""Which of the totals that differ are wrong, and which are cells that a relation does not apply to.

Most differences that a program sees are its own: a column of percentages beside counts, a row of averages
under the totals, two tables one above the other. A wrong total must therefore have its relation hold in the
other cells across, and best differ by something that happens to people: one digit, two exchanged, a part left
out, a stray decimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt, log2

import numpy as np

from foi_cli.arithmetic import rounding, wholes
from foi_cli.arithmetic.claims import Claim
from foi_cli.arithmetic.evidence import MOST_STEPS, Relation, is_slip
from foi_cli.arithmetic.grid import Grid, Mask
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.witnesses import Testimony, Witnesses, missing

TELLING = 8.5
"""Bits of a total from which one slip can be told from any other difference."""

PLAIN = 4.0
"""The same where a line is called total and its other cells agree or say nothing."""
LIKELY = 7.0
"""Bits of a relation whose parts stand beside their total, for small numbers to be held against it."""
FIRM = 20.0
"""The same of parts that stand elsewhere."""
LONG = 20.0
"""Bits of a total of six figures: that it misses by a slip is no chance, whatever other cells say."""
FAR = 50
"""So many times what rounding makes of a sum is a difference beside which it does not matter."""
SEVERAL = 3
"""Other sums that close where they may not be in most cells."""
THREE_FIGURES = 7.0
"""Bits of a total of three figures: three other sums that close bear out a slip in it."""
ROUNDS = 0.1
"""The chance at which a table might round and all its other sums be exact nevertheless."""

NEVER = 0.001
"""The same chance when it is none, whatever a line is called."""
FEW = 20
"""Exact sums beside each further one that misses by one, for these to be slips and no rounding."""
UNANIMOUS = 6
"""Exact sums across a named total beside its parts, all but one, that bear out a slip in the last."""
CLEAR = 3
"""The same for a count that misses by more than any rounding would make it."""
ALIKE = 10
"""A total and the sum of its parts are at most so many times apart where one of them is a mistake."""

Told = Sequence[tuple[int, Claim]]
"""The claims of one relation by the cell across in which each stands."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all that was found in it: what an alarm is weighed against.

    `additive` says for each view in which cells across its relations hold at least as often as not, `exact`
    how many sums of the table are exact, `strays` which numbers are written unlike all others, `scaled`
    whether they are thousands or millions.
    """

    grid: Grid
    addends: Mask
    views: tuple[Lines, ...]
    found: tuple[tuple[Lines, Relation], ...]
    additive: tuple[Mask, ...]
    exact: int
    strays: Mask
    scaled: bool

    def crossed(self, view: Lines, across: int) -> bool:
        """Whether relations of the other axis add this line, too."""
        other = self.views[1 - view.axis]
        return any(own is other and across in (cross.total, *cross.parts) for own, cross in self.found)


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many cells across agree, exactly or at all, and differ by more than rounding would make them; and
    which differ by no more."""

    exact: int
    right: int
    wrong: int
    near: frozenset[int]


def raised(table: Table, heard: Witnesses, view: Lines, relation: Relation, told: Told) -> list[int]:
    """The cells across whose totals are wrong, of those that differ."""
    misstated = wholes.misstated(view, relation)
    kinds = view.unlike
    odd = kinds & ~_holds_mostly(told, kinds)
    counts = (view.nonzero[list(relation.parts)].sum(axis=0) >= 2) & ~odd
    right = [claim for across, claim in told if not claim.differs and counts[across]]
    tally = _Tally(
        sum(claim.judgement.basis == "exact" for claim in right),
        len(right),
        sum(claim.differs and not claim.near and bool(counts[across]) for across, claim in told),
        frozenset(across for across, claim in told if claim.differs and claim.near),
    )
    return [
        across
        for across, claim in told
        if claim.differs
        and (
            misstated[across]
            or _Alarm(table, view, relation, told, tally, across, claim, bool(odd[across])).is_raised(heard)
        )
    ]


@dataclass(frozen=True, slots=True)
class _Alarm:
    """A claim that differs, with all that is known of its relation; `odd` says that its cell across seems to
    be of another kind than the others."""

    table: Table
    view: Lines
    relation: Relation
    told: Told
    tally: _Tally
    across: int
    claim: Claim
    odd: bool

    def is_raised(self, heard: Witnesses) -> bool:
        """Whether the total is wrong, rather than no total."""
        view, relation, claim, across = self.view, self.relation, self.claim, self.across
        if claim.omitted or relation.kind == "shares":
            return True
        if relation.kind in ("slip", "lost", "named"):
            return self._is_like_others() and not (relation.kind == "slip" and self._rounds_beside_a_slip())
        known = [cell for cell in claim.parts if self.table.grid.known[cell]]
        miss = missing(self.table.grid, claim)
        slip = self._is_slip(miss)
        alone = self._is_alone(miss, slip=slip) or self._is_cut_short(miss)
        testimony = heard.hear(claim)
        fewest = 1 if testimony.shared else 2
        if len(known) < fewest or relation.score < (5 if slip or alone else 12):
            return False
        stated = int(self.table.grid.values[claim.total])
        surprise = self._surprise(max(abs(stated), abs(stated - miss)))
        adds = bool(self.table.additive[view.axis][across])
        if self.odd and not (adds or (slip and self._is_telling(surprise))):
            return False
        strays = [cell for cell in (claim.total, *known) if self.table.strays[cell]]
        if strays and (slip or self._is_strayed(miss)):
            return claim.beside or relation.score >= FIRM
        if any(int(self.table.grid.values[cell]) % view.one for cell in strays):
            return False
        return alone or self._is_fault(testimony, miss, surprise, adds=adds)

    def _rounds_beside_a_slip(self) -> bool:
        """Whether rounding explains this difference, and the slip is in another cell across."""
        return self.claim.near and any(claim.differs and not claim.near for _, claim in self.told)

    def _is_like_others(self) -> bool:
        """Whether this cell across is of the kind of the others, or one that the relation was found for, or
        relations hold in it elsewhere."""
        view, across = self.view, self.across
        _, told = view.missed(self.relation.total, self.relation.parts)
        adds = self.table.additive[view.axis][across]
        return bool(not view.unlike[across] or self.relation.only or adds or view.alike(told)[across])

    def _is_fault(self, testimony: Testimony, miss: int, surprise: float, *, adds: bool) -> bool:
        """Whether the other cells across, and the other totals of these cells, say that this one is wrong."""
        slip, near = self._is_slip(miss), self.across in self.tally.near and not self._never_rounds()
        if testimony.confirmed and (near or not (slip or testimony.shared)):
            return False
        if not self.claim.beside and self._is_elsewhere(miss):
            return False
        if testimony.shared:
            return (slip or surprise >= TELLING) and not (near and self.view.rate_across[self.across])
        several = sum(bool(self.table.grid.values[cell]) for cell in self.claim.parts) > 1
        if not (several or self.view.named_total[self.relation.total] or self._is_unanimous(2 * UNANIMOUS)):
            return False  # one figure beside another is no sum, unless it is called one, or all others are
        firm = self.claim.beside and self.relation.score >= FIRM and self.tally.right >= SEVERAL
        if slip and surprise >= LONG and firm and testimony.suspect and not near:
            return True
        if near or not testimony.suspect:
            return testimony.suspect and self._is_not_rounded(surprise)
        values = {abs(int(self.table.grid.values[cell])) for cell in self.claim.parts}
        if surprise >= TELLING and (slip or abs(miss) in values | {2 * value for value in values}):
            return self._outvoted() or (slip and not testimony.confirmed and self._is_plain(surprise))
        return slip and self._small(surprise, adds=adds)

    def _is_slip(self, miss: int) -> bool:
        """Whether one slip of the pen accounts for this difference, give or take what rounding adds to it."""
        step = int(self.view.step[self.relation.total, self.across])
        slack = int(self.claim.judgement.slack * 10**self.table.grid.places) // step
        reach = min(slack, MOST_STEPS)
        likely = isqrt(rounding.USUAL**2 * (len(self.claim.parts) + 1) // 12)
        if abs(miss) >= FAR * likely * step:
            reach = max(reach, likely)
        return any(is_slip(miss + step * off) for off in range(-reach, reach + 1))

    def _is_telling(self, surprise: float) -> bool:
        """Whether a slip tells anything in a cell of another kind: in a long number, or among fractions where
        all else bears the relation out."""
        return surprise >= 11 or (self.relation.score >= FIRM and not self.view.rate_across[self.across])

    def _is_strayed(self, miss: int) -> bool:
        """Whether a slip accounts for what is left of a difference beyond what rounding makes of others."""
        unit = rounding.unit(self.view, self.relation)
        steps = (2 * miss + unit) // (2 * unit)
        return unit > 1 and 0 < abs(steps) <= MOST_STEPS and is_slip(miss - steps * unit)

    def _is_elsewhere(self, miss: int) -> bool:
        """Whether a line that is not among the parts holds what is missing: then it is one of them here."""
        beside = np.flatnonzero(self.view.values[:, self.across] == miss)
        return bool(np.setdiff1d(beside, (self.relation.total, *self.relation.parts)).size)

    def _surprise(self, size: int) -> float:
        """Bits of a number of this size, in the unit of the total."""
        step = float(self.view.step[self.relation.total, self.across])
        one = 10**self.table.grid.places
        return log2(1 + size / (max(step, one) if size % one == 0 else step))

    def _is_alone(self, miss: int, *, slip: bool) -> bool:
        """Whether the other sums of a named total are all exact, and so many that whatever else speaks for
        this one cannot matter. Of few, those who are counted twice may be less than their sum, never more."""
        if not (self.view.named_total[self.relation.total] and self.claim.beside):
            return False
        if slip and self._is_unanimous(UNANIMOUS) and not self.table.scaled:
            return True
        stale = self._is_stale()
        enough = 1 if miss > 0 or stale else CLEAR
        return self._is_unanimous(enough) and self._is_far(miss) and (stale or self._is_largest())

    def _is_cut_short(self, miss: int) -> bool:
        """Whether a total beside its parts lacks just the last or the first of them, and nothing else in the
        table differs: a sum whose range ends one line too early."""
        values, parts = self.table.grid.values, self.claim.parts
        ends = {int(values[parts[0]]), int(values[parts[-1]])}
        told = -miss in ends and self._surprise(abs(miss)) >= PLAIN and self._is_largest()
        return told and self.claim.beside and not self.odd and self._is_unanimous(2)

    def _is_unanimous(self, fewest: int) -> bool:
        """Whether so many other sums across, or more, are exact, and none is wrong."""
        tally = self.tally
        return tally.wrong + len(tally.near) <= 1 and tally.exact == tally.right >= fewest

    def _is_stale(self) -> bool:
        """Whether the same figure is another total of this line, and right there."""
        values = self.table.grid.values
        stated = values[self.claim.total]
        return any(not claim.differs and values[claim.total] == stated for _, claim in self.told)

    def _is_far(self, miss: int) -> bool:
        """Whether a count misses by more than rounding to its unit makes it, and is of its sum's size."""
        grid, claim = self.table.grid, self.claim
        if self.odd or self.view.rate_across[self.across]:
            return False
        stated, *parts = (int(grid.values[cell]) for cell in (claim.total, *claim.parts))
        if any(value < 0 or value % 10**grid.places for value in (stated, *parts)):
            return False
        step = max(int(self.view.step[self.relation.total, self.across]), 10**grid.places)
        small, large = sorted((stated, stated - miss))
        return 2 * abs(miss) > step * (len(parts) + 1) and large < ALIKE * small

    def _is_largest(self) -> bool:
        """Whether the total is more than any of its parts; what lies among them may be their average."""
        values = self.table.grid.values
        return bool(values[self.claim.total] > max(values[cell] for cell in self.claim.parts))

    def _never_rounds(self) -> bool:
        """Whether so many other sums across are exact that none of them can be of rounded numbers."""
        chance = rounding.chance(len(self.claim.parts) + 1, self.tally.exact)
        return len(self.tally.near) == 1 and self.tally.wrong == 0 and chance < NEVER

    def _is_not_rounded(self, surprise: float) -> bool:
        """Whether a miss by one is no rounding: counts are exact, and of thousands or millions many other
        sums would not be."""
        tally = self.tally
        if tally.exact < max(1, tally.wrong, FEW * (len(tally.near) - 1)):
            return False
        named = bool(self.view.named_total[self.relation.total])
        chance = rounding.chance(len(self.claim.parts) + 1, tally.exact)
        if self.claim.beside and surprise >= TELLING and chance < NEVER:
            return True
        return named and (not self.table.scaled or chance < ROUNDS)

    def _is_plain(self, surprise: float) -> bool:
        """Whether a line that is called total and stands beside its parts differs in this cell alone."""
        named = bool(self.view.named_total[self.relation.total])
        only = self.tally.wrong == 1 and not self.tally.near
        return named and only and self.claim.beside and surprise >= PLAIN

    def _outvoted(self) -> bool:
        tally = self.tally
        if not self.claim.beside:
            return tally.right >= 4 * max(1, tally.wrong)
        return (tally.wrong == 1 and tally.right > 0) or tally.right >= 2 * tally.wrong

    def _small(self, surprise: float, *, adds: bool) -> bool:
        """Small numbers differ by a slip too easily: then the other cells across must say it all."""
        right, wrong = self.tally.right, self.tally.wrong
        if right >= max(20, 15 * wrong) or self._is_plain(surprise):
            return True
        beside = self.claim.beside
        firm = self.relation.score >= (LIKELY if beside else FIRM)
        enough = 3 if beside and surprise >= THREE_FIGURES else 4 if beside or surprise >= 5 else 8
        if wrong == 1 and firm and right >= enough:
            return not _apart(self.told, self.across)
        crossed = adds or self.table.crossed(self.view, self.across)
        return surprise >= 6 and right >= max(5, 5 * wrong) and crossed


def _apart(told: Told, across: int) -> bool:
    """Whether this cell stands at an end, away from the others that the relation tells of."""
    order = [cell for cell, _ in told]
    place = order.index(across)
    if 0 < place < len(order) - 1 or len(order) < 2:
        return False
    return abs(order[place] - order[place - 1 if place else 1]) > 1


def _holds_mostly(told: Told, odd: Mask) -> bool:
    """Whether the relation holds even in the cells across that seem to be of another kind."""
    held = [not claim.differs for across, claim in told if odd[across]]
    return len(held) >= 3 and 4 * sum(held) >= 3 * len(held)
