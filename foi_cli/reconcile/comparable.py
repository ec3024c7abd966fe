"""Which figures state the same thing, so that one may be held against another.

Two figures are compared only where unit, measure, category, dimensions, labels and the first day of their
periods are the same, and where they answer the same question: cases never meet allegations, nor a part its
total, nor the complaints of one question those of another. What answers no question is compared only where
its measure says enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from foi_cli.model import Figure, Reading, Stated
from foi_cli.reconcile.counted import grows, reformed
from foi_cli.reconcile.standing import is_computed, is_pictured

_WORD = re.compile(r"[a-z0-9]+")
_GENERIC = frozenset(
    "total totals overall all sum grand number numbers count counts no of the a an in for by and"
    " figure figures year years value amount".split()
)
"""Words of a label that do not say which of several things it is."""

_COURTESIES = frozenset(
    "please provide could would you me with i to under freedom information act request how many what is"
    " are was were has have had been did do does it that this which who from since between until each"
    " per last".split()
)
"""Words of a question that do not say what it asks for; nor do its years, which the figures have anyway."""

FEWEST = 2
"""Words that a measure must have to say by itself what is counted."""


class _Same:
    """A reading as a key that is equal to no other: several checks ask of the same one in turn."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __hash__(self) -> int:
        return id(self.reading)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.reading is other.reading


def stated(reading: Reading) -> Mapping[int, Sequence[Figure]]:
    """The figures of a response that can be compared, by key: a number that is the same wherever the same
    thing is stated for a period that begins on the same day."""
    return _stated(_Same(reading))


@lru_cache(maxsize=2)
def _stated(same: _Same) -> Mapping[int, Sequence[Figure]]:
    reading = same.reading
    questions = asked(reading)
    found: dict[int, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        key = _key(figure, questions.get(figure.question, ""))
        if key is not None:
            found[key].append(figure)
    return found


def asked(reading: Reading) -> Mapping[str, str]:
    """The questions of a response by their numbers."""
    return {question.number: question.text for question in reading.questions}


def held(reading: Reading) -> tuple[Stated, ...]:
    """Every figure that can be compared with those of the authority's other responses."""
    who = reading.response.authority_id or reading.response.authority
    if not who:
        return ()
    position = {figure.figure_id: at for at, figure in enumerate(reading.figures)}
    questions = asked(reading)
    return tuple(
        as_stated(own, position[figure.figure_id], figure, questions)
        for key, figures in stated(reading).items()
        for own in (_digest(f"{who}\n{key}"),)
        for figure in figures
    )


def as_stated(key: int, ordinal: int, figure: Figure, questions: Mapping[str, str]) -> Stated:
    """What of a figure that can be compared is needed to do so. Raises ValueError for one that cannot."""
    period, amount = figure.period, figure.amount
    if period is None or period.end is None or amount.value is None:
        raise ValueError(f"{figure.figure_id} cannot be compared")
    return Stated(
        key,
        ordinal,
        figure.figure_id,
        period.end,
        period.complete,
        amount.value,
        amount.low,
        amount.high,
        grows(figure, questions.get(figure.question, "")),
        reformed(figure),
        is_computed(figure.note),
        is_pictured(figure.note),
    )


def by_end(figures: Iterable[Figure]) -> dict[object, list[Figure]]:
    """Figures of one key by the last day of their periods: those for exactly the same stretch together."""
    found: dict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period is not None:
            found[figure.period.end, figure.period.complete].append(figure)
    return found


def by_stretch(stated: Iterable[Stated]) -> Iterator[tuple[object, Stated]]:
    """The first figure of each stretch of time for which one value only is stated, with the stretch."""
    found: dict[object, list[Stated]] = defaultdict(list)
    for one in stated:
        found[one.end, one.complete].append(one)
    yield from ((end, same[0]) for end, same in found.items() if len({one.value for one in same}) == 1)


def source(figure: Figure) -> object:
    """The table, or the answer in prose, in which a figure stands."""
    if figure.table is not None:
        return figure.place.file, figure.table
    return figure.place.file, figure.question, "prose"


def one_of_each(figures: Sequence[Figure], sources: Mapping[str, object]) -> Iterator[tuple[object, Figure]]:
    """The first figure of each source (by figure id) that states one value only: a source that states two has
    something to tell them apart that was not read."""
    by_source: dict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_source[sources[figure.figure_id]].append(figure)
    for source, own in by_source.items():
        if len({figure.amount.value for figure in own}) == 1:
            yield source, own[0]


def _key(figure: Figure, question: str) -> int | None:
    period = figure.period
    if period is None or period.start is None or period.end is None or figure.amount.value is None:
        return None
    if figure.unit in ("", "percent") or figure.amount.unit == "percent" or figure.within:
        return None
    measure = _words(figure.measure)
    labels = (_words(figure.row_label) | _words(figure.column_label)) - _words(period.text) - measure
    category = (figure.category.name, figure.category.taxonomy) if figure.category is not None else ("", "")
    dimensions = sorted((key, value.casefold()) for key, value in figure.dimensions)
    if not question and len(measure) < FEWEST:
        return None
    said = (figure.unit, sorted(measure), sorted(labels), category, dimensions, _asked(question))
    return _digest(f"{said}\n{period.start}")


@lru_cache(256)
def _asked(question: str) -> list[str]:
    """The words that say what a question asks for, in order."""
    return sorted(word for word in _words(question) - _COURTESIES if not word.isdigit())


@lru_cache(8_192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _GENERIC


def _digest(text: str) -> int:
    """A number of 63 bits."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
