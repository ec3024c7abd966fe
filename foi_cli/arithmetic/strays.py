"""A number written more finely than all others of its row and column: 51.007 among whole numbers, or 7,901 in
a table of hundreds.

Somebody's finger slipped, or a digit came from elsewhere. Totals are sought as if it were written like the
rest, and judged by what it is.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, log2

import numpy as np

from foi_cli.arithmetic.grid import Grid, Mask, Numbers
from foi_cli.arithmetic.lines import BEYOND_CHANCE, ROUND

OTHERS = 3
"""Numbers besides nought that must stand in its row and column."""
MANY = 20
"""The same where most numbers on its other side are fractions, too."""
_ENOUGH = {base: max(OTHERS, ceil(BEYOND_CHANCE / log2(base))) for base in ROUND}
"""How many must be multiples of each unit for one that is none to be a stray."""
MOST = 2
"""Strays of a table; more are how it is written."""


def find(grid: Grid, addends: Mask) -> Mask:
    """The strays among these cells, R × C."""
    values = grid.values
    if values.dtype == object or not addends.any():
        return np.zeros(addends.shape, dtype=np.bool_)
    lively = addends & (values != 0)
    found = _off(lively, values, grid.places)
    if grid.places:
        found |= _finer(lively, values, grid.places)
    return found if found.sum() <= MOST else np.zeros(addends.shape, dtype=np.bool_)


def read_over(grid: Grid, strays: Mask) -> Grid:
    """The grid with stray decimals cut off, as they must be read for their totals to be found."""
    one = 10**grid.places
    cut = strays & (grid.values % one != 0)
    if not cut.any():
        return grid
    whole = np.sign(grid.values) * (np.abs(grid.values) // one) * one
    values, step = np.where(cut, whole, grid.values), np.where(cut, one, grid.step)
    return replace(grid, values=values, step=step, deep=grid.deep & ~cut)


def deeper(grid: Grid, addends: Mask) -> Mask:
    """The one number of a long column that is written with more decimals than all others, R × C."""
    values = grid.values
    found = np.zeros(addends.shape, dtype=np.bool_)
    if values.dtype == object or grid.places < 2:
        return found
    lively = addends & (values != 0)
    decimals = (
        sum((values % 10 ** (grid.places - k) != 0).astype(np.int64) for k in range(grid.places)) * lively
    )
    most = decimals.max(axis=0, initial=0)
    alone = (decimals == most) & (most > 1) & ((decimals == most).sum(axis=0) == 1)
    others = np.where(alone, 0, decimals)
    usual = others.max(axis=0, initial=0)
    few = (others == usual).sum(axis=0) < MANY
    found |= alone & (usual >= 1) & ~few
    return found if found.sum() <= MOST else np.zeros_like(found)


def _finer(lively: Mask, values: Numbers, places: int) -> Mask:
    """The fractions that stand among whole numbers only, in their column or in their row."""
    one = 10**places
    fraction = lively & (values % one != 0)
    found = np.zeros(lively.shape, dtype=np.bool_)
    for axis in (0, 1):
        others, beside = _others(lively, axis), _others(fraction, axis)
        mixed = 2 * _others(fraction, 1 - axis) > _others(lively, 1 - axis)
        found |= fraction & (others >= np.where(mixed, MANY, OTHERS)) & (beside == 0)
    strays: Mask = found & (np.abs(values) > one)
    return strays


def _off(lively: Mask, values: Numbers, places: int) -> Mask:
    """The whole numbers that are no multiple of what all others of their row and column are multiples of."""
    one = 10**places
    found = np.zeros(lively.shape, dtype=np.bool_)
    most = _beside(lively).max()
    for base, enough in _ENOUGH.items():
        if most >= enough:
            off = lively & (values % (base * one) != 0)
            written = lively & ((off.sum(axis=0) <= 1) & (lively.sum(axis=0) > OTHERS))[None, :]
            off &= written
            alone = (off.sum(axis=0, keepdims=True) == 1) & (off.sum(axis=1, keepdims=True) == 1)
            found |= off & alone & (_beside(written) >= enough)
    strays: Mask = found & (values % one == 0)
    return strays


def _beside(cells: Mask) -> Numbers:
    """How many of these cells stand in the row and column of each, besides itself."""
    return _others(cells, 0) + _others(cells, 1)


def _others(cells: Mask, axis: int) -> Numbers:
    """How many of these cells stand in the column (axis 0) or row of each, besides itself."""
    counted: Numbers = cells.sum(axis=axis, keepdims=True) - cells
    return counted
