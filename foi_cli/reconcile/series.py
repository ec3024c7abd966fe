"""series: a longer part of a year never holds fewer.

"2023 (to 30 June): 44" and, in a later response, "2023 (to 30 September): 41" do not fit together, as what
was recorded by June was recorded by September too, unless records were taken back. Only what is counted as it
happens is compared: never what there was on a day, an average, or money. The reforms of February 2020 changed
what a complaint and an allegation is, so that a stretch that ends before them is not held against one that
ends after.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from foi_cli.model import Check, Figure, Finding, Period, Reading
from foi_cli.reconcile import comparable, intervals
from foi_cli.reconcile.repeat import name

REFORMS = date(2020, 2, 1)
"""The Police (Conduct) and (Complaints and Misconduct) Regulations 2020, SI 2020/2 and 2020/4."""
_REFORMED = frozenset({"allegations", "officer allegations", "complaints", "cases", "matters", "referrals"})
_STOCKS = frozenset(
    "gbp percent fte people officers posts households properties vehicles schools places count businesses"
    " retailers establishments placements locations contracts trees".split()
)
"""Units of what there is on a day, or of what may go down again."""
_ON_A_DAY = re.compile(
    r"\b(?:averages?|mean|median|rates?|ratios?|open|live|outstanding|active|current(?:ly)?|remain(?:ing)?"
    r"|pending|backlog|balance|employed|in\spost|on\sroll|as\s(?:at|of)|net|per\scent|per\scapita)\b",
    re.IGNORECASE,
)


def judge(reading: Reading) -> Iterator[Finding]:
    """Findings for a part year and a longer stretch from the same day, stated in one table or one answer."""
    asked = {question.number: question.text for question in reading.questions}
    for figures in comparable.stated(reading).values():
        if len(figures) == 1:
            continue
        sources: dict[object, list[Figure]] = defaultdict(list)
        for figure in figures:
            if _adds_up(figure, asked):
                sources[comparable.source(figure)].append(figure)
        for together in sources.values():
            yield from _compare(together)


def across(readings: Iterable[Reading]) -> Iterator[Finding]:
    """The same for what one authority states in several responses; the readings hold figures of one key, and
    the questions that these answer."""
    figures: dict[str, Figure] = {}
    for reading in readings:
        asked = {question.number: question.text for question in reading.questions}
        figures |= {f.figure_id: f for f in reading.figures if _adds_up(f, asked)}
    places = {str(figure.place): figure.response_id for figure in figures.values()}
    for finding in _compare(list(figures.values())):
        if places[finding.parts[0]] != finding.response_id:
            yield finding


def _compare(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Each stretch with the next longer one, where the shorter is a part year."""
    ends = [
        (same[0].period, same[0])
        for same in comparable.by_end(figures).values()
        if len({figure.amount.value for figure in same}) == 1
    ]
    ordered = sorted(((period.end, period, one) for period, one in ends if period and period.end), key=_first)
    for (_, short, shorter), (_, long, longer) in pairwise(ordered):
        if short.end != long.end and short.complete is False and not _reformed(short, long, longer):
            yield _finding(shorter, longer)


def _first(item: tuple[date, Period, Figure]) -> tuple[date, str]:
    return item[0], item[2].figure_id


def _adds_up(figure: Figure, asked: Mapping[str, str]) -> bool:
    """True for a count of what happened: it can only grow."""
    if figure.unit in _STOCKS or (figure.amount.value or 0) < 0:
        return False
    told = f"{figure.measure} {figure.row_label} {figure.column_label}"
    return not _on_a_day(told) and not _on_a_day(asked.get(figure.question, ""))


@lru_cache(maxsize=256)
def _on_a_day(text: str) -> bool:
    """Whether the words speak of what there is on a day; a question is asked about for every figure."""
    return _ON_A_DAY.search(text) is not None


def _reformed(short: Period, long: Period, figure: Figure) -> bool:
    """True where the definitions changed between the ends of the two stretches."""
    counted = figure.unit in _REFORMED or figure.category is not None
    return counted and short.end is not None and long.end is not None and short.end < REFORMS <= long.end


def _finding(shorter: Figure, longer: Figure) -> Finding:
    least, most = shorter.amount.low or Decimal(0), longer.amount.high
    holds = most is None or most >= least
    one, other = shorter.amount.value or Decimal(0), longer.amount.value or Decimal(0)
    period = longer.period.text if longer.period is not None else ""
    part = shorter.period.text if shorter.period is not None else ""
    relation = "is no fewer than" if holds else "is fewer than"
    return Finding(
        response_id=longer.response_id,
        place=longer.place,
        check="series",
        verdict="agrees" if holds else "differs",
        basis="exact",
        stated=intervals.written(other),
        computed=f"{intervals.written(one)}..",
        difference=intervals.written(min(other - one, Decimal(0))),
        slack="0",
        parts=(str(shorter.place),),
        message=(
            f"{name(longer)}: {longer.amount.text} for {period} ({longer.place}) {relation} "
            f"{shorter.amount.text} for the part {part} ({shorter.place})"
            f"{'' if holds else '; records may have been taken back in between'}."
        ),
        cause=None if holds else "unknown",
        figure_id=longer.figure_id,
    )


CHECK = Check("series", judge)
