"""Numbers, dates and times in their cells' formats."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.ingest import shown

ACCOUNTING = '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.125, "0%", "13%"),
        (0.125, "0.00", "0.13"),
        (1234, "#,##0", "1,234"),
        (1234567, "#,##0,", "1,235"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (5, '"£"#,##0', "£5"),
        (-5, '"£"#,##0', "-£5"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (-5, "0;[Red]0", "-5"),
        (0, ACCOUNTING, "0"),
        (5, '0" FTE"', "5 FTE"),
        (12, "000", "012"),
        (1.5, "0.##", "1.5"),
        (1, "0.##", "1"),
        (3, '[<5]"<5";General', "<5"),
        (7, '[<5]"<5";General', "7"),
        (0.5, "# ?/?", "0.5"),
        (7, "@", "7"),
        (7, "General", "7"),
    ],
)
def test_number(value: float, code: str, text: str) -> None:
    assert shown.number(float(value), code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (510935000.0, "510935000"),
        (-2.5, "-2.5"),
        (1e-5, "0.00001"),
        (64.900000000000006, "64.9"),
    ],
)
def test_general(value: float, text: str) -> None:
    assert shown.general(value) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (datetime.fromisoformat("2021-04-01"), "mmm-yy", "Apr-21"),
        (datetime.fromisoformat("2021-04-01"), "[$-809]dd mmmm yyyy;@", "01 April 2021"),
        (datetime.fromisoformat("2021-04-01T13:05:09"), "dd/mm/yyyy hh:mm:ss", "01/04/2021 13:05:09"),
        (datetime.fromisoformat("2021-04-01T13:05"), "h:mm AM/PM", "1:05 PM"),
        (datetime.fromisoformat("2021-04-01"), "", "2021-04-01"),
        (date(2021, 4, 1), "d\\-mmm\\-yy", "1-Apr-21"),
        (time(3, 4), "hh:mm", "03:04"),
        (timedelta(hours=27, minutes=3), "[h]:mm", "27:03"),
    ],
)
def test_moment(value: date, code: str, text: str) -> None:
    assert shown.moment(value, code) == text


@pytest.mark.parametrize(
    ("code", "is_date"), [("dd/mm/yy", True), ("0.0%", False), ("[Red]0", False), ('"days" 0', False)]
)
def test_is_date(code: str, is_date: bool) -> None:
    assert shown.is_date(code) == is_date


@pytest.mark.parametrize(
    ("value", "text", "rounds"),
    [(10.4, "10", True), (10.0, "10", False), (10.44, "10.4", False), (10.444, "10.44", True)],
)
def test_rounds(value: float, text: str, rounds: bool) -> None:
    assert shown.rounds(value, text) == rounds


@settings(deadline=None)
@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_are_never_altered(value: int) -> None:
    assert shown.general(float(value)) == str(value)
    assert shown.number(float(value), "#,##0") == f"{value:,}"


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12))
def test_any_format_shows_something(value: float, code: str) -> None:
    assert isinstance(shown.number(value, code), str)
