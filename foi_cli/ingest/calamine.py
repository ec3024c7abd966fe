"""Old and binary workbooks: values by calamine, dressed in the formats that their own records give."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import shown
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.grid import Grid, content, hide, table
from foi_cli.model import Content, Source, Table


@dataclass(slots=True)
class Dress:
    """What the values of a sheet do not tell: the format code of its number cells by row and column, and
    its hidden rows and columns, all from 1."""

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def read(source: Source, dresses: Callable[[], Mapping[str, Dress]]) -> Content:
    """One table a sheet, its used range from A1. Raises UnreadableDocument for damaged and locked files."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except PasswordError as reason:
        raise UnreadableDocument("is protected by a password; ask the authority for an open copy") from reason
    except CalamineError as reason:
        raise UnreadableDocument(f"is damaged ({reason}); ask for it again") from reason
    known = dresses()
    sheets = (
        (entry.name, entry.visible != SheetVisibleEnum.Visible, partial(_sheet, book, entry.name, known))
        for entry in book.sheets_metadata
        if entry.typ == SheetTypeEnum.WorkSheet
    )
    return content(sheets, source.include_hidden)


def _sheet(
    book: CalamineWorkbook, name: str, dresses: Mapping[str, Dress], number: int, include_hidden: bool
) -> Table:
    dress = dresses.get(name, Dress())
    grid: Grid = {}
    known: dict[tuple[Any, str], str] = {}
    code_of = dress.codes.get
    rounded = ""
    for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
        line = grid[row] = {}
        for column, value in enumerate(values, 1):
            if value == "":
                continue
            if isinstance(value, str):
                line[column] = fold(value)
                continue
            code = code_of((row, column), "")
            seen = (str(value) if value is True or value is False else value, code)
            text = known.get(seen)
            if text is None:
                text = known[seen] = _shown(value, code)
                if code and not rounded and isinstance(value, float) and shown.rounds(value, text):
                    rounded = f"{shown.general(value)} as {text}"
            line[column] = text
    notes = [f"shown rounded: cells hold more digits than they show, such as {rounded}"] if rounded else []
    if not include_hidden:
        notes += hide(grid, dress.rows, dress.columns)
    return table(number, name, grid, notes)


def _shown(value: Any, code: str) -> str:
    """A value as its format shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (date, time, datetime, timedelta)):
        return shown.moment(value, code)
    return (
        shown.number(float(value), code) if code and not shown.is_date(code) else shown.general(float(value))
    )
