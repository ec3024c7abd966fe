"""part-of: what is stated to be a part is not larger than its whole.

Only figures that the text itself ties together are compared ("six of the cases within question 5"), and only
in the same unit: cases and allegations never meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from foi_cli.model import Check, Figure, Finding, Reading
from foi_cli.reconcile import intervals


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding for each count that is stated to be a part of another."""
    by_id = {figure.figure_id: figure for figure in reading.figures}
    for figure in reading.figures:
        whole = by_id.get(figure.within)
        if whole is not None and whole.unit == figure.unit and figure.unit != "percent":
            yield _finding(figure, whole)
    yield from _together(reading, by_id)


def _together(reading: Reading, by_id: Mapping[str, Figure]) -> Iterator[Finding]:
    """One finding for each number all of whose parts a sentence names: "the 214 consisted of 88 …"."""
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.within and figure.role == "part" and figure.table is None:
            parts[figure.within].append(figure)
    for whole_id, named in parts.items():
        whole = by_id.get(whole_id)
        if whole is not None and whole.amount.value is not None and _exact([whole, *named]):
            yield _sum(whole, named)


def _exact(figures: Sequence[Figure]) -> bool:
    """True where all are exact numbers of the same unit: shares and estimates need not add up."""
    return all(
        f.amount.value is not None and f.amount.basis == "exact" and f.unit == figures[0].unit != "percent"
        for f in figures
    )


def _sum(whole: Figure, parts: Sequence[Figure]) -> Finding:
    stated = whole.amount.value or Decimal(0)
    added = sum((part.amount.value or Decimal(0) for part in parts), Decimal(0))
    gap = stated - added
    listed = ", ".join(part.amount.text for part in parts)
    more = f" {intervals.written(abs(gap))} {'more' if gap > 0 else 'less'} than" if gap else ""
    return Finding(
        response_id="",
        place=whole.place,
        check="part-of",
        verdict="differs" if gap else "agrees",
        basis="exact",
        stated=intervals.written(stated),
        computed=intervals.written(added),
        difference=intervals.written(gap),
        slack="0",
        parts=tuple(str(part.place) for part in parts),
        message=f"{_said(whole)} ({whole.place}) is{more} the sum of its parts {listed}"
        + (f", {intervals.written(added)}." if gap else "."),
        cause="unknown" if gap else None,
        figure_id=whole.figure_id,
    )


def _finding(part: Figure, whole: Figure) -> Finding:
    low, high = part.amount.low, part.amount.high
    most, least = whole.amount.high, whole.amount.low
    excess = low - most if low is not None and most is not None and low > most else None
    certain = high is not None and least is not None and high <= least
    relation = "is larger than" if excess is not None else "is within" if certain else "may be within"
    return Finding(
        response_id="",
        place=part.place,
        check="part-of",
        verdict="differs" if excess is not None else "agrees" if certain else "undecided",
        basis="exact" if excess is not None or certain else "suppressed",
        stated=intervals.written(part.amount.value),
        computed=f"0..{intervals.written(most)}",
        difference=intervals.written(excess or Decimal(0)),
        slack="0",
        parts=(whole.place.cell or str(whole.place),),
        message=(
            f"{_said(part)} ({part.place}) {relation} "
            f"the {whole.amount.text} that it is a part of ({whole.place})."
        ),
        cause="unknown" if excess is not None else None,
        figure_id=part.figure_id,
    )


def _said(part: Figure) -> str:
    """The part as it is written, with what it counts; a sum of money says so itself."""
    return part.amount.text if part.unit.startswith("gbp") else f"{part.amount.text} {part.unit}"


CHECK = Check("part-of", judge)
