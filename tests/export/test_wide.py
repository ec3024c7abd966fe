"""comparison.csv: authority by period for one measure and category."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foi_cli.arithmetic import amounts
from foi_cli.export import wide
from foi_cli.model import Amount, Figure, Period, Place, Reading, Response, Results

Y2021 = Period("2021", date(2021, 1, 1), date(2021, 12, 31), True)
F2021 = Period("2021/22", date(2021, 4, 1), date(2022, 3, 31), True)
PART = Period("2023 (to date)", date(2023, 1, 1), None, False)


def amount(text: str) -> Amount:
    found = amounts.read(text)
    assert found is not None
    return found


def response(authority: str, *stated: tuple[str, Period | None], measure: str = "stray dogs") -> Reading:
    figures = tuple(
        Figure(
            f"{authority}.f{at}",
            authority,
            Place("a.txt", line=at),
            amount(text),
            row_label=period.text if period else "",
            measure=measure,
            unit="count",
            period=period,
        )
        for at, (text, period) in enumerate(stated, 1)
    )
    return Reading(Response(authority, f"{authority}.txt", "", "", authority=authority), figures=figures)


class Given:
    """Results of these responses."""

    def __init__(self, *readings: Reading) -> None:
        self.held = readings

    def readings(self) -> list[Reading]:
        return list(self.held)


def written(folder: Path, *readings: Reading) -> list[dict[str, str]]:
    (path,) = wide.write(Given(*readings), folder)  # type: ignore[arg-type]
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_authorities_stand_below_each_other_and_periods_beside(tmp_path: Path) -> None:
    leeds = response("leeds", ("4", F2021), ("5", Y2021))
    york = response("york", ("<5", Y2021), ("7", PART))
    first, second = written(tmp_path, york, leeds)
    assert list(first)[len(wide.HEAD) :] == ["2021", "2021/22", "2023-01-01..", "note"]
    assert (first["authority"], first["2021"], first["2021/22"]) == ("leeds", "5", "4")
    assert (second["authority"], second["2021"], second["2023-01-01.."]) == ("york", "<5", "7")
    assert {first["label"], second["label"]} == {""}
    assert [path.name for path in tmp_path.iterdir()] == ["comparison.csv"]


def test_measures_are_never_mixed(tmp_path: Path) -> None:
    rows = written(
        tmp_path, response("b", ("4", Y2021)), response("a", ("5", Y2021), measure="parking notices")
    )
    assert [(row["measure"], row["2021"]) for row in rows] == [("parking notices", "5"), ("stray dogs", "4")]


def test_two_numbers_for_one_cell_are_named_and_neither_is_chosen_nor_added(tmp_path: Path) -> None:
    (row,) = written(tmp_path, response("a", ("4", Y2021), ("5", Y2021)))
    assert (row["2021"], row["note"]) == ("", "stated more than once: 2021: 4; 5")


def test_the_same_number_twice_is_one(tmp_path: Path) -> None:
    (row,) = written(tmp_path, response("a", ("4", Y2021), ("4", Y2021)))
    assert (row["2021"], row["note"]) == ("4", "")


def test_what_has_no_period_is_left_out(tmp_path: Path) -> None:
    assert written(tmp_path, response("a", ("4", None))) == []


def test_rows_sorted_on_the_disk_stand_as_those_sorted_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = [response(f"authority {7 * n % 20:02}", (str(n), Y2021)) for n in range(20)]
    whole = written(tmp_path, *readings)
    monkeypatch.setattr(wide, "IN_MEMORY", 3)
    assert written(tmp_path, *readings) == whole
    assert [row["authority"] for row in whole] == sorted(row["authority"] for row in whole)


def test_nothing_from_a_document_is_a_formula(tmp_path: Path, hostile: Results) -> None:
    reading = next(iter(hostile.readings()))
    figure = replace(reading.figures[0], measure="=1+1", period=Y2021, amount=Amount("=cmd()"))
    (row,) = written(tmp_path, replace(reading, figures=(figure,)))
    assert (row["measure"], row["2021"]) == ("'=1+1", "'=cmd()")
