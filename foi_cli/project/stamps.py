"""The stamp of a stage: which program computed something, so that nothing an older one computed is trusted.

It is a digest of the program's own text, so that no change can be forgotten.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOMS = {
    "ingest": ("ingest",),
    "normalise": ("normalise", "arithmetic", "reference"),
    "reconcile": ("reconcile", "arithmetic"),
}
"""The folders whose text decides what a stage computes; model.py belongs to all."""

HOUSE = Path(__file__).parents[1]


@cache
def stamp(stage: str, settings: str = "") -> str:
    """The stamp of "ingest", "normalise" or "reconcile" with these settings: 16 hex digits."""
    digest = hashlib.sha256(settings.encode())
    for file in (HOUSE / "model.py", *_files(stage)):
        digest.update(file.relative_to(HOUSE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(stage: str) -> list[Path]:
    """Every module and table of fact in the stage's rooms, in a fixed order."""
    found = [path for room in ROOMS[stage] for path in (HOUSE / room).rglob("*") if path.is_file()]
    return sorted(path for path in found if path.suffix in (".py", ".csv"))
