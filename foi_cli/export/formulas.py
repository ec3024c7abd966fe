"""The live formula of a finding: over exactly the parts that were used, or none.

A formula is offered only when it comes to what was computed, worked out here in exact decimals; so a wrong
guess at how a check adds its parts cannot be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import Literal

from foi_cli.export.book import Formula
from foi_cli.model import Amount, CheckName, a1

LONGEST = 8_000
"""Characters; Excel refuses formulas of more than 8,192."""

_ARGUMENTS = 250
_SIGNED = 12
"""Parts of a balance up to which signs are looked for: 2 to the power of this many trials at most."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A part in the book: its sheet ("" is the formula's own), row and column from 1, and what it says.

    `held` is the number that its cell holds, None where the cell holds text; `figure` the id of its figure
    where it stands on the sheet of figures.
    """

    sheet: str
    row: int
    column: int
    amount: Amount | None
    held: Decimal | None
    figure: str = ""

    @property
    def cell(self) -> str:
        """Its cell: B14, or 'Figures'!T12."""
        return _in(self.sheet, a1(self.row, self.column))


@dataclass(frozen=True, slots=True)
class Live:
    """What the parts come to, live; `high` is None where it is a single number or has no upper bound."""

    low: Formula
    high: Formula | None = None


def live(check: CheckName, computed: str, parts: Sequence[Operand]) -> Live | None:
    """The formulas that come to what was computed, or None where the parts in the book do not give it."""
    bounds = interval(computed)
    if bounds is None or not parts:
        return None
    low, high = bounds
    if low is not None and low == high:
        return _single(check, low, parts)
    return _enclosed(check, low, high, parts) or _ranged(low, high, parts)


def interval(computed: str) -> tuple[Decimal | None, Decimal | None] | None:
    """The bounds of `25..29`, of `25` and of `25..`; None where it is none of them."""
    ends = computed.split("..") if ".." in computed else [computed, computed]
    try:
        low, high = (Decimal(end) if end else None for end in ends)
    except (InvalidOperation, ValueError):
        return None
    return None if low is None and high is None else (low, high)


def _single(check: CheckName, wanted: Decimal, parts: Sequence[Operand]) -> Live | None:
    """One number. A sheet's SUM passes over text, so blanks and dashes among the parts do no harm."""
    known = [part.held for part in parts if part.held is not None]
    candidates = [(_sum(parts), sum(known, Decimal(0)))] if known else []
    if len(known) == len(parts):
        candidates = [*candidates, *_candidates(check, wanted, parts, known)]
    for text, value in candidates:
        if value == wanted and len(text) <= LONGEST:
            return Live(Formula(_rounded(text, wanted), wanted))
    return None


def _candidates(
    check: CheckName, wanted: Decimal, parts: Sequence[Operand], values: Sequence[Decimal]
) -> Iterator[tuple[str, Decimal]]:
    """Ways other than a sum in which a check may put its parts together, each with what it comes to."""
    if check == "balance" and len(parts) <= _SIGNED:
        yield from _signed(parts, values)
    if check in ("percent", "share") and len(parts) == 2:
        places = max(0, -int(wanted.as_tuple().exponent))
        for part, whole in ((0, 1), (1, 0)):
            if values[whole]:
                share = round(100 * values[part] / values[whole], places)
                yield f"ROUND(100*{parts[part].cell}/{parts[whole].cell},{places})", share
    if check == "records":
        yield f"ROWS({_areas(parts)[0]})" if len(_areas(parts)) == 1 else "", Decimal(len(parts))


def _signed(parts: Sequence[Operand], values: Sequence[Decimal]) -> Iterator[tuple[str, Decimal]]:
    """Every choice of parts to be taken away, the first never, fewest first."""
    for size in range(1, len(parts)):
        for away in combinations(range(1, len(parts)), size):
            signs = [-1 if k in away else 1 for k in range(len(parts))]
            text = "".join(f"{'-' if s < 0 else '+'}{p.cell}" for s, p in zip(signs, parts, strict=True))
            yield text.removeprefix("+"), sum((s * v for s, v in zip(signs, values, strict=True)), Decimal(0))


def _enclosed(
    check: CheckName, low: Decimal | None, high: Decimal | None, parts: Sequence[Operand]
) -> Live | None:
    """The least and the most of the groups for a mean between them; nought and the whole for a part of it."""
    known = [part.held for part in parts if part.held is not None]
    if low is None or high is None or len(known) < len(parts):
        return None
    areas = ",".join(_areas(parts))
    if check == "between" and (min(known), max(known)) == (low, high) and len(areas) < LONGEST:
        return Live(Formula(f"=MIN({areas})", low), Formula(f"=MAX({areas})", high))
    if check == "part-of" and len(parts) == 1 and low == 0 and high == known[0]:
        return Live(Formula("=0", low), Formula(f"={parts[0].cell}", high))
    return None


def _ranged(low: Decimal | None, high: Decimal | None, parts: Sequence[Operand]) -> Live | None:
    """The sum of what is known, with what the other parts add to it at the least and at the most."""
    text, known = _sum(parts), sum((part.held or Decimal(0) for part in parts), Decimal(0))
    lows, highs = [_added(part, "low") for part in parts], [_added(part, "high") for part in parts]
    least = Decimal(0) if low == known else sum(filter(None, lows), Decimal(0))
    if low is None or known + least != low or len(text) > LONGEST:
        return None
    first = Formula(_rounded(text + _constant(least), low), low)
    if high is None:
        return Live(first) if None in highs else None
    most = sum(filter(None, highs), Decimal(0))
    if known + most != high or any(map(_is_open, parts)):
        return None
    return Live(first, Formula(_rounded(text + _constant(most), high), high))


def _added(part: Operand, end: Literal["low", "high"]) -> Decimal | None:
    """What a part adds to the number that its cell holds, at one end of what it may be; None is not known."""
    bound = getattr(part.amount, end, None)
    return bound - (part.held or Decimal(0)) if isinstance(bound, Decimal) else None


def _is_open(part: Operand) -> bool:
    """Whether a part may be anything upwards; a blank adds nothing."""
    amount = part.amount
    return amount is not None and amount.high is None and amount.marker != "blank"


def _constant(number: Decimal) -> str:
    return f"{number:+f}" if number else ""


def _rounded(text: str, result: Decimal) -> str:
    """The formula, rounded to the places of its result where it has any: a sheet counts in binary."""
    places = -int(result.as_tuple().exponent)
    return f"=ROUND({text},{places})" if places > 0 and not text.startswith("ROUND") else f"={text}"


def _sum(parts: Sequence[Operand]) -> str:
    areas = _areas(parts)
    chunks = [areas[k : k + _ARGUMENTS] for k in range(0, len(areas), _ARGUMENTS)]
    return "+".join(f"SUM({','.join(chunk)})" for chunk in chunks)


def _areas(parts: Sequence[Operand]) -> list[str]:
    """The cells of the parts, neighbours in a column or a row drawn together: C4:C6."""
    down = _runs(parts, along="row")
    across = _runs(parts, along="column")
    runs = min(down, across, key=len)
    return [_in(first.sheet, _area(first, last)) for first, last in runs]


def _runs(parts: Sequence[Operand], along: str) -> list[tuple[Operand, Operand]]:
    runs: list[tuple[Operand, Operand]] = []
    for part in parts:
        if runs and _follows(runs[-1][1], part, along):
            runs[-1] = (runs[-1][0], part)
        else:
            runs.append((part, part))
    return runs


def _follows(one: Operand, other: Operand, along: str) -> bool:
    step = (1, 0) if along == "row" else (0, 1)
    return one.sheet == other.sheet and (one.row + step[0], one.column + step[1]) == (other.row, other.column)


def _area(first: Operand, last: Operand) -> str:
    start, end = a1(first.row, first.column), a1(last.row, last.column)
    return start if start == end else f"{start}:{end}"


def _in(sheet: str, area: str) -> str:
    return f"'{sheet}'!{area}" if sheet else area


def difference(stated: str, low: str, high: str, value: Decimal) -> str:
    """The formula of how far what is stated lies from what its parts come to: 0 inside a range.

    `high` is "" where the parts come to one number; `value` is the result, to whose places it is rounded.
    """
    if not high:
        return _rounded(f"{stated}-{low}", value)
    return _rounded(f"IF({stated}<{low},{stated}-{low},IF({stated}>{high},{stated}-{high},0))", value)
