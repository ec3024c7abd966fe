"""The CSV set: UTF-8, LF, a header row, ISO dates, the same bytes from the same results."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path

from foi_cli.export.columns import written
from foi_cli.export.listings import LISTINGS, answered
from foi_cli.model import Exporter, Results


def write(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write one CSV file a listing into the folder, all in one pass."""
    paths = tuple(folder / f"{listing.name}.csv" for listing in LISTINGS)
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("w", encoding="utf-8", newline="")) for path in paths]
        writers = [csv.writer(file, lineterminator="\n") for file in files]
        for listing, writer in zip(LISTINGS, writers, strict=True):
            writer.writerow(listing.names)
        for reading, findings in answered(results):
            for listing, writer in zip(LISTINGS, writers, strict=True):
                rows = listing.rows(reading, findings)
                writer.writerows([written(cell) for cell in row] for row in rows)
    return paths


EXPORTER = Exporter("csv", write)
