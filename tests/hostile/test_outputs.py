"""Formulas, markup and escape codes, in texts and in file names, come out as harmless words."""

from __future__ import annotations

import csv
import json
import os
import re
import zipfile
from pathlib import Path

import pyarrow.parquet
import pytest
from lxml import etree
from running import Seen, foi

POISON = (
    '=HYPERLINK("http://evil.example","x")',
    "+cmd|'/c calc'!A1",
    "-2+3+cmd|' /c calc'!A1",
    "@SUM(1+1)*cmd",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "[bold red]loud[/bold red]",
    "red\x1b[31m\x1b]0;owned\x07\x9b2J",
    "bell\x07back\x08null\x00",
    "right\u202eleft\u2066",
    "]]></script>--></style>\"'`",
)
NAMES = (
    b"new\nline.txt",
    b"-rf.txt",
    b"--help.txt",
    b"escape\x1b[2J.txt",
    b"latin\xe9.txt",
    b"right\xe2\x80\xaeleft.txt",
    b"=cmd|'calc'!A1.txt",
    b"<script>alert(1)<script>.txt",
    b"[bold red]x[-bold].txt",
    b"a" * 250 + b".txt",
)
FIRST = re.compile(r"[=+@\t\r]|-(?![\d.])")
"""What makes a spreadsheet take a cell for a formula; a negative number is none."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMATS = '"csv", "audit", "publication", "datapackage", "html", "parquet"'


def letter() -> str:
    """A response whose every label, question and title is poisoned."""
    asked = "".join(
        f"{number}. How many {text} were there?\n\n{number} cases {text}\n\n"
        for number, text in enumerate(POISON, 1)
    )
    rows = "".join(f"Ward {text}\t{number}\n{text}\t{number}\n" for number, text in enumerate(POISON, 1))
    table = f"{POISON[0]}\t{POISON[4]}\n{rows}TOTAL\t99\n"
    return f"Reference: {POISON[0]}\n\n{asked}\n{table}\nPlease find attached ({POISON[4]}.pdf)\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of poisoned responses, under names that are as bad."""
    home = tmp_path_factory.mktemp("poison")
    raw = home / "data/raw"
    raw.mkdir(parents=True)
    (home / "foi.toml").write_text(f"[export]\nformats = [{FORMATS}]\n")
    for name in NAMES:
        path = Path(os.fsdecode(os.fsencode(raw) + b"/" + name))
        path.write_text("Ward\t2021\nCases\t7\nMore\t8\nTOTAL\t16\n")
    (raw / "letter.txt").write_text(letter())
    with (raw / "sheet.csv").open("w", encoding="utf-8", newline="") as sheet:
        labels = [[f"Ward {text}", number] for number, text in enumerate(POISON)]
        csv.writer(sheet).writerows([["=1+1", "2021"], *labels, ["TOTAL", 99]])
    return home


@pytest.fixture(scope="module")
def ran(home: Path) -> Seen:
    done = foi(home, "run", "--verbose", "--log-format", "json")
    assert done.code == 3, done.stderr
    return done


@pytest.fixture(scope="module")
def processed(home: Path, ran: Seen) -> Path:
    return home / "data/processed"


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_file_has_its_row_whatever_its_name(processed: Path) -> None:
    listed = [row[1] for row in rows(processed / "responses.csv")[1:]]
    assert len(set(listed)) == len(NAMES) + 2
    assert not any(CONTROL.search(name) for name in listed), listed


def test_no_cell_of_a_csv_file_is_a_formula(processed: Path) -> None:
    for path in processed.glob("*.csv"):
        for row in rows(path):
            assert not any(FIRST.match(cell) for cell in row), (path.name, row)


def test_no_control_character_reaches_a_text_file(processed: Path) -> None:
    paths = [*processed.glob("*.csv"), *processed.glob("*.json"), *processed.glob("*.html")]
    assert len(paths) >= 8
    for path in paths:
        assert not CONTROL.search(path.read_text(encoding="utf-8")), path.name


def test_the_report_holds_no_markup_of_a_document(processed: Path) -> None:
    page = (processed / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49{%" not in page


def test_the_workbooks_hold_no_formula_of_a_document(processed: Path) -> None:
    paths = [*processed.glob("*.xlsx"), *processed.glob("*.ods")]
    assert {path.suffix for path in paths} == {".xlsx", ".ods"}
    for path in paths:
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.endswith((".xml", ".rels")):
                    text = book.read(name).decode("utf-8")
                    etree.fromstring(text.encode())
                    assert not CONTROL.search(text), (path.name, name)
                    formulas = re.findall(r"<f[ >][^<]*|table:formula=\"[^\"]*", text)
                    assert not any(re.search(r"cmd|evil|HYPERLINK\(&quot;http", one) for one in formulas)
                if name.endswith(".rels"):
                    assert "evil.example" not in text


def test_parquet_holds_the_same_rows(processed: Path) -> None:
    (path,) = processed.rglob("responses*.parquet")
    names = pyarrow.parquet.read_table(path).column("file").to_pylist()
    assert len(set(names)) == len(NAMES) + 2
    assert all(name.encode("utf-8") for name in names)


def test_each_line_of_the_log_is_an_object_in_ascii(ran: Seen) -> None:
    lines = [json.loads(line) for line in ran.stderr.decode("ascii").splitlines()]
    assert sum(line.get("outcome") == "read" for line in lines) == len(NAMES) + 2


def plain(done: Seen) -> str:
    """What the terminal shows, which is nothing that it would obey."""
    assert b"Traceback" not in done.stderr
    for output in (done.stdout, done.stderr):
        text = output.decode("utf-8")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), text
    return (done.stdout + done.stderr).decode("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--verbose", "data/raw"),
        ("tables", "data/raw"),
        ("status",),
        ("status", "--coverage"),
        ("review", "list"),
        ("run", "--verbose"),
    ],
    ids=" ".join,
)
def test_the_terminal_shows_no_control_character(words: tuple[str, ...], home: Path, ran: Seen) -> None:
    assert plain(foi(home, *words))


def test_what_is_shown_of_a_record_has_none_either(home: Path, processed: Path) -> None:
    letter_id = next(row[0] for row in rows(processed / "responses.csv") if row[1].endswith("letter.txt"))
    shown = plain(foi(home, "show", letter_id))
    assert "letter.txt" in shown
    figures = [row[0] for row in rows(processed / "figures.csv") if row[1] == letter_id]
    assert "TOTAL" in plain(foi(home, "show", figures[-1]))


def test_names_with_leading_dashes_and_odd_bytes_can_be_given(tmp_path: Path) -> None:
    for name in (b"-rf.txt", b"latin\xe9.txt"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.write_text("Cases\t7\nMore\t8\nTOTAL\t15\n")
    done = foi(tmp_path, "check", "--", b"-rf.txt", b"latin\xe9.txt")
    assert done.code == 0
    plain(done)
