"""What holds for any page, however strange."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from foi_cli.ingest.pdf import read
from foi_cli.model import Passage, Source, Table

Typed = Callable[..., Source]

PIECES = (
    "   ",
    " ",
    "────────",
    "┼",
    "│",
    "├────────┤",
    "Ward",
    "12",
    "3.5%",
    "n/a",
    "-",
    "1,234",
    "Cases of",
    "\n",
    "\n\n",
)


@pytest.mark.parametrize("seed", range(120))
def test_every_word_is_read_once_and_none_is_made_up(typed: Typed, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 – pages of a test, not secrets
    text = "".join(chance.choice(PIECES) for _ in range(chance.randrange(20, 200)))
    source = typed(text)
    said: list[str] = []
    for block in read(source).blocks:
        if isinstance(block, Passage):
            said += block.text.split()
        elif isinstance(block, Table):
            assert len({len(row) for row in block.rows}) == 1
            said += [word for row in block.rows for cell in row for word in cell.split()]
    printed = text.translate({ord(character): " " for character in "─┼│├┤"}).split()
    assert Counter(said) == Counter(printed)


def test_very_small_print_keeps_its_rows(typed: Typed) -> None:
    """A page of a quarter of the usual size: rows and columns stand three points apart."""
    source = typed("Ward     2021    2022\nAston      14       9\nPerry       2       4", scale=0.25)
    assert [block.rows for block in read(source).blocks if isinstance(block, Table)] == [
        (("Ward", "2021", "2022"), ("Aston", "14", "9"), ("Perry", "2", "4"))
    ]
