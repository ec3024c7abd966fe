"""Categories: a label's place in a taxonomy.

`classify` maps a label that a taxonomy has, written this way or that; `suggest` offers near ones and decides
nothing. A code is given only where it was confirmed. "Sexual assault" is one entry of the taxonomy used to
January 2020 and another of the one since, so the date of a figure decides between them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from foi_cli.model import Category
from foi_cli.reference import tables

ALLEGATIONS = ("IOPC 2020", "IPCC to January 2020")
"""Taxonomies of allegations, the one that is used without a date first."""

_KINDS = {
    "outcomes": ("sanction",),
    "decisions": ("decision",),
    "severities": ("severity",),
    "ranks": ("rank",),
    "employee types": ("employee type",),
}
_BARE = frozenset(
    ("age", "disability", "race", "sex", "other", "gender reassignment", "religion or belief")
) | {"sexual orientation"}
"""Labels that mean an allegation only in a table of allegations: there, name the taxonomy."""


_QUOTES = str.maketrans("", "", "‘’'`\"“”")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


class _Entry(NamedTuple):
    category: Category
    valid_from: date | None
    valid_to: date | None


@lru_cache(maxsize=32_768)
def fold(label: str) -> str:
    """A label as it is compared: "Abuse of Position/Corruption" is "abuse of position corruption"."""
    plain = label.lower().translate(_QUOTES).replace("&", " and ")
    return " ".join(_NOT_WORDS.sub(" ", plain).split())


@lru_cache(maxsize=32_768)
def classify(label: str, on: date | None = None, taxonomy: str | None = None) -> Category | None:
    """The category that a label names; None where no taxonomy has it.

    Without `taxonomy` the label is an allegation; `on`, the last day that its figure covers, chooses between
    the old and the new list. Taxonomies: "IOPC 2020", "IPCC to January 2020", "Counter-corruption
    intelligence", "outcomes", "decisions", "severities", "ranks", "employee types".
    """
    written = fold(label)
    if not written or (taxonomy is None and written in _BARE):
        return None
    if taxonomy is None:
        found = [_entries(name).get(written) for name in ALLEGATIONS]
        entries = [entry for entry in found if entry is not None]
        valid = [entry for entry in entries if on is None or _covers(entry, on)]
        return (valid or entries)[0].category if entries else None
    entry = _entries(taxonomy).get(written)
    if entry is None or (label.strip().isupper() and written in _plural_abbreviations()):
        return None
    return entry.category


@cache
def _plural_abbreviations() -> frozenset[str]:
    """ "SCs" are special constables; "SCS" in capitals is the senior civil service."""
    short = frozenset(fold(short) for word in tables.vocabulary() for short in word.abbreviations)
    return frozenset(f"{each}s" for each in short) - short


def _covers(entry: _Entry, on: date) -> bool:
    return (entry.valid_from or date.min) <= on <= (entry.valid_to or date.max)


@cache
def _entries(taxonomy: str) -> dict[str, _Entry]:
    """Folded label → entry, names before aliases."""
    rows = _vocabulary(taxonomy) if taxonomy in _KINDS else _allegations(taxonomy)
    entries: dict[str, _Entry] = {}
    for first in (True, False):
        for labels, entry in rows:
            for label in labels[:1] if first else labels[1:]:
                entries.setdefault(fold(label), entry)
    return entries


def _allegations(taxonomy: str) -> list[tuple[tuple[str, ...], _Entry]]:
    rows = []
    for row in tables.categories():
        if row.taxonomy == taxonomy:
            code = row.code if row.code_confirmed else ""
            ground = row.parent == "Discriminatory behaviour"
            labels = (row.name, *row.aliases, *((f"{row.name} discrimination",) if ground else ()))
            entry = _Entry(Category(row.name, taxonomy, code), row.valid_from, row.valid_to)
            rows.append((labels, entry))
    return rows


def _vocabulary(taxonomy: str) -> list[tuple[tuple[str, ...], _Entry]]:
    return [
        (
            tuple(
                form
                for label in (word.name, *word.aliases, *word.abbreviations)
                for form in (label, f"{label}s")
            ),
            _Entry(Category(word.name, taxonomy), word.valid_from, word.valid_to),
        )
        for word in tables.vocabulary()
        if word.kind in _KINDS[taxonomy]
    ]


@lru_cache(maxsize=4_096)
def suggest(label: str, taxonomy: str | None = None) -> tuple[tuple[Category, float], ...]:
    """Up to three near categories with a likeness between 0 and 1, nearest first, for a person to decide."""
    from rapidfuzz import fuzz, process

    entries: dict[str, _Entry] = {}
    for name in (taxonomy,) if taxonomy else reversed(ALLEGATIONS):
        entries |= _entries(name)
    near = process.extract(fold(label), list(entries), scorer=fuzz.token_sort_ratio, limit=6, score_cutoff=70)
    best: dict[Category, float] = {}
    for written, score, _ in near:
        best.setdefault(entries[written].category, round(score / 100, 2))
    return tuple(best.items())[:3]
