"""Pictures of pages with the tables drawn on them as they were read, to be looked at."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from foi_cli.errors import UsageError
from foi_cli.ingest.pdf import documents
from foi_cli.model import Source

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from foi_cli.ingest.pdf.grids import Grid
    from foi_cli.ingest.pdf.pages import Page

_SCALE = 2.0
"""Pixels a point."""
MOST_PIXELS = 40_000_000
"""Of a picture; a page that is larger is not drawn."""
_COLOURS = ("#d81b60", "#1e88e5", "#004d40", "#b05f00")


def draw(source: Source, folder: Path) -> tuple[Path, ...]:
    """Writes a PNG of every page with tables into the folder: the outline of each cell that holds words, with
    the numbers of rows and columns beside it.

    Raises UnreadableDocument as reading does, and UsageError where Pillow is missing.
    """
    try:
        import PIL  # noqa: F401
    except ImportError as missing:
        raise UsageError(
            "drawing pages needs Pillow, which is not installed: pip install 'foi-cli[overlay]'"
        ) from missing
    folder.mkdir(parents=True, exist_ok=True)
    file = documents.opened(source)
    try:
        numbers = range(1, min(len(file), documents.MOST_PAGES) + 1)
        written = []
        for number in numbers:
            page = documents.read_page(file, number)
            if page.grids and _SCALE**2 * page.size[0] * page.size[1] <= MOST_PIXELS:
                picture = _picture(file[number - 1].render(scale=_SCALE).to_pil(), page)
                written.append(_save(picture, folder, source.name, number))
    finally:
        file.close()
    return tuple(written)


def _save(picture: Image.Image, folder: Path, name: str, number: int) -> Path:
    """Nothing of the document's name but letters, digits and dashes becomes part of a path."""
    safe = re.sub(r"[^A-Za-z0-9]+", "-", Path(name).stem).strip("-") or "document"
    path = folder / f"{safe}-page-{number}.png"
    picture.save(path)
    return path


def _picture(shown: Image.Image, page: Page) -> Image.Image:
    from PIL import ImageDraw

    picture = shown.convert("RGB").rotate(-90 * page.turned, expand=True)
    brush = ImageDraw.Draw(picture)
    for number, grid in enumerate(page.grids):
        _outline(brush, grid, _COLOURS[number % len(_COLOURS)])
    return picture


def _outline(brush: ImageDraw.ImageDraw, grid: Grid, colour: str) -> None:
    left, top, right, bottom = (_SCALE * side for side in grid.box)
    brush.rectangle((left, top, right, bottom), outline=colour, width=4)
    for cell in grid.cells:
        brush.rectangle([_SCALE * side for side in cell.box], outline=colour)
    for row, y in enumerate(grid.ys[:-1], 1):
        brush.text((left - 26, _SCALE * y + 2), f"R{row}", fill=colour)
    for column, x in enumerate(grid.xs[:-1], 1):
        brush.text((_SCALE * x + 2, top - 14), f"C{column}", fill=colour)
