"""Old Word documents go through LibreOffice, which may run nothing, fetch nothing and outlive nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from foi_cli.ingest.isolation import Limits, read_isolated
from foi_cli.model import Passage, Source

WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(600)
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def test_a_converter_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    fake = tmp_path / "soffice"
    fake.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {child}\nwait\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (document,) = read_isolated(Source("letter.doc", WORD), Limits(seconds=8))
    assert document.problem == "took longer than 8 seconds to read"
    assert _gone(int(child.read_text()))


def _gone(process: int) -> bool:
    for _ in range(50):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


@needs_libreoffice
def test_what_a_document_links_to_is_not_fetched(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Asked) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        link = f"http://127.0.0.1:{server.server_port}/x.png"
        data = word(tmp_path, f"<p>There were 7 cases.</p><img src='{link}'>")
        assert link.encode() in data or link.encode("utf-16-le") in data
        Asked.paths.clear()  # the writer may look at it; the reader may not
        (document,) = read_isolated(Source("letter.doc", data), Limits(seconds=100))
        server.shutdown()
    assert document.problem == ""
    assert [block.text for block in document.blocks if isinstance(block, Passage)] == ["There were 7 cases."]
    assert Asked.paths == []


class Asked(BaseHTTPRequestHandler):
    """Keeps what it is asked for, and has nothing."""

    paths: ClassVar[list[str]] = []

    def handle_one_request(self) -> None:
        self.paths.append(self.rfile.readline(100).decode())
        self.wfile.write(b"HTTP/1.0 404 no\r\nContent-Length: 0\r\n\r\n")
        self.close_connection = True


def word(folder: Path, body: str) -> bytes:
    """A document of old Word with these contents, as LibreOffice writes it."""
    page = folder / "letter.html"
    page.write_text(f"<html><body>{body}</body></html>")
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", home, "--headless", "--infilter=HTML (StarWriter)", "--convert-to"]
    command += ["doc:MS Word 97", "--outdir", str(folder), str(page)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / "letter.doc").read_bytes()
