"""Tables become figures: every number with its row, its column, its period and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount, Category, Figure, Period, Role, Table
from foi_cli.normalise import categories, headers, periods, words
from foi_cli.normalise.headers import Panel

_SEX = {
    "male": "male",
    "males": "male",
    "men": "male",
    "female": "female",
    "females": "female",
    "women": "female",
}
_TIME_CORNER = re.compile(r"\b(?:years?|months?|quarters?|dates?|periods?|fy)\b", re.IGNORECASE)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?", re.IGNORECASE)
_NOT_ADDED = re.compile(
    r"\b(?:av(?:era)?ge?|mean|median|min(?:imum)?|max(?:imum)?|rate|ratio|per\s(?:cent|capita|head))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a number: the question it answers and what the letter says around it.

    `asked` is the question's text, or the whole request where nothing was numbered; `period` is what the
    question limits every answer to, and `request` the text in which limits such as "to date" are looked up.
    """

    question: str = ""
    asked: str = ""
    request: str = ""
    measure: str = ""
    unit: str = "count"
    period: Period | None = None


def figures(table: Table, file: str, setting: Setting) -> Iterator[Figure]:
    """The figures of a table in reading order, without ids."""
    for panel in headers.panels(table):
        yield from _panel_figures(table, panel, file, setting)


def _panel_figures(table: Table, panel: Panel, file: str, setting: Setting) -> Iterator[Figure]:
    titled = headers.period(table.title) or headers.period(panel.caption) or _only_period(panel.caption)
    notes = {int(row) - 1: note for row, note in _row_notes(table)}
    keys = tuple(
        _key(name) for corner in panel.corner for name in (corner.split("/") if "/" in corner else (corner,))
    )
    group = ""
    for row, parts, heading in panel.rows:
        label = " ".join((heading, *parts) if heading and heading not in parts else parts)
        group = _group(keys, parts, group)
        row_period = _row_period(parts)
        dimensions = _dimensions(keys, parts, group) if row_period is None else ()
        for column, name in panel.columns:
            amount = _amount(table.rows[row][column])
            if amount is None:
                continue
            period = _period(row_period, parts, name, titled, setting)
            yield Figure(
                figure_id="",
                response_id="",
                place=table.place(file, row, column),
                amount=amount,
                question=setting.question,
                table=table.number,
                row=row,
                column=column,
                row_label=label,
                column_label=name,
                measure=_measure(table, panel, name, setting),
                unit=_unit(amount, name, label, f"{table.title} {panel.caption}", setting),
                category=_category(parts, name, period),
                dimensions=(*dimensions, *_sex(name)),
                period=period,
                role=_role(label, parts, name),
                note=notes.get(row, ""),
            )


@lru_cache(maxsize=65_536)
def _amount(text: str) -> Amount | None:
    """The amount in a cell; None for words and for nothing."""
    amount = amounts.read(text)
    return None if amount is None or amount.marker == "blank" else amount


def _row_notes(table: Table) -> Iterator[tuple[str, str]]:
    """Notes such as "row 7: a blank cell placed …" with the row they speak of."""
    for note in table.notes:
        match = re.match(r"row (\d+): (.+)", note)
        if match is not None:
            yield match[1], match[2]


def _only_period(text: str) -> Period | None:
    """The one period that a caption names; None where it names none or several."""
    found = periods.find(text) if text else ()
    return found[0][2] if len(found) == 1 else None


def _row_period(parts: tuple[str, ...]) -> Period | None:
    return next((period for part in parts if (period := headers.period(part)) is not None), None)


def _period(
    row: Period | None, parts: tuple[str, ...], column: str, titled: Period | None, setting: Setting
) -> Period | None:
    """The period of a cell: its row's and column's together, or either, or the title's or the question's."""
    over = _label_period(column)
    if parts and over is not None and _MONTH.fullmatch(parts[0]):
        return headers.period(f"{parts[0]} {over.text}") or over
    if row is not None and _MONTH.fullmatch(column):
        return headers.period(f"{column} {row.text}") or row
    found = over or row or titled or setting.period
    return periods.limit(found, setting.request) if found is not None else None


@lru_cache(maxsize=8_192)
def _label_period(label: str) -> Period | None:
    """The period of a column label, which may carry other words beside it."""
    whole = headers.period(label)
    return whole if whole is not None else _only_period(label) if len(label) <= 80 else None


def _key(corner: str) -> str:
    """The name of a dimension from the heading of a label column: "Employee Type" is employee_type."""
    words_ = re.sub(r"[^a-z0-9]+", "_", corner.lower()).strip("_")
    return words_ if 0 < len(words_) <= 30 and not _TIME_CORNER.search(corner) else ""


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
    if len(keys) == 2 and len(parts) == 1:
        pairs = ((keys[0], group), (keys[1], parts[0] if parts[0] != group else ""))
    else:
        pairs = tuple(zip(keys, parts, strict=False))
    return tuple((key, value) for key, value in pairs if key and value and not headers.is_total(value))


def _sex(column: str) -> tuple[tuple[str, str], ...]:
    sex = _SEX.get(column.strip().lower())
    return (("sex", sex),) if sex else ()


def _category(parts: tuple[str, ...], column: str, period: Period | None) -> Category | None:
    on = (period.end or period.start) if period is not None else None
    for label in (*reversed(parts), column):
        if label and (category := categories.classify(label, on)) is not None:
            return category
    return None


def _measure(table: Table, panel: Panel, column: str, setting: Setting) -> str:
    """What is measured: the column's words where they are no period and no total, else what was asked for."""
    if (
        column
        and _label_period(column) is None
        and not headers.is_total(column)
        and column.lower() not in _SEX
    ):
        named = words.unit(column)
        if named is not None:
            return named[0]
        if len(panel.columns) <= 12 and _category((), column, None) is None:
            return column
    title = "" if headers.period(table.title) else table.title
    return setting.measure or title or panel.caption


def _unit(amount: Amount, column: str, row: str, title: str, setting: Setting) -> str:
    """What the number counts, by its own writing, then its labels, then the question."""
    if amount.unit:
        return amount.unit
    for label in (column, row, title):
        if "%" in label or re.search(r"\bper\s?cent(?:age)?\b", label, re.IGNORECASE):
            return "percent"
        if "£" in label:
            return "gbp" if not re.search(r"£\s?(?:'?000|k\b|m\b|million)", label) else "gbp thousand"
        if re.search(r"\bFTE\b", label):
            return "fte"
    for label in (column, title):
        named = words.unit(label) if label else None
        if named is not None:
            return named[1]
    return setting.unit


def _role(label: str, parts: tuple[str, ...], column: str) -> Role:
    if any(headers.is_total(part) for part in parts) or headers.is_total(label) or headers.is_total(column):
        return "total"
    return "stated" if _NOT_ADDED.search(column) or _NOT_ADDED.search(label) else "part"
