"""between: a percentage for all lies between the lowest and the highest percentage of its groups.

It is an average of theirs, weighted by their sizes, whatever those are. Tables whose percentages are shares
of one whole are left alone: there the total is their sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from foi_cli.model import Check, Figure, Finding, Reading
from foi_cli.reconcile import intervals
from foi_cli.reconcile.intervals import Interval
from foi_cli.reconcile.percent import WHOLE


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding for each percentage in a total row with at least two groups above it.

    A table in which more totals lie outside their groups than inside holds no averages: it is left alone.
    """
    tables: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.table is not None and figure.unit == "percent":
            tables[figure.place.file, figure.table].append(figure)
    for percentages in tables.values():
        found = list(_judge_columns(percentages))
        if 2 * sum(finding.verdict == "agrees" for finding in found) >= len(found):
            yield from found


def _judge_columns(percentages: Sequence[Figure]) -> Iterator[Finding]:
    columns: dict[int, list[Figure]] = defaultdict(list)
    for figure in percentages:
        columns[figure.column or 0].append(figure)
    for column in columns.values():
        totals = [figure for figure in column if figure.role == "total"]
        groups = _groups([figure for figure in column if figure.role == "part"])
        if len(totals) == 1 and len(groups) >= 2 and _may_be_average(totals[0], groups):
            yield _finding(totals[0], groups)


def _groups(parts: Sequence[Figure]) -> list[Figure]:
    """The groups that stand directly under the total: ranks under a group are not among them."""
    fewest = min((len(_kinds(part)) for part in parts), default=0)
    return [part for part in parts if len(_kinds(part)) == fewest and part.amount.value is not None]


def _kinds(figure: Figure) -> set[str]:
    return {key for key, _ in figure.dimensions if key != "sex"}


def _may_be_average(total: Figure, groups: Sequence[Figure]) -> bool:
    """False where the total is the sum of its groups, the whole itself, or no percentage of anything."""
    values = [figure.amount.value or Decimal(0) for figure in (total, *groups)]
    sum_ = intervals.total(group.amount for group in groups)
    whole = Interval(WHOLE, WHOLE)
    own = intervals.percentage(total.amount)
    is_sum = sum_.meets(own) or sum_.meets(whole) or own.meets(whole)
    return min(values) >= 0 and max(values) <= WHOLE and not is_sum


def _finding(total: Figure, groups: Sequence[Figure]) -> Finding:
    spans = [intervals.percentage(group.amount) for group in groups]
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    allowed = Interval(min(lows, default=None), max(highs, default=None))
    printed = [group.amount.value for group in groups if group.amount.value is not None]
    holds = intervals.percentage(total.amount).meets(allowed)
    stated = total.amount.value or Decimal(0)
    exact = min(printed) <= stated <= max(printed)
    outside = max(stated - max(printed), min(printed) - stated, Decimal(0))
    words = "lies between" if holds else "does not lie between"
    range_ = f"{intervals.written(min(printed))} and {intervals.written(max(printed))}"
    name = f"{total.row_label} {total.column_label}".strip()
    return Finding(
        response_id="",
        place=total.place,
        check="between",
        verdict="agrees" if holds else "differs",
        basis="exact" if exact or not holds else "rounding",
        stated=intervals.written(total.amount.value),
        computed=f"{intervals.written(min(printed))}..{intervals.written(max(printed))}",
        difference=intervals.written(outside),
        slack=intervals.written((total.amount.step or Decimal(0)) / 2),
        parts=tuple(group.place.cell or "" for group in groups),
        message=f"{name} {total.amount.text} {words} those of its {len(groups)} groups, {range_}.",
        cause=None if holds else "unknown",
        figure_id=total.figure_id,
    )


CHECK = Check("between", judge)
