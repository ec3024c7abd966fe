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

from foi_cli.model import Amount, Check, Figure, Finding, Meeting, Reading, Response, Stated
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
    found = [finding for together in pairs.values() for finding in _within(together)]
    order = {figure.figure_id: at for at, figure in enumerate(reading.figures)}
    yield from sorted(found, key=lambda finding: order[finding.figure_id])


def _within(pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Finding]:
    """What two places of one response come to."""
    by_id = {figure.figure_id: figure for pair in pairs for figure in pair}
    meetings = [
        Meeting(
            "repeat",
            "agrees" if _meet(earlier.amount, later.amount) else "differs",
            near(earlier.amount.value, later.amount.value),
            earlier.figure_id,
            later.figure_id,
        )
        for earlier, later in pairs
    ]
    for meeting in weigh(meetings):
        finding = _finding(by_id[meeting.earlier], by_id[meeting.later], _SAME_RESPONSE)
        yield nobody_knows(finding) if meeting.verdict == "undecided" else finding


def weigh(meetings: Sequence[Meeting]) -> Iterator[Meeting]:
    """The figures that meet in two places, in the light of each other.

    Where at least as many agree as differ, the two state the same things; a single one that agrees may do so
    by chance, and proves it only for one that comes near. Where fewer agree, they state different things, and
    nothing is said; but where every one comes near, nobody can tell. What was read from a picture and is
    undecided already counts as differing here, and stays undecided.
    """
    differ = [meeting for meeting in meetings if meeting.verdict != "agrees"]
    agree, all_near = len(meetings) - len(differ), all(meeting.near for meeting in differ)
    if agree >= len(differ) and (agree > 1 or all_near):
        yield from meetings
    elif all_near:
        yield from (replace(meeting, verdict="undecided") for meeting in differ)


def near(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two values come near to each other."""
    one, other = one or Decimal(0), other or Decimal(0)
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


def nobody_knows(finding: Finding) -> Finding:
    """The finding, undecided because nobody can tell whether both count the same."""
    told = finding.message.rpartition("; ")[0]
    return replace(
        finding, verdict="undecided", basis="explained", cause=None, message=f"{told}{_NOBODY_KNOWS}."
    )


_SAME_RESPONSE = "; one of them must be wrong, or they do not count the same"
_NOBODY_KNOWS = "; whether both count the same cannot be told"
_LIVE = "; both may be right, where records were changed in between"


def across(responses: Iterable[tuple[Response, Sequence[Stated]]]) -> Iterator[tuple[Stated, Stated, bool]]:
    """What one authority states in several responses, of figures of one key: each with the one given before
    it, and whether the two agree."""
    stated: dict[object, list[tuple[Response, Stated]]] = defaultdict(list)
    for response, own in sorted(responses, key=_given):
        for end, one in comparable.by_stretch(own):
            stated[end].append((response, one))
    for together in stated.values():
        for (before, earlier), (after, later) in pairwise(together):
            if before.digest != after.digest:
                yield earlier, later, _meet(earlier, later)


def told(earlier: Figure, later: Figure, before: Response) -> Finding:
    """The finding for what an earlier response states and a later one states again; it is the later one's."""
    return _finding(earlier, later, _LIVE, _which(before))


def _given(item: tuple[Response, Sequence[Stated]]) -> tuple[date, str, str]:
    response = item[0]
    return response.responded_on or date.min, response.file, response.response_id


def _which(response: Response) -> str:
    """Which response that is, where it says so."""
    day = f" of {response.responded_on.isoformat()}" if response.responded_on is not None else ""
    told = f" {response.reference}" if response.reference else ""
    return f" in response{told}{day}" if told or day else ""


def _meet(first: Amount | Stated, second: Amount | Stated) -> bool:
    return intervals.of(first).meets(intervals.of(second))


def _finding(earlier: Figure, later: Figure, remark: str, where: str = "") -> Finding:
    agrees = _meet(earlier.amount, later.amount)
    one, other = earlier.amount.value or Decimal(0), later.amount.value or Decimal(0)
    period = later.period.text if later.period is not None else ""
    told = f"{name(later)} for {period} is stated as {later.amount.text} at {later.place}"
    also = "too" if agrees else f"as {earlier.amount.text}"
    return Finding(
        response_id=later.response_id,
        place=later.place,
        check="repeat",
        verdict="agrees" if agrees else "differs",
        basis="exact" if not agrees or one == other else "rounding",
        stated=intervals.written(other),
        computed=intervals.written(one),
        difference=intervals.written(other - one),
        slack=intervals.written(_slack(earlier) + _slack(later)),
        parts=(str(earlier.place),),
        message=f"{told} and {also} at {earlier.place}{where}{'' if agrees else remark}.",
        cause=None if agrees else "unknown",
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
