"""A few hundred damaged documents on every run of the tests; `make fuzz` tries 20,000."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HARNESS = Path(__file__).with_name("fuzz.py")
COUNT = 120


def test_damaged_documents_do_no_harm(tmp_path: Path) -> None:
    command = [sys.executable, str(HARNESS), "--count", str(COUNT), "--seed", "11", "--into", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + "".join(p.read_text() for p in tmp_path.glob("*.reason"))


def test_the_same_seed_damages_the_same_way() -> None:
    sys.path.insert(0, str(HARNESS.parent))
    from fuzz import Session

    one, two = Session(5, Path()), Session(5, Path())
    assert [one.document(n) for n in range(40)] == [two.document(n) for n in range(40)]
