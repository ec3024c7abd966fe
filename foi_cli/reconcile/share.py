"""share: a stated percentage is what its two stated counts make it.

In prose the text ties the three together ("1710 of the 3922 … 44% of all"). In a table a column of
percentages belongs to a column of counts when most of its rows fit; the rows that do not are what differs.
Where a table shows its numbers rounded, the counts may be half a unit more or less. Percentages that a text
gives of several years belong to the line of a table in the same answer of whose totals they are shares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias

from foi_cli.model import Check, Figure, Finding, Reading
from foi_cli.reconcile import intervals, standing
from foi_cli.reconcile.intervals import Interval

HUNDRED = Decimal(100)
FEWEST_ROWS = 3
"""Rows that must fit before a table's percentages are taken for shares of its counts."""
MOST_COLUMNS = 12
"""Columns of a table that are tried against each other; wider tables are left to the other checks."""

MOST_RUNS = 100
"""Runs of percentages in a text that are tried against the tables."""

Column = Mapping[int, Figure]
_Time: TypeAlias = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Share:
    """A percentage with the two counts that should make it; `rounded` says that they are shown rounded."""

    share: Figure
    part: Figure
    whole: Figure
    rounded: bool = False

    def made(self) -> Interval | None:
        """The percentage that the counts make, less than nothing where one of them is; None of nothing."""
        part, whole = (_count(figure, rounded=self.rounded) for figure in (self.part, self.whole))
        if part is None or whole is None or whole[0] <= 0 <= whole[1]:
            return None
        ends = [HUNDRED * one / other for one in part for other in whole]
        return Interval(min(ends), max(ends))

    def fits(self) -> bool:
        """Whether the percentage may be what the counts make."""
        made = self.made()
        return made is not None and made.meets(intervals.percentage(self.share.amount))


def judge(reading: Reading) -> Iterator[Finding]:
    """Shares in prose in reading order, then those of each table by row."""
    yield from _prose(reading.figures)
    yield from _told(reading.figures)
    rounded = {(file, table.number): standing.shows_rounded(table) for file, table in reading.tables}
    tables: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.table is not None and figure.amount.value is not None:
            tables[figure.place.file, figure.table].append(figure)
    for key, figures in tables.items():
        yield from _table(figures, rounded=rounded.get(key, False))


def _prose(figures: Sequence[Figure]) -> Iterator[Finding]:
    by_id = {figure.figure_id: figure for figure in figures}
    for share in figures:
        whole = by_id.get(share.within)
        if share.unit != "percent" or whole is None or (share.amount.value or 0) < 0:
            continue  # less than nothing is a change
        parts = [figure for figure in figures if figure.within == share.within and figure.unit == whole.unit]
        shares = [_Share(share, part, whole) for part in parts]
        fitting = [one for one in shares if one.fits()]
        if fitting or len(shares) == 1:
            yield _finding((fitting or shares)[0])


def _table(figures: Sequence[Figure], *, rounded: bool) -> Iterator[Finding]:
    """The best fitting pair of counts for each column of percentages."""
    columns: dict[int, dict[int, Figure]] = defaultdict(dict)
    for figure in figures:
        columns[figure.column or 0][figure.row or 0] = figure
    if not 2 <= len(columns) <= MOST_COLUMNS:
        return
    shares = {at: column for at, column in columns.items() if _all_percent(column)}
    counts = {
        at: column for at, column in columns.items() if not any(f.unit == "percent" for f in column.values())
    }
    for share in shares.values():
        best = max(_readings(share, counts, rounded=rounded), key=_fitting, default=[])
        held = _fitting(best)
        if held >= FEWEST_ROWS and 4 * held >= 3 * len(best):
            yield from (_finding(row) for row in best if row.whole.amount.value)


def _told(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Percentages of several times that follow each other in a text, each held against a table."""
    runs = [*_runs(figures)]
    tables: dict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    for figure in figures if runs else ():
        if figure.table is not None and figure.unit != "percent" and figure.amount.value is not None:
            tables[figure.question, figure.place.file, figure.table].append(figure)
    for question, told in runs[:MOST_RUNS]:
        own = [cells for (answered, _, _), cells in tables.items() if answered == question]
        readings = [shares for cells in own for shares in _by_time(told, cells)]
        held = max(map(_fitting, readings), default=0)
        best = [shares for shares in readings if _fitting(shares) == held]
        if len(best) == 1 and _is_told_of(best[0]):
            yield from map(_finding, best[0])


def _is_told_of(shares: Sequence[_Share]) -> bool:
    """Whether three percentages that are not the same fit, and three quarters of all."""
    fitting = {one.share.amount.value for one in shares if one.fits()}
    return len(fitting) >= FEWEST_ROWS and 4 * _fitting(shares) >= 3 * len(shares)


def _runs(figures: Sequence[Figure]) -> Iterator[tuple[str, Mapping[_Time, Figure]]]:
    """The percentages of a text that follow each other, by their times, with the question they answer."""
    for (question, share), run in groupby(figures, key=lambda one: (one.question, _is_told_share(one))):
        told = list(run) if share else []
        times = {time: one for one in told if (time := _time(one)) is not None}
        if len(times) == len(told) >= FEWEST_ROWS:
            yield question, times


def _is_told_share(figure: Figure) -> bool:
    """Whether it may tell a line of a table from others: a whole percentage fits too many."""
    value, step = figure.amount.value, figure.amount.step
    told = figure.table is None and figure.unit == "percent" and value is not None and value >= 0
    return told and step is not None and step < 1


def _time(figure: Figure) -> _Time | None:
    period = figure.period
    return (period.start, period.end) if period is not None and period.start and period.end else None


def _by_time(told: Mapping[_Time, Figure], cells: Sequence[Figure]) -> Iterator[list[_Share]]:
    """Ways to read them: as what a row is of a row of totals, one number a time, or a column of one."""
    for by in ("row", "column"):
        lines: dict[int, list[Figure]] = defaultdict(list)
        for figure in cells:
            if _time(figure) in told:
                lines[getattr(figure, by) or 0].append(figure)
        full = [line for line in lines.values() if len(line) == len(told) == len({*map(_time, line)})]
        wholes = [line for line in full if all(figure.role == "total" for figure in line)]
        for whole in wholes[:MOST_COLUMNS]:
            totals = {_time(figure): figure for figure in whole}
            for part in full:
                counts = {_time(figure): figure for figure in part}
                if part is not whole:
                    yield [_Share(share, counts[time], totals[time]) for time, share in told.items()]


def _all_percent(column: Column) -> bool:
    return all(figure.unit == "percent" for figure in column.values())


def _fitting(rows: Sequence[_Share]) -> int:
    return sum(row.fits() for row in rows)


def _readings(share: Column, counts: Mapping[int, Column], *, rounded: bool) -> Iterator[list[_Share]]:
    """Ways to read a column of percentages: of the column's total, or of another column in the same row."""
    for part in counts.values():
        total = [figure for figure in part.values() if figure.role == "total"]
        if len(total) == 1:
            yield [
                _Share(share[row], part[row], total[0], rounded)
                for row in share
                if row in part and share[row].role != "total"
            ]
        for whole in counts.values():
            if whole is not part:
                yield [
                    _Share(share[row], part[row], whole[row], rounded)
                    for row in share
                    if row in part and row in whole
                ]


def _count(figure: Figure, *, rounded: bool) -> tuple[Decimal, Decimal] | None:
    """Between what a count lies; None where none is printed."""
    value = figure.amount.value
    if value is None:
        return None
    half = (figure.amount.step or Decimal(0)) / 2 if rounded else Decimal(0)
    return value - half, value + half


def _finding(row: _Share) -> Finding:
    share, part, whole = row.share, row.part, row.whole
    exact = _Share(share, part, whole).made()
    exact_value = exact.low if exact is not None and exact.low is not None else Decimal(0)
    computed = exact_value.quantize(Decimal("0.0001")).normalize()
    holds = row.fits()
    stated = share.amount.value or Decimal(0)
    difference = (stated - computed).quantize(Decimal("0.0001")).normalize()
    fit = "is" if stated == computed else "is by rounding" if holds else "is not"
    return Finding(
        response_id="",
        place=share.place,
        check="share",
        verdict="agrees" if holds else "differs",
        basis="exact" if stated == exact_value or not holds else "rounding",
        stated=intervals.written(stated),
        computed=intervals.written(computed),
        difference=intervals.written(difference),
        slack=intervals.written((share.amount.step or Decimal(0)) / 2),
        parts=tuple(f.place.cell or str(f.place) for f in (part, whole)),
        message=(
            f"{share.amount.text} {fit} what {part.amount.text} of {whole.amount.text} make: "
            f"{intervals.written(computed)} percent."
        ),
        cause=None if holds else "unknown",
        figure_id=share.figure_id,
    )


CHECK = Check("share", judge)
