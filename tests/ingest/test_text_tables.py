"""Tables that stand in plain text, each in the way that it stands in real letters."""

from __future__ import annotations

from collections.abc import Callable

from foi_cli.model import Document

Tables = Callable[[str], list[list[list[str]]]]
Read = Callable[[str, "str | bytes"], Document]


def test_cells_apart_by_tabs(tables: Tables) -> None:
    letter = "Answer\n\nRank\tMale\tFemale\nConstable\t64.9%\t35.1%\nTotal\t56.0%\t44.0%\n\nRegards"
    assert tables(letter) == [
        [["Rank", "Male", "Female"], ["Constable", "64.9%", "35.1%"], ["Total", "56.0%", "44.0%"]]
    ]


def test_a_year_alone_is_the_title_of_its_table(read: Read) -> None:
    document = read("letter.txt", "2020\t\nDecisions\t1\nTOTAL\t1\n\n2021\t\nDecisions\t2\nTOTAL\t2\n")
    assert [(table.title, table.rows, table.lines) for table in document.tables] == [
        ("2020", (("Decisions", "1"), ("TOTAL", "1")), (2, 3)),
        ("2021", (("Decisions", "2"), ("TOTAL", "2")), (6, 7)),
    ]


def test_a_year_after_a_total_starts_a_table_without_a_gap_too(read: Read) -> None:
    document = read("letter.txt", "2020\t\nDecisions\t1\nTOTAL\t1\n2021\t\nDecisions\t2\nTOTAL\t2\n")
    assert [table.title for table in document.tables] == ["2020", "2021"]


def test_a_label_wrapped_below_its_number_is_joined(read: Read) -> None:
    document = read(
        "letter.txt", "Use of force\t3\nSearches of premises and seizure of\t1\nproperty\t\nTOTAL\t4\n"
    )
    (table,) = document.tables
    assert table.rows[1] == ("Searches of premises and seizure of property", "1")
    assert table.lines == (1, 2, 4)


def test_cells_apart_by_spaces(tables: Tables) -> None:
    letter = """
Category                2020    2021
Searches of premises
and seizure                1       2
Use of force                       4
Total                      1       6
"""
    assert tables(letter) == [
        [
            ["Category", "2020", "2021"],
            ["Searches of premises and seizure", "1", "2"],
            ["Use of force", "", "4"],
            ["Total", "1", "6"],
        ]
    ]


def test_rows_that_go_on_in_the_next_line(tables: Tables) -> None:
    letter = """
Year           Ground A      Ground B      Old Stand A Old Stand B
2018/19            3             4
3                  not built
2019/20 (to 30/09/19)            5
10                  2            1
"""
    assert tables(letter) == [
        [
            ["Year", "Ground A", "Ground B", "Old Stand A", "Old Stand B"],
            ["2018/19", "3", "4", "3", "not built"],
            ["2019/20 (to 30/09/19)", "5", "10", "2", "1"],
        ]
    ]


def test_a_table_of_pipes(tables: Tables) -> None:
    letter = "| Force | Cases |\n|-------|------:|\n| North | 1,204 |\n| South | <5 |\n"
    assert tables(letter) == [[["Force", "Cases"], ["North", "1,204"], ["South", "<5"]]]


def test_pipes_without_edges(tables: Tables) -> None:
    assert tables("Force | Cases\nNorth | 4\nSouth | 5\n") == [
        [["Force", "Cases"], ["North", "4"], ["South", "5"]]
    ]


def test_a_drawn_box_with_title_spans_and_wrapped_cells(read: Read) -> None:
    box = """
┌──────────────────────────────────────────┐
│Levy in and out │
├──────────────┬─────────────┬─────────────┤
│Year │Activity │Amount │
├──────────────┼─────────────┼─────────────┤
│April 2017 to │Paid in │£1,014.40 │
│March 2018 │ │ │
│ ├─────────────┼─────────────┤
│ │Spent │£82.84 │
├──────────────┴─────────────┼─────────────┤
│All years │£1,097.24 │
└────────────────────────────┴─────────────┘
"""
    (table,) = read("letter.txt", box).tables
    assert table.title == "Levy in and out"
    assert table.rows == (
        ("Year", "Activity", "Amount"),
        ("April 2017 to March 2018", "Paid in", "£1,014.40"),
        ("", "Spent", "£82.84"),
        ("All years", "", "£1,097.24"),
    )
    assert table.lines == (5, 7, 10, 12)


def test_a_box_of_plus_and_minus_with_a_row_a_line(tables: Tables) -> None:
    box = "+-------+----+\n| Rank  | n  |\n+-------+----+\n| PC    | 5  |\n| Sgt   | 6  |\n+-------+----+\n"
    assert tables(box) == [[["Rank", "n"], ["PC", "5"], ["Sgt", "6"]]]


def test_one_cell_a_line(tables: Tables) -> None:
    letter = "Table\n\nYear\nMale\nFemale\n2020\n5\n7\n2021\n3\n-\nTotal\n8\n7\n"
    assert tables(letter) == [
        [["Year", "Male", "Female"], ["2020", "5", "7"], ["2021", "3", "-"], ["Total", "8", "7"]]
    ]


def test_flattened_under_years(read: Read) -> None:
    letter = "Ward 2020 2021 2022\nAbbey 16 60 27\nGraves Park 3 10\nGrand Total 19 70 27\nRegards\n"
    (table,) = read("letter.txt", letter).tables
    assert table.rows == (
        ("Ward", "2020", "2021", "2022"),
        ("Abbey", "16", "60", "27"),
        ("Graves Park", "3", "10", ""),
        ("Grand Total", "19", "70", "27"),
    )
    assert table.flattened
    assert table.lines == (1, 2, 3, 4)


def test_flattened_under_months_with_wrapped_labels(tables: Tables) -> None:
    letter = "Pest Type Apr-21 May-21 Totals\nBees 0 17 17\nCarpet\nBeetles 0 2 2\n"
    letter += "Pest Type Apr-22 May-22 Totals\nBees 1 1 2\n"
    assert tables(letter) == [
        [
            ["Pest Type", "Apr-21", "May-21", "Totals"],
            ["Bees", "0", "17", "17"],
            ["Carpet Beetles", "0", "2", "2"],
        ],
        [["Pest Type", "Apr-22", "May-22", "Totals"], ["Bees", "1", "1", "2"]],
    ]


def test_flattened_under_months_and_years(tables: Tables) -> None:
    assert tables("Area Jan 2021 Feb 2021\nNorth 5 6\nSouth 7 8\n") == [
        [["Area", "Jan 2021", "Feb 2021"], ["North", "5", "6"], ["South", "7", "8"]]
    ]


def test_flattened_under_words(tables: Tables) -> None:
    letter = "Year Domestic Industrial Total\n2021 22 10 32\n2024 (To\n29th Feb) 2 1 3\n35\n"
    assert tables(letter) == [
        [
            ["Year", "Domestic", "Industrial", "Total"],
            ["2021", "22", "10", "32"],
            ["2024 (To 29th Feb)", "2", "1", "3"],
            ["", "35", "", ""],
        ]
    ]


def test_heads_that_run_together_stay_whole_as_the_title(read: Read) -> None:
    letter = "Year No Claims Paid Rejected Amount Paid\n2016 74 132 £38,223.23\n2017 16 79 £5,823.18\n"
    (table,) = read("letter.txt", letter).tables
    assert table.title == "Year No Claims Paid Rejected Amount Paid"
    assert table.rows[0] == ("2016", "74", "132", "£38,223.23")


def test_a_label_keeps_the_number_that_is_its_own(tables: Tables) -> None:
    assert tables("Rank Male Female\nBand 5 42 57\nBand 4 36 63\nAll ranks 78 120\n") == [
        [
            ["Rank", "Male", "Female"],
            ["Band 5", "42", "57"],
            ["Band 4", "36", "63"],
            ["All ranks", "78", "120"],
        ]
    ]


def test_one_number_a_line(read: Read) -> None:
    letter = "how much?\n2021/22 £120.80\n2022/23 £173.70\n1 April 2023 to £98.70\n1 October 2023\n\nNext\n"
    (table,) = read("letter.txt", letter).tables
    assert table.rows == (
        ("2021/22", "£120.80"),
        ("2022/23", "£173.70"),
        ("1 April 2023 to 1 October 2023", "£98.70"),
    )
    assert table.lines == (2, 3, 4)


def test_single_letters_are_labels(tables: Tables) -> None:
    assert tables("A 1\nB 2\nTotal 3\n") == [[["A", "1"], ["B", "2"], ["Total", "3"]]]


def test_tables_count_through_the_file_and_passages_keep_their_lines(read: Read) -> None:
    document = read("letter.txt", "First\nA\t1\nB\t2\n\nthen\n\nC\t3\nD\t4\n")
    assert [table.number for table in document.tables] == [1, 2]
    assert [getattr(block, "line", None) for block in document.blocks] == [1, None, 5, None]


def test_items_that_end_in_amounts(read: Read) -> None:
    letter = """
in the following grades: FTE
a.      Assistant
psychologists, first
scale 5.65
b.      Psychologists on
Scale A 15.65
c.      Other 4.80
2.      How many posts
are vacant?
"""
    (table,) = read("letter.txt", letter).tables
    assert table.title == "in the following grades: FTE"
    assert table.rows == (
        ("a. Assistant psychologists, first scale", "5.65"),
        ("b. Psychologists on Scale A", "15.65"),
        ("c. Other", "4.80"),
    )
    assert table.lines == (5, 7, 8)


def test_one_cell_a_line_with_names_and_heads_of_two_lines(tables: Tables) -> None:
    letter = (
        "Scheme\nHomes at\n31/03/2023\nVoid at\n31/03/2023\nDays to\nre-let\n2022/23\n"
        "Ash Court\n48\n3\n27\nDene\nGardens\n75\n0\n19\nSaltings\n204\n9\n63\n"
    )
    assert tables(letter) == [
        [
            ["Scheme", "Homes at 31/03/2023", "Void at 31/03/2023", "Days to re-let 2022/23"],
            ["Ash Court", "48", "3", "27"],
            ["Dene Gardens", "75", "0", "19"],
            ["Saltings", "204", "9", "63"],
        ]
    ]


def test_one_cell_a_line_below_each_other(tables: Tables) -> None:
    first = "Ward\nIn\nOut\nAsh\n48\n3\nElm\n75\n0\nOak\n20\n9\n"
    assert tables(first + "Road\nOld\nNew\nHigh\n1\n3\nLow\n5\n4\nMill\n2\n8\n") == [
        [["Ward", "In", "Out"], ["Ash", "48", "3"], ["Elm", "75", "0"], ["Oak", "20", "9"]],
        [["Road", "Old", "New"], ["High", "1", "3"], ["Low", "5", "4"], ["Mill", "2", "8"]],
    ]


def test_a_label_that_might_name_a_number_between_rows_of_one(tables: Tables) -> None:
    letter = "Failure to act 27\nNoise 28\n"
    assert tables(f"Complaints\nStaff conduct 24\n{letter}Delay 6\nTOTAL 85") == [
        [["Staff conduct", "24"], ["Failure to act", "27"], ["Noise", "28"], ["Delay", "6"], ["TOTAL", "85"]]
    ]
    assert tables("Flats by floor\nBasement 4\nGround floor 9\nFirst floor 11\nTotal 24") == [
        [["Basement", "4"], ["Ground floor", "9"], ["First floor", "11"], ["Total", "24"]]
    ]


def test_an_open_label_leaves_a_full_row_its_numbers(tables: Tables) -> None:
    letter = "Type 2020 2021 2022\nGrants and 1 797 68\npayments\nDelay 663 0 136\nTOTAL 664 797 204"
    assert tables(letter) == [
        [
            ["Type", "2020", "2021", "2022"],
            ["Grants and payments", "1", "797", "68"],
            ["Delay", "663", "0", "136"],
            ["TOTAL", "664", "797", "204"],
        ]
    ]


def test_heads_that_a_blank_line_sets_apart_from_their_rows(tables: Tables) -> None:
    letter = (
        "Our answer is below.\n\n"
        "    Depot        Vans     Fuel used\n"
        "                           (litres)\n\n"
        "    North       1,240        18,792\n"
        "    South         906        12,836\n"
        "    Total       2,146        31,628\n\nRegards"
    )
    assert tables(letter) == [
        [
            ["Depot", "Vans", "Fuel used"],
            ["", "", "(litres)"],
            ["North", "1,240", "18,792"],
            ["South", "906", "12,836"],
            ["Total", "2,146", "31,628"],
        ]
    ]
    assert tables(letter.replace("                           (litres)\n", "")) == [
        [
            ["Depot", "Vans", "Fuel used"],
            ["North", "1,240", "18,792"],
            ["South", "906", "12,836"],
            ["Total", "2,146", "31,628"],
        ]
    ]


def test_words_apart_that_are_no_heads_of_the_numbers_below(tables: Tables) -> None:
    rows = "    North       1,240        18,792\n    South         906        12,836\n"
    alone = tables(f"Answer.\n\n{rows}")
    for above in (
        "Town Hall    Market Square    Melford    ML1 2AB",
        "Housing Team                                              Tel      Fax",
        "    Vans     Fuel",
        "    Depot        2021         2022        2023",
    ):
        assert tables(f"{above}\n\n{rows}") == alone
