"""A live formula is over exactly the parts, or there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.arithmetic import amounts
from foi_cli.export.formulas import Operand, difference, interval, live
from foi_cli.export.shapes import shaped
from foi_cli.model import CheckName


def column(*texts: str, letter: int = 2, top: int = 3, sheet: str = "") -> list[Operand]:
    """Cells below one another: B3, B4 and so on."""
    return [
        Operand(sheet, top + k, letter, amounts.read(text), shaped(text).number)
        for k, text in enumerate(texts)
    ]


def formulas(check: CheckName, computed: str, parts: list[Operand]) -> tuple[str, ...]:
    found = live(check, computed, parts)
    return () if found is None else (found.low.text, *([found.high.text] if found.high else []))


def test_neighbours_are_drawn_together() -> None:
    assert formulas("sum", "6", column("1", "2", "3")) == ("=SUM(B3:B5)",)


def test_every_second_cell_stands_alone() -> None:
    parts = column("1", "2", "3", "4", "5")[::2]
    assert formulas("sum", "9", parts) == ("=SUM(B3,B5,B7)",)


def test_a_row_is_drawn_together_too() -> None:
    parts = [column(text, letter=2 + k)[0] for k, text in enumerate(("1", "2", "3"))]
    assert formulas("sum", "6", parts) == ("=SUM(B3:D3)",)


def test_parts_on_another_sheet_name_it() -> None:
    assert formulas("sum", "3", column("1", "2", sheet="Figures 2")) == ("=SUM('Figures 2'!B3:B4)",)


def test_decimals_are_rounded_to_their_places_because_a_sheet_counts_in_binary() -> None:
    assert formulas("sum", "0.3", column("0.1", "0.2")) == ("=ROUND(SUM(B3:B4),1)",)


def test_bounded_parts_give_the_least_and_the_most() -> None:
    assert formulas("sum", "25..29", column("17", "<5", "8")) == ("=SUM(B3:B5)", "=SUM(B3:B5)+4")


def test_a_withheld_part_gives_no_upper_end() -> None:
    assert formulas("sum", "25..", column("17", "withheld", "8")) == ("=SUM(B3:B5)",)


def test_blanks_dashes_and_words_among_the_parts_add_nothing_as_in_a_sheet() -> None:
    assert formulas("sum", "6", column("1", "", "2", "-", "3", "none yet")) == ("=SUM(B3:B8)",)
    assert formulas("sum", "3..", column("1", "", "2")) == ("=SUM(B3:B5)",)
    assert formulas("sum", "3.5..", column("1.5", "X", "2.0")) == ("=ROUND(SUM(B3:B5),1)",)
    assert formulas("sum", "3..7", column("1", "", "2", "<5")) == ("=SUM(B3:B6)", "=SUM(B3:B6)+4")


def test_a_part_without_an_upper_end_never_gives_one() -> None:
    assert formulas("sum", "3..7", column("1", "2", "withheld")) == ()


def test_a_mean_lies_between_the_least_and_the_most_and_a_part_within_its_whole() -> None:
    assert formulas("between", "38.3..77.2", column("38.3", "50", "77.2")) == (
        "=MIN(B3:B5)",
        "=MAX(B3:B5)",
    )
    assert formulas("part-of", "0..19", column("19")) == ("=0", "=B3")
    assert formulas("part-of", "0..18", column("19")) == ()


def test_a_balance_takes_away_what_makes_it_come_out() -> None:
    assert formulas("balance", "8", column("10", "3", "5")) == ("=B3+B4-B5",)


def test_a_percentage_is_part_by_whole() -> None:
    assert formulas("percent", "33.3", column("1", "3")) == ("=ROUND(100*B3/B4,1)",)


@pytest.mark.parametrize(
    ("check", "computed", "texts"),
    [
        ("sum", "7", ("1", "2", "3")),  # the parts do not come to it
        ("percent", "33.3", ("1", "words")),  # a part is no number
        ("sum", "", ("1", "2")),  # nothing was computed
        ("sum", "many", ("1", "2")),
        ("balance", "99", ("10", "3", "5")),
        ("percent", "50", ("1", "0")),
        ("sum", "5..9", ("1", "2")),
    ],
)
def test_a_guess_that_does_not_come_out_is_never_shown(
    check: CheckName, computed: str, texts: tuple[str, ...]
) -> None:
    assert formulas(check, computed, column(*texts)) == ()


def test_a_formula_too_long_for_excel_is_left_out() -> None:
    parts = column(*["1"] * 6_000)[::2]
    assert live("sum", "3000", parts) is None


def test_more_arguments_than_excel_takes_are_split() -> None:
    parts = column(*["1"] * 1_000)[::2]
    (text,) = formulas("sum", "500", parts)
    assert text.count("SUM(") == 2


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("25..29", (25, 29)),
        ("25", (25, 25)),
        ("25..", (25, None)),
        ("..4", (None, 4)),
        ("", None),
        ("x", None),
    ],
)
def test_an_interval_is_read_as_written(text: str, bounds: tuple[int | None, int | None] | None) -> None:
    assert interval(text) == bounds


def test_a_difference_is_nought_inside_a_range() -> None:
    assert difference("D9", "E9", "", Decimal(3)) == "=D9-E9"
    assert difference("D9", "E9", "F9", Decimal(0)) == "=IF(D9<E9,D9-E9,IF(D9>F9,D9-F9,0))"


@given(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=30))
def test_whole_numbers_always_have_a_live_sum(values: list[int]) -> None:
    found = live("sum", str(sum(values)), column(*map(str, values)))
    assert found is not None
    assert found.low.value == sum(values)


@pytest.mark.parametrize(
    ("text", "number", "shape"),
    [
        ("150", "150", "0"),
        ("1,204", "1204", "#,##0"),
        ("£1,250.50", "1250.50", '"£"#,##0.00'),
        ("66.7%", "66.7", '0.0"%"'),
        ("(6)", "-6", "0;(0)"),
        ("-5.5", "-5.5", "0.0"),
        ("0", "0", "0"),
    ],
)
def test_a_number_is_shown_as_it_was_written(text: str, number: str, shape: str) -> None:
    read = shaped(text)
    assert (read.number, read.shape, read.faithful) == (Decimal(number), shape, True)


@pytest.mark.parametrize("text", ["1.2m", "12 [p]", "1 204\u00a0", "about 1,200"])
def test_a_number_in_other_writing_keeps_its_words_beside_it(text: str) -> None:
    read = shaped(text)
    assert read.number is None or not read.faithful


@pytest.mark.parametrize("text", ["007", "<5", "-", "", "nil", "withheld", "Quay", "12345678901234567"])
def test_codes_markers_and_numbers_of_too_many_digits_stay_text(text: str) -> None:
    assert shaped(text).number is None
