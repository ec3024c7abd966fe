"""A table as exact integers in numpy: value × 10^places, with a mask for every kind of cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount

Numbers: TypeAlias = NDArray[Any]
"""int64, or Python integers (dtype object) where 64 bits do not hold them."""
Mask: TypeAlias = NDArray[np.bool_]

CUT = 3
"""Numbers cut off at the last decimal of a table; fewer were written so."""
DEEPEST = 12
"""Decimal places; what is written finer is not a figure that anybody adds."""
_LARGEST = 2**52
_PLAIN = re.compile(r"\s*([-−–]?)(\d{1,18})(?:\.(\d{1,12}))?\s*")
_SPACED = re.compile(r"\s*[-−–]?\d{1,3}(?: \d{3})+(?:\.\d+)?\s*")
_MONEY = re.compile(r"([-−–(]?\s?)[$€¥]\s?(?=[-(]?[\d.])")
_LETTER = re.compile(r"[^\W\d_]")
_CODED = re.compile(r"0\d{1,17}")
_DECIMAL_COMMA = re.compile(r"\s*[-−–]?\d{1,3}(?:[\s\u00a0]?\d{3})*,(?:\d{1,2}|\d{4,6})\s?[*†‡~]{0,3}\s*")
_DECIMAL_POINT = re.compile(r"\s*[-−–]?[\d,]*\.\d+\s*")
_FLAGGED = re.compile(r"(\s*[-−–]?\d[\d,]*(?:\.\d+)?)\s?\(?[EPRepr]\)?\s*")
_UNKNOWN = frozenset({"x", "f", "c", ":", ".", "s", "u"})
"""One-letter shorthands of statistical offices for a figure that exists and is not shown."""

BLANK, WORDS, NUMBER, GAP = range(4)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, each R × C: what kind it is, and for numbers the value in units of 10^-places.

    `known` cells hold a number; `gap` cells a quantity that is not printed ("*", "<5", "withheld", "x");
    `words` anything else that is not blank; a dash counts as blank, nothing by custom. `step` is the unit of
    the last digit written, on the scale of `values`. `percent` cells carry a per cent sign; `deep` ones use
    three decimals or more, all that the table writes, so that they were cut off there.
    """

    rows: tuple[tuple[str, ...], ...]
    values: Numbers
    step: Numbers
    known: Mask
    gap: Mask
    words: Mask
    percent: Mask
    deep: Mask
    places: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.known.shape
        return int(rows), int(columns)

    def bounds(self, row: int, column: int) -> tuple[int, int | None]:
        """The least and most a gap can be, on the scale of `values`; no most where nothing says."""
        amount = amounts.read(self.rows[row][column])
        if amount is None or amount.low is None:
            return 0, None
        scale = 10**self.places
        high = None if amount.high is None else int(amount.high * scale)
        return int(amount.low * scale), high


def read(rows: Sequence[Sequence[str]]) -> Grid:
    """Every cell of these rows, short rows filled with blanks; decimal commas where the table writes them."""
    return _read(tuple(map(tuple, rows)))


@lru_cache(maxsize=8)
def _read(rows: tuple[tuple[str, ...], ...]) -> Grid:
    """The grid of these rows, kept for the next check of the same table: nobody may write into it."""
    grid = _of_cells(rows)
    for name in ("values", "step", "known", "gap", "words", "percent", "deep"):
        getattr(grid, name).setflags(write=False)
    return grid


def _of_cells(rows: tuple[tuple[str, ...], ...]) -> Grid:
    width = max((len(row) for row in rows), default=0)
    padded = tuple(row + ("",) * (width - len(row)) for row in rows)
    texts = [text for row in padded for text in row]
    parse = _european if _writes_decimal_commas(texts) else _cell
    cells = list(map(parse, texts))
    coded = [k for k, text in enumerate(texts) if "0" in text[:3] and _CODED.fullmatch(text.strip())]
    if len(coded) == 1:  # one number with a nought before it is a slip; several are codes
        cells[coded[0]] = (NUMBER, int(texts[coded[0]]), 0, False)
    shape = (len(padded), width)
    kind, written, decimals, signed = zip(*cells, strict=True) if cells else ((), (), (), ())
    kinds = np.array(kind, dtype=np.int8).reshape(shape)
    places = np.array(decimals, dtype=np.int64).reshape(shape)
    digits = _integers(written).reshape(shape)
    known = kinds == NUMBER
    used, places = _needed(digits, places, known) if any(decimals) else (0, places)
    values, step = _scaled(digits, places, known, used)
    percent = np.array(signed, dtype=np.bool_).reshape(shape)
    gap, words = kinds == GAP, kinds == WORDS
    heading = _wordy(known, gap, words) & ~_withheld(padded, known, gap, words)
    heading |= _headings(known, words)
    words |= gap & heading[:, None]  # "Not known" above figures is what they are, not how many
    gap &= ~heading[:, None]
    deep = known & (places == used) & (used >= 3)
    deep &= deep.sum() >= CUT
    return Grid(padded, values, step, known, gap, words, percent, deep, used)


def _wordy(known: Mask, gap: Mask, words: Mask) -> Mask:
    """The rows without a figure that name columns: those above all figures, and those of several words."""
    empty = ~known.any(axis=1)
    above = np.cumsum(~empty) == 0
    named: Mask = empty & (above | (words.sum(axis=1) >= np.maximum(2, gap.sum(axis=1) + 1)))
    return named


def _withheld(rows: Sequence[Sequence[str]], known: Mask, gap: Mask, words: Mask) -> Mask:
    """The rows of one name in which signs such as "<5" stand below something: no heading is written so."""
    found = np.zeros(len(rows), dtype=np.bool_)
    below = np.cumsum(known | gap | words, axis=0) > 1
    for row in np.flatnonzero((gap & below).any(axis=1) & (words.sum(axis=1) <= 1)).tolist():
        signs = np.flatnonzero(gap[row]).tolist()
        found[row] = not any(_LETTER.search(rows[row][column]) for column in signs)
    return found


def _headings(known: Mask, words: Mask) -> Mask:
    """The rows that hold more words above figures than figures: "15" beside "Not known" is an age there."""
    figures = 2 * known.sum(axis=0) >= np.maximum(1, (known | words).sum(axis=0))
    over = (words & figures).sum(axis=1)
    found: Mask = over >= np.maximum(2, known.sum(axis=1) + 1)
    return found


def _integers(digits: Sequence[int]) -> Numbers:
    largest = max(map(abs, digits), default=0)
    return np.array(digits, dtype=np.int64 if largest < _LARGEST else object)


def _needed(digits: Numbers, places: Numbers, known: Mask) -> tuple[int, Numbers]:
    """The decimal places that any number of the table uses: "12.00000" written throughout uses none.

    A table that writes every number with the same three or more places was written by a machine; then the
    places of a number are those it uses.
    """
    written = places[known]
    if written.min() >= 3 or (written[written > 0].min() >= 3 and (written > 0).mean() > 0.5):
        machine = known & (places > 0)
        for _ in range(int(written.max())):
            shorter = machine & (places > 0) & (digits % 10 == 0)
            if not shorter.any():
                break
            digits[shorter] //= 10
            places = np.where(shorter, places - 1, places)
    return int(places[known].max()), places


def _scaled(digits: Numbers, places: Numbers, known: Mask, used: int) -> tuple[Numbers, Numbers]:
    lift = np.where(known, used - places, 0)
    largest = max(map(abs, digits[known].tolist()), default=0) * 10 ** int(lift.max(initial=0))
    rows = digits.shape[0] + digits.shape[1]
    if largest * max(1, rows) >= 2**62:
        scaled = zip(digits[known].tolist(), lift[known].tolist(), strict=True)
        largest = max(abs(number) * 10**power for number, power in scaled)
    if largest * max(1, rows) >= 2**62:
        digits = digits.astype(object)
        lift = lift.astype(object)
    elif digits.dtype == object:
        digits = digits.astype(np.int64)
    step = np.where(known, 10**lift, 0)
    return np.where(known, digits * 10**lift, 0), step


def _writes_decimal_commas(texts: list[str]) -> bool:
    """Whether this table writes 3,8 for 3.8: some commas part no thousands, and no point parts decimals."""
    with_comma = [text for text in texts if "," in text]
    found = sum(1 for text in with_comma if _DECIMAL_COMMA.fullmatch(text))
    return found >= 2 and not any("." in text and _DECIMAL_POINT.fullmatch(text) for text in texts)


_Cell: TypeAlias = tuple[int, int, int, bool]
"""Kind, digits without the point, decimal places, whether a per cent sign follows."""


@lru_cache(maxsize=131_072)
def _european(text: str) -> _Cell:
    if "," in text and _DECIMAL_COMMA.fullmatch(text):
        return _cell(text.replace(",", "."))
    return _cell(text)


@lru_cache(maxsize=131_072)
def _cell(text: str) -> _Cell:
    match = _PLAIN.fullmatch(text)
    if match is not None:
        sign, whole, part = match.groups()
        if len(whole) > 1 and whole[0] == "0" and part is None:
            return WORDS, 0, 0, False
        digits = int(whole + (part or ""))
        return NUMBER, -digits if sign else digits, len(part or ""), False
    written = text.strip()
    if not written:
        return BLANK, 0, 0, False
    if len(written) > amounts.LONGEST:
        return WORDS, 0, 0, False
    if written.lower() in _UNKNOWN:
        return GAP, 0, 0, False
    if _SPACED.fullmatch(written):
        return _cell(written.replace(" ", ""))
    written = _MONEY.sub(r"\1", written)
    flagged = _FLAGGED.fullmatch(written)
    amount = amounts.read(flagged.group(1) if flagged is not None else written)
    return (WORDS, 0, 0, False) if amount is None else _of(amount)


def _of(amount: Amount) -> _Cell:
    percent = amount.unit == "percent"
    if amount.value is None:
        empty = amount.marker in ("nil", "blank", "not-applicable")  # a dash is nothing by custom
        return (BLANK if empty else GAP), 0, 0, percent
    sign, digits, exponent = amount.value.as_tuple()
    if not isinstance(exponent, int) or exponent < -DEEPEST:
        return WORDS, 0, 0, False
    number = int("".join(map(str, digits))) * 10 ** max(exponent, 0)
    return NUMBER, -number if sign else number, max(-exponent, 0), percent


def addends(grid: Grid) -> Mask:
    """The cells that may be added: numbers that are no percentages, years, or running numbers, and that do
    not stand alone in their row and in their column, too."""
    mask = grid.known & ~grid.percent & ~_headings(grid.known, grid.words)[:, None]
    mask &= (mask.sum(axis=0)[None, :] > 1) | (mask.sum(axis=1)[:, None] > 1)
    if grid.values.dtype == object:
        return mask
    for row in _above(grid.values, mask):  # a year alone above the figures is their heading
        alone = mask[row].sum() == 1 and not (row and grid.known[row - 1].any())
        if alone and _are_years(grid, grid.values[row][mask[row]].tolist(), grid.rows[row]):
            mask[row] = False
    for row in np.flatnonzero(mask.sum(axis=1) >= 2).tolist():
        numbers, below = grid.values[row][mask[row]].tolist(), row > 0 and bool(mask[row - 1].any())
        years = _are_years(grid, numbers, grid.rows[row]) and not (below and len({*numbers}) < len(numbers))
        if years or (not below and _count_up(grid, numbers)):
            mask[row] = False
    for column in np.flatnonzero(mask.sum(axis=0) >= 2).tolist():
        numbers = grid.values[:, column][mask[:, column]].tolist()
        if _are_years(grid, numbers, (row[column] for row in grid.rows)) or _count_up(grid, numbers):
            mask[:, column] = False
    return mask


def _are_years(grid: Grid, numbers: Sequence[int], written: Iterable[str]) -> bool:
    """Whether the numbers of a line are years of one time, written as years are."""
    one = 10**grid.places
    years = all(1800 * one <= number <= 2100 * one and number % one == 0 for number in numbers)
    near = years and all(abs(b - a) <= 30 * one for a, b in pairwise(numbers))
    return near and not any("," in text for text in written if text[:1].isdigit())


def _count_up(grid: Grid, numbers: Sequence[int]) -> bool:
    """Whether the numbers of a line, four and more, count up by one."""
    return len(numbers) >= 4 and all(b - a == 10**grid.places for a, b in pairwise(numbers))


def _above(values: Numbers, mask: Mask) -> range:
    """The rows above the first that holds several numbers. Where none does, the first row of all, unless the
    last number of the table adds it in."""
    several = np.flatnonzero(mask.sum(axis=1) >= 2)
    if several.size:
        return range(int(several[0]))
    numbers = values[mask]
    return range(1 if numbers.size >= 3 and numbers[:-1].sum() != numbers[-1] else 0)
