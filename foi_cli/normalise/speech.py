"""What a paragraph of a letter does: it wishes, answers, tells a number, or belongs to the letter's head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_cli.model import Table
from foi_cli.normalise import turns
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.sought import sought

_WISH = sought(
    r"\?|\b(?:please\s(?:provide|supply|confirm|state|send|could)|I\s(?:would\slike|am\s(?:writing|requesting)|request\b|wish)"
    r"|the\s(?:total\s)?number\sof|could\syou|how\smany|clarification)\b",
)
_HEADED = re.compile(
    r"\W*(?:(?:our|your|foi|request|case|information)\s){0,2}(?:ref(?:erence)?|date|dated|requested|responded|received|published|subject|re|tel"
    r"|telephone|phone|e-?mail|page|version|to|from|title)\b.{0,80}$|(?:foi|freedom\sof\sinformation|environmental\sinformation)\b[^?]{0,110}$",
    re.IGNORECASE,
)
"""A line of the letter's head: references, dates, the subject."""
_HEAD = 15
"""Items in which the head of a letter ends."""
NUMBERED = re.compile(r"\s*(?:Q\s?)?\d{1,2}\s?[.):]")
_COURTESY = re.compile(
    r"dear\s|good\s(?:morning|afternoon)\b|hello\b|hi\b|thank\syou\sfor\s(?:your|the)\b|(?:I|we)\s(?:am|are)\swriting\b"
    r"|(?:I|we)\srefer\sto\b|further\sto\syour\b|with\sreference\sto\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\W{0,3}(?:£?\d|(?:nil|none|yes|no|n/a|not\s(?:held|applicable))\b)", re.IGNORECASE)
_TELLS_NUMBER = re.compile(
    r"\W{0,3}(?:(?:we|there|in\sall|yes|no|none|nil)\b|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s|£?\d)"
    r"|[^?:=]{1,60}\s?[:=–-]\s{0,3}[£~<]?\d[\d,.]{0,15}\w{0,2}\W*$",
    re.IGNORECASE,
)
"""An answer: "We inspected 665", "Two households", "April 2022: 31"."""
_DATUM = re.compile(
    r".{8,200}?\?\s{1,3}[£~<]?\d|\W*(?:19|20)\d\d(?:[/-]\d{2,4})?\s?:\s*[£~<]?\d|\W*(?:19|20)\d\d\b[^?]{0,40}?\s[=–-]\s*\S|[^?]{0,80}=\s*£?\d|(?:the\s)?(?:total|number)\b[^?:]{0,80}:\s*£?\d",
    re.IGNORECASE,
)


def head(items: Sequence[Item]) -> int:
    """Where the head of a letter ends: behind its last reference, date, salutation or courtesy."""
    headed = [
        at
        for at, item in enumerate(items[:_HEAD])
        if isinstance(item, Paragraph)
        and item.is_own
        and (_HEADED.match(item.text) or (_COURTESY.match(item.text) and not is_numbered_wish(item)))
    ]
    return headed[-1] + 1 if headed else 0


def is_own(item: Item) -> bool:
    """False for older mail and furniture, whose wishes are not those above the answer."""
    return isinstance(item, Table) or item.is_own


def wishes(item: Item) -> bool:
    """True for a paragraph that asks for something."""
    return (
        isinstance(item, Paragraph)
        and _WISH.search(lowered(item.text)) is not None
        and not turns.opens(item.text)
    )


def is_numbered_wish(item: Item) -> bool:
    """True for one that does, and has a number."""
    return isinstance(item, Paragraph) and bool(NUMBERED.match(item.text)) and wishes(item)


def answers(item: Item) -> bool:
    """True for a paragraph without a number of its own that begins with one, or with a word that answers."""
    if isinstance(item, Table):
        return False
    return not NUMBERED.match(item.text) and _ANSWERS.match(item.text) is not None


def tells(item: Item) -> bool:
    """True for a table, and a line that begins as an answer does, without a number of its own."""
    if isinstance(item, Table):
        return True
    return item.is_own and not NUMBERED.match(item.text) and _TELLS_NUMBER.match(item.text) is not None


def gives_data(item: Item) -> bool:
    """True for a table, or a line that states a number for a year."""
    return isinstance(item, Table) or bool(_DATUM.match(item.text))
