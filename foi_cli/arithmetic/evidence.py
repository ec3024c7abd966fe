"""How much speaks for a candidate: one line being the total of others, tested in all cells across at once."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.grid import Mask, Numbers
from foi_cli.arithmetic.lines import Lines, Reals


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

    `rounded` says that it needs rounding to hold, `segments` in which side-by-side tables it does; of
    `told` cells across that say something, `held` agree.
    """

    total: int
    parts: tuple[int, ...]
    score: float
    kind: str
    segments: tuple[int, ...]
    rounded: bool
    held: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Slack:
    """Whether sums may miss by rounding, and the bits that assuming so costs."""

    allowed: bool
    cost: float


_WEIGHTS = np.random.default_rng(1834).integers(1, 2**62, size=20_001, dtype=np.int64) | 1

EXACT = Slack(allowed=False, cost=0.0)

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
"""Bits for five cells or more that all agree, with no cell against them."""
LABELLED_COPY = 4.0
"""Further bits where a line called total repeats its only part that is not nought, everywhere."""


def sums(lines: Lines, members: Mask) -> Numbers:
    """The sum of the member lines (k × n) in each cell across, k × m, exactly."""
    values = lines.values
    if values.dtype == object:
        return np.array([values[row].sum(axis=0) for row in members], dtype=object).reshape(len(members), -1)
    if float(np.abs(values).sum(axis=0).max(initial=0)) < 2**53:  # then floats, which add fast, are exact
        exact: Numbers = (members.astype(np.float64) @ values.astype(np.float64)).astype(np.int64)
        return exact
    return np.asarray(members.astype(np.int64) @ values)


def weigh(lines: Lines, candidates: Sequence[Candidate], slack: Slack) -> list[Relation]:
    """The candidates that hold in at least half of the cells where they say anything, with their scores."""
    found: list[Relation] = []
    batch = max(16, 1_500_000 // max(1, lines.count + lines.across))
    for start in range(0, len(candidates), batch):
        found += _weigh(lines, candidates[start : start + batch], slack)
    return found


def _weigh(lines: Lines, candidates: Sequence[Candidate], slack: Slack) -> list[Relation]:
    totals = np.array([candidate.total for candidate in candidates])
    members = np.zeros((len(candidates), lines.count), dtype=np.bool_)
    sizes = [len(candidate.parts) for candidate in candidates]
    members[np.repeat(np.arange(len(candidates)), sizes), [p for c in candidates for p in c.parts]] = True
    plain = members.astype(np.float32)
    count = plain @ lines.known.astype(np.float32)
    nonzero = plain @ lines.nonzero.astype(np.float32)
    difference = sums(lines, members) - lines.values[totals]
    miss = np.abs(difference)
    open_ended = (plain @ lines.gap.astype(np.float32) > 0) & (difference <= 0)
    cut = 0
    if lines.deep.any():
        cut = plain @ lines.deep.astype(np.float32) + lines.deep[totals]
    exact = lines.known[totals] & (count > 0) & (2 * miss <= cut)
    applies = lines.known[totals] & (count > 0) & (exact | ~open_ended)
    several, copy = nonzero >= 2, nonzero == 1
    bits = lines.bits[totals]
    worth = np.where(several, bits, np.where(copy, np.minimum(bits, 0.5), 0))
    worth = worth * _novelty(lines, totals, members)
    failure = np.where(several | copy, FAILURE, 1.0)
    odd = lines.rate_across | lines.odd_across
    failure = np.where(odd, 1.0, failure)
    slips = np.clip(lines.surprise[totals] - SLIP, -failure, 0)
    slipped = applies & several & one_slip(miss)
    failure = np.where(slipped, -slips, failure)
    score, on = _best(lines, np.where(exact, worth, np.where(applies, -failure, 0)))
    holds = exact
    rounded = np.zeros(len(candidates), dtype=np.bool_)
    if slack.allowed:
        near = applies & (miss <= lines.step[totals] * np.minimum((count + 1) / 2, 3))
        less = np.maximum(worth - 3, -0.5)
        loose = np.where(exact, worth * 0.75, np.where(near, less, np.where(applies, -failure, 0)))
        other, other_on = _best(lines, loose)
        rounded = other - slack.cost > score
        score = np.where(rounded, other - slack.cost, score)
        on = np.where(rounded[:, None], other_on, on)
        holds = np.where(rounded[:, None], near, exact)
    inside = on[:, lines.segment]
    telling = applies & several & inside & ~(odd & ~holds)
    held = (holds & telling).sum(axis=1)
    share = np.array([0.5 if candidate.kind == "run" else 0.8 for candidate in candidates])
    likely = held >= share * telling.sum(axis=1)
    copies = (holds & applies & copy & inside & (bits > 0)).sum(axis=1)
    failed = (applies & inside & ~holds).any(axis=1)
    subtotal = (members & (lines.nonzero.any(axis=1) & lines.named_total)[None]).any(axis=1)
    copied = lines.named_total[totals] & (held == 0) & (copies >= 2) & ~failed & ~subtotal
    score = score + FLAWLESS * (~failed & (held >= 5))
    if slack.allowed:
        missed = np.where(telling & near & ~exact, difference, np.nan).astype(np.float64)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # rows without a miss
            spread = np.nanmax(missed, axis=1) - np.nanmin(missed, axis=1)
        likely &= ~(rounded & (held >= 4) & (spread == 0) & ~(exact & telling).any(axis=1))
    score = score - RATE_TOTAL * (lines.named_rate[totals] & ~lines.named_total[totals])
    score = score + LABEL * lines.named_total[totals] + LABELLED_COPY * copied
    keep = np.flatnonzero(likely & ((held > 0) | copied))
    told = telling.sum(axis=1)
    return [
        replace(
            _relation(candidates[k], float(score[k]), on[k], bool(rounded[k])),
            held=int(held[k]),
            told=int(told[k]),
        )
        for k in keep.tolist()
    ]


def one_slip(miss: Numbers) -> Mask:
    """Whether one digit, or two exchanged neighbours, somewhere would account for this difference."""
    if miss.dtype == object:
        return np.zeros(miss.shape, dtype=np.bool_)
    rest = np.where(miss > 0, miss, 1)
    for _ in range(18):
        tens = (rest % 10 == 0) & (rest > 0)
        if not tens.any():
            break
        rest = np.where(tens, rest // 10, rest)
    return (miss > 0) & ((rest < 10) | ((rest % 9 == 0) & (rest < 82)))


def _novelty(lines: Lines, totals: NDArray[np.int64], members: Mask) -> Reals:
    """What the same total with the same parts is worth when it stands there several times, k × m: little more
    than once."""
    if lines.across < 2 or lines.values.dtype == object:
        return np.ones((len(members), lines.across))
    with np.errstate(over="ignore"):
        weights = np.where(members, _WEIGHTS[: lines.count], 0)
        prints = weights @ lines.values
        prints += lines.values[totals] * _WEIGHTS[-1]
    order = np.argsort(prints, axis=1, kind="stable")
    ranked = np.take_along_axis(prints, order, 1)
    fresh = np.ones(ranked.shape, dtype=np.int64)
    fresh[:, 1:] = ranked[:, 1:] != ranked[:, :-1]
    group = np.cumsum(fresh, axis=1) - 1 + np.arange(len(ranked))[:, None] * ranked.shape[1]
    often = np.bincount(group.ravel(), minlength=ranked.size)[group]
    novelty = np.empty(ranked.shape)
    np.put_along_axis(novelty, order, (1 + np.log2(often) / 4) / often, 1)
    return novelty


def _best(lines: Lines, score: Reals) -> tuple[Reals, Mask]:
    """The score over the side-by-side tables where it is above nought, and which those are."""
    if lines.segments == 1:
        return score.sum(axis=1), np.ones((len(score), 1), dtype=np.bool_)
    each = np.stack([score[:, lines.segment == k].sum(axis=1) for k in range(lines.segments)], axis=1)
    on: NDArray[np.bool_] = each > 0
    return np.where(on, each, 0).sum(axis=1) - 0.7 * lines.segments, on


def _relation(candidate: Candidate, score: float, on: Mask, rounded: bool) -> Relation:
    segments = tuple(np.flatnonzero(on).tolist())
    return Relation(
        candidate.total, candidate.parts, score - candidate.cost, candidate.kind, segments, rounded
    )
