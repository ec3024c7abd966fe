"""Numbers inside sentences: "Four cases containing seven allegations", "1710 of the 3922 … 44% of all".

Precision before recall. A number counts only when the words beside it say what it counts; section, page and
telephone numbers, dates, prices of a search and hours of work do not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from foi_cli.model import Amount, Period
from foi_cli.normalise import (
    counting,
    dates,
    divided,
    lowercase,
    namings,
    nearby,
    nouns,
    numbers,
    parts,
    periods,
    prices,
    respective,
    timespans,
    words,
)
from foi_cli.normalise.dated import Sentence, each, when
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.numbers import QUALIFIED
from foi_cli.normalise.stated import Statement
from foi_cli.normalise.thread import Thread

LONGEST = 2_000
"""Characters of a sentence; what is longer is a list that lost its line breaks."""


_TOKEN = re.compile(rf"(?<![\w.,£/-]){QUALIFIED}|\b(?:{words.PATTERN})\b", re.IGNORECASE)
HEAD = (
    r"(?:[£\d~<>≤≥]|approx|about|around|circa|between\s[£\d]|c\.|roughly|fewer|less|more|at\s|up\s|under|over"
    rf"|{words.LEADING}|a\s(?:hundred|thousand|dozen))"
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
_PARTITIVE = re.compile(r"\s?of\s(?:all\s)?(?:the\s|these\s|those\s|them\s)?(?:above\s)?")
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
    thread = Thread()
    for at, (begin, end) in enumerate(ends):
        said = text[begin:end]
        thread = thread.opened(said)
        if namings.costs(lowered(said), asked):
            thread = thread.after(said, ())
            continue
        behind = text[slice(*ends[at + 1])] if at + 1 < len(ends) else ""
        sentence = Sentence(
            said, asked, periods.find(said), taken, _remarked(behind), thread.frame, thread.named
        )
        stated = tuple(_in_sentence(sentence, begin, thread))
        yield from stated
        thread = thread.after(said, stated)


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


def _in_sentence(sentence: Sentence, base: int, thread: Thread) -> Iterator[Statement]:
    text, asked = sentence.text, sentence.asked
    small = lowered(text)
    near = nearby.windows(small, _MAY_COUNT, 24, 48)
    if not near:
        return
    said = {match.start("amount"): text[slice(*match.span("label"))] for match in _IS.finditer(small)}
    stated, last = False, ""
    counted = _numbers(sentence, small, near)
    priced = prices.names(text, counted, thread.priced) if asked and "£" in text else {}
    shares, listed = _shares(text, counted), respective.find(sentence, counted)
    parted = {**parts.find(text, counted, asked, thread.stated), **divided.find(text, counted, thread)}
    for at, (token, amount) in enumerate(counted):
        until = counted[at + 1][0].start() if at + 1 < len(counted) else len(text)
        noun = _noun(text, counted, at, listed, asked)
        period, dated = when(sentence, token, until)
        if token.start() in parted:
            stated = True
            yield _part(
                parted[token.start()],
                sentence,
                thread,
                Statement(amount, base + token.start(), "", noun, period),
            )
            continue
        if amount.value in thread.stated and parts.refers(text, token):
            continue
        if token.start() in listed:
            period, dated = listed[token.start()], True
        counts = counting.counts(sentence, token, noun, amount, first=not stated) or (
            dated and (stated or bool(asked))
        )
        shared = token.start() in shares and bool(asked)
        told = said.get(token.start(), "")
        if not ((told and (asked or not namings.measured(told))) or counts or shared):
            continue
        if dated and stated and not noun and amount.unit == "":
            noun = last
        stated = True
        whole = "whole" if shared else parts.said_of(text, token)
        told = (
            told or priced.get(token.start(), "") or ("" if whole or noun else counting.called(text, token))
        )
        noun, label = _words(text, token, amount, noun, told, alone=len(counted) == 1)
        last = last if whole == "above" else noun or last
        if not whole.startswith("question"):
            period = None if whole == "above" and not sentence.spans else period
        number = Statement(amount, base + token.start(), label, noun, period, whole, prose=True)
        several = each(sentence, token) if amount.value == 0 else ()
        yield from (replace(number, period=one, note="stated for each period") for one in several)
        if not several:
            yield number


def _part(part: parts.Part, sentence: Sentence, thread: Thread, number: Statement) -> Statement:
    """The number as a part, whose time is that of its whole where an earlier sentence states that."""
    noun = number.noun if words.unit(number.noun) and not part.of.startswith("all ") else ""
    earlier = not sentence.spans and part.whole in thread.stated
    return replace(
        number,
        label="" if noun else part.label,
        noun=noun,
        period=None if earlier else number.period,
        of=part.of,
        prose=True,
    )


def _noun(text: str, counted: Sequence[parts.Counted], at: int, listed: Collection[int], asked: str) -> str:
    """The words that say what a number counts, which may stand behind the next: "2 medium and 9 low risk
    items", "12, 15 and 9 complaints"."""
    token, amount = counted[at]
    if token.start() in listed:
        (token, amount) = max(
            (one for one in counted if one[0].start() in listed), key=lambda one: one[0].start()
        )
        return nouns.phrase(text, _noun_start(text, token, amount))
    noun = nouns.phrase(text, _noun_start(text, token, amount))
    until = counted[at + 1][0].start() if at + 1 < len(counted) else len(text)
    return nouns.shared(text, token.end(), until, noun, asked) or noun


def _words(
    text: str, token: re.Match[str], amount: Amount, noun: str, told: str, *, alone: bool
) -> tuple[str, str]:
    """The noun behind a number, or else what stands before it: "total number of streetlights"."""
    if not noun and amount.unit == "" and (of := _NUMBER_OF.match(told)):
        noun = nouns.phrase(f" {told[of.end() :]}", 0)
    if not noun and not amount.unit and ":" in text[: token.start()]:
        noun = namings.time_of(text)
    if not told and not noun and amount.unit == "gbp" and not alone:
        told = nouns.paid_for(text, token.end())
    return noun, "" if noun and not namings.is_time(noun) else _told(told)


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
    share = counting.SHARE_BRACKET.match(text, token.end())
    end = share.end() if share is not None else token.end()
    of = _PARTITIVE.match(text, end)
    partitive = of is not None and (amount.unit == "percent" or amount.step == 1)
    return of.end() if of is not None and partitive else end
