"""The stamp of a stage: which program computed something, so that nothing an older one computed is trusted.

It is a digest of the program's own text, so that no change can be forgotten. That of the exports names the
libraries that write them as well, which decide their bytes.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from foi_cli import __version__

ROOMS = {
    "ingest": ("ingest",),
    "normalise": ("normalise", "arithmetic", "reference"),
    "reconcile": ("reconcile", "arithmetic"),
    "export": ("export", "arithmetic", "reference"),
    "work": ("ingest", "normalise", "arithmetic", "reference", "reconcile", "store"),
}
"""The folders whose text decides what a stage computes; model.py belongs to all."""

WRITERS = ("jinja2-", "leather-", "numpy-", "openpyxl-", "pandas-", "pyarrow-", "xlsxwriter-")
"""The libraries that write exports."""

HOUSE = Path(__file__).parents[1]


@cache
def stamp(stage: str, settings: str = "") -> str:
    """The stamp of "ingest", "normalise", "reconcile" or "export" with these settings: 16 hex digits."""
    digest = hashlib.sha256(settings.encode())
    for file in (HOUSE / "model.py", *_files(stage)):
        digest.update(file.relative_to(HOUSE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(stage: str) -> list[Path]:
    """Every module, template and table of fact in the stage's rooms, in a fixed order."""
    found = [path for room in ROOMS[stage] for path in (HOUSE / room).rglob("*") if path.is_file()]
    return sorted(path for path in found if path.suffix != ".pyc")


def program() -> str:
    """Which foi this is, as machines of a cluster tell each other: who says the same computes the same."""
    return f"foi {__version__} ({stamp('work')})"


def writers() -> str:
    """Python and the installed libraries that write exports, with their versions."""
    return " ".join([sys.version, *sorted(set(_installed()))])


def _installed() -> Iterator[str]:
    """By the folders that pip leaves: asking importlib.metadata takes longer than all else of a stamp."""
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):  # noqa: PTH208  names alone are wanted
            if name.endswith(".dist-info") and name.lower().startswith(WRITERS):
                yield name
