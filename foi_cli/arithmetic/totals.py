"""Which cells claim to be the total of which others, why we think so, and whether they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic import lines as axes
from foi_cli.arithmetic import relations, verdicts
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
        or claim.score + (100 if claim.beside else 0)
        > agreed.get((claim.total, claim.parts[0][0] == claim.total[0]), 0.0)
    ]
    claims: dict[tuple[Cell, tuple[Cell, ...]], Claim] = {}
    for claim in sorted(everything, key=lambda claim: -claim.score):
        lively = tuple(cell for cell in claim.parts if grid.gap[cell] or grid.values[cell])
        claims.setdefault((claim.total, lively), claim)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.total, claim.parts)))


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    addends: Mask
    views: tuple[Lines, ...]
    found: tuple[tuple[Lines, Relation], ...]

    def claims(self) -> Iterator[Claim]:
        rounds = self._rounds()
        additive = [self._additive(view) for view in self.views]
        for view, relation in self.found:
            told = [
                (across, self._claim(view, relation, across, rounds))
                for across in self._cells(view, relation)
            ]
            several = view.nonzero[list(relation.parts)].sum(axis=0) >= 2
            odd = view.rate_across | view.odd_across
            wrong = sum(c.judgement.verdict == "differs" and not odd[x] for x, c in told)
            right = sum(c.judgement.verdict != "differs" and bool(several[x]) for x, c in told)
            for across, claim in told:
                if claim.judgement.verdict != "differs" or self._wrong(
                    view, relation, across, claim, additive, right, wrong
                ):
                    yield claim

    def _cells(self, view: Lines, relation: Relation) -> list[int]:
        """The cells across in which a relation says something."""
        parts = list(relation.parts)
        said = view.known[relation.total] & (view.known[parts] | view.gap[parts]).any(axis=0)
        said &= np.isin(view.segment, relation.segments)
        return np.flatnonzero(said).tolist()

    def _claim(self, view: Lines, relation: Relation, across: int, rounds: bool) -> Claim:
        turn = (lambda line: (across, line)) if view.axis else (lambda line: (line, across))
        total = turn(relation.total)
        grid = self.grid
        parts = tuple(turn(line) for line in relation.parts if not grid.words[turn(line)])
        step = int(view.step[relation.total, across]) if rounds or relation.rounded else 0
        if not step and grid.deep[total] | any(grid.deep[cell] for cell in parts):
            step = 1
        judgement = verdicts.judge(grid, total, parts, (1,) * len(parts), step)
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
            relation.kind == "run",
        )

    def _rounds(self) -> bool:
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
            loose = told & (miss > 0) & (2 * miss <= view.step[relation.total] * (count + 1))
            for across in np.flatnonzero(loose).tolist():
                lines = (relation.total, *relation.parts)
                near.append(frozenset((across, line) if view.axis else (line, across) for line in lines))
        if not near:
            return False
        if any(ROUNDED.search(text) for row in self.grid.rows for text in row if len(text) > 12):
            return True
        if self._granular():
            return True
        return len(near) >= 0.02 * exact and verdicts.independent(near) >= 2

    def _granular(self) -> bool:
        """Whether every number is a multiple of 3 or 5 units and few of 10: offices round to such bases."""
        values = self.grid.values[self.addends]
        if values.dtype == object or values.size < 12:
            return False
        one = 10**self.grid.places
        return any(not (values % (base * one)).any() and (values % (10 * one)).any() for base in (3, 5))

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
        additive: list[Mask],
        right: int,
        wrong: int,
    ) -> bool:
        """Whether a total that differs is one at all, and not a cell to which the relation does not apply."""
        known = [cell for cell in claim.parts if self.grid.known[cell]]
        miss = int(self.grid.values[claim.total]) - sum(int(self.grid.values[cell]) for cell in known)
        slip = bool(one_slip(np.array([abs(miss)]))[0])
        if relation.score < (relations.ENOUGH if slip else 12):
            return False
        parts = [int(self.grid.values[cell]) for cell in known]
        explained = slip or abs(miss) in {abs(part) for part in parts} | {2 * abs(part) for part in parts}
        telling = explained and view.surprise[relation.total, across] >= 8.5
        adds = bool(additive[view.axis][across])
        odd = bool(view.rate_across[across] or view.odd_across[across])
        if odd and not (adds or (slip and not view.rate_across[across])):
            return False
        if telling:
            return wrong == 1 or right >= 2 * wrong
        return right >= max(6, 8 * wrong) and (adds or self._crossed(view, across))

    def _crossed(self, view: Lines, across: int) -> bool:
        """Whether relations of the other axis add this line, too."""
        other = self.views[1 - view.axis]
        return any(own is other and across in (cross.total, *cross.parts) for own, cross in self.found)
