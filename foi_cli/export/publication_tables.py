"""Figures into tables that can be published: one unit a column, one heading row, no gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from foi_cli.export.published import (
    Value,
    headings,
    one_line,
    publishable,
    shorthand,
    stretch,
    with_unit,
)
from foi_cli.model import Figure, Finding, Reading


@dataclass
class Line:
    """A row of a table: its figures by column, and the numbers of the notes on it."""

    label: str
    figures: dict[int, Figure]
    notes: list[int] = field(default_factory=list)

    @property
    def is_total(self) -> bool:
        """Whether every figure in it is a total."""
        return all(figure.role == "total" for figure in self.figures.values())


@dataclass
class Draft:
    """Rows that share headings and units, column by column: a table to be."""

    file: str
    number: int
    lines: list[Line] = field(default_factory=list)
    columns: dict[int, Figure] = field(default_factory=dict)
    """The first figure of each column: its heading and its unit are those of the column."""

    def takes(self, figures: dict[int, Figure]) -> bool:
        """Whether this row goes with the others: the same headings and units in the columns they share."""
        shared = self.columns.keys() & figures.keys()
        return bool(shared) and all(_same(self.columns[c], figures[c]) for c in shared)

    def add(self, line: Line) -> None:
        """Add a row."""
        self.lines.append(line)
        for column, figure in line.figures.items():
            self.columns.setdefault(column, figure)


def drafts(reading: Reading) -> Iterator[Draft]:
    """The tables of a response, drawn from its figures; several where one sheet held several."""
    groups: dict[tuple[str, int], dict[int, dict[int, Figure]]] = {}
    for figure in reading.figures:
        if figure.table is not None and figure.row is not None and figure.column is not None:
            rows = groups.setdefault((figure.place.file, figure.table), {})
            rows.setdefault(figure.row, {})[figure.column] = figure
    for (file, number), rows in groups.items():
        yield from _divided(file, number, rows)


def _divided(file: str, number: int, rows: dict[int, dict[int, Figure]]) -> list[Draft]:
    made: list[Draft] = []
    for row in sorted(rows):
        figures = rows[row]
        line = Line(_row_label(figures), figures)
        draft = next((each for each in made if each.takes(figures)), None)
        if draft is None:
            draft = Draft(file, number)
            made.append(draft)
        draft.add(line)
    return made


def _row_label(figures: dict[int, Figure]) -> str:
    """The label of a row: as written, or its period where it has no other."""
    first = next(iter(figures.values()))
    if first.row_label.strip() or first.period is None:
        return first.row_label
    return "" if first.period.text.strip() == first.column_label.strip() else stretch(first.period)


def _same(one: Figure, other: Figure) -> bool:
    return one.column_label == other.column_label and unit(one) == unit(other)


def unit(figure: Figure) -> str:
    """The unit of a figure, as the figures listing gives it."""
    return figure.unit or figure.amount.unit


def grid(draft: Draft) -> tuple[tuple[str, ...], list[tuple[Value, ...]], tuple[int | None, ...]]:
    """The headings of a draft, its rows with totals at an edge, and the decimal places of its columns."""
    order = sorted(draft.columns)
    header = headings(["Breakdown", *(_heading(draft.columns[column]) for column in order)])
    rows: list[tuple[Value, ...]] = [
        (_label(line), *(_value(line.figures.get(column)) for column in order))
        for line in _edged(draft.lines)
    ]
    return header, rows, (None, *(_places(row[k] for row in rows) for k in range(1, len(header))))


def _heading(figure: Figure) -> str:
    label, period = figure.column_label or figure.measure or "Figures", figure.period
    if period is not None and period.text.strip() == label.strip():
        label = stretch(period)
    return with_unit(label, unit(figure))


def _label(line: Line) -> str:
    words = one_line(line.label) or "No label"
    return words + "".join(f" [note {number}]" for number in sorted(set(line.notes)))


def _value(figure: Figure | None) -> Value:
    if figure is None:
        return shorthand(None)
    number = publishable(figure.amount)
    return shorthand(figure.amount) if number is None else number


def _places(values: Iterable[Value]) -> int:
    """As many decimal places as the most exact of the numbers has."""
    return max((-int(v.as_tuple().exponent) for v in values if isinstance(v, Decimal)), default=0)


def _edged(lines: Sequence[Line]) -> list[Line]:
    """The rows with totals at an edge: those in the middle go last, where their labels tell them apart."""
    marks = [line.is_total for line in lines]
    totals = [line for line in lines if line.is_total]
    if marks in (sorted(marks), sorted(marks, reverse=True)) or len({t.label for t in totals}) < len(totals):
        return list(lines)
    return [line for line in lines if not line.is_total] + totals


def words_for(line: Line) -> Iterator[tuple[str, str]]:
    """The shorthand used in a row, each with what the authority wrote."""
    for figure in line.figures.values():
        if publishable(figure.amount) is None:
            yield shorthand(figure.amount), figure.amount.text


def comment(finding: Finding, where: str) -> str:
    """The note on a total that differs: what is wrong, that it stands as stated, and who accepted it."""
    about = f"{where}. " if where else ""
    accepted = f" Accepted: {one_line(finding.reason).rstrip('.')}." if finding.accepted else ""
    if finding.check in ("sum", "balance", "cross-table", "records", "between"):
        said = (
            "The total does not equal the sum of its parts as stated by the authority: "
            f"it is stated as {_grouped(finding.stated)}, the parts come to {_grouped(finding.computed)}."
        )
    else:
        said = (
            f"The figure does not agree with what the authority states elsewhere. {one_line(finding.message)}"
        )
    return f"{about}{said} It is published as stated.{accepted}"


def _grouped(text: str) -> str:
    """Decimal text with thousands commas; a range as words."""
    ends = [f"{Decimal(end):,f}" if end else "" for end in text.split("..")] if text else []
    if len(ends) == 2:
        return f"{ends[0]} to {ends[1]}" if ends[1] else f"{ends[0]} or more"
    return ends[0] if ends else "an unknown amount"
