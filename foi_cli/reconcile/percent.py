"""percent: shares that make up a whole add to 100, within rounding.

A line of percentages is taken for the shares of a whole when most lines of its table that run the same way
add to 100; the one that does not is then what differs. Percentages that never did are left alone: growth
rates, returns, several answers allowed. A line one of whose shares is not printed is undecided, unless those
that are come to more than 100.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from foi_cli.model import Check, Figure, Finding, Reading
from foi_cli.reconcile import intervals
from foi_cli.reconcile.intervals import Interval

WHOLE = Decimal(100)
NO_SHARES = re.compile(
    r"\b(?:change|growth|increase|decrease|difference|rate|return|yield|interest)s?\b", re.IGNORECASE
)
"""Words of percentages that are not shares of anything."""
FEWEST_LINES = 2
"""A single line that adds to 100 agrees, a single line that does not proves nothing."""


def judge(reading: Reading) -> Iterator[Finding]:
    """One finding a line of shares, rows before columns."""
    for shares in _tables(reading.figures):
        rows = _lines((figure for figure in shares), by="row")
        columns = _lines((figure for figure in shares if figure.role != "total"), by="column")
        judged = [*_judge_lines(rows)]
        yield from judged or _judge_lines(columns)


def _tables(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The percentages of each table."""
    found: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.table is not None and figure.unit == "percent":
            found[figure.place.file, figure.table].append(figure)
    yield from found.values()


def _lines(shares: Iterable[Figure], by: str) -> list[list[Figure]]:
    """Rows or columns of at least two percentages that stand side by side."""
    lines: dict[int, list[Figure]] = defaultdict(list)
    for figure in shares:
        lines[(figure.row if by == "row" else figure.column) or 0].append(figure)
    return [line for line in lines.values() if len(line) >= 2 and _may_be_shares(line)]


def _may_be_shares(line: Sequence[Figure]) -> bool:
    """False for noughts only, negative percentages and changes: they are shares of nothing."""
    values = [figure.amount.value for figure in line if figure.amount.value is not None]
    labels = (f"{figure.row_label} {figure.column_label}" for figure in line)
    return any(values) and min(values) >= 0 and not any(NO_SHARES.search(label) for label in labels)


def _judge_lines(lines: Sequence[Sequence[Figure]]) -> Iterator[Finding]:
    usual = max((len(line) for line in lines), default=0)
    whole = [line for line in lines if len(line) == usual and _printed(line)]
    holding = sum(map(_holds, whole))
    if holding < FEWEST_LINES or 2 * holding <= len(whole):
        return
    for line in lines:
        known = [figure for figure in line if figure.amount.value is not None]
        over = (intervals.total(figure.amount for figure in known).low or 0) > WHOLE
        judged = _holds(known) or over or len(known) == usual
        yield _finding(known, holds=_holds(known)) if judged else _unprinted(known)


def _printed(line: Sequence[Figure]) -> bool:
    return all(figure.amount.value is not None for figure in line)


def _holds(line: Sequence[Figure]) -> bool:
    return intervals.total(figure.amount for figure in line).meets(Interval(WHOLE, WHOLE))


def _unprinted(known: Sequence[Figure]) -> Finding:
    """A line of which a share is not printed: it holds if that makes up the rest."""
    finding = _finding(known, holds=False)
    name = known[0].row_label or known[0].column_label
    rest = f"{finding.computed} of 100, the rest is not printed"
    cells = ", ".join(finding.parts)
    return replace(
        finding,
        verdict="undecided",
        basis="suppressed",
        computed=f"{finding.computed}..",
        cause=None,
        message=f"The shares of {name} that are printed add to {rest} ({cells}).",
    )


def _finding(line: Sequence[Figure], *, holds: bool) -> Finding:
    sum_ = sum((figure.amount.value or Decimal(0) for figure in line), Decimal(0))
    slack = sum(((figure.amount.step or Decimal(0)) / 2 for figure in line), Decimal(0))
    first = line[0]
    cells = ", ".join(figure.place.cell or "" for figure in line)
    name = first.row_label or first.column_label
    outcome = "add to 100" if holds else f"add to {intervals.written(sum_)}, not to 100"
    return Finding(
        response_id="",
        place=first.place,
        check="percent",
        verdict="agrees" if holds else "differs",
        basis="exact" if sum_ == WHOLE else "rounding",
        stated="100",
        computed=intervals.written(sum_),
        difference=intervals.written(WHOLE - sum_),
        slack=intervals.written(slack.normalize()),
        parts=tuple(figure.place.cell or "" for figure in line),
        message=f"The shares of {name} {outcome} ({cells}).",
        cause=None if holds else "unknown",
        figure_id=first.figure_id,
    )


CHECK = Check("percent", judge)
