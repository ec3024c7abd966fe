"""Old Word documents (.doc): through LibreOffice where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import docx
from foi_cli.ingest.kinds import kind
from foi_cli.model import Content, Reader, Source

SECONDS = 45
"""How long a conversion may take; less than a document as a whole, so that the program is not left behind."""


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "doc"


def read(source: Source) -> Content:
    """The document as LibreOffice converts it. Raises UnreadableDocument where that is missing or fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableDocument(
            "is an old Word document (.doc): install LibreOffice (apt install libreoffice-writer), "
            "or save it as .docx"
        )
    with TemporaryDirectory(prefix="foi-") as folder:
        written = Path(folder, "document.doc")
        written.write_bytes(source.data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(written),
        ]
        try:
            subprocess.run(command, check=True, timeout=SECONDS, capture_output=True, preexec_fn=_unbound)  # noqa: S603 – fixed program, our own file
        except (subprocess.SubprocessError, OSError) as reason:
            raise UnreadableDocument(
                f"could not be converted by LibreOffice ({type(reason).__name__})"
            ) from reason
        converted = Path(folder, "document.docx")
        if not converted.exists():
            raise UnreadableDocument("could not be converted by LibreOffice; save it as .docx")
        return docx.read(Source(source.name, converted.read_bytes()))


def _unbound() -> None:
    """LibreOffice maps more memory than a reader of ours may have."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


READER = Reader("doc", _claims, read)
