"""Numbers that divide what the sentence before counted: "Of these 191 were in flats, 46 in hospitals …"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from foi_cli.normalise import parts
from foi_cli.normalise.parts import Counted, Part
from foi_cli.normalise.thread import Thread

_OPENS = re.compile(
    r"\W{0,3}(?:out\s)?of\s(?:these|those|them|which|whom)(?:\s[a-z]{2,20}){0,2}?(?P<comma>,)?\s(?:(?:only|just|about)\s)?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s(?:were|was|are|is|had|have|has|did|led|went|came|took|remain|[a-z]{3,20}ed)\b", re.IGNORECASE
)
""" "Of these 191 were in flats" divides; "Of these 191 calls, 46 were malicious" counts anew."""
_THESE = re.compile(r"\sof\s(?:these|those)\b", re.IGNORECASE)
_LINK = re.compile(r"(?:[^,;:.()£\d]{1,90}[,;]|[^,;:.()£\d]{1,90}?)\s(?:(?:and|but|while)\s)?", re.IGNORECASE)
_IS = re.compile(r"\s(?:were|was|had|are|is)\s(?P<label>[A-Za-z][^,;:.()£\d]{0,90})", re.IGNORECASE)
_FIRST = re.compile(
    r"(?:We\s|They\s)?(?P<label>[A-Za-z][^,;:.()£\d]{2,80}?)(?:\s(?:in|for|by|on|at|to|with|from))?\s"
)
_SAME = re.compile(
    r"\bthe\s(?:same|corresponding|equivalent)\s(?:split|breakdown|division|figures|numbers)\s(?:is|was|are|were)\s$",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s(?:and\s)?|\s(?:and|&)\s")


def find(text: str, numbers: Sequence[Counted], thread: Thread) -> Mapping[int, Part]:
    """The parts of the number that the sentence before counted, by where they begin."""
    if not numbers or (thread.whole is None and not thread.labels):
        return {}
    return (
        _opening(text, numbers, thread) or _of_these(text, numbers, thread) or _again(text, numbers, thread)
    )


def _opening(text: str, numbers: Sequence[Counted], thread: Thread) -> Mapping[int, Part]:
    """ "Of these 191 were in flats, 46 in hospitals and the remaining 31 elsewhere"."""
    token, _ = numbers[0]
    opens = _OPENS.fullmatch(text, 0, token.start())
    if thread.whole is None or opens is None or not (opens["comma"] or _VERB.match(text, token.end())):
        return {}
    found = parts.chain(text, numbers, 0, token.start(), Part(f"number {thread.whole}"))
    return found if _all_less(found, numbers, thread.whole) else {}


def _of_these(text: str, numbers: Sequence[Counted], thread: Thread) -> Mapping[int, Part]:
    """ "Missiles were thrown in five of these, seven were abuse only and one was an assault"."""
    at = next((n for n, (token, _) in enumerate(numbers) if _THESE.match(text, token.end())), None)
    if at is None or thread.whole is None or any(amount.unit for _, amount in numbers[at:]):
        return {}
    token, _ = numbers[at]
    first = _FIRST.fullmatch(text, 0, token.start())
    of = f"number {thread.whole}"
    found = {token.start(): Part(of, parts.label(first["label"]) if first is not None else "")}
    for (before, _), (token, _) in pairwise(numbers[at:]):
        said = _IS.match(text, token.end())
        if said is None or not _LINK.fullmatch(text, before.end(), token.start()):
            break
        until = next((after.start() for after, _ in numbers if after.start() > token.start()), len(text))
        found[token.start()] = Part(of, parts.label(text[said.start("label") : min(said.end(), until)]))
    values = [amount.value for token, amount in numbers if token.start() in found]
    fits = all(value is not None for value in values) and sum(v or 0 for v in values) <= thread.whole
    return found if fits else {}


def _again(text: str, numbers: Sequence[Counted], thread: Thread) -> Mapping[int, Part]:
    """ "There were 243 in the year before, for which the same split is 180, 38 and 25": as many numbers as
    were named last, which add up to the one before them."""
    at = next((n for n, (token, _) in enumerate(numbers) if _SAME.search(text, 0, token.start())), 0)
    run = numbers[at : at + len(thread.labels)]
    if not at or len(run) < max(len(thread.labels), 2):
        return {}
    whole, values = numbers[at - 1][1].value, [amount.value for _, amount in run]
    linked = all(
        _COMMA.fullmatch(text, before.end(), token.start()) for (before, _), (token, _) in pairwise(run)
    )
    if whole is None or None in values or sum(value or 0 for value in values) != whole or not linked:
        return {}
    return {
        token.start(): Part(f"number {whole}", label)
        for (token, _), label in zip(run, thread.labels, strict=True)
    }


def _all_less(found: Mapping[int, Part], numbers: Sequence[Counted], whole: Decimal) -> bool:
    values = [amount.value for token, amount in numbers if token.start() in found]
    return all(value is not None and value <= whole for value in values)
