"""Answers below numbered headings, in a letter without a word between the request and its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from foi_cli.model import Table
from foi_cli.normalise import numbering, unread
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.wording import ASKS

_OF_LETTER = re.compile(
    r"\W*(?:the\s|your\s|our\s)?(?:request|response|reply|answer|decision)\b", re.IGNORECASE
)
""" "1. Your request", "2. Our response" are parts of a letter."""


def begins(items: Sequence[Item]) -> int | None:
    """Where the first of the headings 1, 2, 3 … stands that have their answers below them."""
    heads = [(at, found) for at, item in enumerate(items) if (found := _heading(item))]
    if len(heads) < 2 or heads[0][1] != "1":
        return None
    if not all(numbering.follows(below, above) for (_, above), (_, below) in pairwise(heads)):
        return None
    first, second = heads[0][0], heads[1][0]
    return first if any(map(_tells, items[first + 1 : second])) else None


def _heading(item: Item) -> str:
    """The number of a heading, "" where it has none or names a part of the letter."""
    if isinstance(item, Table) or item.style != "heading":
        return ""
    match = numbering.before(item.text)
    if match is None or match["letter"] or _OF_LETTER.match(item.text, match.end()):
        return ""
    return numbering.plain(match["q"] or match["n"])


def _tells(item: Item) -> bool:
    """Whether it is no wish, and gives a number."""
    if isinstance(item, Table):
        return True
    asks = "?" in item.text or ASKS.match(item.text)
    return isinstance(item, Paragraph) and not asks and bool(unread.numbers(item.text))
