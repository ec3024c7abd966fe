"""What is shown to a person who asks: a record with its surroundings, and an item for review."""

from __future__ import annotations

from dataclasses import dataclass

from foi_cli.model import Finding, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A source line; `here` on the one in question."""

    number: int
    text: str
    here: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """All there is to show of one record: its fields in words, the source lines around it, the table and the
    cell in which it stands, and the findings that bear on it."""

    record_id: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...] = ()
    file: str = ""
    table: Table | None = None
    cell: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. `kind` is the verdict of a finding, or the kind of a doubt."""

    item_id: str
    kind: str
    place: str
    text: str
    suggestion: str = ""
    accepted: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """What one response answers: a cell for each question of its group, "12" for twelve figures, else what
    became of the question; and how many of its attachments are missing."""

    response_id: str
    authority: str
    file: str
    cells: tuple[str, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who answered what of one request: its questions as numbered, and the responses in fixed order."""

    request_group: str
    questions: tuple[str, ...]
    responses: tuple[Covered, ...]
