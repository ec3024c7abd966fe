"""Tables and findings on the terminal, with and without colour. The only module that imports rich."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from foi_cli.model import Document, Finding, Table
from foi_cli.report.drawing import SIGNS, STYLES, drawn, marks, position
from foi_cli.report.tally import Tally
from foi_cli.report.visible import visible

if TYPE_CHECKING:
    from foi_cli.report.views import Coverage, Item, Trace

WIDTH = 160
"""Characters a line where there is no terminal to measure."""
MOST_LISTED = 300
"""Rows of a table that are shown; --verbose shows all, and so does JSON."""
ACROSS = 10
"""Questions beside each other in a picture of coverage; the next ten stand below."""
MOST_DRAWN = 12
"""Findings of one table that are told in full; --verbose tells all."""


class Page:
    """What a person reads: drawn tables with their totals marked, and a line for every claim in doubt."""

    def __init__(self, *, verbose: bool = False, stream: TextIO | None = None) -> None:
        self.verbose = verbose
        self.console = _console(sys.stdout if stream is None else stream)

    def findings(self, findings: Iterable[Finding], tables: Iterable[tuple[str, Table]]) -> None:
        """Each table that has a claim in doubt, drawn; with --verbose each that has any claim."""
        remaining = list(findings)
        for file, table in tables:
            here = [finding for finding in remaining if _stands_in(finding, file, table)]
            remaining = [finding for finding in remaining if finding not in here]
            self._table_findings(file, table, here)
        for finding in remaining:
            if self.verbose or finding.verdict != "agrees":
                self._claim(finding)

    def tables(self, document: Document) -> None:
        """Each table of this document, whole."""
        for table in document.tables:
            self._heading(document.name, table)
            most = len(table.rows) if self.verbose else MOST_LISTED
            self.console.print(drawn(replace(table, rows=table.rows[:most]), {}, whole=True))
            if len(table.rows) > most:
                self.note(f"… and {len(table.rows) - most:,} more rows (--verbose shows all)")
            for note in table.notes:
                self._line(f"note: {note}", "dim")

    def counts(self, tally: Tally) -> None:
        """The counts of a run as a small table."""
        grid = Grid(box=None, show_header=False, pad_edge=False)
        grid.add_column(justify="right", style="bold")
        grid.add_column()
        for number, words, style in _counted(tally):
            grid.add_row(f"{number:,}", Text(words), style=style if number else "dim")
        self.console.print(grid)

    def differing(self, findings: Sequence[tuple[Finding, bool]]) -> None:
        """Claims that differ, each with the stated and the computed value, the difference and the place."""
        if not findings:
            return
        grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
        for name in ("finding", "check"):
            grid.add_column(name, no_wrap=True)
        for name in ("stated", "computed", "difference"):
            grid.add_column(name, justify="right")
        for name in ("cause", "place"):
            grid.add_column(name, overflow="fold")
        for finding, new in findings:
            cells = (finding.check, finding.stated, finding.computed, finding.difference)
            sign = Text(
                f"{SIGNS['differs']} {finding.finding_id}" + (" new" if new else ""), STYLES["differs"]
            )
            rest = (*cells, finding.cause or "", str(finding.place))
            grid.add_row(sign, *(Text(visible(cell)) for cell in rest))
        self.console.print(grid)

    def listing(self, title: str, lines: Sequence[tuple[str, str]], total: int) -> None:
        """A short list of places and what is to be said of each; how many there are in all."""
        if lines:
            self._line(f"{title}:", "bold")
        for place, words in lines:
            self._line(f"  {place}  {words}", "default")
        if total > len(lines):
            self._line(f"  … and {total - len(lines)} more", "dim")

    def review(self, items: Iterable[Item]) -> None:
        """What needs a person, one line each."""
        for item in items:
            words = Text(item.item_id, "dim" if item.accepted else "bold")
            words.append(f"  {'accepted' if item.accepted else item.kind}", STYLES.get(item.kind, "default"))
            told = [item.text, *([f"suggested: {item.suggestion}"] if item.suggestion else [])]
            told += [f"accepted: {item.reason}"] if item.accepted else []
            words.append(f"  {visible(item.place)}: {visible(' – '.join(told))}", "default")
            self.console.print(words)

    def coverage(self, pictures: Iterable[Coverage]) -> None:
        """Who answered what: a grid for each request, a row for each response."""
        for picture in pictures:
            self._line(
                f"request {picture.request_group}" if picture.request_group else "request unknown", "bold"
            )
            for start in range(0, len(picture.questions), ACROSS):
                self.console.print(_covered(picture, start))
            self.console.print()

    def trace(self, found: Trace) -> None:
        """A record with its fields, the lines around it, its table, and the findings that bear on it."""
        self._line(f"{found.kind} {found.record_id}", "bold")
        grid = Grid(box=None, show_header=False, pad_edge=False)
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, words in found.facts:
            grid.add_row(name, Text("\n".join(map(visible, words.splitlines()))))
        self.console.print(grid)
        for line in found.lines:
            self._line(
                f"{'>' if line.here else ' '} {line.number:>5}  {line.text}", "bold" if line.here else "dim"
            )
        if found.table is not None:
            marked = marks(found.table, found.findings if found.kind == "finding" else ())
            here = position(found.table, found.cell or "")
            if here is not None:
                marked.setdefault(here, "here")
            self._heading(found.file, found.table)
            self.console.print(drawn(found.table, marked, whole=False))
        for finding in found.findings:
            self._claim(finding)

    def note(self, words: str) -> None:
        """A line by the way."""
        self._line(words, "dim")

    def close(self) -> None:
        """Nothing to end."""

    def _table_findings(self, file: str, table: Table, here: Sequence[Finding]) -> None:
        doubtful = [finding for finding in here if finding.verdict != "agrees"]
        shown = here if self.verbose else doubtful[:MOST_DRAWN]
        if not shown:
            return
        self._heading(file, table)
        self.console.print(drawn(table, marks(table, shown), whole=False))
        for finding in shown:
            self._claim(finding)
        if len(doubtful) > len(shown):
            self._line(f"… and {len(doubtful) - len(shown)} more in this table (--verbose shows all)", "dim")
        agreeing = len(here) - len(doubtful)
        if agreeing and not self.verbose:
            self._line(f"{SIGNS['agrees']} {agreeing} more in this table agree", "green")
        self.console.print()

    def _heading(self, file: str, table: Table) -> None:
        words = f"{file}"
        if table.sheet is not None:
            words += f" '{table.sheet}'"
        if table.page is not None:
            words += f" page {table.page}"
        words += f" table {table.number}" + (f": {table.title}" if table.title else "")
        self._line(words, "bold")

    def _claim(self, finding: Finding) -> None:
        verdict = "accepted" if finding.accepted else finding.verdict
        words = Text(
            f"{SIGNS[finding.verdict]} {verdict}", "dim" if finding.accepted else STYLES[finding.verdict]
        )
        cause = f" [{finding.cause}]" if finding.cause else ""
        words.append(f"  {visible(str(finding.place))}: {visible(finding.message)}{cause}", "default")
        if finding.accepted and finding.reason:
            words.append(f" – accepted: {visible(finding.reason)}", "default")
        self.console.print(words)

    def _line(self, words: str, style: str) -> None:
        self.console.print(Text(visible(words), style))


class Bar:
    """A progress bar on stderr, for as long as it is entered."""

    def __init__(self, words: str, total: int, done: int = 0) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns, console=_console(sys.stderr), transient=True)
        self.task = self.progress.add_task(words, total=total, completed=done)

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.progress.stop()

    def step(self) -> None:
        """One more is done."""
        self.progress.advance(self.task)


def _counted(tally: Tally) -> tuple[tuple[int, str, str], ...]:
    return (
        (tally.responses, "responses", "default"),
        (tally.figures, "figures", "default"),
        (tally.agrees, "claims agree", "green"),
        (tally.differs, f"claims differ ({tally.new} new)" if tally.new else "claims differ", "bold red"),
        (tally.undecided, "could not be decided", "yellow"),
        (tally.accepted, "differ or are undecided, and were accepted", "default"),
        (tally.missing, "attachments are missing", "yellow"),
        (tally.unread, "documents could not be read", "bold red"),
        (tally.doubts, "items for review", "default"),
    )


def _covered(picture: Coverage, start: int) -> Grid:
    """The grid of ten questions: figures as numbers, all else in words and in colour."""
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    grid.add_column("authority", overflow="fold", max_width=40)
    for number in picture.questions[start : start + ACROSS]:
        grid.add_column(Text(visible(number) or "whole"), justify="right")
    grid.add_column("missing files", justify="right")
    grid.add_column("response", no_wrap=True, style="dim")
    for row in picture.responses:
        cells = [
            Text(cell, _COVERED.get(cell, "green" if cell.isdecimal() else "red"))
            for cell in row.cells[start : start + ACROSS]
        ]
        missing = Text(str(row.missing) if row.missing else "", "yellow")
        grid.add_row(Text(visible(row.authority)), *cells, missing, Text(row.response_id))
    return grid


_COVERED = {"in words": "default", "no answer": "bold red", "missing file": "yellow", "": "dim"}
"""Colours of cells that are no number; refusals are red."""


def _console(stream: TextIO) -> Console:
    """A console that reads no markup, highlights nothing and keeps its hands off a pipe."""
    width = None if stream.isatty() else WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def _stands_in(finding: Finding, file: str, table: Table) -> bool:
    place = finding.place
    if place.file != file or place.cell is None:
        return False
    return place.sheet == table.sheet if table.origin is not None else place.table == table.number
