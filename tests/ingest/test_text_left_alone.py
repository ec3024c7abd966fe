"""What looks like a table and is none: it stays text, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from foi_cli import ingest
from foi_cli.model import Passage, Source

Tables = Callable[[str], list[list[list[str]]]]


@pytest.mark.parametrize(
    "letter",
    [
        pytest.param(
            "We hold 1,204 records and it would take 5\nminutes to search each, in total 100 hours or 450\n",
            id="prose",
        ),
        pytest.param(
            "2020 = 172 Conduct Cases\n2021 = 126 Conduct Cases\n2022 (to 08/06/22) = 82 Conduct Cases\n",
            id="equals",
        ),
        pytest.param("- 2022 - 5\n- 2023 - 65\n- 2024 (to May 31) – 25\n", id="bullets"),
        pytest.param("- 2021/22 £734,800\n- 2022/23 £763,055\n- 2023/24 £799,622\n", id="bullets with sums"),
        pytest.param("2022 - £44,455.55\n2023 - £138,638.86\n2024 - £1.00\n", id="dashes"),
        pytest.param("A = 0\nB = 13\nC = 262\nD = 819\n", id="letters and equals"),
        pytest.param(
            "1. How many officers were dismissed in 2020?\n2. How many resigned in 2021?\n3. And in 2022?\n",
            id="questions",
        ),
        pytest.param(
            "1. The number of incidents\n2. The incidents by type in 2023\n3. The notices issued in 2023\n",
            id="wishes that end in a year",
        ),
        pytest.param(
            "1.\tHow many officers were there?\n2.\tHow many resigned?\n3.\tHow many are left?\n",
            id="tabbed list",
        ),
        pytest.param(
            "1) How many permits issued - 51\n2) How many books - 51\n3) Houses with one - 21\n",
            id="numbered answers",
        ),
        pytest.param(
            "Town Hall\nPO Box 1283\nSheffield, S1 1UJ\nTel: 0114 273 4567\nFax: 0114 273 4568\n",
            id="address",
        ),
        pytest.param("Section 30\nSection 31\nSection 38\nSection 40\n", id="sections"),
        pytest.param(
            "Data Protection Act 2018\nFreedom of Information Act 2000\nRegulations 2004\n", id="acts"
        ),
        pytest.param("Our ref:\t123/23\nDate:\t1 May 2023\nTo:\tA Person\n", id="head of a letter"),
        pytest.param(
            "17/18 - 11        18/19 - 12        19/20 - 16\n17        21/22 - 17        22/23 - 17\n",
            id="statements set apart",
        ),
        pytest.param(
            "This is so.  It goes  on here and\nthere are  two spaces now and  then\n", id="careless spaces"
        ),
        pytest.param(
            "How many vacancies?\n10\nHow many posts are filled?\n6\nHow many left?\n4\n",
            id="answers below questions",
        ),
        pytest.param(
            "4. What is the\naverage £49.35\n5. What is the\nmost £197.36\n6. How many 5\n",
            id="wrapped questions",
        ),
        pytest.param("Home | About | Contact\n", id="menu"),
        pytest.param("10 October 2024 09:56\n12 October 2024 10:01\n14 October 2024 11:15\n", id="dates"),
    ],
)
def test_no_table(letter: str, tables: Tables) -> None:
    assert tables(letter) == []


def test_figures_in_an_older_message_are_no_table(tables: Tables) -> None:
    letter = "Dear all\nsee below\n\nFrom: X\nSent: 1 May\nTo: Y\nSubject: Z\n\nA\t1\nB\t2\n"
    assert tables(letter) == []


def test_a_long_line_is_cut_between_words() -> None:
    text = "There were 12 345 cases. " * 30_000
    blocks = ingest.read(Source("a.txt", text.encode()))[0].blocks
    pieces = [block.text for block in blocks if isinstance(block, Passage)]
    assert " ".join(pieces) == text.strip()
    assert not any(re.search(r"\b12$|^345", piece) for piece in pieces)


def test_a_word_without_end_is_no_writing() -> None:
    for text in ("7" * 300_005, "There were " + "7" * 300_005, "a" * 300_000 + " 7"):
        (document,) = ingest.read(Source("a.txt", text.encode()))
        words = " ".join(block.text for block in document.blocks if isinstance(block, Passage))
        assert words == text.replace("7" * 300_005, "…").replace("a" * 300_000, "…")


@pytest.mark.parametrize("blank", ["\x1f", "\u3000", "\u2003 \x1c", "\u200b"])
def test_a_line_of_odd_blanks_is_none(blank: str) -> None:
    text = f"Ward      2021\nAston       14\n{blank}\nPerry        9\n{blank}\n"
    (document,) = ingest.read(Source("a.txt", text.encode()))
    assert document.problem == ""
    assert not any(isinstance(block, Passage) and not block.text.strip() for block in document.blocks)


def test_a_long_line_of_blanks_is_none() -> None:
    (document,) = ingest.read(Source("a.txt", b" " * 300_000 + b"There were 5."))
    assert [block.text for block in document.blocks if isinstance(block, Passage)] == ["There were 5."]
