"""The streams of an OLE container, which old Excel and Word files and Outlook messages are."""

from __future__ import annotations

import io
from typing import Any

from foi_cli.errors import UnreadableDocument


def stream(data: bytes, *names: str) -> bytes:
    """The bytes of the first of these streams that is there, b"" where none is.

    Raises UnreadableDocument for a container that is damaged or locked.
    """
    import olefile  # needed for old Office files only

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage"):
                raise UnreadableDocument("is protected by a password; ask the authority for an open copy")
            for name in names:
                if container.exists(name):
                    found = _gathered(container, data, name)
                    return bytes(container.openstream(name).read()) if found is None else found
    except (OSError, ValueError, IndexError, TypeError, RecursionError) as reason:
        raise UnreadableDocument(f"is damaged ({reason}); ask for it again") from reason
    return b""


def _gathered(container: Any, data: bytes, name: str) -> bytes | None:
    """The bytes of a stream, as the library gathers them but not sector by sector through a file; None where
    something is wrong with its sectors, and of small streams, which share some."""
    entry, size, after = container.root.kids_dict[name.lower()], container.sectorsize, container.fat
    if not container.minisectorcutoff <= entry.size <= len(data):
        return None
    pieces: list[bytes] = []
    sector = entry.isectStart
    while len(pieces) * size < entry.size and sector < len(after):
        pieces.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = after[sector]
    found = b"".join(pieces)[: entry.size]
    return found if len(found) == entry.size else None
