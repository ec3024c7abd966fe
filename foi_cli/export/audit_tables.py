"""The audit book's tables: each as it stood, and below it every check on it with its live formula."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, permutations, product
from typing import TypeAlias

from foi_cli.export.book import COLUMNS, ROWS, Entries, Entry, Formula, Sheet, to_cell, to_source
from foi_cli.export.cells import holds, listed, position
from foi_cli.export.columns import Cell
from foi_cli.export.formulas import Live, Operand, difference, interval, live
from foi_cli.export.shapes import shaped
from foi_cli.model import Figure, Finding, Reading, Table, a1

CHECKS_HEAD = (
    "Finding",
    "Verdict",
    "Stated at",
    "Stated",
    "Computed, live",
    "at most, live",
    "Difference, live",
    "Computed (foi)",
    "Difference (foi)",
    "Parts",
    "Cause",
    "In words",
)
VERDICT, STATED, LOW, HIGH, DIFFERENCE = 2, 4, 5, 6, 7
"""Columns of the checks below a table, counted from 1."""

_CHOICES = 60
"""Orders that are tried where a line that is named holds several figures."""

_SEVERITY = ("agrees", "undecided", "differs")


@dataclass(frozen=True, slots=True)
class Checked:
    """Where a check came to stand, and what its live formula comes to (at the least); None where none is."""

    sheet: str
    row: int
    low: Decimal | None


@dataclass
class Laid:
    """How a response lies in the book: the link to its first row, its checks and the links to the cells of
    its figures by their ids, and what was left out."""

    start: str = ""
    checks: dict[str, Checked] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


Figures: TypeAlias = Mapping[str, Sequence[Operand]]
"""The figures of a response on their own sheet, by the text of their place."""


@dataclass(frozen=True)
class Where:
    """Where the numbers of a finding stand: in a table whose first row is row `top` of the sheet, its first
    cell in column A; and on the sheet of figures, by place. `table` is None for totals in sentences."""

    sheet: str
    figures: Figures
    table: Table | None = None
    top: int = 0

    def stated(self, finding: Finding) -> Operand | None:
        """The stated total; None where it is not in the book as one number."""
        found = self._operands(finding.place.cell or "", str(finding.place))
        named = [each for each in found if each.figure == finding.figure_id != ""]
        return (named or found)[0] if len(named or found) == 1 else None

    def live(self, finding: Finding) -> Live | None:
        """The live formula over its parts; None where not every one of them is in the book."""
        for parts in islice(self._choices(finding), _CHOICES):
            found = live(finding.check, finding.computed, parts)
            if found is not None:
                return found
        return None

    def _choices(self, finding: Finding) -> Iterator[tuple[Operand, ...]]:
        """The parts in order; in every order where several figures stand on the line that is named."""
        taken = []
        for text, count in Counter(finding.parts).items():
            found = [o for o in self._operands(text, text) if not o.figure or o.figure != finding.figure_id]
            taken.append([(text, found * count)] if len(found) == 1 else _orders(text, found, count))
        for choice in product(*taken):
            waiting = {text: iter(operands) for text, operands in choice}
            yield tuple(next(waiting[text]) for text in finding.parts)

    def _operands(self, cell: str, place: str) -> Sequence[Operand]:
        at = position(self.table, cell) if self.table else None
        if self.table is None or at is None:
            return self.figures.get(place, ())
        read = shaped(self.table.rows[at[0]][at[1]])
        return (Operand("", self.top + at[0], at[1] + 1, read.amount, read.number),)


def _orders(text: str, found: Sequence[Operand], count: int) -> list[tuple[str, Sequence[Operand]]]:
    return [(text, order) for order in islice(permutations(found, count), _CHOICES)]


@dataclass(frozen=True)
class _Block:
    """A table with the findings on it and its figures."""

    file: str
    table: Table
    findings: Sequence[Finding]
    figures: Sequence[Figure]


def write(sheet: Sheet, reading: Reading, findings: Sequence[Finding], figures: Figures) -> Laid:
    """Write the tables of a response with the checks on them, then the checks on its sentences."""
    laid, waiting = Laid(), {finding.finding_id: finding for finding in findings}
    for block in _blocks(reading, findings):
        for finding in block.findings:
            waiting.pop(finding.finding_id, None)
        _write(sheet, block, reading, figures, laid)
    if waiting:
        _sentences(sheet, reading, tuple(waiting.values()), figures, laid)
    return laid


def _blocks(reading: Reading, findings: Sequence[Finding]) -> Iterator[_Block]:
    """Each table with what is about it; both are looked up by file and number or sheet, not searched for."""
    judged: dict[tuple[str, str | None, int | None], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        judged.setdefault((place.file, place.sheet, place.table), []).append(finding)
    drawn: dict[tuple[str, int | None], list[Figure]] = {}
    for figure in reading.figures:
        drawn.setdefault((figure.place.file, figure.table), []).append(figure)
    for file, table in reading.tables:
        own = table.place(file, 0, 0)
        about = judged.get((file, own.sheet, own.table), ())
        mine = [finding for finding in about if holds(file, table, finding.place)]
        yield _Block(file, table, mine, drawn.get((file, table.number), ()))


def _write(sheet: Sheet, block: _Block, reading: Reading, figures: Figures, laid: Laid) -> None:
    file, table = block.file, block.table
    needed = len(table.rows) + len(block.findings) + 5
    if max(map(len, table.rows), default=0) > COLUMNS or not sheet.room(needed):
        laid.left_out.append(f"{file} table {table.number}: larger than a sheet")
        return
    title = f"{file} – table {table.number}" + (f" – {table.title}" if table.title else "")
    _start(sheet, laid, title, file)
    sheet.add([Entry(_notes(reading, table), "quiet")])
    where = Where(sheet.name, figures, table, sheet.next)
    _rows(sheet, block, where, laid)
    _checks(sheet, block.findings, where, laid)
    sheet.add()


def _rows(sheet: Sheet, block: _Block, where: Where, laid: Laid) -> None:
    """The table as it stood, its first row as headings where no figure stands in it."""
    judged = _judged(block.table, block.findings)
    first = min((figure.row for figure in block.figures if figure.row is not None), default=0)
    for number, row in enumerate(block.table.rows):
        head = number == 0 < first
        sheet.add([_cell(text, judged.get((number, c)), head) for c, text in enumerate(row)])
    for figure in block.figures:
        if figure.row is not None and figure.column is not None:
            row_there, column_there = where.top + figure.row, figure.column + 1
            laid.cells[figure.figure_id] = to_cell(where.sheet, row_there, column_there)


def _start(sheet: Sheet, laid: Laid, title: str, file: str) -> None:
    row = sheet.add([Entry(title, "heading", link=to_source(file))])
    laid.start = laid.start or to_cell(sheet.name, row, 1)


def _notes(reading: Reading, table: Table) -> str:
    where = [f"Response {reading.response.response_id}"]
    where += [f"sheet {table.sheet}"] if table.sheet else []
    where += [f"page {table.page}"] if table.page else []
    return "; ".join([*where, *table.notes])


def _judged(table: Table, findings: Iterable[Finding]) -> dict[tuple[int, int], list[Finding]]:
    """The findings on each stated total, by its zero-based row and column."""
    judged: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        at = position(table, finding.place.cell or "")
        if at is not None:
            judged.setdefault(at, []).append(finding)
    return judged


def _cell(text: str, findings: Sequence[Finding] | None, head: bool) -> Cell | Entry:
    read = shaped(text)
    value: Cell = text if read.number is None else read.number
    said = [] if read.faithful else [f"Written: {text}"]
    style = "labels" if head else ""
    if findings:
        style = max((f.verdict for f in findings), key=_SEVERITY.index)
        said += [_comment(f) for f in findings if f.verdict != "agrees"]
    return Entry(value, style, read.shape, comment="\n".join(said)) if style or said or read.shape else value


def _comment(finding: Finding) -> str:
    cause = f" Cause: {finding.cause}." if finding.cause else ""
    accepted = f" Accepted: {finding.reason}" if finding.accepted else ""
    return (
        f"{finding.finding_id} {finding.verdict}: {finding.message}{cause} Place: {finding.place}.{accepted}"
    )


def _sentences(
    sheet: Sheet,
    reading: Reading,
    findings: Sequence[Finding],
    figures: Figures,
    laid: Laid,
) -> None:
    """Checks on totals that stand in sentences; their parts are the figures on the sheet of figures."""
    if not sheet.room(len(findings) + 4):
        laid.left_out.append(f"{reading.response.file}: more checks than fit on a sheet")
        return
    file = reading.response.file
    _start(sheet, laid, f"{file} – in sentences", file)
    sheet.add([Entry(f"Response {reading.response.response_id}", "quiet")])
    _checks(sheet, findings, Where(sheet.name, figures), laid)
    sheet.add()


def _checks(sheet: Sheet, findings: Sequence[Finding], where: Where, laid: Laid) -> None:
    if not findings:
        return
    sheet.add([Entry(name, "head") for name in CHECKS_HEAD])
    for finding in findings:
        row = sheet.next
        entries, low = _check(finding, where, row)
        sheet.add(entries)
        laid.checks[finding.finding_id] = Checked(sheet.name, row, low)


def _check(finding: Finding, where: Where, row: int) -> tuple[Entries, Decimal | None]:
    stated = where.stated(finding)
    found = where.live(finding)
    shown = _stated(finding, stated)
    known = isinstance(shown.value, Formula | Decimal)
    lead = to_cell(stated.sheet or where.sheet, stated.row, stated.column) if stated else ""
    return (
        finding.finding_id,
        finding.verdict,
        Entry(finding.place.cell or str(finding.place), link=lead),
        shown,
        Entry(found.low) if found else "not live: see Computed (foi)",
        Entry(found.high) if found and found.high else None,
        Entry(_difference(Decimal(finding.stated), found, row)) if found and known else None,
        number(finding.computed),
        number(finding.difference),
        listed(finding.parts),
        finding.cause,
        finding.message,
    ), found.low.value if found else None


def _stated(finding: Finding, operand: Operand | None) -> Entry:
    """What is stated: the cell itself where it holds that number, else the number or the words."""
    value = number(finding.stated)
    if operand is not None and operand.held is not None and operand.held == value:
        return Entry(Formula(f"={operand.cell}", operand.held))
    return Entry(value)


def _difference(stated: Decimal, found: Live, row: int) -> Formula:
    low, high = found.low.value, found.high.value if found.high else found.low.value
    value = stated - low if stated < low or not found.high else max(stated - high, Decimal(0))
    cells = [a1(row, column) for column in (STATED, LOW, HIGH)]
    return Formula(difference(cells[0], cells[1], cells[2] if found.high else "", value), value)


def number(text: str) -> Decimal | str:
    """The number that a finding gives as decimal text; its text where that is a range, or nothing."""
    bounds = interval(text)
    return bounds[0] if bounds and bounds[0] is not None and bounds[0] == bounds[1] else text


def colour_verdicts(sheet: Sheet) -> None:
    """Colour the verdicts of a sheet. One rule for all rows: one a table would fill the memory."""
    for word in _SEVERITY:
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": sheet.book.format(word)}
        sheet.worksheet.conditional_format(0, VERDICT - 1, ROWS - 1, VERDICT - 1, rule)


def colour_checks(sheet: Sheet) -> None:
    """Colour the verdicts of a sheet, and the differences beside them that are not nought."""
    colour_verdicts(sheet)
    cell, verdict = f"${a1(1, DIFFERENCE)}", f"${a1(1, VERDICT)}"
    judged = ",".join(f'{verdict}="{word}"' for word in _SEVERITY)
    formula = f"=AND(OR({judged}),ISNUMBER({cell}),{cell}<>0)"
    rule = {"type": "formula", "criteria": formula, "format": sheet.book.format("differs")}
    sheet.worksheet.conditional_format(0, DIFFERENCE - 1, ROWS - 1, DIFFERENCE - 1, rule)
