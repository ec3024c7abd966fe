"""Parts that stand in a bracket behind their whole, and brackets that hold something else."""

from __future__ import annotations

import pytest

from foi_cli.normalise import statements

ASKED = "How many tenants are in arrears, by band?"


def read(text: str) -> list[str]:
    found = statements.find(text, ASKED)
    return [" | ".join(filter(None, (s.amount.text, s.label, s.noun, s.of))) for s in found]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("There were 1,310 tenants in arrears (North 700, South 410 and West 200).",
         ["1,310 | tenants", "700 | North | all 1310", "410 | South | all 1310", "200 | West | all 1310"]),
        ("In total 90 tenants owed over a year's rent (Group A: 31; Group B: 40).",
         ["90 | tenants", "31 | Group A | number 90", "40 | Group B | number 90"]),
        ("We evicted 12 tenants (flats 9, houses 3) in 2022.",
         ["12 | tenants", "9 | flats | all 12", "3 | houses | all 12"]),
    ],
)  # fmt: skip
def test_parts(text: str, stated: list[str]) -> None:
    assert read(text) == stated


def test_parts_have_the_time_of_their_whole() -> None:
    text = "There were 50 tenants in arrears on 2 May 2024 (North 20, South 30)."
    assert [str(s.period and s.period.start) for s in statements.find(text, ASKED)] == ["2024-05-02"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "There were 40 tenants in arrears (section 12, section 14).",
        "There were 40 tenants in arrears (May 2021, June 2022).",
        "There were 40 tenants in arrears (see page 4, table 2).",
        "There were 40 tenants in arrears (North 25, and the others elsewhere).",
    ],
)
def test_other_brackets(text: str) -> None:
    assert read(text) == ["40 | tenants"]
