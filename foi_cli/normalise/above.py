"""Numbers on lines of their own: "Question 1" or "1." above its words, "Response 1" above the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from foi_cli.model import Table
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.wording import ASKS, STATES

_LINE = re.compile(
    r"\s*(?:(?P<word>question|request|query|part|point|item|q|(?:our\s)?(?:response|answer|reply)|a)"
    r"\s?(?:(?:no\.?|number)\s?)?)?(?P<number>\d{1,2})\s?(?(word)[.:)]?|[.)])\s*",
    re.IGNORECASE,
)
_ANSWERS = ("response", "answer", "reply", "a")


def joined(items: Sequence[Item]) -> Sequence[Item]:
    """The items, each question behind the number on the line above it, and a word over each answer. Numbers
    that do not count up from one are left alone, and so are questions that stand together, with no answer
    below each."""
    lines = {at: match for at, item in enumerate(items) if (match := _line(item)) is not None}
    over = {at for at, line in lines.items() if _is_answer(line)}
    asked = [at for at in lines if at not in over]
    if len(asked) < 2 or not _count_up([lines[at] for at in asked]) or not _answered(items, asked, over):
        return items
    return tuple(_written(items, lines, over))


def _line(item: Item) -> re.Match[str] | None:
    if isinstance(item, Table) or not item.is_own or len(item.text) > 24:
        return None
    return _LINE.fullmatch(item.text)


def _is_answer(line: re.Match[str]) -> bool:
    return (line["word"] or "").lower().endswith(_ANSWERS)


def _count_up(lines: Sequence[re.Match[str]]) -> bool:
    return [int(line["number"]) for line in lines] == [*range(1, len(lines) + 1)]


def _answered(items: Sequence[Item], asked: Sequence[int], over: AbstractSet[int]) -> bool:
    """Whether each number has words below it and something below these, and most of them ask or are answered
    under a heading."""
    between = [items[at + 1 : until] for at, until in pairwise([*asked, len(items)])]
    if not all(len(below) > 1 and isinstance(below[0], Paragraph) and below[0].is_own for below in between):
        return False
    votes = sum(_asks(below[0]) or at + 2 in over for at, below in zip(asked, between, strict=True))
    return 2 * votes > len(asked)


def _asks(item: Item) -> bool:
    if isinstance(item, Table) or STATES.search(item.text):
        return False
    return item.text.rstrip().endswith("?") or ASKS.match(item.text) is not None


def _written(
    items: Sequence[Item], lines: Mapping[int, re.Match[str]], over: AbstractSet[int]
) -> Iterator[Item]:
    """Each question with its number, and the words over answers without theirs."""
    for at, item in enumerate(items):
        above = items[at - 1] if at - 1 in lines and at - 1 not in over else None
        if isinstance(item, Paragraph) and isinstance(above, Paragraph):
            number = lines[at - 1]["number"]
            yield replace(above, text=f"Question {number}:", wish=True, style="text").joined(item)
        elif isinstance(item, Paragraph) and at in over:
            yield replace(item, text="Answer")
        elif at not in lines:
            yield item
