"""foi-audit.xlsx, for whoever must believe it: findings first, then every table with live formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from foi_cli.export import audit_summary, audit_tables
from foi_cli.export.audit_tables import LOW, Checked, Figures, colour_checks, colour_verdicts, number
from foi_cli.export.book import Book, Entry, Formula, Sheet, exact, reference, to_cell, to_source
from foi_cli.export.cells import listed
from foi_cli.export.columns import Cell, Column
from foi_cli.export.formulas import Operand
from foi_cli.export.listings import ATTACHMENTS, FIGURES, QUESTIONS, RESPONSES, REVIEW, Listing, Row, answered
from foi_cli.model import Exporter, Finding, Reading, Results, Verdict

FILE = "foi-audit.xlsx"

DECISIONS = ("accept", "change", "reject", "later")
"""What a person may choose on the Review sheet."""

REVIEW_HEAD = (*REVIEW.names, "decision", "new", "reason", "who")
"""The Review sheet: review.csv, every finding in doubt, and what a person decides of each."""

_FINDINGS_HEAD = (
    "finding_id",
    "verdict",
    "message",
    "stated",
    "computed",
    "computed, live",
    "difference",
    "cause",
    "check",
    "basis",
    "file",
    "place",
    "parts",
    "slack",
    "response_id",
    "figure_id",
    "accepted",
    "reason",
)
_ORDER: tuple[Verdict, ...] = ("differs", "undecided", "agrees")
_VALUE = FIGURES.names.index("value") + 1


@dataclass
class _Sheets:
    """The sheets of the book, in their order."""

    summary: Sheet
    findings: Sheet
    review: Sheet
    responses: Sheet
    questions: Sheet
    figures: Sheet
    attachments: Sheet
    tables: Sheet


def write(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write the audit workbook into the folder."""
    path = folder / FILE
    with Book(path, "Freedom of Information responses: audit") as book:
        sheets, tally = _open(book), audit_summary.Tally()
        checks: dict[str, Checked] = {}
        for reading, findings in answered(results):
            tally.add(reading, findings)
            _response(sheets, reading, findings, checks, tally.left_out)
        _findings(sheets.findings, results, checks)
        _decisions(sheets.review)
        audit_summary.write(sheets.summary, tally)
    return (path,)


def _open(book: Book) -> _Sheets:
    return _Sheets(
        Sheet(book, "Summary", widths=(44, 14, 14, 14, 14, 14, 60)),
        Sheet(
            book,
            "Findings",
            _FINDINGS_HEAD,
            (16, 12, 60, 12, 14, 14, 12, 14, 12, 12, 30, 30, 30),
            dress=colour_verdicts,
        ),
        Sheet(book, "Review", REVIEW_HEAD, (16, 16, 12, 30, 40, 30, 12, 14, 24, 40, 20)),
        _sheet(book, RESPONSES),
        _sheet(book, QUESTIONS),
        _sheet(book, FIGURES),
        _sheet(book, ATTACHMENTS),
        Sheet(book, "Tables", widths=(30, *[17] * 10, 60), dress=colour_checks),
    )


def _sheet(book: Book, listing: Listing) -> Sheet:
    wide = {
        "text": 40,
        "answer": 40,
        "message": 60,
        "file": 30,
        "authority": 24,
        "row_label": 30,
        "title": 30,
    }
    return Sheet(book, listing.title, listing.names, [wide.get(name, 14) for name in listing.names])


def _response(
    sheets: _Sheets,
    reading: Reading,
    findings: Sequence[Finding],
    checks: dict[str, Checked],
    left_out: list[str],
) -> None:
    """Everything about one response but its findings' own sheet, each row on the sheet of its kind."""
    operands = _operands(sheets.figures, reading)
    tables = sheets.tables
    laid = audit_tables.write(tables, reading, findings, operands)
    checks.update(laid.checks)
    left_out.extend(laid.left_out)
    for row in RESPONSES.rows(reading, findings):
        sheets.responses.add(
            _linked(RESPONSES, row, response_id=laid.start, file=to_source(reading.response.file))
        )
    for listing, sheet in ((QUESTIONS, sheets.questions), (ATTACHMENTS, sheets.attachments)):
        for row in listing.rows(reading, findings):
            sheet.add(_linked(listing, row))
    for figure, row in zip(reading.figures, FIGURES.rows(reading, findings), strict=True):
        sheets.figures.add(_linked(FIGURES, row, place=laid.cells.get(figure.figure_id, "")))
    for row in _to_review(reading, findings):
        sheets.review.add(_linked(REVIEW, row))


def _operands(sheet: Sheet, reading: Reading) -> Figures:
    """Where the figures of a response are going to stand on their sheet, by the text of their place."""
    operands: dict[str, list[Operand]] = {}
    if sheet.room(len(reading.figures)):
        for row, figure in enumerate(reading.figures, start=sheet.next):
            value = figure.amount.value
            held = value if value is not None and exact(value) else None
            operand = Operand(sheet.name, row, _VALUE, figure.amount, held, figure.figure_id)
            operands.setdefault(str(figure.place), []).append(operand)
    return operands


def _linked(listing: Listing, row: Row, **links: str) -> list[Cell | Entry]:
    """A row of a listing, numbers as numbers, with links on the named columns."""
    entries: list[Cell | Entry] = []
    for column, cell in zip(listing.columns, row, strict=True):
        value = _value(column, cell)
        lead = links.get(column.name)
        entries.append(Entry(value, link=lead) if lead else value)
    return entries


def _value(column: Column, cell: Cell) -> Cell:
    if column.kind != "number" or not isinstance(cell, str) or not cell:
        return cell
    try:
        return Decimal(cell)
    except InvalidOperation:
        return cell


def _to_review(reading: Reading, findings: Sequence[Finding]) -> Iterator[Row]:
    """What a person should decide: the doubts of the reading, then what differs or cannot be decided."""
    yield from REVIEW.rows(reading, findings)
    for each in findings:
        if each.verdict != "agrees" and not each.accepted:
            yield each.finding_id, each.verdict, each.response_id, str(each.place), each.message, "", ""


def _decisions(sheet: Sheet) -> None:
    """Drop-downs in the column "decision", as far as there are rows to decide."""
    column = REVIEW_HEAD.index("decision")
    sheet.worksheet.data_validation(
        1,
        column,
        max(1, sheet.next - 2),
        column,
        {
            "validate": "list",
            "source": list(DECISIONS),
            "input_title": "Decision",
            "input_message": "accept: as suggested, or leave the difference; change: to what stands in new.",
            "error_title": "Not a decision",
            "error_message": "Choose one of the list, or leave the cell empty.",
        },
    )


def _findings(sheet: Sheet, results: Results, checks: dict[str, Checked]) -> None:
    """Every finding, what differs first; each leads to its check below the table."""
    for verdict in _ORDER:
        for each in results.findings():
            if each.verdict == verdict:
                sheet.add(_finding(each, checks.get(each.finding_id)))


def _finding(finding: Finding, check: Checked | None) -> list[Cell | Entry]:
    lead = to_cell(check.sheet, check.row, 1) if check else ""
    live: Cell | Entry = None
    if check and check.low is not None:
        live = Entry(Formula(f"={reference(check.sheet, check.row, LOW)}", check.low))
    return [
        Entry(finding.finding_id, link=lead),
        finding.verdict,
        finding.message,
        number(finding.stated),
        number(finding.computed),
        live,
        number(finding.difference),
        finding.cause,
        finding.check,
        finding.basis,
        Entry(finding.place.file, link=to_source(finding.place.file)),
        str(finding.place),
        listed(finding.parts),
        number(finding.slack),
        finding.response_id,
        finding.figure_id,
        finding.accepted,
        finding.reason,
    ]


EXPORTER = Exporter("audit", write)
