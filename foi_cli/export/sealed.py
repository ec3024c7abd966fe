"""A zip file whose bytes depend on its members alone: fixed times, fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say."""


def write(path: Path, members: Iterable[tuple[str, bytes]], *, first: str = "") -> None:
    """Write the members sorted by name; `first` goes first and is stored as it is, as ODF wants it."""
    with ZipFile(path, "w") as archive:
        for name, data in sorted(members, key=lambda member: (member[0] != first, member[0])):
            info = ZipInfo(name, TIME)
            info.compress_type = ZIP_STORED if name == first else ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
