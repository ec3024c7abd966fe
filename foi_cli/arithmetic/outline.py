"""Totals that are parts of a total themselves, and whose own parts, listed beside them, leave a line out.

Where a grand total adds up "North, South, West" and some lines between South and West go into no total, these
lines are what South is made of. If they come to a little less than South, in all cells across, one of them is
lost: a list of examples ("of which") leaves out more, and other lines have nothing to do with South's size. Nor do they miss it by a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from foi_cli.arithmetic.evidence import Relation, one_slip, supposed
from foi_cli.arithmetic.grid import Mask
from foi_cli.arithmetic.lines import Lines

FEWEST = 3
"""Lines left of which a lost one is told; two that come to less than a third are soon found."""
SURE = 9.0
"""Bits that a figure must have for one slip to be told from any other difference."""
MOST_MISSING = 0.6
"""The largest share of a subtotal that one lost line is taken to be."""


def find(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations that parts of these totals should have, were not one of their lines lost."""
    if lines.axis or lines.values.dtype == object:
        return
    heads = {relation.total for relation in found}
    for relation in found:
        for part in relation.parts:
            own = () if part in heads else _own(lines, relation, part, found)
            if len(own) >= FEWEST and _leaves_one_out(lines, part, own):
                yield supposed(part, own, "lost")
        for skipped in _skipped(lines, relation, found):
            around = [part for part in _around(relation, skipped) if part not in heads]
            slips = [part for part in around if _misses_by_a_slip(lines, part, skipped)]
            if len(slips) == 1:
                yield supposed(slips[0], skipped, "slip")
        miss, holds = lines.missed(relation.total, relation.parts)
        for head in _passed_over(lines, relation, found):
            own = [own for own in _among(relation, head) if _is_near(lines, head, own, holds & (miss == 0))]
            if len(own) == 1:
                yield supposed(head, own[0], "slip")


def _own(lines: Lines, relation: Relation, head: int, found: Sequence[Relation]) -> tuple[int, ...]:
    """The lines that stand beside a part of a total, up to the next part, without those that are added up
    into one of them; none where the total stands among its parts."""
    first, last = relation.parts[0], relation.parts[-1]
    if not (relation.total < first or relation.total > last):
        return ()
    after = relation.total < first
    beside = [line for line in lines.active if (line > head if after else line < head)]
    around = {
        line for other in found if relation.total in other.parts for line in (other.total, *other.parts)
    }
    around |= {relation.total, *relation.parts, *(other.total for other in found if head in other.parts)}
    own: list[int] = []
    near = head
    for line in beside if after else reversed(beside):
        if line in around or lines.block[line] != lines.block[near]:
            break
        own.append(line)
        near = line
    deeper = {part for other in found if other.total in own for part in other.parts}
    return tuple(sorted(line for line in own if line not in deeper))


def _skipped(lines: Lines, relation: Relation, found: Sequence[Relation]) -> Iterator[tuple[int, ...]]:
    """The lines between two parts of a total, or outside of the last, that go into no total and are none."""
    used = {line for other in found for line in (other.total, *other.parts)}
    first, last = min(relation.total, *relation.parts), max(relation.total, *relation.parts)
    inside = [line for line in lines.active if first < line < last]
    for free, run in groupby(inside, key=lambda line: line not in used):
        between = tuple(run)
        if free and len(between) >= 2:
            yield between


def _passed_over(lines: Lines, relation: Relation, found: Sequence[Relation]) -> Iterator[int]:
    """The single lines that a total passes over amid its parts, and that are in no sum: subtotals, it seems."""
    used = {line for other in found for line in (other.total, *other.parts)}
    within = {relation.total, *relation.parts}
    for before, line, after in zip(lines.active, lines.active[1:], lines.active[2:], strict=False):
        if line not in used and {before, after} <= within:
            yield line


def _among(relation: Relation, head: int) -> Iterator[tuple[int, ...]]:
    """The parts of a total directly before, or directly after a line among them: two and more."""
    before = [part for part in relation.parts if part < head][::-1]
    after = [part for part in relation.parts if part > head]
    for side in (before, after):
        yield from (tuple(sorted(side[:k])) for k in range(2, len(side) + 1))


def _is_near(lines: Lines, head: int, own: Sequence[int], told: Mask) -> bool:
    """Whether these lines come to their head within rounding in several of these cells across, and miss it by
    a slip of a long number in one other."""
    miss = np.abs(lines.missed(head, own)[0])
    close = told & (2 * miss <= lines.step[head] * (len(own) + 1))
    slips = told & ~close & one_slip(miss) & (lines.surprise[head] >= SURE)
    return bool(close.any() and slips.sum() == 1 and (told & ~close).sum() == 1)


def _around(relation: Relation, skipped: Sequence[int]) -> list[int]:
    """The parts of a total directly before and after lines that it skips."""
    before = [part for part in relation.parts if part < skipped[0]]
    after = [part for part in relation.parts if part > skipped[-1]]
    return [*before[-1:], *after[:1]]


def _misses_by_a_slip(lines: Lines, head: int, own: Sequence[int]) -> bool:
    """Whether these lines come to their head in all cells across but one, in which a slip of a long number
    accounts for the difference."""
    miss, told = lines.missed(head, own)
    told = lines.alike(told)
    wrong = told & (miss != 0)
    if wrong.sum() != 1 or lines.gap[list(own)][:, told].any():
        return False
    across = int(np.flatnonzero(wrong)[0])
    telling: bool = lines.surprise[head, across] >= SURE
    return telling and bool(one_slip(np.abs(miss[wrong]))[0])


def _leaves_one_out(lines: Lines, head: int, own: tuple[int, ...]) -> bool:
    """Whether these lines come to less than their head, everywhere by no more than twice the largest of them."""
    miss, told = lines.missed(head, own)
    told = told & ~lines.unlike
    parts = list(own)
    if not told.any() or lines.gap[parts][:, told].any() or lines.named_rate[[head, *parts]].any():
        return False
    stated = lines.values[head][told]
    missing, values = np.sign(stated) * miss[told], np.sign(stated) * lines.values[parts][:, told]
    likely = (missing >= 0) & (missing < MOST_MISSING * np.abs(stated)) & (missing <= 2 * values.max(axis=0))
    return bool(likely.all()) and 2 * int((missing > 0).sum()) > len(missing)
