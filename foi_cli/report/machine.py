"""Findings and tables as JSON: the fields that docs/commands.md promises, in that order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TextIO

from foi_cli.model import Document, Finding, Table
from foi_cli.report.views import Coverage, Item, Trace


@dataclass
class JsonPage:
    """Writes one object a line, or one array of them.

    Everything outside ASCII is escaped, so that no document can talk to the terminal.
    """

    lines: bool
    stream: TextIO = field(default_factory=lambda: sys.stdout)
    written: int = 0

    def findings(self, findings: Iterable[Finding], tables: Iterable[tuple[str, Table]]) -> None:
        """Each finding as `foi check --format jsonl` prints it."""
        self.records(finding_records(findings, tables))

    def tables(self, document: Document) -> None:
        """Each table of this document as `foi tables --format jsonl` prints it."""
        self.records(table_record(document.name, table) for table in document.tables)

    def review(self, items: Iterable[Item]) -> None:
        """Each thing that needs a person."""
        self.records(asdict(item) for item in items)

    def coverage(self, pictures: Iterable[Coverage]) -> None:
        """One object for each question and response."""
        for picture in pictures:
            self.records(coverage_records(picture))

    def trace(self, found: Trace) -> None:
        """A record with what stands around it."""
        self.records([asdict(found)])

    def records(self, records: Iterable[Mapping[str, object]]) -> None:
        """Write these now; a reader at the other end of a pipe sees them at once."""
        for record in records:
            if not self.lines:
                self.stream.write(",\n" if self.written else "[\n")
            self.stream.write(json.dumps(record))
            if self.lines:
                self.stream.write("\n")
            self.written += 1
        self.stream.flush()

    def close(self) -> None:
        """End the array."""
        if not self.lines:
            self.stream.write("\n]\n" if self.written else "[]\n")


def coverage_records(picture: Coverage) -> Iterator[dict[str, object]]:
    """Every cell of a picture of coverage that is not empty."""
    for row in picture.responses:
        for number, cell in zip(picture.questions, row.cells, strict=True):
            if cell:
                yield {
                    "request_group": picture.request_group,
                    "authority": row.authority,
                    "response_id": row.response_id,
                    "file": row.file,
                    "question": number,
                    "answer": cell,
                    "missing": row.missing,
                }


def finding_records(
    findings: Iterable[Finding], tables: Iterable[tuple[str, Table]]
) -> Iterator[dict[str, object]]:
    """Each finding with the number of its table; prose has none."""
    numbers = {(file, table.sheet): table.number for file, table in tables if table.origin is not None}
    for finding in findings:
        place = finding.place
        number = place.table if place.cell is None else numbers.get((place.file, place.sheet), place.table)
        yield {
            "file": place.file,
            "sheet": place.sheet,
            "page": place.page,
            "table": number,
            "check": finding.check,
            "verdict": finding.verdict,
            "basis": finding.basis,
            "cell": place.cell,
            "parts": list(finding.parts),
            "stated": finding.stated,
            "computed": finding.computed,
            "difference": finding.difference,
            "slack": finding.slack,
            "cause": finding.cause,
            "message": finding.message,
        }


def table_record(file: str, table: Table) -> dict[str, object]:
    """One table, its cells as they were read."""
    return {
        "file": file,
        "sheet": table.sheet,
        "page": table.page,
        "table": table.number,
        "title": table.title,
        "rows": [list(row) for row in table.rows],
    }
