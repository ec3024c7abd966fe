"""What the words of a table call its lines, and where its headings say that another table begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.grid import Grid, Mask

TOTAL = re.compile(
    r"\b(?:sub-?\s?totals?|totals?|totaux|totale|totaal|all|sum|overall|altogether|combined|both|grand|gross|"
    r"net|insgesamt|gesamt|summe|suma|yhteensä|sammanlagt|i alt|ialt)\b",
    re.IGNORECASE,
)
"""Words with which statistics name a total. They support what the arithmetic says and prove nothing."""

PLACE = re.compile(
    r"\W*(?:the )?(?:whole )?(?:borough|county|district|city|force|trust|council|region|country|nation"
    r"|united kingdom|uk|great britain|england(?: (?:and|&) wales)?|wales|scotland|(?:northern )?ireland"
    r"|canada|australia|new zealand|united states(?: of america)?|usa?)(?:[ -]wide)?\W*",
    re.IGNORECASE,
)
"""Names of a whole that its parts are listed below or above: a kind of place, and the countries from whose
authorities most requests of this world are answered."""

RATE = re.compile(
    r"%|\b(?:per ?cent|percentages?|pct|rates?|ratios?|share|averages?|avg|mean|median|index|indices|"
    r"per capita)\b",
    re.IGNORECASE,
)
"""Words for what is not added up; they excuse a disagreement and prove nothing."""

LISTED = re.compile(r"[-–—•·*…]|\.\.")
"""How the lines of a list begin that stands below its head."""

MONEY = re.compile(
    r"^(?!.*\b(?:per|each|every|prices?|unit|charges?|fees?|tariff|hourly|daily|weekly|max(?:imum)?|min(?:imum)?"
    r"|highest|lowest|largest|smallest|typical)\b).*(?:£|€)",
    re.IGNORECASE | re.DOTALL,
)
"""Headings of sums of money, which are added up like whole numbers though they have a fraction."""


def tables(grid: Grid, known: Mask, axis: int) -> NDArray[np.int64]:
    """How many headings over columns of figures stand before each row, each below a row that is empty there
    or a title; columns stand in one table."""
    if axis or not len(known):
        return np.zeros(len(known), dtype=np.int64)
    bare: Mask = np.asarray(~(known | grid.gap).any(axis=1))
    over = np.flatnonzero(known.any(axis=0)).tolist()
    said = np.array([any(row[column].strip() for column in over) for row in grid.rows], dtype=np.bool_)
    said[1:] &= bare[:-1]
    begun: NDArray[np.int64] = np.cumsum(bare & said)
    return begun


def names_of(rows: tuple[tuple[str, ...], ...], words: Mask) -> list[str]:
    """All the words of each line."""
    return [" ".join(compress(row, mask))[:400] for row, mask in zip(rows, words.tolist(), strict=True)]


def headings(grid: Grid, first: NDArray[np.int64], axis: int, *, alone: bool = False) -> list[str]:
    """The words that stand before the first number of each line of the other axis: those
    that stand over several lines, too, unless only its own are asked for."""
    rows = grid.rows if axis else tuple(zip(*grid.rows, strict=True))
    words = grid.words if axis else grid.words.T
    before = np.arange(words.shape[1])[None, :] < first[:, None]
    names = names_of(rows, words & before)
    if axis or alone:
        return names
    table: NDArray[np.int64] = np.cumsum(~grid.known.any(axis=1))
    for row in range(int(first.max(initial=0))):  # a heading over several columns stands in the first of them
        texts, over, own = grid.rows[row], "", grid.known[row:, 0]
        for column in range(1, len(texts)):
            if texts[column].strip():
                over, own = texts[column] if grid.words[row, column] else "", grid.known[row:, column]
            elif over and row < first[column] and not _is_above(own, table[row:], first[column] - row):
                names[column] += " " + over[:100]
    return names


def first(known: Mask, some: Mask) -> NDArray[np.int64]:
    """Where the first number of each line stands; behind its end where it has not `some`."""
    return np.where(some, known.argmax(axis=1), known.shape[1]) if known.size else np.zeros(len(known), int)


def _is_above(own: Mask, table: NDArray[np.int64], first: int) -> bool:
    """Whether the column of a heading has its figures in a table that ends before another column begins."""
    return bool(own[:first].any()) and int(table[own.argmax()]) != int(table[: first + 1][-1])


def places(names: Sequence[str], table: NDArray[np.int64], active: Mask) -> Mask:
    """The lines that name a whole place at the head or the foot of their table, and alone there: nations that
    stand side by side are parts."""
    named = np.array([PLACE.fullmatch(name) is not None for name in names], dtype=np.bool_)
    found = np.zeros(len(names), dtype=np.bool_)
    for own in {int(table[line]) for line in np.flatnonzero(named & active)}:
        lines = np.flatnonzero(active & (table == own))
        called = lines[named[lines]]
        found[called] = len(called) == 1 and called[0] in (lines[0], lines[-1])
    return found


def match(pattern: re.Pattern[str], names: list[str]) -> Mask:
    """Which of these names say this."""
    return np.array([_says(pattern, name) for name in names], dtype=np.bool_)


@lru_cache(maxsize=16_384)
def _says(pattern: re.Pattern[str], name: str) -> bool:
    return pattern.search(name) is not None


def labels(rows: tuple[tuple[str, ...], ...], words: Mask, first: Sequence[int]) -> Iterator[str]:
    """The last words before the first number of each line, lower case: what others in other blocks share."""
    for row, mask, end in zip(rows, words.tolist(), first, strict=True):
        before = (row[cell] for cell in range(end - 1, -1, -1) if mask[cell])
        yield next(before, "").strip().lower()[:80]
