"""foi-publication.xlsx and .ods: values only, by the Government Analysis Function's rules.

A total that is wrong is published as stated, with a note; nothing is corrected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from foi_cli.export import publication_ods, publication_xlsx
from foi_cli.export.listings import answered
from foi_cli.export.publication_tables import Draft, comment, drafts, grid, unit, words_for
from foi_cli.export.published import (
    SHORTHAND,
    TITLE,
    Line,
    Value,
    Worksheet,
    day,
    explained,
    headings,
    one_line,
    publishable,
    shorthand,
    stretch,
    with_unit,
)
from foi_cli.model import Exporter, Figure, Finding, Reading, Response, Results

WORKBOOK, OPEN = "foi-publication.xlsx", "foi-publication.ods"

MOST = 250
"""Tables of responses in the publication; what is over is in figures.csv, and the cover says so."""

ROWS = 10_000
"""Responses, and statements, in the publication: openpyxl holds every cell in memory, as a reader's program
will; what is over is in responses.csv and figures.csv, and the cover says so."""

_ROUNDING = "Some totals may not equal the sum of their parts because of rounding."


@dataclass
class _Content:
    """The publication while it is put together."""

    responses: list[tuple[Value, ...]] = field(default_factory=list)
    tables: list[Worksheet] = field(default_factory=list)
    statements: dict[str, list[tuple[Figure, Response, list[int]]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    stated: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def note(self, text: str) -> int:
        """Number a note."""
        self.notes.append(text)
        return len(self.notes)


def write(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write the publication as .xlsx and as .ods into the folder."""
    worksheets = publication(results)
    publication_xlsx.write(worksheets, folder / WORKBOOK)
    publication_ods.write(worksheets, folder / OPEN)
    return folder / WORKBOOK, folder / OPEN


def publication(results: Results) -> tuple[Worksheet, ...]:
    """Every worksheet: cover, contents, notes, responses, tables, and what is stated in sentences."""
    content = _Content()
    for reading, findings in answered(results):
        _response(content, reading, findings)
        _tables(content, reading, findings)
        _statements(content, reading, findings)
    sheets = [_responses(content), *content.tables, *_stated(content)]
    notes = [_notes(content.notes)] if content.notes else []
    return (_cover(content), _contents([*notes, *sheets]), *notes, *sheets)


def _response(content: _Content, reading: Reading, findings: Sequence[Finding]) -> None:
    if len(content.responses) >= ROWS:
        content.left_out["responses"] += 1
        return
    response, verdicts = reading.response, Counter(finding.verdict for finding in findings)
    content.responses.append(
        (
            _authority(response),
            one_line(response.reference) or "[x]",
            one_line(response.title) or "[x]",
            day(response.responded_on),
            "could not be read" if response.problem else response.outcome,
            "; ".join(map(one_line, map(str, response.exemptions))) or "[z]",
            Decimal(len(reading.figures)),
            Decimal(len(findings)),
            Decimal(verdicts["differs"]),
        )
    )


def _authority(response: Response) -> str:
    return one_line(response.authority or response.file)


def _tables(content: _Content, reading: Reading, findings: Sequence[Finding]) -> None:
    about = {finding.figure_id: finding for finding in findings if finding.verdict == "differs"}
    rounded = {finding.figure_id for finding in findings if finding.basis == "rounding"}
    for draft in drafts(reading):
        if len(content.tables) >= MOST:
            content.left_out["tables"] += 1
            continue
        for line in draft.lines:
            for figure in line.figures.values():
                if figure.figure_id in about:
                    where = one_line(figure.column_label)
                    line.notes.append(content.note(comment(about[figure.figure_id], where)))
        content.tables.append(_table(content, draft, reading, rounded))


def _table(content: _Content, draft: Draft, reading: Reading, rounded: set[str]) -> Worksheet:
    header, rows, places = grid(draft)
    number = len(content.tables) + 1
    used = [each for line in draft.lines for each in words_for(line)]
    if any(value == "[x]" for row in rows for value in row[1:]):
        used.append(("[x]", ""))
    figures = [figure for line in draft.lines for figure in line.figures.values()]
    titles = {(file, table.number): table.title for file, table in reading.tables}
    title = titles.get((draft.file, draft.number), "") or figures[0].measure or reading.response.title
    lines = _about(
        noted=any(line.notes for line in draft.lines),
        source=_source(reading.response, draft),
        short=explained(used),
        rounding=any(figure.figure_id in rounded for figure in figures),
    )
    heading = f"Table {number}: {one_line(title, 150) or 'Figures'}, {_authority(reading.response)}"
    return Worksheet(f"Table_{number}", heading, lines, header, tuple(rows), places)


def _about(*, noted: bool, source: str, short: str, rounding: bool = False) -> tuple[Line, ...]:
    found = [Line("This worksheet contains one table.")]
    if noted:
        found.append(Line("Notes are on the worksheet Notes.", link="Notes"))
    found += [Line(words) for words in (short, _ROUNDING if rounding else "", source) if words]
    return tuple(found)


def _source(response: Response, draft: Draft) -> str:
    words = [f"Source: {one_line(draft.file)}, table {draft.number}, as stated by {_authority(response)}"]
    if response.reference:
        words.append(f"reference {one_line(response.reference)}")
    if response.responded_on:
        words.append(day(response.responded_on))
    return ", ".join(words) + "."


def _statements(content: _Content, reading: Reading, findings: Sequence[Finding]) -> None:
    """Figures that stand in sentences, by unit; each with the numbers of the notes on it."""
    about = {finding.figure_id: finding for finding in findings if finding.verdict == "differs"}
    for figure in reading.figures:
        if figure.table is not None:
            continue
        if content.stated >= ROWS:
            content.left_out["figures stated in sentences"] += 1
        else:
            content.stated += 1
            found = about.get(figure.figure_id)
            notes = [content.note(comment(found, ""))] if found else []
            content.statements.setdefault(unit(figure), []).append((figure, reading.response, notes))


def _stated(content: _Content) -> Iterator[Worksheet]:
    for number, (name, stated) in enumerate(content.statements.items(), start=1):
        rows = tuple(_statement(figure, response, notes) for figure, response, notes in stated)
        used = [(shorthand(f.amount), f.amount.text) for f, _, _ in stated if publishable(f.amount) is None]
        blank = [("[x]", "")] if any("[x]" in row for row in rows) else []
        places = max((-int(r[4].as_tuple().exponent) for r in rows if isinstance(r[4], Decimal)), default=0)
        yield Worksheet(
            f"Statements_{number}",
            f"Statements {number}: figures stated in sentences{f' ({one_line(name)})' if name else ''}",
            _about(
                noted=any(notes for _, _, notes in stated),
                source="Source: the responses on the worksheet Responses.",
                short=explained(used + blank),
            ),
            headings(["Authority", "Question", "What is stated", "Period", with_unit("Figure", name)]),
            rows,
            (None, None, None, None, places),
        )


def _statement(figure: Figure, response: Response, notes: Sequence[int]) -> tuple[Value, ...]:
    words = [figure.row_label, figure.column_label, figure.measure]
    words += [figure.category.name] if figure.category else []
    words += [f"{key} {value}" for key, value in figure.dimensions]
    what = one_line(", ".join(dict.fromkeys(word.strip() for word in words if word.strip())))
    number = publishable(figure.amount)
    return (
        _authority(response),
        one_line(figure.question) or "[x]",
        (what or "Not said") + "".join(f" [note {note}]" for note in notes),
        one_line(stretch(figure.period)) if figure.period else "[x]",
        shorthand(figure.amount) if number is None else number,
    )


def _responses(content: _Content) -> Worksheet:
    columns = ("Authority", "Reference", "Title", "Response date", "Outcome", "Exemptions")
    counted = ("Figures (number)", "Checks (number)", "Checks that differ (number)")
    cells = {str(cell) for row in content.responses for cell in row}
    short = explained([(mark, "") for mark in SHORTHAND if mark in cells])
    lines = _about(noted=False, source="Source: the responses as received.", short=short)
    rows = tuple(content.responses)
    title = "Responses: who answered, and with what outcome"
    return Worksheet("Responses", title, lines, columns + counted, rows, (*[None] * 6, 0, 0, 0))


def _notes(notes: Sequence[str]) -> Worksheet:
    rows = tuple((f"[note {number}]", text) for number, text in enumerate(notes, start=1))
    lines = (Line("This worksheet contains one table."),)
    return Worksheet("Notes", "Notes", lines, ("Note number", "Note text"), rows, (None, None))


def _contents(sheets: Sequence[Worksheet]) -> Worksheet:
    return Worksheet(
        "Contents",
        "Table of contents",
        (Line("This worksheet contains one table."),),
        ("Worksheet", "Title"),
        tuple((sheet.name, sheet.title) for sheet in sheets),
        (None, None),
        tuple(sheet.name for sheet in sheets),
    )


def _cover(content: _Content) -> Worksheet:
    counts = f"{len(content.responses):,} responses and {len(content.tables):,} tables of figures."
    lines = [
        Line(f"This workbook holds {counts}"),
        Line("What the figures are", heading=True),
        Line("Every figure is as the authority stated it; none has been corrected, rounded or added."),
        Line("Where a stated total does not equal the sum of its parts, a note says so."),
        Line("Shorthand is explained above each table in which it is used. 0 is always a true zero."),
        Line("Only numbers are given here; the words of the responses are in the files beside this one."),
        Line("How to find your way", heading=True),
        Line("The worksheet Contents lists every table.", link="Contents"),
    ]
    for what, count in content.left_out.items():
        where = "responses.csv" if what == "responses" else "figures.csv"
        lines.append(Line(f"{count:,} further {what} are left out here; {where} holds them all."))
    return Worksheet("Cover", TITLE, tuple(lines))


EXPORTER = Exporter("publication", write)
