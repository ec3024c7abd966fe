"""What a person should look at: open periods, unmapped labels, repaired cells, figures in missing files."""

from __future__ import annotations

from collections.abc import Iterator

from foi_cli.model import Doubt, Reading
from foi_cli.normalise import categories


def raise_(reading: Reading) -> tuple[Doubt, ...]:
    """The doubts of a reading, in the order of its figures, each kind once for each label or period."""
    return (*_open_periods(reading), *_unmapped(reading), *_repaired(reading))


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


def _unmapped(reading: Reading) -> Iterator[Doubt]:
    """Labels without a category in a table most of whose labels have one."""
    by_table: dict[tuple[str, int | None], list[bool]] = {}
    for figure in reading.figures:
        if figure.table is not None and figure.role == "part":
            by_table.setdefault((figure.place.file, figure.table), []).append(figure.category is not None)
    seen: set[str] = set()
    for figure in reading.figures:
        mapped = by_table.get((figure.place.file, figure.table), [])
        unmapped = figure.role == "part" and figure.category is None and figure.table is not None
        if unmapped and figure.row_label not in seen and 2 * sum(mapped) > len(mapped):
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
    """Rows that arithmetic put right; the note says how."""
    seen: set[str] = set()
    for figure in reading.figures:
        if figure.table is not None and figure.note and figure.note not in seen:
            seen.add(figure.note)
            yield Doubt(
                reading.response.response_id, "repaired-row", figure.place, figure.row_label, figure.note
            )
