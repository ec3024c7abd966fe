"""Pictures of what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from foi_cli.ingest.pdf.overlay import draw
from foi_cli.model import Source

Typed = Callable[..., Source]


def test_pages_with_tables_are_drawn_under_safe_names(typed: Typed, tmp_path: Path) -> None:
    source = typed("No table here.", "Ward    2021\nAston     14\nPerry      9")
    drawn = draw(Source("../a b/../né.pdf", source.data), tmp_path / "pictures")
    assert drawn == (tmp_path / "pictures" / "n-page-2.png",)
    with Image.open(drawn[0]) as picture:
        assert picture.size == (1190, 1684)
        assert (216, 27, 96) in {colour for _, colour in picture.getcolors(1 << 20) or []}


def test_a_table_printed_up_the_page_is_drawn_as_it_is_read(typed: Typed, tmp_path: Path) -> None:
    source = typed("Ward    2021\nAston     14\nPerry      9", turned=True)
    with Image.open(draw(source, tmp_path)[0]) as picture:
        assert picture.size == (1684, 1190)
