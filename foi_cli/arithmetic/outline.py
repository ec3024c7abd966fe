"""Totals that are parts of a total themselves, and whose own parts, listed beside them, leave a line out.

Where a grand total adds up "North, South, West" and some lines between South and West go into no total, these
lines are what South is made of. If they come to a little less than South, in all cells across, one of them is
lost: a list of examples ("of which") leaves out more, and other lines have nothing to do with South's size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from foi_cli.arithmetic.evidence import Relation, supposed
from foi_cli.arithmetic.lines import Lines

FEWEST = 3
"""Lines left of which a lost one is told; two that come to less than a third are soon found."""
MOST_MISSING = 0.6
"""The largest share of a subtotal that one lost line is taken to be."""


def find(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The relations that parts of totals that hold should have, were not one of their lines lost."""
    if lines.axis or lines.values.dtype == object:
        return
    holding = [relation for relation in found if relation.held]
    heads = {relation.total for relation in holding}
    for relation in holding:
        for part in relation.parts:
            own = () if part in heads else _own(lines, relation, part, holding)
            if len(own) >= FEWEST and _leaves_one_out(lines, part, own):
                yield supposed(part, own, "lost")


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


def _leaves_one_out(lines: Lines, head: int, own: tuple[int, ...]) -> bool:
    """Whether these lines come to less than their head, nowhere by more than twice the largest of them."""
    miss, told = lines.missed(head, own)
    told = told & ~lines.unlike
    parts = list(own)
    if not told.any() or lines.gap[parts][:, told].any() or lines.named_rate[[head, *parts]].any():
        return False
    stated = lines.values[head][told]
    missing, values = np.sign(stated) * miss[told], np.sign(stated) * lines.values[parts][:, told]
    likely = (missing >= 0) & (missing < MOST_MISSING * np.abs(stated)) & (missing <= 2 * values.max(axis=0))
    return bool(likely.all()) and 2 * int((missing > 0).sum()) > len(missing)
