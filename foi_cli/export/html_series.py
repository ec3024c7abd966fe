"""Series: the same thing stated for several periods, with a small chart of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foi_cli.model import Figure, Reading

SHORTEST, LONGEST = 3, 24
"""Periods of a series that is worth a chart, and that still fits one."""

MOST = 4
"""Series of one response that are drawn; totals go first."""

_SIZE = 340


@dataclass(frozen=True, slots=True)
class Series:
    """One thing through time: what it is, its unit, and its figures by period."""

    title: str
    unit: str
    figures: tuple[Figure, ...]

    @property
    def incomplete(self) -> bool:
        """Whether a period is part of a year only."""
        return any(f.period is not None and f.period.complete is False for f in self.figures)


def series(reading: Reading) -> list[Series]:
    """The series of a response: the same label, measure, unit and breakdown for three periods or more."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in reading.figures:
        if figure.period is not None and figure.amount.value is not None:
            groups.setdefault(_key(figure), []).append(figure)
    found = [_series(figures) for figures in groups.values() if _drawable(figures)]
    found.sort(key=lambda each: each.figures[0].role != "total")
    return found[:MOST]


def _key(figure: Figure) -> tuple[object, ...]:
    """What makes two figures the same thing at two times."""
    text = figure.period.text.strip() if figure.period else ""
    labels = tuple(label for label in (figure.row_label, figure.column_label) if label.strip() != text)
    unit = figure.unit or figure.amount.unit
    return (figure.question, labels, figure.measure, unit, figure.category, figure.dimensions, figure.role)


def _drawable(figures: Sequence[Figure]) -> bool:
    """Whether the periods differ, and there are enough of them and not too many."""
    texts = {figure.period.text for figure in figures if figure.period}
    return SHORTEST <= len(figures) <= LONGEST and len(texts) == len(figures)


def _series(figures: Sequence[Figure]) -> Series:
    first = figures[0]
    text = first.period.text.strip() if first.period else ""
    labels = [each for each in (first.row_label, first.column_label) if each.strip() != text]
    words = dict.fromkeys(word.strip() for word in (*labels, first.measure) if word.strip())
    ordered = sorted(figures, key=_start)
    return Series(", ".join(words) or "Figures", first.unit or first.amount.unit, tuple(ordered))


def _start(figure: Figure) -> tuple[bool, str]:
    start = figure.period.start if figure.period else None
    return start is None, start.isoformat() if start else ""


def chart(of: Series) -> str:
    """The series as bars in SVG, the first period on top; colours are left to the page."""
    import leather

    bars = [(float(figure.amount.value or 0), _label(figure)) for figure in of.figures]
    low, high = min(0.0, *(value for value, _ in bars)), max(0.0, *(value for value, _ in bars))
    drawn = leather.Chart()
    drawn.add_bars(bars)
    drawn.set_x_scale(_scale(low, high))
    drawn.add_x_axis(ticks=sorted({low, 0.0, high}), tick_formatter=_tick)
    return str(drawn.to_svg(width=_SIZE, height=60 + 26 * len(bars)))


@lru_cache(maxsize=4_096)
def _scale(low: float, high: float) -> Any:
    """The scale of an axis; looking for its round ends is what takes leather longest."""
    import leather

    return leather.Linear(low, high if high > low else low + 1)


def _tick(value: float, _: int, __: int) -> str:
    return f"{value:,.10g}"


def _label(figure: Figure) -> str:
    """The period in plain characters: what the library is given can be no markup. An asterisk marks part of
    a year."""
    text = figure.period.text if figure.period else ""
    plain = re.sub(r"[^A-Za-z0-9 /().,–-]", "", text)
    part = "*" if figure.period and figure.period.complete is False else ""
    return (plain if len(plain) <= 20 else plain[:19] + ".") + part
