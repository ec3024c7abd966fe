from __future__ import annotations

import pytest

from foi_cli.ingest import read as ingest
from foi_cli.model import Document, Passage, Source, Table
from foi_cli.normalise import cells, footnotes, understand


def notes(*texts: str) -> dict[str, tuple[str, ...]]:
    blocks = tuple(Passage(text, number) for number, text in enumerate(texts, 1))
    return dict(footnotes.of(Document("a.txt", "a.txt", "", 1, "text", blocks=blocks)))


def cut(label: str, *texts: str) -> str:
    period = footnotes.limited(label, cells.period(label), notes(*texts))
    return f"{period.start}..{period.end or '?'}" if period is not None else "none"


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("*2023 is 1 January to 30 June 2023 only.", "2023-01-01..2023-06-30"),
        ("* to 30 June 2023", "2023-01-01..2023-06-30"),
        ("* January to June only", "2023-01-01..2023-06-30"),
        ("* Figures for 2023 are up to 31 May 2023", "2023-01-01..2023-05-31"),
        ("2023* - up to the end of June", "2023-01-01..2023-06-30"),
        ("Note: * 1 Jan – 30 Sept 2023", "2023-01-01..2023-09-30"),
        ("* part year", "2023-01-01..?"),
        ("* year to date", "2023-01-01..?"),
    ],
)
def test_a_note_cuts_the_year_that_bears_its_mark(note: str, days: str) -> None:
    assert cut("2023*", note) == days
    assert footnotes.limits(note) == len(note.rstrip("."))


@pytest.mark.parametrize(
    "note",
    [
        "* provisional",
        "* fewer than 5",
        "* including cases moved to October",
        "* to March 2022 closed sites are left out",
        "* Between 1 April and 31 May two sites were closed",
        "* data were extracted on 30 June 2023",
        "* the whole of 2023, 1 January to 31 December 2023",
        "- to 30 June 2023",
    ],
)
def test_other_notes_leave_the_year_whole(note: str) -> None:
    assert cut("2023*", note) == "2023-01-01..2023-12-31"


def test_a_note_cuts_no_other_year() -> None:
    assert cut("2022*", "* 2023 is 1 January to 30 June 2023 only") == "2022-01-01..2022-12-31"
    assert cut("2023", "* to 30 June") == "2023-01-01..2023-12-31"
    assert cut("2023†", "* to 30 June", "† provisional") == "2023-01-01..2023-12-31"


def test_two_notes_that_cut_a_year_otherwise_leave_it() -> None:
    assert cut("2023*", "* to 30 June", "* to 31 May") == "2023-01-01..2023-12-31"
    assert cut("2023*", "* to 30 June", "* to 30 June 2023") == "2023-01-01..2023-06-30"


def test_a_financial_year_is_cut_as_well() -> None:
    assert cut("2022/23*", "* April to December 2022 only") == "2022-04-01..2022-12-31"


def test_what_follows_in_a_note_may_be_a_figure() -> None:
    note = "* 2023 is January to June; 45 more are open"
    assert 0 < footnotes.limits(note) < note.index("45")


def test_notes_stand_in_the_cells_of_a_sheet_too() -> None:
    sheet = Table(1, (("Rank", "2023*"), ("Sergeant", "4"), ("* to 30 June only", "")))
    document = Document("a.xlsx", "a.xlsx", "", 1, "xlsx", blocks=(sheet,))
    assert footnotes.of(document) == {"*": ("to 30 June only",)}


def test_a_note_may_say_more_than_the_end_of_its_year() -> None:
    assert cut("2023*", "* up to and including 30 June. A dash means none.") == "2023-01-01..2023-06-30"
    assert cut("2023*", "* including 30 June") == "2023-01-01..2023-12-31"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Homes are at 31 March 2023.", {"homes": ("31 March 2023",)}),
        ("Headcount figures are as at 30/09/2023; posts are not.", {"headcount": ("30/09/2023",)}),
        ("Our offices are at 31 March Street.", {}),
        ("Homes are at risk since 31 March 2023.", {}),
        ("There were 14 on 31 March 2023.", {}),
    ],
)
def test_a_note_names_the_day_of_a_column(text: str, held: dict[str, tuple[str, ...]]) -> None:
    assert notes(text) == held


NOTED = (
    "Melford District Council\n14 August 2024\n\nDear Requester\n\n"
    "1. How many dogs were seized each year?\n\n{}\n\n2. How many of them were rehomed?\n\n"
    "2022 - 9\n2023 - 11\n2024* - 4\n\nYours sincerely\n"
)


@pytest.mark.parametrize(
    ("remark", "last"),
    [
        ("Please see below. 2024* is 1st January to 30th June.", "2024-06-30"),
        ("They were few: 2024* to 31 July only.", "2024-07-31"),
        ("* 2024 is up to 31 May.", "2024-05-31"),
        ("We seized few. They were all strays.", "2024-12-31"),
    ],
)
def test_a_marked_year_in_a_line_ends_when_its_note_says(remark: str, last: str) -> None:
    reading = understand(ingest(Source("letter.txt", NOTED.format(remark).encode())))
    found = [
        (figure.amount.text, str(figure.period and figure.period.end))
        for figure in reading.figures
        if figure.question == "2"
    ]
    assert found == [("9", "2022-12-31"), ("11", "2023-12-31"), ("4", last)]
