from __future__ import annotations

import pytest

from foi_cli.normalise import cells


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("12", "number"),
        ("1,204", "number"),
        ("£38,223.23", "number"),
        ("512 (48%)", "number"),
        ("<5", "number"),
        ("nil", "number"),
        ("176~", "number"),
        ("2*", "number"),
        ("-", "marker"),
        ("*", "marker"),
        ("..", "marker"),
        ("not held", "marker"),
        ("2020", "period"),
        ("2016(4,6)", "period"),
        ("2019/20", "period"),
        ("2024/25 (budget plus variance)", "period"),
        ("2023 (to date)", "period"),
        ("Apr-21", "period"),
        ("2023*", "period"),
        ("2023¹", "period"),
        ("2023 (p)", "period"),
        ("2021-2022", "period"),
        ("2021 – 2022†", "period"),
        ("2021 to 2022", "period"),
        ("2,023*", "number"),
        ("2,021 to 2,022", "number"),
        ("1500*", "number"),
        ("40-50", "number"),
        ("£0", "number"),
        ("£000", "text"),
        ("£'000", "text"),
        ("000", "text"),
        ("withheld s.43(2)", "marker"),
        ("Exempt – section 40", "marker"),
        ("withheld pending appeal", "text"),
        ("not built", "text"),
        ("100 (of which 5)", "text"),
        ("Sergeant", "text"),
        ("", "blank"),
        ("  ", "blank"),
    ],
)
def test_kinds(cell: str, kind: str) -> None:
    assert cells.kind(cell) == kind


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [
        ("512 (48%)", ["512", "48%"]),
        ("48% (512)", ["48%", "512"]),
        ("12 / 4%", ["12", "4%"]),
        ("12", ["12"]),
        ("007", ["007"]),
        ("", []),
        ("12 (2020)", []),
        ("£000", []),
        ("refused under section 12", ["refused under section 12"]),
        ("Yes (48%)", []),
    ],
)
def test_amounts(cell: str, amounts: list[str]) -> None:
    assert [amount.text for amount in cells.read(cell)] == amounts


def test_a_plain_number_is_what_amounts_reads() -> None:
    from foi_cli.arithmetic import amounts

    for cell in ("0", "7", "2019", "12345678901234567890"):
        assert cells.read(cell) == (amounts.read(cell),)
