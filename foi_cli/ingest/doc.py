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

MEMORY = 4 << 30
"""Bytes that LibreOffice may map."""

_SAFE = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetNoProxy": "",
    },
}
"""Settings of LibreOffice: no macro is run, no object started, and what a document links to is asked of a
proxy that does not exist, because no setting keeps it from asking."""


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
        settings = Path(folder, "profile/user/registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--infilter=MS Word 97",  # whatever its content claims to be
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(written),
        ]
        try:
            subprocess.run(command, check=True, timeout=SECONDS, capture_output=True, preexec_fn=_bound)  # noqa: S603 – fixed program, our own file
        except (subprocess.SubprocessError, OSError) as reason:
            raise UnreadableDocument(
                f"could not be converted by LibreOffice ({type(reason).__name__})"
            ) from reason
        converted = Path(folder, "document.docx")
        if not converted.exists():
            raise UnreadableDocument("could not be converted by LibreOffice; save it as .docx")
        return docx.read(Source(source.name, converted.read_bytes()))


def _settings() -> str:
    """The settings as a profile of LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SAFE.items()
        for name, value in values.items()
    )
    space = "http://openoffice.org/2001/registry"
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="{space}">{items}</oor:items>'


def _bound() -> None:
    """LibreOffice maps more memory than a reader of ours may have, but it has its limits too, and so has
    whatever it leaves behind."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard < 0 else min(MEMORY, hard), hard))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


READER = Reader("doc", _claims, read)
