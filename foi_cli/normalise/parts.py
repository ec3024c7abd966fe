"""Numbers that a sentence says a greater one is made of: "Of the 64, forty-one were settled, 6 withdrawn …".

A number is such a part by where it stands, and needs no noun behind it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from foi_cli.model import Amount
from foi_cli.normalise import nouns, periods
from foi_cli.normalise.dated import NEAR

_OF_THE = re.compile(
    r"(?:^|[,;:.]\s|\b(?:and|but)\s)\W?(?:out\s)?of\s(?:the|these|those|all|our)\s$", re.IGNORECASE
)
""" "Of the 64 claims, …": what follows is a part of 64."""
_COMMA = re.compile(r"(?:\s[A-Za-z][\w’'-]*){0,8},\s")
_PART_OF = re.compile(r"\s(?:\w+\s){0,2}(?:out\s)?of\s(?:the|these|those)\s(?:total\s)?$", re.IGNORECASE)
""" "It accounts for 698 of the 1,041"."""
_OF_WHICH = re.compile(
    r"(?:\bof\s(?:which|whom)|(?:^|[^\w\s]\s?|\b(?:and|but|while)\s)of\s(?:these|those)),?\s(?P<word>\w+\s)?$",
    re.IGNORECASE,
)
""" "14 cases, of which 6 …"; "£90 to dispose of these, so £540" names no part."""
_CONSISTS = re.compile(
    r"(?:\s[A-Za-z][\w’'-]*){0,6}?,?\s(?:consist(?:s|ed|ing)\sof|compris(?:es|ed|ing)|(?:made\sup|composed)\sof"
    r"|(?:break|broke|breaks|broken|split|divided)\s(?:down\s)?(?:as\sfollows|into|as|between))\s?:?\s",
    re.IGNORECASE,
)
""" "the 214 incidents consisted of 88 in dwellings, 52 in vehicles …": these are all of its parts."""
_NEXT = re.compile(
    r"\s(?P<label>[A-Za-z][^,;:.()£\d]{0,90}?)(?:[,;](?:\s(?:and|but|while))?|\s(?:and|but|while))"
    r"\s(?:a\sfurther\s|another\s|the\s(?:remaining|other)\s)?$"
)
_LAST = re.compile(r"\s(?P<label>[A-Za-z][^,;:.()£]{0,90})")
_LEADS = re.compile(
    r"(?:(?:were|was|are|is|have|has|had|been|being|in|at|on|by|with|to|for|from|as|of|the)\s)+",
    re.IGNORECASE,
)
_TAIL = frozenset("and but while of the in by on at within with to for from as a an".split())
_TIME = re.compile(
    r"\s(?:as\sat|as\sof|at|on|in|for|during|by|between|from|since)\s(?:the\s)?(?:[A-Z]\w{2,8}\s)?\d",
    re.IGNORECASE,
)
"""When it was so, behind the words for a part."""
OF_THESE = re.compile(
    r"\s(?:\w+\s)?of\s(?:the\s)?(?:above|these|those|them|it|which|whom)\b"
    r"|\sof\sth(?:is|at)(?=\s(?:was|is|were|had|has|sum|total|number|amount|figure)\b|[,.;)])",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:within|in|of|from|under)\s(?:those\sin\s)?(?:question|q)\s?(\d{1,2}[a-h]?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """That a number is a part of another: `of` as in `Statement.of`, `label` the words for it."""

    of: str
    label: str = ""

    @property
    def whole(self) -> Decimal | None:
        """The number that the sentence says it is a part of; None where it says only that there is one."""
        kind, _, value = self.of.partition(" ")
        return Decimal(value) if kind in ("number", "all") else None


Counted = tuple[re.Match[str], Amount]
"""A number of a sentence with its amount."""


def find(
    text: str, numbers: Sequence[Counted], asked: str, stated: Container[Decimal] = ()
) -> Mapping[int, Part]:
    """The parts that a sentence names, by where their numbers begin; `stated` are the numbers before it."""
    found: dict[int, Part] = {}
    for at, (token, amount) in enumerate(numbers):
        if amount.value is None or amount.unit == "percent" or token.start() in found:
            continue
        known = bool(asked) or amount.value in stated or _known(text, token)
        if at and _PART_OF.fullmatch(text, numbers[at - 1][0].end(), token.start()):
            part = numbers[at - 1]
            if (asked or amount.value in stated) and part[1].unit == amount.unit and _less(part[1], amount):
                found.setdefault(part[0].start(), Part(f"number {amount.value}"))
        of_the = _OF_THE.search(text, 0, token.start())
        comma = _COMMA.match(text, token.end()) if of_the is not None else None
        consists = _CONSISTS.match(text, token.end())
        if known and comma is not None:
            found |= chain(text, numbers, at + 1, comma.end(), Part(f"number {amount.value}"))
        elif known and consists is not None:
            every = chain(text, numbers, at + 1, consists.end(), Part(f"all {amount.value}"))
            found |= every if len(every) > 1 else {}
        elif asked and _OF_WHICH.search(text, 0, token.start()) and at:
            found |= chain(text, numbers, at, token.start(), Part("before"))
    return found


def _known(text: str, token: re.Match[str]) -> bool:
    return nouns.known(nouns.phrase(text, token.end()).lower(), "")


def _less(part: Amount, whole: Amount) -> bool:
    return part.value is None or whole.value is None or part.value <= whole.value


def chain(text: str, numbers: Sequence[Counted], at: int, start: int, part: Part) -> dict[int, Part]:
    """The parts from the one that stands here on, as long as one follows the other in a list."""
    if at >= len(numbers) or re.search(r"[,;:.()]", text[start : numbers[at][0].start()]):
        return {}
    unit = numbers[at][1].unit
    if len(text[start : numbers[at][0].start()].split()) > 2 or unit == "percent":
        return {}
    return dict(_parts(text, numbers, at, part, unit))


def _parts(
    text: str, numbers: Sequence[Counted], at: int, part: Part, unit: str
) -> Iterator[tuple[int, Part]]:
    for n in range(at, len(numbers)):
        token, amount = numbers[n]
        if amount.unit != unit:
            return
        following = (
            _NEXT.fullmatch(text, token.end(), numbers[n + 1][0].start()) if n + 1 < len(numbers) else None
        )
        said = following or _LAST.match(text, token.end())
        if said is None:
            return
        yield token.start(), Part(part.of, label(said["label"]))
        if following is None:
            return


def refers(text: str, token: re.Match[str]) -> bool:
    """True for "Of the 64 claims", which refers to a number."""
    return _OF_THE.search(text, 0, token.start()) is not None


def label(words: str) -> str:
    """ "in other places" as "other places"; at most eight words, without a time behind them."""
    time = _TIME.search(f" {words}")
    words = words[: time.start()] if time is not None else words
    lead = _LEADS.match(words)
    said = words[lead.end() if lead else 0 :].split()[:8]
    while said and said[-1].lower() in _TAIL:
        said.pop()
    return " ".join(said)


def said_of(sentence: str, token: re.Match[str]) -> str:
    """What the sentence says that this number is a part of."""
    after, before = (
        sentence[token.end() : token.end() + NEAR],
        sentence[max(token.start() - NEAR, 0) : token.start()],
    )
    question = _QUESTION.search(after)
    if question is not None and not (question[0][-2] in "qQ" and periods.find(sentence)):  # "in Q2" of a year
        return f"question {question[1].lower()}"
    if OF_THESE.match(after):
        return "above"
    named = _OF_WHICH.search(before)
    if named is not None and not named["word"] and re.search(r"\d", before):
        return "before"
    if re.match(r"\W*(?:out\s)?of\s(?:(?:the|these|those|all)\b|\d)", before, re.IGNORECASE) and re.search(
        r"\d", before
    ):
        return "whole"
    if token.group().endswith("%") and (
        before.endswith("(") or re.match(r"\s?of\s(?:all|the|these)\b", after)
    ):
        return "whole"
    return ""
