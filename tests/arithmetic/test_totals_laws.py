"""Laws of the search: what changes no verdict, and what is always seen."""

from __future__ import annotations

import re
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi_cli.arithmetic import totals

Table = list[list[str]]
LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def tables(draw: st.DrawFn) -> list[list[int]]:
    """Figures of 3 to 7 rows and 3 to 5 columns, none of them small or alike, with a total row below."""
    rows, columns = draw(st.integers(3, 7)), draw(st.integers(3, 5))
    random = draw(st.randoms(use_true_random=True))
    body = [[random.randint(1_003, 98_765) for _ in range(columns)] for _ in range(rows)]
    return [*body, [sum(column) for column in zip(*body, strict=True)]]


def as_rows(figures: list[list[int]]) -> Table:
    names = ["Alder", "Birch", "Cedar", "Elder", "Hazel", "Maple", "Rowan"]
    head = ["", *("North South East West Centre".split()[: len(figures[0])])]
    body = [[names[k], *map(str, row)] for k, row in enumerate(figures[:-1])]
    return [head, *body, ["Total", *map(str, figures[-1])]]


def verdicts(rows: Table) -> dict[tuple[int, int], str]:
    """The verdict on each cell of the total row."""
    last = len(rows) - 1
    return {claim.total: claim.judgement.verdict for claim in totals.find(rows) if claim.total[0] == last}


def spoiled(figures: list[list[int]], row: int, column: int, digit: int) -> list[list[int]]:
    text = str(figures[row][column])
    place = digit % len(text)
    other = str((int(text[place]) + 1 + digit % 8) % 10)
    if place == 0 and other == "0":
        other = "1" if text[0] != "1" else "2"
    changed = [list(line) for line in figures]
    changed[row][column] = int(text[:place] + other + text[place + 1 :])
    return changed


@LAWS
@given(tables())
def test_a_complete_table_agrees_in_every_column(figures: list[list[int]]) -> None:
    rows = as_rows(figures)
    assert verdicts(rows) == {(len(rows) - 1, c): "agrees" for c in range(1, len(rows[0]))}


@LAWS
@given(tables(), st.data())
def test_a_changed_digit_is_always_reported(figures: list[list[int]], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(figures) - 1))
    column = data.draw(st.integers(0, len(figures[0]) - 1))
    wrong = spoiled(figures, row, column, data.draw(st.integers(0, 63)))
    found = verdicts(as_rows(wrong))
    assert found[len(figures), column + 1] == "differs"
    assert [verdict for cell, verdict in found.items() if cell[1] != column + 1].count("differs") == 0


@LAWS
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_verdict(figures: list[list[int]], random: Random) -> None:
    wrong = spoiled(figures, 0, 0, 5)
    body = wrong[:-1]
    random.shuffle(body)
    assert verdicts(as_rows([*body, wrong[-1]])) == verdicts(as_rows(wrong))


@LAWS
@given(tables(), st.integers(1, 4))
def test_blank_columns_change_no_verdict(figures: list[list[int]], at: int) -> None:
    rows = as_rows(spoiled(figures, 1, 1, 3))
    place = min(at, len(rows[0]))
    wider = [[*row[:place], "", *row[place:]] for row in rows]
    moved = {(row, column + (column >= place)): verdict for (row, column), verdict in verdicts(rows).items()}
    assert verdicts(wider) == moved


@LAWS
@given(tables(), st.sampled_from([2, 3, 5, 7, 10, 144, 1000]))
def test_a_constant_factor_changes_no_agreement(figures: list[list[int]], factor: int) -> None:
    larger = [[number * factor for number in row] for row in figures]
    assert verdicts(as_rows(larger)) == verdicts(as_rows(figures))


@LAWS
@given(tables(), st.sampled_from([10, 100, 1000]))
def test_a_power_of_ten_changes_no_difference(figures: list[list[int]], factor: int) -> None:
    wrong = spoiled(figures, 1, 0, 9)
    larger = [[number * factor for number in row] for row in wrong]
    assert verdicts(as_rows(larger)) == verdicts(as_rows(wrong))


def crossed(figures: list[list[int]]) -> Table:
    """The same with a column of totals, too."""
    rows = as_rows(figures)
    sums = [str(sum(row)) for row in figures]
    return [[*row, last] for row, last in zip(rows, ["All", *sums], strict=True)]


@LAWS
@given(tables(), st.data())
def test_any_changed_digit_of_a_table_totalled_both_ways_is_reported_at_its_cell(
    figures: list[list[int]], data: st.DataObject
) -> None:
    small = [[number % 97 + 3 for number in row] for row in figures[:-1]]
    rows = crossed([*small, [sum(column) for column in zip(*small, strict=True)]])
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(1, len(rows[0]) - 1))
    right = int(rows[row][column])
    rows[row][column] = str(right + data.draw(st.sampled_from([-2, -1, 1, 2, 10, 20])))
    differing = {claim.total for claim in totals.find(rows) if claim.differs}
    corner = {(row, len(rows[0]) - 1), (len(rows) - 1, column)}
    assert differing
    assert differing <= corner | {(row, column), (len(rows) - 1, len(rows[0]) - 1)}


@LAWS
@given(tables(), st.sampled_from([2, 3, 5, 7, 10, 144]))
def test_a_constant_factor_hides_no_wrong_part_totalled_both_ways(
    figures: list[list[int]], factor: int
) -> None:
    wrong = spoiled(figures, 1, 1, 7)
    rows = crossed([[number * factor for number in row] for row in figures])
    rows[2][2] = str(wrong[1][1] * factor)
    assert {claim.total for claim in totals.find(rows) if claim.differs} == {
        (2, len(rows[0]) - 1),
        (len(rows) - 1, 2),
    }


@LAWS
@given(tables())
def test_the_same_table_is_always_read_the_same_way(figures: list[list[int]]) -> None:
    rows = as_rows(spoiled(figures, 0, 1, 2))
    first = totals.find(rows)
    totals._find.cache_clear()
    assert totals.find(rows) == first


@LAWS
@given(tables())
def test_every_stated_number_is_in_the_source(figures: list[list[int]]) -> None:
    rows = as_rows(spoiled(figures, 0, 0, 1))
    for claim in totals.find(rows):
        for row, column in (claim.total, *claim.parts):
            assert re.fullmatch(r"\d+", rows[row][column])
        assert str(claim.judgement.stated) == rows[claim.total[0]][claim.total[1]]
