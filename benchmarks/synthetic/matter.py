"""The nouns of a synthetic response: what its author wrote, and the truth about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from synthetic.words import When


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that a reader has to find: its value, unit, period and label."""

    value: str
    unit: str
    label: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stated total and what its parts come to.

    `verdict` is what a careful person says of it; `fault` numbers, in its response, the injected fault that
    broke it (one fault may break several claims); 0 is none.
    """

    stated: str
    computed: str
    verdict: str
    fault: int = 0


@dataclass(slots=True)
class Grid:
    """A table: labels, columns and cell texts; the last row and column may be totals."""

    title: str
    corner: str
    columns: list[str]
    labels: list[str]
    cells: list[list[str]]
    wrapped: tuple[str, str] = ("", "")
    total_row: bool = False

    @property
    def rows(self) -> list[list[str]]:
        """All rows as texts, the heading first."""
        return [[self.corner, *self.columns]] + [
            [label, *cells] for label, cells in zip(self.labels, self.cells, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a question ("question"), a bullet ("item") or a heading."""

    text: str
    style: str = "text"


Part: TypeAlias = Line | Grid


@dataclass(slots=True)
class Answer:
    """What a response says, before it has a format."""

    kind: str
    authority: str
    subject: str
    reference: str
    parts: list[Part] = field(default_factory=list)
    figures: list[Known] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    outcome: str = "full"

    def truth(self, file: str, suffix: str, layout: str) -> dict[str, Any]:
        """The record that goes into truth.jsonl."""
        return {
            "file": file,
            "format": suffix,
            "layout": layout,
            "kind": self.kind,
            "outcome": self.outcome,
            "figures": [asdict(figure) for figure in self.figures],
            "claims": [asdict(claim) for claim in self.claims],
            "faults": self.faults,
            "missing": self.missing,
        }


def known(value: Decimal | int | str, unit: str, label: str = "", when: When | None = None) -> Known:
    """A figure of the truth."""
    span = (when.start.isoformat(), when.end.isoformat()) if when else ("", "")
    return Known(str(value), unit, label, *span)
