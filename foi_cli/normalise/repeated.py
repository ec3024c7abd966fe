"""Numbers that one paragraph states twice: in two languages, or in a sentence and beside its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from foi_cli.model import Period
from foi_cli.normalise import words
from foi_cli.normalise.stated import Statement


def once(stated: Sequence[Statement]) -> Iterator[Statement]:
    """Each statement of a paragraph, one that repeats a number without adding a period left out, and so the
    second of two languages: "roedd 1,906 o dai gwag / there were 1,906 empty homes"."""
    seen: set[tuple[Decimal, str]] = set()
    large: dict[tuple[Decimal, Period | None], str] = {}
    for statement in stated:
        value = statement.amount.value
        words_ = statement.noun or statement.label
        named = words.unit(words_) if words_ else None
        unit = statement.amount.unit or (named[1] if named else "")
        key = (value or Decimal(0), unit or words_.lower())
        twin = large.get((key[0], statement.period)) if key[0] >= LARGE else None
        again = statement.period is None and key in seen
        if value is None or not (again or (twin is not None and not (twin and unit))):
            seen.add(key)
            large[key[0], statement.period] = unit
            yield statement


LARGE = 100
"""A number that two things are not counted at by chance, when one paragraph states it twice."""
