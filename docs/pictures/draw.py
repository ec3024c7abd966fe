"""Draws the pictures of the README from what the program prints: `make pictures`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[2]
WIDTH = 136
PICTURES = {
    "check.svg": ["check", "data/raw/council-pest-control.txt"],
    "run.svg": ["run", "--fail-on", "never"],
    "coverage.svg": ["status", "--coverage"],
}
"""Each picture with the command that it shows, in a copy of the project that ships."""


def main() -> None:
    """Run each command on the shipped examples and keep what a person would see."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "data").mkdir()
        (project / "data" / "raw").symlink_to(ROOT / "data" / "raw")
        for name, arguments in PICTURES.items():
            environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
            command = [sys.executable, "-m", "foi_cli", *arguments]
            done = subprocess.run(
                command,
                cwd=project,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            _draw(Path(__file__).parent / name, "foi " + " ".join(arguments), done.stdout)


def _draw(path: Path, title: str, output: str) -> None:
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    lines = output.splitlines()
    console.print(Text.from_ansi("\n".join(lines[:40])))
    path.write_text(console.export_svg(title=title, unique_id=path.stem), encoding="utf-8")


if __name__ == "__main__":
    main()
