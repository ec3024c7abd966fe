"""The facts of the field, read once from the CSV files beside this module into frozen records.

Every row says whether it was `confirmed` in a document and names its `source`: an id in sources.csv, or an
address. A fact that nobody confirmed may help to find things; it is never written out as a code.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from foi_cli.model import Marker, Outcome


@dataclass(frozen=True, slots=True)
class Provision:
    """A section or regulation of an information law. `kind` is exemption, cost, vexatious, ncnd or procedure;
    `test` is absolute, qualified, either or ""; `ncnd` and `repealed` are provisions of the same law."""

    law: str
    provision: str
    title: str
    kind: str
    test: str
    ncnd: tuple[str, ...]
    repealed: tuple[str, ...]
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class Authority:
    """A public body and the information law it answers under ("" where it answers under none)."""

    authority_id: str
    name: str
    law: str = "FOIA"
    other_names: tuple[str, ...] = ()
    kind: str = ""
    domains: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    code: str = ""
    confirmed: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the reference numbers of an authority look like, as a regular expression for the whole of one.

    `collision` says how easily something else looks like it: low, medium, high or very high.
    """

    authority_id: str
    shape: str
    example: str
    collision: str
    label_words: tuple[str, ...]
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One entry of a taxonomy of allegations, valid between two dates (None is open)."""

    taxonomy: str
    code: str
    name: str
    parent: str
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    label_confirmed: bool
    code_confirmed: bool
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the field. `kind` is measure, severity, decision, sanction, rank, employee type or term."""

    kind: str
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    unit: str
    order: str
    jurisdiction: str
    regime: str
    valid_from: date | None
    valid_to: date | None
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """What stands where a number would, with the interval it leaves ("" is open or none)."""

    text: str
    marker: Marker
    low: str
    high: str
    flag: bool
    meaning: str
    holder: str
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that tell the outcome of an answer, as a regular expression. `scope` is whole, part or rest."""

    outcome: Outcome
    pattern: str
    scope: str
    confirmed: bool
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was seen."""

    source: str
    title: str
    url: str
    date: str


@cache
def exemptions() -> tuple[Provision, ...]:
    """Provisions of FOIA, EIR, FOISA and EISR, in the order of exemptions.csv."""
    return tuple(
        Provision(
            row["law"], row["provision"], row["title"], row["kind"], row["test"],
            _split(row["ncnd"]), _split(row["repealed"]), _yes(row["confirmed"]), row["source"],
        )
        for row in _rows("exemptions.csv")
    )  # fmt: skip


@cache
def authorities() -> tuple[Authority, ...]:
    """Police forces and the bodies around them."""
    return tuple(
        Authority(
            row["authority_id"], row["name"], row["law"], _split(row["other_names"]), row["kind"],
            _split(row["domains"]), _split(row["abbreviations"]), row["code"], _yes(row["confirmed"]),
            row["source"],
        )
        for row in _rows("authorities.csv")
    )  # fmt: skip


@cache
def shapes() -> tuple[Shape, ...]:
    """Shapes of reference numbers, by authority."""
    return tuple(
        Shape(
            row["authority_id"], row["shape"], row["example"], row["collision"],
            _split(row["label_words"]), _yes(row["confirmed"]), row["source"],
        )
        for row in _rows("reference_shapes.csv")
    )  # fmt: skip


@cache
def categories() -> tuple[CategoryRow, ...]:
    """Taxonomies of allegations: IOPC 2020, IPCC to January 2020, counter-corruption intelligence."""
    return tuple(
        CategoryRow(
            row["taxonomy"], row["code"], row["name"], row["parent"], _split(row["aliases"]),
            _day(row["valid_from"]), _day(row["valid_to"]), _yes(row["label_confirmed"]),
            _yes(row["code_confirmed"]), _yes(row["confirmed"]), row["source"],
        )
        for row in _rows("categories.csv")
    )  # fmt: skip


@cache
def vocabulary() -> tuple[Word, ...]:
    """Measures, severities, decisions, sanctions, ranks, employee types and terms."""
    return tuple(
        Word(
            row["kind"], row["name"], _split(row["aliases"]), _split(row["abbreviations"]), row["unit"],
            row["order"], row["jurisdiction"], row["regime"], _day(row["valid_from"]), _day(row["valid_to"]),
            _yes(row["confirmed"]), row["source"],
        )
        for row in _rows("vocabulary.csv")
    )  # fmt: skip


@cache
def markers() -> tuple[MarkerRow, ...]:
    """Signs and words that stand where a number would, or beside one."""
    return tuple(
        MarkerRow(
            row["text"], row["marker"], row["low"], row["high"], _yes(row["flag"]),  # type: ignore[arg-type]
            row["meaning"], row["holder"], _yes(row["confirmed"]), row["source"],
        )
        for row in _rows("markers.csv")
    )  # fmt: skip


@cache
def phrases() -> tuple[Phrase, ...]:
    """Words of outcomes, the telling ones first."""
    return tuple(
        Phrase(
            row["outcome"], row["pattern"], row["scope"],  # type: ignore[arg-type]
            _yes(row["confirmed"]), row["source"],
        )
        for row in _rows("outcomes.csv")
    )  # fmt: skip


@cache
def sources() -> tuple[Source, ...]:
    """The documents that the facts were taken from."""
    return tuple(Source(row["source"], row["title"], row["url"], row["date"]) for row in _rows("sources.csv"))


def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _yes(cell: str) -> bool:
    return cell == "yes"


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if len(cell) == 10 else None
