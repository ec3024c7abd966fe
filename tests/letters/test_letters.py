"""Whole letters beside what is drawn from them.

`kinds/` are letters in our own words, one for each way of writing found; `data/raw` are the examples that
come with the project. Both have all their figures beside them, and `FOI_REWRITE_EXPECTED=1` writes these
anew: read the result as a diff. `real/` holds what a person read in letters that are not ours to copy: value,
unit, period and place of every figure; they are never rewritten.
"""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from foi_cli import ingest
from foi_cli.model import Amount, Figure, Reading, Source
from foi_cli.normalise import understand

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
SHARED = HOUSE / "../shared"
LETTERS = SHARED / "real/letters"
OURS = sorted((HERE / "kinds").glob("*.txt")) + sorted((HOUSE / "data/raw").glob("*.txt"))
REAL = sorted((HERE / "real").glob("*.csv"))
SIGNS = ("not-held", "not-recorded", "not-applicable", "withheld", "ncnd")
COLUMNS = (
    "place question label column measure unit value period complete role category dimensions within note"
)


def reading(path: Path) -> Reading:
    return understand(ingest.read(Source(path.name, path.read_bytes())))


def beside(letter: Path) -> Path:
    """Where the expected figures of one of our letters lie."""
    folder = HERE / "kinds" if letter.parent == HERE / "kinds" else HERE.parent / "expected"
    return folder / f"{letter.stem}.csv"


def value(amount: Amount) -> str:
    """The number, or the sign that stands for it, or the bounds: "4", "not-held", "0..4", "33000.."."""
    if amount.value is not None:
        return format(amount.value, "f")
    if amount.marker in SIGNS:
        return amount.marker
    return f"{'' if amount.low is None else amount.low}..{'' if amount.high is None else amount.high}"


def span(figure: Figure) -> str:
    """ "2022-01-01..2022-06-08", with nothing for an unknown end; "" without a period."""
    if figure.period is None:
        return ""
    return spanned(str(figure.period.start or ""), str(figure.period.end or ""))


def spanned(start: str, end: str) -> str:
    return f"{start}..{end}" if start or end else ""


def rows(found: Reading) -> Iterator[list[str]]:
    for figure in found.figures:
        complete = {True: "yes", False: "no", None: ""}[figure.period.complete if figure.period else None]
        yield [
            f"{figure.place.line} {figure.place.cell or ''}".strip(),
            figure.question,
            figure.row_label,
            figure.column_label,
            figure.measure,
            figure.unit,
            value(figure.amount),
            span(figure),
            complete,
            figure.role,
            f"{figure.category.taxonomy}: {figure.category.name}" if figure.category else "",
            "; ".join(f"{key}={word}" for key, word in figure.dimensions),
            figure.within.rpartition(".")[2],
            figure.note,
        ]


def as_csv(found: Reading) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS.split())
    writer.writerows(rows(found))
    return out.getvalue()


@pytest.mark.parametrize("letter", OURS, ids=lambda path: path.stem)
def test_our_letters_give_what_lies_beside_them(letter: Path) -> None:
    given = as_csv(reading(letter))
    expected = beside(letter)
    if os.environ.get("FOI_REWRITE_EXPECTED"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(given, encoding="utf-8")
    assert given == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("expected", REAL, ids=lambda path: path.stem[:30])
def test_real_letters_give_what_a_person_reads_in_them(expected: Path) -> None:
    letter = LETTERS / f"{expected.stem}.txt"
    if not letter.exists():
        pytest.skip("needs ../shared/real/letters")
    with expected.open(encoding="utf-8", newline="") as file:
        read = Counter(
            (row["line"], row["unit"], plain(row["value"]), spanned(row["start"], row["end"]))
            for row in csv.DictReader(file)
        )
    drawn = Counter(
        (str(figure.place.line), figure.unit, plain(value(figure.amount)), span(figure))
        for figure in reading(letter).figures
    )
    assert sorted((read - drawn).elements()) == []
    assert sorted((drawn - read).elements()) == []


def plain(text: str) -> str:
    """A number as a number, whatever noughts stand behind its point."""
    try:
        return format(Decimal(text).normalize(), "f")
    except InvalidOperation:
        return text


@pytest.mark.parametrize("letter", OURS, ids=lambda path: path.stem)
def test_every_number_is_written_in_its_letter(letter: Path) -> None:
    text = " ".join(letter.read_text(encoding="utf-8").split())
    for figure in reading(letter).figures:
        assert " ".join(figure.amount.text.split()) in text
