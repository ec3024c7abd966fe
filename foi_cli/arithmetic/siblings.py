"""Totals of blocks one below the other: where the others close, one that does not has lost a line.

A sheet of several blocks ends each in a total of the lines since the gap, or since the total before it. Where
most do so, one that comes to more than its block had another line there, even if only one is left. And where
all places are broken down into "Males" and "Females", one that has but "Males" lacks a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from foi_cli.arithmetic.evidence import Relation, stepped_back, supposed
from foi_cli.arithmetic.grid import Mask
from foi_cli.arithmetic.lines import Lines

_TOTAL = re.compile(r"\b(?:sub-?\s?)?totals?\b", re.IGNORECASE)
"""Stricter than the words that support what the arithmetic says: this line closes its block."""
MOST_MISSING = 0.8
"""The largest share of a total that one lost line is taken to be."""
USUAL = 3
"""Lines that are broken down alike for one that is not to be held against them."""
SEVERAL = 2
"""Totals that close for one that does not to be held against them."""


def find(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations that totals should have as most others of the table have them, were no line lost."""
    if lines.values.dtype == object:
        return
    yield from _lacking(lines, found)
    if lines.axis:
        return
    named = {line for line in lines.active if lines.named_total[line]}
    before, after = (_closing(lines, found, named, after=after) for after in (False, True))
    closing = before if len(before) >= len(after) else after
    additive = _additive(lines, closing)
    have, gone = {relation.total for relation in found}, stepped_back(found)
    failing = [
        supposed(total, parts, "lost")
        for total in sorted(named - have)
        if _TOTAL.search(lines.labels[total])
        for parts in (_block(lines, total, gone, named, after=closing is after),)
        if not have.issuperset(parts) and _has_lost_one(lines, total, parts, additive)
    ]
    if len(closing) >= max(SEVERAL, len(failing)):
        yield from failing


def _lacking(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of lines that are broken down as others are, "Males" and "Females", but for one line."""
    have = {line for relation in found for line in (relation.total, *relation.parts)}
    places = {line: place for place, line in enumerate(lines.active)}
    often = Counter(
        (relation.parts[0] > relation.total, tuple(lines.labels[part] for part in relation.parts))
        for relation in found
        if _is_beside(relation, places) and all(lines.labels[part] for part in relation.parts)
    )
    for (after, names), count in sorted(often.items()):
        if count < USUAL or len({*names}) < len(names):
            continue
        for total in lines.active:
            own = _called(lines, places[total], names, after=after)
            free = have.isdisjoint((total, *own)) and lines.labels[total] not in names
            if free and len(own) == len(names) - 1 and _has_lost_one(lines, total, own, lines.known[total]):
                yield supposed(total, own, "lost")


def _is_beside(relation: Relation, places: Mapping[int, int]) -> bool:
    """Whether parts are the neighbours of their total, with no other line between."""
    own = sorted(places.get(line, -1) for line in (relation.total, *relation.parts))
    ends = places[relation.total] in (own[0], own[-1])
    return ends and own[0] >= 0 and own[-1] - own[0] == len(own) - 1


def _called(lines: Lines, place: int, names: Collection[str], *, after: bool) -> tuple[int, ...]:
    """The lines beside a place, up to the first that is called none of these names, or one a second time."""
    side = lines.active[place + 1 :] if after else lines.active[:place][::-1]
    own: list[int] = []
    for line in side:
        if lines.labels[line] not in names or lines.labels[line] in {lines.labels[other] for other in own}:
            break
        own.append(line)
    return tuple(sorted(own))


def _closing(
    lines: Lines, found: Sequence[Relation], named: Collection[int], *, after: bool
) -> list[Relation]:
    """The relations of named totals that add up their whole block, on one side of them."""
    gone, named = stepped_back(found), {*named}
    return [
        relation
        for relation in found
        if relation.held and relation.total in named
        for own in ({*relation.parts},)
        if relation.parts == _block(lines, relation.total, gone - own, named - own, after=after)
    ]


def _block(
    lines: Lines, total: int, gone: Collection[int], ends: Collection[int], *, after: bool
) -> tuple[int, ...]:
    """The lines on one side of a total, up to a gap or another total, that are not added up already; those
    too that are not printed."""
    ratios = lines.broken & ~lines.broken[total]
    lively = np.flatnonzero((lines.known | lines.gap).any(axis=1) & ~ratios).tolist()
    side = [line for line in lively if (line > total if after else line < total)]
    own: list[int] = []
    for line in side if after else reversed(side):
        if line in ends or (own and line not in gone and lines.block[line] != lines.block[own[-1]]):
            break
        if line not in gone:
            own.append(line)
    return tuple(sorted(own))


def _additive(lines: Lines, closing: Sequence[Relation]) -> Mask:
    """The cells across in which any of these totals is exact."""
    exact = np.zeros(lines.across, dtype=np.bool_)
    for relation in closing:
        miss, told = lines.missed(relation.total, relation.parts)
        exact |= told & (miss == 0)
    return exact


def _has_lost_one(lines: Lines, total: int, parts: tuple[int, ...], additive: Mask) -> bool:
    """Whether these come to less than their total, as they would were one lost, where the others close."""
    own = list(parts)
    told = lines.alike(additive & lines.known[total] & lines.nonzero[own].any(axis=0))
    unsure = not told.any() or lines.gap[own].any()
    if unsure or lines.are_rates(parts) or lines.named_rate[total]:
        return False
    stated = lines.values[total][told]
    missing = np.sign(stated) * (stated - lines.values[own][:, told].sum(axis=0))
    likely = (missing >= 0) & (missing < MOST_MISSING * np.abs(stated))
    return bool(likely.all()) and 2 * int((missing > 0).sum()) > len(missing)
