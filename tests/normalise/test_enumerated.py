"""Lines that count several things one after the other, and lines that do not."""

from __future__ import annotations

import pytest

from foi_cli.normalise import statements

ASKED = "How many were there, by type?"


def told(text: str, asked: str = ASKED) -> list[str]:
    return [
        " ".join(filter(None, (found.label or found.noun, found.amount.text, found.of)))
        for found in statements.find(text, asked)
    ]


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Primary 2,910; secondary 1,502; special 100", ["Primary 2,910", "secondary 1,502", "special 100"]),
        ("Male 12, Female 15", ["Male 12", "Female 15"]),
        ("Male - 12, Female - 15.", ["Male 12", "Female 15"]),
        ("12 male, 15 female", ["male 12", "female 15"]),
        ("Swimming (2,910), golf (1,502)", ["Swimming 2,910", "golf 1,502"]),
        ("A - 67; B - 41; C - fewer than 5", ["A 67", "B 41", "C fewer than 5"]),
        ("2 x Police Constable, 1 x Sergeant", ["Police Constable 2", "Sergeant 1"]),
        ("Parks and Gardens 12, Law 15 and other 3", ["Parks and Gardens 12", "Law 15", "other 3"]),
        ("16-17: 4; 18-24: 19", ["16-17 4", "18-24 19"]),
        ("Total 412 (male 200, female 212)", ["Total 412", "male 200 before", "female 212 before"]),
        ("412 (male 200, female 212)", ["412", "male 200 before", "female 212 before"]),
        ("Dogs: 4 | Cats: nil", ["Dogs 4", "Cats nil"]),
    ],
)
def test_things_with_their_numbers(line: str, figures: list[str]) -> None:
    assert told(line) == figures


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Windows 10, Office 2019", "What software do you use?"),
        ("Room 12, Floor 3", ASKED),
        ("Section 40, Regulation 12", ASKED),
        ("Level 3 and Level 4", ASKED),
        ("12, 15 and 18", ASKED),
        ("March 12, April 14", ASKED),
        ("Leeds 12, York", ASKED),
        ("Act 2000, Regulations 2004", ASKED),
    ],
)
def test_what_only_looks_so(line: str, asked: str) -> None:
    assert told(line, asked) == []


def test_one_noun_for_two_numbers() -> None:
    assert told("2 minor and 9 major cases.") == ["minor cases 2", "major cases 9"]
