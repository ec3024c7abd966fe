"""share: a stated percentage is what its two stated counts make it.

In prose the text ties the three together ("1710 of the 3922 … 44% of all"). In a table a column of
percentages belongs to a column of counts when most of its rows fit; the rows that do not are what differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from foi_cli.model import Check, Figure, Finding, Reading
from foi_cli.reconcile import intervals
from foi_cli.reconcile.intervals import Interval

HUNDRED = Decimal(100)
FEWEST_ROWS = 3
"""Rows that must fit before a table's percentages are taken for shares of its counts."""
MOST_COLUMNS = 12
"""Columns of a table that are tried against each other; wider tables are left to the other checks."""

Column = Mapping[int, Figure]


def judge(reading: Reading) -> Iterator[Finding]:
    """Shares in prose in reading order, then those of each table by row."""
    yield from _prose(reading.figures)
    tables: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.table is not None and figure.amount.value is not None:
            tables[figure.place.file, figure.table].append(figure)
    for figures in tables.values():
        yield from _table(figures)


def _prose(figures: Sequence[Figure]) -> Iterator[Finding]:
    by_id = {figure.figure_id: figure for figure in figures}
    for share in figures:
        whole = by_id.get(share.within)
        if share.unit != "percent" or whole is None or (share.amount.value or 0) < 0:
            continue  # less than nothing is a change
        parts = [figure for figure in figures if figure.within == share.within and figure.unit == whole.unit]
        fitting = [part for part in parts if _fits(share, part, whole)]
        if fitting or len(parts) == 1:
            yield _finding(share, (fitting or parts)[0], whole)


def _table(figures: Sequence[Figure]) -> Iterator[Finding]:
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
        best = max(_readings(share, counts), key=_fit, default=[])
        held = sum(_fits(*row) for row in best)
        if held >= FEWEST_ROWS and 4 * held >= 3 * len(best):
            yield from (_finding(*row) for row in best if row[2].amount.value)


def _all_percent(column: Column) -> bool:
    return all(figure.unit == "percent" for figure in column.values())


def _fit(rows: Sequence[tuple[Figure, Figure, Figure]]) -> int:
    return sum(_fits(*row) for row in rows)


def _readings(share: Column, counts: Mapping[int, Column]) -> Iterator[list[tuple[Figure, Figure, Figure]]]:
    """Ways to read a column of percentages: of the column's total, or of another column in the same row."""
    for part in counts.values():
        total = [figure for figure in part.values() if figure.role == "total"]
        if len(total) == 1:
            yield [
                (share[row], part[row], total[0])
                for row in share
                if row in part and share[row].role != "total"
            ]
        for whole in counts.values():
            if whole is not part:
                yield [(share[row], part[row], whole[row]) for row in share if row in part and row in whole]


def _fits(share: Figure, part: Figure, whole: Figure) -> bool:
    made = _made(part, whole)
    return made is not None and made.meets(intervals.percentage(share.amount))


def _made(part: Figure, whole: Figure) -> Interval | None:
    """The percentage that two counts make, less than nothing where one of them is; None of nothing."""
    if not whole.amount.value or part.amount.value is None:
        return None
    made = HUNDRED * part.amount.value / whole.amount.value
    return Interval(made, made)


def _finding(share: Figure, part: Figure, whole: Figure) -> Finding:
    made = _made(part, whole)
    exact_value = made.low if made is not None and made.low is not None else Decimal(0)
    computed = exact_value.quantize(Decimal("0.0001")).normalize()
    holds = _fits(share, part, whole)
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
