"""Subtotals that a total adds, or passes over, and that miss the lines beside them by a slip.

Where a total closes and leaves lines out, these are there for a reason: several are what one of its parts is
made of, and a single one amid the parts is the sum of some of them. Neither needs the word total, nor another
column in which it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import numpy as np

from foi_cli.arithmetic.evidence import SURE, Relation, one_slip, supposed
from foi_cli.arithmetic.grid import Mask
from foi_cli.arithmetic.lines import Lines

_Unused = tuple[tuple[int, ...], tuple[int, ...]]
"""Lines one after the other that are in no sum, and those directly before and after them, if any."""


def find(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of these subtotals, down the rows, by those of `found` that hold."""
    if lines.axis or lines.values.dtype == object:
        return
    holding = [relation for relation in found if relation.held]
    heads = {relation.total for relation in holding}
    unused = _unused(lines, {line for relation in holding for line in (relation.total, *relation.parts)})
    for relation in holding:
        for own, around in _left_out(unused, relation):
            slips = [part for part in around if part not in heads and _misses_by_a_slip(lines, part, own)]
            if len(slips) == 1:
                yield supposed(slips[0], own, "slip")
        miss, told = lines.missed(relation.total, relation.parts)
        for head in _passed_over(unused, relation):
            beside = [own for own in _among(relation, head) if _is_near(lines, head, own, told & (miss == 0))]
            if len(beside) == 1:
                yield supposed(head, beside[0], "slip")


def _unused(lines: Lines, used: Collection[int]) -> list[_Unused]:
    """Each run of lines that are in no sum."""
    found: list[_Unused] = []
    for free, run in groupby(enumerate(lines.active), key=lambda each: each[1] not in used):
        if free:
            places, own = zip(*run, strict=True)
            before, after = lines.active[: places[0]][-1:], lines.active[places[-1] + 1 :][:1]
            found.append((own, (*before, *after)))
    return found


def _left_out(unused: Sequence[_Unused], relation: Relation) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    """Two lines and more that are in no sum, with the parts of the total directly before and after them."""
    for own, around in unused:
        parts = [line for line in around if line in relation.parts]
        if len(own) >= 2 and parts:
            yield own, parts


def _misses_by_a_slip(lines: Lines, head: int, own: Sequence[int]) -> bool:
    """Whether these lines come to their head in all cells across but one, in which a slip of a long number
    accounts for the difference."""
    miss, told = lines.missed(head, own)
    told = lines.alike(told)
    wrong = told & (miss != 0)
    if wrong.sum() != 1 or lines.gap[list(own)][:, told].any():
        return False
    telling: bool = lines.surprise[head][wrong][0] >= SURE
    return telling and bool(one_slip(np.abs(miss[wrong]))[0])


def _passed_over(unused: Sequence[_Unused], relation: Relation) -> Iterator[int]:
    """The single lines amid the parts of a total that are in no sum."""
    within = {relation.total, *relation.parts}
    for own, around in unused:
        if len(own) == 1 and len(around) == 2 and within.issuperset(around):
            yield own[0]


def _among(relation: Relation, head: int) -> Iterator[tuple[int, ...]]:
    """The parts of a total directly before, or directly after a line among them: two and more."""
    before = [part for part in relation.parts if part < head][::-1]
    after = [part for part in relation.parts if part > head]
    for side in (before, after):
        yield from (tuple(sorted(side[:k])) for k in range(2, len(side) + 1))


def _is_near(lines: Lines, head: int, own: Sequence[int], told: Mask) -> bool:
    """Whether these lines come to their head within rounding in all of these cells across but one, in which
    they miss it by a slip of a long number."""
    miss = np.abs(lines.missed(head, own)[0])
    far = told & (2 * miss > lines.step[head] * (len(own) + 1))
    slips = far & one_slip(miss) & (lines.surprise[head] >= SURE)
    return bool(slips.sum() == far.sum() == 1 and told.sum() > 1)
