"""What a person should look at: open periods, unmapped labels, repaired cells, figures in missing files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_cli.model import Doubt, Reading
from foi_cli.normalise import axes, categories, periods, years


def raise_(reading: Reading) -> tuple[Doubt, ...]:
    """The doubts of a reading, in the order of its figures, each kind once for each label or period."""
    return (*_open_periods(reading), *_other_years(reading), *_unmapped(reading), *_repaired(reading))


def _open_periods(reading: Reading) -> Iterator[Doubt]:
    """Part years whose end nobody states: a figure for them cannot stand beside a full year."""
    seen: set[str] = set()
    for figure in reading.figures:
        period = figure.period
        if period is not None and period.complete is False and period.end is None and period.text not in seen:
            seen.add(period.text)
            yield Doubt(
                reading.response.response_id,
                "open-period",
                figure.place,
                period.text,
                "a part year whose end is not stated",
            )


def _other_years(reading: Reading) -> Iterator[Doubt]:
    """Questions for years of one kind, all of whose answers are for another: asked in financial years,
    answered in calendar years. The figures are right; what they are compared with may not be."""
    for question in reading.questions:
        asked = {kind for _, _, said in periods.find(question.text) if (kind := years.kind_of(said))}
        figures = [f for f in reading.figures if f.question == question.number and f.period is not None]
        given = {kind for f in figures if f.period is not None and (kind := years.kind_of(f.period))}
        if len(asked) == 1 and len(given) == 1 and asked != given:
            words = f"asked for {next(iter(asked))} years, answered in {next(iter(given))} years"
            yield Doubt(
                reading.response.response_id, "other-years", figures[0].place, question.text[:200], words
            )


def _unmapped(reading: Reading) -> Iterator[Doubt]:
    """Labels without a category in a table most of whose labels have one."""
    by_table: dict[tuple[str, int | None], list[bool]] = {}
    for figure in reading.figures:
        if figure.table is not None and figure.role == "part":
            by_table.setdefault((figure.place.file, figure.table), []).append(figure.category is not None)
    mostly = {table for table, mapped in by_table.items() if 2 * sum(mapped) > len(mapped)}
    seen: set[str] = set()
    for figure in reading.figures:
        unmapped = figure.role == "part" and figure.category is None
        if unmapped and figure.row_label not in seen and (figure.place.file, figure.table) in mostly:
            seen.add(figure.row_label)
            best = next(iter(categories.suggest(figure.row_label)), None)
            yield Doubt(
                reading.response.response_id,
                "unmapped-label",
                figure.place,
                figure.row_label,
                best[0].name if best else "",
                f"{best[1]:.2f}" if best else "",
            )


def _repaired(reading: Reading) -> Iterator[Doubt]:
    """Rows that arithmetic put right, and totals whose column nobody can tell; the note says how."""
    for file, table in reading.tables:
        for note in table.notes:
            match = re.match(r"row (\d{1,9}): ", note)
            row = min(int(match[1]) - 1, len(table.rows) - 1) if match is not None else 0
            place = table.place(file, row, 0)
            yield Doubt(
                reading.response.response_id, "repaired-row", place, " ".join(table.rows[row])[:200], note
            )
    for figure in reading.figures:
        if figure.note.endswith(axes.LOST):
            yield Doubt(
                reading.response.response_id, "lost-column", figure.place, figure.amount.text, axes.LOST
            )
