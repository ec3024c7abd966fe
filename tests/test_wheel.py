"""The wheel holds all that a run needs: installed into an empty environment, it checks a document."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built without a network where the build tools are there."""
    into = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(into), str(ROOT)]
    built = subprocess.run(pip, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.skip(f"the wheel cannot be built here: {built.stderr.strip()[-300:]}")
    return next(into.glob("*.whl"))


def test_the_reference_data_and_templates_are_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    tree = (path for path in (ROOT / "foi_cli").rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert {path.relative_to(ROOT).as_posix() for path in tree} <= inside


def test_an_empty_environment_with_the_wheel_checks_a_document(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        wheel,
    ]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(f"its dependencies cannot be installed here: {installed.stderr.strip()[-300:]}")
    letter = tmp_path / "letter.txt"
    letter.write_text("Offence\tNotices\nLittering\t412\nFly tipping\t138\nDog fouling\t27\nTotal\t690\n")
    foi: list[str | Path] = [home / "bin" / "foi", "check", "--format", "jsonl", "letter.txt"]
    done = subprocess.run(foi, capture_output=True, text=True, check=False, cwd=tmp_path)
    (finding,) = (json.loads(line) for line in done.stdout.splitlines())
    assert (done.returncode, finding["verdict"], finding["difference"]) == (3, "differs", "113")
