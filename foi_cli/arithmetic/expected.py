"""Totals that are named and stand where a total stands, and yet close nowhere.

A relation found by arithmetic needs cells across in which it holds. Where a row was lost, none does; where
the table has one column of figures, a single wrong digit leaves nothing either. Then the word total and the
block it closes say what should add up, and the difference must tell why it does not: by one slip of the pen,
or by a missing row that itself adds up across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from foi_cli.arithmetic.evidence import SURE, Relation, one_slip, stepped_back, supposed
from foi_cli.arithmetic.grid import Mask, Numbers
from foi_cli.arithmetic.lines import Lines, Reals
from foi_cli.arithmetic.wording import LISTED, PLACE

_CALLED_TOTAL = re.compile(r"\W*(?:grand |overall )?totals?\b", re.IGNORECASE)
"""Stricter than the words that support what the arithmetic says: this one is taken at its word."""

_SAID = re.compile(
    r"\b(?:sub-?\s?)?totals?\b|\b(?:sum|overall|altogether)\b|\A\W*(?:all|both|grand|gross|net)\b",
    re.IGNORECASE,
)
"""The same for a line that is more than all that is listed: "Scan all pages" says nothing of the kind."""

BORNE_OUT = 12.0
"""Bits for a line called total that ends its table and is the sum of all above it in one column."""
MOST_MISSING = 0.6
"""The largest share of a total that one lost line is taken to be."""
MOST_HIDDEN = 4
"""One cell across in so many may hide a quantity where a line is said to be lost in the others."""
CALLED = 5.0
"""The bits that take the place of SURE where the line is called total and nothing else."""


def find(lines: Lines, found: Sequence[Relation], crossing: Sequence[Relation]) -> Iterator[Relation]:
    """The relations that named totals should have, given those `found` and those `crossing` these lines."""
    have = {relation.total for relation in found}
    runs = [relation for relation in found if relation.kind == "run"]
    before = sum(relation.parts[0] < relation.total for relation in runs)
    sides = (2 * before >= len(runs), 2 * before <= len(runs))
    for total in lines.active:
        if not lines.named_total[total] or total in have:
            continue
        blocks = list(_blocks(lines, total, found, sides))
        wanted = (_expected(lines, total, parts, usual=usual) for parts, usual in blocks)
        hidden = np.logical_or.reduce([_hidden(lines, total, parts) for parts, _ in blocks])
        lost = (
            _lost(lines, total, parts, found, crossing, hidden) for parts, usual in reversed(blocks) if usual
        )
        relation = next((relation for relation in (*wanted, *lost) if relation is not None), None)
        if relation is not None:
            yield relation


def _blocks(
    lines: Lines, total: int, found: Sequence[Relation], sides: tuple[bool, bool]
) -> Iterator[tuple[tuple[int, ...], bool]]:
    """What a total may close: the lines since the last gap or total, or all lines; before it, or after it;
    and the same without the rates among them.

    `sides` says on which side of their total the parts of this table's other totals stand.
    """
    gone = stepped_back(found)
    standing = [line for line in lines.active if line not in gone or line == total]
    place = standing.index(total)
    for side, usual in ((standing[:place][::-1], sides[0]), (standing[place + 1 :], sides[1])):
        if len(side) < 2:
            continue
        ends = {len(side)}
        for k, (near, far) in enumerate(pairwise([total, *side])):
            if k >= 2 and lines.block[near] != lines.block[far]:
                ends.add(k)
                break
        for k, line in enumerate(side):
            if k >= 2 and lines.named_total[line]:
                ends.add(k)
                break
        listed = _listed(lines, total, side)
        if listed >= 2:
            ends.add(listed)
        for end in sorted(ends):
            parts = sorted(side[:end])
            yield tuple(parts), usual
            added = tuple(part for part in parts if not lines.named_rate[part])
            if 2 <= len(added) < len(parts):
                yield added, usual


def _listed(lines: Lines, total: int, side: Sequence[int]) -> int:
    """How many lines beside a total stand in a list of dashes or points, of which it is the head."""
    if LISTED.match(lines.labels[total]):
        return 0
    return next((k for k, line in enumerate(side) if not LISTED.match(lines.labels[line])), len(side))


def _hidden(lines: Lines, total: int, parts: tuple[int, ...]) -> Mask:
    """The cells across in which quantities of these lines, or of lines among them, are not printed."""
    beside = (np.arange(lines.count) > total) == (parts[0] > total)
    beside &= np.isin(lines.block, lines.block[list(parts)])
    hidden: Mask = lines.gap[beside].any(axis=0)
    return hidden


def _expected(lines: Lines, total: int, parts: tuple[int, ...], *, usual: bool) -> Relation | None:
    if lines.values.dtype == object or lines.are_rates(parts):
        return None
    plain = _with_gaps(lines, total, parts)
    if usual and _is_plain(lines, total, plain):
        relation = _closing(lines, total, plain)
        if relation is not None:
            return relation
    miss, told = _told(lines, total, parts)
    hidden = told & lines.gap[list(parts)].any(axis=0)
    told = told & ~hidden
    if not told.any() or (hidden.any() and not (usual and _may_close(lines, total, plain, miss, hidden))):
        return None
    step = lines.step[total]
    rounds = (2 * np.abs(miss) <= step * (len(parts) + 1)) & (miss % step == 0)
    fits = (miss == 0) | (rounds & (step * 20 <= np.abs(lines.values[total])))
    far = told & ~(fits & (told.sum() > 1))
    slips = far & one_slip(np.abs(miss)) & (_surprise(lines, total, miss) >= _enough(lines, total, usual))
    size = np.maximum(np.abs(lines.values[total]), np.abs(lines.values[total] - miss))
    if slips.sum() == far.sum() == 1 and (np.abs(miss) <= size)[far].all():
        return supposed(total, parts, "slip")
    return None


def _may_close(lines: Lines, total: int, parts: tuple[int, ...], miss: Numbers, hidden: Mask) -> bool:
    """Whether the total of a plain table is at least what is printed of its parts where some are hidden."""
    return _is_plain(lines, total, parts) and not bool((hidden & (miss < 0)).any())


def _enough(lines: Lines, total: int, usual: bool) -> float:
    return CALLED if usual and _CALLED_TOTAL.match(lines.labels[total]) is not None else SURE


def _surprise(lines: Lines, total: int, miss: Numbers) -> Reals:
    """Bits of each number of the total, as stated or as its parts would make it, whichever is the larger."""
    stated = np.abs(lines.values[total]).astype(np.float64)
    computed = np.abs(lines.values[total] - miss).astype(np.float64)
    larger: Reals = np.log2((1 + computed) / (1 + stated)).clip(0)
    bits: Reals = lines.surprise[total] + larger
    return bits


def _told(lines: Lines, total: int, parts: Sequence[int]) -> tuple[Numbers, Mask]:
    """By how much the total is more than these parts in each cell across, and where that says something."""
    miss, told = lines.missed(total, parts)
    return miss, lines.alike(told)


def _lost(
    lines: Lines,
    total: int,
    parts: tuple[int, ...],
    found: Sequence[Relation],
    crossing: Sequence[Relation],
    hidden: Mask,
) -> Relation | None:
    """The relation of a total that is more, everywhere, than all that is listed, as if a line were lost; but
    where quantities are hidden, which are few."""
    if lines.axis or lines.values.dtype == object or lines.are_rates(parts):
        return None
    if lines.named_total[list(parts)].all():
        return None  # totals side by side: nothing says that one of them holds the others
    called = _SAID.search(lines.labels[total]) or PLACE.fullmatch(lines.labels[total])
    if not called or _adds_all(lines, total, parts, found):
        return None
    miss, every = lines.missed(total, parts)
    for told in (lines.alike(every), every & ~lines.rate_across):
        if MOST_HIDDEN * int((told & hidden).sum()) > int(told.sum()) or not (told & ~hidden).any():
            continue
        printed = told & ~hidden
        lost = _is_of_a_size(lines, total, parts, miss, printed)
        if lost and _is_lost_line(lines, total, parts, miss, printed, crossing, hidden):
            return replace(supposed(total, parts, "lost"), only=tuple(np.flatnonzero(told).tolist()))
    return None


def _adds_all(lines: Lines, total: int, parts: tuple[int, ...], found: Sequence[Relation]) -> bool:
    """Whether a total adds all lines up to it, those too that seemed to be parts of others; but not that it
    adds a subtotal and its parts, which counts them twice."""
    every = [line for line in lines.active if parts[0] <= line <= parts[-1] and line != total]
    if len(every) == len(parts):
        return False
    miss, told = _told(lines, total, every)
    twice = any(lines.named_total[other.total] and {other.total, *other.parts} <= {*every} for other in found)
    return bool((told & (miss == 0)).any()) and not twice


def _with_gaps(lines: Lines, total: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """These parts with the lines of the same table above the total whose quantity is not printed."""
    above = (lines.table == lines.table[total]) & (np.arange(lines.count) < total)
    unprinted = above & lines.gap.any(axis=1) & ~lines.known.any(axis=1)
    return tuple(sorted({*map(int, np.flatnonzero(unprinted)), *parts}))


def _is_plain(lines: Lines, total: int, parts: tuple[int, ...]) -> bool:
    """Whether a line called total ends a table, all its counts above it, and so claims to be their sum."""
    own = list(parts)
    every = {line for line in lines.active if lines.table[line] == lines.table[total]}
    return (
        lines.axis == 0
        and total > parts[-1]
        and _CALLED_TOTAL.match(lines.labels[total]) is not None
        and not lines.named_rate[total]
        and every - {total} == {*parts} & {*lines.active}
        and not ((lines.values[own] < 0).any() or lines.named_total[own].any())
    )


def _closing(lines: Lines, total: int, parts: tuple[int, ...]) -> Relation | None:
    """The relation of a plain total. In a single column it claims to be the sum whether or not it closes;
    over several columns where each closes or may close with what is not printed, and where one closes to the
    unit, so that the others are to be held against it."""
    own = list(parts)
    gap = lines.gap[own]
    columns = (lines.known[own] | gap).any(axis=0)
    told = columns & lines.known[total] & ~lines.unlike
    miss = lines.values[total] - lines.values[own].sum(axis=0)
    exact = told & (miss == 0) & ~gap.any(axis=0)
    closes = (miss == 0) | (gap.any(axis=0) & (miss >= 0))
    if not told.any() or (lines.nonzero[own] | gap)[:, told].sum() < 2:
        return None
    if columns.sum() == 1 or bool((closes | ~columns).all()):
        return supposed(total, parts, "named")
    exact &= lines.nonzero[own].sum(axis=0) >= 2
    if not 2 * exact.sum() >= told.sum() > 0:
        return None
    return Relation(total, parts, BORNE_OUT, "run", (), False, int(exact.sum()), int(told.sum()))


def _is_of_a_size(lines: Lines, total: int, parts: tuple[int, ...], miss: Numbers, told: Mask) -> bool:
    """Whether what is missing is no less than nothing anywhere, and in most cells across no more than one
    line may be: twice the largest part, or more where a line called total ends the table."""
    sign = np.sign(lines.values[total][told])  # of what was spent, all may be written below nought
    values = sign * lines.values[list(parts)][:, told]
    missing, stated = sign * miss[told], sign * lines.values[total][told]
    if (values < 0).any() or (missing < 0).any():
        return False
    likely = missing < MOST_MISSING * stated
    if not (len(parts) > 2 and _is_plain(lines, total, parts)):
        likely &= missing <= 2 * values.max(axis=0)
    return 4 * int(likely.sum()) >= 3 * len(likely)


def _is_lost_line(
    lines: Lines,
    total: int,
    parts: tuple[int, ...],
    miss: Numbers,
    told: Mask,
    crossing: Sequence[Relation],
    hidden: Mask,
) -> bool:
    """Whether what is missing adds up across as parts do, where none is hidden; of a single figure, whether
    it is no larger than other parts of a long list."""
    checked = 0
    for relation in crossing:
        cells = (relation.total, *relation.parts)
        if lines.known[total][list(cells)].all() and told[relation.total] and not hidden[list(cells)].any():
            gap = abs(int(miss[list(relation.parts)].sum()) - int(miss[relation.total]))
            off = np.abs(
                lines.values[list(parts), relation.total]
                - lines.values[np.ix_(parts, relation.parts)].sum(axis=1)
            )
            rounds = relation.rounded or bool((off == lines.step[list(parts), relation.total]).any())
            if gap > lines.step[total, relation.total] * (len(relation.parts) + 1) * rounds:
                return False
            checked += 1
    missing, stated = np.abs(miss[told]), np.abs(lines.values[total][told])
    positive = int((missing > 0).sum())
    if positive and len(missing) == 1:
        largest = np.abs(lines.values[list(parts)][:, told]).max()
        return len(parts) >= 6 and bool(missing[0] < 0.35 * stated[0]) and bool(missing[0] <= largest)
    return positive > 0 and (checked > 0 or (2 * positive > len(missing) and len(parts) + len(missing) >= 5))
