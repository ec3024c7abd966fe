"""How high the characters of a page stand whose fonts do not say.

A box is as high as its font, and higher where a letter's ink is. Some programs write files whose fonts are
nought high, or lower than their own letters, so that "a" and "l" seem to be of different sizes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from foi_cli.ingest.pdf.frame import Sides

_Extent: TypeAlias = tuple[float, float]
"""How far characters reach above and below the line that they stand on, in points."""

_SIZES = 1.08
"""How much larger the larger of two sizes is."""
_LOW = 0.8
"""In font sizes: letters may stand out above fonts that are lower than this."""
_ABOVE, _BELOW = 0.75, -0.2
"""In font sizes: how far fonts usually reach."""


def unlike(runs: Iterable[tuple[int, int]], boxes: Sides) -> Iterator[tuple[int, int]]:
    """The lowest and the highest character of each run, from its start to its end, where they differ."""
    for start, end in runs:
        sizes = [low - high for low, high in zip(boxes[3][start:end], boxes[1][start:end], strict=True)]
        low, high = min(sizes), max(sizes)
        if high > _SIZES * low:
            yield start + sizes.index(low), start + sizes.index(high)


def even(textpage: pdfium.FPDF_TEXTPAGE, sides: Sides, pairs: Iterable[tuple[int, int]]) -> Sides | None:
    """The boxes of a page, as high as usual where the font is low; None where no font of these `pairs` is, of
    characters that differ in height though they were set together."""
    fonts: dict[int, bool] = {}
    if not any(_is_set_low(textpage, *pair, fonts) for pair in pairs):
        return None
    left, tops, right, bottoms = sides
    tops, bottoms = [*tops], [*bottoms]
    extents: dict[int, _Extent | None] = {}
    for at in range(len(tops)):
        part = pdfium.FPDFText_GetTextObject(textpage, at)
        key = _address(part)
        if key not in extents:
            extents[key] = _extent(textpage, at) if _is_low(part, fonts) else None
        if extent := extents[key]:
            line = _line(textpage, at)
            tops[at], bottoms[at] = line + extent[0], line + extent[1]
    return left, tops, right, bottoms


def _is_set_low(textpage: pdfium.FPDF_TEXTPAGE, one: int, other: int, fonts: dict[int, bool]) -> bool:
    """Whether two characters stand in one piece of text, which has one size, and its font is low."""
    part = pdfium.FPDFText_GetTextObject(textpage, one)
    together = _address(part) == _address(pdfium.FPDFText_GetTextObject(textpage, other))
    return together and _is_low(part, fonts)


def _is_low(part: pdfium.FPDF_PAGEOBJECT, fonts: dict[int, bool]) -> bool:
    """Whether the font of a piece of text may be lower than its letters; `fonts` remembers."""
    if not part:
        return False
    font = pdfium.FPDFTextObj_GetFont(part)
    key = _address(font)
    if key not in fonts:
        ascent = ctypes.c_float()
        pdfium.FPDFFont_GetAscent(font, 1.0, ascent)
        fonts[key] = ascent.value < _LOW
    return fonts[key]


def _extent(textpage: pdfium.FPDF_TEXTPAGE, at: int) -> _Extent | None:
    """How far an upright character would reach; nobody knows of those that lie."""
    lies = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(textpage, at, lies) or lies.b or lies.c or lies.d <= 0:
        return None
    size = pdfium.FPDFText_GetFontSize(textpage, at) * lies.d
    return _ABOVE * size, _BELOW * size


def _line(textpage: pdfium.FPDF_TEXTPAGE, at: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, at, x, y)
    return y.value


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
