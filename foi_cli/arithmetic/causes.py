"""Why a total that should hold does not: the cheapest explanation, with the cells it names, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from foi_cli.arithmetic.grid import Grid
from foi_cli.arithmetic.verdicts import Cell
from foi_cli.model import Cause

TELLING = 10
"""A difference below this fits too many explanations; it takes a second total with the same one."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cause of the contract, and the cells that it names beside the total."""

    cause: Cause
    cells: tuple[Cell, ...] = ()


UNKNOWN = Explanation("unknown")


def explain(grid: Grid, wrong: Sequence[tuple[Cell, tuple[Cell, ...]]]) -> list[Explanation]:
    """For each wrong total with its parts, in order, the cheapest explanation.

    Totals of the same build are looked at together: when several leave out the same row or column, that is
    why, however small the numbers are.
    """
    shared = _shared(grid, wrong)
    return [shared.get(total_parts) or _alone(grid, *total_parts) for total_parts in wrong]


def _miss(grid: Grid, total: Cell, parts: Sequence[Cell]) -> int:
    """Stated less computed, on the grid's scale."""
    return int(grid.values[total]) - sum(int(grid.values[cell]) for cell in parts)


def _shared(
    grid: Grid, wrong: Sequence[tuple[Cell, tuple[Cell, ...]]]
) -> dict[tuple[Cell, tuple[Cell, ...]], Explanation]:
    families: dict[tuple[bool, int, tuple[int, ...]], list[tuple[Cell, tuple[Cell, ...]]]] = defaultdict(list)
    for total, parts in wrong:
        along = all(cell[0] == total[0] for cell in parts)
        axis = 1 if along else 0
        families[along, total[axis], tuple(cell[axis] for cell in parts)].append((total, parts))
    found: dict[tuple[Cell, tuple[Cell, ...]], Explanation] = {}
    for members in families.values():
        for cause, sign in (("part-missing", -1), ("counted-twice", 1)):
            fits = [
                {
                    k
                    for k, cell in enumerate(parts)
                    if (v := int(grid.values[cell])) and _miss(grid, total, parts) == sign * v
                }
                for total, parts in members
            ]
            best = max(range(len(members[0][1])), key=lambda k: sum(k in fit for fit in fits), default=0)
            hit = [member for member, fit in zip(members, fits, strict=True) if best in fit]
            if len(hit) >= 2:
                for total, parts in hit:
                    found.setdefault((total, parts), Explanation(cause, (parts[best],)))  # type: ignore[arg-type]
    return found


def _alone(grid: Grid, total: Cell, parts: tuple[Cell, ...]) -> Explanation:
    miss = _miss(grid, total, parts)
    one = 10**grid.places
    values = {cell: int(grid.values[cell]) for cell in parts}
    stated, computed = int(grid.values[total]), int(grid.values[total]) - miss
    if abs(miss) >= TELLING * one:
        for cause, amount in (("part-missing", -miss), ("counted-twice", miss)):
            cells = tuple(cell for cell, value in values.items() if value == amount)
            if len(cells) == 1:
                return Explanation(cause, cells)  # type: ignore[arg-type]
    if one_digit(stated, computed):
        return Explanation("digit")
    if exchanged(stated, computed):
        return Explanation("transposed")
    slips = tuple(cell for cell, value in values.items() if exchanged(value, value + miss))
    if len(slips) == 1:
        return Explanation("transposed", slips)
    signs = tuple(cell for cell, value in values.items() if value and 2 * value == -miss)
    if len(signs) == 1 and abs(miss) >= TELLING * one:
        return Explanation("sign", signs)
    if stated == -computed and stated:
        return Explanation("sign")
    return _stale(grid, total, stated, one)


def _stale(grid: Grid, total: Cell, stated: int, one: int) -> Explanation:
    """The same figure standing beside as the total of another column or an earlier period."""
    if abs(stated) < 100 * one:
        return UNKNOWN
    row, column = total
    rows, columns = grid.shape
    line = [(row, c) for c in range(columns) if c != column] + [(r, column) for r in range(rows) if r != row]
    twins = tuple(cell for cell in line if grid.known[cell] and int(grid.values[cell]) == stated)
    return Explanation("stale", twins) if len(twins) == 1 else UNKNOWN


def one_digit(first: int, second: int) -> bool:
    """Whether two numbers differ in exactly one digit: 690 and 890."""
    one, two = str(abs(first)), str(abs(second))
    if (first < 0) != (second < 0) or len(one) != len(two) or len(one) < 3:
        return False
    return sum(a != b for a, b in zip(one, two, strict=True)) == 1


def exchanged(first: int, second: int) -> bool:
    """Whether two neighbouring digits changed places: 690 and 960."""
    one, two = str(abs(first)), str(abs(second))
    if (first < 0) != (second < 0) or len(one) != len(two):
        return False
    differ = [k for k, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    k = differ[0]
    return one[k] == two[k + 1] and one[k + 1] == two[k]
