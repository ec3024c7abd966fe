"""How many errors are found that nobody has looked at: fresh ones, put into annotated tables.

    python benchmarks/faults.py ../shared/bench/totals --seed 7

Three copies of each table that has a sum get one error each, of the kinds and in the shares that the injected
copies of the folder have them, by the seed; `foi check` runs over them, and the folder's scorer counts. Rules
are made while looking at the injected copies of the folder; what they are worth elsewhere is seen here.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from totals import check, score

SHARES = {"component-digit": 189, "transpose": 188, "total-digit": 173, "row-lost": 107, "off-by-one": 30}
"""How often each kind stands among the injected copies of the folder."""
COPIES, TRIES = 3, 40

Cell = tuple[int, int]
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A copy with one error: the rows, the cell it was put into, and the totals it touches."""

    kind: str
    cell: Cell
    rows: Rows
    affected: tuple[Cell, ...]


def faults(rows: Rows, sums: list[dict[str, Any]], chance: random.Random) -> Iterator[Fault]:
    """As many copies as are asked for, or fewer where the table has no cell for an error."""
    whole = [own for own in sums if float(own["difference"]) <= float(own["bound"]) and len(own["of"]) > 1]
    for _ in range(COPIES if whole else 0):
        tried = (_fault(rows, sums, chance.choice(whole), _kind(chance), chance) for _ in range(TRIES))
        fault = next((fault for fault in tried if fault is not None and fault.affected), None)
        if fault is not None:
            yield fault


def _kind(chance: random.Random) -> str:
    return chance.choices(list(SHARES), weights=list(SHARES.values()))[0]


def _fault(
    rows: Rows, sums: list[dict[str, Any]], own: dict[str, Any], kind: str, chance: random.Random
) -> Fault | None:
    total, parts = _cell(own["total"]), [_cell(part) for part in own["of"]]
    if kind == "row-lost":
        return _without_a_row(rows, sums, total, parts, chance)
    among = {"component-digit": parts, "transpose": [total, *parts]}.get(kind, [total])
    cell = chance.choice(among)
    text = _put(rows[cell[0]][cell[1]], kind, chance)
    if text is None:
        return None
    copy = [[*row] for row in rows]
    copy[cell[0]][cell[1]] = text
    return Fault(kind, cell, copy, tuple(sorted(_totals(sums, cell))))


def _put(text: str, kind: str, chance: random.Random) -> str | None:
    """The text of a number with an error of this kind; None where it has no place for one."""
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    if not re.search(r"[1-9]", text):
        return None
    if kind == "off-by-one":
        whole = re.sub(r"\.0+$", "", re.sub(r"[,\s\u00a0]", "", text))
        return str(int(whole) + chance.choice((1, -1))) if re.fullmatch(r"-?\d+", whole) else None
    if kind == "transpose":
        pairs = [(a, b) for a, b in pairwise(digits) if text[a] != text[b]]
        if not pairs:
            return None
        first, second = chance.choice(pairs)
        signs = list(text)
        signs[first], signs[second] = signs[second], signs[first]
        return "".join(signs)
    place = chance.choice(digits)
    other = chance.choice([sign for sign in "0123456789" if sign != text[place]])
    return text[:place] + other + text[place + 1 :]


def _without_a_row(
    rows: Rows, sums: list[dict[str, Any]], total: Cell, parts: list[Cell], chance: random.Random
) -> Fault | None:
    gone, column = chance.choice(parts)
    if gone == total[0] or len({row for row, _ in parts}) < len(parts):
        return None
    touched = {
        (row - (row > gone), across)
        for own in sums
        for row, across in (_cell(own["total"]),)
        if row != gone and any(_says(rows, _cell(part)) for part in own["of"] if _cell(part)[0] == gone)
    }
    return Fault("row-lost", (gone, column), [*rows[:gone], *rows[gone + 1 :]], tuple(sorted(touched)))


def _says(rows: Rows, cell: Cell) -> bool:
    return re.search(r"[1-9]", rows[cell[0]][cell[1]]) is not None


def _totals(sums: list[dict[str, Any]], cell: Cell) -> set[Cell]:
    return {_cell(own["total"]) for own in sums if cell in (_cell(own["total"]), *map(_cell, own["of"]))}


def _cell(place: list[int]) -> Cell:
    return place[0], place[1]


def write(bench: Path, folder: Path, seed: int) -> None:
    """The copies of all tables, and what is true of them, as the scorer wants it."""
    chance = random.Random(seed)  # noqa: S311  a benchmark, the same every time
    (folder / "injected").mkdir()
    with (folder / "injected.jsonl").open("w", encoding="utf-8") as truth:
        for line in (bench / "clean.jsonl").read_text(encoding="utf-8").splitlines():
            table = json.loads(line)
            with (bench / "clean" / table["file"]).open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            for k, fault in enumerate(faults(rows, table["sums"], chance)):
                name = f"{table['file'].removesuffix('.csv')}-{k}.csv"
                with (folder / "injected" / name).open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerows(fault.rows)
                known = {"file": name, "kind": fault.kind, "cell": fault.cell, "affected": fault.affected}
                truth.write(json.dumps(known) + "\n")


def main() -> None:
    """Print what share of the errors is found, by kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bench", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(asked.bench, folder, asked.seed)
        (folder / "score.py").symlink_to((asked.bench / "score.py").resolve())
        findings = folder / "findings.jsonl"
        check(folder / "injected", findings)
        kinds = score(folder, "injected", findings)
    print(f"fresh errors found, seed {asked.seed}: " + "; ".join(f"{kind} {kinds[kind]}" for kind in kinds))


if __name__ == "__main__":
    main()
