"""Running headers and footers: lines at the edges of pages that come back from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.lines import Line
from foi_cli.ingest.pdf.pages import Page

_EDGE = 4
"""Lines from the top or the bottom of a page that may be its header or footer …"""
_MARGIN = 0.15
"""… if they stand within this share of the page's height from its edge."""
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:page|p\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)


def find(pages: Sequence[Page]) -> set[tuple[int, Line]]:
    """Page number and line of every running header and footer, and of page numbers alone.

    The first header of a file is left as text: it is often all that says whose letter this is.
    """
    seen = Counter(shape for page in pages for shape in {_shape(page, line) for line in _edges(page)})
    found: set[tuple[int, Line]] = set()
    told: set[tuple[bool, str]] = set()
    for page in pages:
        for line in _edges(page):
            shape = _shape(page, line)
            if _PAGE_NUMBER.fullmatch(line.text):
                found.add((page.number, line))
            elif seen[shape] > 1:
                if shape in told or not shape[0]:
                    found.add((page.number, line))
                told.add(shape)
    return found


def _edges(page: Page) -> Iterator[Line]:
    lines = sorted((part for part in page.parts if not isinstance(part, Grid)), key=lambda line: line.top)
    height = page.size[1]
    near = {*lines[:_EDGE], *lines[-_EDGE:]}
    for line in lines:
        if line in near and (line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height):
            yield line


def _shape(page: Page, line: Line) -> tuple[bool, str]:
    """Whether it stands at the top, and its words without their numbers."""
    return line.middle < page.size[1] / 2, _NUMBERS.sub("0", line.text.lower())
