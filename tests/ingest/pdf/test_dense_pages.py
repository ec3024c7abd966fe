"""Twice the words on a page take about twice the steps, however they stand: work is counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

import pytest

from foi_cli.ingest.pdf import flows, pages
from foi_cli.ingest.pdf.rulings import Ruling, Rulings
from foi_cli.ingest.pdf.words import Word

FEW = 500
MOST = 2.3
"""How many times as many steps twice the words may take; where each looks at all others it is 4."""
WIDE, HIGH, SIZE = 40.0, 12.0, 10.0

Place = tuple[float, float, str]


def table(words: int, columns: int) -> Iterator[Place]:
    """Columns of figures, the first of labels."""
    for n in range(words):
        row, column = divmod(n, columns)
        yield column, row, str(n * n % 97) if column else "Ward"


def sections(words: int, columns: int) -> Iterator[Place]:
    """A table with a heading alone on every fourth line, and labels that run on."""
    for column, row, text in table(words, columns):
        yield column, row + row // 4, text
        if not column and row % 4 == 3:
            yield 0, row + row // 4 + 1, "of"


def prose(words: int, columns: int) -> Iterator[Place]:
    """Columns of prose of five words a line."""
    for n in range(words):
        line, word = divmod(n, 5)
        row, column = divmod(line, columns)
        yield column * 6 + word * 0.7, row, "word"


def ragged(words: int) -> Iterator[Place]:
    """Two columns of prose, of which the right one has but every second line."""
    return ((x, row, text) for x, row, text in prose(words, 2) if x < 6 or row % 2)


def ruled(words: int, columns: int) -> Rulings:
    """Rulings round each cell of a table."""
    right, bottom = columns * WIDE, -(-words // columns) * HIGH
    across = [Ruling(row * HIGH, 0, right) for row in range(-(-words // columns) + 1)]
    return Rulings(across, [Ruling(column * WIDE, 0, bottom) for column in range(columns + 1)])


def framed(words: int, columns: int) -> Rulings:
    """A box round a table."""
    right, bottom = columns * WIDE, -(-words // columns) * HIGH
    return Rulings([Ruling(y, 0, right) for y in (0, bottom)], [Ruling(x, 0, bottom) for x in (0, right)])


SHAPES: dict[str, Callable[[int], tuple[Iterable[Place], Rulings]]] = {
    "a table": lambda n: (table(n, 8), Rulings([], [])),
    "a wide table": lambda n: (table(n, n // 20), Rulings([], [])),
    "a table as wide as high": lambda n: (table(n, int(n**0.5)), Rulings([], [])),
    "two rows": lambda n: (table(n, n // 2), Rulings([], [])),
    "a table in sections": lambda n: (sections(n, 8), Rulings([], [])),
    "a ruled table": lambda n: (table(n, 8), ruled(n, 8)),
    "a ruled table as wide as high": lambda n: (table(n, int(n**0.5)), ruled(n, int(n**0.5))),
    "a wide ruled table": lambda n: (table(n, n // 20), ruled(n, n // 20)),
    "a table in a box": lambda n: (table(n, 8), framed(n, 8)),
    "a table as wide as high in a box": lambda n: (table(n, int(n**0.5)), framed(n, int(n**0.5))),
    "prose": lambda n: (prose(n, 1), Rulings([], [])),
    "prose in columns": lambda n: (prose(n, 3), Rulings([], [])),
    "prose in many columns": lambda n: (prose(n, n // 100), Rulings([], [])),
    "one word a line": lambda n: (table(n, 1), Rulings([], [])),
    "one line": lambda n: (table(n, n), Rulings([], [])),
}


def steps(shape: Callable[[int], tuple[Iterable[Place], Rulings]], words: int) -> int:
    """How many steps the interpreter takes over a page of so many words."""
    places, drawn = shape(words)
    printed = [
        Word(x * WIDE + 4, y * HIGH + 1, x * WIDE + 24, y * HIGH + 1 + SIZE, text, SIZE, at)
        for at, (x, y, text) in enumerate(places)
    ]
    taken = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal taken
        frame.f_trace_opcodes = True
        taken += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        pages.arrange(1, (595.0, 842.0), printed, drawn)
    finally:
        sys.settrace(before)
    return taken


@pytest.mark.parametrize("name", SHAPES)
def test_steps_grow_with_the_words(name: str) -> None:
    few, many = (steps(SHAPES[name], words) for words in (FEW, 2 * FEW))
    assert many < MOST * few


def test_steps_grow_with_the_words_where_a_column_has_fewer_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, "_LOOK_BACK", 20)
    few, many = (steps(lambda n: (ragged(n), Rulings([], [])), words) for words in (FEW, 2 * FEW))
    assert many < MOST * few
