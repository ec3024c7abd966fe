"""Old and binary workbooks: values by calamine, dressed in the formats that their own records give."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from operator import getitem
from typing import Any, TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import shown
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.grid import content, hide, rectangle, sparse, table
from foi_cli.model import SHOWN_ROUNDED, Content, Source, Table

Run: TypeAlias = tuple[int, tuple[str, ...]]
"""Number cells side by side: the column of the first, from 1, and their format codes, "" for General."""


@dataclass(slots=True)
class Dress:
    """What the values of a sheet do not tell: the formats of its number cells, the rows that may hold TRUE or
    FALSE, and its hidden rows and columns, all from 1. `codes` has the format code of the number cells of a
    row, but for those of its runs: `kinds` are all runs, and `runs` says of a row which of them it has."""

    codes: dict[int, str] = field(default_factory=dict)
    kinds: list[Run] = field(default_factory=list)
    runs: dict[int, list[int]] = field(default_factory=dict)
    truths: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def read(source: Source, dresses: Callable[[], Mapping[str, Dress]]) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument for damaged and locked files."""
    with _explained():
        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    known, texts = dresses(), _Texts()
    sheets = (
        (
            entry.name,
            entry.visible != SheetVisibleEnum.Visible,
            partial(_sheet, book, entry.name, known, texts),
        )
        for entry in book.sheets_metadata
        if entry.typ == SheetTypeEnum.WorkSheet
    )
    return content(sheets, source.include_hidden)


@contextmanager
def _explained() -> Iterator[None]:
    """Faults of the library as reasons; a panic of its Rust is no Exception to Python."""
    try:
        yield
    except PasswordError as reason:
        raise UnreadableDocument("is protected by a password; ask the authority for an open copy") from reason
    except (CalamineError, OSError) as reason:
        raise UnreadableDocument(f"is damaged ({reason}); ask for it again") from reason
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise UnreadableDocument(f"is damaged ({panic}); ask for it again") from panic


def _sheet(
    book: CalamineWorkbook,
    name: str,
    dresses: Mapping[str, Dress],
    texts: _Texts,
    number: int,
    include_hidden: bool,
) -> Table:
    with _explained():
        values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    dress = dresses.get(name) or Dress(truths=set(range(1, len(values) + 1)))
    for at in dress.truths:
        if at <= len(values):  # in a dictionary TRUE and 1 would be the same key
            values[at - 1] = [
                str(value).upper() if isinstance(value, bool) else value for value in values[at - 1]
            ]
    reading = _Reading(dress, len(values[0]) if values else 0, texts)
    rows = reading.rows(values)
    notes = list(reading.notes(values))
    if include_hidden or not (dress.rows or dress.columns):
        return rectangle(number, name, rows, notes)
    grid = sparse(rows)
    return table(number, name, grid, [*notes, *hide(grid, dress.rows, dress.columns)])


class _Reading(dict[tuple[Any, ...], "list[_Shown]"]):
    """How the values of one sheet are shown: what shows each column of rows with this code and these runs."""

    def __init__(self, dress: Dress, width: int, texts: _Texts) -> None:
        super().__init__()
        self.dress = dress
        self.width = width
        self.texts = texts

    def __missing__(self, formats: tuple[Any, ...]) -> list[_Shown]:
        code, *runs = formats
        found = self[formats] = [self.texts[code]] * self.width
        for first, codes in map(self.dress.kinds.__getitem__, runs):
            for at, other in enumerate(codes, first - 1):
                if at < self.width:
                    found[at] = self.texts[other]
        return found

    def of(self, row: int) -> list[_Shown]:
        """What shows each column of this row, from 1."""
        return self[self.dress.codes.get(row, ""), *self.dress.runs.get(row, ())]

    def rows(self, values: list[list[Any]]) -> list[tuple[str, ...]]:
        """What the rows show."""
        codes, runs, texts = self.dress.codes, self.dress.runs, self.texts
        blank = [""] * self.width
        shown_blank = tuple(blank)
        return [
            shown_blank
            if row == blank
            else tuple(map(texts[codes.get(at, "")].__getitem__, row))
            if at not in runs
            else tuple(map(getitem, self[codes.get(at, ""), *runs[at]], row))
            for at, row in enumerate(values, 1)
        ]

    def notes(self, values: list[list[Any]]) -> Iterator[str]:
        """That numbers are shown rounded, with the first of them."""
        if any(shown_.rounded for shown_ in self.texts.values()):
            for at, row in enumerate(values, 1):
                for shown_, value in zip(self.of(at), row, strict=True):
                    if value in shown_.rounded:
                        yield f"{SHOWN_ROUNDED}{shown.general(value)} as {shown_[value]}"
                        return


class _Texts(dict[str, "_Shown"]):
    """What shows the values of a workbook, by their format code."""

    def __missing__(self, code: str) -> _Shown:
        found = self[code] = _Shown(code)
        return found


class _Shown(dict[Any, str]):
    """What texts, numbers and times show under one format code, and the numbers that it rounds."""

    def __init__(self, code: str) -> None:
        super().__init__({"": ""})
        self.code = code
        self.is_number = bool(code) and not shown.is_date(code)
        self.rounded: set[float] = set()

    def __missing__(self, value: Any) -> str:
        if isinstance(value, float):
            text = self.number(value)
        elif isinstance(value, str):
            text = fold(value)
        elif isinstance(value, (date, time, datetime, timedelta)):
            text = shown.moment(value, self.code)
        else:
            text = self.number(float(value))
        self[value] = text
        return text

    def number(self, value: float) -> str:
        """A number as its format shows it."""
        if not self.is_number:
            return shown.general(value)
        text = shown.number(value, self.code)
        if shown.rounds(value, text):
            self.rounded.add(value)
        return text
