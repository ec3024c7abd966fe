"""Lines of text, each cut into phrases where the white space is wider than between words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from foi_cli.ingest.pdf.rulings import Ruling
from foi_cli.ingest.pdf.words import Word

_WIDE = 0.75
"""In font sizes: white space from here on parts phrases, if the line's own spaces are not as wide …"""
_WIDEST = 1.2
"""… and from here on in any line."""
_WIDE_AT_NUMBER = 0.45
"""In font sizes: the same beside a number, because columns of numbers are set closely."""
_NUMBER = re.compile(
    r"[(<>≤≥~£$€+\-–−]*\d[\d,.]*[%)*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹a-z]{0,3}|[-–—*]|n\.?/?a\.?|\.\.|:", re.IGNORECASE
)
_THOUSANDS = re.compile(r"\d{3}(?:[.,]\d+)?[%)*]*")


class Phrase(NamedTuple):
    """Words that belong together on one line, with their box."""

    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def is_number(self) -> bool:
        """Whether it could stand in a column of numbers: a number, or a sign in place of one."""
        return all(is_number(word.text) for word in self.words)


class Line(NamedTuple):
    """A line of text from left to right: its box, its phrases, the size of its font in points, and whether
    it is set like a heading."""

    x0: float
    top: float
    x1: float
    bottom: float
    phrases: tuple[Phrase, ...]
    size: float
    is_heading: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for phrase in self.phrases for word in phrase.words)

    @property
    def text(self) -> str:
        """All its words with single spaces."""
        return " ".join(phrase.text for phrase in self.phrases)

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2


@lru_cache(maxsize=65_536)
def is_number(text: str) -> bool:
    """Whether a word could stand in a column of numbers: digits with their signs, a dash, a star, n/a."""
    return _NUMBER.fullmatch(text) is not None


def find(words: Iterable[Word], walls: Sequence[Ruling] = ()) -> list[Line]:
    """The lines of these words from the top down. No phrase crosses a wall, a vertical ruling beside
    it; walls come from left to right."""
    return [line(found, walls) for found in _lines(words)]


def text(words: Sequence[Word]) -> str:
    """These words in reading order, lines folded into one; a word divided at a line's end is joined."""
    if len(words) == 1:
        return words[0].text
    folded = ""
    for found in _lines(words):
        next_line = " ".join(word.text for word in sorted(found))
        hyphened = folded.endswith("-") and folded[-2:-1].isalpha() and next_line[:1].islower()
        folded += next_line if hyphened or not folded else f" {next_line}"
    return folded


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """The words of each line: those that stand on the height of the first of them."""
    lines: list[list[Word]] = []
    top = bottom = size = 0.0
    for word in sorted(words, key=_middle):
        shared = min(bottom, word.bottom) - max(top, word.top)
        if lines and shared > 0.55 * min(size, word.size):
            lines[-1].append(word)
        else:
            lines.append([word])
            top, bottom, size = word.top, word.bottom, word.size
    return _raised_parts_back(lines) if len(lines) > 1 else lines


def _middle(word: Word) -> float:
    return word.top + word.bottom


def line(words: Sequence[Word], walls: Sequence[Ruling] = ()) -> Line:
    """These words as one line."""
    ordered = sorted(words)
    size = ordered[0].size if len(ordered) < 3 else sorted([word.size for word in ordered])[len(ordered) // 2]
    phrases = tuple([phrase(part) for part in _phrases(ordered, size, walls)])
    top, bottom = min([part.top for part in phrases]), max([part.bottom for part in phrases])
    return Line(ordered[0].x0, top, max([part.x1 for part in phrases]), bottom, phrases, size)


def phrase(words: Sequence[Word]) -> Phrase:
    """These words, which stand side by side, as one phrase."""
    if len(words) == 1:
        return Phrase(*words[0][:4], tuple(words))
    top, bottom = min([word.top for word in words]), max([word.bottom for word in words])
    return Phrase(words[0].x0, top, max([word.x1 for word in words]), bottom, tuple(words))


def _raised_parts_back(lines: list[list[Word]]) -> list[list[Word]]:
    """Lines that hold nothing but small raised words belong to the line just below them."""
    kept: list[list[Word]] = []
    for words in reversed(lines):
        if kept and all(_raised(word, kept[-1]) for word in words):
            kept[-1].extend(words)
        else:
            kept.append(words)
    return kept[::-1]


def _raised(word: Word, below: list[Word]) -> bool:
    return len(word.text) <= 4 and any(
        word.size < 0.85 * base.size
        and word.bottom > base.top + 0.2 * base.size
        and -0.2 * base.size < word.x0 - base.x1 < 0.5 * base.size
        for base in below
    )


def _phrases(words: Sequence[Word], size: float, walls: Sequence[Ruling]) -> list[list[Word]]:
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    wide = min(max(_WIDE * size, 1.8 * usual), _WIDEST * size)
    walls = _among(words, walls) if walls else walls
    places = [wall.at for wall in walls]
    parts = [[words[0]]]
    for before, after, gap in zip(words, words[1:], gaps, strict=False):
        if _parted(before, after, gap, (usual, wide), size) or _walled(before, after, walls, places):
            parts.append([after])
        else:
            parts[-1].append(after)
    return parts


def _among(words: Sequence[Word], walls: Sequence[Ruling]) -> Sequence[Ruling]:
    """The walls that stand somewhere between these words, which come from left to right."""
    left, right = words[0].x0 - 1, words[-1].x0 + 1
    top, bottom = min([word.top for word in words]), max([word.bottom for word in words])
    return [wall for wall in walls if left <= wall.at <= right and wall.start < bottom and wall.end > top]


def _walled(before: Word, after: Word, walls: Sequence[Ruling], places: Sequence[float]) -> bool:
    """Whether one of the walls, which stand at these places from left to right, parts two words."""
    between = walls[bisect_left(places, before.x1 - 1) : bisect_right(places, after.x0 + 1)]
    return any(wall.start < before.bottom and wall.end > before.top for wall in between)


def _parted(before: Word, after: Word, gap: float, spaces: tuple[float, float], size: float) -> bool:
    usual, wide = spaces
    if gap > wide:
        return True
    if gap < 0.2 * size:
        return False
    left, right = is_number(before.text), is_number(after.text)
    if left and right and before.text[-1].isdigit() and after.text[0].isdigit():
        return gap > 0.4 * size or not _THOUSANDS.fullmatch(after.text)
    return (left or right) and gap > max(_WIDE_AT_NUMBER * size, 1.5 * usual)
