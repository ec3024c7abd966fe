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
from foi_cli.arithmetic.evidence import Relation
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


def find(rows: Sequence[Sequence[str]]) -> tuple[Claim, ...]:
    """Every claim in a table, by total cell from the top; none is judged wrong without structure behind it."""
    grid = grids.read(rows)
    if int(grid.known.sum()) < 3:
        return ()
    addends = grids.addends(grid)
    views = [axes.read(grid, addends, axis) for axis in (0, 1)]
    found = [(view, relation) for view in views if len(view.active) <= MOST_LINES for relation in relations.find(view)]
    table = _Table(grid, addends, tuple(views), tuple(found))
    claims = {(claim.total, claim.parts): claim for claim in table.claims()}
    return tuple(claims[key] for key in sorted(claims))


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
            for across in self._cells(view, relation):
                claim = self._claim(view, relation, across, rounds)
                if claim is None:
                    continue
                if claim.judgement.verdict == "differs" and not self._plausible(view, relation, across, claim, additive):
                    continue
                yield claim

    def _cells(self, view: Lines, relation: Relation) -> list[int]:
        """The cells across in which a relation says something."""
        parts = list(relation.parts)
        said = view.known[relation.total] & (view.known[parts] | view.gap[parts]).any(axis=0)
        said &= np.isin(view.segment, relation.segments)
        return np.flatnonzero(said).tolist()

    def _claim(self, view: Lines, relation: Relation, across: int, rounds: bool) -> Claim | None:
        turn = (lambda line: (across, line)) if view.axis else (lambda line: (line, across))
        total = turn(relation.total)
        grid = self.grid
        parts = tuple(turn(line) for line in relation.parts if not grid.words[turn(line)])
        step = int(view.step[relation.total, across]) if rounds or relation.rounded else 0
        judgement = verdicts.judge(grid, total, parts, (1,) * len(parts), step)
        evidence: tuple[Evidence, ...] = ("arithmetic", "structure")
        if view.named_total[relation.total]:
            evidence = ("label", *evidence)
        return Claim("sum", total, parts, (1,) * len(parts), evidence, judgement, relation.score)

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
        return len(near) >= 0.04 * exact and verdicts.independent(near) >= 2

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

    def _plausible(self, view: Lines, relation: Relation, across: int, claim: Claim, additive: list[Mask]) -> bool:
        """Whether a total that differs is one at all: other sums hold in its cells across."""
        if view.rate_across[across] or relation.score < 12:
            return False
        if additive[view.axis][across]:
            return True
        other = self.views[1 - view.axis]
        for own, cross in self.found:
            if own is other and across in (cross.total, *cross.parts):
                return True
        computed, stated = claim.judgement.low, claim.judgement.stated
        return computed != 0 and abs(stated - computed) < abs(computed) / 2
