"""Numbers inside sentences: "Four cases containing seven allegations", "1710 of the 3922 … 44% of all".

Precision before recall. A number counts only when the words beside it say what it counts; section, page and
telephone numbers, dates, prices of a search and hours of work do not.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from foi_cli.model import Amount, Period
from foi_cli.normalise import (
    bracketed,
    called,
    counting,
    dates,
    divided,
    lowercase,
    measured,
    namings,
    nearby,
    numbers,
    parts,
    periods,
    timespans,
    words,
)
from foi_cli.normalise.dated import Sentence, each, when
from foi_cli.normalise.labelled import RATE
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.measured import Measures
from foi_cli.normalise.numbers import QUALIFIED
from foi_cli.normalise.stated import Statement
from foi_cli.normalise.thread import Thread

LONGEST = 2_000
"""Characters of a sentence; what is longer is a list that lost its line breaks."""


_TOKEN = re.compile(rf"(?<![\w.,£/-]){QUALIFIED}|\b(?:{words.PATTERN})\b", re.IGNORECASE)
HEAD = (
    r"(?:[£\d~<>≤≥]|approx|some\s\d|about|around|circa|between\s[£\d]|c\.|roughly|fewer|less|more|at\s|up\s|under|over"
    rf"|{words.LEADING}|a\s(?:hundred|thousand|dozen))"
)
"""How a number, its qualifier or a number in words may begin, for use inside other patterns, in any case."""
_TOKEN_HEADS = lowercase.compiled(rf"(?<!\w){HEAD}")
_MAY_COUNT = lowercase.compiled(rf"\d|\b(?:{words.LEADING})\b")
"""A digit or a word that numbers begin with: without one there is nothing to read."""
_DATE = dates.small_pattern(dates.DATE)
_SPENT = re.compile(r"\b(?:spent|paid|written\soff|charged|recovered|awarded)\b|£", re.IGNORECASE)
_RATE = re.compile(rf"(?:\shours)?(?P<rate>{RATE}|\san\shour)(?!\w)", re.IGNORECASE)
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
"""What follows gives reasons, not figures."""
_SENTENCE = re.compile(
    r"(?<!\b[Nn]o)(?<!\(inc)(?<!\(incl)(?<!\(exc)(?<!\(excl)(?<!\(ex)[.!?]['’”\")]?\s+(?=[A-Z0-9‘“'\"(£])"
)


def find(text: str, asked: str = "", start: int = 0) -> Iterator[Statement]:
    """The numbers that the sentences of a paragraph state, from `start` on, in order.

    `asked` is the question, whose words say what may be counted. A number without a period of its own has
    the day on which the paragraph says that it was taken.
    """
    taken = timespans.as_at(text) if re.search(r"\d", text) else None
    ends = list(_sentences(text, start))
    only = taken.text if taken is not None and _told_in_passing(text, taken) else ""
    thread = Thread()
    for at, (begin, end) in enumerate(ends):
        said = text[begin:end]
        thread = thread.opened(said)
        if namings.costs(lowered(said), asked):
            thread = thread.after(said, ())
            continue
        behind = text[slice(*ends[at + 1])] if at + 1 < len(ends) else ""
        sentence = Sentence(
            said,
            asked,
            tuple(_of_a_term(said, span) for span in periods.find(said)),
            taken if only in said else None,
            _remarked(behind),
            thread.frame,
            thread.named,
        )
        stated = tuple(_in_sentence(sentence, begin, thread))
        yield from stated
        thread = thread.after(said, stated)


def _told_in_passing(text: str, taken: Period) -> bool:
    """Whether a day of counting is that of one number before it, and of no other sentence: "had 5,214 pupils
    on roll at the October 2023 census"."""
    at = text.find(taken.text)
    return _COUNTED_AT.search(text, 0, max(at, 0)) is not None


def _of_a_term(text: str, span: tuple[int, int, Period]) -> tuple[int, int, Period]:
    """A year that is not meant whole: "in the autumn term of 2023", whose first and last day nobody knows."""
    term = _TERM.search(text, max(span[0] - 40, 0), span[0])
    return span if term is None else (span[0], span[1], Period(text[term.start() : span[1]], complete=None))


_TERM = re.compile(
    r"\b(?:(?:autumn|spring|summer|winter|michaelmas|hilary|trinity)(?:\s(?:term|half[\s-]term|season))?"
    r"|half[\s-]term|term)\s(?:of\s|in\s)?(?:the\s)?(?:academic\syear\s)?$",
    re.IGNORECASE,
)
_COUNTED_AT = re.compile(r"\d(?:\s[a-z]+){1,5}(?<!\sas)\sat\s(?:the\s)?$", re.IGNORECASE)


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
    found = measured.find(sentence, small) if near else measured.NONE
    boxed = bracketed.names(text) if near and asked and "(" in text else {}
    counted = _numbers(sentence, small, near, {*found.labels, *found.ends, *boxed}) if near else []
    if not counted:
        return
    said = called.words(sentence, small, counted, thread.priced, found)
    parted = _parted(sentence, counted, thread, boxed)
    before: Statement | None = None
    for at, (token, amount) in enumerate(counted):
        until = counted[at + 1][0].start() if at + 1 < len(counted) else len(text)
        period, dated = when(sentence, token, until)
        if token.start() in parted:
            if token.start() in boxed and before is not None:
                period = period or before.period
            number = Statement(amount, base + token.start(), "", said.noun(at), period)
            before = _part(parted[token.start()], sentence, thread, number)
            yield before
            continue
        if amount.value in thread.stated and parts.refers(text, token):
            continue
        if token.start() in said.listed:
            period, dated = said.listed[token.start()], True
        noun = said.noun(at)
        both = _ends(found, token) if token.start() in found.ends else ()
        if both:
            before = both[-1]
            yield from (replace(one, offset=base + one.offset, noun=noun, period=period) for one in both)
            continue
        if not said.count(at, noun, dated=dated, first=before is None):
            continue
        noun, label = said.said(
            at, noun or (before.noun if before is not None and dated and not amount.unit else "")
        )
        of = "whole" if token.start() in said.shares and asked else parts.said_of(text, token)
        if not sentence.spans and (of == "above" or counting.all_but(text, token)):
            period = before.period if before is not None else thread.last(period)
        if dated and not (label or noun or of) and before is not None and _alike(before, amount):
            label = before.label
        note = _rate(text, token, amount, label)
        number = Statement(amount, base + token.start(), label, noun, period, of, note, prose=True)
        shared = before.noun if before is not None and (of == "above" or not noun) else noun
        before = replace(number, noun=shared)
        yield from _for_each(number, sentence, token)


def _parted(
    sentence: Sentence, counted: Sequence[parts.Counted], thread: Thread, boxed: Mapping[int, str]
) -> dict[int, parts.Part]:
    """The numbers of a sentence that are parts of another, by where they begin."""
    return {
        **parts.find(sentence.text, counted, sentence.asked, thread.stated),
        **divided.find(sentence.text, counted, thread),
        **(bracketed.parts(counted, boxed) if boxed else {}),
    }


def _for_each(number: Statement, sentence: Sentence, token: re.Match[str]) -> Iterator[Statement]:
    """The number; a nought of several periods once for each."""
    several = each(sentence, token) if number.amount.value == 0 else ()
    yield from (replace(number, period=one, note="stated for each period") for one in several)
    if not several:
        yield number


def _rate(text: str, token: re.Match[str], amount: Amount, label: str) -> str:
    """ "an hour" of "£16.41 an hour", "a week" of "contracted for 22 hours a week"."""
    if amount.unit != "gbp" and not label:
        return ""
    match = _RATE.match(text, token.end())
    return (
        match["rate"].strip() if match is not None and ("hours" in match[0] or amount.unit == "gbp") else ""
    )


def _ends(found: Measures, token: re.Match[str]) -> tuple[Statement, ...]:
    """Both ends of a range as numbers of their own: "Grants ranged from £500 to £1.25 million"."""
    both = zip(numbers.ends(token.group()), found.ends[token.start()], strict=False)
    return tuple(Statement(amount, token.start() + at, label, prose=True) for (at, amount), label in both)


def _alike(before: Statement, amount: Amount) -> bool:
    """Whether a number without words is of what the one before is: "£5m was spent in 2022, £6m in 2023"."""
    return not before.of and before.amount.unit == amount.unit


def _part(part: parts.Part, sentence: Sentence, thread: Thread, number: Statement) -> Statement:
    """The number as a part, whose time is that of its whole where an earlier sentence states that."""
    noun = number.noun if words.unit(number.noun) and not part.of.startswith("all ") else ""
    earlier = not sentence.spans and part.whole in thread.stated
    return replace(
        number,
        label="" if noun else part.label,
        noun=noun,
        period=thread.stated[part.whole] if earlier and part.whole is not None else number.period,
        of=part.of,
        prose=True,
    )


def _numbers(
    sentence: Sentence, small: str, near: Sequence[tuple[int, int]], told: Container[int]
) -> list[parts.Counted]:
    """The numbers of a sentence that may count something, each with its amount; those of which something is
    `told` do."""
    text = sentence.text
    taken_up = [match.span() for match in _DATE.finditer(small)] + [span[:2] for span in sentence.spans]
    withdraws = namings.withdraws(small)
    return [
        (token, amount)
        for start, end in near
        for token in nearby.at_heads(_TOKEN, _TOKEN_HEADS.finditer(small, start, end), text, end)
        if not any(span[0] <= token.start() < span[1] for span in taken_up)
        and (token.start() in told or not namings.names(sentence, token))
        and not namings.in_two_units(text, token)
        and not (withdraws and namings.withdrawn(text, token))
        and not _BECAUSE.search(text, 0, token.start())
        and (amount := _read(text, token)) is not None
    ]


def _read(text: str, token: re.Match[str]) -> Amount | None:
    """The amount of a number; "nothing" that was spent or paid is a sum of money."""
    amount = numbers.read(token.group())
    spent = amount is not None and token.group().lower() == "nothing" and _SPENT.search(text) is not None
    return replace(amount, unit="gbp") if amount is not None and spent else amount
