"""Where something comes from: a response, question, figure, finding or review item with its surroundings."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from foi_cli.errors import UsageError
from foi_cli.model import Document, Figure, Finding, Passage, Place, Table
from foi_cli.report.views import Line, Trace
from foi_cli.store import intake, judgements, lookup, readings

AROUND = 3
"""Lines shown before and after the one in question."""

_ID = re.compile(r"(?P<response>[0-9a-f]{8,64})(?:\.(?P<kind>[qfcv])(?P<number>\w{1,12}))?")


def trace(connection: sqlite3.Connection, record_id: str) -> tuple[Trace, ...]:
    """What there is under this id: one trace, or several where responses share it.

    Raises UsageError where there is nothing.
    """
    match = _ID.fullmatch(record_id)
    if match is None:
        raise UsageError(f"{record_id}: not an id; ids look like a1b2c3d4e5f6 or a1b2c3d4e5f6.f12.")
    found = tuple(_TRACERS[match["kind"] or ""](connection, record_id, match))
    if not found:
        raise UsageError(f"{record_id}: the store holds nothing under this id.")
    return found


def _responses(connection: sqlite3.Connection, record_id: str, _: re.Match[str]) -> Iterator[Trace]:
    for group_id in readings.with_id(connection, record_id):
        reading = readings.reading(connection, group_id)
        findings = tuple(judgements.findings_of(connection, group_id))
        counts = (("figures", str(len(reading.figures))), ("findings", str(len(findings))))
        questions = tuple(
            (f"question {one.number}", f"{one.outcome}: {one.text}") for one in reading.questions
        )
        doubtful = tuple(finding for finding in findings if finding.verdict != "agrees")
        yield Trace(record_id, "response", (*facts(reading.response), *questions, *counts), findings=doubtful)


def _questions(connection: sqlite3.Connection, record_id: str, match: re.Match[str]) -> Iterator[Trace]:
    for question in lookup.questions(connection, match["response"], match["number"]):
        yield Trace(record_id, "question", facts(question), *_around(connection, question.place))


def _figures(connection: sqlite3.Connection, record_id: str, _: re.Match[str]) -> Iterator[Trace]:
    for figure in lookup.figures(connection, record_id):
        table = _table_of(connection, figure.response_id, figure.place, figure.table)
        lines, file = _around(connection, figure.place)
        bearing = tuple(_bearing(connection, figure))
        yield Trace(record_id, "figure", facts(figure), lines, file, table, figure.place.cell, bearing)


def _findings(connection: sqlite3.Connection, record_id: str, _: re.Match[str]) -> Iterator[Trace]:
    for finding in lookup.findings(connection, record_id):
        place = finding.place
        table = _table_of(connection, finding.response_id, place, place.table)
        lines, file = _around(connection, place)
        yield Trace(record_id, "finding", facts(finding), lines, file, table, place.cell, (finding,))


def _doubts(connection: sqlite3.Connection, record_id: str, match: re.Match[str]) -> Iterator[Trace]:
    number = int(match["number"]) if match["number"].isdecimal() else 0
    for doubt in lookup.doubt(connection, match["response"], number):
        yield Trace(record_id, "review item", facts(doubt), *_around(connection, doubt.place))


_TRACERS = {"": _responses, "q": _questions, "f": _figures, "c": _findings, "v": _doubts}


def facts(record: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a record that say something, in words."""
    told = []
    for field in fields(record):
        value = getattr(record, field.name)
        if value not in (None, "", (), False):
            told.append((field.name.replace("_", " "), _words(value)))
    return tuple(told)


def _words(value: Any) -> str:
    if isinstance(value, Place):
        return str(value)
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        return ", ".join(f"{name} {word}" for name, word in facts(value))
    if isinstance(value, tuple):
        return "; ".join("=".join(item) if isinstance(item, tuple) else str(item) for item in value)
    return str(value)


def _bearing(connection: sqlite3.Connection, figure: Figure) -> Iterator[Finding]:
    """The findings about this figure, and those that rest on it."""
    for group_id in readings.with_id(connection, figure.response_id):
        for finding in judgements.findings_of(connection, group_id):
            same_table = (finding.place.file, finding.place.sheet, finding.place.table) == (
                figure.place.file,
                figure.place.sheet,
                figure.place.table,
            )
            if finding.figure_id == figure.figure_id or (same_table and figure.place.cell in finding.parts):
                yield finding


def _table_of(
    connection: sqlite3.Connection, response_id: str, place: Place, number: int | None
) -> Table | None:
    """The table in which this place lies, as it was used; one of questions and answers as it was read."""
    if place.cell is None:
        return None
    if number is not None:
        return lookup.table(connection, response_id, place.file, number)
    used = lookup.tables(connection, response_id, place.file)
    document = intake.document_named(connection, place.file)
    every = (*used, *(document.tables if document else ()))
    here = (table for table in every if table.sheet == place.sheet and place.table in (None, table.number))
    return next(here, None)


def _around(connection: sqlite3.Connection, place: Place) -> tuple[tuple[Line, ...], str]:
    """The source lines around a place, and the file; none where the format has no lines."""
    if place.line is None:
        return (), place.file
    document = intake.document_named(connection, place.file)
    lines = sorted(_lines(document)) if document else []
    before = [line for line in lines if line[0] < place.line][-AROUND:]
    after = [line for line in lines if line[0] > place.line][:AROUND]
    here = [line for line in lines if line[0] == place.line]
    shown = tuple(Line(number, text, number == place.line) for number, text in (*before, *here, *after))
    return shown, place.file


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks:
        if isinstance(block, Passage):
            if block.line is not None:
                yield block.line, block.text
        else:
            for line, row in zip(block.lines, block.rows, strict=False):
                yield line, "  |  ".join(row)
