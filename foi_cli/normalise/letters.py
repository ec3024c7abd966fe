"""A letter has parts: the request it echoes, the answer, its closing courtesies, older mail quoted below.

Only the answer can hold figures. Numbers in the request are wishes, those in the closing are telephone
numbers and deadlines, and what is quoted was said by somebody else or at another time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from foi_cli.model import Table
from foi_cli.normalise import (
    above,
    cells,
    interleaved,
    lowercase,
    quoting,
    sectioned,
    speech,
    turns,
    unread,
)
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.paragraphs import Item, Paragraph

Section: TypeAlias = Literal["opening", "request", "answer", "closing"]

_REQUEST_BEGINS = lowercase.compiled(
    r"""(?:\W*(?:(?:your|the|original|full)\s)?(?:request|information\srequested|question)s?\W*$)
    |you\s(?:have\s)?(?:asked|requested)\b.{0,60}(?:following|information|:\s*$)
    |.{0,40}\b(?:you\s(?:seek|sought|requested|asked\sfor)|you\sare\sseeking)\b.{0,60}\binformation:?\s*$
    |[^?]{0,200}\byou\s(?:asked|requested|wrote|enquired)(?:\s(?:us|for|as\sfollows|the\sfollowing(?:\s(?:questions|information))?)){0,2}:\s*$
    |your\s(?:request|question)s?\s(?:was|were|read|reads|stated)\b(?!\s(?:dated|received|made|submitted|sent|logged|acknowledged|on|for|under|handled|refused|closed|dealt|processed|considered|answered|assessed|passed|forwarded))
    |in\syour\s(?:e-?mail|letter|request).{0,60}\byou\s(?:asked|requested)\b""",
    re.VERBOSE,
)
_ANSWER_BEGINS = lowercase.compiled(
    r"""\W*(?:(?:our|the|my)\s)?(?:response|reply|answer|decision)s?\W*$
    |.{0,200}\b(?:response|reply|answer)s?\b.{0,80}\b(?:below|follows|following)\b
    |.{0,100}\bresponds?\sas\sfollows\b
    |in\s(?:response|reply|answer)\W*$
    |[^?]{0,300}[.;]\s(?:(?:our|the)\s)?(?:response|reply|answer)s?:\s*$
    |\W*(?:the\s)?(?:response|reply)\s(?:of|from|by)\s[^.?:;]{3,80}$
    |(?:in|with)\s(?:relation|regards?|respect)\s(?:to|of)\s(?:your\s)?(?:questions?|points?|parts?)\s\d
    |(?:information|data|figures)\s(?:disclosed|provided|released)\W*$
    |I\shave\s(?:today\s)?decided\b
    |please\s(?:find|see)\b.{0,80}\b(?:below|attached|enclosed|pursuant)\b
    |(?:in|by\sway\sof)\s(?:response|reply|answer)\sto\b(?!\sthe\spublic)
    |(?:we|I)\s(?:can\sconfirm|have\sconsidered|do\snot\shold|hold\b)
    |here\sis\sthe\sinformation\b
    |the\s(?:outstanding\s)?information\syou\s(?:have\s)?requested\sis\b""",
    re.VERBOSE,
)
_TELLS = lowercase.compiled(
    r"we\s(?:have\s)?(?:received|recorded|issued|paid|spent|employ|employed|upheld|own|owned)\s[^?]{0,40}\d[^?]{0,400}$",
)
"""A sentence below a request in which the authority speaks: "We received 1,016 complaints"."""
_CLOSING_BEGINS = lowercase.compiled(
    r"""\W*(?:if\syou\s(?:have\sany\s(?:further\s)?quer|are\s(?:still\s)?(?:unhappy|dissatisfied|not\s(?:satisfied|content))
        |require\sany\sfurther|wish\sto\s(?:complain|appeal|request\s(?:an|a)\s(?:internal\s)?review)|remain\sdissatisfied
        |feel\syour\srequest|would\slike\sto\s(?:appeal|request\san\sinternal))
    |should\syou\s(?:have|require|wish|be\sunhappy|remain)
    |(?:kind|warm|best)?\s?regards\W*$|yours\s(?:sincerely|faithfully)
    |the\sinformation\sprovided\sin\sthis\sresponse\sis\savailable\sfor\sre-?use
    |(?:your\s)?(?:right\s(?:of|to)\s(?:appeal|complain)|complaint\srights|rights\sof\sreview|internal\sreview|appeals?\sprocedure)\W*$
    |you\s(?:have\sthe\sright|can\sask|may\sask|are\sentitled)\b.{0,80}\b(?:review|appeal|complain)
    |(?:this\se-?mail,?\sand\sany\sattachments|visible\slinks|copyright\W*$))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A document's items by part, each in the order of the document; banners belong to none. `cued` is true
    where words say that an answer begins."""

    opening: tuple[Item, ...]
    request: tuple[Paragraph, ...]
    answer: tuple[Item, ...]
    closing: tuple[Item, ...]
    quoted: tuple[Paragraph, ...]
    cued: bool = False

    @property
    def own_text(self) -> tuple[Paragraph, ...]:
        """What the authority wrote itself, the echoed request apart."""
        parts = (*self.opening, *self.answer, *self.closing)
        return tuple(item for item in parts if isinstance(item, Paragraph))


def divide(items: Sequence[Item]) -> Letter:
    """The parts of a letter. Without any heading or cue, all that is neither wish nor courtesy is answer."""
    items = interleaved.answered(tuple(quoting.unquoted(above.joined(items))))
    sections = _cued(items)
    cued = "answer" in sections and not _is_late(items, sections)
    if not cued:
        sections = _uncued(items, sections)
    elif "request" not in sections:
        sections = _told_before(items, _with_request(items, sections))
    sections = _one_by_one(items, sections)
    if not cued and (begun := sectioned.begins(items)) is not None:
        sections = [own if at < begun or own == "closing" else "answer" for at, own in enumerate(sections)]
    parts: dict[Section, list[Item]] = {"opening": [], "request": [], "answer": [], "closing": []}
    quoted: list[Paragraph] = []
    for item, section in zip(items, sections, strict=True):
        if isinstance(item, Table):
            parts["answer" if section in ("opening", "request") else section].append(item)
        elif item.style == "quoted":
            quoted.append(item)
        elif item.style != "banner":
            parts[section].append(item)
    request = tuple(item for item in parts["request"] if isinstance(item, Paragraph))
    opening, answer, closing = (tuple(parts[part]) for part in ("opening", "answer", "closing"))
    return Letter(opening, request, answer, closing, tuple(quoted), cued)


def _cued(items: Sequence[Item]) -> list[Section]:
    """The section of each item by the cues that letters give: headings and set phrases."""
    section: Section = "opening"
    sections: list[Section] = []
    for item in items:
        if isinstance(item, Paragraph) and item.style not in ("quoted", "banner"):
            section = _next(section, lowered(item.text))
        sections.append(section)
    return sections


def _next(section: Section, small: str) -> Section:
    """The section that begins with, or goes on through, this paragraph in small letters."""
    if section == "closing":
        return section
    if _CLOSING_BEGINS.match(small):
        return "closing"
    if section == "opening" and _REQUEST_BEGINS.match(small):
        return "request"
    if section in ("opening", "request") and (_ANSWER_BEGINS.match(small) or turns.opens(small)):
        return "answer"
    if section == "request" and _TELLS.match(small):
        return "answer"
    return section


_FIGURES = 4
"""Cells with figures that a table of data has at least; one with references at the head has fewer."""


def _is_late(items: Sequence[Item], sections: Sequence[Section]) -> bool:
    """Whether a table of figures stands above the first words that begin an answer: it began before."""
    above = items[: sections.index("answer")]
    return any(isinstance(item, Table) and _holds_figures(item) for item in above)


def _holds_figures(table: Table) -> bool:
    return sum(cells.kind(cell) == "number" for row in table.rows for cell in row) >= _FIGURES


def _with_request(items: Sequence[Item], sections: Sequence[Section]) -> list[Section]:
    """Wishes between the head and the answer are the request, though no heading says so; unless the first of
    them have their answers below them already."""
    answer = sections.index("answer")
    between = range(speech.head(items[:answer]), answer)
    wishes = [at for at in between if speech.is_own(items[at]) and speech.wishes(items[at])]
    first = wishes[0] if wishes else answer
    headed = next((at for at in between if _is_first_heading(items, at)), answer)
    echoed = _is_answered(items[first]) or (
        speech.is_numbered_wish(items[first]) and any(map(speech.answers, items[first:answer]))
    )
    if headed < first:
        first, echoed = headed, True
    own: Section = "answer" if echoed else "request"
    return [own if first <= at < answer else section for at, section in enumerate(sections)]


def _is_answered(item: Item) -> bool:
    """Whether an item is a question that is known to have its answer below it."""
    return isinstance(item, Paragraph) and item.wish


def _told_before(items: Sequence[Item], sections: Sequence[Section]) -> list[Section]:
    """What the authority tells in numbers between the head and the cue is answer as well: "The Trust runs
    eight schools … Finally, you asked what …"."""
    if "request" in sections:
        return [*sections]
    answer = sections.index("answer")
    told = [
        at
        for at in range(speech.head(items[:answer]), answer)
        if isinstance(item := items[at], Paragraph) and item.is_own and _SENTENCE.fullmatch(item.text)
        if not speech.wishes(item) and not _ABOUT_REQUEST.search(item.text) and unread.numbers(item.text)
    ]
    first = told[0] if told else answer
    return ["answer" if first <= at < answer else section for at, section in enumerate(sections)]


_SENTENCE = re.compile(r"[A-Z].{40,}[.]", re.DOTALL)
_ABOUT_REQUEST = re.compile(r"\b(?:your|the)\s(?:\w+\s)?(?:request|e-?mail|letter|enquiry)\b", re.IGNORECASE)


_FIRST = re.compile(
    r"\s{0,4}(?:(?:Q(?:uestion)?|Part|Point|Item|Query|Request)\.?\s?)?\(?1a?\s?[.):–-]\s?(?!\d)",
    re.IGNORECASE,
)


def _is_first_heading(items: Sequence[Item], at: int) -> bool:
    """True for number one of a list of headings, which has its answer below it and no number two."""
    item, below = items[at], items[at + 1] if at + 1 < len(items) else None
    if isinstance(item, Table) or _FIRST.match(item.text) is None:
        return False
    return isinstance(below, Table) or (below is not None and not _LISTED.match(below.text))


def _uncued(items: Sequence[Item], sections: Sequence[Section]) -> list[Section]:
    """Without cues, wishes at the top are the request when the answer does not echo them one by one."""
    answered = _answered(items)
    if len(answered) > 1:
        told = range(answered[0], len(items))
        return ["answer" if at in told and own != "closing" else own for at, own in enumerate(sections)]
    divided: list[Section] = list(sections)
    first = next(
        (index for index, item in enumerate(items) if speech.gives_data(item)), _behind_wishes(items)
    )
    echoes = [at for at, item in enumerate(items[:first]) if speech.is_numbered_wish(item)]
    head = min(speech.head(items[:first]), *echoes, len(items)) if echoes else speech.head(items[:first])
    wishes = [at for at in range(head, first) if speech.wishes(items[at])]
    for index, section in enumerate(sections):
        if section == "opening":
            asked = bool(wishes) and not echoes and wishes[0] <= index < first
            divided[index] = "request" if asked else "opening" if index < head else "answer"
        elif section == "request" and index >= first:
            divided[index] = "answer"
    return divided


def _answered(items: Sequence[Item]) -> list[int]:
    """Wishes that have their answers right below them, where none is numbered."""
    if any(map(speech.is_numbered_wish, items)):
        return []
    return [
        at
        for at, (item, below) in enumerate(pairwise(items))
        if speech.is_own(item) and speech.wishes(item) and not speech.wishes(below) and speech.tells(below)
    ]


def _behind_wishes(items: Sequence[Item]) -> int:
    """Where an answer in plain sentences may begin: behind the last wish."""
    wishes = [at for at, item in enumerate(items) if speech.wishes(item)]
    return wishes[-1] + 1 if wishes else len(items)


_LISTED = re.compile(r"\W{0,2}(?:Q(?:uestion)?\s?)?(\d{1,2}|[a-h](?=[.)]))(?=[.):\s])", re.IGNORECASE)


def _count(mark: str) -> int:
    """Where a mark stands in its list: 2 of "2" and of "b"."""
    return int(mark) if mark.isdigit() else ord(mark.lower()) - ord("a") + 1


def _one_by_one(items: Sequence[Item], sections: list[Section]) -> list[Section]:
    """A single question "1)" above an answer that goes on with "2)" is the first of those that the answer
    repeats one by one, and no request apart."""
    numbers: dict[Section, list[tuple[int, int]]] = {"request": [], "answer": []}
    for at, item in enumerate(items):
        number = _LISTED.match(item.text) if isinstance(item, Paragraph) else None
        if number is not None and sections[at] in numbers and speech.wishes(item):
            numbers[sections[at]].append((at, _count(number[1])))
    asked, answered = numbers["request"], [number for _, number in numbers["answer"]]
    if len(asked) != 1 or not answered or answered[0] != asked[0][1] + 1 or asked[0][1] in answered:
        return sections
    first = asked[0][0]
    return ["answer" if at >= first and part == "request" else part for at, part in enumerate(sections)]
