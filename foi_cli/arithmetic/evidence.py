"""How much speaks for a candidate: one line being the total of others, tested in all cells across at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.grid import Mask, Numbers
from foi_cli.arithmetic.lines import Lines, Reals

SUPPOSED = 10.0
"""Bits of a relation that should hold, by its words or its place, and holds nowhere."""
SURE = 9.0
"""Bits that a single figure must have for one slip in it to be told from any other difference."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the total of others, and the bits against it that its choice among many costs."""

    total: int
    parts: tuple[int, ...]
    cost: float
    kind: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A candidate that the cells across bear out: `score` in bits for it, after its cost.

    `rounded` says that it needs rounding to hold, `segments` in which side-by-side tables it does, `only` in
    which cells across, where these are not all; of `told` cells across that say something, `held` agree.
    """

    total: int
    parts: tuple[int, ...]
    score: float
    kind: str
    segments: tuple[int, ...]
    rounded: bool
    held: int = 0
    told: int = 0
    only: tuple[int, ...] = ()


def supposed(total: int, parts: tuple[int, ...], kind: str) -> Relation:
    """A relation that no agreement bears out: words, or the lines around it, say that it should hold."""
    return Relation(total, parts, SUPPOSED, kind, (), rounded=False)


def stepped_back(relations: Iterable[Relation]) -> set[int]:
    """The lines that were added into a total and step back, so that totals meet their like side by side."""
    return {part for relation in relations if relation.kind in ("run", "free") for part in relation.parts}


@dataclass(frozen=True, slots=True)
class Slack:
    """Whether sums may miss by rounding, and the bits that assuming so costs."""

    allowed: bool
    cost: float


_WEIGHTS = np.random.default_rng(1834).random(20_001)
ALIKE = 6
"""Decimals to which the shares of parts in their totals are the same in proportional cells across."""

EXACT = Slack(allowed=False, cost=0.0)

BESIDE, ELSEWHERE = 0.5, 0.8
"""The share of the cells across that must agree, of runs beside their total and of all else."""
MOST_STEPS = 3
"""Steps that a sum may miss by rounding while a relation is still sought."""
_BATCH = 3_000_000
"""Cells of parts that are added at once."""
FAILURE = 3.0
"""Bits that a disagreement costs; so many that one wrong cell in a small table does not hide the total."""
LABEL = 4.0
"""Bits that the word total is worth."""
SLIP = 13.0
"""Bits to pay for a wrong cell whose difference one slip of the pen accounts for: one cell in a hundred is
wrong, and about a hundred slips are possible."""
RATE_TOTAL = 6.0
"""Bits against a total that its words call a rate or an average."""
FLAWLESS = 3.0
"""Bits for five cells or more that all agree, not all in the same shares, with no cell against them."""
LONG = 6.0
"""Bits at most for the further digits of long numbers, where all cells agree."""
FEW = 3
"""Cells across in which such digits tell anything: of more, the agreement of all tells enough."""
LABELLED_COPY = 4.0
"""Further bits where a line called total repeats its only part that is not nought, everywhere."""


def at_most(lines: Lines) -> Reals:
    """What each line can be worth as a total, before any cost and without rounding: where all cells agree."""
    named = lines.named_total * (LABEL + LABELLED_COPY * (lines.across >= 2))
    most: Reals = lines.bits.sum(axis=1) + named + FLAWLESS * (lines.across >= 5) + lines.further.sum(axis=1)
    return most


def weigh(lines: Lines, candidates: Sequence[Candidate], slack: Slack) -> list[Relation]:
    """The candidates that hold in at least half of the cells where they say anything, with their scores."""
    found: list[Relation] = []
    batch: list[Candidate] = []
    cells = 0
    for candidate in candidates:
        batch.append(candidate)
        cells += len(candidate.parts) + 4
        if cells * lines.across > _BATCH:
            found += _Trial(lines, batch).outcome(slack)
            batch, cells = [], 0
    return found + (_Trial(lines, batch).outcome(slack) if batch else [])


class _Trial:
    """k candidates at once: what their parts add up to in each of the m cells across, and what it tells."""

    def __init__(self, lines: Lines, candidates: Sequence[Candidate]) -> None:
        self.lines, self.candidates = lines, candidates
        self.totals = np.array([candidate.total for candidate in candidates])
        sizes = [len(candidate.parts) for candidate in candidates]
        self.starts = np.array([0, *accumulate(sizes[:-1])])
        self.members = np.array([part for candidate in candidates for part in candidate.parts])
        self.count = self._added(lines.known)
        nonzero = self._added(lines.nonzero)
        self.several, self.copy = nonzero >= 2, nonzero == 1
        self.difference = self._added(lines.values) - lines.values[self.totals]
        self.miss = np.abs(self.difference)
        known = lines.known[self.totals] & (self.count > 0)
        cut = self._added(lines.deep) + lines.deep[self.totals] if lines.deep.any() else 0
        self.exact: Mask = known & (2 * self.miss <= cut)
        open_ended = False
        if lines.gap.any():
            open_ended = (self._added(lines.gap) > 0) & (self.difference <= 0)
        self.applies: Mask = known & (self.exact | ~np.asarray(open_ended))
        self.odd = lines.unlike
        self.share = np.array([BESIDE if each.kind == "run" else ELSEWHERE for each in candidates])
        self.novelty = self._novelty()

    def _added(self, cells: Numbers) -> Numbers:
        kind = np.int32 if cells.dtype == np.bool_ else None
        summed: Numbers = np.add.reduceat(cells[self.members], self.starts, axis=0, dtype=kind)
        return summed

    def outcome(self, slack: Slack) -> list[Relation]:
        """The candidates worth keeping, as relations."""
        worth, failure = self._worth(), self._failure()
        against = np.where(self.applies, -failure, 0)
        score, on = _best(self.lines, np.where(self.exact, worth, against))
        rounded = np.zeros(len(score), dtype=np.bool_)
        holds = self.exact
        if slack.allowed:
            terms = np.minimum((self.count + 1) / 2, MOST_STEPS)
            near = self.applies & (self.miss <= self.lines.step[self.totals] * terms)
            loose = np.where(near, np.maximum(worth - 3, -0.5), against)
            other, other_on = _best(self.lines, np.where(self.exact, worth * 0.75, loose))
            other = other - slack.cost
            rounded = (other > score) | ((other > 0) & ~self._mostly(self.exact))
            score = np.where(rounded, other, score)
            on = np.where(rounded[:, None], other_on, on)
            holds = np.where(rounded[:, None], near, self.exact)
        return self._kept(score, on, holds, rounded)

    def _mostly(self, holds: Mask) -> Mask:
        """Whether so many of all cells across agree as must."""
        telling = self.applies & self.several & ~(self.odd & ~holds)
        most: Mask = (holds & telling).sum(axis=1) >= self.share * telling.sum(axis=1)
        return most

    def _worth(self) -> Reals:
        """Bits of each agreement: a copy of the only part that is not nought tells next to nothing."""
        bits = self.lines.bits[self.totals]
        worth: Reals = np.where(self.several, bits, np.where(self.copy, np.minimum(bits, 0.5), 0))
        return worth * self.novelty

    def _failure(self) -> Reals:
        """Bits of each disagreement: less where rates stand among counts, and where one slip explains it."""
        failure: Reals = np.where(self.odd | ~(self.several | self.copy), 1.0, FAILURE)
        slips = np.minimum(np.maximum(self.lines.surprise[self.totals] - SLIP, -failure), 0)
        return np.where(self.applies & self.several & one_slip(self.miss), -slips, failure)

    def _kept(self, score: Reals, on: Mask, holds: Mask, rounded: Mask) -> list[Relation]:
        lines, totals = self.lines, self.totals
        inside = on[:, lines.segment]
        telling = self.applies & self.several & inside & ~(self.odd & ~holds)
        held, told = (holds & telling).sum(axis=1), telling.sum(axis=1)
        likely = held >= self.share * told
        if rounded.any():
            likely &= ~(rounded & self._systematic(holds & telling))
        named = lines.named_total[totals]
        failed = (self.applies & inside & ~holds).any(axis=1)
        copied = named & (held == 0) & ~failed
        if copied.any():
            copied &= self._copies(holds & inside)
        fresh = (self.novelty * (holds & telling)).sum(axis=1)
        score = (
            score + FLAWLESS * (~failed & (held >= 5) & (fresh >= 2)) + LABEL * named + LABELLED_COPY * copied
        )
        beside = np.array([candidate.kind in ("run", "skip") for candidate in self.candidates])
        further = (lines.further[totals] * (holds & telling)).sum(axis=1)
        slips = telling & ~holds & one_slip(self.miss) & (lines.surprise[totals] > SLIP)
        score = score + np.minimum(further, LONG) * (
            beside & (held + slips.sum(axis=1) == told) & (told <= FEW)
        )
        score = score - RATE_TOTAL * (lines.named_rate[totals] & ~named)
        return [
            Relation(
                candidate.total,
                candidate.parts,
                float(score[k]) - candidate.cost,
                candidate.kind,
                tuple(np.flatnonzero(on[k]).tolist()),
                bool(rounded[k]),
                int(held[k]),
                int(told[k]),
            )
            for k in np.flatnonzero(likely & ((held > 0) | copied)).tolist()
            for candidate in (self.candidates[k],)
        ]

    def _copies(self, holds: Mask) -> Mask:
        """Whether a candidate repeats its only part that is not nought, twice or more, and adds no total."""
        lines = self.lines
        copies = (holds & self.applies & self.copy & (lines.bits[self.totals] > 0)).sum(axis=1)
        subtotals = (lines.nonzero.any(axis=1) & lines.named_total)[self.members]
        several: Mask = (copies >= 2) & ~np.logical_or.reduceat(subtotals, self.starts)
        return several

    def _systematic(self, near: Mask) -> Mask:
        """Whether a candidate never holds exactly and always misses by the same: then it does not round."""
        low = np.where(near, self.difference, np.iinfo(np.int64).max).min(
            axis=1, initial=np.iinfo(np.int64).max
        )
        high = np.where(near, self.difference, np.iinfo(np.int64).min).max(
            axis=1, initial=np.iinfo(np.int64).min
        )
        same: Mask = (low == high) & (low != 0) & (near.sum(axis=1) >= 4)
        return same

    def _novelty(self) -> Reals:
        """What the same total with the same parts, or with several parts in the same shares, is worth when it
        stands there several times: little more than once."""
        lines = self.lines
        if lines.across < 2 or lines.values.dtype == object:
            return np.ones((len(self.candidates), lines.across))
        totals = lines.values[self.totals].astype(np.float64)
        weighted = lines.values[self.members] * _WEIGHTS[self.members % len(_WEIGHTS)][:, None]
        prints = np.add.reduceat(weighted, self.starts, axis=0)
        shares = (prints / np.where(totals == 0, 1, totals)).round(ALIKE)
        prints = np.where(self.several, shares, prints)
        ranked = np.sort(prints, axis=1)
        if not (ranked[:, 1:] == ranked[:, :-1]).any():
            return np.ones(prints.shape)
        order = np.argsort(prints, axis=1, kind="stable")
        ranked = np.take_along_axis(prints, order, 1)
        fresh = np.ones(ranked.shape, dtype=np.int64)
        fresh[:, 1:] = ranked[:, 1:] != ranked[:, :-1]
        group = np.cumsum(fresh, axis=1) - 1 + np.arange(len(ranked))[:, None] * ranked.shape[1]
        often = np.bincount(group.ravel(), minlength=ranked.size)[group]
        novelty = np.empty(ranked.shape)
        np.put_along_axis(novelty, order, (1 + np.log2(often) / 4) / often, 1)
        return novelty


_SLIPS = np.array(
    sorted(
        {
            rest * 10**k
            for rest in (*range(1, 10), *range(18, 82, 9))
            for k in range(19)
            if rest * 10**k < 2**63
        }
    ),
    dtype=np.int64,
)
"""The differences that one digit, or two exchanged neighbours, make."""


def one_slip(miss: Numbers) -> Mask:
    """Whether one digit, or two exchanged neighbours, somewhere would account for this difference."""
    if miss.dtype == object:
        return np.array([is_slip(int(each)) for each in miss.ravel()], dtype=np.bool_).reshape(miss.shape)
    found: Mask = _SLIPS[np.minimum(np.searchsorted(_SLIPS, miss), len(_SLIPS) - 1)] == miss
    return found


def is_slip(miss: int) -> bool:
    """The same of a single difference."""
    rest = int(str(abs(miss)).rstrip("0") or 0)
    return miss != 0 and (rest < 10 or (rest % 9 == 0 and rest < 82))


def _best(lines: Lines, score: Reals) -> tuple[Reals, Mask]:
    """The score over the side-by-side tables where it is above nought, and which those are."""
    if lines.segments == 1:
        return score.sum(axis=1), np.ones((len(score), 1), dtype=np.bool_)
    each = np.stack([score[:, lines.segment == k].sum(axis=1) for k in range(lines.segments)], axis=1)
    on: NDArray[np.bool_] = each > 0
    return np.where(on, each, 0).sum(axis=1) - 0.7 * lines.segments, on
