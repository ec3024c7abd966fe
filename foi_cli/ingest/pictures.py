"""Pictures of the pages of a PDF file, drawn in a process of their own, with the limits of reading."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import foi_cli
from foi_cli.errors import UnreadableDocument
from foi_cli.ingest.isolation import Limits, end
from foi_cli.ingest.worker import limit
from foi_cli.model import Source

_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from foi_cli.ingest.pictures import serve; serve(int(sys.argv[2]), *sys.argv[3:])"
)


def draw(path: Path, folder: Path, limits: Limits) -> tuple[Path, ...]:
    """Writes a picture of each page with tables into the folder, as `pdf.overlay` does.

    Raises UnreadableDocument where the process had to be ended or failed.
    """
    home = str(Path(foi_cli.__file__).parents[1])
    command = [sys.executable, "-P", "-c", _START, home, str(limits.memory_mb), str(path), str(folder)]
    started = subprocess.Popen(  # noqa: S603 – our own interpreter, our own module
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, process_group=0
    )
    try:
        names, _ = started.communicate(timeout=limits.seconds)
    except subprocess.TimeoutExpired as reason:
        raise UnreadableDocument(f"took longer than {limits.seconds:g} seconds to draw") from reason
    finally:
        end(started)
    if started.wait() != 0:
        raise UnreadableDocument("could not be drawn: damaged, or larger than memory allows")
    return tuple(Path(os.fsdecode(name)) for name in names.split(b"\0") if name)


def serve(memory_mb: int, path: str, folder: str) -> None:
    """The other side: draws this file and prints the names of the pictures, each ended by a null."""
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit(memory_mb)
    from foi_cli.ingest.pdf import overlay  # late, so that the library lives within the limits as well

    for picture in overlay.draw(Source(path, Path(path).read_bytes()), Path(folder)):
        os.write(answers, os.fsencode(picture) + b"\0")
