"""The CSV set: UTF-8, LF, a header row, ISO dates, the same bytes from the same results."""

from __future__ import annotations

import csv
from pathlib import Path

from foi_cli.export.columns import written
from foi_cli.export.listings import LISTINGS, Listing
from foi_cli.model import Exporter, Results


def write(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write one CSV file a listing into the folder."""
    return tuple(_write(listing, results, folder / f"{listing.name}.csv") for listing in LISTINGS)


def _write(listing: Listing, results: Results, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(listing.names)
        rows.writerows([written(cell) for cell in row] for row in listing.rows(results))
    return path


EXPORTER = Exporter("csv", write)
