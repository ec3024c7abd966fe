"""What every column of the export set means: columns.csv beside this file, loaded once.

The CSV files, the data package, Parquet, the workbooks and docs/exports.md all follow it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, cast, get_args

from foi_cli import model
from foi_cli.export.safe import guarded

Cell: TypeAlias = str | int | Decimal | date | bool | None
"""What a row holds: text as in the document (not yet made safe), or a value; None and "" are no value."""

Kind: TypeAlias = Literal["string", "integer", "number", "date", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, the kind of its values, and what they mean.

    `choices` are its only values; `refers` is the listing and column it points to ("responses.response_id");
    `unit` is that of its numbers; `empty` says what an empty cell means; `required` is true where there is
    none; `pattern` is a regular expression that every value matches whole.
    """

    name: str
    kind: Kind
    required: bool
    choices: tuple[str, ...]
    refers: str
    pattern: str
    unit: str
    empty: str
    description: str


@cache
def columns(listing: str) -> tuple[Column, ...]:
    """The columns of this listing ("figures"), in order."""
    text = files(__package__).joinpath("columns.csv").read_text(encoding="utf-8")
    return tuple(_column(row) for row in csv.DictReader(text.splitlines()) if row["listing"] == listing)


def _column(row: dict[str, str]) -> Column:
    return Column(
        name=row["column"],
        kind=cast(Kind, row["kind"]),
        required=row["required"] == "yes",
        choices=_choices(row["choices"]),
        refers=row["refers"],
        pattern=row["pattern"],
        unit=row["unit"],
        empty=row["empty"],
        description=row["description"],
    )


def _choices(words: str) -> tuple[str, ...]:
    """The values of a vocabulary of the model ("Outcome"), or the words themselves."""
    vocabulary = getattr(model, words, None)
    return tuple(word for word in get_args(vocabulary) if word) if vocabulary else tuple(words.split())


def plain(number: Decimal) -> str:
    """The number in digits, without an exponent: 1E+3 is 1000."""
    return format(number, "f")


def written(cell: Cell) -> str:
    """The cell as text: ISO dates, true and false, "." as decimal point, "" for none, formulas guarded."""
    if isinstance(cell, str):
        return guarded(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return plain(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
