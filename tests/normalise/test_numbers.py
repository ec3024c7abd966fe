from __future__ import annotations

from decimal import Decimal

import pytest

from foi_cli.normalise import numbers


@pytest.mark.parametrize(
    ("written", "value", "low", "high", "unit"),
    [
        ("172", "172", "172", "172", ""),
        ("Four", "4", "4", "4", ""),
        ("33, 000", "33000", "33000", "33000", ""),
        ("33,000+", None, "33000", None, ""),
        ("£1,409,180.86", "1409180.86", "1409180.86", "1409180.86", "gbp"),
        ("£1.2m", "1200000", "1150000", "1250000", "gbp"),
        ("Approx £45,000", "45000", "44500", "45500", "gbp"),
        ("0.5 FTE approx", "0.5", "0.45", "0.55", "fte"),
        ("£30,825 - £34,834", None, "30825", "34834", "gbp"),
        ("£320+VAT to £480+VAT", None, "320", "480", "gbp"),
        ("44%", "44", "43.5", "44.5", "percent"),
        ("12 per cent", "12", "11.5", "12.5", "percent"),
        ("fewer than 5", None, "0", "4", ""),
        ("nil", "0", "0", "0", ""),
    ],
)
def test_reads(written: str, value: str | None, low: str | None, high: str | None, unit: str) -> None:
    amount = numbers.read(written)
    assert amount is not None
    assert amount.text == written
    assert amount.value == (None if value is None else Decimal(value))
    assert amount.low == (None if low is None else Decimal(low))
    assert amount.high == (None if high is None else Decimal(high))
    assert amount.unit == unit


@pytest.mark.parametrize(
    "written", ["", "1,2,3", "£480 to £320", "£10 - 12 cases", "about", "165A", "12/13", "101004102"]
)
def test_leaves_alone_what_is_no_number(written: str) -> None:
    assert numbers.read(written) is None


def test_a_range_keeps_what_is_said_of_tax() -> None:
    amount = numbers.read("£320+VAT to £480+VAT")
    assert amount is not None
    assert amount.note == "+VAT"
