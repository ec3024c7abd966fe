"""Passages and tables as compressed JSON, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from foi_cli.model import Block, Passage, Table
from foi_cli.store.packing import listed, pack, unpack, unpacker


def freeze_blocks(blocks: Sequence[Block]) -> bytes:
    """The blocks of a document, each a list: a passage begins with "p", a table with "t"."""
    return _squeeze([("p" if isinstance(block, Passage) else "t", *listed(block)) for block in blocks])


def thaw_blocks(data: bytes) -> tuple[Block, ...]:
    """The blocks that `freeze_blocks` froze."""
    passage, table = unpacker(Passage), unpacker(Table)
    return tuple(passage(rest) if kind == "p" else table(rest) for kind, *rest in _expand(data))


def freeze_table(table: Table) -> bytes:
    """One table."""
    return _squeeze(table)


def thaw_table(data: bytes) -> Table:
    """The table that `freeze_table` froze."""
    table: Table = unpack(Table, _expand(data))
    return table


def _squeeze(data: object) -> bytes:
    return zlib.compress(pack(data).encode("utf-8", "surrogatepass"), 1)


def _expand(data: bytes) -> Any:
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
