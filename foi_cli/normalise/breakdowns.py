"""Lists below a number that they add up to: "On 1 May there were 37 visitors", by age, by sex.

They have the time of the whole. That they add up is what tells them from other things listed below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from foi_cli.model import Figure
from foi_cli.normalise.answers import Found

_LEAST = 2
"""Lines of a list."""


def dated(found: Sequence[Found]) -> list[Found]:
    """The figures of an answer, those of lists without a time with that of the number that they make."""
    if not any(item.under is not None for item in found):
        return list(found)
    return list(_dated(found))


def _dated(found: Sequence[Found]) -> Iterator[Found]:
    whole: Figure | None = None
    for under, group in groupby(found, key=lambda item: item.under):
        items = list(group)
        if under is None:
            whole = _counted(items)
            yield from items
        elif whole is not None and _makes(items, whole):
            yield from (item._replace(figure=replace(item.figure, period=whole.period)) for item in items)
        else:
            yield from items


def _counted(items: Sequence[Found]) -> Figure | None:
    """The number that these sentences end with, where they count it at a time."""
    last = items[-1]
    return last.figure if last.paragraph is not None and last.figure.period is not None else None


def _makes(items: Sequence[Found], whole: Figure) -> bool:
    """Whether a list without times of its own adds up to this number; or stays below it, where some of it is
    held back."""
    amounts = [item.figure.amount for item in items]
    if len(items) < _LEAST or any(item.figure.period is not None for item in items):
        return False
    if whole.amount.value is None or any(
        amount.unit != whole.amount.unit for amount in amounts if amount.value
    ):
        return False
    added = sum(amount.value or 0 for amount in amounts)
    hidden = any(amount.marker == "suppressed" for amount in amounts)
    known = all(amount.value is not None or amount.marker == "suppressed" for amount in amounts)
    return known and (
        whole.amount.value / 2 < added < whole.amount.value if hidden else added == whole.amount.value
    )
