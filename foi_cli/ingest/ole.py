"""The streams of an OLE container, which old Excel and Word files and Outlook messages are."""

from __future__ import annotations

import io

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
                    return bytes(container.openstream(name).read())
    except (OSError, ValueError, IndexError, TypeError, RecursionError) as reason:
        raise UnreadableDocument(f"is damaged ({reason}); ask for it again") from reason
    return b""
