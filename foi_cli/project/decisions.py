"""What people decided: data/decisions.csv, kept for ever and applied on every run."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from foi_cli.errors import ProjectError

ACCEPT = "accept"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what was decided, where it stands, what stood there and what holds instead, who decided,
    when and why. Its fields are the columns of decisions.csv."""

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
    return tuple(Decision(*row) for row in rows[1:])


def add(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the file, written aside and moved into place."""
    kept = (*load(path), *decisions)
    aside = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    with aside.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(astuple(decision) for decision in kept)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def accepted(decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    """Where and what was accepted → why; the last word counts."""
    return {(one.where, one.old): one.why for one in decisions if one.what == ACCEPT}
