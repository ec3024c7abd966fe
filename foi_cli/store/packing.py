"""A value of model.py as compact JSON, and back: a record is a list of its fields in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def pack(value: object) -> str:
    """The value as JSON; tuples are lists, too."""
    return _ENCODER.encode(value)


def unpack(hint: Any, data: Any) -> Any:
    """What `pack` packed, given its type and what JSON makes of it."""
    return unpacker(hint)(data)


def listed(record: Any) -> tuple[Any, ...]:
    """The fields of a record, in order."""
    kind: Any = type(record)
    values: tuple[Any, ...] = _values(kind)(record)
    return values


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=listed)


@cache
def unpacker(hint: Any) -> Callable[[Any], Any]:
    """The function that makes a value of this type of what JSON makes of it."""
    kind, optional = present(hint)
    if get_origin(kind) is tuple:
        made = _tuple(get_args(kind))
    elif is_dataclass(kind):
        made = _record(kind)
    else:
        return _itself
    return (lambda data: None if data is None else made(data)) if optional else made


def present(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether None was allowed; a Literal is its values' type."""
    optional = False
    if get_origin(hint) in (Union, UnionType):
        inner = [kind for kind in get_args(hint) if kind is not NoneType]
        hint, optional = inner[0], True
    return (str if get_origin(hint) is Literal else hint), optional


def _itself(data: Any) -> Any:
    return data


def _tuple(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    if inner[-1] is not Ellipsis:
        each = [unpacker(one) for one in inner]
        return lambda data: tuple(make(one) for make, one in zip(each, data, strict=True))
    make = unpacker(inner[0])
    return tuple if make is _itself else lambda data: tuple(map(make, data))


def _record(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    each = [unpacker(hints[field.name]) for field in fields(kind)]
    if all(make is _itself for make in each):
        return lambda data: kind(*data)
    return lambda data: kind(*(make(one) for make, one in zip(each, data, strict=True)))


@cache
def _values(record: Any) -> Callable[[Any], Any]:
    names = [field.name for field in fields(record)]
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
