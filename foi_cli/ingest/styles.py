"""What a line is besides text: furniture of the page, part of an older message, heading, item of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from foi_cli.ingest.lines import Line, is_amount, is_item, is_total, tail
from foi_cli.model import Style

_BANNER = re.compile(
    r"""skip\ (?:to|navigation|straight)\b.* | (?:go\ )?(?:back\ )?to\ top(?:\ of\ page)?
    | quickly\ exit\ this\ site\b.* | (?:leave|exit)\ this\ (?:site|page)(?:\ now)?
    | (?:accept|reject|allow|manage|view|customise|hide)\ (?:(?:all|additional|analytics|this)\ )?cookies?
    | hide\ this\ (?:cookie\ )?message
    | this\ (?:site|website|service)\ (?:uses\ cookies\b.*|is\ a\ beta\b.*) | we\ use\ cookies\b.*
    | sorry,\ there\ was\ a\ (?:technical\ )?problem\b.*
    | (?:show|hide)\ quoted\ sections? | view\ as\ html | download(?:\ file)? | \d+(?:\.\d+)?\s?[km]b?
    | print\ this\ page | share\ this\ page.* | (?:main\ )?menu | search(?:\ this\ site)?
    | log\ ?in | sign\ in
    | page\ \d+(?:\ of\ \d+)? | (?:home\ ?[>›»|/]\ ?).*""",
    re.IGNORECASE | re.VERBOSE,
)
_COOKIES = re.compile(
    r"\b(?:essential|additional|analytics|optional) cookies\b"
    r"|\bcookie (?:settings|preferences|policy|notice)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\W{0,3}(?:from|sent|date|to|cc|bcc|subject|importance|attachments?)\W{0,3}:", re.IGNORECASE
)
_FROM = re.compile(r"\W{0,3}from\W{0,3}:\W{0,3}\s*\S", re.IGNORECASE)
_ORIGINAL = re.compile(r"[-_=\s]{3,}\s?original (?:message|appointment)\s?[-_=\s]*|_{20,}$", re.IGNORECASE)
_FORWARDED = re.compile(r"[-\s]*(?:begin )?forwarded (?:message|by)\b.*", re.IGNORECASE)
_WROTE = re.compile(r"on .{6,120}(?:<[^\s@]+@[^\s>]+>|\d{1,2}:\d\d.{1,80}) ?wrote:", re.IGNORECASE)
_MAY_QUOTE = re.compile(r"[-_=\s]{3}|\W{0,3}(?:from|on)\b", re.IGNORECASE)
_HEADING_MARK = re.compile(r"#{1,6}\s+\S|\*\*[^*]{2,80}\*\*:?$")
_CAPITALS = re.compile(r"(?=(?:.*[A-Z]){5})[A-Z0-9 &/,'’()–:-]{8,80}")
_LONGEST_BANNER = 400
_RUNNING = 80
"""Longest running header, in characters."""


def apply(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their styles; a style that one already has stays."""
    quoted = _quoted(lines)
    running = _running(lines)
    edges = _edges(lines) if any(line.opens_page for line in lines) else frozenset()
    return tuple(
        _styled(
            line, "quoted" if quoted[at] else "banner" if running[at] or at in edges else style_of(line.plain)
        )
        if line.style == "text"
        else line
        for at, line in enumerate(lines)
    )


def _styled(line: Line, style: Style) -> Line:
    return line if style == "text" else line._replace(style=style)


@lru_cache(maxsize=16_384)
def style_of(text: str) -> Style:
    """The style that a line's own words give it."""
    if len(text) < _LONGEST_BANNER and is_banner(text):
        return "banner"
    if _HEADING_MARK.match(text):
        return "heading"
    if text.isupper() and _CAPITALS.fullmatch(text) and not is_total(text) and not tail(text)[1]:
        return "heading"
    return "item" if is_item(text) and not tail(text)[1] else "text"


def is_banner(text: str) -> bool:
    """Whether a line is furniture of a web page: cookie notices, "Skip to content", a download button."""
    if "cookie" in text.lower() and _COOKIES.search(text) is not None:
        return True
    return _BANNER.fullmatch(text) is not None


def _quoted(lines: Sequence[Line]) -> list[bool]:
    """Which lines belong to an older message: lines that start with ">", and all from an older message's
    head on. The head at the top of a text is its own, and a forwarded message is what was sent."""
    marks = [False] * len(lines)
    body = False
    for at, line in enumerate(lines):
        text = line.plain
        if text.startswith(">") and not is_amount(text.split()[0]):
            marks[at] = True
        elif "orward" in text and _FORWARDED.fullmatch(text):
            body = False
        elif body and _starts_older(lines, at):
            return marks[:at] + [True] * (len(lines) - at)
        elif not body and not _HEADER.match(text) and not is_banner(text):
            body = True
    return marks


def _starts_older(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].plain
    if not _MAY_QUOTE.match(text):
        return False
    following = [line.plain for line in lines[at + 1 : at + 6]]
    if _ORIGINAL.fullmatch(text):
        return any(_HEADER.match(line) for line in following) or "original" in text.lower()
    if _WROTE.fullmatch(" ".join([text, *following[:1]])) or _WROTE.fullmatch(text):
        return True
    return _FROM.match(text) is not None and sum(_HEADER.match(line) is not None for line in following) >= 2


def _running(lines: Sequence[Line]) -> list[bool]:
    """Which lines repeat a running header: words alone in their paragraph that stood there before.

    The first stays text. Labels of tables and answers ("Yes") repeat as well, so a header must have three
    words or more, start a paragraph and end it.
    """
    texts = [line.plain if _stands_alone(lines, at) else "" for at, line in enumerate(lines)]
    often = Counter(text for text in texts if text)
    seen: set[str] = set()
    marks = []
    for text in texts:
        marks.append(bool(text) and often[text] > 1 and text in seen)
        seen.add(text)
    return marks


def _edges(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines at the very edges of pages are the number of the page, or words that stand at an edge of
    another page as well. The first header stays text: it may be all that says whose letter this is."""
    tops = [0, *(at for at, line in enumerate(lines) if line.opens_page and at), len(lines)]
    pages = list(pairwise(tops))
    heads = [range(top, min(top + _EDGE, end)) for top, end in pages]
    feet = [range(max(end - _EDGE, head.stop), end) for (_, end), head in zip(pages, heads, strict=True)]
    often = Counter(lines[at].plain for edge in (*heads, *feet) for at in edge)
    found: set[int] = set()
    told: set[str] = set()
    for page, (head, foot) in enumerate(zip(heads, feet, strict=True), 1):
        found.update(_outermost(lines, reversed(foot), page, often))
        for at in _outermost(lines, head, page, often):
            text = lines[at].plain
            if text in told or len(text) < _WORDY:
                found.add(at)
            told.add(text)
    return frozenset(found)


def _outermost(
    lines: Sequence[Line], edge: Iterable[int], page: int, often: Mapping[str, int]
) -> Iterator[int]:
    """The lines of an edge, from the outermost inwards, up to the first that is the page's own."""
    for at in edge:
        text = lines[at].plain
        number = _PAGE_NUMBER.fullmatch(text)
        if int(number[1]) != page if number is not None else len(text) < _WORDY or often[text] < 2:
            return
        yield at


_EDGE = 3
"""Lines at the top and at the foot of a page among which its header and its footer stand."""
_WORDY = 8
"""Characters that no label of a row has by chance."""
_PAGE_NUMBER = re.compile(
    r"(?:page\s)?[-–\s]{0,3}(\d{1,3})(?:\s(?:of|/)\s\d{1,3})?[-–\s]{0,3}", re.IGNORECASE
)


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].plain
    if len(text) > _RUNNING or text.count(" ") < 2 or "\t" in lines[at].text or text[-1] in ".?!:;,":
        return False
    before = at == 0 or lines[at].gap
    after = at + 1 == len(lines) or lines[at + 1].gap
    return before and after and not is_item(text) and not any(map(str.isdigit, text))
