"""Lines that state a number: "2020 = 172 cases", "17/18 - 11", "Nil"; `labelled` has those with a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount, Period
from foi_cli.normalise import (
    across,
    counting,
    dates,
    led,
    nouns,
    numbers,
    periodic,
    periods,
    sentences,
    words,
)
from foi_cli.normalise.dated import two
from foi_cli.normalise.enumerated import enumerated
from foi_cli.normalise.labelled import RATE, UNIT_OF_TIME, beside, labelled, listed, rate, row
from foi_cli.normalise.numbers import NOTHING, QUALIFIED
from foi_cli.normalise.series import series
from foi_cli.normalise.stated import Statement

__all__ = ["Statement", "find"]

LONGEST_LINE = 400
"""Characters; a longer paragraph is prose, whatever it begins with."""

_BULLET = re.compile(
    r"\s*(?:Q(?:uestion)?\s?\d{1,2}\s?[.:)]\s|(?:answer|response|reply|A)\s?\d{0,2}\s?[:.)]\s|[-–•·*▪●○]|o\s|\(?[a-h]\)|[a-h]\.(?=\s)|\(?(?:\d{1,2}|[ivx]{1,4})[.)](?=\s))\s*",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:there\s(?:are|is|were|was)\s)?(?={sentences.HEAD}|n/|not|unknown)(?P<amount>{QUALIFIED}|{NOTHING}|{words.PATTERN})(?P<rate>{RATE})?(?P<rest>(?:\s[A-Za-z'’/&()-]+){{0,6}})\s*[.]?",
    re.IGNORECASE,
)
_ON_DAY = re.compile(
    rf"(?:(?:on\s|as\sat\s)?(?:{dates.WEEKDAY}\s)?)(?P<day>{dates.DATE})\s?(?:=|:|[-–—])\s*(?P<amount>{QUALIFIED})"
    r"(?P<rest>(?:\s[A-Za-z'’-]+){0,4})\s?(?:[.]|\((?P<remark>[^()]{3,200})\)[.]?|[,;]\s(?P<more>[^£]{3,200}))?",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bin\s(?:both|either)\s(?:\w+\s)?years?\b", re.IGNORECASE)
_EACH = re.compile(r"\s*(?P<amount>\d+|one|two|three|four|five)\seach\s(?:in|for)\s", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?P<amount>\d+)\s?[x×]\s(?P<label>[A-Za-z][^.;]{2,80})", re.IGNORECASE)
_ALL = re.compile(r"\W*(?P<text>all\s(?P<sex>male|female)s?)\W*", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\W*(?:no\s(?:\w+\s)?information\s(?:is\s)?held|(?:this\s|the\s)?information\s(?:is\s)?not\sheld|not\sheld|"
    r"(?:we|the\s(?:\w+\s){0,3}(?:force|council|trust|university|board|department|service|authority)|[A-Z][\w\s]{2,60})\s(?:do|does)\s?n[o’']t\shold"
    r"\s(?:this|the|any)(?:\srequested)?\s(?:information|data)(?:\srequested)?)\b\s*(?P<end>[.]|$)",
    re.IGNORECASE,
)
_ASKS_TIME = re.compile(
    r"\b(?:how\slong|time|duration|length|longest|shortest|in\s(?:days|weeks|months|hours|minutes)|(?:how\smany|number\sof)\s(?:\w+\s){0,2}(?:days|weeks|months|hours|minutes))\b",
    re.IGNORECASE,
)


def find(text: str, asked: str = "", told: str = "", about: str = "") -> tuple[Statement, ...]:
    """The statements of one paragraph of an answer, in order. `asked` is the question that it answers, whose
    words say what may be counted; without a question only numbers with a known unit count. `told` is what
    the answer has said before, where the periods of a row of numbers may be listed; `about` is what the whole
    letter is about, which its sentences and the items of its lists answer where no question is repeated."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet and bullet.end() < len(text) else 0
    item = about if start or text.startswith("Total ") else ""
    if len(text) <= LONGEST_LINE:
        for shape in (
            enumerated,
            _each,
            _whole,
            _dated,
            periodic.find,
            series,
            labelled,
            listed,
            beside,
            _led,
            led.bracketed,
        ):
            found = tuple(shape(text, start, asked or (item if shape in (labelled, beside) else "")))
            if found:
                return _each_year(found, text, f"{asked}\n{told}")
        above = f"{asked}\n{told}"
        cells = (*row(text, start, above), *across.find(text, start, above)) if asked else ()
        if cells:
            return cells
    sentence = text.rstrip().endswith(".")
    return tuple(sentences.find(text, asked or (about if sentence else ""), start))


def _each_year(stated: tuple[Statement, ...], text: str, told: str) -> tuple[Statement, ...]:
    """The nought of "Bus lane: zero in both years" as one of each of the two that were named."""
    if len(stated) != 1 or stated[0].amount.value != 0 or _BOTH.search(text, stated[0].offset) is None:
        return stated
    named = two(period for _, _, period in periods.find(told))
    once = replace(stated[0], noun=nouns.phrase(f" {stated[0].noun}", 0), note="stated for each period")
    return tuple(replace(once, period=period) for period in named) or stated


def _whole(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "19 Cases", "Nil", "All Male", "Information not held." """
    body = text[start:]
    if not asked:
        return
    everyone = _ALL.fullmatch(body)
    if everyone is not None:
        sex = (("sex", everyone["sex"].lower()),)
        offset = start + everyone.start("text")
        yield Statement(Amount(everyone["text"]), offset, dimensions=sex, note="all, no number stated")
        return
    not_held = _NOT_HELD.match(body) if len(body) < 200 else None
    if not_held is not None:
        written = body[: not_held.start("end")].strip()
        held_back = Amount(written, low=Decimal(0), basis="bounded", marker="not-held")
        yield Statement(held_back, start + body.find(written))
        return
    alone = _ALONE.fullmatch(body.strip())
    if alone is None or (alone["amount"].lower() in ("no", "a", "an") and not alone["rest"]):
        return
    if words.find(alone["rest"] or "") or (alone["rest"] or "").lower().startswith(" of "):
        return
    amount = numbers.read(alone["amount"])
    rest = (alone["rest"] or "").strip()
    if amount is not None and (not UNIT_OF_TIME.match(rest) or _ASKS_TIME.search(asked)):
        offset = start + body.find(alone["amount"])
        noun = nouns.phrase(f" {rest}", 0) if rest else ""
        if body[:6].lower() == "there " and counting.argued(noun) and not nouns.known(noun.lower(), asked):
            return
        yield Statement(amount, offset, noun=noun, note=rate(alone))


def _dated(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "31/03/2021 – 112": what there was on a day."""
    match = _ON_DAY.fullmatch(text, start) if asked else None
    amount = numbers.read(match["amount"]) if match is not None else None
    day = dates.read(match["day"]) if match is not None else None
    if match is not None and amount is not None and day is not None:
        noun = nouns.phrase(match["rest"], 0)
        note = (match["remark"] or match["more"] or "").strip()
        taken = Period(match["day"], day, day, True)
        yield Statement(amount, match.start("amount"), noun=noun, period=taken, note=note)


def _led(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Staff paid over £50,000 on 31 March: 2021 – 9; 2022 – 11", "Dismissed: 2021-22 – 8; 2022-23 – 12"."""
    behind = led.behind(text, start) if asked else None
    if behind is not None:
        yield from led.row(text, start, tuple(series(text, behind, asked)))


def _each(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "1 each in 2019/20 and 2023/24": the number is stated once for every period; "2 x Sergeant"."""
    del asked
    match = _EACH.match(text, start)
    if match is None:
        times = _TIMES.match(text, start)
        amount = amounts.read(times["amount"]) if times else None
        if times is not None and amount is not None:
            yield Statement(amount, times.start("amount"), label=times["label"].strip())
        return
    amount = numbers.read(match["amount"])
    for begin, _, period in periods.find(text):
        if begin >= match.end() and amount is not None:
            yield Statement(amount, match.start("amount"), period=period, note="stated for each period")
