"""Where the rows of a table part that has no ruling under every row: which lines belong to one row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from foi_cli.ingest.pdf.columns import Gap, place
from foi_cli.ingest.pdf.lines import Line, Phrase
from foi_cli.ingest.pdf.rulings import Ruling

YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?[a-z*]?|\d\d/\d\d")
_HEADING = re.compile(rf"(?:{YEAR.pattern})(?:\s.*)?|\(.*\)|[^\d]*|\d\)?")
"""What may stand in a heading: years, units in brackets, words, the numbers of columns."""
_OPEN_END = re.compile(r"(?:[,(/&-]|\b(?:and|or|of|the|for|in|to|by|with|per|from|on|at|a|an|as|than))$")
_SERIAL = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s", re.IGNORECASE)


class Entry(NamedTuple):
    """A phrase with the columns that it stands in."""

    first: int
    last: int
    phrase: Phrase


class Row(NamedTuple):
    """A line of a table with its phrases put in columns.

    `label` is the text in the first column, "" where there is none; `values` stand to the right of it, and
    so many of them are `numbers`. A row `is_data` where it holds figures, and more of them than words.
    """

    line: Line
    entries: tuple[Entry, ...]
    label: str
    values: tuple[Entry, ...]
    numbers: int
    is_data: bool


def row(line: Line, entries: tuple[Entry, ...]) -> Row:
    """The row that a line makes with these entries."""
    label = next((entry.phrase.text for entry in entries if entry.first == 0), "")
    values = tuple([entry for entry in entries if entry.first > 0])
    numbers = sum([entry.phrase.is_number for entry in values])
    return Row(line, entries, label, values, numbers, _is_data(label, values, numbers))


def _is_data(label: str, values: Sequence[Entry], numbers: int) -> bool:
    """Whether at least half of the values are numbers; a row of years is a heading."""
    if not values or 2 * numbers < len(values):
        return False
    texts = [entry.phrase.text for entry in values]
    if all(map(YEAR.fullmatch, texts)):
        return len(texts) == 1 and bool(label)
    return bool(label) or not all(map(_HEADING.fullmatch, texts))


def placed(lines: Sequence[Line], gaps: Sequence[Gap]) -> list[Row]:
    """The lines with each phrase in its columns."""
    return [row(line, tuple([Entry(*place(part, gaps), part) for part in line.phrases])) for line in lines]


def header(rows: Sequence[Row]) -> int:
    """How many rows stand above the first with figures; 1 where none has figures."""
    data = [i for i, row in enumerate(rows) if row.is_data]
    first = next(
        (i for i in data if rows[i].label or (i and not rows[i - 1].values)), min(data, default=None)
    )
    if first is None:
        return min(1, len(rows))
    while (
        first > 1
        and rows[first - 1].label
        and not rows[first - 1].values
        and any(row.values for row in rows[: first - 1])
    ):
        first -= 1
    return first


def find(
    rows: Sequence[Row], gaps: Sequence[Gap], box: tuple[float, float], ruled: Sequence[float]
) -> list[Ruling]:
    """Rulings thought of between the rows of these lines.

    `box` is the left and right edge of the table, `ruled` the y of rulings across most of it, from the top:
    where those stand between most rows with figures they alone part rows.
    """
    above = header(rows)
    found = _header_rulings(rows[:above], gaps, box)
    data = sum(row.is_data for row in rows[above:])
    inside = [y for y in ruled if rows[0].line.middle < y < rows[-1].line.middle]
    trust = data > 1 and len(inside) >= 0.7 * data and _one_row_between(rows[above:], inside)
    if 0 < above < len(rows):
        found.append(_between(rows[above - 1], rows[above], box))
    usual, tight = _usual_step(rows[above:]), _tight_step(rows[above:])
    for i in range(above + 1, len(rows)):
        if _are_ruled_apart(rows[i - 1], rows[i], ruled):
            continue
        if not trust and not _carries_on(rows, i, usual, tight):
            found.append(_between(rows[i - 1], rows[i], box))
    return found


def _one_row_between(rows: Sequence[Row], ruled: Sequence[float]) -> bool:
    """Whether rulings leave hardly ever two rows with figures together."""
    together = sum(
        before.is_data and after.is_data and not _are_ruled_apart(before, after, ruled)
        for before, after in pairwise(rows)
    )
    return together <= 0.1 * len(rows)


def _are_ruled_apart(above: Row, below: Row, ruled: Sequence[float]) -> bool:
    return bisect_right(ruled, above.line.middle) < bisect_left(ruled, below.line.middle)


def _between(above: Row, below: Row, box: tuple[float, float]) -> Ruling:
    return Ruling((above.line.bottom + below.line.top) / 2, *box)


def _usual_step(rows: Sequence[Row]) -> float:
    """From one row with figures to the next, in points."""
    steps = [b.line.bottom - a.line.bottom for a, b in pairwise(rows) if a.is_data and b.is_data]
    return median(steps) if steps else 0.0


def _tight_step(rows: Sequence[Row]) -> float:
    """The least step from one line to the next where some are a good deal wider; 0 where all are alike."""
    steps = [below.line.bottom - above.line.bottom for above, below in pairwise(rows)]
    return min(steps) if steps and max(steps) > 1.25 * min(steps) else 0.0


def _header_rulings(rows: Sequence[Row], gaps: Sequence[Gap], box: tuple[float, float]) -> list[Ruling]:
    """Below each heading that spans columns, across the columns that it spans, one ruling."""
    edges = [box[0], *(gap.middle for gap in gaps), box[1]]
    found: list[Ruling] = []
    for i, row in enumerate(rows[:-1]):
        for entry in row.entries:
            if entry.last > entry.first:
                below = _last_of_spanning(rows, i, entry)
                if below + 1 < len(rows):
                    y = (rows[below].line.bottom + rows[below + 1].line.top) / 2
                    found.append(Ruling(y, edges[entry.first], edges[entry.last + 1]))
    return found


def _last_of_spanning(rows: Sequence[Row], start: int, spanning: Entry) -> int:
    """The last line of a heading that spans columns and may run over several lines."""
    last = start
    for i in range(start + 1, len(rows)):
        under = [
            entry
            for entry in rows[i].entries
            if entry.last >= spanning.first and entry.first <= spanning.last
        ]
        if len(under) != 1 or abs(_middle(under[0].phrase) - _middle(spanning.phrase)) > rows[i].line.size:
            break
        last = i
    return last


def _middle(part: Phrase) -> float:
    return (part.x0 + part.x1) / 2


def _carries_on(rows: Sequence[Row], i: int, usual: float, tight: float) -> bool:
    """Whether line i carries on the row of the line before it."""
    before, row = rows[i - 1], rows[i]
    step = row.line.bottom - before.line.bottom
    size = min(before.line.size, row.line.size)
    if step < 0.75 * size:
        return True
    if before.numbers and row.numbers:
        return False
    if not row.label:
        return _fits_below(before, row, step, size, usual)
    if not row.values:
        return _label_carries_on(rows, i, step, usual)
    if not before.values:
        return _label_began_before(rows, i, step, usual)
    # in a table of words, lines closer together than rows are
    return not row.numbers and not before.numbers and step < 1.1 * tight


def _fits_below(before: Row, row: Row, step: float, size: float, usual: float) -> bool:
    """A line without label: more words of the cells above, or the figures beside a label of two lines."""
    if step > max(1.35 * size, 0.9 * usual if usual else 0):
        return False
    return not row.numbers or not before.values


def _label_carries_on(rows: Sequence[Row], i: int, step: float, usual: float) -> bool:
    """A line with a label alone: the end of the label above, not a heading nor the start of the next."""
    before, row = rows[i - 1], rows[i]
    if not before.label or _SERIAL.match(row.label):
        return False
    if _goes_on(row.label) or _OPEN_END.search(before.label):
        return True
    if _unclosed(before.label):
        return True
    after = rows[i + 1] if i + 1 < len(rows) else None
    if not before.values:
        return False
    next_step = after.line.bottom - row.line.bottom if after else usual
    return bool(usual) and step < 0.87 * usual and step < 0.87 * next_step


def _label_began_before(rows: Sequence[Row], i: int, step: float, usual: float) -> bool:
    """A full line under a label alone: that label's end, with the figures beside its last line."""
    before, row = rows[i - 1], rows[i]
    if _SERIAL.match(row.label):
        return False
    if _goes_on(row.label) or _OPEN_END.search(before.label) or _unclosed(before.label):
        return True
    return (bool(usual) and step < 0.87 * usual) or _hangs(rows, i)


def _hangs(rows: Sequence[Row], i: int) -> bool:
    """Whether line i alone is set further in than the lines around it, as the end of a label is."""
    if i + 1 >= len(rows) or i < 2 or not rows[i - 2].label or not rows[i + 1].label:
        return False
    before, row, after = (rows[j].line for j in (i - 1, i, i + 1))
    return (
        row.x0 > before.x0 + 0.5 * row.size
        and abs(after.x0 - before.x0) < 1
        and rows[i - 2].line.x0 >= before.x0 - 1
    )


def _goes_on(label: str) -> bool:
    """Whether a label begins like the middle of one."""
    return label[:1].islower() or (label[:1] == "(" and len(label) > 3)


def _unclosed(label: str) -> bool:
    return label.count("(") > label.count(")")
