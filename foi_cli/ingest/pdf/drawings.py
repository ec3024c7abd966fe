"""Charts, maps and diagrams, which look like tables to a program: how to tell them apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from foi_cli.ingest.pdf.lines import Line
from foi_cli.ingest.pdf.rulings import Ruling

_CONTENTS = re.compile(r"(?:table of )?contents:?(?: page)?", re.IGNORECASE)
_TICKS = 4
"""Figures at equal steps that make an axis …"""
_FIRST = 40
"""Rows that are looked at; no axis has more ticks."""
_EVEN = 0.75
"""… if this share of the steps is equal."""


def are_crossed(lines: Iterable[Line], down: Iterable[Ruling]) -> bool:
    """Whether several words are crossed out by vertical rulings: grid lines and bars behind their labels."""
    walls = sorted(down)
    places = [wall.at for wall in walls]
    crossed = 0
    for line in lines:
        for word in line.words:
            first, last = bisect_right(places, word.x0 + 2), bisect_left(places, word.x1 - 2)
            crossed += any(wall.start < line.middle < wall.end for wall in walls[first:last])
    return crossed > 2


def is_axis(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the figures of a table are scales: numbers at equal steps, down all columns or along a row."""
    if any(_is_scale_from_nought(" ".join(row).split()) for row in rows[:_FIRST]):
        return True
    scales = [_is_scale(column) for column in zip(*rows[:_FIRST], strict=True)]
    told = [scale for scale in scales if scale is not None]
    return bool(told) and all(told)


def is_contents(lines: Sequence[Line], before: Line | None) -> bool:
    """Whether lines are a table of contents: headings with the pages on which they stand."""
    pages = [line.phrases[-1].text for line in lines if len(line.phrases) > 1]
    if not pages or not all(page.isdigit() and len(page) < 4 for page in pages):
        return False
    led = sum(line.words[-1].led for line in lines)
    told = before is not None and _CONTENTS.fullmatch(before.text) is not None
    numbers = [int(page) for page in pages]
    return (told or 2 * led > len(lines)) and numbers == sorted(numbers)


def _is_scale(column: Iterable[str]) -> bool | None:
    """None for a column that holds hardly any figures, or years."""
    figures = [figure for text in column for figure in map(_figure, text.split()) if figure is not None]
    if len(figures) < _TICKS or all(1800 < figure < 2100 for figure in figures):
        return None
    (step, times) = Counter(round(b - a, 9) for a, b in pairwise(figures)).most_common(1)[0]
    return step not in (0, 1, -1) and times >= _EVEN * (len(figures) - 1)


def _is_scale_from_nought(words: Sequence[str]) -> bool:
    if len(words) <= _TICKS or _figure(words[0]) != 0:
        return False
    return None not in map(_figure, words) and bool(_is_scale(words))


def _figure(text: str) -> float | None:
    """A rough value, to compare ticks by; it goes nowhere else."""
    if not text[-1:].isdigit() and text[-1:] != "%":
        return None
    try:
        return float(text.replace(",", "").rstrip("%").replace("−", "-").replace("–", "-"))
    except ValueError:
        return None
