"""The store as export sees it: every call a new pass, one response in memory at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from foi_cli.model import Document, Finding, Reading
from foi_cli.store import intake, judgements, readings


@dataclass(frozen=True, slots=True)
class StoredResults:
    """model.Results over a store."""

    connection: sqlite3.Connection

    def documents(self) -> Iterator[Document]:
        """Every document without its blocks, by name."""
        return intake.documents(self.connection)

    def readings(self) -> Iterator[Reading]:
        """Every response by file name."""
        for group_id in readings.in_order(self.connection):
            yield readings.reading(self.connection, group_id)

    def findings(self, response_id: str | None = None) -> Iterator[Finding]:
        """Findings in the order of their responses and ids; those of one response when it is named."""
        if response_id is None:
            groups = readings.in_order(self.connection)
        else:
            groups = readings.with_id(self.connection, response_id)
        for group_id in groups:
            yield from judgements.findings_of(self.connection, group_id)
