"""Formulas that were never calculated: plain sums are computed, all else is left and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from foi_cli.ingest.grid import letters
from foi_cli.ingest.sheet import COLUMNS

DEPTH = 50
"""How many formulas may rest on one another."""

CELLS = 100_000
"""Cells that one sum may span."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_SUM = re.compile(rf"SUM\(({_REFERENCE.pattern}(?:,{_REFERENCE.pattern})*)\)")
_TERMS = re.compile(r"([+-]?)(SUM\([A-Z0-9$:,]+\)|\$?[A-Z]{1,3}\$?\d{1,7}|\d+(?:\.\d+)?)")


def compute(
    cell: str, formulas: Mapping[str, str], values: Mapping[str, str], depth: int = 0
) -> Decimal | None:
    """The value of a cell whose formula is a plain sum of cells of its sheet: SUM(B2:B4), B2+B3-B7.

    None where it is another formula, or rests on one, on text among its terms or on itself.
    """
    if cell not in formulas:
        return _value(values.get(cell, ""))
    formula = formulas[cell].replace(" ", "").upper().lstrip("=")
    if (
        depth > DEPTH
        or not formula
        or "".join(sign + term for sign, term in _TERMS.findall(formula)) != formula
    ):
        return None
    total = Decimal(0)
    for sign, term in _TERMS.findall(formula):
        part = _term(term, lambda name: compute(name, formulas, values, depth + 1), formulas, values)
        if part is None:
            return None
        total += -part if sign == "-" else part
    return total


def _term(
    term: str,
    cell: Callable[[str], Decimal | None],
    formulas: Mapping[str, str],
    values: Mapping[str, str],
) -> Decimal | None:
    if term[0].isdigit():
        return Decimal(term)
    if not term.startswith("SUM("):
        name = term.replace("$", "")
        return cell(name) if name in formulas or name in values else Decimal(0)
    if _SUM.fullmatch(term) is None or _size(term) > CELLS:
        return None
    parts = [
        cell(name) for name in _span(term) if name in formulas or _value(values.get(name, "")) is not None
    ]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _span(term: str) -> Iterator[str]:
    """Every cell of the ranges of a sum."""
    for left, top, right, bottom in _REFERENCE.findall(term[4:-1]):
        rows = range(int(top), int(bottom or top) + 1)
        columns = range(COLUMNS[left.encode()], COLUMNS[(right or left).encode()] + 1)
        yield from (f"{letters(at)}{row}" for row in rows for at in columns)


def _size(term: str) -> int:
    return sum(
        (int(bottom or top) - int(top) + 1) * (COLUMNS[(right or left).encode()] - COLUMNS[left.encode()] + 1)
        for left, top, right, bottom in _REFERENCE.findall(term[4:-1])
    )


def _value(written: str) -> Decimal | None:
    """A number as the file holds it; text is none (SUM passes over it)."""
    try:
        return Decimal(written)
    except InvalidOperation:
        return None
