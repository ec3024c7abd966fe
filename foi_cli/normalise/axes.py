"""Rows and columns of a table: the label, period, unit and dimensions that all their cells share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from foi_cli.model import Period, Table
from foi_cli.normalise import (
    asking,
    categories,
    cells,
    footnotes,
    headers,
    labels,
    timed,
    timespans,
)
from foi_cli.normalise.headers import Panel
from foi_cli.normalise.setting import Setting

Notes: TypeAlias = Mapping[str, Sequence[str]]
"""What the notes of a document say, by the mark that they begin with."""

_TIME_CORNER = re.compile(r"\b(?:years?|months?|quarters?|dates?|periods?|fy)\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"\W*+(?:000s?|no\.?|nos\.?|number|count|total|amount|value|figure|volume|quantity|qty|results?|answer|response)?\W*+",
    re.IGNORECASE,
)


_AVERAGED = re.compile(
    r"\b(?:av(?:era)?ge?|mean|median|min(?:imum)?|max(?:imum)?|rate|ratio|per\s(?:cent|capita|head))\b",
    re.IGNORECASE,
)
"""Labels of numbers that are never added up."""
LOST = "its column is not stated"
"""The note of a total that stands alone on its line."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers. `measure` is "" where its heading does not say what it counts."""

    index: int
    name: str
    period: Period | None
    total: bool
    averaged: bool
    measure: str
    unit: str
    dimensions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of numbers; `parts` are its labels from the outermost group in. A `lost` row is a lone number
    without a label below several columns of a table that lost its columns: a total of nobody knows which."""

    index: int
    label: str
    parts: tuple[str, ...]
    period: Period | None
    total: bool
    averaged: bool
    unit: str
    dimensions: tuple[tuple[str, str], ...]
    note: str
    lost: bool = False


def columns(panel: Panel, notes: Notes) -> tuple[Column, ...]:
    """The columns of a panel. A lone column called "Total" holds the parts, not their sum."""
    several = len(panel.columns) > 1
    years_ = _years(panel, notes)
    dated = sum(timed.of_column(name) is not None for _, name in panel.columns)
    return tuple(
        Column(
            index,
            name,
            footnotes.limited(name, timed.of_column(name) or year, notes) or footnotes.day_of(name, notes),
            several and (headers.is_total(name) or _adds_up(name, dated)),
            _AVERAGED.search(name) is not None,
            _measure(stem, panel),
            labels.unit(name, explicit=False),
            labels.dimensions(name),
        )
        for index, name in panel.columns
        for stem, year in (years_.get(index, (name, None)),)
    )


def _adds_up(name: str, dated: int) -> bool:
    """Whether a column of this name stands for all of the dated ones beside it."""
    return timed.spans_years(name, dated) or timed.adds_up(name, dated)


def _years(panel: Panel, notes: Notes) -> dict[int, tuple[str, Period]]:
    """The rest and the year of headings with a year at an end, by column, where it tells columns apart that
    are called alike: "Received 2021", "Received 2022". One such year alone may be that of a law or a form."""
    found: dict[int, tuple[str, Period]] = {}
    for index, name in panel.columns:
        match = _YEAR_AT_END.fullmatch(name) or _YEAR_FIRST.fullmatch(name)
        if timed.of_column(name) is not None:
            continue
        said = cells.period(match["year"]) if match is not None else None
        if match is None or said is None or timed.in_part(match["name"], column=True):
            continue
        if not _NOT_ALL_OF_IT.search(match["name"]):
            found[index] = match["name"], footnotes.limited(match["year"], said, notes) or said
    alike = Counter(name for name, _ in {(name, said.start) for name, said in found.values()})
    return {index: each for index, each in found.items() if alike[each[0]] > 1}


_YEAR_AT_END = re.compile(r"(?P<name>\D.{0,79}?)\s(?P<year>(?:19|20)\d\d\W{0,3})")
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d\W{0,3})\s(?P<name>\D.{0,79})")
_NOT_ALL_OF_IT = re.compile(
    r"\b(?:before|pre|since|until|till|to|after|post|by|from|over|under|early|mid|late|end|start|of|fall|half)$"
    r"|^(?:to|onwards?|and|or|until|so|ytd|prices?|act|census|base|half|part)\b",
    re.IGNORECASE,
)


def rows(table: Table, panel: Panel, notes: Notes) -> tuple[Row, ...]:
    """The rows of a panel, in order."""
    return tuple(_rows(table, panel, notes))


def _rows(table: Table, panel: Panel, footed: Notes) -> Iterator[Row]:
    notes = dict(_row_notes(table))
    keys = tuple(
        _key(name) for corner in panel.corner for name in (corner.split("/") if "/" in corner else (corner,))
    )
    group, dated = "", False
    for index, parts, heading in panel.rows:
        full = (heading, *parts) if heading and heading not in parts else parts
        said = timed.between(panel.corner, parts) or timed.of_row(full)
        period = footnotes.limited(" ".join(parts), said, footed)
        group = _group(keys, parts, group)
        remarks = [table.rows[index][column].strip() for column in panel.remarks]
        note = "; ".join(part for part in (notes.get(index, ""), *remarks) if part)
        label = " ".join(full)
        if period is None and headers.is_total(label):
            period = timed.only_period(label)
        total = headers.is_total(label) or any(headers.is_total(part) for part in parts)
        total = total or (dated and period is None and timed.is_year_total(label))
        dated = dated or period is not None
        dimensions = _dimensions(keys, parts, group) if period is None else ()
        lost = table.flattened and not label and _is_alone(table, index) and len(panel.columns) > 1
        if lost:
            note = "; ".join(part for part in (note, LOST) if part)
        unit = labels.unit(label, explicit=True)
        averaged = _AVERAGED.search(label) is not None
        yield Row(index, label, parts, period, total or lost, averaged, unit, dimensions, note, lost)


def _is_alone(table: Table, row: int) -> bool:
    return sum(bool(cell.strip()) for cell in table.rows[row]) == 1


def covered(
    table: Table, rows: Sequence[Row], columns: Sequence[Column], setting: Setting
) -> tuple[dict[int, Period], Period | None]:
    """What totals cover: each total row by its index, from the first period above it to the last, and the
    total column of a table whose columns are periods. Rows without a number are not covered."""
    spans: dict[int, Period] = {}
    above: list[Period] = []
    every: list[Period] = []
    for row in rows:
        limited = setting.limited(row.period) if row.period is not None else None
        if row.total and row.period is None:
            span = timespans.over(every if headers.is_grand(row.label) else above or every)
            if span is not None:
                spans[row.index] = span
            above = []
        elif limited is not None and any(cells.read(table.rows[row.index][c.index]) for c in columns):
            above.append(limited)
            every.append(limited)
    across = [limited for c in columns if c.period and (limited := setting.limited(c.period))]
    return spans, timespans.over(across) if len(across) > 1 else None


def _row_notes(table: Table) -> Iterator[tuple[int, str]]:
    """Notes such as "row 7: a blank cell placed …" with the row they speak of, zero-based."""
    for note in table.notes:
        match = re.match(r"row (\d{1,9}): (.+)", note)
        if match is not None:
            yield int(match[1]) - 1, match[2]


def _measure(name: str, panel: Panel) -> str:
    """What a column measures, in the words of its heading; "" where that is a period, a total or a sign."""
    if _SAYS_NOTHING.fullmatch(name) or timed.in_words(name) is not None or labels.dimensions(name):
        return ""
    if headers.is_total(name) or timed.is_year_total(name):
        return ""
    named = asking.named(name)
    if named is not None and named[1] not in ("gbp", "percent"):
        return named[0]
    return name if len(panel.columns) <= 12 and labels.category(name) is None else ""


def _key(corner: str) -> str:
    """The name of a dimension from the heading of a label column: "Employee Type" is employee_type."""
    named = re.sub(r"[^a-z0-9]+", "_", corner.lower()).strip("_")
    return named if 0 < len(named) <= 30 and not _TIME_CORNER.search(corner) else ""


def _group(keys: tuple[str, ...], parts: tuple[str, ...], group: str) -> str:
    """Under "Employee Type / Rank", the row of the first kind that the next ones belong to."""
    if len(keys) == 2 and len(parts) == 1:
        if headers.is_total(parts[0]):
            return ""
        return parts[0] if categories.classify(parts[0], taxonomy="employee types") is not None else group
    return ""


def _dimensions(keys: tuple[str, ...], parts: tuple[str, ...], group: str) -> tuple[tuple[str, str], ...]:
    if not parts or headers.is_total(parts[0]):
        return ()
    pairs: tuple[tuple[str, str], ...]
    if len(keys) == 2 and len(parts) == 1:
        pairs = ((keys[0], group), (keys[1], parts[0] if parts[0] != group else ""))
    else:
        pairs = tuple(zip(keys, parts, strict=False))
    return tuple((key, value) for key, value in pairs if key and value and not headers.is_total(value))
