"""A document as it flows: lines of text and tables in reading order, made into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foi_cli.ingest import layout, messages, styles
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.lines import Line
from foi_cli.ingest.messages import Run
from foi_cli.model import Block, Passage, Style, Table


class Flow:
    """Collects lines and tables; tables that are drawn in the lines between them are found as well."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._tables: list[tuple[int, Table]] = []
        self._gap = False

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
        width = max(map(len, rows), default=0)
        grid = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
        self._tables.append((len(self._lines), Table(0, grid, title, notes=notes)))
        self._gap = True

    def messages(self) -> Run | None:
        """All that was collected as a run of messages, where it is one."""
        return messages.find(self._lines)

    def blocks(self, run: Run | None = None) -> tuple[Block, ...]:
        """All that was collected, or this run of messages, as blocks; a table inside an older message is
        quoted words."""
        lines = run.lines if run is not None else styles.apply(self._lines)
        made: list[Block] = []
        done = number = 0
        for at, table in [*self._tables, (len(lines), None)]:
            between = layout.of_styled(lines[done:at], number + 1)
            number += sum(isinstance(block, Table) for block in between)
            made.extend(between)
            if table is not None and _is_quoted(lines, at):
                made.extend(quoted((table,)))
            elif table is not None:
                number += 1
                made.append(_placed(table, number, made[-1] if made else None))
            done = at
        return tuple(made)


def quoted(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The blocks as the words of somebody else: passages that are quoted, a row of a table one passage."""
    return tuple(
        passage
        for block in blocks
        for passage in (
            (Passage(block.text, block.line, block.page, block.after_gap, "quoted"),)
            if isinstance(block, Passage)
            else (
                Passage(" | ".join(filter(None, row)), page=block.page, style="quoted") for row in block.rows
            )
        )
    )


def _is_quoted(lines: Sequence[Line], at: int) -> bool:
    """Whether what stands before this line is, and what stands after it, part of an older message."""
    before = at > 0 and lines[at - 1].style == "quoted"
    return before and (at == len(lines) or lines[at].style == "quoted")


def _placed(table: Table, number: int, before: Block | None) -> Table:
    title = table.title
    if not title and isinstance(before, Passage) and before.style == "heading":
        title = before.text
    return Table(number, table.rows, title, notes=table.notes)
