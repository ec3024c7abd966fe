"""Tables become figures: every number with its row, its column, its period and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from foi_cli.model import COMPUTED, READ_BY_OCR, Amount, Category, Figure, Period, Role, Table
from foi_cli.normalise import (
    asking,
    axes,
    captions,
    cells,
    headers,
    labels,
    numbering,
    sheets,
    suppression,
    timed,
    timespans,
    words,
    years,
)
from foi_cli.normalise.axes import Column, Row
from foi_cli.normalise.captions import Beside
from foi_cli.normalise.headers import Panel
from foi_cli.normalise.setting import Setting
from foi_cli.normalise.wording import ASKS


def figures(
    table: Table, file: str, setting: Setting, ids: Iterator[str], beside: Beside = captions.NONE
) -> Iterator[Figure]:
    """The figures of a table in reading order, each with the next of these ids."""
    title = captions.unmarked(table.title, setting.question)
    table = table if title == table.title else replace(table, title=title)
    panels = headers.panels(table)
    asked = setting.question or setting.sheets.get(table.sheet or "", "")
    for panel, question in zip(panels, sheets.questions([panel.mark for panel in panels]), strict=True):
        asked = setting.question or question or asked
        here = setting if asked == setting.question else replace(setting, question=asked)
        lines = Beside(beside.above or panel.above, (*panel.below, *beside.below))
        yield from _panel_figures(table, panel, file, captions.noted(here, lines), ids, lines)


def _panel_figures(
    table: Table, panel: Panel, file: str, setting: Setting, ids: Iterator[str], lines: Beside
) -> Iterator[Figure]:
    columns, rows = axes.columns(panel, setting.notes), axes.rows(table, panel, setting.notes)
    title = " ".join(part for part in (table.title, panel.caption) if part) or setting.heading
    around = _around(table, panel, title, setting)
    if not _is_dated(rows, columns):
        own = captions.taken(lines)
        around = replace(around, period=own or around.period or captions.told(lines))
    when = _Calendar(table, rows, columns, around)
    questions = sheets.by_column(panel.above, panel.columns) if not around.question else {}
    seen = [note for note in table.notes if note.startswith(READ_BY_OCR)]
    computed = table.computed
    units = _Units(table, rows, columns, title, around)
    classes = _Categories(rows, columns)
    bracketed = _is_bracketed(table)
    for row in rows:
        question = around.question or _asked(row.label)
        note = "; ".join(filter(None, (*seen, row.note)))
        for column in _nameless(columns) if row.lost else columns:
            cell = table.rows[row.index][column.index]
            for amount in _read(cell.strip(" ()") if bracketed else cell, around):
                period = when.of(row, column)
                place = table.place(file, row.index, column.index)
                made = computed and place.cell in computed
                yield Figure(
                    figure_id=next(ids),
                    response_id=around.response_id,
                    place=place,
                    amount=replace(amount, text=cell.strip()) if bracketed else amount,
                    question=questions.get(column.index, question),
                    table=table.number,
                    row=row.index,
                    column=column.index,
                    row_label=row.label,
                    column_label=column.name,
                    measure=column.measure or around.measure,
                    unit=units.of(amount, row, column),
                    category=classes.of(row, column, period),
                    dimensions=(*row.dimensions, *column.dimensions),
                    period=period,
                    role=_role(row, column),
                    note="; ".join(filter(None, (*seen, COMPUTED, row.note))) if made else note,
                )


def _asked(label: str) -> str:
    """The number of the question that a row answers: "2. How many were cancelled?"; "" where it asks none."""
    match = numbering.before(label)
    if match is None or not (match["q"] or match["n"]):
        return ""
    asks = "?" in label or ASKS.match(label, match.end())
    return numbering.plain(match["q"] or match["n"]) if asks else ""


_BRACKETED = re.compile(r"\(\d[\d,.]*\)")


def _is_bracketed(table: Table) -> bool:
    """Whether a list sets all its numbers in brackets, "Polish (3,911)": there they take nothing away."""
    if not table.flattened:
        return False
    numbers = [cell.strip() for row in table.rows for cell in row[1:] if any(map(str.isdigit, cell))]
    return len(numbers) > 2 and all(map(_BRACKETED.fullmatch, numbers))


def _read(cell: str, setting: Setting) -> tuple[Amount, ...]:
    """The amounts of a cell; a letter is one where the document says what it stands for."""
    found = cells.read(cell)
    explained = suppression.sign(cell, setting.signs) if setting.signs and not found else None
    return found if explained is None else (explained,)


def _around(table: Table, panel: Panel, title: str, setting: Setting) -> Setting:
    """The setting inside the table: its title may say what is counted and for when."""
    kind = setting.yearly.below(" ".join((*panel.corner, title)), setting.years)
    day = timespans.day_of_years(title) or setting.day
    if kind != setting.years or day != setting.day:
        setting = replace(setting, years=kind, day=day)
    heads = setting.yearly.beside(
        (*(name for _, name in panel.columns), *(" ".join(row[1]) for row in panel.rows))
    )
    setting = replace(setting, yearly=heads) if heads is not setting.yearly else setting
    if any(map(_SEASON.fullmatch, panel.corner)):
        setting = replace(setting, season=" ".join((title, *panel.above)))
    said = cells.period(table.title) or cells.period(panel.caption) or captions.time(title)
    said = said or next(
        (found for text in panel.corner if (found := timed.only_period(text)) is not None), None
    )
    if said is None and setting.period is not None:
        said = timespans.inside(title, setting.period)
    period = setting.limited(said) if said is not None else setting.period
    unit = labels.of_corner(panel.corner) or setting.unit
    measure = setting.measure or ("" if cells.period(table.title) else title)
    return replace(setting, period=period, measure=measure, unit=unit)


_SEASON = re.compile(r"\W*(?:\w{3,12}\s)?seasons?\W*", re.IGNORECASE)
""" "Season", "Winter season": the years below such a heading are no financial years."""


def _is_dated(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether any row or column says for when it is."""
    return any(row.period for row in rows) or any(column.period for column in columns)


def _nameless(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns without what their headings say, for a number that stands in nobody knows which."""
    for column in columns:
        yield Column(column.index, "", None, total=True, averaged=False, measure="", unit="", dimensions=())


class _Calendar:
    """The period of every cell: its row's and column's together, or either, or what surrounds the table.

    A total covers what it adds up.
    """

    def __init__(
        self, table: Table, rows: Sequence[Row], columns: Sequence[Column], setting: Setting
    ) -> None:
        self._setting = setting
        self._rows, self._across = axes.covered(table, rows, columns, setting)
        self._months = {
            row.index: row.parts[0] if row.parts and timed.is_month(row.parts[0]) else "" for row in rows
        }
        kinds: dict[tuple[Period | None, str], int] = {}
        self._kinds = {
            row.index: kinds.setdefault((row.period, self._months[row.index]), len(kinds)) for row in rows
        }
        self._known: dict[tuple[int, str], Period | None] = {}

    def of(self, row: Row, column: Column) -> Period | None:
        """The period of the cell where they meet."""
        if column.period is None and row.period is None:
            return self._of_total(row, column)
        key = self._kinds[row.index], column.name
        if key not in self._known:
            self._known[key] = _joined(row, column, self._months[row.index], self._setting)
        return self._known[key]

    def _of_total(self, row: Row, column: Column) -> Period | None:
        if row.total and row.index in self._rows:
            return self._rows[row.index]
        if column.total and self._across is not None:
            return self._across
        around = self._setting.period
        named = ((row.label, False), (column.name, True))
        parts = [label for label, over in named if around and timed.in_part(label, column=over)]
        if around is None or not parts:
            return around
        return next((found for label in parts if (found := timespans.inside(label, around))), None)


def _joined(row: Row, column: Column, month: str, setting: Setting) -> Period | None:
    """A month and its year are one period, whichever of them the row is: "April" of "2021/22" is April 2021,
    and as the letter says where its years begin in another month."""
    named, year = "", None
    if month and column.period is not None:
        named, year = month, column.period
    elif row.period is not None and timed.is_month(column.name):
        named, year = column.name, row.period
    if year is None:
        return setting.limited(column.period or row.period)
    monthly = cells.period(f"{named} {year.text}")
    if monthly is not None:
        return setting.limited(monthly)
    whole = setting.yearly.meant(year, setting.years)
    if not years.kind_of(whole) and not years.kind_of(year):
        return setting.limited(column.period or row.period)
    inside = timespans.inside(named, whole)
    written = f"{named} {year.text.strip()}"
    return setting.limited(replace(inside, text=written)) if inside is not None else Period(written)


class _Units:
    """What every cell counts: by its own writing, then its labels, then the title, then the question."""

    def __init__(
        self, table: Table, rows: Sequence[Row], columns: Sequence[Column], title: str, setting: Setting
    ) -> None:
        self._table, self._rows, self._columns = table, rows, columns
        self._around = _title_unit(title, setting)
        if self._around == "fte" and _HEADS.search(title) and not any(_HEADS.search(c.name) for c in columns):
            self._around = "count"
        self._named = {column.index for column in columns if column.unit and not labels.said(column.name)}
        in_pounds = self._around == "gbp" and "gbp" in self._written[0].values()
        self._counted = "count" if in_pounds else self._around

    @cached_property
    def _written(self) -> tuple[dict[int, str], dict[int, str]]:
        """The units that numbers are written with, by column and by row, where any is."""
        by_column: dict[int, str] = {}
        by_row: dict[int, str] = {}
        for row in self._rows:
            for column in self._columns:
                for amount in cells.read(self._table.rows[row.index][column.index]):
                    if amount.unit:
                        by_column.setdefault(column.index, amount.unit)
                        by_row.setdefault(row.index, amount.unit)
        return by_column, by_row

    def _plain(self, column: Column) -> bool:
        """Whether a column counts something else than those beside it: it has a name, which is no year, and
        none of its numbers has the unit of theirs."""
        return (
            bool(column.name) and cells.period(column.name) is None and column.index not in self._written[0]
        )

    def of(self, amount: Amount, row: Row, column: Column) -> str:
        if amount.unit == "gbp" and not _OWN_SCALE.search(amount.text):
            scaled = next((u for u in (column.unit, row.unit, self._around) if u.startswith("gbp ")), "")
            return scaled or amount.unit
        if amount.unit:
            return amount.unit
        if not amount.value:
            by_column, by_row = self._written
            written = by_column.get(column.index) or ("" if self._plain(column) else by_row.get(row.index))
            if written:
                return written
        if column.index in self._named and (said := labels.said(row.label)):
            return said
        return column.unit or row.unit or self._counted


_HEADS = re.compile(r"\bhead\s?counts?\b", re.IGNORECASE)
""" "Staff (full time equivalent), and headcount": which numbers are which, only the columns can say."""
_OWN_SCALE = re.compile(r"[kmb]|thousand|million|billion", re.IGNORECASE)


def _title_unit(title: str, setting: Setting) -> str:
    sign = labels.sign_unit(title) or labels.measured(title)
    if sign or setting.unit.startswith("gbp "):
        return sign or setting.unit
    named = words.unit(title) if title and cells.period(title) is None else None
    if named is not None and (named[1] != "gbp" or setting.unit in ("gbp", "count")):
        return named[1]
    if setting.unit != "count":
        return setting.unit
    named = asking.named(title) if title else None
    return named[1] if named is not None else "count"


class _Categories:
    """The category of every cell: that of its innermost label, a row's before a column's."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        self._rows = {
            row.index: next((part for part in reversed(row.parts) if part and labels.category(part)), "")
            for row in rows
        }
        self._columns = {column.name for column in columns if column.name and labels.category(column.name)}

    def of(self, row: Row, column: Column, period: Period | None) -> Category | None:
        """The category of the cell where they meet, by its date one of the old list or of the new."""
        label = self._rows[row.index] or (column.name if column.name in self._columns else "")
        if not label:
            return None
        return labels.category(label, period.end or period.start if period is not None else None)


def _role(row: Row, column: Column) -> Role:
    if row.total or column.total:
        return "total"
    return "stated" if row.averaged or column.averaged else "part"
