"""Pictures of pages are drawn within limits, and their names hold nothing of a document but letters."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from running import foi

from foi_cli.errors import UnreadableDocument
from foi_cli.ingest import pictures
from foi_cli.ingest.isolation import Limits


def page(width: float = 400, height: float = 300) -> bytes:
    """A page with a ruled table."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(width, height))
    for row, cells in enumerate((("Ward", "2021"), ("Aston", "14"), ("Perry", "9"), ("Total", "23"))):
        for column, text in enumerate(cells):
            canvas.rect(50 + 100 * column, 200 - 30 * row, 100, 30)
            canvas.drawString(60 + 100 * column, 210 - 30 * row, text)
    canvas.save()
    return written.getvalue()


def test_pictures_are_written_into_the_folder_whatever_the_name(tmp_path: Path) -> None:
    name = os.fsdecode(b"-..=\x1b[2J\xe9\n.pdf")
    (tmp_path / name).write_bytes(page())
    done = foi(tmp_path, "tables", "--overlay", "pages", "--", os.fsencode(name))
    assert done.code == 0, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    (picture,) = (tmp_path / "pages").iterdir()
    assert picture.name == "2J-page-1.png"
    assert f"pages/{picture.name} written." in done.stderr.decode()


def test_a_page_without_end_is_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "huge.pdf").write_bytes(page(14_000, 14_000))
    done = foi(tmp_path, "tables", "--overlay", "pages", "huge.pdf")
    assert done.code == 0, done.stderr
    assert b"Aston" in done.stdout
    assert list((tmp_path / "pages").iterdir()) == []
    assert done.peak_mb < 400


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(seconds=0.01), "took longer than"), (Limits(memory_mb=60), "larger than memory allows")],
)
def test_drawing_has_the_limits_of_reading(limits: Limits, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(page())
    with pytest.raises(UnreadableDocument, match=reason):
        pictures.draw(path, tmp_path / "pages", limits)
