"""The seven listings of the export set: their rows, in the order and with the columns of columns.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from foi_cli.export.cells import listed
from foi_cli.export.columns import Cell, Column, columns
from foi_cli.model import Category, Exemption, Finding, Period, Question, Reading, Results

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One table of the set: its name, what a row is, its key (() where rows have none),
    and the rows of one response."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    rows: Callable[[Reading, Sequence[Finding]], Iterator[Row]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return columns(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns: the header row."""
        return tuple(column.name for column in self.columns)


def _responses(reading: Reading, findings: Sequence[Finding]) -> Iterator[Row]:
    response, verdicts = reading.response, Counter(finding.verdict for finding in findings)
    yield (
        response.response_id,
        response.file,
        response.digest,
        response.reader,
        response.problem,
        response.authority,
        response.authority_id,
        response.reference,
        response.title,
        response.requested_on,
        response.responded_on,
        response.outcome,
        _exemptions(response.exemptions),
        len(reading.questions),
        len(reading.figures),
        verdicts["agrees"],
        verdicts["differs"],
        verdicts["undecided"],
        len(reading.attachments),
        sum(attachment.absent for attachment in reading.attachments),
        response.request_group,
    )


def _questions(reading: Reading, _: Sequence[Finding]) -> Iterator[Row]:
    figures = Counter(figure.question for figure in reading.figures)
    for question in reading.questions:
        yield (
            question.response_id,
            question.number,
            question.text,
            question.answer,
            question.outcome,
            _exemptions(question.exemptions),
            figures[question.number],
        )


_NO_CATEGORY = Category("", "")
_NO_PERIOD = Period("")


def _figures(reading: Reading, _: Sequence[Finding]) -> Iterator[Row]:
    for figure in reading.figures:
        amount, category = figure.amount, figure.category or _NO_CATEGORY
        period = figure.period or _NO_PERIOD
        yield (
            figure.figure_id,
            figure.response_id,
            figure.place.file,
            reading.response.authority,
            reading.response.reference,
            figure.question,
            figure.table,
            figure.row_label,
            figure.column_label,
            figure.measure,
            figure.unit or amount.unit,
            category.name,
            category.code,
            category.taxonomy,
            "; ".join(f"{key}={value}" for key, value in figure.dimensions),
            period.text,
            period.start,
            period.end,
            period.complete,
            amount.value,
            amount.low,
            amount.high,
            amount.marker,
            figure.role,
            amount.text,
            str(figure.place),
            "; ".join(note for note in (figure.note, amount.note) if note),
        )


def _findings(_: Reading, findings: Sequence[Finding]) -> Iterator[Row]:
    for finding in findings:
        yield (
            finding.finding_id,
            finding.response_id,
            finding.place.file,
            finding.check,
            finding.verdict,
            finding.basis,
            finding.figure_id,
            finding.stated,
            finding.computed,
            finding.difference,
            finding.slack,
            listed(finding.parts),
            finding.cause,
            finding.message,
            str(finding.place),
            finding.accepted,
            finding.reason,
        )


def _attachments(reading: Reading, _: Sequence[Finding]) -> Iterator[Row]:
    for each in reading.attachments:
        yield each.response_id, each.name, each.state, each.file, str(each.place)


def _review(reading: Reading, _: Sequence[Finding]) -> Iterator[Row]:
    for number, doubt in enumerate(reading.doubts, start=1):
        if doubt.accepted:
            continue
        yield (
            f"{doubt.response_id}.v{number}",
            doubt.kind,
            doubt.response_id,
            str(doubt.place),
            doubt.text,
            doubt.suggestion,
            doubt.confidence,
        )


def _coverage(reading: Reading, _: Sequence[Finding]) -> Iterator[Row]:
    """Every question, and what stands outside all questions where there is any of it."""
    figures = Counter(figure.question for figure in reading.figures)
    asked: list[Question | None] = list(reading.questions)
    outside = figures.total() - sum(figures[number] for number in {q.number for q in reading.questions})
    if outside or not asked:
        asked.append(None)
    for question in asked:
        yield (
            reading.response.request_group,
            reading.response.authority,
            reading.response.response_id,
            question.number if question else "",
            question.outcome if question else reading.response.outcome,
            figures[question.number] if question else outside,
        )


def _exemptions(cited: Iterable[Exemption]) -> str:
    return "; ".join(map(str, cited))


RESPONSES = Listing(
    "responses",
    "Responses",
    "One row a response: who answered, when, with what outcome, and how its totals came out.",
    ("response_id",),
    _responses,
)
QUESTIONS = Listing(
    "questions", "Questions", "One row a question of a request, with the answer it got.", (), _questions
)
FIGURES = Listing(
    "figures",
    "Figures",
    "One row a number that a response states, as written, with its meaning and its place.",
    ("figure_id",),
    _figures,
)
FINDINGS = Listing(
    "findings",
    "Findings",
    "One row a judged claim: what is stated held against what its parts come to.",
    ("finding_id",),
    _findings,
)
ATTACHMENTS = Listing(
    "attachments", "Attachments", "One row an attachment that a response names or mentions.", (), _attachments
)
REVIEW = Listing("review", "Review", "One row a reading that a person should decide.", ("item_id",), _review)
COVERAGE = Listing(
    "coverage",
    "Coverage",
    "One row a question and response: who answered what, with how many figures.",
    (),
    _coverage,
)

LISTINGS = (RESPONSES, QUESTIONS, FIGURES, FINDINGS, ATTACHMENTS, REVIEW, COVERAGE)
"""All of them, in the order of the contract."""


def answered(results: Results) -> Iterator[tuple[Reading, tuple[Finding, ...]]]:
    """Every response with the findings on it: one pass."""
    for reading in results.readings():
        yield reading, tuple(results.findings(reading.response.response_id))
