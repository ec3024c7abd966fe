"""Tables that white space alone makes, and text that only looks like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.ingest.pdf import read
from foi_cli.model import Passage, Source, Table

Typed = Callable[..., Source]


def tables(source: Source) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in read(source).blocks if isinstance(block, Table)]


def passages(source: Source) -> list[str]:
    return [block.text for block in read(source).blocks if isinstance(block, Passage)]


def test_figures_in_columns_are_a_table_and_the_letter_round_them_stays_text(typed: Typed) -> None:
    letter = typed("""
Thank you for your request. The figures are as follows.

Year      Allegations      Upheld
2020              172          12
2021              180          15
2022              165           9

Yours faithfully
""")
    assert tables(letter) == [
        (
            ("Year", "Allegations", "Upheld"),
            ("2020", "172", "12"),
            ("2021", "180", "15"),
            ("2022", "165", "9"),
        )
    ]
    assert passages(letter) == ["Thank you for your request. The figures are as follows.", "Yours faithfully"]


def test_headings_over_several_columns_stand_at_the_first_of_them(typed: Typed) -> None:
    letter = typed("""
                      2021               2022
                 Male    Female     Male    Female
Constable          14         9       16        11
Sergeant            5         3        4         2
Total              19        12       20        13
""")
    assert tables(letter)[0][:2] == (("", "2021", "", "2022", ""), ("", "Male", "Female", "Male", "Female"))


def test_a_column_of_sources_heads_its_names_and_is_no_note(typed: Typed) -> None:
    letter = typed("""
Source               2021     %     2022     %
Public                 14   56.0      16   64.0
Employers              11   44.0       9   36.0
Total                  25    100      25    100
""")
    assert tables(letter)[0][0] == ("Source", "2021", "%", "2022", "%")


def test_a_note_of_sources_is_no_heading(typed: Typed) -> None:
    letter = typed("""
Source 1: Oracle     extract of 3 May
                     2021     2022
Public                 14       16
Employers              11        9
""")
    assert tables(letter)[0][0] == ("", "2021", "2022")


def test_a_ruling_says_how_far_a_heading_reaches(typed: Typed) -> None:
    letter = typed("""
                            Cases
                 ────────────────────────────
Force            Closed    Open    Unknown
Northshire           14       9          1
Southshire            5       3          0
""")
    assert tables(letter)[0][:2] == (("Force", "Cases", "", ""), ("", "Closed", "Open", "Unknown"))


def test_headings_of_two_lines_are_one_row(typed: Typed) -> None:
    letter = typed("""
                    Number of      Average
Ward                complaints     days
Aston                      12          3.5
Bordesley                   9          4.0
""")
    assert tables(letter)[0][0] == ("Ward", "Number of complaints", "Average days")


def test_dots_that_lead_to_figures_belong_to_no_cell(typed: Typed) -> None:
    letter = typed("""
Total .............   4,321   100.0
Male ..............   2,100    48.6
Female ............   2,221    51.4
""")
    assert tables(letter) == [
        (("Total", "4,321", "100.0"), ("Male", "2,100", "48.6"), ("Female", "2,221", "51.4"))
    ]


def test_two_dots_are_a_marker_not_a_leader(typed: Typed) -> None:
    letter = typed("""
Aston           12    ..    ..
Bordesley       ..    14     9
Castle Vale      3    ..     1
""")
    assert tables(letter)[0][0] == ("Aston", "12", "..", "..")


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (
            "Searches of premises and seizure of        1\nproperty",
            "Searches of premises and seizure of property",
        ),
        ("Searches of premises and\nseizure of property                        1", None),
        (
            "Searches of premises and\nSeizure of property,\nor of vehicles                             1",
            None,
        ),
    ],
)
def test_labels_that_run_over_lines_are_put_together(typed: Typed, lines: str, label: str | None) -> None:
    letter = typed(f"""
Category                               Number
Assault                                    40
{lines}
Traffic                                     7
""")
    labels = [row[0] for row in tables(letter)[0]]
    assert labels == [
        "Category",
        "Assault",
        *([label] if label else [" ".join(lines.split("  ")[0].split("\n"))]),
        "Traffic",
    ]


def test_a_heading_inside_a_table_is_a_row_of_its_own(typed: Typed) -> None:
    letter = typed("""
Group                     Number
Total                         12
Ethnicity
  Asian                        4
  Black                        5
  White                        3
""")
    assert [row[0] for row in tables(letter)[0]] == [
        "Group",
        "Total",
        "Ethnicity",
        "Asian",
        "Black",
        "White",
    ]


def test_columns_that_hold_blanks_keep_their_place(typed: Typed) -> None:
    letter = typed("""
Pest         Apr    May    Jun    Total
Rats          12            14       26
Wasps                 3      1        4
Fleas          2      2               4
""")
    assert tables(letter)[0][1:] == (
        ("Rats", "12", "", "14", "26"),
        ("Wasps", "", "3", "1", "4"),
        ("Fleas", "2", "2", "", "4"),
    )


def test_tables_with_other_columns_one_below_the_other_are_two(typed: Typed) -> None:
    letter = typed("""
Year        Cases
2021           14
2022           16

Rank              Male      Female
Constable           14           9
Sergeant             5           3
""")
    assert [len(rows[0]) for rows in tables(letter)] == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        """
1. How many allegations were there in 2020, 2021 and 2022?
2. How many of them were upheld, and how many were not?
3. What did they cost?
""",
        """
- 2019 - 5
- 2020 - 7
- 2021 - 9
""",
        """
In 2020 there were 172 allegations, and in 2021 there were 180. Of the
172, 12 were upheld; of the 180, 15 were. The cost was £12,345 in 2020
and £13,456 in 2021, which is 9% more than in the year before it.
""",
        """
Contents
Introduction                              3
Funding the capital programme             3
Capital programme by scheme               4
Contacts                                 12
""",
        """
Introduction .............................. 3
Funding the capital programme ............. 3
Capital programme by scheme ............... 4
Contacts ................................. 12
""",
    ],
)
def test_leaves_alone_what_is_no_table(typed: Typed, text: str) -> None:
    assert tables(typed(text)) == []


def test_leaves_alone_the_scale_of_a_chart(typed: Typed) -> None:
    assert (
        tables(
            typed("""
Complaints by year

450    450
400    400
350    350
300    300
250    250
200    200
""")
        )
        == []
    )


def test_leaves_prose_in_two_columns_alone_and_reads_one_after_the_other(typed: Typed) -> None:
    left = ["the quick brown fox jumps", "over the lazy dog and then", "it sleeps for a long while"] * 3
    right = ["we hold none of what you", "asked for in your request", "and so we cannot send any"] * 3
    letter = typed("\n".join(f"{a:<32}{b}" for a, b in zip(left, right, strict=True)))
    assert tables(letter) == []
    assert passages(letter) == left + right
