"""The elements of a web page that hold one message each, as request sites and mail archives mark them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from lxml import etree

from foi_cli.ingest.encoding import fold

_CLASS = re.compile(
    r"(?<![\w-])(?:incoming|outgoing|correspondence|message|email|post|reply)(?![\w-])", re.IGNORECASE
)
_AUTHOR = re.compile(r"(?<![a-z])(?:author|sender|from)(?![a-z])", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_FROM = re.compile(r"\W{0,3}from\s?:", re.IGNORECASE)
_HEAD = 300
"""Characters of a message in which its sender and date stand."""
_LOOKED_AT = 40
"""Pieces of a message, and elements, among which they do."""


def find(root: etree._Element) -> Mapping[etree._Element, str]:
    """The messages of a page, the most that stand beside each other, each with its sender; "" where its text
    says "From:"."""
    beside: dict[etree._Element | None, list[etree._Element]] = defaultdict(list)
    for element in root.iter("div", "article", "section", "li"):
        if _CLASS.search(element.get("class") or ""):
            beside[element.getparent()].append(element)
    most = max(beside.values(), key=len, default=[])
    told = {element: sender for element in most if (sender := _sender(element)) is not None}
    return told if len(told) > 1 else {}


def _sender(element: etree._Element) -> str | None:
    """Who sent a message, by an element that says so; "" where "From:" does, None for what is no message."""
    head = _words(element)
    if _DATED.search(head) is None:
        return None
    if _FROM.match(head):
        return ""
    inner = islice(element.iter(), 1, _LOOKED_AT)
    named = (_words(each) for each in inner if _AUTHOR.search(each.get("class") or ""))
    return next((name for name in named if 1 < len(name) < _HEAD), None)


def _words(element: etree._Element) -> str:
    """What an element begins with."""
    return fold(" ".join(str(words)[:_HEAD] for words in islice(element.itertext(), _LOOKED_AT)))[:_HEAD]
