"""repeat: what is stated twice is stated the same.

Within one response two tables, or a table and a sentence, may state the same measure for the same period; the
same authority may do so in two responses. Records are kept up to date, so that two responses may differ and
both be right: the finding says so, and on which days they were given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from foi_cli.model import Check, Figure, Finding, Reading, Verdict
from foi_cli.reconcile import comparable, intervals

NEAR = Decimal("0.1")
"""Of the larger of two figures: two that lie nearer to each other may mean the same thing though nothing else
that the two places state agrees."""


def judge(reading: Reading) -> Iterator[Finding]:
    """Findings for what one response states in two places, in the order of the second ones.

    Two places of which more figures differ than agree state different things; see `weigh`.
    """
    sources = {figure.figure_id: comparable.source(figure) for figure in reading.figures}
    pairs: dict[tuple[object, object], list[tuple[Figure, Figure]]] = defaultdict(list)
    for figures in comparable.stated(reading).values():
        if len(figures) == 1:
            continue
        for same in comparable.by_end(figures).values():
            (first, earlier), *others = [*comparable.one_of_each(same, sources), (None, None)]
            for source, later in others:
                if earlier is not None and later is not None:
                    pairs[first, source].append((earlier, later))
    found = [finding for together in pairs.values() for finding in weigh(list(_within(together)))]
    order = {figure.figure_id: at for at, figure in enumerate(reading.figures)}
    yield from sorted(found, key=lambda finding: order[finding.figure_id])


def weigh(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings between two places, in the light of each other.

    Where at least as many agree as differ, the two state the same things; a single one that agrees may do so
    by chance, and proves it only for one that comes near. Where fewer agree, they state different things, and
    nothing is said; but where every one comes near, nobody can tell. What was read from a picture and is
    undecided already counts as differing here, and stays undecided.
    """
    differ = [finding for finding in findings if finding.verdict != "agrees"]
    agree, near = len(findings) - len(differ), all(map(_near, differ))
    if agree >= len(differ) and (agree > 1 or near):
        yield from findings
    elif near:
        for finding in differ:
            if finding.verdict == "undecided":
                yield finding
                continue
            told = finding.message.rpartition("; ")[0]
            yield replace(
                finding, verdict="undecided", basis="explained", cause=None, message=f"{told}{_NOBODY_KNOWS}."
            )


def _near(finding: Finding) -> bool:
    one, other = Decimal(finding.stated), Decimal(finding.computed.rstrip("."))
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


def _within(pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Finding]:
    for earlier, later in pairs:
        yield _finding(earlier, later, "agrees" if _meet(earlier, later) else "differs", _SAME_RESPONSE)


_SAME_RESPONSE = "; one of them must be wrong, or they do not count the same"
_NOBODY_KNOWS = "; whether both count the same cannot be told"
_LIVE = "; both may be right, where records were changed in between"


def across(readings: Iterable[Reading]) -> Iterator[Finding]:
    """Findings for what one authority states in several responses: each with the one given before it.

    The readings hold the figures of one key; each finding belongs to the later response, and is to be weighed
    with all others between the two.
    """
    stated: dict[object, list[tuple[Reading, Figure]]] = defaultdict(list)
    for reading in sorted(readings, key=_given):
        for end, same in comparable.by_end(reading.figures).items():
            if len({figure.amount.value for figure in same}) == 1:
                stated[end].append((reading, same[0]))
    for responses in stated.values():
        for (before, earlier), (after, later) in pairwise(responses):
            if before.response.digest != after.response.digest:
                verdict: Verdict = "agrees" if _meet(earlier, later) else "differs"
                yield _finding(earlier, later, verdict, _LIVE, _which(before))


def _given(reading: Reading) -> tuple[date, str, str]:
    response = reading.response
    return response.responded_on or date.min, response.file, response.response_id


def _which(reading: Reading) -> str:
    """Which response that is, where it says so."""
    response = reading.response
    day = f" of {response.responded_on.isoformat()}" if response.responded_on is not None else ""
    told = f" {response.reference}" if response.reference else ""
    return f" in response{told}{day}" if told or day else ""


def _meet(first: Figure, second: Figure) -> bool:
    return intervals.of(first.amount).meets(intervals.of(second.amount))


def _finding(earlier: Figure, later: Figure, verdict: Verdict, remark: str, where: str = "") -> Finding:
    one, other = earlier.amount.value or Decimal(0), later.amount.value or Decimal(0)
    period = later.period.text if later.period is not None else ""
    told = f"{name(later)} for {period} is stated as {later.amount.text} at {later.place}"
    also = "too" if verdict == "agrees" else f"as {earlier.amount.text}"
    return Finding(
        response_id=later.response_id,
        place=later.place,
        check="repeat",
        verdict=verdict,
        basis="exact" if verdict == "differs" or one == other else "rounding",
        stated=intervals.written(other),
        computed=intervals.written(one),
        difference=intervals.written(other - one),
        slack=intervals.written(_slack(earlier) + _slack(later)),
        parts=(str(earlier.place),),
        message=f"{told} and {also} at {earlier.place}{where}{remark if verdict != 'agrees' else ''}.",
        cause="unknown" if verdict == "differs" else None,
        figure_id=later.figure_id,
    )


def _slack(figure: Figure) -> Decimal:
    low, high = figure.amount.low, figure.amount.high
    return (high - low) / 2 if low is not None and high is not None else Decimal(0)


def name(figure: Figure) -> str:
    """What a figure is about, in the words of the response."""
    labels = [text for text in (figure.row_label, figure.column_label) if text]
    words = " ".join(labels) if figure.category or figure.dimensions or not figure.measure else figure.measure
    return " ".join(words.split())[:80] or "The figure"


CHECK = Check("repeat", judge)
