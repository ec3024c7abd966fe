"""When a number of a sentence was counted: by the words behind it, before it, or around them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from foi_cli.model import Period
from foi_cli.normalise import dates, periods, timespans

NEAR = 240
"""Characters around a number in which words can say what it is."""
_IN_PERIOD = re.compile(
    r"[^.;:£\d]{0,80}?\b(?:in|for|during|throughout|by)\s(?:the\s)?(?:\w+\s){0,2}$", re.IGNORECASE
)
_OF_WHICH = re.compile(r"\bof\s(?:which|these|those|whom)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:\b(?:and|but|while|then|with)|[,;])\s(?:\w+\s)?(?:in|for|during)\s(?:the\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
"""What leads on to another number: "In 2022/23 the figure was 211 and in 2023/24 it was 187"."""
_BRACKET = re.compile(r"(?:\s[A-Za-z]+){0,3}\s?\(\s?(?:in\s|for\s)?")
""" "£4.6m (2021/22), £5.1m (2022/23)"."""
_IT_WAS = re.compile(
    r"\b(?:it|this|that|they|there|the\s(?:figure|number|total|amount))\s(?:was|is|were|are)$", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(
    r"(?:\s[a-z]+){0,3}?\s(?:in\s|for\s)?(?P<text>(?:the\s)?(?:year\sbefore|(?:previous|preceding|prior)\s(?:\w+\s)?year|year\searlier))\b",
    re.IGNORECASE,
)

_IN_QUARTER = re.compile(
    r"(?:\s[a-z]+){0,2}?\s(?:in|for|during)\s(?P<text>(?:Q|quarter\s)[1-4])(?=[\s,.;)]|$)(?!\s?(?:of\s)?['’(]?\d)",
    re.IGNORECASE,
)
""" "£2,500 in Q2 and £750 in Q4" of a year that is known from elsewhere."""


_FRONTED = re.compile(r"\W{0,3}(?:in|during|for)\s(?:the\s)?(?:\w+\syear\s)?", re.IGNORECASE)
_PAST = re.compile(r"\b(?:were|was)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|will|now|currently|present|today|to\sdate|since|so\sfar|previous|before|earlier|later|last|next)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer to the question `asked`, with the periods that it names; `taken` is the day of
    counting that its paragraph gives, `remarked` the period that stands behind it by itself,
    `framed` the one with which the sentence before it began."""

    text: str
    asked: str
    spans: tuple[tuple[int, int, Period], ...]
    taken: Period | None
    remarked: Period | None = None
    framed: Period | None = None

    def before(self, token: re.Match[str]) -> str:
        """The words before a number, without quotation marks and bullets at their end."""
        return self.text[max(token.start() - NEAR, 0) : token.start()].rstrip(" ‘’'“\"•-")


def frame_of(sentence: str, before: Period | None) -> Period | None:
    """The period that holds in a sentence of the past after one that began with it: "In 2022-23 there were no
    deaths. Nineteen people were injured." A sentence that names a time of its own ends it."""
    spans = periods.find(sentence)
    if not spans:
        return before if _PAST.search(sentence) and not _PRESENT.search(sentence) else None
    alone = len(spans) == 1 and _FRONTED.fullmatch(sentence, 0, spans[0][0])
    return spans[0][2] if alone else None


def when(sentence: Sentence, token: re.Match[str], until: int) -> tuple[Period | None, bool]:
    """The period of a number, and whether the sentence gives it one by itself: "198 in 2019 and 177 in 2020"
    gives each its own, "In 2022 the council received 5,124 complaints" one to all that follow."""
    spans = sentence.spans
    ahead = [span for span in spans if span[1] <= token.start()]
    behind = next((span for span in spans if token.end() <= span[0] < until), None)
    between = sentence.text[token.end() : behind[0]] if behind is not None else ""
    if behind is not None and _IN_PERIOD.fullmatch(between) and not (ahead and _NEXT.search(between)):
        return behind[2], True
    if behind is not None and _BRACKET.fullmatch(between) and sentence.text[behind[1] : behind[1] + 1] == ")":
        return behind[2], True
    quarterly = bool(spans) or "quarter" in sentence.asked.lower()
    quarter = _IN_QUARTER.match(sentence.text, token.end()) if quarterly else None
    if quarter is not None:
        year = ahead[-1][2] if ahead else None
        inside = timespans.inside(quarter["text"], year) if year is not None else None
        return inside or Period(quarter["text"]), True
    before = _YEAR_BEFORE.match(sentence.text, token.end(), until)
    if before is not None:
        return _year_before(before["text"], ahead), True
    if not spans:
        return sentence.remarked or sentence.framed or sentence.taken, False
    if len(spans) == 1:
        of_another = spans[0][0] >= until and _OF_WHICH.search(sentence.text, token.end(), until) is not None
        return (sentence.taken if of_another else spans[0][2]), False
    return (ahead[-1][2] if ahead else None), bool(ahead) and _IT_WAS.search(
        sentence.before(token)
    ) is not None


def _year_before(text: str, ahead: Sequence[tuple[int, int, Period]]) -> Period:
    """The year before the one that the sentence has named; one of unknown ends where it named no year."""
    named = ahead[-1][2] if ahead else Period(text)
    if named.start is None or named.end is None or named.end != dates.a_year_later(named.start):
        return Period(text)
    before = dates.a_year_before(named.start - timedelta(days=1))
    return Period(text, before, named.start - timedelta(days=1), True)
