"""Which of the totals that differ are wrong, and which are cells that a relation does not apply to.

Most differences that a program sees are its own: a column of percentages beside counts, a row of averages
under the totals, two tables one above the other. A wrong total must therefore have its relation hold in the
other cells across, and best differ by something that happens to people: one digit, two exchanged, a part left
out, a stray decimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foi_cli.arithmetic.claims import Claim
from foi_cli.arithmetic.evidence import Relation, one_slip
from foi_cli.arithmetic.grid import Grid, Mask
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.verdicts import Cell

TELLING = 8.5
"""Bits of a total from which one slip can be told from any other difference."""

Told = Sequence[tuple[int, Claim]]
"""The claims of one relation by the cell across in which each stands."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all that was found in it: what an alarm is weighed against.

    `additive` says for each view in which cells across its relations hold at least as often as not, `exact`
    how many sums of the table are exact.
    """

    grid: Grid
    addends: Mask
    views: tuple[Lines, ...]
    found: tuple[tuple[Lines, Relation], ...]
    additive: tuple[Mask, ...]
    exact: int

    def crossed(self, view: Lines, across: int) -> bool:
        """Whether relations of the other axis add this line, too."""
        other = self.views[1 - view.axis]
        return any(own is other and across in (cross.total, *cross.parts) for own, cross in self.found)


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many cells across agree and differ, and which differ by no more than rounding would make them."""

    right: int
    wrong: int
    near: frozenset[int]


def raised(table: Table, view: Lines, relation: Relation, told: Told) -> list[int]:
    """The cells across whose totals are wrong, of those that differ."""
    kinds = view.rate_across | view.odd_across
    odd = kinds & ~_holds_mostly(told, kinds)
    counts = (view.nonzero[list(relation.parts)].sum(axis=0) >= 2) & ~odd
    tally = _Tally(
        sum(not claim.differs and bool(counts[across]) for across, claim in told),
        sum(claim.differs and not claim.near and bool(counts[across]) for across, claim in told),
        frozenset(across for across, claim in told if claim.differs and claim.near),
    )
    return [
        across
        for across, claim in told
        if claim.differs
        and _is_wrong(table, view, relation, across, claim, told, tally, odd=bool(odd[across]))
    ]


def _is_wrong(
    table: Table,
    view: Lines,
    relation: Relation,
    across: int,
    claim: Claim,
    told: Told,
    tally: _Tally,
    *,
    odd: bool,
) -> bool:
    if claim.omitted:
        return True
    if relation.kind in ("slip", "lost", "named"):
        return not (view.rate_across[across] or view.odd_across[across])
    known = [cell for cell in claim.parts if table.grid.known[cell]]
    miss = _miss(table.grid, claim, known)
    slip = bool(one_slip(np.array([abs(miss)]))[0])
    if len(known) < 2 or relation.score < (5 if slip else 12):
        return False
    surprise = float(view.surprise[relation.total, across])
    adds = bool(table.additive[view.axis][across])
    if odd and not (adds or (slip and (not view.rate_across[across] or surprise >= 11))):
        return False
    if _is_stray(table, [claim.total, *known], miss):
        return claim.beside
    if across in tally.near:
        return tally.right >= max(2, tally.wrong) and len(tally.near) == 1 and table.exact >= 2
    values = {abs(int(table.grid.values[cell])) for cell in known}
    if surprise >= TELLING and (slip or abs(miss) in values | {2 * value for value in values}):
        return _outvoted(claim, tally)
    return slip and _small(table, view, relation, across, told, tally, surprise=surprise, adds=adds)


def _outvoted(claim: Claim, tally: _Tally) -> bool:
    if not claim.beside:
        return tally.wrong == 1 and tally.right >= 4
    return (tally.wrong == 1 and tally.right > 0) or tally.right >= 2 * tally.wrong


def _small(
    table: Table,
    view: Lines,
    relation: Relation,
    across: int,
    told: Told,
    tally: _Tally,
    *,
    surprise: float,
    adds: bool,
) -> bool:
    """Small numbers differ by a slip too easily: then the other cells across must say it all."""
    right, wrong = tally.right, tally.wrong
    if right >= max(20, 20 * wrong):
        return True
    if (
        wrong == 1
        and relation.kind == "run"
        and relation.score >= 12
        and right >= (4 if surprise >= 5 else 8)
    ):
        return not _apart(told, across)
    return surprise >= 6 and right >= max(5, 5 * wrong) and (adds or table.crossed(view, across))


def _miss(grid: Grid, claim: Claim, known: Sequence[Cell]) -> int:
    sign = dict(zip(claim.parts, claim.signs, strict=True))
    return int(grid.values[claim.total]) - sum(sign[cell] * int(grid.values[cell]) for cell in known)


def _is_stray(table: Table, cells: Sequence[Cell], miss: int) -> bool:
    """Whether the difference is made by the only fraction among whole numbers."""
    values = table.grid.values
    one = 10**table.grid.places
    stray = [cell for cell in cells if int(values[cell]) % one and abs(int(values[cell])) > one]
    if len(stray) != 1 or not 0 < abs(miss) < one:
        return False
    row, column = stray[0]
    beside = np.concatenate([values[row][table.addends[row]], values[:, column][table.addends[:, column]]])
    return int((beside % one != 0).sum()) == 2


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
    return len(held) >= 3 and sum(held) >= 0.8 * len(held)
