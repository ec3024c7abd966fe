"""Which cells claim to be the total of which others, why we think so, and whether they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from foi_cli.arithmetic import (
    alarms,
    expected,
    formulas,
    mended,
    omissions,
    outline,
    relations,
    rounding,
    siblings,
    signed,
    strays,
    subtotals,
    verdicts,
    wholes,
)
from foi_cli.arithmetic import grid as grids
from foi_cli.arithmetic import lines as axes
from foi_cli.arithmetic.claims import Check, Claim, Evidence, Side
from foi_cli.arithmetic.evidence import Relation
from foi_cli.arithmetic.grid import Grid, Mask
from foi_cli.arithmetic.lines import Lines
from foi_cli.arithmetic.verdicts import Cell
from foi_cli.arithmetic.witnesses import Witnesses

CERTAIN = 80.0
"""Bits of a relation whose total is wrong by it though it is right by another: then one of its parts is."""
MOST_LINES = 12_000
"""Rows or columns of a table among which totals are sought; `stopped` says when there are more."""
_FINDERS: tuple[Callable[[Lines, Sequence[Relation]], Iterable[Relation]], ...] = (
    outline.find,
    subtotals.find,
    siblings.find,
    formulas.find,
    mended.find,
    wholes.find,
)
"""What tells of totals that do not close, each given all that are known before."""
_NAMED = ("slip", "lost", "named", "shares")
_BESIDE = ("run", "slip", "lost", "shares")


def stopped(rows: Sequence[Sequence[str]]) -> str:
    """Where the search for totals stops in a table too long for it, in words; "" in all others."""
    if len(rows) <= MOST_LINES:
        return ""
    return f"only totals across were sought: the table has {len(rows)} rows, more than {MOST_LINES}"


def find(rows: Sequence[Sequence[str]], *, rounded: bool = False) -> tuple[Claim, ...]:
    """Every claim in a table, by total cell from the top; none is called wrong without good reason.

    `rounded` says that its numbers are known to be rounded to the last digit that they show.
    """
    return _find(tuple(map(tuple, rows)), rounded)


def every(rows: Sequence[Sequence[str]]) -> Iterator[Claim]:
    """Every claim in a table, with those that do not hold and might be no claims at all."""
    table, rounds = _searched(tuple(map(tuple, rows)))
    if table is not None:
        for view, relation in table.found:
            yield from (claim for _, claim in _told(table, view, relation, rounds=rounds))


@lru_cache(maxsize=32)
def _find(rows: tuple[tuple[str, ...], ...], rounded: bool) -> tuple[Claim, ...]:
    table, rounds = _searched(rows)
    if table is None:
        return ()
    claims: list[Claim] = []
    told = [list(_told(table, *found, rounds=rounds or rounded)) for found in table.found]
    heard = Witnesses(table.grid, (claim for some in told for _, claim in some))
    for (view, relation), some in zip(table.found, told, strict=True):
        claims += [claim for _, claim in some if not claim.differs]
        if not any(claim.differs or claim.near for _, claim in some):
            continue
        wrong = set(alarms.raised(table, heard, view, relation, some))
        raised = [claim for across, claim in some if claim.differs and across in wrong]
        claims += [replace(claim, crossing=heard.hear(claim).crossing) for claim in raised]
        near = [claim for across, claim in some if claim.near and across not in wrong]
        claims += [_doubtful(claim) for claim in near if claim.check == "sum"]
    balances: list[Claim] = []
    for view in table.views:
        taken = [relation.total for own, relation in table.found if own is view]
        balances += _balances(table.grid, view, taken)
    accounts = {claim.total: {*claim.parts} for claim in balances}
    claims = [claim for claim in claims if not {*claim.parts} <= accounts.get(claim.total, set())]
    return _settled(table.grid, [*claims, *balances])


def _balances(grid: Grid, view: Lines, taken: Sequence[int]) -> Iterator[Claim]:
    if len(view.active) > MOST_LINES:
        return
    for total, parts, signs, held, wrong in signed.find(view, grid.rows, taken):
        cells = {across: view.cells(across, (total, *parts)) for across in sorted([*held, *wrong])}
        unit = int(np.gcd.reduce(np.abs(view.values[total][view.known[total]])))
        near = [across for across in wrong if _judged(grid, cells[across], signs, unit).verdict != "differs"]
        step = unit if len(near) >= rounding.PLACES else 0
        why: tuple[Evidence, ...] = ("arithmetic", "structure")
        for own in cells.values():
            judgement = _judged(grid, own, signs, step)
            yield Claim("balance", own[0], own[1:], signs, why, judgement, signed.BITS)


def _judged(grid: Grid, cells: Sequence[Cell], signs: tuple[int, ...], step: int) -> verdicts.Judgement:
    return verdicts.judge(grid, cells[0], cells[1:], signs, step)


def _searched(rows: tuple[tuple[str, ...], ...]) -> tuple[alarms.Table | None, bool]:
    """A table with what its totals seem to be, and whether it rounds; None where it holds no numbers."""
    grid = grids.read(rows)
    if int((grid.known | grid.gap).sum()) < 3:
        return None, False
    addends = grids.addends(grid)
    stray = strays.find(grid, addends)
    views = tuple(axes.read(strays.read_over(grid, stray), addends, axis) for axis in (0, 1))
    found = _relations(views)
    rounds, exact = rounding.evident(grid, found)
    additive = tuple(_additive(view, found) for view in views)
    scaled = rounding.is_scaled(grid)
    stray = stray | strays.deeper(grid, addends)
    return alarms.Table(grid, addends, views, tuple(found), additive, exact, stray, scaled), rounds


def _relations(views: Sequence[Lines]) -> list[tuple[Lines, Relation]]:
    searched = [view for view in views if len(view.active) <= MOST_LINES]
    found = [(view, relation) for view in searched for relation in relations.find(view)]
    for view in searched:
        own = [relation for other, relation in found if other is view]
        crossing = [relation for other, relation in found if other is not view]
        known = len(own)
        own += expected.find(view, own, crossing)
        for finder in _FINDERS:
            own += list(finder(view, own))
        found += [(view, relation) for relation in own[known:]]
    return found


def _additive(view: Lines, found: Sequence[tuple[Lines, Relation]]) -> Mask:
    """The cells across of a view in which its relations hold at least as often as not."""
    holds = np.zeros(view.across, dtype=np.int64)
    fails = np.zeros(view.across, dtype=np.int64)
    for own, relation in found:
        if own is view:
            miss, told = view.missed(relation.total, relation.parts)
            if relation.only:
                told &= view.chosen(relation.only)
            holds += told & (miss == 0)
            fails += told & (miss != 0)
    return (holds > 0) & (holds >= fails)


def _told(
    table: alarms.Table, view: Lines, relation: Relation, *, rounds: bool
) -> Iterator[tuple[int, Claim]]:
    """A claim for each cell across in which a relation says something."""
    omitted = omissions.left_out(view, relation, table.grid.rows)
    if omitted:
        relation = replace(relation, parts=tuple(sorted((*relation.parts, *omitted))))
    signs = omissions.signs(view, relation)
    rounds = rounds and not rounding.never(view, relation)
    parts = list(relation.parts)
    said = view.known[relation.total] & (view.known[parts] | view.gap[parts]).any(axis=0)
    if relation.segments:
        said &= view.within(relation.segments)
    if relation.only:
        said &= view.chosen(relation.only)
    sums = _Sums(table, view, relation, signs, rounds=rounds)
    for across in np.flatnonzero(said).tolist():
        claim = sums.claim(across)
        names = view.cells(across, omitted)
        yield across, replace(claim, omitted=names) if names and claim.differs else claim


class _Sums:
    """The cells of a relation in each cell across, looked up at once, and what they claim."""

    def __init__(
        self, table: alarms.Table, view: Lines, relation: Relation, signs: tuple[int, ...], *, rounds: bool
    ) -> None:
        self.grid, self.view, self.relation, self.signs = table.grid, view, relation, signs
        self.rounds = rounds or relation.rounded or wholes.are_whole(view, relation)
        parts = list(relation.parts)
        values, known, gap, words, deep = (
            each.T if view.axis else each
            for each in (self.grid.values, self.grid.known, self.grid.gap, self.grid.words, self.grid.deep)
        )
        stray = table.strays & (self.grid.values % 10**self.grid.places == 0)
        stray = stray.T if view.axis else stray
        self.stray = stray[relation.total] | stray[parts].any(axis=0)
        self.stray |= wholes.misstated(view, relation)
        added = (values[parts] * np.array(signs)[:, None]).sum(axis=0)
        self.closed = (added == values[relation.total]) & ~(gap[parts] | words[parts]).any(axis=0)
        self.known = known[parts].sum(axis=0)
        cut = deep[relation.total] + (deep[parts] & ~words[parts]).sum(axis=0)
        fine = (values[relation.total] % 100 != 0) + (values[parts] % 100 != 0).sum(axis=0)
        lone = (cut == 1) & (fine == 1)  # what numbers of few decimals come to is not cut off at the fifth
        self.deep = (cut > 0) & ~lone
        self.stray |= lone
        why: tuple[Evidence, ...] = ("structure",) if relation.kind in _NAMED else ("arithmetic", "structure")
        self.why: tuple[Evidence, ...] = ("label", *why) if view.named_total[relation.total] else why

    def claim(self, across: int) -> Claim:
        """What the total claims in this cell across, judged."""
        grid, relation = self.grid, self.relation
        total, *every = self.view.cells(across, (relation.total, *relation.parts))
        unit = int(self.view.step[relation.total, across])
        based = unit * 10 == 10**grid.places  # one decimal is rounding by its writing; two may be pence
        step = unit if self.rounds or based else 1 if self.deep[across] else 0
        if self.stray[across]:
            step = 0  # who rounds to the hundred does not write 4,714
        parts, signs, near = tuple(every), self.signs, False
        if self.closed[across]:
            judgement = verdicts.closed(int(grid.values[total]), grid.places, int(self.known[across]), step)
        else:
            added = [(cell, sign) for cell, sign in zip(parts, signs, strict=True) if not grid.words[cell]]
            parts, signs = tuple(cell for cell, _ in added), tuple(sign for _, sign in added)
            judgement = verdicts.judge(grid, total, parts, signs, step)
            near = not step and verdicts.judge(grid, total, parts, signs, unit).verdict == "agrees"
            near = near and rounding.is_likely(grid, total, parts, signs, unit)
        check: Check = "balance" if -1 in signs else "sum"
        beside = relation.kind in _BESIDE
        return Claim(check, total, parts, signs, self.why, judgement, relation.score, beside, near)


def _doubtful(claim: Claim) -> Claim:
    """A total that misses by what rounding would make of it, in a table that does not seem to round."""
    return replace(claim, judgement=replace(claim.judgement, verdict="undecided", basis="rounding"))


def _settled(grid: Grid, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Each sum once, each wrong total by its strongest partition only, and by none that is weaker than one
    that agrees; one that is wrong by the same down and across is wrong once, and so is one that another,
    which closes, adds up."""
    agreed = {claim.side for claim in claims if not claim.differs and claim.beside}
    amiss = {claim.side for claim in claims if claim.differs}
    lively = (grid.gap | (grid.values != 0)).tolist()
    once: dict[tuple[Cell, tuple[Cell, ...]], Claim] = {}
    wrong: set[Side] = set()
    for claim in sorted(claims, key=lambda claim: -claim.score):
        total, along = claim.side
        twice = (total, not along) in wrong and total in claim.crossing
        blamed = [(cell, not along) for cell in claim.crossing if (total, not along) in agreed]
        twice |= len(blamed) == 1 and blamed[0] in amiss
        if claim.differs and (claim.side in wrong or twice):
            continue
        if not claim.differs or claim.beside or claim.side not in agreed or claim.score > CERTAIN:
            wrong.update({claim.side} if claim.differs else ())
            parts = tuple((row, column) for row, column in claim.parts if lively[row][column])
            once.setdefault((claim.total, parts), claim)
    return tuple(sorted(once.values(), key=lambda claim: (claim.total, claim.parts)))
