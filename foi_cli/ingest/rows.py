"""Rows of a table while it is read: wrapped labels are joined, titles taken off, widths made equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foi_cli.ingest.lines import is_open, is_period, is_total

CELLS = 5_000_000
"""Cells of a table drawn in text; a larger rectangle stays lines."""

LONGEST_LABEL = 500
"""Characters to which a label may grow over lines."""


@dataclass(slots=True)
class Row:
    """The cells of a row and the line on which its numbers stand."""

    number: int
    cells: list[str]

    @property
    def is_label(self) -> bool:
        """Whether it holds nothing but its first cell."""
        return bool(self.cells[0]) and not any(self.cells[1:])


def unwrap(rows: Sequence[Row]) -> list[Row]:
    """The rows with labels that were wrapped over lines joined, each on the line of its numbers.

    A label alone goes on the one above when that cannot end there ("seizure of") or when it starts in lower
    case; it begins the one below when it cannot end itself, or that starts in lower case.
    """
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        if before is None or not any(row.cells):
            joined.append(row)
        elif row.is_label and not is_period(row.cells[0]) and _goes_on(before, row):
            before.cells[0] = f"{before.cells[0]} {row.cells[0]}"
        elif before.is_label and not is_period(before.cells[0]) and _goes_on(before, row):
            row.cells[0] = f"{before.cells[0]} {row.cells[0]}".strip()
            joined[-1] = row
        else:
            joined.append(row)
    return [row for row in joined if any(row.cells)]


def _goes_on(above: Row, below: Row) -> bool:
    if not 0 < len(above.cells[0]) < LONGEST_LABEL:
        return False
    return is_open(above.cells[0]) or below.cells[0][:1].islower()


def parts(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Titles with the rows under them: a label alone at the top, or a period alone after a total."""
    found: list[tuple[str, list[Row]]] = [("", [])]
    for row in rows:
        title, part = found[-1]
        if row.is_label and not part and not title:
            found[-1] = (row.cells[0], [])
        elif row.is_label and part and is_period(row.cells[0]) and is_total(part[-1].cells[0]):
            found.append((row.cells[0], []))
        else:
            part.append(row)
    return found


def rectangle(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """The cells of the rows, padded to one width, empty columns at the right left out."""
    width = max(
        (at + 1 for row in rows for at, cell in enumerate(row.cells) if cell),
        default=0,
    )
    return tuple(tuple((row.cells + [""] * width)[:width]) for row in rows)


def is_vast(rows: Sequence[Row]) -> bool:
    """Whether one long row would make the rectangle of the others larger than any table is."""
    return len(rows) * max((len(row.cells) for row in rows), default=0) > CELLS
