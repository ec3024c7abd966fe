"""report.html: one file for reading, with no script, style or picture from elsewhere.

Each response is rendered once and its pieces kept on disk until the page is put together, so that memory
does not grow with the number of responses.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple, cast

from markupsafe import Markup

from foi_cli.export import html_series, html_tables
from foi_cli.export.cells import holds
from foi_cli.export.html_tables import Figures, Grid, Word
from foi_cli.export.listings import answered
from foi_cli.export.templates import environment, template
from foi_cli.model import Exporter, Figure, Finding, Question, Reading, Response, Results, Table

FILE = "report.html"

CELLS = 400_000
"""Cells of tables in the page, about what a browser bears; what is over is in the audit workbook."""

CHARTS = 1_000
"""Series that are drawn, those of the first responses; their figures stand in the tables in any case."""

COVERED = 2_000
"""Responses in the coverage matrix."""

_SECTIONS = ("differs", "undecided", "responses")
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as the report shows it: its answer in pieces, and its figures that are not found in them."""

    question: Question
    words: Sequence[Word]
    elsewhere: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Covered:
    """A row of the coverage matrix: a response, and what became of each question, with its figures."""

    response: Response
    answers: Mapping[str, tuple[str, int]]


class Missing(NamedTuple):
    """An attachment that nobody sent, and the response that names it: its id, and who gave it."""

    name: str
    response_id: str
    who: str


@dataclass
class _Page:
    """What the frame of the page needs, gathered on the way."""

    sections: dict[str, IO[str]]
    counts: Counter[str] = field(default_factory=Counter)
    covered: dict[str, list[Covered]] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    authorities: set[str] = field(default_factory=set)
    cells: int = 0
    charts: int = 0


def write(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write the report into the folder."""
    path = folder / FILE
    with ExitStack() as stack:
        page = _Page({name: stack.enter_context(_aside(folder)) for name in _SECTIONS})
        for reading, findings in answered(results):
            _add(page, reading, findings)
        file = stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
        file.writelines(_assembled(page, results))
    return (path,)


def _aside(folder: Path) -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", dir=folder)


def _add(page: _Page, reading: Reading, findings: Sequence[Finding]) -> None:
    """Count a response and render its pieces."""
    _count(page, reading, findings)
    figures = Figures(reading.figures)
    for finding in findings:
        if finding.verdict != "agrees":
            drawn = _drawn(reading, finding, figures)
            page.sections[finding.verdict].write(_finding(reading, finding, drawn))
    page.sections["responses"].write(_response(page, reading, findings, figures))


def _count(page: _Page, reading: Reading, findings: Sequence[Finding]) -> None:
    response, counts = reading.response, page.counts
    counts["responses"] += 1
    counts["figures"] += len(reading.figures)
    for finding in findings:
        counts[finding.verdict] += 1
        counts["accepted"] += finding.accepted and finding.verdict == "differs"
    if response.authority:
        page.authorities.add(response.authority)
    for attachment in reading.attachments:
        if attachment.absent:
            who = response.authority or response.file
            page.missing.append(Missing(attachment.name, response.response_id, who))
    if counts["responses"] <= COVERED:
        numbers = Counter(figure.question for figure in reading.figures)
        answers = {q.number: (q.outcome, numbers[q.number]) for q in reading.questions}
        page.covered.setdefault(response.request_group, []).append(Covered(response, answers))


def _drawn(reading: Reading, finding: Finding, figures: Figures) -> Grid | None:
    """The table of a finding; None where its total stands in a sentence."""
    for file, table in reading.tables:
        if holds(file, table, finding.place):
            return html_tables.excerpt(file, table, figures, finding)
    return None


def _finding(reading: Reading, finding: Finding, grid: Grid | None) -> str:
    return _macro("finding")(finding, reading.response, grid, _answer_with(reading, finding.figure_id))


def _answer_with(reading: Reading, figure_id: str) -> Sequence[Word]:
    """The answer in which a figure stands in a sentence, in pieces; () where it stands in a table."""
    figure = next((each for each in reading.figures if each.figure_id == figure_id), None)
    if figure is None or figure.table is not None:
        return ()
    answers = [question.answer for question in reading.questions if question.number == figure.question]
    return html_tables.words(answers[0], [figure]) if answers else ()


def _response(page: _Page, reading: Reading, findings: Sequence[Finding], figures: Figures) -> str:
    cells = sum(len(row) for _, table in reading.tables for row in table.rows)
    page.cells += cells
    fits = page.cells <= CELLS
    grids = [_whole(file, table, figures, findings) for file, table in reading.tables] if fits else []
    answers = _answers(reading)
    numbers = {question.number for question in reading.questions}
    outside = [f for f in reading.figures if f.table is None and f.question not in numbers]
    found = html_series.series(reading) if fits and page.charts < CHARTS else []
    page.charts += len(found)
    return _macro("response")(
        reading,
        findings,
        answers,
        outside,
        grids,
        len(reading.tables) if not fits else 0,
        [(each, Markup(html_series.chart(each))) for each in found],  # noqa: S704 – made of plain labels only
    )


def _whole(file: str, table: Table, figures: Figures, findings: Sequence[Finding]) -> Grid:
    mine = [finding for finding in findings if holds(file, table, finding.place)]
    return html_tables.whole(file, table, figures, html_tables.marked(table, mine))


def _answers(reading: Reading) -> list[Answer]:
    """The questions with their answers in pieces; each figure stands in one of them only."""
    left = [figure for figure in reading.figures if figure.table is None]
    last = {question.number: k for k, question in enumerate(reading.questions)}
    answers = []
    for k, question in enumerate(reading.questions):
        mine = [figure for figure in left if figure.question == question.number]
        pieces = html_tables.words(question.answer, mine)
        found = {piece.figure for piece in pieces}
        elsewhere = [f for f in mine if f.figure_id not in found] if last[question.number] == k else []
        gone = found | {figure.figure_id for figure in elsewhere}
        left = [figure for figure in left if figure.figure_id not in gone]
        answers.append(Answer(question, pieces, elsewhere))
    return answers


def _macro(name: str) -> Callable[..., str]:
    return cast("Callable[..., str]", getattr(template("report/macros.html").module, name))


def _assembled(page: _Page, results: Results) -> Iterator[str]:
    """The page, a piece at a time."""
    style, script = (_text(name) for name in ("style.css", "script.js"))
    return template("report/page.html").generate(
        counts=page.counts,
        covered=sorted(page.covered.items()),
        covered_most=COVERED,
        missing=page.missing,
        authorities=sorted(page.authorities),
        unread=[document for document in results.documents() if document.problem],
        style=Markup(style),  # noqa: S704 – our own file
        script=Markup(script),  # noqa: S704 – our own file
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        section=lambda name: _pieces(page.sections[name]),
    )


def _text(name: str) -> str:
    env = environment()
    if env.loader is None:
        raise LookupError(name)
    return env.loader.get_source(env, f"report/{name}")[0]


def _pieces(file: IO[str]) -> Iterator[Markup]:
    """What was rendered and escaped before, a piece at a time."""
    file.seek(0)
    while piece := file.read(_PIECE):
        yield Markup(piece)  # noqa: S704 – rendered by our own macros, with escaping on


EXPORTER = Exporter("html", write)
