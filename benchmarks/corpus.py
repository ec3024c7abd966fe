"""Write a corpus of synthetic responses whose truth is known: python benchmarks/corpus.py --into DIR

Every format that has a writer, letters in many layouts, totals that hold and totals that do not, suppressed
cells, refusals full of numbers, figures in files that did not come. The same seed gives the same bytes.
DIR/data/raw holds the responses, DIR/truth.jsonl what is true of them: one object a response.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

from synthetic.answers import answer
from synthetic.formats import make

FOLDER = 1_000
"""Responses in one folder, so that no folder becomes slow to list."""


def write(responses: int, seed: int, into: Path, faulty: float) -> None:
    """Write so many responses and their truth. Each depends on the seed and its number alone."""
    raw = into / "data" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    with (into / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as truth:
        for number in range(responses):
            chance = Random(f"{seed} {number}")  # noqa: S311  a corpus, not a secret
            said = answer(chance, faulty)
            made = make(chance, said)
            folder = raw / f"{number // FOLDER:04}"
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"response-{number:06}.{made.suffix}"
            path.write_bytes(made.data)
            name = path.relative_to(into).as_posix()
            record = said.truth(name, made.suffix, made.layout)
            truth.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    """Read the command line and write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--responses", type=int, default=1_000, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--faulty", type=float, default=0.25, help="how many tables in one hold a wrong total"
    )
    parser.add_argument("--into", type=Path, required=True, metavar="DIR")
    given = parser.parse_args()
    write(given.responses, given.seed, given.into, given.faulty)
    print(f"{given.responses} responses in {given.into}/data/raw, the truth in {given.into}/truth.jsonl")


if __name__ == "__main__":
    main()
