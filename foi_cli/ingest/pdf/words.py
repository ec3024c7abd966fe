"""Words with their boxes, from the characters that PDFium finds on a page.

Boxes are in points, x to the right and y *down* from the top left corner of the page as a person holds it:
the page's own rotation is undone, and so is text that mostly runs up or down the page.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from foi_cli.ingest.pdf import heights
from foi_cli.ingest.pdf.frame import Box, Frame, Sides, of

MOST_CHARACTERS = 200_000
"""A page; a closely printed one has about 8,000. What stands after them is not read, and that is said."""

_GAP = 0.25
"""In font sizes: digits further apart are different words even where no space was written …"""
_WIDE_GAP = 0.6
"""… and so are letters from here on; closer ones are only loosely set."""
_BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)
"""Names of fonts that are bold; what PDFium says of their weight is a guess."""


class Word(NamedTuple):
    """A word: its box, its text, its font size in points, its first character's number on the page,
    whether it runs up or down, and whether a row of dots led to it."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float
    at: int = 0
    vertical: bool = False
    led: bool = False


class Text(NamedTuple):
    """The words of a page in the order of the file, how it lies, and whether some were too many to read."""

    words: list[Word]
    frame: Frame
    cut: bool


_BYTES = ctypes.sizeof(pdfium.FS_RECTF)
_fill_in_rectangle = ctypes.cast(
    pdfium.FPDFText_GetLooseCharBox,
    ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p),
)
"""PDFium's own function, called with bare addresses: to make and check a pointer for every character takes
longer than to fetch its box."""

_LED = "\x00"
_RUN = re.compile(r"[^\s\x00]+")
_LEADER = re.compile(r"(?<![.·…_])[.·…_]{4,}(?!\S)|(?<!\S)(?:[.·…]\s{1,3}){3,}")
"""Dots that lead the eye from a label to its figures; they are no part of either."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ODD = re.compile("[\x02\ufffe\xadﬀ-ﬄ]")
_PLAIN = str.maketrans(
    {"\x02": "-", "\ufffe": "-", "\xad": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
)
"""PDFium's mark for a hyphen at a line's end, and ligatures, as a person writes them."""


def read(page: pdfium.FPDF_PAGE, textpage: pdfium.FPDF_TEXTPAGE) -> Text:
    """The words of a page; what is printed twice in one place to look bold is there once."""
    found = max(pdfium.FPDFText_CountChars(textpage), 0)
    count = min(found, MOST_CHARACTERS)
    text = _text(textpage, count)
    frame = of(page)
    written = _rectangles(textpage, count)
    text = _LEADER.sub(lambda leader: _LED * len(leader[0]), text)
    runs = [match.span() for match in _RUN.finditer(text)]
    boxes = frame.boxes(written)
    whole, directions = _lie(runs, boxes)
    broken = (run for run, complete in zip(runs, whole, strict=True) if not complete)
    if evened := heights.even(textpage, written, heights.unlike(broken, boxes)):
        written, boxes = evened, frame.boxes(evened)
        whole, directions = _lie(runs, boxes)
    turns = _text_turns(runs, directions)
    if turns:
        frame = frame._replace(turns=(frame.turns + turns) % 4)
        boxes = frame.boxes(written)
        whole, directions = _lie(runs, boxes)
    if any(directions):
        _told_by_angle(textpage, runs, directions, frame.turns)
    return Text(_words(text, boxes, zip(runs, whole, directions, strict=True)), frame, found > count)


def _text(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> str:
    """One character for each of the page's, so that positions in it are those of the boxes."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * max(written, 0)].decode("utf-16-le", "replace")
    if len(text) != count:
        codes = map(pdfium.FPDFText_GetUnicode, repeat(textpage), range(count))
        text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return text


def _rectangles(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> Sides:
    """Left, top, right, bottom of each character in the coordinates of the file, as high as its font."""
    values = array("f", bytes(_BYTES * count))
    start, _ = values.buffer_info()
    page = ctypes.cast(textpage, ctypes.c_void_p).value
    addresses = range(start, start + _BYTES * count, _BYTES)
    deque(map(_fill_in_rectangle, repeat(page), range(count), addresses), maxlen=0)
    left, top, right, bottom = (values[side::4].tolist() for side in range(4))
    return left, top, right, bottom


def _lie(runs: Sequence[tuple[int, int]], boxes: Sides) -> tuple[list[bool], list[int]]:
    """Whether each run is whole, and its direction; those that are run from left to right."""
    whole = [_is_whole(start, end, boxes) for start, end in runs]
    return whole, [
        0 if complete else _direction(start, end, boxes)
        for (start, end), complete in zip(runs, whole, strict=True)
    ]


def _is_whole(start: int, end: int, boxes: Sides) -> bool:
    """Whether the characters of a run stand on one line without a gap, all of one size: nearly all do."""
    x0, top, x1, bottom = boxes
    last = end - 1
    near = 0.05 * (bottom[start] - top[start])
    return (
        -near < bottom[last] - bottom[start] < near
        and -near < top[last] - top[start] < near
        and abs(x1[last] - x0[start] - sum(x1[start:end]) + sum(x0[start:end])) < _GAP * 20 * near
    )


def _direction(start: int, end: int, boxes: Sides) -> int:
    """The quarter turns that put a run right: 0 from left to right, 1 upwards, 2 upside down, 3 downwards."""
    if end - start == 1:
        return 0
    x0, top, x1, bottom = boxes
    last = end - 1
    across = x0[last] + x1[last] - x0[start] - x1[start]
    down = top[last] + bottom[last] - top[start] - bottom[start]
    if abs(down) <= 2 * abs(across):
        return 0 if across >= 0 else 2
    return 1 if down < 0 else 3


def _text_turns(runs: Sequence[tuple[int, int]], directions: Sequence[int]) -> int:
    """The quarter turns that most of the page's text needs beyond the page's own rotation."""
    if not any(directions):
        return 0
    weights = [0, 0, 0, 0]
    for (start, end), direction in zip(runs, directions, strict=True):
        if end - start > 1:
            weights[direction] += end - start
    return next((turns for turns in (1, 2, 3) if weights[turns] > 0.6 * sum(weights)), 0)


def _told_by_angle(
    textpage: pdfium.FPDF_TEXTPAGE, runs: Sequence[tuple[int, int]], directions: list[int], turns: int
) -> None:
    """Directions for characters that stand alone after a run up or down the page, from their own angle."""
    for i, (start, end) in enumerate(runs):
        if end - start == 1 and i and directions[i - 1] % 2:
            angle = pdfium.FPDFText_GetCharAngle(textpage, start) - turns * math.pi / 2
            directions[i] = directions[i - 1] if abs(math.sin(angle)) > 0.7 else 0


def _words(text: str, boxes: Sides, runs: Iterable[tuple[tuple[int, int], bool, int]]) -> list[Word]:
    """The words of runs, which come each with its (start, end), whether it is whole, and its direction."""
    x0, top, x1, bottom = boxes
    words: list[Word] = []
    seen: dict[int, str] = {}
    odd, dotted = _ODD.search(text) is not None, _LED in text
    for (start, end), whole, direction in runs:
        vertical = direction % 2 == 1
        for first, last in [(start, end)] if whole or vertical else _parts(text, start, end, boxes):
            spelt = text[first:last].translate(_PLAIN) if odd else text[first:last]
            if whole and not vertical:
                box = x0[first], top[first], x1[last - 1], bottom[first]
            else:
                box = _round(boxes, first, last)
            size = box[2] - box[0] if vertical else box[3] - box[1]
            if size <= 0 or _is_printed_twice(spelt, box, size, seen):
                continue
            led = dotted and _LED in text[max(first - 2, 0) : first]
            word = Word(*box, spelt, size, first, vertical, led)
            if words and _joins(words[-1], word):
                words[-1] = _joined(words[-1], word)
            else:
                words.append(word)
    return words


def _round(boxes: Sides, start: int, end: int) -> Box:
    """The box round characters."""
    x0, top, x1, bottom = boxes
    return min(x0[start:end]), min(top[start:end]), max(x1[start:end]), max(bottom[start:end])


def _is_printed_twice(text: str, box: Box, size: float, seen: dict[int, str]) -> bool:
    """Whether a word was printed before where it stands, a hair's breadth off at most, to look bold.

    Of squares about half a letter wide, and of those half a square further on, one at least holds both.
    """
    half = 2.0 if size >= 6 else size / 3
    x, y = int(box[0] / half), int(box[1] / half)
    left, left_half = x & -2, (x + 1) & -2 | 1
    high, high_half = (y & -2) << 24, ((y + 1) & -2 | 1) << 24
    a, b, c, d = left + high, left_half + high, left + high_half, left_half + high_half
    if text in (seen.get(a), seen.get(b), seen.get(c), seen.get(d)):
        return True
    seen[a] = seen[b] = seen[c] = seen[d] = text
    return False


def is_bold(textpage: pdfium.FPDF_TEXTPAGE, word: Word) -> bool:
    """Whether a word of this page is printed bold."""
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(textpage, word.at, name, len(name), None)
    return _BOLD.search(name.value) is not None


def _parts(text: str, start: int, end: int, boxes: Sides) -> Iterator[tuple[int, int]]:
    """(start, end) of the parts of a run, cut where characters stand apart, jump back or change size.

    The letters of one sign, as of "ffi", all stand in its place.
    """
    x0, top, x1, bottom = boxes
    for i in range(start + 1, end):
        height = bottom[i - 1] - top[i - 1]
        apart = x0[i] - x1[i - 1]
        digits = text[i - 1].isdigit() and text[i].isdigit()
        if (
            apart > (_GAP if digits else _WIDE_GAP) * height
            or (apart < -height and x0[i] != x0[i - 1])
            or abs(bottom[i] - bottom[i - 1]) > 0.08 * height
            or abs(bottom[i] - top[i] - height) > 0.08 * height
        ):
            yield start, i
            start = i
    yield start, end


def _joins(before: Word, word: Word) -> bool:
    """Whether a word carries on the one before: in vertical text, or a raised or lowered part glued to it."""
    if before.vertical != word.vertical or (not word.vertical and word.x0 - before.x1 > 0.1 * before.size):
        return False
    if word.vertical:
        overlap = min(before.x1, word.x1) - max(before.x0, word.x0)
        apart = max(before.top, word.top) - min(before.bottom, word.bottom)
        return overlap > 0.5 * word.size and apart < word.size
    overlap = min(before.bottom, word.bottom) - max(before.top, word.top)
    return (
        word.x0 - before.x1 > -0.1 * before.size
        and overlap > 0.3 * min(before.size, word.size)
        and abs(before.size - word.size) > 0.08 * max(before.size, word.size)
    )


def _joined(before: Word, word: Word) -> Word:
    """Both as one word. A raised digit after a digit stays raised, so that no number takes it in."""
    text = word.text
    if word.vertical:
        text = f" {text}"
    elif before.text[-1:].isdigit() and word.size < before.size and word.bottom < before.bottom:
        text = text.translate(_RAISED)
    return before._replace(
        x0=min(before.x0, word.x0),
        top=min(before.top, word.top),
        x1=max(before.x1, word.x1),
        bottom=max(before.bottom, word.bottom),
        text=before.text + text,
        size=max(before.size, word.size),
    )
