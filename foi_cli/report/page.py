"""Tables and findings on the terminal, with and without colour. The only module that imports rich."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self, TextIO

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table as Grid
from rich.text import Text

from foi_cli.model import Document, Finding, Table, a1
from foi_cli.report.tally import Tally
from foi_cli.report.views import Item, Trace
from foi_cli.report.visible import visible

WIDTH = 160
"""Characters a line where there is no terminal to measure."""
MOST_ROWS, MOST_COLUMNS = 40, 12
"""A larger table is drawn only where its findings stand."""
MOST_DRAWN = 12
"""Findings of one table that are told in full; --verbose tells all."""

SIGNS = {"differs": "✗", "undecided": "?", "agrees": "✓", "part": "+", "here": "►"}
STYLES = {
    "differs": "bold red",
    "undecided": "bold yellow",
    "agrees": "green",
    "part": "cyan",
    "here": "bold",
}
_RANK = {"": 0, "part": 1, "agrees": 2, "undecided": 3, "differs": 4}
_GRID_CELL = re.compile(r"R(\d{1,9})C(\d{1,9})")
_A1_CELL = re.compile(r"([A-Z]{1,4})(\d{1,9})")

Marks = dict[tuple[int, int], str]
"""Zero-based row and column of a cell → its verdict, or "part"."""


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
            self.console.print(_drawn(table, {}, whole=True))
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
            self.console.print(_drawn(found.table, marked, whole=False))
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
        self.console.print(_drawn(table, marks(table, shown), whole=False))
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


def marks(table: Table, findings: Iterable[Finding]) -> Marks:
    """What to mark in this table: the totals with their verdicts, and their parts."""
    found: Marks = {}
    for finding in findings:
        for address, mark in (
            (finding.place.cell or "", finding.verdict),
            *((p, "part") for p in finding.parts),
        ):
            cell = position(table, address)
            if cell is not None and _RANK[mark] > _RANK[found.get(cell, "")]:
                found[cell] = mark
    return found


def position(table: Table, address: str) -> tuple[int, int] | None:
    """The zero-based row and column that this cell reference means in this table, None outside it."""
    if match := _GRID_CELL.fullmatch(address):
        row, column = int(match[1]) - 1, int(match[2]) - 1
    elif (match := _A1_CELL.fullmatch(address)) and table.origin is not None:
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        row, column = int(match[2]) - table.origin[0], column - table.origin[1]
    else:
        return None
    inside = 0 <= row < len(table.rows) and 0 <= column < len(table.rows[0])
    return (row, column) if inside else None


def _console(stream: TextIO) -> Console:
    """A console that reads no markup, highlights nothing and keeps its hands off a pipe."""
    width = None if stream.isatty() else WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def _stands_in(finding: Finding, file: str, table: Table) -> bool:
    place = finding.place
    if place.file != file or place.cell is None:
        return False
    return place.sheet == table.sheet if table.origin is not None else place.table == table.number


def _drawn(table: Table, marked: Marks, *, whole: bool) -> Grid:
    """The table as a grid with its addresses at the edges; a large one only around its marks."""
    rows, columns = range(len(table.rows)), range(len(table.rows[0]) if table.rows else 0)
    if not whole and (len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS):
        rows_wanted, columns_wanted = _around(table, marked)
    else:
        rows_wanted, columns_wanted = list(rows), list(columns)
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    grid.add_column("")
    for column in columns_wanted:
        grid.add_column(_column_name(table, column), overflow="fold")
    before = -1
    for row in rows_wanted:
        if row > before + 1:
            grid.add_row("⋮")
        before = row
        cells = [_cell(table.rows[row][column], marked.get((row, column), "")) for column in columns_wanted]
        grid.add_row(Text(_row_name(table, row), "dim"), *cells)
    if rows_wanted and rows_wanted[-1] < len(rows) - 1:
        grid.add_row("⋮")
    return grid


def _around(table: Table, marked: Marks) -> tuple[list[int], list[int]]:
    """The first rows and the label column, and every row and column that holds a mark; at most a screen."""
    rows = sorted({0, 1} | {row for row, _ in marked})
    columns = sorted({0} | {column for _, column in marked})
    doubtful = {cell for cell, mark in marked.items() if mark in ("differs", "undecided")}
    if len(rows) > MOST_ROWS:
        rows = sorted({0, 1, *rows[: MOST_ROWS - 2], *(row for row, _ in doubtful)})
    if len(columns) > MOST_COLUMNS:
        columns = sorted({0, *columns[:MOST_COLUMNS], *(column for _, column in doubtful)})
    height = len(table.rows)
    return [row for row in rows if row < height], columns


def _cell(text: str, mark: str) -> Text:
    shown = visible(text)
    return Text(f"{SIGNS[mark]} {shown}", STYLES[mark]) if mark else Text(shown)


def _column_name(table: Table, column: int) -> str:
    return f"C{column + 1}" if table.origin is None else a1(1, table.origin[1] + column)[:-1]


def _row_name(table: Table, row: int) -> str:
    return f"R{row + 1}" if table.origin is None else str(table.origin[0] + row)
