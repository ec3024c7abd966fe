from __future__ import annotations

import re
from typing import Protocol, get_args

import pytest

from foi_cli.arithmetic.amounts import MARKERS
from foi_cli.model import Marker, Outcome
from foi_cli.reference import tables


class Sourced(Protocol):
    """Any row that says where it was seen."""

    @property
    def confirmed(self) -> bool: ...
    @property
    def source(self) -> str: ...


def test_every_table_loads_once_and_holds_rows() -> None:
    for table in (
        tables.exemptions,
        tables.authorities,
        tables.shapes,
        tables.categories,
        tables.vocabulary,
        tables.markers,
        tables.phrases,
        tables.sources,
    ):
        assert table()
        assert table() is table()


def test_every_fact_names_a_source_that_is_listed() -> None:
    listed = {source.source for source in tables.sources()}
    rows: tuple[Sourced, ...] = (
        *tables.exemptions(), *tables.authorities(), *tables.categories(), *tables.vocabulary(),
        *tables.markers(), *tables.phrases(), *tables.shapes(),
    )  # fmt: skip
    for row in rows:
        for source in row.source.split("; "):
            assert source in listed or source.startswith("http"), row


def test_what_nobody_saw_is_not_called_confirmed() -> None:
    rows: tuple[Sourced, ...] = (
        *tables.exemptions(),
        *tables.vocabulary(),
        *tables.markers(),
        *tables.phrases(),
    )
    for row in rows:
        assert not (row.confirmed and row.source == "RECALL"), row


def test_vocabularies_are_those_of_the_model() -> None:
    assert {row.marker for row in tables.markers()} <= set(get_args(Marker))
    assert {row.outcome for row in tables.phrases()} <= set(get_args(Outcome))
    assert {row.law for row in tables.exemptions()} == {"FOIA", "EIR", "FOISA", "EISR"}


def test_every_whole_cell_word_of_amounts_is_in_markers_with_the_same_meaning() -> None:
    listed: dict[str, Marker] = {}
    for row in tables.markers():
        listed.setdefault(row.text, row.marker)
    assert {word: listed.get(word) for word in MARKERS} == MARKERS


def test_every_pattern_compiles_and_every_shape_has_its_example() -> None:
    for phrase in tables.phrases():
        re.compile(phrase.pattern)
    for shape in tables.shapes():
        assert re.search(shape.shape, shape.example), shape


@pytest.mark.parametrize(
    ("authority_id", "name", "law", "domain"),
    [
        ("west-midlands", "West Midlands Police", "FOIA", "west-midlands.police.uk"),
        ("police-scotland", "Police Scotland", "FOISA", "scotland.police.uk"),
    ],
)
def test_authorities_have_their_law_and_domains(authority_id: str, name: str, law: str, domain: str) -> None:
    row = next(row for row in tables.authorities() if row.authority_id == authority_id)
    assert (row.name, row.law) == (name, law)
    assert domain in row.domains


def test_ids_are_unique() -> None:
    ids = [row.authority_id for row in tables.authorities()]
    assert len(ids) == len(set(ids)) == 55
    provisions = [(row.law, row.provision) for row in tables.exemptions()]
    assert len(provisions) == len(set(provisions))
