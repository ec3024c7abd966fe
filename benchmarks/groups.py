"""Requests into groups by their wording: time, memory, and how many are grouped as they were made.

    python benchmarks/groups.py [--requests 10000] [--seed 7]

A made-up request is a few questions out of a shared stock of subjects and phrases, so that different requests
share many words, as real ones do. Each is sent to between one and forty authorities: as it is, renumbered,
with words changed, or with a remark added. The bound for 10,000 requests is 30 seconds on two cores.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from foi_cli import relate as rules
from foi_cli.model import Document, Reading, Response, identify
from foi_cli.store import intake, readings, relations
from foi_cli.store.database import writing

BOUND = 30.0
"""Seconds for 10,000 requests."""

THINGS = (
    "parking notices,stray dogs,officer allegations,empty homes,planning appeals,noise complaints,"
    "street lamps,library visits,school exclusions,foster carers,taxi licences,pothole claims,data breaches,"
    "tree felling orders,ambulance handovers,agency nurses,blue badges,allotment plots,burial plots"
).split(",")
VERBS = "recorded,received,issued,refused,upheld,closed,withdrawn,referred,inspected,reported".split(",")
SPLITS = "month,ward,rank,age band,sex,outcome,department,postcode district,contractor,category".split(",")
YEARS = ("the last three calendar years", "2019, 2020 and 2021", "each financial year since 2018/19")
SHAPES = (
    "How many {thing} were {verb} in {years}, broken down by {split}?",
    "Please provide the number of {thing} {verb} during {years} for each {split}.",
    "What was spent on {thing} in {years}, and how much of it on those {verb}?",
    "Of the {thing} {verb} in {years}, how many were later {other}, by {split}?",
    "Please name the policy that applies to {thing} that are {verb}, and when it was last reviewed.",
)
OPENING = (
    "Dear Sir or Madam, under the Freedom of Information Act 2000 please provide the following information."
)
CLOSING = "If any part is unclear I would be grateful if you could contact me. I prefer to have it by e-mail."


def request(dice: random.Random) -> list[str]:
    """The questions of one request."""
    return [
        dice.choice(SHAPES).format(
            thing=dice.choice(THINGS),
            verb=dice.choice(VERBS),
            other=dice.choice(VERBS),
            split=dice.choice(SPLITS),
            years=dice.choice(YEARS),
        )
        for _ in range(dice.randint(3, 7))
    ]


def sent(questions: list[str], dice: random.Random) -> str:
    """One sending of it: as it is, renumbered, slightly edited, or with a remark."""
    how = dice.randrange(4)
    if how == 1:
        questions = [f"{number}) {question}" for number, question in enumerate(questions, 1)]
    if how == 2:
        at = dice.randrange(len(questions))
        questions = [*questions]
        questions[at] = questions[at].replace("Please", "Kindly").replace("How many", "What number of")
    text = "\n".join([OPENING, *questions, CLOSING])
    return text + (" Calendar years run from January to December." if how == 3 else "")


def requests(count: int, seed: int) -> Iterator[tuple[str, int, str]]:
    """Response id, true group and text of as many requests."""
    dice = random.Random(seed)  # noqa: S311  a benchmark, the same every time
    made = group = 0
    while made < count:
        group += 1
        questions = request(dice)
        for _ in range(min(dice.randint(1, 40), count - made)):
            made += 1
            yield identify(f"response {made}"), group, sent(questions, dice)


def fill(store: sqlite3.Connection, count: int, seed: int) -> float:
    """Store the sketches of that many requests; the seconds that sketching took."""
    spent = 0.0
    for number, (response_id, _, text) in enumerate(requests(count, seed), 1):
        since = time.perf_counter()
        sketch = rules.sketch(text)
        spent += time.perf_counter() - since
        name = f"{number}.txt"
        file = intake.Input(name, b"", "d", "", "s")
        intake.replace(store, file, [Document(name, name, "d", 1, "text")])
        readings.save(store, number, Reading(Response(response_id, name, "d", "text")), "n", sketch=sketch)
    return spent


def agreement(store: sqlite3.Connection, count: int, seed: int) -> tuple[float, float]:
    """Precision and recall over pairs of requests."""
    found = dict(store.execute("SELECT response_id, request_group FROM response"))
    cells = Counter((group, found[response_id]) for response_id, group, _ in requests(count, seed))
    both = _pairs(cells.values())
    made: Counter[int] = Counter()
    given: Counter[str] = Counter()
    for (group, name), number in cells.items():
        made[group] += number
        given[name] += number
    return both / _pairs(given.values()), both / _pairs(made.values())


def _pairs(sizes: object) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)  # type: ignore[attr-defined]


def main() -> None:
    """Group made-up requests and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder)) as store:
        store.execute("PRAGMA synchronous = OFF")
        spent = fill(store, given.requests, given.seed)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        since = time.perf_counter()
        relations.group(store, rules.keys, rules.groups, rules.name)
        grouping = time.perf_counter() - since
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        precision, recall = agreement(store, given.requests, given.seed)
    print(f"{given.requests:,} requests: sketched in {spent:.1f} s, grouped in {grouping:.1f} s")
    print(f"the whole {spent + grouping:.1f} s; bound {BOUND * given.requests / 10_000:.0f} s")
    print(f"memory grew by {grown / 1024:.0f} MB while grouping")
    print(f"pairs grouped: precision {precision:.4f}, recall {recall:.4f}")


if __name__ == "__main__":
    main()
