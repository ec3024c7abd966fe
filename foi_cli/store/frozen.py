"""Documents, readings and findings as the rows that the store keeps of them.

Rows pass from process to process at a tenth of what records cost: so workers thaw and freeze, and the one
process that writes the store only hands rows on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

from foi_cli.model import Attachment, Document, Doubt, Figure, Finding, Question, Reading, Response, Stated
from foi_cli.store.blocks import freeze_table, thaw_blocks, thaw_table
from foi_cli.store.columns import Row, codec
from foi_cli.store.pressed import Pressed, loosen, press

Record = TypeVar("Record")
Rows: TypeAlias = Sequence[Row]
DocumentRow: TypeAlias = tuple[str, str, str, int, str, str, str, bytes]
"""Name, group, digest, size, reader, problem, facts as JSON, and blocks as `freeze_blocks` froze them."""


class FrozenReading(NamedTuple):
    """A reading as rows, of which there are very many of figures: these are pressed. Tables are file, number
    and data."""

    response: Row
    questions: Rows
    figures: Pressed
    attachments: Rows
    doubts: Rows
    tables: Sequence[tuple[str, int, bytes]]

    @property
    def file(self) -> str:
        """The file of its response."""
        return str(self.response[codec(Response).names.index("file")])

    @property
    def absent(self) -> int:
        """How many of its attachments nobody sent."""
        state = codec(Attachment).names.index("state")
        return sum(row[state] != "present" for row in self.attachments)


def thaw_document(row: DocumentRow) -> Document:
    """The document of a row."""
    name, group, digest, size, reader, problem, facts, blocks = row
    pairs = tuple((key, value) for key, value in json.loads(facts)) if facts != "[]" else ()
    return Document(name, group, digest, size, reader, problem, thaw_blocks(blocks) if blocks else (), pairs)


def freeze_reading(reading: Reading) -> FrozenReading:
    """The rows of a reading."""
    return FrozenReading(
        codec(Response).freeze(reading.response),
        _frozen(Question, reading.questions),
        press(_frozen(Figure, reading.figures)),
        _frozen(Attachment, reading.attachments),
        _frozen(Doubt, reading.doubts),
        [(file, table.number, freeze_table(table)) for file, table in reading.tables],
    )


def thaw_reading(frozen: FrozenReading) -> Reading:
    """The reading of these rows."""
    return Reading(
        codec(Response).thaw(frozen.response),
        _thawed(Question, frozen.questions),
        _thawed(Figure, loosen(frozen.figures)),
        tuple((file, thaw_table(data)) for file, _, data in frozen.tables),
        _thawed(Attachment, frozen.attachments),
        _thawed(Doubt, frozen.doubts),
    )


def freeze_findings(findings: Iterable[Finding]) -> Rows:
    """The rows of some findings."""
    return _frozen(Finding, findings)


def freeze_stated(stated: Iterable[Stated]) -> Pressed:
    """The figures of a response that can be compared with those of others."""
    return press(_frozen(Stated, stated))


def _frozen(kind: type[Record], records: Iterable[Record]) -> Rows:
    return list(map(codec(kind).freeze, records))


def _thawed(kind: type[Record], rows: Iterable[Sequence[Any]]) -> tuple[Record, ...]:
    return tuple(map(codec(kind).thaw, rows))
