"""series: a longer part of a year never holds fewer.

"2023 (to 30 June): 44" and, in a later response, "2023 (to 30 September): 41" do not fit together, as what
was recorded by June was recorded by September too, unless records were taken back. Only what is counted as it
happens is compared: never what there was on a day, an average, or money. The reforms of February 2020 changed
what a complaint and an allegation is, so that a stretch that ends before them is not held against one that
ends after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from foi_cli.model import Check, Figure, Finding, Reading, Response, Stated
from foi_cli.reconcile import comparable, intervals
from foi_cli.reconcile.counted import REFORMS
from foi_cli.reconcile.repeat import name


def judge(reading: Reading) -> Iterator[Finding]:
    """Findings for a part year and a longer stretch from the same day, stated in one table or one answer."""
    asked = comparable.asked(reading)
    for figures in comparable.stated(reading).values():
        if not any(figure.period and figure.period.complete is False for figure in figures):
            continue
        sources: dict[object, list[Figure]] = defaultdict(list)
        for figure in figures:
            sources[comparable.source(figure)].append(figure)
        for own in sources.values():
            together = {figure.figure_id: figure for figure in own}
            held = (comparable.as_stated(0, 0, figure, asked) for figure in own)
            for shorter, longer, _ in _compare([one for one in held if one.grows]):
                yield told(together[shorter.figure_id], together[longer.figure_id])


def across(responses: Iterable[tuple[Response, Sequence[Stated]]]) -> Iterator[tuple[Stated, Stated, bool]]:
    """The same for figures of one key that several responses of one authority state: the shorter stretch, the
    longer one, and whether that holds no fewer."""
    owner = {one.figure_id: response for response, stated in responses for one in stated if one.grows}
    growing = [one for _, stated in responses for one in stated if one.grows]
    for shorter, longer, holds in _compare(growing):
        if owner[shorter.figure_id] is not owner[longer.figure_id]:
            yield shorter, longer, holds


def _compare(stated: Sequence[Stated]) -> Iterator[tuple[Stated, Stated, bool]]:
    """Each stretch with the next longer one, where the shorter is a part year."""
    if all(one.complete is not False for one in stated):
        return
    clear = (one for _, one in comparable.by_stretch(stated))
    for short, long in pairwise(sorted(clear, key=_first)):
        if short.end != long.end and short.complete is False and not _reformed(short, long):
            yield short, long, _holds(short.low, long.high)


def _first(one: Stated) -> tuple[date, str]:
    return one.end, one.figure_id


def _reformed(short: Stated, long: Stated) -> bool:
    """True where the definitions changed between the ends of the two stretches."""
    return long.reformed and short.end < REFORMS <= long.end


def _holds(least: Decimal | None, most: Decimal | None) -> bool:
    return most is None or most >= (least or Decimal(0))


def told(shorter: Figure, longer: Figure) -> Finding:
    """The finding for a part year and the longer stretch."""
    holds = _holds(shorter.amount.low, longer.amount.high)
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
