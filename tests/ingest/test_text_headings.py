"""Heads of columns in plain text: over several columns, over several lines, parted by a sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foi_cli.ingest.headings import heads, named, repeated

Tables = Callable[[str], list[list[list[str]]]]


def test_years_over_two_columns_each_that_the_next_line_names(tables: Tables) -> None:
    letter = "Item 2020-21 2021-22\n£000 % £000 %\nStaff 41,206 62.7 43,918 60.7\nOther 3,190 4.9 3,078 4.3\n"
    assert tables(letter) == [
        [
            ["Item", "2020-21", "", "2021-22", ""],
            ["", "£000", "%", "£000", "%"],
            ["Staff", "41,206", "62.7", "43,918", "60.7"],
            ["Other", "3,190", "4.9", "3,078", "4.3"],
        ]
    ]


def test_years_over_two_columns_each_that_nobody_names(tables: Tables) -> None:
    letter = "Site 2021 2022\nNorth 12 25% 14 30%\nSouth 20 50% 22 51%\n"
    assert tables(letter)[0][0] == ["Site", "2021", "2021", "2022", "2022"]


def test_names_over_the_same_years_again(tables: Tables) -> None:
    letter = "\n\nReceived Upheld\n2021 2022 2021 2022\nNorth 12 14 3 4\nSouth 20 22 5 6\n"
    assert tables(letter) == [
        [
            ["", "Received", "", "Upheld", ""],
            ["", "2021", "2022", "2021", "2022"],
            ["North", "12", "14", "3", "4"],
            ["South", "20", "22", "5", "6"],
        ]
    ]


def test_a_number_that_belongs_to_the_label_makes_no_column(tables: Tables) -> None:
    letter = "Band 2021 2022\nBand 5 12 14\nBand 6 20 22\nBand 7 1 2\n"
    assert tables(letter)[0][1:] == [["Band 5", "12", "14"], ["Band 6", "20", "22"], ["Band 7", "1", "2"]]


def test_heads_in_the_middle_of_their_columns(tables: Tables) -> None:
    letter = """
               Year to 31 March 2022      Year to 31 March 2023
               Agency     Permanent       Agency     Permanent
Ward A         120        340             100        360
Ward B          20        140              10        160
"""
    assert tables(letter)[0][0] == ["", "Year to 31 March 2022", "", "Year to 31 March 2023", ""]


def test_a_head_over_one_column_stays_there(tables: Tables) -> None:
    letter = """
               Number     Cost (£)        Number     Share
               2022       2022            2023       2023
Ward A         120        340             100        36
Ward B          20        140              10        16
"""
    assert tables(letter)[0][0] == ["", "Number", "Cost (£)", "Number", "Share"]


def test_a_label_that_reaches_under_the_next_head(tables: Tables) -> None:
    letter = """
                          Received    Closed    of which upheld
2022/23    Q1                 131       118            22
           Q2                 147       126            31
2023/24    Q2 (to 31 August)   98        77            18
"""
    assert tables(letter) == [
        [
            ["", "", "Received", "Closed", "of which upheld"],
            ["2022/23", "Q1", "131", "118", "22"],
            ["", "Q2", "147", "126", "31"],
            ["2023/24", "Q2 (to 31 August)", "98", "77", "18"],
        ]
    ]


def test_one_value_a_line_under_heads_and_beside_labels_that_wrap(tables: Tables) -> None:
    letter = """
Depot
Vehicles
Leased 2021/22
Works completed
2021/22
North
12
3
1
South
and West
14
<5
0
Hill
5
0
0
"""
    assert tables(letter) == [
        [
            ["Depot", "Vehicles", "Leased 2021/22", "Works completed 2021/22"],
            ["North", "12", "3", "1"],
            ["South and West", "14", "<5", "0"],
            ["Hill", "5", "0", "0"],
        ]
    ]


def test_one_value_a_line_under_one_line_of_heads(tables: Tables) -> None:
    letter = "\nArea 2021-2022 2022-2023 (to 30 June)\nNorth\n4\n1\nSouth\n3\n2\nTotal\n7\n3\n"
    assert tables(letter)[0][:2] == [["Area", "2021-2022", "2022-2023 (to 30 June)"], ["North", "4", "1"]]


@pytest.mark.parametrize(
    ("letter", "first"),
    [
        pytest.param(
            "Area\ntotal\nupheld\nNorth\n4\n1\nSouth\n3\n2\nHill\n7\n3\n", ["Area", "total", "upheld"]
        ),
        pytest.param(
            "Complaints by area\nArea\ntotal\nupheld\nNorth\n4\n1\nSouth\n3\n2\nHill\n7\n3\n",
            ["Area", "total", "upheld"],
        ),
        pytest.param(
            "Complaints\nArea\n2021/22\n2022/23\nNorth\n4\n1\nSouth\n3\n2\nHill\n7\n3\n",
            ["Area", "2021/22", "2022/23"],
        ),
    ],
)
def test_heads_that_are_as_many_as_columns_are_not_joined(
    tables: Tables, letter: str, first: list[str]
) -> None:
    assert tables(letter)[0][0] == first


def test_rows_of_a_group_are_not_joined_to_its_name(tables: Tables) -> None:
    letter = "\nNorth region\nAsh\n4\n1\nElm\n3\n2\nOak\n7\n3\nSouth region\nFir\n1\n1\n"
    assert tables(letter) == [[["Ash", "4", "1"], ["Elm", "3", "2"], ["Oak", "7", "3"]]]


def test_cells_parted_by_one_sign_in_every_line(tables: Tables) -> None:
    letter = "Grade / Headcount / FTE / Note\nBand 5 / 12 / 10.5 / n / a\nBand 6 / 4 / 4.0 / on leave\n"
    assert tables(letter) == [
        [
            ["Grade", "Headcount", "FTE", "Note"],
            ["Band 5", "12", "10.5", "n/a"],
            ["Band 6", "4", "4.0", "on leave"],
        ]
    ]


@pytest.mark.parametrize(
    "letter",
    [
        pytest.param("1 April 2021 - 31 March 2022 - 14\n1 April 2022 - 31 March 2023 - 17\n", id="dates"),
        pytest.param("red / amber / green\nleft / right / up\nhigh / low / none\n", id="no number"),
        pytest.param("Call 01234 / 567 / 12\nor 01234 / 567 / 13\nor 01234 / 567 / 14\n", id="numbers above"),
        pytest.param("North / South / East\n12 / 13 / some of these\n3 / all / 5\n", id="no whole column"),
        pytest.param("Cases; of these; closed\n\n2021; 4; 5\n\n2022; 6; 7\n", id="paragraphs"),
    ],
)
def test_signs_that_part_no_cells(tables: Tables, letter: str) -> None:
    assert tables(letter) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Area 2022 2023 (1 April to 30 June)", ("Area", ("2022", "2023 (1 April to 30 June)"))),
        ("Rank 2021 2022† Total", ("Rank", ("2021", "2022†", "Total"))),
        ("Incidents in 2021 (and 2022)", ("", ())),
        ("Site 2022 2023 (part", ("", ())),
        ("Table 2 (2021) (2022)", ("", ())),
    ],
)
def test_brackets_behind_a_year_are_part_of_its_head(line: str, found: tuple[str, tuple[str, ...]]) -> None:
    assert heads(line) == found


def test_heads_that_repeat_themselves() -> None:
    assert repeated("Area 2021 2022 2021 2022") == ("Area", ("2021", "2022", "2021", "2022"), 2)
    assert repeated("Area 2021 2022 2021 2023") == ("", (), 0)
    assert repeated("2021 2021 2021 2021") == ("", ("2021",) * 4, 2)


def test_heads_are_told_apart_by_their_capitals() -> None:
    assert named("Number received Number refused", 2) == ["Number received", "Number refused"]
    assert named("received refused received refused", 4) == ["received", "refused", "received", "refused"]
    assert named("Housing complaints", 2) == []
