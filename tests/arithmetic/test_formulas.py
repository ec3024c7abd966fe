"""Labels that say what adds up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.arithmetic import totals

Written = Callable[[str], tuple[tuple[str, ...], ...]]

STAFF = """
Staff                | 2021    | 2022    | 2023
Here (1)             | 110,916 | 120,282 | 131,247
Of them, in Leeds    | 48,227  | 50,495  | 52,375
Of them, in York     | 11,577  | 10,382  | 15,122
Abroad (2)           | 47,753  | 57,285  | 65,034
Of them, in France   | 24,367  | 25,849  | 28,026
Of them, in Spain    | 7,436   | 6,920   | 7,791
All staff (1)+(2)    | 158,669 | 177,567 | 196,281
"""


def verdicts(rows: tuple[tuple[str, ...], ...], total: str) -> list[str]:
    found = [claim for claim in totals.find(rows) if rows[claim.total[0]][0].startswith(total)]
    return [claim.judgement.verdict for claim in sorted(found, key=lambda claim: claim.total)]


def test_the_lines_named_are_added(written: Written) -> None:
    assert verdicts(written(STAFF), "All") == ["agrees"] * 3
    assert verdicts(written(STAFF.replace("196,281", "169,281")), "All") == ["agrees", "agrees", "differs"]


def test_a_line_named_that_is_not_there(written: Written) -> None:
    lines = [line for line in STAFF.strip().splitlines() if not line.startswith("Here")]
    assert verdicts(written("\n".join(lines)), "All") == ["differs"] * 3


def test_a_single_figure_is_held_to_its_formula(written: Written) -> None:
    text = """
        Cost of a desk                | £
        Rent                          | 415
        Heating                       | 152
        Cost while it is used (A)     | 567
        Share of the year             | 15
        Cost while it is empty (B)    | 132
        Cost (A+B)                    | 699
    """
    assert verdicts(written(text), "Cost (") == ["agrees"]
    assert verdicts(written(text.replace("699", "899")), "Cost (") == ["differs"]


def test_what_is_taken_off_is_added_back(written: Written) -> None:
    text = """
        £ million             | 2017 | 2018 | 2019 | 2020 | 2021 | 2022
        A. All debt           | 72.6 | 77.6 | 80.0 | 80.6 | 77.8 | 73.4
        change on the year    | 7.9  | 5.0  | 2.4  | 0.6  | -2.8 | -4.4
        B. Owed to ourselves  | 18.2 | 20.7 | 22.1 | 24.1 | 21.9 | 15.5
        change on the year    | 4.5  | 2.5  | 1.4  | 2.0  | -2.2 | -6.4
        A-B. Owed to others   | 54.4 | 56.9 | 57.9 | 56.5 | 55.9 | 57.9
    """
    assert verdicts(written(text), "A.") == ["agrees"] * 6
    assert verdicts(written(text.replace("21.9", "21.0")), "A.").count("differs") == 1


@pytest.mark.parametrize(
    "label",
    [
        "Band A+B",  # no line is called A, or B
        "Visits (1)",  # a note
        "Ages 6+",
    ],
)
def test_leaves_other_labels_alone(written: Written, label: str) -> None:
    rows = written(STAFF.replace("All staff (1)+(2)", label).replace("196,281", "296,281"))
    assert "differs" not in verdicts(rows, label)
