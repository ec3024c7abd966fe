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
    """One finding for each percentage in a total row with at least two groups above it."""
    columns: dict[tuple[str, int, int], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.table is not None and figure.column is not None and figure.unit == "percent":
            columns[figure.place.file, figure.table, figure.column].append(figure)
    for column in columns.values():
        totals = [figure for figure in column if figure.role == "total"]
        groups = _groups([figure for figure in column if figure.role == "part"])
        if len(totals) == 1 and len(groups) >= 2 and not _are_shares(groups):
            yield _finding(totals[0], groups)


def _groups(parts: Sequence[Figure]) -> list[Figure]:
    """The groups that stand directly under the total: ranks under a group are not among them."""
    fewest = min((len(_kinds(part)) for part in parts), default=0)
    return [part for part in parts if len(_kinds(part)) == fewest and part.amount.value is not None]


def _kinds(figure: Figure) -> set[str]:
    return {key for key, _ in figure.dimensions if key != "sex"}


def _are_shares(groups: Sequence[Figure]) -> bool:
    """True where the groups' percentages make up 100: then the total is their sum, not their average."""
    return intervals.total(group.amount for group in groups).meets(Interval(WHOLE, WHOLE))


def _finding(total: Figure, groups: Sequence[Figure]) -> Finding:
    lows = [group.amount.low for group in groups if group.amount.low is not None]
    highs = [group.amount.high for group in groups if group.amount.high is not None]
    allowed = Interval(min(lows, default=None), max(highs, default=None))
    printed = [group.amount.value for group in groups if group.amount.value is not None]
    holds = intervals.of(total.amount).meets(allowed)
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
