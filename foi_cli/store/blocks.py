"""Passages and tables as compressed JSON, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from foi_cli.model import Block, Passage, Table
from foi_cli.store.columns import unpack

_of_passage = attrgetter(*Passage.__slots__)
_of_table = attrgetter(*Table.__slots__)


def freeze_blocks(blocks: Sequence[Block]) -> bytes:
    """The blocks of a document, each a list: a passage begins with "p", a table with "t"."""
    return _squeeze(
        [
            ("p", *_of_passage(block)) if isinstance(block, Passage) else ("t", *_of_table(block))
            for block in blocks
        ]
    )


def thaw_blocks(data: bytes) -> tuple[Block, ...]:
    """The blocks that `freeze_blocks` froze."""
    return tuple(
        Passage(*fields) if kind == "p" else unpack(Table, fields) for kind, *fields in _expand(data)
    )


def freeze_table(table: Table) -> bytes:
    """One table."""
    return _squeeze(_of_table(table))


def thaw_table(data: bytes) -> Table:
    """The table that `freeze_table` froze."""
    table: Table = unpack(Table, _expand(data))
    return table


def _squeeze(data: object) -> bytes:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8", "surrogatepass"), 1)


def _expand(data: bytes) -> Any:
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
