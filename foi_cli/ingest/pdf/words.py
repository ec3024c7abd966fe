"""Words with their boxes, from the characters that PDFium finds on a page.

Boxes are in points, x to the right and y *down* from the top left corner of the page as a person holds it:
the page's own rotation is undone, and so is text that mostly runs up or down the page.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

MOST_CHARACTERS = 200_000
"""A page; a closely printed one has about 8,000. What stands after them is not read, and that is said."""

_GAP = 0.3
"""In font sizes: characters further apart are different words even where no space was written."""

_Box: TypeAlias = tuple[float, float, float, float]
_Turn: TypeAlias = Callable[[float, float, float, float], _Box]


class Word(NamedTuple):
    """A word: its box, its text, its font size in points, whether it is bold, whether it runs up or down."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float
    bold: bool = False
    vertical: bool = False


class Words(NamedTuple):
    """The words of a page, the size of the page as a person holds it, and how to turn a box into its place."""

    words: tuple[Word, ...]
    width: float
    height: float
    turn: _Turn
    cut: bool


_boxes: list[pdfium.FS_RECTF] = []
_pointers: list[object] = []
_RUN = re.compile(r"[^\s\x00]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ODD = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
"""PDFium's mark for a hyphen at a line's end, and ligatures, as a person writes them."""


def find(page: pdfium.FPDF_PAGE, textpage: pdfium.FPDF_TEXTPAGE) -> Words:
    """The words of a page in the order of the file; duplicates printed to look bold are dropped."""
    count = max(pdfium.FPDFText_CountChars(textpage), 0)
    cut = count > MOST_CHARACTERS
    count = min(count, MOST_CHARACTERS)
    text = _text(textpage, count)
    width, height, turn = _upright(page)
    boxes = [turn(*box) for box in _rectangles(textpage, count)]
    runs = [part for match in _RUN.finditer(text) for part in _parts(match, boxes, textpage)]
    width, height, turn, boxes, runs = _main_direction(width, height, turn, boxes, runs)
    words = _words(textpage, text, boxes, runs)
    return Words(tuple(dict.fromkeys(words)), width, height, turn, cut)


def _text(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> str:
    """One character for each of the page's, so that positions in it are indices of boxes."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * max(written, 0)].decode("utf-16-le", "replace")
    if len(text) != count:
        codes = map(pdfium.FPDFText_GetUnicode, repeat(textpage), range(count))
        text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return text


def _rectangles(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> list[_Box]:
    """Left, top, right, bottom of each character in the coordinates of the file, at the font's full height."""
    while len(_boxes) < count:
        _boxes.append(pdfium.FS_RECTF())
        _pointers.append(ctypes.byref(_boxes[-1]))
    deque(map(pdfium.FPDFText_GetLooseCharBox, repeat(textpage), range(count), _pointers), maxlen=0)
    return [(box.left, box.top, box.right, box.bottom) for box in _boxes[:count]]


def _upright(page: pdfium.FPDF_PAGE) -> tuple[float, float, _Turn]:
    """Width and height as shown, and the turn from the file's coordinates to those of this module."""
    frame = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, frame)
    left, top, right, bottom = frame.left, frame.top, frame.right, frame.bottom
    wide, high = right - left, top - bottom
    turns: tuple[_Turn, ...] = (
        lambda x0, y0, x1, y1: (x0 - left, top - y0, x1 - left, top - y1),
        lambda x0, y0, x1, y1: (y1 - bottom, x0 - left, y0 - bottom, x1 - left),
        lambda x0, y0, x1, y1: (right - x1, y1 - bottom, right - x0, y0 - bottom),
        lambda x0, y0, x1, y1: (top - y0, right - x1, top - y1, right - x0),
    )
    quarter = pdfium.FPDFPage_GetRotation(page) % 4
    return (high, wide, turns[quarter]) if quarter % 2 else (wide, high, turns[quarter])
