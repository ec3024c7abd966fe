"""A frozen record of model.py as columns of a database, and back: dates and decimals as text, exactly.

Both directions are written out as one expression for each type and compiled once, when it is first wanted, as
dataclasses do with their own methods: a store holds millions of figures of forty columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, get_origin, get_type_hints

from foi_cli.store.packing import pack, present, unpacker

Record = TypeVar("Record")
Cell: TypeAlias = str | int | None
Row: TypeAlias = tuple[Cell, ...]
"""A record as its table has it."""

RESERVED = {
    "check": "check_name",
    "table": "table_number",
    "row": "row_index",
    "column": "column_index",
    "place_table": "place_table_number",
}
"""Field names that SQL has taken, and what the columns are called instead."""


FEW = 1_024
"""Values of one column that are kept for the rows that say the same."""


class _Column(NamedTuple):
    """One column; `frozen` is the expression of its cell."""

    name: str
    type: str
    frozen: str


@dataclass(frozen=True)
class Codec(Generic[Record]):
    """How one type is kept. `record` is the expression that makes one of a row, `speaks_of` what that and the
    expressions of the columns speak of."""

    columns: tuple[_Column, ...]
    record: str
    speaks_of: dict[str, Any]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def listed(self) -> str:
        """The names of the columns with commas between."""
        return ", ".join(self.names)

    @cached_property
    def holes(self) -> str:
        """As many question marks."""
        return ", ".join("?" for _ in self.columns)

    def at(self, *names: str) -> tuple[int, ...]:
        """The positions of these columns."""
        return tuple(map(self.names.index, names))

    @property
    def definition(self) -> str:
        """The columns as CREATE TABLE wants them."""
        return ", ".join(f"{column.name} {column.type}" for column in self.columns)

    @cached_property
    def freeze(self) -> Callable[[Record], Row]:
        """Makes a row of a record."""
        cells = ", ".join(column.frozen for column in self.columns)
        made: Callable[[Record], Row] = eval(f"lambda it: ({cells},)", self.speaks_of)  # noqa: S307  our own
        return made

    @cached_property
    def thaw(self) -> Callable[[Sequence[Any]], Record]:
        """Makes a record of a row."""
        made: Callable[[Sequence[Any]], Record] = eval(f"lambda row: {self.record}", self.speaks_of)  # noqa: S307
        return made


def codec(record: type[Record]) -> Codec[Record]:
    """The columns of a record: one a field, the fields of a record inside it with its name in front."""
    kind: Any = record
    made: Codec[Record] = _codec(kind)
    return made


def text(value: str) -> str:
    """The same text as SQLite takes it: halves of surrogate pairs, which are no characters, become "?"."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


@cache
def _codec(record: Any) -> Codec[Any]:
    speaks_of: dict[str, Any] = {
        "date": date,
        "Decimal": Decimal,
        "pack": pack,
        "text": text,
    }
    columns, made = _layout(record, "it", 0, speaks_of)
    return Codec(tuple(columns), made, speaks_of)


def _layout(record: Any, value: str, at: int, names: dict[str, Any]) -> tuple[list[_Column], str]:
    """The columns of the record that the expression `value` gives, and the expression that makes it of a row.

    `at` is the number of its first cell. What the expressions speak of is put among the names.
    """
    hints = get_type_hints(record)
    columns: list[_Column] = []
    thawed: list[str] = []
    for field in fields(record):
        kind, optional = present(hints[field.name])
        own, here = f"{value}.{field.name}", at + len(columns)
        if is_dataclass(kind):
            inner, made = _layout(kind, own, 0 if optional else here, names)
            columns += _inside(field.name, inner, own, optional)
            made = _seldom_new(made, here, len(inner), names) if optional else made
        else:
            columns.append(_column(field.name, kind, optional, own))
            made = _cell(kind, optional, f"row[{here}]", names)
        thawed.append(made)
    names[record.__name__] = record
    return columns, f"{record.__name__}({', '.join(thawed)})"


def _seldom_new(made: str, at: int, cells: int, names: dict[str, Any]) -> str:
    """The expression that gives a record that may be absent, made of so many cells from this one on. Such are
    the same in many rows, and kept for them."""
    make = f"made_{len(names)}"
    names[make] = lru_cache(FEW)(eval(f"lambda row: {made}", names))  # noqa: S307  our own
    return f"(None if row[{at}] is None else {make}(tuple(row[{at}:{at + cells}])))"


def _inside(name: str, columns: Sequence[_Column], value: str, optional: bool) -> list[_Column]:
    """The columns of a record inside a record. An absent one is a row of NULLs: its first column would never
    be NULL."""
    named = [RESERVED.get(f"{name}_{column.name}", f"{name}_{column.name}") for column in columns]
    if not optional:
        return [column._replace(name=own) for own, column in zip(named, columns, strict=True)]
    return [
        _Column(own, column.type.removesuffix(" NOT NULL"), f"(None if {value} is None else {column.frozen})")
        for own, column in zip(named, columns, strict=True)
    ]


def _column(name: str, kind: Any, optional: bool, value: str) -> _Column:
    """The column of one field that is no record."""
    if get_origin(kind) is tuple:
        frozen = f"(text(pack({value})) if {value} else '[]')"
    else:
        frozen = _FROZEN[kind].format(value)
    if optional:
        frozen = f"(None if {value} is None else {frozen})"
    sql = "INTEGER" if kind in (int, bool) else "TEXT"
    return _Column(RESERVED.get(name, name), sql if optional else f"{sql} NOT NULL", frozen)


def _cell(kind: Any, optional: bool, cell: str, names: dict[str, Any]) -> str:
    """The expression that makes a value of a cell."""
    if get_origin(kind) is tuple:
        make, unpack = f"tuple_{len(names)}", unpacker(kind)
        names[make] = lru_cache(FEW)(lambda text: unpack(json.loads(text)))
        return f"({make}({cell}) if {cell} != '[]' else ())"
    thawed = _THAWED[kind].format(cell)
    return f"(None if {cell} is None else {thawed})" if optional and thawed != cell else thawed


_FROZEN = {
    str: "({0} if {0}.isascii() else text({0}))",
    int: "{0}",
    Decimal: "format({0}, 'f')",
    date: "{0}.isoformat()",
    bool: "int({0})",
}
_THAWED = {
    str: "{0}",
    int: "{0}",
    Decimal: "Decimal({0})",
    date: "date.fromisoformat({0})",
    bool: "bool({0})",
}
"""Expressions of the cell of a value, and of the value of a cell."""
