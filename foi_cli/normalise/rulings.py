"""What people decided of labels, measures and open periods, applied to the figures that it speaks of.

The note of a figure says what was decided; the number itself is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foi_cli.model import Category, Figure, Period, Ruling
from foi_cli.normalise import labels

DECIDED = "as decided"
"""Every note of a decision has these words: what it was decided on is in doubt no more."""


def applied(figures: Sequence[Figure], rulings: Sequence[Ruling]) -> tuple[Figure, ...]:
    """The figures with what was decided of their document; without rulings they are as they were."""
    here = {figure.place.file for figure in figures}
    rulings = [ruling for ruling in rulings if ruling.file in here]
    return tuple(_decided(figure, rulings) for figure in figures) if rulings else tuple(figures)


def _decided(figure: Figure, rulings: Sequence[Ruling]) -> Figure:
    for ruling in rulings:
        if ruling.file == figure.place.file:
            decided = _RULES[ruling.kind](figure, ruling)
            if decided is not figure:
                notes = (f"{ruling.kind} {DECIDED} {ruling.note}", figure.note)
                figure = replace(decided, note="; ".join(note for note in notes if note))
    return figure


def _category(figure: Figure, ruling: Ruling) -> Figure:
    if not (ruling.fits(figure.row_label) or ruling.fits(figure.column_label)):
        return figure
    on = figure.period.end or figure.period.start if figure.period is not None else None
    known = labels.category(ruling.new, on)
    return replace(figure, category=known or Category(ruling.new, "as decided"))


def _unit(figure: Figure, ruling: Ruling) -> Figure:
    counted = figure.unit not in ("gbp", "percent")
    return replace(figure, unit=ruling.new) if counted and ruling.fits(figure.measure) else figure


def _period(figure: Figure, ruling: Ruling) -> Figure:
    period = figure.period
    if period is None or period.end is not None or not ruling.fits(period.text):
        return figure
    end = date.fromisoformat(ruling.new)
    if period.start is not None and end < period.start:
        return figure
    return replace(figure, period=Period(period.text, period.start, end, period.complete))


_RULES = {"category": _category, "unit": _unit, "period": _period}
