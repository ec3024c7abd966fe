"""A frozen record of model.py as columns of a database, and back: dates and decimals as text, exactly."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
Cell = str | int | None

RESERVED = {
    "check": "check_name",
    "table": "table_number",
    "row": "row_index",
    "column": "column_index",
    "place_table": "place_table_number",
}
"""Field names that SQL has taken, and what the columns are called instead."""


@dataclass(frozen=True, slots=True)
class Codec(Generic[Record]):
    """How one type is kept: its column names and SQL types, and the two directions."""

    names: tuple[str, ...]
    types: tuple[str, ...]
    freeze: Callable[[Record], tuple[Cell, ...]]
    thaw: Callable[[Sequence[Any]], Record]

    @property
    def definition(self) -> str:
        """The columns as CREATE TABLE wants them."""
        return ", ".join(f"{name} {kind}" for name, kind in zip(self.names, self.types, strict=True))

    @property
    def listed(self) -> str:
        """The column names with commas between."""
        return ", ".join(self.names)

    @property
    def holes(self) -> str:
        """A question mark for each column."""
        return ", ".join("?" for _ in self.names)


def codec(record: type[Record]) -> Codec[Record]:
    """The columns of a record: one a field, the fields of a record inside it with its name in front."""
    kind: Any = record
    made: Codec[Record] = _codec(kind)
    return made


@cache
def _codec(record: Any) -> Codec[Any]:
    hints = get_type_hints(record)
    names = [field.name for field in fields(record)]
    parts = [_part(name, hints[name]) for name in names]
    ends: list[int] = []
    for part in parts:
        ends.append((ends[-1] if ends else 0) + len(part.names))
    spans = [slice(end - len(part.names), end) for part, end in zip(parts, ends, strict=True)]
    values_of = attrgetter(*names)
    steps = [part.freeze for part in parts]

    def freeze(value: Any) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for step, inner in zip(steps, values_of(value), strict=True):
            cells += step(inner)
        return tuple(cells)

    def thaw(row: Sequence[Any]) -> Any:
        return record(*(part.thaw(row[span]) for part, span in zip(parts, spans, strict=True)))

    return Codec(
        tuple(name for part in parts for name in part.names),
        tuple(kind for part in parts for kind in part.types),
        freeze,
        thaw,
    )


def text(value: str) -> str:
    """The same text as SQLite takes it: halves of surrogate pairs, which are no characters, become "?"."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def pack(value: Any) -> Any:
    """A record as JSON takes it: its fields in order, records and tuples inside as lists."""
    if is_dataclass(value):
        return [pack(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    return value


def unpack(hint: Any, data: Any) -> Any:
    """What `pack` packed, given its type."""
    hint, _ = _present(hint)
    if data is None:
        return None
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return tuple(data) if inner[0] in (str, int) else tuple(unpack(inner[0], item) for item in data)
        return tuple(unpack(kind, item) for kind, item in zip(inner, data, strict=True))
    if is_dataclass(hint):
        return _build(hint, data)
    return data


def _build(record: Any, data: Sequence[Any]) -> Any:
    return record(*(unpack(hint, item) for hint, item in zip(_hints(record), data, strict=True)))


@cache
def _hints(record: Any) -> tuple[Any, ...]:
    hints = get_type_hints(record)
    return tuple(hints[field.name] for field in fields(record))


def _part(name: str, hint: Any) -> Codec[Any]:
    """The columns of one field."""
    kind, optional = _present(hint)
    if is_dataclass(kind):
        return _inside(name, codec(kind), optional)  # type: ignore[arg-type]
    null = "" if optional else " NOT NULL"
    column = RESERVED.get(name, name)
    if get_origin(kind) is tuple:
        return Codec(
            (column,),
            (f"TEXT{null}",),
            lambda value: (_json(value) if value else "[]",),
            lambda row: unpack(kind, json.loads(row[0])) if row[0] != "[]" else (),
        )
    freeze, thaw = _SCALARS[kind]
    sql = "INTEGER" if kind in (int, bool) else "TEXT"
    return Codec(
        (column,),
        (sql + null,),
        lambda value: (None if value is None else freeze(value),),
        lambda row: None if row[0] is None else thaw(row[0]),
    )


def _json(value: Any) -> str:
    return text(json.dumps(pack(value), ensure_ascii=False, separators=(",", ":")))


def _inside(name: str, inner: Codec[Any], optional: bool) -> Codec[Any]:
    """A record inside a record. An absent one is a row of NULLs: its first column would never be NULL."""
    names = tuple(RESERVED.get(f"{name}_{column}", f"{name}_{column}") for column in inner.names)
    if not optional:
        return Codec(names, inner.types, inner.freeze, inner.thaw)
    nothing = (None,) * len(names)
    return Codec(
        names,
        tuple(kind.removesuffix(" NOT NULL") for kind in inner.types),
        lambda value: nothing if value is None else inner.freeze(value),
        lambda row: None if row[0] is None else inner.thaw(row),
    )


def _present(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether None was allowed; a Literal is its values' type."""
    optional = False
    if get_origin(hint) in (Union, UnionType):
        inner = [kind for kind in get_args(hint) if kind is not NoneType]
        hint, optional = inner[0], True
    return (str if get_origin(hint) is Literal else hint), optional


_SCALARS: dict[Any, tuple[Callable[[Any], Cell], Callable[[Any], Any]]] = {
    str: (text, str),
    int: (int, int),
    Decimal: (lambda value: format(value, "f"), Decimal),
    date: (date.isoformat, date.fromisoformat),
    bool: (int, bool),
}
