"""Lines that state a number: "2020 = 172 cases", "17/18 - 11", "Nil"; `labelled` has those with a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount, Period
from foi_cli.normalise import across, dates, led, nouns, numbers, periods, sentences, timespans, words
from foi_cli.normalise.labelled import RATE, UNIT_OF_TIME, beside, labelled, listed, rate, row
from foi_cli.normalise.numbers import MONEY, NOTHING, QUALIFIED
from foi_cli.normalise.sentences import Statement

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
_VALUE = re.compile(
    rf"(?P<kind>\s(?:season|intake|cohort|outturn|actuals?))?\s*(?:(?:=|:|[-–—]|,|was|were|is|there\s(?:was|were))\s*)?(?P<amount>{QUALIFIED}|(?:{NOTHING})\b|no(?=\s[a-z]))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[.]\s)?[\s(–,;|/-]{0,12}(?:(?:and|&)\s)?")
"""What may stand between a number and the next period."""
_MAY_FOLLOW = dates.pattern(rf"{_BETWEEN.pattern}(?:{periods.HEAD})")
"""Where a period may begin behind it: most lines are told by this to have none there."""
_NOUN_BETWEEN = re.compile(r"(?:\s[A-Za-z'’-]+){0,4}\s?[,;|]?\s*(?:and\s|&\s)?(?=[\d'’(]|FY|Q\d)")
"""What says between two periods what was counted: "11 cases, 18/19 - 12"."""
_IS_SENTENCE = re.compile(
    r"\s*(?:,\s*)?(?:there\s(?:was|were|are)\s)?[\d,]{1,20}\s[a-z][^.;£]{20,}(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b)"
)
""" "As of 1 May 2023, 512 homes were empty, of which 120 …": more than a year and its number."""
_OF_WHICH = re.compile(rf"\s?\(of\s(?:which|whom|these),?\s(?P<amount>{QUALIFIED})(?=\s)", re.IGNORECASE)
""" "2022: 204 (of which 61 resulted in injury)"."""
_ON_DAY = re.compile(
    rf"(?:(?:on\s|as\sat\s)?(?:{dates.WEEKDAY}\s)?)(?P<day>{dates.DATE})\s?(?:=|:|[-–—])\s*(?P<amount>{QUALIFIED})"
    r"(?P<rest>(?:\s[A-Za-z'’-]+){0,4})\s?(?:[.]|\((?P<remark>[^()]{3,200})\)[.]?|[,;]\s(?P<more>[^£]{3,200}))?",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\W{0,2}(?:(?:year\s)?to\sdate|so\sfar|ytd|part[\s-]year)\b", re.IGNORECASE)
_UNTIL = dates.pattern(
    rf"\W{{0,2}}(?:(?:year\s)?(?:up\s)?to|until|as\s(?:at|of|on)|at)\s(?:the\s)?(?:end\sof\s)?"
    rf"(?P<end>{dates.DATE}|{dates.MONTH_OF_YEAR}|{dates.DAY_OF_MONTH}|{dates.MONTH})(?=\W|$)"
)
_SHORT_FY = re.compile(r"F/?Y\s?['’]?(\d\d)", re.IGNORECASE)
_FURTHER = re.compile(rf"(?:\+|,|;|and|&)\s*(?P<amount>{MONEY})", re.IGNORECASE)
_EACH = re.compile(r"\s*(?P<amount>\d+|one|two|three|four|five)\seach\s(?:in|for)\s", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?P<amount>\d+)\s?[x×]\s(?P<label>[A-Za-z][^.;]{2,80})", re.IGNORECASE)
_ALL = re.compile(r"\W*(?P<text>all\s(?P<sex>male|female)s?)\W*", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\W*(?:no\s(?:\w+\s)?information\s(?:is\s)?held|(?:this\s|the\s)?information\s(?:is\s)?not\sheld|not\sheld|"
    r"(?:we|the\s(?:\w+\s){0,3}(?:force|council|trust|university|board|department|service|authority)|[A-Z][\w\s]{2,60})\s(?:do|does)\s?n[o’']t\shold"
    r"\s(?:this|the|any)(?:\srequested)?\s(?:information|data)(?:\srequested)?)\b\s*(?P<end>[.]|$)",
    re.IGNORECASE,
)
_STRUCTURAL = re.compile(
    r"\b(?:did\snot\s(?:come\sinto|exist|start|begin|apply)|came\sinto\s(?:effect|force)|was\s(?:not\syet\s)?introduced|not\sin\s(?:force|effect|place))\b",
    re.IGNORECASE,
)
_ASKS_TIME = re.compile(
    r"\b(?:how\slong|time|duration|length|longest|shortest|in\s(?:days|weeks|months|hours|minutes)|(?:how\smany|number\sof)\s(?:\w+\s){0,2}(?:days|weeks|months|hours|minutes))\b",
    re.IGNORECASE,
)


def find(text: str, asked: str = "", told: str = "") -> tuple[Statement, ...]:
    """The statements of one paragraph of an answer, in order. `asked` is the question that it answers, whose
    words say what may be counted; without a question only numbers with a known unit count. `told` is what
    the answer has said before, where the periods of a row of numbers may be listed."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet and bullet.end() < len(text) else 0
    if len(text) <= LONGEST_LINE:
        for shape in (_each, _whole, _dated, _series, labelled, listed, beside, _on_days, led.bracketed):
            found = tuple(shape(text, start, asked))
            if found:
                return found
        above = f"{asked}\n{told}"
        cells = (*row(text, start, above), *across.find(text, start, above)) if asked else ()
        if cells:
            return cells
    return tuple(sentences.find(text, asked, start))


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


def _series(text: str, start: int, asked: str) -> Iterator[Statement]:
    """One or more periods, each with its number: "17/18 - 11  18/19 - 12", "2019 - 0 - Please note …"."""
    del asked
    pairs = tuple(_pairs(text, start))
    if len(pairs) == 1 and _IS_SENTENCE.match(text, pairs[0][1].start()):
        return
    for index, (period, value) in enumerate(pairs):
        amount = numbers.read(value["amount"])
        if amount is None:
            continue
        until = pairs[index + 1][1].start() if index + 1 < len(pairs) else len(text)
        until -= len(pairs[index + 1][0].text) if index + 1 < len(pairs) else 0
        rest = text[value.end() : max(until, value.end())].strip()
        period = _cut(period, rest)
        if (value["kind"] or "").strip().lower() == "season":
            period = timespans.season(period, text)
        yield _with_rest(amount, value.start("amount"), period, rest)
        part = _OF_WHICH.match(text, value.end(), max(until, value.end()))
        if part is not None and (own := numbers.read(part["amount"])) is not None:
            yield Statement(own, part.start("amount"), period=period, of="before")
        base = value.end()
        for more in _FURTHER.finditer(text, base, max(until, base)):
            further = numbers.read(more["amount"])
            if further is not None:
                label = nouns.phrase(text, more.end())
                yield Statement(further, more.start("amount"), noun=label, period=period)


def _cut(period: Period, rest: str) -> Period:
    """The year as what follows its number cuts it: "2023: 19 to date", "2023/24: £515 to 30 September"."""
    if not period.complete:
        return period
    if _SO_FAR.match(rest):
        return replace(period, end=None, complete=False)
    until = _UNTIL.match(rest)
    cut = periods.read(f"{period.text.strip()} (to {until['end']})") if until is not None else None
    return replace(cut, text=period.text) if cut is not None and cut.end is not None else period


def _on_days(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Staff paid over £50,000 on 31 March: 2021 – 9; 2022 – 11"."""
    behind = led.behind(text, start) if asked else None
    if behind is not None:
        yield from led.on_days(text, start, tuple(_series(text, behind, asked)))


def _pairs(text: str, start: int) -> Iterator[tuple[Period, re.Match[str]]]:
    """Each period with the number behind it, from the beginning of the text as long as they follow."""
    while _MAY_FOLLOW.match(text, start) and (spans := periods.find(text[start:])):
        begin, end, period = spans[0]
        if _BETWEEN.fullmatch(text, start, start + begin) is None:
            return
        value = _VALUE.match(text, start + end)
        if value is None or re.match(r"[\d/]|\s?[-–/]\s?\d", text[value.end() : value.end() + 3]):
            return
        if UNIT_OF_TIME.match(text[value.end() :].lstrip()) or _is_pair(period, value["amount"]):
            return
        yield period, value
        start = value.end()
        if "£" in text[start:]:
            following = next((start + span[0] for span in periods.find(text[start:])), len(text))
            start = max((match.end() for match in _FURTHER.finditer(text, start, following)), default=start)
        start = _past_noun(text, start)


def _is_pair(period: Period, amount: str) -> bool:
    """True for "FY23 - 24", which is a year and no number."""
    short = _SHORT_FY.fullmatch(period.text.strip())
    return short is not None and amount.isdigit() and int(amount) == int(short[1]) + 1


def _past_noun(text: str, start: int) -> int:
    """Past the words that say what was counted, when another period follows them."""
    noun = _NOUN_BETWEEN.match(text, start)
    return noun.end() if noun is not None else start


def _with_rest(amount: Amount, offset: int, period: Period, rest: str) -> Statement:
    """What follows the number is its unit, or a remark that explains it."""
    rest = rest.removesuffix(" and").removesuffix(" &").rstrip()
    rest = "" if rest in ("and", "&") else rest
    remark = re.match(r"[-–,(:;]\s*", rest)
    if remark is None:
        return Statement(amount, offset, noun=nouns.phrase(" " + rest, 0), period=period)
    note = rest[remark.end() :].rstrip(")")
    if amount.value == 0 and _STRUCTURAL.search(note):
        return Statement(
            replace(amount, marker="not-applicable"), offset, period=period, note=f"structural nought: {note}"
        )
    return Statement(amount, offset, period=period, note=note)


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
