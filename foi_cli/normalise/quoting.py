"""Numbered questions that an answer repeats in quotation marks: “2. How many were upheld?”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from foi_cli.model import Table
from foi_cli.normalise.paragraphs import Item, Paragraph

_OPENS = re.compile(r"[“\"‘'«](?=(?:Q(?:uestion)?\s?)?\d{1,2}\s?[a-h]?\s?[.):]\s{0,3}[A-Z(])")
_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}
_DOUBLE = '“"«'
_ENDS = (".", "?", ":", ";")


def unquoted(items: Iterable[Item]) -> Iterator[Item]:
    """The items, each question in quotation marks without them, and what answers it behind them by itself."""
    for item in items:
        opens = None if isinstance(item, Table) else _OPENS.match(item.text)
        if opens is None or not isinstance(item, Paragraph):
            yield item
        else:
            yield from _parted(item, opens[0])


def _parted(item: Paragraph, opening: str) -> Iterator[Paragraph]:
    """The question, and the answer behind it where there is one. An apostrophe closes nothing before the end;
    marks that nothing closes go on through the items below."""
    text = item.text.rstrip(" .")
    closing = _CLOSING[opening]
    last = len(text) - 1 if text.endswith(closing) else -1
    end = text.find(closing, 1) if opening in _DOUBLE else last
    if end < 0:
        yield item.tail(1)
    elif end == last or text[:end].rstrip().endswith(_ENDS):
        yield replace(item.head(end).tail(1), wish=True)
        yield from (item.tail(end + 1),) if end != last else ()
    else:
        yield item
