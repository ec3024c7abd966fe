"""How long the exports take, and how much memory: made-up responses in memory, each format on its own.

    python benchmarks/exports.py [FIGURES] [FORMAT...]     (100,000 figures and every default format)

Each format runs in a process of its own, so that its peak of memory is its own. The results are made as
they are asked for, as the store reads them, and take no memory worth counting.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from foi_cli.export import DEFAULT, EXPORTERS
from foi_cli.model import (
    Amount,
    Document,
    Figure,
    Finding,
    Period,
    Place,
    Question,
    Reading,
    Response,
    Table,
)

ROWS, COLUMNS = 19, 5
"""Rows with numbers in a table, the total included, and years; 95 figures a response, and 5 in sentences."""

YEARS = tuple(Period(str(y), date(y, 1, 1), date(y, 12, 31), True) for y in range(2018, 2018 + COLUMNS))


class Made:
    """Results of this many figures, made anew on every pass."""

    def __init__(self, figures: int) -> None:
        self.responses = range(figures // (ROWS * COLUMNS + COLUMNS))

    def documents(self) -> Iterator[Document]:
        """Every document."""
        for k in self.responses:
            yield Document(_file(k), _file(k), f"{k:064x}", 10_000, "text")

    def readings(self) -> Iterator[Reading]:
        """Every response."""
        return map(_reading, self.responses)

    def findings(self, response_id: str | None = None) -> Iterator[Finding]:
        """Every finding, or those of one response."""
        wanted = self.responses if response_id is None else [int(response_id, 16)]
        for k in wanted:
            yield from _findings(k)


def _file(k: int) -> str:
    return f"data/raw/response-{k:05d}.txt"


def _value(k: int, row: int, column: int) -> int:
    if row < ROWS:
        return (k * 31 + row * 17 + column * 7) % 1000
    return sum(_value(k, r, column) for r in range(1, ROWS)) + (k % 20 == 0 and column == 1)


def _reading(k: int) -> Reading:
    rid, file = f"{k:012x}", _file(k)
    head = ("Category", *(period.text for period in YEARS))
    rows = [head]
    for r in range(1, ROWS + 1):
        label = "Total" if r == ROWS else f"Allegation category number {r}"
        rows.append((label, *(f"{_value(k, r, c):,}" for c in range(1, COLUMNS + 1))))
    table = Table(1, tuple(rows), "Allegations by category", lines=tuple(range(20, 21 + ROWS)))
    figures = [
        _figure(rid, n, table.place(file, r, c), rows[r][c], r, c, rows[r][0])
        for n, (r, c) in enumerate(((r, c) for r in range(1, ROWS + 1) for c in range(1, COLUMNS + 1)), 1)
    ]
    for c in range(COLUMNS):
        n = len(figures) + 1
        figures.append(_figure(rid, n, Place(file, line=10 + c), str(k % 90 + c), None, c, "cases"))
    answer = "\n".join(f"{p.text} = {k % 90 + c} cases" for c, p in enumerate(YEARS))
    response = Response(
        rid,
        file,
        f"{k:064x}",
        "text",
        authority=f"Authority {k % 45}",
        reference=f"FOI {k}",
        title="Allegations",
        responded_on=date(2024, 1, 31),
        outcome="full",
        request_group=f"group {k % 10}",
    )
    question = Question(
        rid, "1", "How many allegations, by category and year?", answer, "full", (), Place(file)
    )
    return Reading(response, (question,), tuple(figures), ((file, table),))


def _figure(rid: str, n: int, place: Place, text: str, row: int | None, column: int, label: str) -> Figure:
    value = Decimal(text.replace(",", ""))
    period = YEARS[column - 1 if row else column]
    return Figure(
        f"{rid}.f{n}",
        rid,
        place,
        Amount(text, value, value, value, Decimal(1)),
        question="1",
        table=1 if row else None,
        row=row,
        column=column if row else None,
        row_label=label,
        column_label=period.text if row else "",
        measure="allegations",
        unit="allegations",
        period=period,
        role="total" if row == ROWS else "part" if row else "stated",
    )


def _findings(k: int) -> Iterator[Finding]:
    rid, file = f"{k:012x}", _file(k)
    for c in range(1, COLUMNS + 1):
        computed = sum(_value(k, r, c) for r in range(1, ROWS))
        stated = _value(k, ROWS, c)
        yield Finding(
            rid,
            Place(file, line=20 + ROWS, table=1, cell=f"R{ROWS + 1}C{c + 1}"),
            "sum",
            "agrees" if stated == computed else "differs",
            "exact",
            str(stated),
            str(computed),
            str(stated - computed),
            "0",
            tuple(f"R{r + 1}C{c + 1}" for r in range(1, ROWS)),
            f"Total {stated:,} against the sum of its {ROWS - 1} parts, {computed:,}.",
            cause=None if stated == computed else "unknown",
            figure_id=f"{rid}.f{(ROWS - 1) * COLUMNS + c}",
            finding_id=f"{rid}.c{c}",
        )


def measure(figures: int, name: str) -> None:
    """Write one format and print its time, its peak of memory and the size of what it wrote."""
    exporter = next(each for each in EXPORTERS if each.name == name)
    with tempfile.TemporaryDirectory() as folder:
        before = time.perf_counter()
        written = exporter.write(Made(figures), Path(folder))
        taken = time.perf_counter() - before
        size = sum(path.stat().st_size for path in written) / 1e6
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    print(f"{name:12s}{taken:8.1f} s{busy:8.1f} s busy{peak:8.0f} MB{size:8.1f} MB written", flush=True)


def main(arguments: list[str]) -> None:
    """Measure each format in a process of its own."""
    if arguments[:1] == ["--one"]:
        measure(int(arguments[1]), arguments[2])
        return
    figures = int(arguments[0].replace(",", "")) if arguments else 100_000
    before = time.perf_counter()
    passes = sum(len(reading.figures) for reading in Made(figures).readings())
    took = time.perf_counter() - before
    print(f"{passes:,} figures; making them once takes {took:.1f} s of each format's time")
    for name in arguments[1:] or DEFAULT:
        subprocess.run([sys.executable, __file__, "--one", str(figures), name], check=True)
    print(f"{'all':12s}{time.perf_counter() - before:8.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
