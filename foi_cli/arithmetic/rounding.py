"""Whether a table rounds: because it says so, or because its sums miss as rounding makes them miss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import compress
from math import erf, sqrt

import numpy as np

from foi_cli.arithmetic.evidence import Relation
from foi_cli.arithmetic.grid import Grid
from foi_cli.arithmetic.lines import BEYOND_CHANCE, Lines, rounded_to
from foi_cli.arithmetic.verdicts import Cell

STATED = re.compile(r"\bround(?:ed|ing|s)\b|may not (?:add|sum|equal|total)|due to rounding", re.IGNORECASE)
"""What tables say when they round."""
SCALED = re.compile(
    r"\b(?:thousands?|[mb]illions?|mill?\.|mn|bn)\b|\b1[ ,.]?000s?\b(?![,.]?\d)|[£$€'’](?:000s?|[mk])\b",
    re.IGNORECASE,
)
"""Units in which nothing is counted: who writes thousands has rounded."""
OFTEN = 0.02
"""At least this share of the sums that could tell must miss by little."""
BEYOND = 0.01
"""A chance so small that it is none."""
USUAL = 4
"""So many times what rounding makes of a sum on the average is what it may well make of one."""
PLACES = 3
"""Independent near misses between whole counts from which rounding is evident; two for other figures."""


def evident(grid: Grid, found: Sequence[tuple[Lines, Relation]]) -> tuple[bool, int]:
    """Whether rounding is stated or evident, and how many sums are exact."""
    exact = 0
    near: list[frozenset[Cell]] = []
    whole = True
    for view, relation in found:
        miss, told = view.missed(relation.total, relation.parts)
        miss, told = np.abs(miss), told & view.within(relation.segments)
        count = view.known[list(relation.parts)].sum(axis=0)
        exact += int((told & (miss == 0)).sum())
        step = view.step[relation.total]
        loose = told & (miss > 0) & (2 * miss <= step * (count + 1)) & (miss % step == 0)
        for across in np.flatnonzero(loose).tolist():
            whole &= bool(step[across] == 10**grid.places)
            near.append(frozenset(view.cells(across, (relation.total, *relation.parts))))
    if not near:
        return False, exact
    if any(STATED.search(text) for row in grid.rows for text in row if len(text) > 12):
        return True, exact
    return len(near) >= OFTEN * exact and _independent(near) >= (PLACES if whole else 2), exact


def chance(terms: int, sums: int) -> float:
    """The chance that so many sums of rounded numbers, of so many terms each, all come out exact."""
    return erf(sqrt(1.5 / terms)) ** sums


def is_likely(grid: Grid, total: Cell, parts: Sequence[Cell], signs: Sequence[int], unit: int) -> bool:
    """Whether numbers rounded to this unit may well miss by so much: by no more than `USUAL` times what they
    do on the average, of which the square is a twelfth of the unit for each number."""
    added = sum(sign * int(grid.values[cell]) for cell, sign in zip(parts, signs, strict=True))
    miss = int(grid.values[total]) - added
    return 12 * miss**2 <= USUAL**2 * (len(parts) + 1) * unit**2


def never(view: Lines, relation: Relation) -> bool:
    """Whether the sums of a relation are exact so often that they are of numbers that were not rounded."""
    miss, told = view.missed(relation.total, relation.parts)
    exact = int((told & (miss == 0)).sum())
    return not relation.rounded and chance(len(relation.parts) + 1, exact) < BEYOND


def unit(view: Lines, relation: Relation) -> int:
    """The unit to which the numbers of a relation are rounded: what all of them, but for one in twenty, are
    multiples of, though others of their columns are not."""
    own = [relation.total, *relation.parts]
    numbers = view.values[own][:, ~view.unlike]
    numbers = numbers[numbers != 0]
    if numbers.dtype == object:
        return 1
    base = rounded_to(numbers, view.one, 2 * BEYOND_CHANCE)
    return base * view.one if base > 1 else 1


def is_scaled(grid: Grid) -> bool:
    """Whether the words of a table say that its figures are thousands or millions."""
    rows = zip(grid.rows, grid.words.tolist(), strict=True)
    return any(SCALED.search(text) for row, words in rows for text in compress(row, words))


def _independent(claims: Iterable[frozenset[Cell]]) -> int:
    """How many wrong or rounded cells, up to four, explain these claims, each the set of its cells."""
    left = list(claims)
    count = 0
    while left and count < 4:
        often: dict[Cell, int] = {}
        for cells in left:
            for cell in cells:
                often[cell] = often.get(cell, 0) + 1
        worst = max(sorted(often), key=often.__getitem__)
        left = [cells for cells in left if worst not in cells]
        count += 1
    return count
