"""What a finding is worth, by how the tables it rests on were read: their notes say so.

A total that only a picture or a hidden row speaks against is not called wrong, and what was computed here is
no claim of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import get_args

from foi_cli.model import (
    COMPUTED,
    HIDDEN,
    READ_BY_OCR,
    SHOWN_ROUNDED,
    CheckName,
    Finding,
    Reading,
    Table,
)


@dataclass(frozen=True, slots=True)
class Reservation:
    """Why a difference may not be one: the note of the tables it holds for, the checks, and what to say."""

    note: str
    checks: frozenset[CheckName]
    words: str

    def doubts(self, finding: Finding) -> bool:
        """Whether this is a difference that the reservation can explain."""
        return finding.verdict == "differs" and finding.check in self.checks

    def made(self, finding: Finding) -> Finding:
        """The finding, undecided."""
        message = f"{finding.message.removesuffix('.')}; {self.words}."
        return replace(finding, verdict="undecided", basis="explained", cause=None, message=message)


RESERVATIONS = (
    Reservation(
        READ_BY_OCR,
        frozenset(get_args(CheckName)),
        "but OCR may have misread a figure: look at the picture",
    ),
    Reservation(
        HIDDEN,
        frozenset(("sum", "balance", "percent", "share", "records", "cross-table")),
        "but what is hidden in the sheet was not read and may be in it: --include-hidden reads it",
    ),
)


def shows_rounded(table: Table) -> bool:
    """Whether its numbers are rounded to the last digit that they show."""
    return any(note.startswith(SHOWN_ROUNDED) for note in table.notes)


def is_computed(note: str) -> bool:
    """Whether a figure with this note was computed here, so that nobody states it."""
    return COMPUTED in note


def is_pictured(note: str) -> bool:
    """Whether a figure with this note was read from a picture."""
    return READ_BY_OCR in note


def doubted(finding: Finding) -> Finding:
    """The finding, undecided because one of its figures was read from a picture."""
    return RESERVATIONS[0].made(finding)


def weigh(reading: Reading, judge: Callable[[Reading], Iterable[Finding]]) -> list[Finding]:
    """The findings of a reading. Those are undecided that differ only where tables are taken at their word
    which may have been read wrongly or in part: without these tables nobody would find them."""
    computed = _computed(reading)
    found = [f for f in judge(reading) if (f.place.file, f.place.sheet, f.place.cell) not in computed]
    for reservation in RESERVATIONS:
        unsure = {
            (file, table.number)
            for file, table in reading.tables
            if any(note.startswith(reservation.note) for note in table.notes)
        }
        if unsure and any(map(reservation.doubts, found)):
            firm = set(judge(_without(reading, unsure)))
            found = [
                reservation.made(finding) if reservation.doubts(finding) and finding not in firm else finding
                for finding in found
            ]
    return found


def _computed(reading: Reading) -> set[tuple[str, str | None, str | None]]:
    """File, sheet and cell of every number that a table got here."""
    return {(file, table.sheet, cell) for file, table in reading.tables for cell in table.computed}


def _without(reading: Reading, unsure: set[tuple[str, int]]) -> Reading:
    """The reading without these tables and their figures."""
    return replace(
        reading,
        tables=tuple((file, table) for file, table in reading.tables if (file, table.number) not in unsure),
        figures=tuple(f for f in reading.figures if (f.place.file, f.table) not in unsure),
    )
