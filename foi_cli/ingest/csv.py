"""CSV and TSV files: one table, cells as written, records counted from 1, empty ones included."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.encoding import decode, fold
from foi_cli.ingest.kinds import kind
from foi_cli.model import Content, Reader, Source, Table

CELLS = 5_000_000
"""Cells of the rectangle that is kept of one file; what lies below is left out, and `facts` says so."""

BREAKS = 100
"""Line breaks inside one quoted cell; with more, the quotation mark was an inch mark and is read as text."""

_DELIMITERS = ",;\t|"
_TRIAL = 200

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "csv"


def read(source: Source) -> Content:
    """The file as one table. Raises UnreadableDocument where it holds no cell."""
    text = decode(source.data)
    if not text.strip(", ;|\t\r\n\"'\0"):
        raise UnreadableDocument("holds no text, only empty lines or separators")
    delimiter = "\t" if source.name.lower().endswith((".tsv", ".tab")) else _delimiter(text)
    facts: list[tuple[str, str]] = []
    records = list(_records(text, delimiter))
    if '"' in text and any(
        cell.count("\n") + cell.count("\r") > BREAKS for record in records for cell in record
    ):
        records = list(csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE))
        facts.append(("quotes", "a quotation mark is never closed; quotation marks were read as text"))
    while records and not any(records[-1]):
        records.pop()
    rows, kept = _rectangle(records)
    if not kept:
        raise UnreadableDocument(f"has records of more than {CELLS:,} cells, which is more than is ever read")
    if kept < len(records):
        facts.append(("cut", f"only the first {kept} of {len(records)} records are read ({CELLS} cells)"))
    return Content((Table(1, rows, origin=(1, 1)),), tuple(facts))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(_lines(text), delimiter=delimiter)


def _lines(text: str) -> Iterable[str]:
    """Lines ending in LF, CR LF or CR alone, each with its ending, which quoted cells need."""
    return io.StringIO(text, newline="")


def _rectangle(records: list[list[str]]) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The records padded to one width, and how many of them fit into CELLS."""
    width = max((len(record) for record in records), default=0)
    kept = min(len(records), CELLS // max(width, 1))
    padding = [""] * width
    rows = tuple(
        tuple(fold(cell) if cell else "" for cell in record + padding[len(record) :])
        for record in records[:kept]
    )
    return rows, kept


def _delimiter(text: str) -> str:
    """The comma, unless another separator cuts the first records far more evenly."""
    evenness = {delimiter: _evenness(text, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: evenness[delimiter])
    if evenness[best] - evenness[","] > 0.1:
        return best
    first = next((line for line in _lines(text) if line.strip()), "")
    if evenness[";"] >= 0.9 and ";" in first and "," not in first:
        return ";"
    return ","


def _evenness(text: str, delimiter: str) -> float:
    """The share of the first records that have the commonest number of cells, if that is more than one."""
    if delimiter not in text:
        return 0.0
    try:
        records = [record for record in islice(_records(text, delimiter), _TRIAL) if any(record)]
    except csv.Error:
        return 0.0
    widths = Counter(len(record) for record in records if len(record) > 1)
    return widths.most_common(1)[0][1] / len(records) if widths else 0.0


READER = Reader("csv", _claims, read)
