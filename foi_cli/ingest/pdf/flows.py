"""Pages set in columns of prose: which words are read before which others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from foi_cli.ingest.pdf import columns, lines
from foi_cli.ingest.pdf.lines import Line, Phrase
from foi_cli.ingest.pdf.words import Word

_MARKS = ".,;:()'’\"“”-"
_PROSE = 4
"""Words, without figures among them, that make a phrase a line of prose …"""
_LINES = 5
"""… and lines with prose on both sides of a strip that make it a page in columns."""
_BREAK = 4
"""Lines in a row without prose that end the columns."""
_LOOK_BACK = 200
"""Lines with prose side by side that say where the columns part; no printed page has as many."""


class Zone(NamedTuple):
    """A stretch of a page set in columns: from where to where, and the x at which its columns part."""

    top: float
    bottom: float
    edges: tuple[float, ...]

    def holds(self, top: float, bottom: float) -> bool:
        """Whether something between these heights stands in it."""
        return self.top <= (top + bottom) / 2 <= self.bottom

    def column(self, x: float) -> int:
        """The column of this x, counted from 0."""
        return sum(edge <= x for edge in self.edges)


Order = tuple[float, int, float]


def order(zones: Sequence[Zone], x: float, top: float, bottom: float) -> Order:
    """Sorts what stands at this place into reading order."""
    zone = next((zone for zone in zones if zone.holds(top, bottom)), None)
    return (top, 0, top) if zone is None else (zone.top, zone.column(x), top)


def parted(found: Sequence[Line], zones: Sequence[Zone]) -> list[Sequence[Line]]:
    """The lines outside zones together, and those of each column of each zone."""
    if not zones:
        return [found]
    groups: dict[tuple[float, int], list[Word]] = {}
    for word in (word for line in found for word in line.words):
        zone = next((zone for zone in zones if zone.holds(word.top, word.bottom)), None)
        key = (-1.0, 0) if zone is None else (zone.top, zone.column((word.x0 + word.x1) / 2))
        groups.setdefault(key, []).append(word)
    return [lines.find(group) for group in groups.values()]


def find(found: Sequence[Line]) -> list[Zone]:
    """The stretches of a page set in columns of prose."""
    zones: list[Zone] = []
    run = _Run()
    bare = 0
    for line in found:
        prose = tuple(filter(_is_prose, line.phrases))
        bare = 0 if prose else bare + 1
        if bare >= _BREAK or (len(prose) == 1 and run.is_crossed_by(line)):
            zones.extend(run.zone())
            run, bare = _Run(), 0
        elif prose:
            run.add(line, prose)
    zones.extend(run.zone())
    return zones


def _is_prose(phrase: Phrase) -> bool:
    if len(phrase.words) < _PROSE:
        return False
    letters = len([word for word in phrase.words if word.text.strip(_MARKS).isalpha()])
    return letters >= _PROSE and letters >= 0.7 * len(phrase.words)


class _Run:
    """Lines with prose, which may be set in columns: those that have prose side by side tell."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.telling: list[Line] = []
        self.gaps: list[columns.Gap] | None = None

    def add(self, line: Line, prose: tuple[Phrase, ...]) -> None:
        """Carry on with a line that has this prose."""
        self.lines.append(line)
        if len(prose) > 1:
            self.telling.append(line._replace(phrases=prose))
            self.gaps = None

    def strips(self) -> list[columns.Gap]:
        """The strips with prose on both sides in several lines."""
        if self.gaps is None:
            self.gaps = columns.find(self.telling[-_LOOK_BACK:]) if len(self.telling) >= _LINES else []
        return self.gaps

    def is_crossed_by(self, line: Line) -> bool:
        """Whether a line of prose runs across the columns."""
        return any(
            phrase.x0 < gap.x0 and phrase.x1 > gap.x1 for gap in self.strips() for phrase in line.phrases
        )

    def zone(self) -> Iterable[Zone]:
        """The zone that the lines make, if they are set in columns."""
        if self.strips():
            edges = tuple(gap.middle for gap in self.strips())
            yield Zone(self.lines[0].top, self.lines[-1].bottom, edges)
