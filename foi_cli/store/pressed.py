"""Many rows of one kind as one compressed value, column by column: a column that says the same in every row,
as most do, is kept once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from foi_cli.store.columns import Row
from foi_cli.store.packing import pack


class Pressed(NamedTuple):
    """So many rows: their columns as compressed JSON, each a list of cells, or the one cell of every row."""

    number: int
    data: bytes


NOTHING = Pressed(0, b"")


def press(rows: Sequence[Row]) -> Pressed:
    """The rows, pressed."""
    if not rows:
        return NOTHING
    columns = zip(*rows, strict=True)
    shortened = [cells[0] if cells.count(cells[0]) == len(rows) else cells for cells in columns]
    return Pressed(len(rows), zlib.compress(pack(shortened).encode(), 1))


def loosen(pressed: Pressed, wanted: Sequence[int] = ()) -> Iterator[Row]:
    """The rows; of each only the cells with these positions, where some are wanted and not all."""
    number, data = pressed
    columns = json.loads(zlib.decompress(data)) if number else []
    chosen = [columns[at] for at in wanted] if wanted and number else columns
    return zip(
        *(cells if isinstance(cells, list) else repeat(cells, number) for cells in chosen), strict=True
    )
