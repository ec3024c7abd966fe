"""A written period is a stretch of time: "2019/20", "2022 (to 08/06/22)", "April 2017 - March 2018".

`read` takes a whole text or refuses; `find` looks inside a sentence; `limit` lets a request that says
"2023 (to date)" cut the plain "2023" of its answer. Ends are inclusive; what a text does not say stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from foi_cli.model import Period
from foi_cli.normalise import dates, lowercase, nearby, years
from foi_cli.normalise.dates import MONTH, YEAR, small_pattern
from foi_cli.normalise.expressions import BETWEEN, CUT, ENDING, ONWARDS, RANGE, SINCE, UP_TO, read
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.years import UNIT

__all__ = ["find", "limit", "read"]

_REACH = 60
"""Characters that the words of a period may stand before or after its first year, date or month."""

_UNIT_HEADS = "0123456789'’(acdfjmnoqsty"
_WITHIN = tuple(
    (small_pattern(family), frozenset(heads), lowercase.compiled(signs))
    for family, heads, signs in (
        (
            CUT,
            _UNIT_HEADS,
            r"[(\[]|\b(?:date|far|ytd|present|part|partial|inclusive|up|month|m\d{1,2})\b",
        ),
        (ENDING, "1fty", r"end|\bto\b|FYE|Y/?E"),
        (BETWEEN, "bfpt", r"between|from|period"),
        (RANGE, _UNIT_HEADS, r"[-–—]|\b(?:to|through|until|till|as)\b"),
        (UP_TO, "acitu", r"\b(?:to|until|till|as)\b"),
        (SINCE, "efs", r"since|from"),
        (ONWARDS, _UNIT_HEADS, r"[-–—]|onward|\b(?:to|until|up)\b"),
        (UNIT, _UNIT_HEADS, r""),
    )
)
"""Every family of expressions with the characters that it may begin with, and the signs without one of which
it cannot stand in a place: those are looked for first, as they cost little."""
_MONTHS = "|".join(dates.MONTHS)
_HEAD_PARTS = (
    rf"['’\d](?=9\d\d|0\d\d|\d{{0,2}}\s?[/.^-]|\d?\s?(?:st|nd|rd|th)|\d?[\s-]+(?:of|months|{_MONTHS}))",
    (
        r"a(?=pr|ug|/?y[\s)\d'’]|cademic\s|s\s)|b(?=etween\s)|c(?=alendar\s|ivic\s|orrect\s|ouncil\s)|d(?=ec)|e(?=ach\s|very\s)"
        r"|f(?=eb|/?y|inancial\s|iscal\s|orce\s|rom\s|or\s+(?:the\s|time\s|period|from\s|between\s))|i(?=nclusive\s)"
        r"|j(?=an|u[nl])|m(?=a[ry]|unicipal\s)|n(?=ov)|o(?=ct)|p(?=eriod)|q(?=uarter|[1-4])|s(?=ep|chool\s|ince\s)"
        r"|t(?=ax\s|o\s|ill\s|ime\s|welve\s|he\s+(?:time\s|period|from\s|between\s|f|y|12|twelve))|u(?=p\s|ntil\s)"
        r"|y(?=ear|/?e)|\((?=[acfsty])"
    ),
)
HEAD = "|".join(_HEAD_PARTS)
"""Where any of them may begin, with the start of what must follow: all but these places are passed over. For
use inside patterns that `dates.pattern` compiles."""
_HEADS = tuple(map(small_pattern, _HEAD_PARTS))
_GLUED_BEFORE = re.compile(
    r"[\w/.£$€#_-]$|(?:\b(?:FOI|EIR|Refs?|Reference|No|SI|ID)\b[\s:./-]{1,3})$", re.IGNORECASE
)
_GLUED_AFTER = re.compile(r"\w|[/.]\d|[-–]\d{3,}|%|,\d{3}\b")
_DIGIT = re.compile(r"\d")
_DATED = small_pattern(rf"{YEAR}|\d\s?/\s?['’]?\d|{MONTH}[\s/–'’-]*\d|\d\.\d\d\.|\bf/?y\s?['’]?\d")
_LAW = small_pattern(
    rf"\b(?:Acts?|Regulations?|Orders?|Rules|Measure|Bill|Directive|Code|Scheme)\s+(?:\([^()]{{1,40}}\)\s+)?{YEAR}"
    rf"(?:\s*(?:,|and|&)\s*{YEAR})*|\b{YEAR}\s+(?:Act|Regulations|Order|Rules|Regs|Census)\b",
)
_BARE = re.compile(rf"{YEAR}|['’]?\d\d\s?/\s?['’]?\d\d")
_LEAD = re.compile(
    r"(?:^|[,(\[;:•*|│&\t\n=–—-]\s{0,3}|\s{2}|\b(?:in|for|during|since|from|between|to|and|or|of|years?|by|until|throughout"
    r"|before|after|calendar|financial)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_END = re.compile(r"\s{0,3}(?:$|[,.;:)\]|│&=?\t\n(\[–—*-])|\s{2}|\s\d|\s[£~<]")
_FOLLOW = re.compile(
    r"\s(?:and|or|to|was|were|is|are|the|until|inclusive|so|only|as|by|we|there|in|on|at|with|when|which|did|have|has|had"
    r"|a|an|it|they|our|all|no|some|one|two|three|respectively)\b",
    re.IGNORECASE,
)
_LOOSE_MONTH = re.compile(rf"{MONTH}\s+\d\d", re.IGNORECASE)
_CUT = small_pattern(CUT)
_MONTH_WORD = re.compile(rf"\b{MONTH}", re.IGNORECASE)


def find(text: str) -> tuple[tuple[int, int, Period], ...]:
    """The periods written in a sentence, each with the span of its words, in their order.

    Numbers of laws, references and requests are left alone, and so is a date by itself.
    """
    return _find_once(text) if len(text) <= _KEPT else _find_in_long(text)


_KEPT = 4_000
"""Characters; what was found in a text up to this long is remembered, for a request is asked about often."""


@lru_cache(maxsize=4_096)
def _find_once(text: str) -> tuple[tuple[int, int, Period], ...]:
    return _find(text)


@lru_cache(maxsize=8)
def _find_in_long(text: str) -> tuple[tuple[int, int, Period], ...]:
    return _find(text)


def _find(text: str) -> tuple[tuple[int, int, Period], ...]:
    if not _DIGIT.search(text):
        return ()
    small = lowered(text)
    windows = nearby.windows(small, _DATED, _REACH, _REACH)
    if not windows:
        return ()
    taken = bytearray(len(text))
    for law in _LAW.finditer(small):
        _take(taken, *law.span())
    found: list[tuple[int, int, Period]] = []
    places = [(_heads(small, *window), *window) for window in windows]
    for family, characters, signs in _WITHIN:
        near = [(heads, end) for heads, start, end in places if signs.search(small, start, end)]
        for start, end in _spans(family, characters, small, near):
            if any(taken[start:end]) or not _stands_alone(text, start, end):
                continue
            period = read(text[start:end])
            if period:
                _take(taken, start, end)
                found.append((start, end, period))
    return tuple(sorted(found, key=lambda each: each[0]))


def _heads(small: str, start: int, end: int) -> list[int]:
    """The places in a window where the words of a period may begin."""
    heads = (match.start() for heads in _HEADS for match in heads.finditer(small, start, end))
    return sorted(head for head in heads if not _numbers_quarter(small, head))


_QUARTER = re.compile(r"[1-4]\s{1,6}[a-z]{3,9}\.?\s?(?:[-–—/]|to\s)\s?[a-z]")
""" "Quarter 2 Jul-Sep 2023": those three months, and not from the second of July."""


def _numbers_quarter(small: str, head: int) -> bool:
    """Whether what stands here is the number of a quarter, with its months behind it."""
    if small[head] not in "1234" or not small[max(0, head - 12) : head].rstrip().endswith(("quarter", "qtr")):
        return False
    return _QUARTER.match(small, head) is not None


def _spans(
    family: re.Pattern[str], characters: frozenset[str], small: str, places: Sequence[tuple[list[int], int]]
) -> Iterator[tuple[int, int]]:
    """Where the family matches, from the left and without overlap, tried at the heads of each window only."""
    for heads, end in places:
        past = 0
        for head in heads:
            if head >= past and small[head] in characters and (match := family.match(small, head, end)):
                past = match.end()
                yield match.span()


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after, words = text[max(0, start - 24) : start], text[end : end + 16], text[start:end]
    if _GLUED_BEFORE.search(before) or _GLUED_AFTER.match(after):
        return False
    if dates.read(words):
        return False
    if words != words.upper() and any(month[0][0].islower() for month in _MONTH_WORD.finditer(words)):
        return False
    if _LOOSE_MONTH.fullmatch(words):
        return _END.match(after) is not None
    if words[:3].lower() == "to ":
        return False
    if not _BARE.fullmatch(words):
        return True
    if not before.strip():  # a line may begin with the year of a law or date that the line above names
        return _END.match(after) is not None and not re.match(r"\.\s*$", after)
    return bool(_LEAD.search(before) and (_END.match(after) or _FOLLOW.match(after)))


@lru_cache(maxsize=8)
def _asked(request: str) -> tuple[Period, ...]:
    """What a request asks for other than plain years, each once: it is looked at for every figure."""
    every = dict.fromkeys(said for _, _, said in find(request))
    return tuple(said for said in every if years.read(said.text.strip()) is None)


def limit(period: Period, request: str) -> Period:
    """The period as cut by a request that says "2023 (to date)" where the answer says plain "2023".

    An unknown end makes the end unknown; a period that the request does not cut comes back as it is.
    """
    if period.start is None or period.end is None or period.complete is False:
        return period
    for said in _asked(request):
        if said.start in (None, period.start) and said.end and period.start <= said.end < period.end:
            return replace(period, end=said.end, complete=False)
        cut = _CUT.fullmatch(lowered(said.text))
        if cut is None or cut["first"] or said.complete is not False:
            continue
        unit = years.read(cut["unit"])
        if unit and (unit.start, unit.end) == (period.start, period.end):
            return replace(period, end=said.end, complete=False)
    return period


def by_months(period: Period, asked: str) -> Period:
    """The year that its own question names by its months: "2022/23 (October to March)", "2022/23 (July to
    June)"; any other period as it is."""
    if period.start is None or period.end is None or period.complete is False:
        return period
    for unit, said in _monthly(asked):
        if (unit.start, unit.end) == (period.start, period.end):
            return replace(period, start=said.start, end=said.end, complete=said.complete)
    return period


@lru_cache(maxsize=8)
def _monthly(asked: str) -> tuple[tuple[years.Unit, Period], ...]:
    """The years that a question names with their months, and what it means by them."""
    cuts = ((_CUT.fullmatch(lowered(said.text)), said) for said in _asked(asked))
    named = ((years.read(cut["unit"]), said) for cut, said in cuts if cut is not None and cut["first"])
    return tuple((unit, said) for unit, said in named if unit is not None)
