"""Which lines are the totals of which others: proposals weighed, simplest first, until none is left.

Lines that were added into a total step back, so that grand totals meet their subtotals side by side. A
proposal that follows from what is already known says nothing new and is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from foi_cli.arithmetic import candidates, runs, skips, subsets
from foi_cli.arithmetic.evidence import EXACT, Candidate, Relation, Slack, at_most, stepped_back, weigh
from foi_cli.arithmetic.known import Known
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.prints import Prints, fingerprints

ENOUGH = {
    "run": 5.0,
    "all": 9.0,
    "skip": 9.0,
    "label": 20.0,
    "free": 20.0,
    "pair": 26.0,
    "stride": 26.0,
    "whole": 30.0,
}
"""Bits that a relation needs, by the way it was proposed: a run beside its total is what tables do, and all
else must be beyond chance."""
FAMILY = 5.0
"""Bits for having the same shape as a relation already found elsewhere in the table."""
ROUNDS_LIKELY = 9.0
"""What assuming that a table rounds costs where no sum of it is exact; where it costs more, totals that round
are sought beside their parts only."""
ROUNDS = 14
MOST_LINES = 400
"""Beyond so many lines only runs beside their totals are sought."""
FEW, MOST_FREE = 40, 60
"""Beyond so many lines no four of them are sought, and beyond so many none, that stand anywhere."""


def find(lines: Lines) -> list[Relation]:
    """All relations between these lines: first those that hold to the unit, then those that round."""
    if len(lines.active) < 3:
        return []
    search = _Search(lines)
    search.run(EXACT)
    before = None
    while lines.values.dtype != object:
        slack = _rounding(lines, search.relations)
        if slack is None or (before is not None and slack.cost > before - 2):
            break
        before = slack.cost
        search.run(slack)
    return [_with_noughts(lines, relation) for relation in search.relations]


def _with_noughts(lines: Lines, relation: Relation) -> Relation:
    """A run beside its total with the lines of its block beyond that say nought, not nothing."""
    if relation.kind != "run":
        return relation
    after = relation.parts[0] > relation.total
    far = relation.parts[-1 if after else 0]
    beyond = [line for line in lines.active if (line > far if after else line < far)]
    parts = list(relation.parts)
    for line in beyond if after else reversed(beyond):
        told = lines.known[relation.total]
        says = 2 * int((lines.known[line] & told).sum()) > int(told.sum())
        other = lines.named_total[line] or lines.block[line] != lines.block[far]
        if lines.nonzero[line].any() or not says or other:
            break
        parts.append(line)
    return replace(relation, parts=tuple(sorted(parts)))


def _rounding(lines: Lines, found: list[Relation]) -> Slack | None:
    """What assuming that the table rounds costs: the more of its sums are exact, the more."""
    exact = near = 0
    for relation in found:
        miss, told = lines.missed(relation.total, relation.parts)
        miss, told = np.abs(miss), told & lines.within(relation.segments)
        exact += int((told & (miss == 0)).sum())
        near += int((told & (miss > 0) & (miss <= 3 * lines.step[relation.total])).sum())
    cost = max(4.0, ROUNDS_LIKELY + 0.5 * exact - 4 * near)
    return Slack(allowed=True, cost=cost) if cost < 60 else None


@dataclass(slots=True)
class _Search:
    lines: Lines
    relations: list[Relation] = field(default_factory=list)
    seen: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    shapes: set[tuple[int, ...]] = field(default_factory=set)
    spacings: set[tuple[int, ...]] = field(default_factory=set)
    weighed: dict[tuple[Slack, tuple[int, ...]], list[Relation]] = field(default_factory=dict)
    sums: dict[tuple[int, ...], runs.Sums] = field(default_factory=dict)
    prints: list[Prints] = field(default_factory=list)
    known: Known = field(init=False)
    most: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.known = Known(self.lines)
        self.most = at_most(self.lines).tolist()

    def run(self, slack: Slack) -> None:
        """Rounds of proposals until a round brings nothing new."""
        lines = self.lines
        gone = stepped_back(self.relations)
        active = [line for line in lines.active if line not in gone]
        standing: list[Relation] | None = None
        for turn in range(ROUNDS):
            proposals = self._beside(active, slack)
            returned = self._returned(active)
            if len(returned) > len(active):
                proposals = proposals + self._beside(returned, slack)
            if turn:
                standing = self._standing(slack) if standing is None else standing
                proposals = proposals + standing
            new = self._accept(proposals)
            if turn and not new and slack.allowed and slack.cost <= ROUNDS_LIKELY:
                new = self._skipping(active, slack)
            if turn and not new and slack.allowed:
                return
            if turn and not new and 3 <= len(active) <= MOST_FREE:
                new = self._accept(weigh(lines, self._free(active), slack), most=1)
            if turn and not new:
                new = self._skipping(active, slack)
            if turn and not new:
                new = self._accept(weigh(lines, self._among_totals(active), slack))
            if turn and not new:
                return
            gone = stepped_back(new)
            active = [line for line in active if line not in gone]

    def _beside(self, sequence: list[int], slack: Slack) -> list[Relation]:
        if len(sequence) < 3:
            return []
        key = slack, tuple(sequence)
        if key not in self.weighed:
            sums = self.sums.get(key[1]) or self.sums.setdefault(key[1], runs.Sums(self.lines, sequence))
            proposed = sums.runs(slack)
            if not slack.allowed and self.lines.values.dtype != object:
                proposed += candidates.long_runs(self.lines, self._prints(), sequence)
            found = weigh(self.lines, proposed, slack)
            self.weighed[key] = _best_each_side(found)
        return self.weighed[key]

    def _prints(self) -> list[Prints]:
        self.prints = self.prints or fingerprints(self.lines)
        return self.prints

    def _among_totals(self, active: list[int]) -> list[Candidate]:
        """Proposals that add up totals only, in tables too long for a free search."""
        lines = self.lines
        found = {relation.total for relation in self.relations}
        totals = [line for line in active if lines.named_total[line] or line in found]
        if not 3 <= len(totals) <= MOST_FREE or len(active) <= MOST_FREE:
            return []
        return self._free(totals) + runs.Sums(lines, totals).runs(EXACT)

    def _skipping(self, active: list[int], slack: Slack) -> list[Relation]:
        """The total found, if any, that skips the lines of one of its parts."""
        if not skips.FEWEST <= len(active) <= MOST_FREE:
            return []
        totals = self._hopeful("skip", skips.COST, active)
        proposed = skips.candidates(self.lines, active, totals, near=slack.allowed)
        return self._accept(weigh(self.lines, proposed, slack), most=1)

    def _free(self, sequence: list[int]) -> list[Candidate]:
        """Proposals of a few lines anywhere."""
        totals = self._hopeful("free", subsets.cost(sequence, 0.0), sequence)
        largest = 4 if len(sequence) <= FEW else 3
        return subsets.choose(self.lines, self._prints, sequence, totals, largest, "free", 0.0)

    def _returned(self, active: list[int]) -> list[int]:
        """The active lines and those beside them that are parts of a total, but may be totals themselves."""
        every, still = self.lines.active, set(active)
        beside = {b for a, b in pairwise(every) if a in still} | {a for a, b in pairwise(every) if b in still}
        return [line for line in every if line in still or line in beside]

    def _standing(self, slack: Slack) -> list[Relation]:
        """Proposals that do not depend on what has been found so far."""
        lines = self.lines
        if len(lines.active) > (MOST_FREE if slack.allowed else MOST_LINES) or lines.values.dtype == object:
            return []
        if slack.cost > ROUNDS_LIKELY:
            return []
        totals = {kind: self._hopeful(kind, cost, lines.active) for kind, cost in candidates.LEAST.items()}
        if slack.allowed:
            near = weigh(lines, list(candidates.near_runs(lines, slack, totals)), slack)
            return [relation for relation in near if relation.rounded]
        proposed = candidates.runs(lines, self._prints, totals)
        if len(lines.active) <= MOST_FREE:
            pairs = self._hopeful("pair", subsets.cost(lines.active, 4.0), lines.active)
            proposed += subsets.choose(lines, self._prints, lines.active, pairs, 2, "pair", 4.0)
        return [r for r in weigh(lines, proposed, slack) if r.score >= ENOUGH[r.kind] - FAMILY]

    def _hopeful(self, kind: str, cost: float, sequence: Sequence[int]) -> list[int]:
        """Those of these lines whose figures can be enough for a total of this kind, after this cost."""
        return [line for line in sequence if self.most[line] - cost >= ENOUGH[kind] - FAMILY]

    def _accept(self, proposals: list[Relation], most: int = 10**6) -> list[Relation]:
        used: set[int] = set()
        totals: set[int] = set()
        new: list[Relation] = []
        for proposal in sorted(proposals, key=_simplest):
            relation = self._nearest(self._simplified(proposal))
            if self._key(relation) in self.seen or len(relation.parts) < 2 or self._is_no_total(relation):
                continue
            shape = tuple(part - relation.total for part in relation.parts)
            spacing = tuple(b - a for a, b in pairwise(relation.parts))
            family = FAMILY if shape in self.shapes or spacing in self.spacings else 0
            if relation.score + family < ENOUGH[relation.kind]:
                continue
            if used.intersection(relation.parts) or (relation.kind == "run" and relation.total in totals):
                continue
            if (relation.rounded and self._holds_exactly(relation)) or self._is_shared(relation):
                continue
            if not self.known.add(relation) and not self._is_usual(relation, family=family > 0):
                continue
            self.seen.add(self._key(relation))
            self.shapes.add(shape)
            if len(spacing) >= 2 and len(set(spacing)) == 1 and spacing[0] > 1:
                self.spacings.add(spacing)
            self.relations.append(relation)
            new.append(relation)
            totals.add(relation.total)
            used |= stepped_back([relation])
            if len(new) >= most:
                break
        return new

    def _holds_exactly(self, relation: Relation) -> bool:
        """Whether most of these parts come to the same total without rounding."""
        return any(
            other.total == relation.total
            and not other.rounded
            and 2 * len(set(other.parts) & set(relation.parts)) > len(relation.parts)
            for other in self.relations
        )

    def _is_shared(self, relation: Relation) -> bool:
        """Whether the same total adds some of these parts already, and no less often: two partitions of one
        total have no line in common, and what differs between these is mostly nought."""
        return any(
            other.total == relation.total
            and other.held >= relation.held
            and not {*relation.parts}.isdisjoint(other.parts)
            for other in self.relations
        )

    def _is_usual(self, relation: Relation, *, family: bool) -> bool:
        """Whether a relation that follows from others is one that tables nevertheless state."""
        if family and relation.kind in ("label", "run", "stride"):
            return True
        return any(o.parts == relation.parts and abs(o.total - relation.total) == 1 for o in self.relations)

    def _key(self, relation: Relation) -> tuple[int, tuple[int, ...]]:
        lively = self.known.lively
        return relation.total, tuple(part for part in relation.parts if lively[part])

    def _simplified(self, relation: Relation) -> Relation:
        """The same with parts that another found relation adds up replaced by their total if it is near."""
        parts = set(relation.parts)
        first, last = min(relation.total, *parts), max(relation.total, *parts)
        for other in self.relations:
            replaced = parts.issuperset(other.parts) and other.total not in parts | {relation.total}
            if replaced and first - 1 <= other.total <= last + 1:
                parts = (parts - set(other.parts)) | {other.total}
        if len(parts) == len(relation.parts):
            return relation
        return replace(relation, parts=tuple(sorted(parts)))

    def _nearest(self, relation: Relation) -> Relation:
        """The same with each part, of lines that are equal, the one that stands nearest to the total."""
        if relation.kind in ("run", "skip") or not self.known.twins:
            return relation
        parts = {
            min(self.known.twins.get(part, (part,)), key=lambda line: abs(line - relation.total))
            for part in relation.parts
        }
        kept = len(parts) == len(relation.parts) and relation.total not in parts
        return replace(relation, parts=tuple(sorted(parts))) if kept else relation

    def _is_no_total(self, relation: Relation) -> bool:
        """Whether this adds a total to its own parts, and so is but twice that total; or says of lines far
        apart that one is the difference of two others: it and a part of it go up and down about nought."""
        parts = {*relation.parts}
        if any(parts == {other.total, *other.parts} for other in self.relations):
            return True
        swings = _swings(self.lines, relation.total) and any(_swings(self.lines, part) for part in parts)
        return swings and relation.kind not in ("run", "label", "stride")


def _swings(lines: Lines, line: int) -> bool:
    """Whether at least a fifth of the figures of a line are above nought, and a fifth below."""
    above, below = int((lines.values[line] > 0).sum()), int((lines.values[line] < 0).sum())
    return 5 * min(above, below) >= above + below > 2


def _best_each_side(proposals: list[Relation]) -> list[Relation]:
    """Of the runs before a total the best, and of those after it: longer ones must earn their length."""
    best: dict[tuple[int, bool], Relation] = {}
    for relation in proposals:
        side = relation.total, relation.parts[0] > relation.total
        other = best.get(side)
        if other is None or (relation.score, -len(relation.parts)) > (other.score, -len(other.parts)):
            best[side] = relation
    return list(best.values())


def _simplest(relation: Relation) -> tuple[float, int, float]:
    """Well-borne before doubtful, few parts before many."""
    return -round(min(relation.score, 12) / 6), len(relation.parts), -relation.score
