"""Deciding at the terminal and in the Review sheet: once, for every later run."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from openpyxl import load_workbook

Foi: TypeAlias = Callable[..., Any]

LETTER = """\
Q1. How many complaints and conduct matters were recorded in 2021 and 2022?

2021: 14
2022: 9

Q2. How many cases were there in 2023 (to date)?

4

Allegation type\tNumber
Discreditable conduct\t3
Evidential procedures\t4
Impolite languge / tone\t2
Race (Discrimination)\t2
"""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path: Path, text: str) -> None:
    """A file that was there for long, so that its times can be trusted."""
    path.write_text(text)
    os.utime(path, (1e9, 1e9))


@pytest.fixture
def letter(project: Path, foi: Foi) -> Path:
    """A project with a letter that leaves a label, a unit and a period in doubt, after its first run."""
    path = project / "data/raw/letter.txt"
    write(path, LETTER)
    foi("run")
    return path


def doubts(foi: Foi) -> dict[str, str]:
    """The kinds of open doubts with their ids."""
    return {one["kind"]: one["item_id"] for one in foi("review", "list", "--format", "jsonl").records}


def figures(project: Path, **wanted: str) -> list[dict[str, str]]:
    found = rows(project / "data/processed/figures.csv")
    return [one for one in found if all(one[name] == value for name, value in wanted.items())]


def test_every_kind_of_doubt_is_listed_with_a_suggestion(foi: Foi, letter: Path) -> None:
    listed = doubts(foi)
    assert {"differs", "unmapped-label", "ambiguous-unit", "open-period"} <= set(listed)
    out = foi("review").out
    assert "Impolite languge / tone – suggested: Impolite language/tone" in out


def test_the_suggested_category_is_taken_and_shown(foi: Foi, letter: Path, project: Path) -> None:
    label = doubts(foi)["unmapped-label"]
    foi("review", "accept", label, "--reason", "a slip of the pen")
    foi("run")
    (figure,) = figures(project, row_label="Impolite languge / tone")
    assert (figure["category"], figure["value"]) == ("Impolite language/tone", "2")
    shown = foi("show", figure["figure_id"]).out
    assert "category as decided by" in shown
    assert "a slip of the pen" in shown
    assert "unmapped-label" not in doubts(foi)


def test_what_is_decided_instead_holds_on_every_run(foi: Foi, letter: Path, project: Path) -> None:
    listed = doubts(foi)
    foi("review", "change", listed["open-period"], "2023-06-30", "--reason", "their mail of 4 July")
    foi("review", "change", listed["ambiguous-unit"], "matters", "--reason", "their definition")
    (project / "data/processed/foi.db").unlink()
    foi("run")
    assert {one["period_end"] for one in figures(project, period="2023 (to date)")} == {"2023-06-30"}
    assert {one["unit"] for one in figures(project, question="1")} == {"matters"}
    assert not {"open-period", "ambiguous-unit"} & set(doubts(foi))
    assert [one["what"] for one in rows(project / "data/decisions.csv")] == ["period", "unit"]


def test_a_decision_makes_stale_only_what_it_speaks_of(foi: Foi, letter: Path) -> None:
    foi("review", "change", doubts(foi)["open-period"], "2023-06-30", "--reason", "their mail")
    log = foi("run", "--log-format", "json").err
    assert log.count('"stage": "normalise"') == 1
    assert log.count('"stage": "reconcile"') == 1
    assert '"stage": "normalise"' not in foi("run", "--log-format", "json").err


def test_a_mapping_makes_stale_only_the_responses_that_hold_its_label(
    foi: Foi, letter: Path, project: Path
) -> None:
    write(project / "data/raw/other.txt", LETTER.replace("Impolite languge / tone", "Rudeness"))
    foi("run")
    mapping = project / "data/mappings/ours.csv"
    mapping.parent.mkdir()
    mapping.write_text("label,category\nRudeness,Impolite language/tone\nNobody writes this,Other\n")
    log = foi("run", "--log-format", "json").err
    assert log.count('"stage": "normalise"') == 1
    (figure,) = figures(project, row_label="Rudeness")
    assert (figure["category"], figure["taxonomy"]) == ("Impolite language/tone", "ours")
    mapping.unlink()
    foi("run")
    assert figures(project, row_label="Rudeness")[0]["category"] == ""


def test_a_spoilt_mapping_is_named_and_nothing_is_lost(foi: Foi, letter: Path, project: Path) -> None:
    (project / "data/mappings").mkdir()
    (project / "data/mappings/ours.csv").write_text("name\nx\n")
    call = foi("run")
    assert call.code == 1
    assert "ours.csv, line 1: the column category and label is missing" in call.err
    assert figures(project)


def test_a_decision_survives_that_lines_move(foi: Foi, letter: Path, project: Path) -> None:
    listed = doubts(foi)
    foi("review", "change", listed["open-period"], "2023-06-30", "--reason", "their mail")
    foi("review", "reject", listed["unmapped-label"], "--reason", "no known category")
    write(letter, "Dear Sam,\n\n" + LETTER)
    assert "not applied" not in foi("run").err
    assert figures(project, question="2")[0]["period_end"] == "2023-06-30"
    (item,) = [i for i in foi("review", "list", "--format", "jsonl").records if i["kind"] == "unmapped-label"]
    assert (item["accepted"], item["reason"]) == (True, "no known category")


def test_a_decision_whose_subject_is_gone_is_named_and_not_applied(foi: Foi, letter: Path) -> None:
    listed = doubts(foi)
    foi("review", "change", listed["open-period"], "2023-06-30", "--reason", "their mail")
    foi("review", "accept", listed["differs"], "--reason", "rounding, they say")
    write(letter, LETTER.replace("2023 (to date)", "2022"))
    wrong = letter.parent / "wrong.csv"
    write(wrong, wrong.read_text().replace("35.0%", "30.0%"))
    call = foi("run")
    assert "letter.txt: not applied, for nothing there says so any more: period '2023 (to date)'" in call.err
    assert "(rounding, they say)" in call.err
    assert "rounding, they say" in foi("review", "list").err


def test_an_acceptance_can_be_taken_back(foi: Foi, letter: Path) -> None:
    finding = doubts(foi)["differs"]
    foi("review", "accept", finding, "--reason", "confirmed")
    assert foi("run").code == 0
    foi("review", "reject", finding, "--reason", "it was none after all")
    assert foi("run").code == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("accept", "{differs}", "--reason", " "), "needs a reason"),
        (("change", "{differs}", "9", "--reason", "x"), "no number is ever changed"),
        (("change", "{open-period}", "June", "--reason", "x"), "not a date; write it as 2023-06-30"),
        (("change", "{unmapped-label}", "", "--reason", "x"), "say which category"),
        (("accept", "aaaaaaaaaaaa.v1", "--reason", "x"), "no such item"),
    ],
)
def test_what_cannot_be_decided_is_said(
    foi: Foi, letter: Path, arguments: tuple[str, ...], words: str
) -> None:
    listed = doubts(foi)
    call = foi("review", *(each.format_map(listed) for each in arguments))
    assert call.code == 2
    assert words in call.err


def fill(book: Path, **choices: tuple[str, str, str]) -> None:
    """Choose in the Review sheet: for the row of each kind a decision, what is new, and a reason."""
    workbook = load_workbook(book)
    sheet = workbook["Review"]
    head = {str(cell.value): at for at, cell in enumerate(sheet[1], 1)}
    for row in range(2, sheet.max_row + 1):
        kind = str(sheet.cell(row, head["kind"]).value).replace("-", "_")
        if kind in choices:
            for name, value in zip(("decision", "new", "reason"), choices[kind], strict=True):
                sheet.cell(row, head[name], value)
            sheet.cell(row, head["who"], "Kim")
    workbook.save(book)


@pytest.fixture
def book(foi: Foi, letter: Path, project: Path) -> Path:
    foi("export", "--to", "audit")
    return project / "data/processed/foi-audit.xlsx"


def test_choices_of_the_review_sheet_are_kept_once(foi: Foi, book: Path, project: Path) -> None:
    fill(
        book,
        differs=("accept", "", "a typing error"),
        open_period=("change", "2023-06-30", "their mail"),
        unmapped_label=("accept", "", "a slip"),
        ambiguous_unit=("later", "", ""),
    )
    assert foi("review", "apply", book).code == 0
    kept = rows(project / "data/decisions.csv")
    assert sorted((one["what"], one["who"]) for one in kept) == [
        ("accept", "Kim"),
        ("category", "Kim"),
        ("period", "Kim"),
    ]
    assert foi("run").code == 0
    again = foi("review", "apply", book)
    assert (again.code, "0 decided, 3 known before, 1 left for later" in again.err) == (0, True)
    assert rows(project / "data/decisions.csv") == kept


def test_a_sheet_with_a_row_that_cannot_be_used_changes_nothing(foi: Foi, book: Path, project: Path) -> None:
    fill(book, differs=("accept", "", "a typing error"), open_period=("change", "soon", "their mail"))
    call = foi("review", "apply", book)
    assert call.code == 2
    assert "row" in call.err
    assert "not a date" in call.err
    assert not (project / "data/decisions.csv").exists()


def test_a_row_whose_subject_has_changed_is_named_and_left_out(foi: Foi, book: Path, letter: Path) -> None:
    fill(book, open_period=("change", "2023-06-30", "mail"), differs=("accept", "", "a typing error"))
    write(letter, LETTER.replace("2023 (to date)", "2022"))
    foi("run")
    call = foi("review", "apply", book)
    assert call.code == 1
    assert "2023 (to date)" in call.err
    assert "1 decided" in call.err


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"PK nonsense"), ("a.csv", b"x,y\n1,2\n"), ("no.xlsx", None)]
)
def test_a_file_that_is_no_review_sheet_is_refused(
    foi: Foi, letter: Path, tmp_path: Path, name: str, data: bytes | None
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert foi("review", "apply", path).code == 2


def test_a_sheet_may_come_back_as_csv(foi: Foi, letter: Path, project: Path, tmp_path: Path) -> None:
    (item,) = [i for i in foi("review", "list", "--format", "jsonl").records if i["kind"] == "open-period"]
    path = tmp_path / "review.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["item_id", "kind", "place", "text", "decision", "new", "reason", "who"])
        writer.writerow(
            ["x.v9", item["kind"], item["place"], item["text"], "Change", "2023-06-30", "mail", ""]
        )
    assert foi("review", "apply", path).code == 0
    assert rows(project / "data/decisions.csv")[0]["new"] == "2023-06-30"
