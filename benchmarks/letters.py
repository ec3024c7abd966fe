"""Figures right, wrong and missed in real letters, and the speed of understanding.

    python -m benchmarks.letters [FOLDER]

FOLDER holds letters as text files (default ../shared/real/letters). tests/letters/real has what a person
read in them: value, unit, period and place. A figure is right when all four agree; what is drawn besides is
wrong, what is not drawn is missed.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeAlias

from foi_cli import ingest
from foi_cli.model import Amount, Block, Figure, Passage, Source
from foi_cli.normalise import categories, understand
from foi_cli.reconcile import judge

HOUSE = Path(__file__).parents[1]
EXPECTED = HOUSE / "tests/letters/real"
SIGNS = ("not-held", "not-recorded", "not-applicable", "withheld", "ncnd")

Key: TypeAlias = tuple[str, str, str, str, str]


def main() -> None:
    """Prints the score of every letter, their sum, and two speeds."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "../shared/real/letters"
    total = Counter[str]()
    print(f"{'letter':42} {'right':>6} {'wrong':>6} {'missed':>6}")
    for expected in sorted(EXPECTED.glob("*.csv")):
        letter = folder / f"{expected.stem}.txt"
        if letter.exists():
            score = compare(letter, expected)
            total += score
            print(f"{expected.stem[:42]:42} {score['right']:6} {score['wrong']:6} {score['missed']:6}")
    print(f"{'all':42} {total['right']:6} {total['wrong']:6} {total['missed']:6}")
    print(f"labels matched to a taxonomy: {labels():,.0f} in a second")
    letters = sorted(folder.glob("*.txt"))
    if letters:
        print(f"letters understood and judged: {speed(letters):,.0f} in a second on one core")


def compare(letter: Path, expected: Path) -> Counter[str]:
    """How many figures of a letter are right, wrong and missed."""
    with expected.open(encoding="utf-8", newline="") as file:
        read = Counter(
            (row["line"], row["unit"], plain(row["value"]), row["start"], row["end"])
            for row in csv.DictReader(file)
        )
    reading = understand(ingest.read(Source(letter.name, letter.read_bytes())))
    drawn = Counter(key(figure) for figure in reading.figures)
    return Counter(right=(read & drawn).total(), wrong=(drawn - read).total(), missed=(read - drawn).total())


def key(figure: Figure) -> Key:
    """Place, unit, value and period of a figure."""
    period = figure.period
    start, end = (str(period.start or ""), str(period.end or "")) if period is not None else ("", "")
    return str(figure.place.line), figure.unit, plain(value(figure.amount)), start, end


def value(amount: Amount) -> str:
    """The number, or the sign that stands for it, or its bounds."""
    if amount.value is not None:
        return format(amount.value, "f")
    if amount.marker in SIGNS:
        return amount.marker
    return f"{'' if amount.low is None else amount.low}..{'' if amount.high is None else amount.high}"


def plain(text: str) -> str:
    """A number as a number, whatever noughts stand behind its point."""
    try:
        return format(Decimal(text).normalize(), "f")
    except InvalidOperation:
        return text


def labels() -> float:
    """Labels that are matched to a taxonomy in a second, every one different."""
    words = ("Use of force", "Discreditable conduct", "Impolite language/tone", "Nothing that is known")
    many = [f"{words[n % 4]}{' ' * (n // 4 % 7)}{'.' * (n % 3)} {n if n % 5 else ''}" for n in range(10_000)]
    start = time.perf_counter()
    for label in many:
        categories.classify(label)
    return len(many) / (time.perf_counter() - start)


def speed(letters: list[Path]) -> float:
    """Letters understood and judged in a second on one core, none of them seen before."""
    documents = [ingest.read(Source(letter.name, letter.read_bytes())) for letter in letters]
    fresh = [
        tuple(
            type(document)(
                document.name, document.group, document.digest, document.size, document.reader,
                document.problem, tuple(_changed(block, n) for block in document.blocks), document.facts,
            )
            for document in group
        )
        for n in range(3)
        for group in documents
    ]  # fmt: skip
    start = time.process_time()
    for group in fresh:
        judge(understand(group))
    return len(fresh) / (time.process_time() - start)


def _changed(block: Block, n: int) -> Block:
    """The block with a word of its text changed, so that nothing remembered of it helps."""
    if not isinstance(block, Passage):
        return block
    text = block.text.replace("the", f"th{n}", 1)
    return Passage(text, block.line, block.page, block.after_gap, block.style)


if __name__ == "__main__":
    main()
