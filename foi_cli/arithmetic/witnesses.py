"""What the other totals of a table say of the cells of one that does not close.

A figure stands in a row and in a column, and often in a subtotal. Where one is wrong, every total that it
goes into misses by the same; where a total closes with it, it is not the one. So a claim that differs is
borne out by another that misses by as much through a cell of both, and is doubtful where all its cells close
elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from foi_cli.arithmetic.claims import Claim
from foi_cli.arithmetic.grid import Grid
from foi_cli.arithmetic.verdicts import Cell


@dataclass(frozen=True, slots=True)
class Testimony:
    """Of one claim that differs: whether its total closes with other parts (`confirmed`), whether any of its
    cells may be wrong, since no total closes with it (`suspect`), and through which of these other totals
    miss by the same (`crossing`)."""

    confirmed: bool
    suspect: bool
    crossing: tuple[Cell, ...]

    @property
    def shared(self) -> bool:
        """Whether another total misses by the same."""
        return bool(self.crossing)


@dataclass(frozen=True, slots=True)
class _Word:
    """What one claim says of one of its cells: that it closes, or by how much the cell would be too high."""

    claim: Claim
    closes: bool
    excess: int

    def vouches(self, claim: Claim, miss: int, grid: Grid) -> bool:
        """Whether this cell cannot be what another claim misses by: not where rounding would hide as much."""
        hides = self.claim.judgement.basis == "rounding" and not claim.near
        return self.closes and not (hides and self.claim.judgement.slack * 10**grid.places >= abs(miss))


class Witnesses:
    """The claims of a table that share a cell with one that differs, by each cell that they add or state."""

    def __init__(self, grid: Grid, claims: Iterable[Claim]) -> None:
        self.grid = grid
        self._words: dict[Cell, list[_Word]] = defaultdict(list)
        claims = list(claims)
        doubted = {cell for claim in claims if claim.differs for cell in (claim.total, *claim.parts)}
        for claim in claims if doubted else ():
            if doubted.isdisjoint((claim.total, *claim.parts)):
                continue
            if sum(bool(grid.values[cell]) for cell in claim.parts) >= 2:
                miss = missing(grid, claim)
                closes = claim.judgement.verdict == "agrees"
                self._words[claim.total].append(_Word(claim, closes, miss))
                for cell, sign in zip(claim.parts, claim.signs, strict=True):
                    self._words[cell].append(_Word(claim, closes, -sign * miss))

    def hear(self, claim: Claim) -> Testimony:
        """What the other claims say of this one."""
        miss = missing(self.grid, claim)
        suspect, crossing = False, []
        for cell, sign in ((claim.total, -1), *zip(claim.parts, claim.signs, strict=True)):
            others = [word for word in self._words[cell] if word.claim is not claim]
            if self.grid.known[cell] and not any(word.vouches(claim, miss, self.grid) for word in others):
                suspect = True
                if any(word.excess == -sign * miss and _is_other(word.claim, claim) for word in others):
                    crossing.append(cell)
        confirmed = any(word.closes and word.claim.total == claim.total for word in self._words[claim.total])
        return Testimony(confirmed, suspect, tuple(crossing))


def missing(grid: Grid, claim: Claim) -> int:
    """What is stated, less the parts that are known."""
    added = sum(sign * int(grid.values[cell]) for cell, sign in zip(claim.parts, claim.signs, strict=True))
    return int(grid.values[claim.total]) - added


def _is_other(first: Claim, second: Claim) -> bool:
    """Whether two claims have different totals, or the same one by parts across and down."""
    return first.side != second.side
