"""Lines of periods, each with its number: "17/18 - 11  18/19 - 12", "2019 - 0 - Please note …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from foi_cli.model import Amount, Period
from foi_cli.normalise import dates, footnotes, labelled, nouns, numbers, parts, periods, timespans, words
from foi_cli.normalise.labelled import UNIT_OF_TIME
from foi_cli.normalise.numbers import MONEY, NOTHING, QUALIFIED
from foi_cli.normalise.stated import Statement

_VALUE = re.compile(
    rf"(?P<kind>\s(?:season|intake|cohort|outturn|actuals?))?\s*(?:(?:=|:|[-–—]|,|was|were|is|there\s(?:was|were))\s*)?(?P<amount>{QUALIFIED}|(?:{NOTHING})\b|no(?=\s[a-z]))",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?P<kind>)\s?(?:=|:|[-–—])\s{{0,3}}(?P<amount>{words.PATTERN})(?!\s(?:of|thirds?|quarters?|half|halves|point)\b)"
    r"(?=\s?(?:$|[.,;(]|[-–—]\s)|(?:\s[A-Za-z'’-]+){1,4}\s?(?:$|[.,;(]))",
    re.IGNORECASE,
)
""" "2021/22: Six", "FY22: four": a number in words, when little else stands behind the year."""
_BETWEEN = re.compile(r"(?:[.]\s)?[\s(–,;|/-]{0,12}(?:(?:and|&)\s)?")
"""What may stand between a number and the next period."""
_MAY_FOLLOW = dates.pattern(rf"{_BETWEEN.pattern}(?:{periods.HEAD})")
"""Where a period may begin behind it: most lines are told by this to have none there."""
_NOUN_BETWEEN = re.compile(r"(?:\s[A-Za-z'’-]+){0,4}\s?[,;|]?\s*(?:and\s|&\s)?(?=[\d'’(]|FY|Q\d)")
"""What says between two periods what was counted: "11 cases, 18/19 - 12"."""
_IS_SENTENCE = re.compile(
    r"\s*(?:,\s*)?(?:there\s(?:was|were|are)\s)?[\d,.]{1,20}(?:\s?%|\s(?:FTE|WTE))?\s[a-z][^.;£]{20,}(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b)"
)
""" "As of 1 May 2023, 512 homes were empty, of which 120 …": more than a year and its number."""
_NOUN = re.compile(r"(?:\s(?!(?:of|and)\b)[A-Za-z'’-]{1,40}){0,4}", re.IGNORECASE)
_NUMBER = rf"(?P<amount>{QUALIFIED}|{words.PATTERN})"
_OF_WHICH = re.compile(
    rf"(?P<which>\s?\(|,?\s)of\s(?:which|whom|these),?\s{_NUMBER}(?=\s)(?P<label>\s[A-Za-z][^,;:.()£\d]{{0,90}})?",
    re.IGNORECASE,
)
""" "2022: 204 (of which 61 resulted in injury)", "2021 - 14, of which 5 were ashes"."""
_AND_WERE = re.compile(
    rf"\s(?:and|&)\s{_NUMBER}\s(?:were|was)\s(?P<label>[A-Za-z][^,;:.()£\d]{{1,60}})(?:[.;]|$)", re.IGNORECASE
)
""" "2022 - 11 and 6 were ashes": whether these are some of the eleven is not said."""
_BRACKET = re.compile(r"\s?\((?P<inside>[^()]{3,120})\)")
_COMPARES = re.compile(r"\b(?:more|less|fewer|than|up|down|are|is|was|were|have|has)\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\W{0,2}(?:(?:year\s)?to\sdate|so\sfar|ytd|part[\s-]year)\b", re.IGNORECASE)
_UNTIL = dates.pattern(
    rf"\W{{0,2}}(?:(?:year\s)?(?:up\s)?to|until|as\s(?:at|of|on)|at)\s(?:the\s)?(?:end\sof\s)?"
    rf"(?P<end>{dates.DATE}|{dates.MONTH_OF_YEAR}|{dates.DAY_OF_MONTH}|{dates.MONTH})(?=\W|$)"
)
_SHORT_FY = re.compile(r"F/?Y\s?['’]?(\d\d)", re.IGNORECASE)
_FURTHER = re.compile(rf"(?:\+|,|;|and|&)\s*(?P<amount>{MONEY})", re.IGNORECASE)
_COST = re.compile(
    r",\s(?:and\s)?(?P<label>(?!(?:up|down|with|of|than|from|to|over|under|each|at)\b)[a-z][a-z' -]{2,50}?)\s"
    rf"(?:of\s|was\s)?(?P<amount>{MONEY})(?=\s?(?:[,;.]?\s|[.,;]?$))"
)
""" "2021: 38 visits, cost £4,611.20, recovered from owners £120": sums beside the number of a period."""
_STRUCTURAL = re.compile(
    r"\b(?:did\snot\s(?:come\sinto|exist|start|begin|apply)|came\sinto\s(?:effect|force)|was\s(?:not\syet\s)?introduced|not\sin\s(?:force|effect|place))\b",
    re.IGNORECASE,
)


def series(text: str, start: int, asked: str) -> Iterator[Statement]:
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
        base = value.end()
        yield from _behind(text, base, max(until, base), period, amount)
        for more in _FURTHER.finditer(text, base, max(until, base)):
            further = numbers.read(more["amount"])
            if further is not None:
                label = nouns.phrase(text, more.end())
                yield Statement(further, more.start("amount"), noun=label, period=period)


def _behind(text: str, start: int, end: int, period: Period, whole: Amount) -> Iterator[Statement]:
    """The numbers that stand behind the number of a period and say more of it."""
    noun = _NOUN.match(text, start, end)
    start = noun.end() if noun is not None else start
    said = _OF_WHICH.match(text, start, end) or _AND_WERE.match(text, start, end)
    if said is not None and (own := numbers.read(said["amount"])) is not None:
        of = "before" if said.re is _OF_WHICH else ""
        yield Statement(own, said.start("amount"), parts.label((said["label"] or "").strip()), "", period, of)
        return
    if not whole.unit:
        for cost in _COST.finditer(text, start, end):
            if (amount := numbers.read(cost["amount"])) is not None:
                yield Statement(amount, cost.start("amount"), cost["label"], "", period)
    bracket = _BRACKET.match(text, start, end)
    if bracket is None or whole.unit or whole.value is None or _COMPARES.search(bracket["inside"]):
        return
    inside = tuple(labelled.inside(bracket["inside"], bracket.start("inside"), period))
    if all(each.amount.value is not None and each.amount.value <= whole.value for each in inside):
        yield from (each for each in inside if not UNIT_OF_TIME.match(each.label))


def _cut(period: Period, rest: str) -> Period:
    """The year as what follows its number cuts it: "2023: 19 to date", "2023/24: £515 to 30 September"."""
    if not period.complete:
        return period
    if _SO_FAR.match(rest):
        return replace(period, end=None, complete=False)
    until = _UNTIL.match(rest)
    cut = periods.read(f"{period.text.strip()} (to {until['end']})") if until is not None else None
    return replace(cut, text=period.text) if cut is not None and cut.end is not None else period


def _pairs(text: str, start: int) -> Iterator[tuple[Period, re.Match[str]]]:
    """Each period with the number behind it, from the beginning of the text as long as they follow."""
    while _MAY_FOLLOW.match(text, start) and (spans := periods.find(text[start:])):
        begin, end, period = spans[0]
        if _BETWEEN.fullmatch(text, start, start + begin) is None:
            return
        mark = footnotes.marked(text, start + end)
        begin = start + end + len(mark)
        value = _VALUE.match(text, begin) or _IN_WORDS.match(text, begin)
        if value is None or re.match(r"[\d/]|\s?[-–/]\s?\d", text[value.end() : value.end() + 3]):
            return
        if UNIT_OF_TIME.match(text[value.end() :].lstrip()) or _is_pair(period, value["amount"]):
            return
        yield replace(period, text=f"{period.text}{mark}") if mark else period, value
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
