"""The synthetic corpus: the same seed gives the same bytes, and its truth is true."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def written(into: Path, seed: int = 3, responses: int = 60) -> dict[str, bytes]:
    script = [sys.executable, "benchmarks/corpus.py", "--seed", str(seed), "--responses", str(responses)]
    subprocess.run([*script, "--into", str(into)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return {
        path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return written(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def truth(corpus: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in corpus["truth.jsonl"].splitlines()]


def test_the_same_seed_gives_the_same_bytes(corpus: dict[str, bytes], tmp_path: Path) -> None:
    assert written(tmp_path) == corpus


def test_more_responses_leave_the_first_ones_as_they_are(corpus: dict[str, bytes], tmp_path: Path) -> None:
    fewer = written(tmp_path, responses=5)
    assert all(corpus[name] == data for name, data in fewer.items() if name.startswith("data/"))


def test_the_truth_names_every_file_and_no_other(
    corpus: dict[str, bytes], truth: list[dict[str, Any]]
) -> None:
    assert {record["file"] for record in truth} == set(corpus) - {"truth.jsonl"}


def test_a_claim_agrees_exactly_where_its_numbers_do(truth: list[dict[str, Any]]) -> None:
    claims = [claim for record in truth for claim in record["claims"] if claim["verdict"] != "undecided"]
    assert len(claims) > 100
    for claim in claims:
        same = Decimal(claim["stated"]) == Decimal(claim["computed"])
        assert claim["verdict"] == ("agrees" if same else "differs")


def test_every_injected_fault_breaks_a_claim(truth: list[dict[str, Any]]) -> None:
    faulty = [record for record in truth if record["faults"]]
    assert faulty
    for record in faulty:
        assert {claim["fault"] for claim in record["claims"]} - {0} == set(
            range(1, len(record["faults"]) + 1)
        )


def test_every_figure_of_a_letter_stands_in_it(corpus: dict[str, bytes], truth: list[dict[str, Any]]) -> None:
    for record in truth:
        if record["format"] in ("txt", "md", "html") and record["kind"] in ("table", "money", "shares"):
            text = corpus[record["file"]].decode("utf-8-sig").replace(",", "")
            assert all(figure["value"] in text for figure in record["figures"])


def test_refusals_hold_no_figure(truth: list[dict[str, Any]]) -> None:
    assert all(not record["figures"] for record in truth if record["kind"] in ("refused", "attached"))
