"""A campaign: the same short questions to forty authorities at a time, each answered in a short letter."""

from __future__ import annotations

from pathlib import Path
from random import Random

from synthetic.words import STATED, SUBJECTS

ASKED = 40
"""Authorities that were asked the same."""

NAMED = 400
"""Authorities there are."""

FOLDER = 1_000
"""Letters in one folder, so that no folder becomes slow to list."""

FAULTY = 0.02


def write(letters: int, into: Path) -> None:
    """Write so many letters below this folder. Each depends on its number alone."""
    for number in range(letters):
        folder = into / f"{number // FOLDER:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"letter-{number:06}.txt").write_text(letter(number), encoding="utf-8")


def letter(number: int) -> str:
    """A letter with one question about a few years and their total, which now and then is wrong."""
    asked, given = Random(f"asked {number // ASKED}"), Random(f"given {number}")  # noqa: S311  no secrets
    subject, noun, first = asked.choice(SUBJECTS), asked.choice(STATED), asked.randint(2012, 2019)
    counts = [given.randint(3, 400) for _ in range(3)]
    total = sum(counts) + (given.random() < FAULTY)
    years = "\n".join(f"{first + at:<8}{count:>8}" for at, count in enumerate(counts))
    return f"""Authority {number % NAMED} Borough Council
Reference: FOI {number % 9973}/{given.randint(20, 24)}

1. How many {noun} about {subject.title} were there in {first} to {first + 2}, in batch {number // ASKED}?

{"Year":<8}{"Number":>8}
{years}
{"Total":<8}{total:>8}

Yours sincerely
"""
