"""Lines that state a number: "2020 = 172 Conduct Cases", "• Min = £730p/w", "17/18 - 11", "Nil"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount, Period
from foi_cli.normalise import nouns, numbers, periods, sentences, timespans, words
from foi_cli.normalise.numbers import MONEY, NOTHING, QUALIFIED
from foi_cli.normalise.sentences import Statement

__all__ = ["Statement", "find"]

LONGEST_LINE = 400
"""Characters; a longer paragraph is prose, whatever it begins with."""

_BULLET = re.compile(
    r"\s*(?:Q(?:uestion)?\s?\d{1,2}\s?[.:)]\s|(?:answer|response|reply|A)\s?\d{0,2}\s?[:.)]\s|[-–•·*▪●○]|o\s|\(?[a-h]\)|[a-h]\.(?=\s)|\(?(?:\d{1,2}|[ivx]{1,4})[.)](?=\s))\s*",
    re.IGNORECASE,
)
_RATE = r"(?:\s?(?:p/?[awhdmn]\b|(?:per|a|each)\s(?:week|month|year|annum|day|hour|night|head|person)))"
_ALONE = re.compile(
    rf"(?:there\s(?:are|is|were|was)\s)?(?P<amount>{QUALIFIED}|{NOTHING}|{words.PATTERN})(?P<rate>{_RATE})?(?P<rest>(?:\s[A-Za-z'’/&()-]+){{0,6}})\s*[.]?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?P<label>[^=:]{{1,160}}?)\s?(?P<sep>=|:|\s[-–—]|,\s(?=approx))\s*(?P<amount>{QUALIFIED}|{NOTHING})"
    rf"(?P<rate>{_RATE})?(?P<rest>(?:\s[A-Za-z'’/&()%-]+){{0,6}}|\s?\((?P<inside>[^()]{{3,160}})\))\s*[.]?",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?:^|[,;]|\band\b)\s*(?:of\swhich\s)?(?P<amount>\d[\d,]{0,15})\s(?P<noun>[A-Za-z][A-Za-z\s-]{2,60}?)(?=\s{0,4}(?:[,;]|\sand\s\d|$))"
)
_COUNTING = re.compile(r"\W*(?:the\s)?(?:total|number|no\.|count|amount|value|cost)\b", re.IGNORECASE)
_BESIDE = re.compile(
    rf"(?P<label>[A-Z][A-Za-z&/'’(),\s-]{{1,70}}?)\s(?P<amount>{QUALIFIED})(?P<rate>{_RATE})?"
)
_ROW = re.compile(rf"(?P<label>[A-Za-z][^\d£]{{0,60}}?)\s*(?P<cells>{QUALIFIED}(?:\s+{QUALIFIED}){{1,11}})")
_VALUE = re.compile(
    rf"\s*(?:(?:=|:|[-–—]|,|was|were|is|there\s(?:was|were))\s*)?(?P<amount>{QUALIFIED}|(?:{NOTHING})\b|no(?=\s[a-z]))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s(–,;|/-]{0,12}(?:(?:and|&)\s)?")
"""What may stand between a number and the next period."""
_IS_SENTENCE = re.compile(
    r"\s*(?:,\s*)?(?:there\s(?:was|were|are)\s)?[\d,]{1,20}\s[a-z][^.;£]{20,}(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b)"
)
""" "As of 1 May 2023, 512 homes were empty, of which 120 …": more than a year and its number."""
_OF_WHICH = re.compile(rf"\s?\(of\s(?:which|whom|these),?\s(?P<amount>{QUALIFIED})(?=\s)", re.IGNORECASE)
""" "2022: 204 (of which 61 resulted in injury)"."""
_FURTHER = re.compile(rf"(?:\+|,|;|and|&)\s*(?P<amount>{MONEY})", re.IGNORECASE)
_EACH = re.compile(r"\s*(?P<amount>\d+|one|two|three|four|five)\seach\s(?:in|for)\s", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?P<amount>\d+)\s?[x×]\s(?P<label>[A-Za-z][^.;]{2,80})", re.IGNORECASE)
_ALL = re.compile(r"\W*(?P<text>all\s(?P<sex>male|female)s?)\W*", re.IGNORECASE)
_RUNS_ON = re.compile(
    r"[.!?]['’”\")]?\s+[A-Z]|(?<!\b(?:19|20)\d)(?<!\b\d\d/\d)(?<!\b(?:19|20)\d\d[/-]\d)\d\s*$"
)
"""A label that is several sentences, or the first number of a range; it may end with a year."""
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
_ADDRESS = re.compile(
    r"(?:tel|phone|telephone|fax|e-?mail|mobile|extension|ref|reference|our\sref|your\sref|date|dated|sent|postcode|po\sbox|room|website|http|www"
    r"|version|subject|from|to|sections?|regulations?|page|question|act)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:sections?|regulations?|pages?|questions?|articles?|paragraphs?|part|no|number|band|level|grade|scale|type|category|version|act|phase|step"
    r"|box|room|road|street|postcode)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:and|or|of|to|in|the|is|was|were|has|have|had|with|for|by|from|than|at|a|an|over|under|about|least)$"
)
_ASKS_TIME = re.compile(
    r"\b(?:how\slong|time|duration|length|longest|shortest|in\s(?:days|weeks|months|hours|minutes)|(?:how\smany|number\sof)\s(?:\w+\s){0,2}(?:days|weeks|months|hours|minutes))\b",
    re.IGNORECASE,
)
_UNIT_OF_TIME = re.compile(
    r"(?:hours?|minutes?|days?|weeks?|months?|years?|mins?|hrs?|working|calendar)\b", re.IGNORECASE
)


def find(text: str, asked: str = "", told: str = "") -> tuple[Statement, ...]:
    """The statements of one paragraph of an answer, in order. `asked` is the question that it answers, whose
    words say what may be counted; without a question only numbers with a known unit count. `told` is what
    the answer has said before, where the periods of a row of numbers may be listed."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet and bullet.end() < len(text) else 0
    if len(text) <= LONGEST_LINE:
        for shape in (_each, _whole, _series, _labelled, _listed, _beside):
            found = tuple(shape(text, start, asked))
            if found:
                return found
        row = tuple(_row(text, start, f"{asked}\n{told}")) if asked else ()
        if row:
            return row
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
    not_held = _NOT_HELD.match(body)
    if not_held is not None and len(body) < 200:
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
    if amount is not None and (not _UNIT_OF_TIME.match(rest) or _ASKS_TIME.search(asked)):
        offset = start + body.find(alone["amount"])
        noun = nouns.phrase(f" {rest}", 0) if rest else ""
        yield Statement(amount, offset, noun=noun, note=_rate(alone))


def _rate(match: re.Match[str]) -> str:
    """ "p/w" and "per week", kept as the figure's note: a rate is not added to anything."""
    return (match["rate"] or "").strip()


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


def _pairs(text: str, start: int) -> Iterator[tuple[Period, re.Match[str]]]:
    """Each period with the number behind it, from the beginning of the text as long as they follow."""
    while spans := periods.find(text[start:]):
        begin, end, period = spans[0]
        if _BETWEEN.fullmatch(text, start, start + begin) is None:
            return
        value = _VALUE.match(text, start + end)
        if value is None or re.match(r"[\d/]|\s?[-–/]\s?\d", text[value.end() : value.end() + 3]):
            return
        if _UNIT_OF_TIME.match(text[value.end() :].lstrip()):
            return
        yield period, value
        start = value.end()
        following = next((start + span[0] for span in periods.find(text[start:])), len(text))
        further = [match.end() for match in _FURTHER.finditer(text, start, following)]
        start = _past_noun(text, further[-1] if further else start)


def _past_noun(text: str, start: int) -> int:
    """Past the words that say what was counted, when another period follows them: "11 cases, 18/19 - 12"."""
    noun = re.compile(r"(?:\s[A-Za-z'’-]+){0,4}\s?[,;|]?\s*(?:and\s|&\s)?(?=[\d'’(]|FY|Q\d)").match(
        text, start
    )
    return noun.end() if noun is not None else start


def _with_rest(amount: Amount, offset: int, period: Period, rest: str) -> Statement:
    """What follows the number is its unit, or a remark that explains it."""
    rest = re.sub(r"\s*(?:\band|&)$", "", rest)
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


def _labelled(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Min = £730p/w", "A routine raid - £696.21", "Total = 580"."""
    body = text[start:].strip()
    match = _LABELLED.fullmatch(body)
    if match is None or _ADDRESS.match(match["label"]) or not re.search(r"[A-Za-z]", match["label"]):
        return
    if _RUNS_ON.search(match["label"]) or len(periods.find(match["label"])) > 1:
        return
    counted = _COUNTING.match(match["label"]) or words.unit(match["label"]) is not None
    if not (asked or counted or match["sep"] == "=" or match["amount"].startswith("£")):
        return
    amount = numbers.read(match["amount"])
    rest = (match["rest"] or "").strip()
    if amount is None or _UNIT_OF_TIME.match(rest) or len(match["label"].split()) > 25:
        return
    label = match["label"].strip(" .-–")
    offset = start + text[start:].find(body) + match.start("amount")
    said = periods.find(label)
    label = "" if periods.read(label) else label
    period = said[0][2] if len(said) == 1 else timespans.as_at(label) if not said else None
    noun = "" if match["inside"] else rest.strip("() ")
    yield Statement(amount, offset, label, noun, period, note=_rate(match))
    if match["inside"]:
        base = start + text[start:].find(body) + match.start("inside")
        yield from _inside(match["inside"], base, period)


_LIST = re.compile(r"(?<=[\d%])[.;]\s+(?=[A-Z])")


def _listed(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Claims received in 2023/24: 340. Settled: 188. Ongoing: 152." Each counts what the first does,
    for the same time, unless it says otherwise."""
    ends = [match.end() for match in _LIST.finditer(text, start)]
    if not ends:
        return
    parts = [text[begin:end].strip(" .;") for begin, end in pairwise((start, *ends, len(text)))]
    first = next(_labelled(parts[0], 0, asked), None)
    if first is None:
        return
    counted = words.unit(first.label)
    found: list[Statement] = []
    for begin, part in zip((start, *ends), parts, strict=True):
        own = tuple(_labelled(part, 0, asked or first.label))
        if not own:
            return
        for each in own:
            noun = each.noun or (counted[0] if counted and not each.amount.unit else "")
            period = each.period or first.period
            found.append(replace(each, offset=begin + each.offset, noun=noun, period=period))
    yield from found


def _inside(text: str, base: int, period: Period | None) -> Iterator[Statement]:
    """ "(7 upheld, 8 rejected)" behind a number: its parts."""
    for part in _INSIDE.finditer(text):
        amount = numbers.read(part["amount"])
        if amount is not None:
            yield Statement(amount, base + part.start("amount"), part["noun"], "", period, "before")


def _beside(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Male 12", "Average salary £49,339.35": a label and its number with nothing between."""
    match = _BESIDE.fullmatch(text, start) if asked else None
    if match is None or len(match["label"].split()) > 12 or _GOES_ON.search(match["label"]):
        return
    if _ADDRESS.match(match["label"]) or periods.find(text[start:]):
        return
    amount = numbers.read(match["amount"])
    if amount is not None and not (_NAMES.search(match["label"]) and _may_name(amount, match["label"])):
        yield Statement(amount, match.start("amount"), match["label"].strip(), note=_rate(match))


def _may_name(amount: Amount, label: str) -> bool:
    """True for what can be the number of a page or band: a plain whole one. "In part" is an outcome."""
    in_part = label.lower().endswith("in part")
    return amount.unit == "" and amount.step == 1 and bool(amount.value) and not in_part


def _row(text: str, start: int, told: str) -> Iterator[Statement]:
    """ "Total* £570 £167,957": one number for each of the years that the question lists, in their order."""
    match = _ROW.fullmatch(text.rstrip(), start)
    if match is None:
        return
    cells = list(re.finditer(QUALIFIED, match["cells"], re.IGNORECASE))
    listed = {
        period.start: period for _, _, period in periods.find(told) if period.complete and _is_year(period)
    }
    if len(listed) != len(cells):
        return
    for cell, period in zip(cells, listed.values(), strict=True):
        amount = numbers.read(cell.group())
        if amount is not None:
            label = match["label"].strip(" *:-–")
            yield Statement(amount, match.start("cells") + cell.start(), label, "", period)


def _is_year(period: Period) -> bool:
    return (
        period.start is not None and period.end is not None and 364 <= (period.end - period.start).days <= 365
    )
