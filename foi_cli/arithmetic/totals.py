"""Which cells claim to be the total of which others, why we think so, and whether they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic import lines as axes
from foi_cli.arithmetic import expected, relations, verdicts
from foi_cli.arithmetic.evidence import Relation, one_slip
from foi_cli.arithmetic.grid import Grid, Mask
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.verdicts import Cell, Judgement

Evidence = Literal["label", "arithmetic", "structure"]

MOST_LINES = 12_000
"""Lines of a table that are searched; a longer one is not, and says so."""
ROUNDED = re.compile(r"\bround(?:ed|ing|s)\b|may not (?:add|sum|equal|total)|due to rounding", re.IGNORECASE)
"""What tables say when they round."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One cell that claims to be the sum of others, judged. Cells are zero-based (row, column).

    `signs` are +1 or -1 for each part; `evidence` is why we think that it claims so; `score` in bits.
    """

    check: Literal["sum", "balance"]
    total: Cell
    parts: tuple[Cell, ...]
    signs: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    judgement: Judgement
    score: float
    beside: bool = True
    near: bool = False


def find(rows: Sequence[Sequence[str]]) -> tuple[Claim, ...]:
    """Every claim in a table, by total cell from the top; none is judged wrong without structure behind it."""
    grid = grids.read(rows)
    if int(grid.known.sum()) < 3:
        return ()
    addends = grids.addends(grid)
    views = [axes.read(grid, addends, axis) for axis in (0, 1)]
    found = [
        (view, relation)
        for view in views
        if len(view.active) <= MOST_LINES
        for relation in relations.find(view)
    ]
    for view in views:
        own = [relation for other, relation in found if other is view]
        crossing = [relation for other, relation in found if other is not view]
        found += [(view, relation) for relation in expected.find(view, own, crossing)]
    table = _Table(grid, addends, tuple(views), tuple(found))
    agreed: dict[tuple[Cell, bool], float] = {}
    everything = list(table.claims())
    for claim in everything:
        if claim.judgement.verdict != "differs":
            key = claim.total, claim.parts[0][0] == claim.total[0]
            agreed[key] = max(agreed.get(key, 0.0), claim.score + (100 if claim.beside else 0))
    everything = [
        claim
        for claim in everything
        if claim.judgement.verdict != "differs"
        or claim.beside >= (agreed.get((claim.total, claim.parts[0][0] == claim.total[0]), 0.0) > 100)
    ]
    claims: dict[tuple[Cell, tuple[Cell, ...]], Claim] = {}
    for claim in sorted(everything, key=lambda claim: -claim.score):
        lively = tuple(cell for cell in claim.parts if grid.gap[cell] or grid.values[cell])
        claims.setdefault((claim.total, lively), claim)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.total, claim.parts)))


@dataclass(slots=True)
class _Table:
    grid: Grid
    addends: Mask
    views: tuple[Lines, ...]
    found: tuple[tuple[Lines, Relation], ...]
    exact: int = 0

    def claims(self) -> Iterator[Claim]:
        rounds, self.exact = self._rounds()
        additive = [self._additive(view) for view in self.views]
        for view, relation in self.found:
            told = [
                (across, self._claim(view, relation, across, rounds))
                for across in self._cells(view, relation)
            ]
            several = view.nonzero[list(relation.parts)].sum(axis=0) >= 2
            odd = (view.rate_across | view.odd_across) & ~_holds_mostly(
                told, view.odd_across | view.rate_across
            )
            for across, claim in told:
                if claim.judgement.verdict != "differs" or self._wrong(
                    view, relation, across, claim, told, several, odd, additive, self.exact
                ):
                    yield claim

    def _cells(self, view: Lines, relation: Relation) -> list[int]:
        """The cells across in which a relation says something."""
        parts = list(relation.parts)
        said = view.known[relation.total] & (view.known[parts] | view.gap[parts]).any(axis=0)
        said &= np.isin(view.segment, relation.segments) | (len(relation.segments) == 0)
        return np.flatnonzero(said).tolist()

    def _claim(self, view: Lines, relation: Relation, across: int, rounds: bool) -> Claim:
        turn = (lambda line: (across, line)) if view.axis else (lambda line: (line, across))
        total = turn(relation.total)
        grid = self.grid
        parts = tuple(turn(line) for line in relation.parts if not grid.words[turn(line)])
        unit = int(view.step[relation.total, across])
        one = 10**grid.places
        based = unit >= 3 * one or unit * 10 == one  # all written to fives, tens … or to one decimal: rounded
        step = unit if rounds or relation.rounded or based else 0
        if not step and grid.deep[total] | any(grid.deep[cell] for cell in parts):
            step = 1
        judgement = verdicts.judge(grid, total, parts, (1,) * len(parts), step)
        if not step:
            near = verdicts.judge(grid, total, parts, (1,) * len(parts), unit).verdict == "agrees"
        else:
            near = False
        evidence: tuple[Evidence, ...] = ("arithmetic", "structure")
        if view.named_total[relation.total]:
            evidence = ("label", *evidence)
        return Claim(
            "sum",
            total,
            parts,
            (1,) * len(parts),
            evidence,
            judgement,
            relation.score,
            relation.kind in ("run", "slip", "lost"),
            near,
        )

    def _rounds(self) -> tuple[bool, int]:
        """Whether sums of this table miss as rounding makes them miss: in several places, by little."""
        exact = 0
        near: list[frozenset[Cell]] = []
        for view, relation in self.found:
            parts = list(relation.parts)
            miss = np.abs(view.values[parts].sum(axis=0) - view.values[relation.total])
            count = view.known[parts].sum(axis=0)
            told = view.known[relation.total] & (view.nonzero[parts].sum(axis=0) >= 2)
            told &= np.isin(view.segment, relation.segments)
            exact += int((told & (miss == 0)).sum())
            step = view.step[relation.total]
            loose = told & (miss > 0) & (2 * miss <= step * (count + 1)) & (miss % step == 0)
            for across in np.flatnonzero(loose).tolist():
                lines = (relation.total, *relation.parts)
                near.append(frozenset((across, line) if view.axis else (line, across) for line in lines))
        if not near:
            return False, exact
        if any(ROUNDED.search(text) for row in self.grid.rows for text in row if len(text) > 12):
            return True, exact
        return len(near) >= 0.02 * exact and verdicts.independent(near) >= 2, exact

    def _additive(self, view: Lines) -> Mask:
        """The cells across of a view in which its relations hold at least as often as not."""
        holds = np.zeros(view.across, dtype=np.int64)
        fails = np.zeros(view.across, dtype=np.int64)
        for own, relation in self.found:
            if own is not view:
                continue
            parts = list(relation.parts)
            right = view.values[parts].sum(axis=0) == view.values[relation.total]
            told = view.known[relation.total] & (view.nonzero[parts].sum(axis=0) >= 2)
            holds += told & right
            fails += told & ~right
        return (holds > 0) & (holds >= fails)

    def _wrong(
        self,
        view: Lines,
        relation: Relation,
        across: int,
        claim: Claim,
        told: list[tuple[int, Claim]],
        several: Mask,
        odd: Mask,
        additive: list[Mask],
        exact: int,
    ) -> bool:
        """Whether a total that differs is one at all, and not a cell to which the relation does not apply."""
        if relation.kind in ("slip", "lost"):
            return not (view.rate_across[across] or view.odd_across[across])
        known = [cell for cell in claim.parts if self.grid.known[cell]]
        miss = self._miss(claim)
        slip = bool(one_slip(np.array([abs(miss)]))[0])
        if relation.score < (5 if slip else 12):
            return False
        parts = {abs(int(self.grid.values[cell])) for cell in claim.parts}
        explained = slip or abs(miss) in parts | {2 * part for part in parts}
        surprise = float(view.surprise[relation.total, across])
        telling = explained and surprise >= 8.5
        right, wrong, near = _tally(told, several & ~odd)
        adds = bool(additive[view.axis][across])
        if odd[across] and not (adds or (slip and (not view.rate_across[across] or surprise >= 11))):
            return False
        if len(known) < 2:
            return False
        if self._stray(claim, miss):
            return claim.beside
        if across in near:
            return right >= max(2, wrong) and len(near) == 1 and exact >= 3
        if telling:
            if not claim.beside:
                return (wrong == 1 and right >= 4) or right >= 20 * wrong
            return (wrong == 1 and right > 0) or right >= 2 * wrong
        if not slip:
            return False
        if right >= max(20, 20 * wrong):
            return True
        if wrong == 1 and claim.beside and relation.score >= 12 and right >= (4 if surprise >= 5 else 8):
            return not _apart(told, across)
        return surprise >= 6 and right >= max(5, 5 * wrong) and (adds or self._crossed(view, across))

    def _stray(self, claim: Claim, miss: int) -> bool:
        """Whether the difference is made by the only fraction among whole numbers."""
        one = 10**self.grid.places
        cells = [claim.total, *(cell for cell in claim.parts if self.grid.known[cell])]
        stray = [
            cell
            for cell in cells
            if int(self.grid.values[cell]) % one and abs(int(self.grid.values[cell])) > one
        ]
        if len(stray) != 1 or not 0 < abs(miss) < one:
            return False
        row, column = stray[0]
        beside = np.concatenate(
            [self.grid.values[row][self.addends[row]], self.grid.values[:, column][self.addends[:, column]]]
        )
        return int((beside % one != 0).sum()) == 2

    def _miss(self, claim: Claim) -> int:
        known = [cell for cell in claim.parts if self.grid.known[cell]]
        return int(self.grid.values[claim.total]) - sum(int(self.grid.values[cell]) for cell in known)

    def _crossed(self, view: Lines, across: int) -> bool:
        """Whether relations of the other axis add this line, too."""
        other = self.views[1 - view.axis]
        return any(own is other and across in (cross.total, *cross.parts) for own, cross in self.found)


def _tally(told: list[tuple[int, Claim]], counts: Mask) -> tuple[int, int, set[int]]:
    """How many cells across agree and differ, and which differ by no more than rounding would make them."""
    right = sum(claim.judgement.verdict != "differs" and bool(counts[across]) for across, claim in told)
    near = {across for across, claim in told if claim.judgement.verdict == "differs" and claim.near}
    wrong = sum(
        claim.judgement.verdict == "differs" and bool(counts[across]) and across not in near
        for across, claim in told
    )
    return right, wrong, near


def _apart(told: list[tuple[int, Claim]], across: int) -> bool:
    """Whether this cell stands at an end, away from the others that the relation tells of."""
    order = [cell for cell, _ in told]
    place = order.index(across)
    if 0 < place < len(order) - 1 or len(order) < 2:
        return False
    return abs(order[place] - order[place - 1 if place else 1]) > 1


def _holds_mostly(told: list[tuple[int, Claim]], odd: Mask) -> bool:
    """Whether the relation holds even in the cells across that seem to be of another kind."""
    verdicts_ = [claim.judgement.verdict != "differs" for across, claim in told if odd[across]]
    return len(verdicts_) >= 3 and sum(verdicts_) >= 0.8 * len(verdicts_)
