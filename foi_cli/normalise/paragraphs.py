"""Lines as laid out become paragraphs as meant: text wrapped at a margin is joined again.

A line break is a choice of the writer where the next word would still have fitted, and a matter of the
margin where it would not: only the second kind is undone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from foi_cli.model import Block, Passage, Place, Style, Table
from foi_cli.normalise import dates

WIDEST_MARGIN = 140
"""Characters; text whose lines run longer than this was not wrapped at a margin."""

NARROWEST_MARGIN = 45
"""Characters; a letter whose lines are all shorter is a list, not text that was wrapped."""

ITEM = re.compile(
    r"""\s*(?:
    [-–•·*▪o]\s+                                   # a bullet
    |(?:Q|Question\s)\s?\d{1,2}\b                    # Q2.  Question 3
    |\d{1,2}\s?[.)](?:[A-Za-z]\b)?(?!\d)             # 2.   3)   2.A
    |\(?(?:[a-h]|i{1,3}|iv|v)\)\s                    # a)  (b)
    |(?:[a-h]|i{1,3}|iv|vi{0,3}|ix|x)\.\s            # a.   iv.
    |\(?(?:vi{1,3}|ix|x)\)\s                        # (vii)
    )""",
    re.VERBOSE,
)
"""How an item of a list begins."""
_BEGINS_ANEW = re.compile(
    r"(?:(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?|\d\d/\d\d)(?:\s\([^()]{1,40}\))?\s?[:=–-]?\s?[£~<]?\d"
    r"|(?:[Tt]his|[Ll]ast)\syear\b[^.:=;]{0,60}\s?[:=–-]\s[£~<]?\d"
    r"|(?:How|What|Which|When|Who|Please|Did|Does|Do|Are|Is|Were|Was|Has|Have|Can)\b[^?]{8,200}\?"
)
"""A year with its number, or a question to its end: neither goes on with the line above."""
_SETTLED = re.compile(r"(?:[.!]|[£\d][\d,.]{0,30}%?)$")
"""A line that ends a sentence or states a number: what begins with a capital below it is something new."""

_MONTH = dates.small_pattern(dates.MONTH)
_NUMBER_LAST = re.compile(r"[£\d][\d,.]{0,30}(?<!\.)%?$")
"""A line that states a number, and ends no sentence."""
_CLOSES = re.compile(
    r"(?:If you (?:are|have|remain|require|wish|would)|Should you|You (?:can|may|have the right)|Yours)\s"
)
"""How the courtesies below an answer begin, in a paragraph of their own though nothing shows it."""
_DANGLING = re.compile(r"\s(?:in|of|to|for|the|at|by|from|and|than|between|until|on|were|was|is|are)$")
"""Words with which no line ends that was broken on purpose."""
_OPEN_ENDED = re.compile(r"\s[a-z]{2,30}$")
_NUMBER_OF = re.compile(r"\d[\d,]{0,12}\s[a-z]{3,30}\s[a-z]")
""" "… the Service attended" / "214 incidents in which …": at a ragged margin a sentence goes on."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, item or heading. `starts` pairs an offset in the text with its source line; `wish` is
    true of a question that is quoted above its answer, all of which the requester wrote; `cell` is the place
    of the cell that it stands in, in a table."""

    text: str
    starts: tuple[tuple[int, int | None], ...]
    page: int | None = None
    style: Style = "text"
    wish: bool = False
    cell: Place | None = None

    @property
    def is_own(self) -> bool:
        """Whether the author says it: it is neither furniture nor quoted."""
        return self.style not in ("banner", "quoted")

    @property
    def line(self) -> int | None:
        """The source line on which it begins."""
        return self.starts[0][1]

    def place(self, file: str, offset: int = 0) -> Place:
        """The place of the character at this offset."""
        if self.cell is not None:
            return replace(self.cell, file=file)
        index = bisect_right(self.starts, offset, key=lambda start: start[0]) - 1
        return Place(file, page=self.page, line=self.starts[max(index, 0)][1])

    def tail(self, offset: int) -> Paragraph:
        """What stands from this offset on, as a paragraph of its own with the same lines."""
        offset += len(self.text[offset:]) - len(self.text[offset:].lstrip())
        index = max(bisect_right(self.starts, offset, key=lambda start: start[0]) - 1, 0)
        starts = tuple((max(begin - offset, 0), line) for begin, line in self.starts[index:])
        return replace(self, text=self.text[offset:], starts=starts)

    def joined(self, other: Paragraph) -> Paragraph:
        """This one with another behind it."""
        base = len(self.text) + 1
        starts = (*self.starts, *((base + begin, line) for begin, line in other.starts))
        return replace(self, text=f"{self.text} {other.text}", starts=starts)

    def head(self, offset: int) -> Paragraph:
        """What stands before this offset."""
        return replace(self, text=self.text[:offset].rstrip())


Item = Paragraph | Table


def unwrap(blocks: Sequence[Block]) -> tuple[Item, ...]:
    """The blocks with wrapped lines joined into paragraphs; tables stay where they stand."""
    own = [_unmarked(block) if isinstance(block, Passage) else block for block in blocks]
    margin = _margin(block for block in own if isinstance(block, Passage))
    return tuple(_joined(own, margin))


def _unmarked(passage: Passage) -> Passage:
    """A quoted line without the marks before it."""
    if passage.style != "quoted" or not passage.text.startswith(">"):
        return passage
    return replace(passage, text=passage.text.lstrip("> \t"))


def _margin(passages: Iterable[Passage]) -> int:
    """The width at which lines were wrapped; 0 where they were not."""
    lengths = sorted(len(passage.text) for passage in passages if passage.line is not None)
    if not lengths or lengths[-1] > WIDEST_MARGIN:
        return 0
    margin = lengths[int(0.98 * (len(lengths) - 1))]
    return margin if margin >= NARROWEST_MARGIN else 0


def _joined(blocks: Sequence[Block], margin: int) -> Iterator[Item]:
    open_lines: list[Passage] = []
    for block in blocks:
        if isinstance(block, Passage) and open_lines and _continues(open_lines[-1], block, margin):
            open_lines.append(block)
            continue
        if open_lines:
            yield _paragraph(open_lines)
        open_lines = []
        if isinstance(block, Table):
            yield block
        elif block.text:
            open_lines = [block]
    if open_lines:
        yield _paragraph(open_lines)


def _continues(before: Passage, line: Passage, margin: int) -> bool:
    if line.page is not None and line.line is None:
        return line.page == before.page and _same_style(before.style, line.style) and _set_on(before, line)
    if not margin or line.after_gap or before.line is None or not _same_style(before.style, line.style):
        return False
    if ITEM.match(line.text) and not _mid_sentence(before.text, line.text):
        return False
    if _DANGLING.search(before.text) and line.text[:1].isdigit():
        return True
    if _BEGINS_ANEW.match(line.text) and not before.text.endswith((",", "-", "–", " and", " of", " to")):
        return False
    if before.text.endswith(("-", "–")) or before.text.count("(") > before.text.count(")"):
        return True
    if before.text.endswith(("?", ":")) or (
        not (line.text[:1].islower() or before.text[-1:].isalpha())
        and _SETTLED.search(before.text, max(0, len(before.text) - 40))
    ):
        return False
    if 5 * len(before.text) > 4 * margin and _OPEN_ENDED.search(before.text) and _NUMBER_OF.match(line.text):
        return True
    first_word = line.text.partition(" ")[0]
    full = len(before.text) + 1 + len(first_word) > margin
    return full or (line.text[:1].islower() and not before.text.endswith((".", "!")))


def _set_on(before: Passage, line: Passage) -> bool:
    """Whether a line of a page goes on with the one above it: that one was full, or it leaves its sentence
    open; and this is no item of a list whose lines are all full."""
    text = before.text
    if (
        line.after_gap
        or text.endswith(("?", ":"))
        or (text.endswith(".") and _CLOSES.match(line.text))
        or (ITEM.match(line.text) and not _mid_sentence(text, line.text))
    ):
        return False
    if not line.wrapped:
        return len(text) >= NARROWEST_MARGIN and line.text[:1].islower() and not text.endswith((".", "!"))
    number = _NUMBER_LAST.search(text, max(0, len(text) - 40))
    return number is None or not line.text[:1].isupper() or _MONTH.match(line.text.lower()) is not None


def _same_style(before: Style, line: Style) -> bool:
    """True where the second line may go on with the first: the later lines of an item are plain text."""
    return before == line or (before == "item" and line == "text")


def _mid_sentence(before: str, line: str) -> bool:
    """True for a dash or a number that only looks like a list item because a margin fell before it."""
    return before.endswith(("-", "–", ",")) or (
        line[:1].isdigit() and before.endswith((" of", " to", " and"))
    )


def _paragraph(lines: Sequence[Passage]) -> Paragraph:
    text, starts = "", []
    for passage in lines:
        if text:
            text += " "
        starts.append((len(text), passage.line))
        text += passage.text
    return Paragraph(text, tuple(starts), lines[0].page, lines[0].style)
