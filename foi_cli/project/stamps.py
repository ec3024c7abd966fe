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
    "normalise": ("normalise", "relate", "arithmetic", "reference"),
    "reconcile": ("reconcile", "arithmetic"),
    "export": ("export", "arithmetic", "reference"),
    "work": ("ingest", "normalise", "relate", "arithmetic", "reference", "reconcile", "store"),
}
"""The folders whose text decides what a stage computes; model.py belongs to all."""

WRITERS = ("jinja2-", "leather-", "numpy-", "openpyxl-", "pandas-", "pyarrow-", "xlsxwriter-")
"""The libraries that write exports."""

HOUSE = Path(__file__).parents[1]


def stamp(stage: str, settings: str = "") -> str:
    """The stamp of "ingest", "normalise", "reconcile" or "export" with these settings: 16 hex digits."""
    digest = hashlib.sha256(settings.encode())
    for room in ("model.py", *ROOMS[stage]):
        digest.update(room.encode() + b"\0" + text_of(room))
    return digest.hexdigest()[:16]


@cache
def text_of(room: str) -> bytes:
    """A digest of every module, template and table of fact in this room, or of this module, with its name."""
    digest = hashlib.sha256()
    for path in _files(os.path.join(HOUSE, room)):  # noqa: PTH118  every call of foi reads them all
        with open(path, "rb") as file:  # noqa: PTH123
            digest.update(hashlib.sha256(path[len(str(HOUSE)) :].encode()).digest())
            digest.update(hashlib.sha256(file.read()).digest())
    return digest.digest()


def _files(room: str) -> list[str]:
    if os.path.isfile(room):  # noqa: PTH113
        return [room]
    found = [os.path.join(place, name) for place, _, names in os.walk(room) for name in names]  # noqa: PTH118
    return sorted(path for path in found if not path.endswith(".pyc"))


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
