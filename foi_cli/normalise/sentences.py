"""Numbers inside sentences: "Four cases containing seven allegations", "1710 of the 3922 … 44% of all".

Precision before recall. A number counts only when the words beside it say what it counts; section, page and
telephone numbers, dates, prices of a search and hours of work do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foi_cli.model import Amount, Period
from foi_cli.normalise import (
    dates,
    lowercase,
    namings,
    nearby,
    nouns,
    numbers,
    parts,
    periods,
    timespans,
    words,
)
from foi_cli.normalise.dated import NEAR, Sentence, frame_of, when
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.numbers import QUALIFIED

LONGEST = 2_000
"""Characters of a sentence; what is longer is a list that lost its line breaks."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that a paragraph states. `offset` is where it stands in the paragraph.

    `noun` are the words behind it that say what it counts, `label` those that stand before it for what it is
    a number of; both are "" where only the question says so. `of` says what it is a part of: "question 5",
    "above" (the answer before), "whole" (a greater number of the same sentence), "before" (the number before
    it in the paragraph), "number 64" (the 64 that was stated), "all 64" (the same, all of whose parts the
    sentence names), "". `prose` is true of a number inside a sentence.
    """

    amount: Amount
    offset: int
    label: str = ""
    noun: str = ""
    period: Period | None = None
    of: str = ""
    note: str = ""
    dimensions: tuple[tuple[str, str], ...] = ()
    prose: bool = False


_TOKEN = re.compile(rf"(?<![\w.,£/-]){QUALIFIED}|\b(?:{words.PATTERN})\b", re.IGNORECASE)
HEAD = (
    r"(?:[£\d~<>≤≥]|approx|about|around|circa|between\s\d|c\.|roughly|fewer|less|more|at\s|up\s|under|over"
    rf"|{words.LEADING}|a\s(?:hundred|thousand))"
)
"""How a number, its qualifier or a number in words may begin, for use inside other patterns, in any case."""
_TOKEN_HEADS = lowercase.compiled(rf"(?<!\w){HEAD}")
_IS = lowercase.compiled(
    rf"(?P<label>\b(?:total\s)?(?:number|amount|cost|spend|value|total|figure|budget|answer|average|mean|median|longest|shortest)\b[^.;:]{{0,100}}?)"
    rf"\s(?:is|was|were|are|of|stands\sat|stood\sat)\s(?P<amount>{QUALIFIED})(?![\d/])",
)
_TOTAL_OF = re.compile(
    r"(?:the\s)?(?:total\s)?(?:number|amount|cost|value)s?\sof\s(?=\w)|total\s(?=\w)|(?:the\s)?answer$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"(?:the\s)?(?:total\s)?number\sof\s", re.IGNORECASE)
""" "The number of temporary staff was 1,140" counts staff, whatever was asked for."""
_MAY_COUNT = lowercase.compiled(rf"\d|\b(?:{words.LEADING})\b")
"""A digit or a word that numbers begin with: without one there is nothing to read."""
_THERE = re.compile(
    r"\bthere\s(?:are|is|were|was|have\sbeen|has\sbeen)(?:\scurrently|\sa\stotal\sof)?$|\ba\stotal\sof$",
    re.IGNORECASE,
)
_NONE_OPENS = re.compile(
    r"(?:(?:in|for|during|between|since|from)\b[^.;]{0,60}\s)?"
    r"(?:there\s(?:are|is|were|was|have\sbeen|has\sbeen)(?:\scurrently)?"
    r"|(?:we|the\s(?:council|trust|force|university|department|board))\s(?:(?:have|has)\s)?(?:had|received|recorded|issued|made))?",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:how\smany|numbers?\sof|how\smuch)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:have|has|had|were|was|are|is|of\s(?:the|these|those|which|them)|in\stotal)\b|,?\sof\s(?:which|whom)\b|\s?[.]?\s*$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s?[-–—(,;]\s|\s\(\d[\d.,]{0,12}\s?(?:FTE|WTE|%)", re.IGNORECASE)
""" "None - no such cases", "23 (18.7 FTE)": a number that opens an answer, and what explains it."""
_SHARE_FOLLOWS = re.compile(r"\s?(?:of\b|were\b|are\b|was\b|have\b|had\b)", re.IGNORECASE)
_SHARE_BRACKET = re.compile(r"\s?\(\s?\d+(?:\.\d+)?\s?%\s?\)")
_PARTITIVE = re.compile(r"\s?of\s(?:all\s)?(?:the\s|these\s|those\s)?(?:above\s)?")
_DATE = dates.small_pattern(dates.DATE)
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
"""What follows gives reasons, not figures."""
_SENTENCE = re.compile(r"(?<!\b[Nn]o)[.!?]['’”\")]?\s+(?=[A-Z0-9‘“'\"(£])")


def find(text: str, asked: str = "", start: int = 0) -> Iterator[Statement]:
    """The numbers that the sentences of a paragraph state, from `start` on, in order.

    `asked` is the question, whose words say what may be counted. A number without a period of its own has
    the day on which the paragraph says that it was taken.
    """
    taken = timespans.as_at(text) if re.search(r"\d", text) else None
    ends = list(_sentences(text, start))
    frame: Period | None = None
    for at, (begin, end) in enumerate(ends):
        sentence = text[begin:end]
        frame = frame_of(sentence, frame)
        if not namings.costs(lowered(sentence), asked):
            behind = text[slice(*ends[at + 1])] if at + 1 < len(ends) else ""
            yield from _in_sentence(sentence, begin, asked, taken, _remarked(behind), frame)


def _remarked(text: str) -> Period | None:
    """The period that a few words behind a sentence give it: "… were appealed. Financial year 21/22"."""
    return periods.read(text.strip(" .")) if len(text) <= 60 and re.search(r"\d", text) else None


def _sentences(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; what runs on for too long is cut between two words."""
    for end in [match.end() for match in _SENTENCE.finditer(text, start)] + [len(text)]:
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = end


def _in_sentence(
    text: str, base: int, asked: str, taken: Period | None, remarked: Period | None, frame: Period | None
) -> Iterator[Statement]:
    small = lowered(text)
    near = nearby.windows(small, _MAY_COUNT, 24, 48)
    if not near:
        return
    sentence = Sentence(text, asked, periods.find(text), taken, remarked, frame)
    said = {match.start("amount"): text[slice(*match.span("label"))] for match in _IS.finditer(small)}
    stated, last = False, ""
    counted = _numbers(sentence, small, near)
    shares = _shares(text, counted)
    parted = parts.find(text, counted, asked)
    for at, (token, amount) in enumerate(counted):
        noun = nouns.phrase(text, _noun_start(text, token, amount))
        until = counted[at + 1][0].start() if at + 1 < len(counted) else len(text)
        noun = nouns.shared(text, token.end(), until, noun, asked) or noun
        period, dated = when(sentence, token, until)
        part = parted.get(token.start())
        if part is not None:
            stated = True
            noun = noun if words.unit(noun) and not part.of.startswith("all ") else ""
            label = "" if noun else part.label
            yield Statement(amount, base + token.start(), label, noun, period, part.of, prose=True)
            continue
        counts = _counts(sentence, token, noun, amount, first=not stated) or (
            dated and (stated or bool(asked))
        )
        shared = token.start() in shares and bool(asked)
        told = said.get(token.start(), "")
        if not ((told and (asked or not namings.measured(told))) or counts or shared):
            continue
        if dated and stated and not noun and amount.unit == "":
            noun = last
        stated, last = True, noun or last
        if not noun and amount.unit == "" and (of := _NUMBER_OF.match(told)):
            noun = nouns.phrase(f" {told[of.end() :]}", 0)
        if not noun and not amount.unit and ":" in text[: token.start()]:
            noun = namings.time_of(text)
        if not told and not noun and amount.unit == "gbp" and len(counted) > 1:
            told = nouns.paid_for(text, token.end())
        label = "" if noun and not namings.is_time(noun) else _told(told)
        whole = "whole" if shared else _of(text, token)
        yield Statement(amount, base + token.start(), label, noun, period, whole, prose=True)


def _numbers(sentence: Sentence, small: str, near: Sequence[tuple[int, int]]) -> list[parts.Counted]:
    """The numbers of a sentence that may count something, each with its amount."""
    text = sentence.text
    taken_up = [match.span() for match in _DATE.finditer(small)] + [span[:2] for span in sentence.spans]
    return [
        (token, amount)
        for start, end in near
        for token in nearby.at_heads(_TOKEN, _TOKEN_HEADS.finditer(small, start, end), text, end)
        if not any(span[0] <= token.start() < span[1] for span in taken_up)
        and not namings.names(sentence, token)
        and not _BECAUSE.search(text, 0, token.start())
        and (amount := numbers.read(token.group())) is not None
    ]


def _shares(text: str, counted: Sequence[parts.Counted]) -> frozenset[int]:
    """Where the numbers behind a colon begin that add up to the last one before it: "There were 44 appeals: 9
    were upheld, 31 dismissed and 4 are open"."""
    colon = text.find(":")
    before = [amount.value for token, amount in counted if token.end() <= colon]
    behind = [(token.start(), amount.value) for token, amount in counted if token.start() > colon]
    if colon < 0 or len(behind) < 2 or not before:
        return frozenset()
    total, values = before[-1], [value for _, value in behind if value is not None]
    whole = total is not None and len(values) == len(behind) and sum(values) == total
    return frozenset(start for start, _ in behind) if whole else frozenset()


def _told(label: str) -> str:
    """ "total number of streetlights" without the words that only say that it is a number."""
    return _TOTAL_OF.sub("", label, count=1).strip()


def _noun_start(text: str, token: re.Match[str], amount: Amount) -> int:
    """Where the words begin that say what is counted: "44% of all cases", "512 (48%) of the officers"."""
    share = _SHARE_BRACKET.match(text, token.end())
    end = share.end() if share is not None else token.end()
    of = _PARTITIVE.match(text, end)
    partitive = of is not None and (amount.unit == "percent" or amount.step == 1)
    return of.end() if of is not None and partitive else end


def _counts(sentence: Sentence, token: re.Match[str], noun: str, amount: Amount, *, first: bool) -> bool:
    """True when the words beside the number say what it counts."""
    text, asked = sentence.text, sentence.asked
    if namings.measures(sentence, token):
        return True
    if amount.unit == "percent":
        beside = text[token.start() - 1 : token.start()] == "(" and not first
        return beside or (_SHARE_FOLLOWS.match(text, token.end()) is not None and (first or bool(asked)))
    if amount.unit == "gbp":
        return bool(asked)
    before = sentence.before(token)
    known = bool(noun) and nouns.known(noun.lower(), asked)
    if token.group().lower() == "no":
        told = (
            bool(sentence.spans)
            and words.unit(noun) is not None
            and (_THERE.search(before) is not None or bool(asked and not before))
        )
        asks = told or _HOW_MANY.search(asked) is not None
        return asks and known and _NONE_OPENS.fullmatch(before.strip() or "there are") is not None
    if asked and (amount.unit == "fte" or _OF_WHICH_ENDS.search(before)):
        return True
    if known or (asked and _SHARE_BRACKET.match(text, token.end())):
        return True
    if asked and _OF_THESE.match(text, token.end()):
        return True
    if asked and not first and _of(text, token) == "whole" and _DIVIDED.match(text, token.end()):
        return True
    there = _THERE.search(before) is not None
    verb = _VERB.match(text, token.end()) is not None or (not before and _opens(text, token, amount))
    opening = not before or (there and bool(noun or verb))
    return first and opening and bool(noun or verb) and bool(_HOW_MANY.search(asked))


def _opens(text: str, token: re.Match[str], amount: Amount) -> bool:
    """True for a nought, or a number of people, with a remark behind it: "None - no such cases"."""
    remark = _REMARK.match(text, token.end())
    return remark is not None and (amount.value == 0 or "(" in remark[0])


_DIVIDED = re.compile(
    r"\s(?:(?:were|was|are|is|had|have|has|did)\b|(?:not|partly|partially|fully|wholly)\s\w+(?:ed|held|n)\b)",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"\s(?:\w+\s)?of\s(?:the\s)?(?:above|these|those|them|which)\b", re.IGNORECASE)
_OF_WHICH_ENDS = re.compile(r"\bof\s(?:which|whom),?$", re.IGNORECASE)
_QUESTION = re.compile(
    r"\b(?:within|in|of|from|under)\s(?:those\sin\s)?(?:question|q)\s?(\d{1,2}[a-h]?)\b", re.IGNORECASE
)


def _of(sentence: str, token: re.Match[str]) -> str:
    """What the sentence says that this number is a part of."""
    after, before = (
        sentence[token.end() : token.end() + NEAR],
        sentence[max(token.start() - NEAR, 0) : token.start()],
    )
    question = _QUESTION.search(after)
    if question is not None and not (question[0][-2] in "qQ" and periods.find(sentence)):  # "in Q2" of a year
        return f"question {question[1].lower()}"
    if _OF_THESE.match(after):
        return "above"
    if re.search(r"\bof\s(?:which|these|those|whom),?\s$", before, re.IGNORECASE) and re.search(
        r"\d", before
    ):
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
