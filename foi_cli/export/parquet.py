"""Parquet with the columns of the CSV set: an extra, because pyarrow is large."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from foi_cli.errors import FoiError
from foi_cli.export.columns import Cell, Column
from foi_cli.export.listings import LISTINGS, Listing, Row, answered
from foi_cli.export.safe import guarded
from foi_cli.model import Exporter, Results

if TYPE_CHECKING:
    import pyarrow

_BATCH = 20_000
"""Rows of a row group: what is held in memory at a time."""

DIGITS, PLACES = 38, 12
"""Digits of a number in all and after the point; what is longer is left empty, and stands in column text."""


def write(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write one Parquet file a listing into the folder, all in one pass.

    Raises FoiError where pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as missing:
        message = "Parquet needs pyarrow, which is not installed: pip install 'foi-cli[parquet]'"
        raise FoiError(message) from missing
    files = [_File(listing, folder / f"{listing.name}.parquet") for listing in LISTINGS]
    try:
        for reading, findings in answered(results):
            for file in files:
                file.add(file.listing.rows(reading, findings))
    finally:
        for file in files:
            file.close()
    return tuple(file.path for file in files)


class _File:
    """A Parquet file that is written a row group at a time."""

    def __init__(self, listing: Listing, path: Path) -> None:
        import pyarrow.parquet

        self.listing, self.path = listing, path
        self._schema = pyarrow.schema([_field(column) for column in listing.columns])
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= _BATCH:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow

        taken = zip(*self._rows, strict=True) if self._rows else [() for _ in self.listing.columns]
        arrays = [
            pyarrow.array([_value(column, cell) for cell in cells], type=field.type)
            for column, cells, field in zip(self.listing.columns, taken, self._schema, strict=True)
        ]
        self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


def _field(column: Column) -> pyarrow.Field:
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.decimal128(DIGITS, PLACES),
        "date": pyarrow.date32(),
        "boolean": pyarrow.bool_(),
    }
    about = {"description": column.description, "unit": column.unit, "empty": column.empty}
    return pyarrow.field(
        column.name,
        types[column.kind],
        nullable=not column.required,
        metadata={key: words for key, words in about.items() if words},
    )


def _value(column: Column, cell: Cell) -> Cell:
    if cell is None or cell == "":
        return None
    if column.kind == "number":
        return _decimal(Decimal(str(cell)))
    return guarded(cell) if isinstance(cell, str) else cell


def _decimal(number: Decimal) -> Decimal | None:
    places = -int(number.as_tuple().exponent)
    return None if number.adjusted() >= DIGITS - PLACES or places > PLACES else number


EXPORTER = Exporter("parquet", write)
