from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foi_cli.model import Category
from foi_cli.normalise import categories

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
NEW, OLD = "IOPC 2020", "IPCC to January 2020"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Impolite language/tone", "Impolite language/tone"),
        ("impolite language / tone", "Impolite language/tone"),
        ("Unprofessional attitude & disrespect", "Unprofessional attitude and disrespect"),
        ("Race (Discrimination)", "Race"),
        ("Gender reassignment (Discrimination)", "Gender reassignment"),
        ("Abuse of Power for Sexual Purpose", "Abuse of position for sexual purpose"),
        ("Searches of premises and seizure of\nproperty", "Searches of premises and seizure of property"),
        ("DISCREDITABLE CONDUCT", "Discreditable conduct"),
        ("Handling of or damage to property/ premises", "Handling of or damage to property/premises"),
    ],
)
def test_maps_a_label_however_it_is_written(label: str, name: str) -> None:
    assert categories.classify(label) == Category(name, NEW)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "Total",
        "Race",
        "Sex",
        "Age",
        "Other",
        "Potholes",
        "Sexual",
        "Police Officer",
        "2021",
        "Use of farce",
    ],
)
def test_leaves_other_labels_alone(label: str) -> None:
    assert categories.classify(label) is None


@pytest.mark.parametrize(
    ("label", "on", "category"),
    [
        ("Sexual assault", date(2019, 12, 31), Category("Sexual assault", OLD, "B")),
        ("Sexual assault", date(2020, 12, 31), Category("Sexual assault", NEW)),
        ("Other sexual conduct", date(2020, 1, 31), Category("Other sexual conduct", OLD, "Y")),
        ("Impolite language/tone", date(2019, 12, 31), Category("Impolite language/tone", NEW)),
        (
            "Incivility, Impoliteness, Intolerance",
            None,
            Category("Incivility, impoliteness and intolerance", OLD, "U"),
        ),
    ],
)
def test_the_date_decides_between_taxonomies(label: str, on: date | None, category: Category) -> None:
    assert categories.classify(label, on) == category


@pytest.mark.parametrize(
    ("label", "taxonomy", "name"),
    [
        ("PCSO", "employee types", "police community support officer"),
        ("Police Officers", "employee types", "police officer"),
        ("Specials", "employee types", "special constable"),
        ("Chief Superintendent", "ranks", "Chief Superintendent"),
        ("Final Written Warning", "outcomes", "final written warning"),
        ("Race", NEW, "Race"),
        ("Sexual misconduct", "Counter-corruption intelligence", "Sexual misconduct"),
    ],
)
def test_each_taxonomy_is_asked_by_its_name(label: str, taxonomy: str, name: str) -> None:
    found = categories.classify(label, taxonomy=taxonomy)
    assert found is not None
    assert found.name == name
    assert found.code == ""


def test_an_unconfirmed_code_is_never_given() -> None:
    assert {entry.category.code for entry in categories._entries(NEW).values()} == {""}


def test_suggests_near_labels_and_decides_nothing() -> None:
    near = categories.suggest("Unprofesional attitude & disrespect")
    assert near[0][0].name == "Unprofessional attitude and disrespect"
    assert 0.9 < near[0][1] < 1
    assert categories.classify("Unprofesional attitude & disrespect") is None
    assert categories.suggest("Potholes repaired") == ()


@pytest.mark.skipif(not SEEDS.exists(), reason="needs ../shared/seeds")
def test_every_label_of_the_first_real_response_maps() -> None:
    text = (
        next(SEEDS.glob("000*.txt"))
        .read_text(encoding="utf-8")
        .replace("seizure of\t1\nproperty", "seizure of property\t1")
    )
    labels = {line.split("\t")[0].strip() for line in text.splitlines() if "\t" in line}
    labels -= {label for label in labels if label.isdigit() or label in ("TOTAL", "property")}
    assert len(labels) == 27
    assert all(categories.classify(label) for label in labels)


def test_an_abbreviation_in_capitals_is_no_plural() -> None:
    constable = categories.classify("PC", taxonomy="ranks")
    assert constable is not None
    assert categories.classify("PCs", taxonomy="ranks") == constable
    assert categories.classify("PCS", taxonomy="ranks") is None
    assert categories.classify("SCS", taxonomy="employee types") is None


def test_special_alone_is_no_special_constable() -> None:
    assert categories.classify("Special", taxonomy="employee types") is None
    for label in ("Specials", "Special constable", "Special Constables"):
        assert categories.classify(label, taxonomy="employee types") is not None
