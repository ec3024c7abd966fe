"""Heads of columns that are bands: "16–18", "19–24", "25+" name what is counted below, and are no figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foi_cli.model import Amount
from foi_cli.normalise.cells import Kind, read

_FEWEST = 2


def headed(rows: Sequence[Sequence[str]], grid: Sequence[Sequence[Kind]]) -> Sequence[Sequence[Kind]]:
    """The kinds of a table's cells, those of its first row with numbers as words where they head columns."""
    at = next((row for row, kinds in enumerate(grid) if "number" in kinds), None)
    if at is None or not _are_bands(rows[at][1:], grid[at][1:]) or _is_headed(grid[:at]):
        return grid
    below = [number for row in range(at + 1, len(rows)) for number in _numbers(rows[row][1:], grid[row][1:])]
    if not below or any(number.value is None and not number.marker for number in below):
        return grid
    named: list[Kind] = ["text" if kind in ("number", "marker") else kind for kind in grid[at]]
    return [*grid[:at], named, *grid[at + 1 :]]


def _numbers(cells: Sequence[str], kinds: Sequence[Kind]) -> list[Amount]:
    held = zip(cells, kinds, strict=True)
    return [amount for cell, kind in held if kind in ("number", "marker") for amount in read(cell)]


def _are_bands(cells: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether the numbers in these cells are bands, each of which begins where the one before it ends."""
    bands = _numbers(cells, kinds)
    if len(bands) < _FEWEST or any(band.value is not None for band in bands):
        return False
    closed = any(band.low is not None and band.high is not None and not band.marker for band in bands)
    return closed and all(_follows(below, above) for below, above in pairwise(bands))


def _follows(below: Amount, above: Amount) -> bool:
    return below.high is not None and above.low is not None and below.high <= above.low <= below.high + 1


def _is_headed(above: Sequence[Sequence[Kind]]) -> bool:
    """Whether columns have heads already: more than one, behind the first."""
    return any(sum(kind != "blank" for kind in kinds[1:]) > 1 for kinds in above)
