"""What people decided: data/decisions.csv, kept for ever and applied on every run."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Literal, cast

from foi_cli.errors import ProjectError
from foi_cli.model import Ruling

ACCEPT, REJECT = "accept", "reject"
KINDS = ("category", "unit", "period")
"""What is decided of figures; `accept` and `reject` are said of findings and of other doubts."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what was decided, where it stands, what stood there and what holds instead, who decided,
    when and why. Its fields are the columns of decisions.csv.

    For a finding or a doubt that is accepted (or rejected after all) `where` is its place and `old` what was
    judged or doubted there; for a category, unit or period `where` is the document and `old` the label, the
    measure or the period as it was read.
    """

    what: str
    where: str
    old: str
    new: str
    who: str
    when: str
    why: str


COLUMNS = tuple(field.name for field in fields(Decision))


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions in this file, in order; none where there is no file. Raises ProjectError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file, strict=True) if row]
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ProjectError(f"{path} cannot be read: {error}.") from error
    if rows and tuple(rows[0]) != COLUMNS:
        raise ProjectError(f"{path}: the first line must be {','.join(COLUMNS)}.")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(COLUMNS):
            raise ProjectError(f"{path}: record {number} has {len(row)} fields instead of {len(COLUMNS)}.")
    return tuple(Decision(*map(_unguarded, row)) for row in rows[1:])


def add(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the file, written aside and moved into place."""
    kept = (*load(path), *decisions)
    aside = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    with aside.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(map(_guarded, astuple(decision)) for decision in kept)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _guarded(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: what stands here may come from a document."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def accepted(decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    """Where and what was accepted → why; the last word counts, and a rejection takes back an acceptance."""
    reasons: dict[tuple[str, str], str] = {}
    for one in decisions:
        if one.what == ACCEPT:
            reasons[one.where, one.old] = one.why
        elif one.what == REJECT:
            reasons.pop((one.where, one.old), None)
    return reasons


def rulings(decisions: Iterable[Decision]) -> tuple[Ruling, ...]:
    """What was decided of labels, measures and open periods; the last word counts, and an empty `new` takes
    a decision back. Raises ProjectError for an end that is no date."""
    last: dict[tuple[str, str, str], Ruling] = {}
    for one in decisions:
        if one.what not in KINDS:
            continue
        if one.what == "period" and one.new:
            day(one.new)
        told = (f"by {one.who}" if one.who else "", f"on {one.when[:10]}" if one.when else "")
        note = f"{' '.join(filter(None, told))}: {one.why}".removeprefix(": ")
        kind = cast(Literal["category", "unit", "period"], one.what)
        last[one.what, one.where, one.old] = Ruling(kind, one.where, one.old, one.new, note)
    return tuple(ruling for ruling in last.values() if ruling.new)


def day(text: str) -> date:
    """The day that this ISO date names. Raises ProjectError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProjectError(f"{text!r} is not a date; write it as 2023-06-30.") from None
