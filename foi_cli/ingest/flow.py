"""A document as it flows: lines of text and tables in reading order, made into blocks."""

from __future__ import annotations

from collections.abc import Sequence

from foi_cli.ingest import layout
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.lines import Line
from foi_cli.model import Block, Style, Table


class Flow:
    """Collects lines and tables; tables that are drawn in the lines between them are found as well."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._lines: list[Line] = []
        self._gap = False
        self._tables = 0

    def gap(self) -> None:
        """White space: what comes next stands apart."""
        self._gap = True

    def text(self, text: str, number: int, style: Style = "text") -> None:
        """The lines of a text, all under one line number; a blank line is a gap."""
        for piece in text.split("\n"):
            plain = fold(piece)
            if plain:
                self._lines.append(Line(number, piece, plain, self._gap, style))
                self._gap = False
            else:
                self._gap = True

    def table(self, rows: Sequence[Sequence[str]], title: str = "", notes: tuple[str, ...] = ()) -> None:
        """A table of the document's own; without a title it takes the heading directly above."""
        self._end_lines()
        last = self._blocks[-1] if self._blocks else None
        if not title and last is not None and not isinstance(last, Table) and last.style == "heading":
            title = last.text
        self._tables += 1
        width = max(map(len, rows), default=0)
        grid = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
        self._blocks.append(Table(self._tables, grid, title, notes=notes))
        self._gap = True

    def blocks(self) -> tuple[Block, ...]:
        """All that was collected, as blocks."""
        self._end_lines()
        return tuple(self._blocks)

    def _end_lines(self) -> None:
        made = layout.blocks(self._lines, self._tables + 1)
        self._tables += sum(isinstance(block, Table) for block in made)
        self._blocks.extend(made)
        self._lines = []
