"""How much of a corpus with known truth foi gets right: python benchmarks/accuracy.py DIR

Runs `foi run` in a fresh project over a corpus that benchmarks/corpus.py wrote, and holds figures.csv,
findings.csv, responses.csv and attachments.csv against truth.jsonl, a row a format.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Rows = dict[str, list[dict[str, str]]]


@dataclass(slots=True)
class Score:
    """Counts over some responses."""

    responses: int = 0
    unread: int = 0
    figures: int = 0  # in the truth
    right: int = 0  # value and label or period found
    missed: int = 0
    invented: int = 0  # found, and no figure of the truth
    unit: int = 0  # of the right ones
    period: int = 0
    labelled: int = 0
    claims: int = 0  # totals that hold
    confirmed: int = 0
    faults: int = 0  # injected
    found: int = 0
    alarms: int = 0  # differs where nothing was injected
    clean_alarmed: int = 0  # responses without a fault that got an alarm
    outcome: int = 0  # refusals and the like that were seen as such
    outcomes: int = 0
    files: int = 0  # attachments that did not come
    missing: int = 0  # and were reported as missing

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def run(corpus: Path, jobs: int) -> tuple[dict[str, Rows], float]:
    """The rows of each export by file, and the seconds that the run took."""
    with tempfile.TemporaryDirectory() as project:
        Path(project, "foi.toml").write_text('[export]\nformats = ["csv"]\n', encoding="utf-8")
        since = time.perf_counter()
        command = [sys.executable, "-m", "foi_cli", "--project", project, "--jobs", str(jobs), "--quiet"]
        done = subprocess.run(
            [*command, "run", "data/raw"],
            cwd=corpus,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - since
        if done.returncode not in (0, 1, 3, 4):
            sys.exit(f"foi run left with {done.returncode}: {done.stderr[-2000:]}")
        names = ("responses", "figures", "findings", "attachments")
        return {name: _by_file(Path(project, "data/processed", f"{name}.csv")) for name in names}, seconds


def _by_file(path: Path) -> Rows:
    """Rows by the file as received; what lay inside a file counts as its own."""
    found: Rows = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            named = _LINE.sub("", row["place"]) if path.stem == "attachments" else row["file"]
            found[named.partition("!/")[0]].append(row)
    return found


_LINE = re.compile(r":\d{1,9}$| page \d{1,9}.{0,40}$")
"""What follows the file's name in a place."""


def judge(truth: dict[str, Any], exports: dict[str, Rows]) -> Score:
    """How one response came out."""
    file = truth["file"]
    answers = exports["responses"][file]
    score = Score(responses=1, unread=int(not answers or any(row["problem"] for row in answers)))
    _figures(score, truth["figures"], [row for row in exports["figures"][file] if row["value"]])
    _findings(score, truth, exports["findings"][file])
    if truth["outcome"] != "full":
        score.outcomes = 1
        score.outcome = int(any(row["outcome"] == truth["outcome"] for row in answers))
    score.files = len(truth["missing"])
    reported = {row["name"] for row in exports["attachments"][file] if row["state"] == "missing"}
    score.missing = sum(name in reported for name in truth["missing"])
    return score


def _figures(score: Score, wanted: list[dict[str, str]], rows: list[dict[str, str]]) -> None:
    """Pair what was found with what is true: the same value, then the best label, period and unit."""
    by_value: dict[Decimal, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_value[Decimal(row["value"])].append(row)
    for figure in sorted(wanted, key=lambda known: (known["start"] == "", known["label"] == "")):
        candidates = by_value[Decimal(figure["value"])]
        if not candidates:
            score.missed += 1
            continue
        best = max(candidates, key=lambda row: sum(_fits(figure, row)))
        candidates.remove(best)
        label, period, unit = _fits(figure, best)
        score.right += 1
        score.labelled += label
        score.period += period
        score.unit += unit
    score.figures = len(wanted)
    score.invented = sum(map(len, by_value.values()))


def _fits(known: dict[str, str], row: dict[str, str]) -> tuple[bool, bool, bool]:
    """Whether label, period and unit of a found figure are the true ones; what is not known is not asked."""
    label = not known["label"] or _plain(known["label"]) in (_plain(row["row_label"]), _plain(row["period"]))
    period = (row["period_start"], row["period_end"]) == (known["start"], known["end"]) or not known["start"]
    return label, period, row["unit"] == known["unit"]


def _plain(text: str) -> str:
    return "".join(one for one in text.lower() if one.isalnum())


def _findings(score: Score, truth: dict[str, Any], rows: list[dict[str, str]]) -> None:
    """Claims confirmed, faults found, and alarms that name no broken claim."""
    claims = truth["claims"]
    score.claims = sum(claim["verdict"] == "agrees" for claim in claims)
    agreed = Counter(_number(row["stated"]) for row in rows if row["verdict"] == "agrees")
    held = Counter(_number(claim["stated"]) for claim in claims if claim["verdict"] == "agrees")
    score.confirmed = (agreed & held).total()
    differing = [claim for claim in claims if claim["verdict"] == "differs"]
    broken = {(_number(claim["stated"]), _number(claim["computed"])): claim["fault"] for claim in differing}
    said = [(_number(r["stated"]), _number(r["computed"])) for r in rows if r["verdict"] == "differs"]
    score.faults = len(set(broken.values()))
    score.found = len({broken[pair] for pair in said if pair in broken})
    score.alarms = sum(pair not in broken for pair in said)
    score.clean_alarmed = int(bool(said) and not broken)


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


HEAD = (
    *("", "files", "unread", "figures", "right", "missed", "extra", "unit", "period", "label"),
    *("totals", "held", "faults", "found", "alarms", "outcome", "missing file"),
)


def shown(name: str, s: Score) -> tuple[str, ...]:
    """A row of the table: counts, and shares of what could be had."""
    counts = (s.responses, s.unread, s.figures)
    shares = (_share(s.right, s.figures), str(s.missed), str(s.invented))
    meaning = (_share(s.unit, s.right), _share(s.period, s.right), _share(s.labelled, s.right))
    totals = (
        str(s.claims),
        _share(s.confirmed, s.claims),
        str(s.faults),
        _share(s.found, s.faults),
        str(s.alarms),
    )
    rest = (_share(s.outcome, s.outcomes), _share(s.missing, s.files))
    return (name, *map(str, counts), *shares, *meaning, *totals, *rest)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(HEAD) + "|", *lines[1:]])


def main() -> None:
    """Read the command line, run foi over the corpus, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path, metavar="DIR", help="a folder that benchmarks/corpus.py wrote")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--by", choices=("format", "layout", "kind"), default="format")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="name N responses that came out worst"
    )
    given = parser.parse_args()
    exports, seconds = run(given.corpus, given.jobs)
    lines = (given.corpus / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    judged = [(truth, judge(truth, exports)) for truth in map(json.loads, lines)]
    groups: dict[str, Score] = defaultdict(Score)
    for truth, score in judged:
        groups[truth[given.by]] += score
    whole = sum((score for _, score in judged), Score())
    print(table([HEAD, *(shown(name, groups[name]) for name in sorted(groups)), shown("all", whole)]))
    speed = f"{len(judged) / seconds:.0f} responses a second"
    print(f"\n{whole.clean_alarmed} responses without a fault got an alarm; {speed}")
    worst = sorted(judged, key=lambda one: -(one[1].missed + one[1].invented + 5 * one[1].alarms))
    for truth, s in worst[: given.show]:
        counts = f"{s.missed} missed, {s.invented} extra, {s.alarms} alarms"
        print(f"{truth['file']} ({truth['kind']}, {truth['layout']}): {counts}")


if __name__ == "__main__":
    main()
