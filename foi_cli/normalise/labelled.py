"""Lines that give a label and its number: "Min = £730p/w", "Male 12", "Settled: 188. Open: 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from foi_cli.model import Amount, Period
from foi_cli.normalise import numbers, periods, timespans, words
from foi_cli.normalise.numbers import NOTHING, QUALIFIED
from foi_cli.normalise.stated import Statement

RATE = r"(?:\s?(?:p/?[awhdmn]\b|(?:per|a|each)\s(?:week|month|year|annum|day|hour|night|head|person)))"
""" "p/w", "per annum", for use inside other patterns."""
_LABELLED = re.compile(
    rf"(?P<label>[^=:]{{1,160}}?)\s?(?P<sep>=|:|\s[-–—]|,\s(?=approx))\s*(?P<amount>{QUALIFIED}|{NOTHING}|\*{{1,3}}(?=\s*\Z))"
    rf"(?P<rate>{RATE})?(?P<rest>(?:\s[A-Za-z'’/&()%-]+){{0,6}}|\s?\((?P<inside>[^()]{{3,160}})\))\s*[.]?",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"(?:^|[,;]|\band\b)\s{{0,4}}(?:of\swhich\s)?(?P<amount>\d[\d,]{{0,15}}|{words.PATTERN})\s(?P<noun>[A-Za-z][A-Za-z\s-]{{2,60}}?)(?=\s{{0,4}}(?:[,;]|\sand\s\d|$))",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\W*(?:the\s)?(?:total|number|no\.|count|amount|value|cost)\b", re.IGNORECASE)
_BESIDE = re.compile(
    rf"(?P<label>[A-Z][A-Za-z&/'’(),\s-]{{1,70}}?)\s(?P<amount>{QUALIFIED})(?P<rate>{RATE})?"
    r"(?:\s\((?P<inside>[^()]{3,80})\))?"
)
_ROW = re.compile(rf"(?P<label>[A-Za-z][^\d£]{{0,60}}?)\s*(?P<cells>{QUALIFIED}(?:\s+{QUALIFIED}){{1,11}})")
_RUNS_ON = re.compile(
    r"[.!?]['’”\")]?\s+[A-Z]|;\s|(?<!\b(?:19|20)\d)(?<!\b\d\d/\d)(?<!\b(?:19|20)\d\d[/-]\d)\d\s*$"
)
"""A label that is several sentences, or the first number of a range; it may end with a year."""
_COUNTS = re.compile(r"\W*\d[\d,]{0,12}\s(?!(?:to|or|and|up)\b)[a-z][a-z\s-]{2,60}[\s,]\d[\d,]{0,12}\s[a-z]")
""" "2,306 first permits and 418 second ones - 2,724 in all" is no label with a number."""
_THIS_YEAR = re.compile(
    r"(?:(?:in|for|so\sfar)\s)?(?:this|last|the\s(?:current|previous|present))\s(?:\w+\s)?year(?:\s(?:up\s)?to\s[\w\s]{2,24}|\sso\sfar)?$",
    re.IGNORECASE,
)
""" "this year up to 31 August": a time that only the letter's date can tell."""
ADDRESS = re.compile(
    r"(?:tel|phone|telephone|fax|e-?mail|mobile|extension|ref|reference|our\sref|your\sref|date|dated|sent|postcode|po\sbox|room|website|http|www"
    r"|version|subject|from|to|sections?|regulations?|page|question|act)\b",
    re.IGNORECASE,
)
REFERENCE = re.compile(
    r"\b(?:ref|reference|request|case|foi|eir|dpa)\W{0,2}(?:no|number|id|ref)?\W{0,2}$", re.IGNORECASE
)
"""What stands before the reference of a letter, however it begins: "EIR/FOI Ref 90211"."""
NAMES = re.compile(
    r"\b(?:sections?|regulations?|pages?|questions?|articles?|paragraphs?|part|no|number|band|level|grade|scale|type|category|version|act|phase|step"
    r"|box|room|road|street|postcode|unit|suite|flat|floor|block|house)$",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\b(?:and|or|of|to|in|the|is|was|were|has|have|had|with|for|by|from|than|at|a|an|over|under|about|least)$"
)
_LIST = re.compile(r"(?<=[\d%])\.\s+(?=[A-Z])|;\s+(?=[A-Za-z])")
UNIT_OF_TIME = re.compile(
    r"(?:hours?|minutes?|days?|weeks?|months?|years?|mins?|hrs?|working|calendar)\b", re.IGNORECASE
)


def rate(match: re.Match[str]) -> str:
    """ "p/w" and "per week", kept as the figure's note: a rate is not added to anything."""
    return (match["rate"] or "").strip()


def labelled(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Min = £730p/w", "A routine raid - £696.21", "Total = 580"."""
    body = text[start:].strip()
    match = _LABELLED.fullmatch(body)
    if match is None or ADDRESS.match(match["label"]):
        return
    band = bool(asked) and _is_band(match["label"].strip())
    if not band and (
        not re.search(r"[A-Za-z]", match["label"])
        or REFERENCE.search(match["label"])
        or _RUNS_ON.search(match["label"])
        or _COUNTS.match(match["label"])
        or len(periods.find(match["label"])) > 1
    ):
        return
    counted = _COUNTING.match(match["label"]) or words.unit(match["label"]) is not None
    if not (asked or counted or match["sep"] == "=" or match["amount"].startswith("£")):
        return
    amount = numbers.read(match["amount"])
    rest = (match["rest"] or "").strip()
    if amount is None or UNIT_OF_TIME.match(rest) or len(match["label"].split()) > 25:
        return
    label = match["label"].strip(" .-–")
    offset = start + text[start:].find(body) + match.start("amount")
    said = periods.find(label)
    period = said[0][2] if len(said) == 1 else timespans.as_at(label) if not said else None
    if _THIS_YEAR.match(label):
        period = Period(label)
    label = "" if periods.read(label) or _THIS_YEAR.match(label) else label
    noun = "" if match["inside"] else rest.strip("() ")
    yield Statement(amount, offset, label, noun, period, note=rate(match))
    if match["inside"]:
        base = start + text[start:].find(body) + match.start("inside")
        yield from inside(match["inside"], base, period)


def _is_band(label: str) -> bool:
    """True of "30 to 49", "Under 30" and "£0-£500", which name what is counted; "20-21" may be a year."""
    match = _BAND.fullmatch(label)
    if match is None:
        return False
    low, high = (Decimal(re.sub(r"[£,]", "", match[end] or "0")) for end in ("low", "high"))
    return match["low"] is None or low + 1 < high


_BAND = re.compile(
    r"(?:(?:ages?|aged)\s)?(?:(?:under|over|below|above|up\sto|less\sthan|more\sthan|fewer\sthan|at\sleast)\s£?\d[\d,]{0,12}"
    r"|(?P<low>£?\d[\d,]{0,12})\s?(?:[-–]|to)\s?(?P<high>£?\d[\d,]{0,12}))"
    r"(?:\s(?:years?|yrs|months|weeks|days|hours|minutes|miles|km))?(?:\sold)?",
    re.IGNORECASE,
)


def listed(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Claims received in 2023/24: 340. Settled: 188. Ongoing: 152." Each counts what the first does,
    for the same time, unless it says otherwise."""
    ends = [match.end() for match in _LIST.finditer(text, start)]
    if not ends:
        return
    parts = [text[begin:end].strip(" .;") for begin, end in pairwise((start, *ends, len(text)))]
    first = next(labelled(parts[0], 0, asked), None)
    if first is None:
        return
    counted = words.unit(first.label)
    found: list[Statement] = []
    for begin, part in zip((start, *ends), parts, strict=True):
        own = tuple(labelled(part, 0, asked or first.label))
        if not own:
            return
        for each in own:
            noun = each.noun or (counted[0] if counted and not each.amount.unit else "")
            period = each.period or first.period
            found.append(replace(each, offset=begin + each.offset, noun=noun, period=period))
    yield from found


def inside(text: str, base: int, period: Period | None) -> Iterator[Statement]:
    """ "(7 upheld, 8 rejected)" behind a number: its parts."""
    for part in _INSIDE.finditer(text):
        amount = numbers.read(part["amount"])
        if amount is not None and not UNIT_OF_TIME.match(part["noun"]):
            yield Statement(amount, base + part.start("amount"), part["noun"], "", period, "before")


def beside(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Male 12", "Average salary £49,339.35": a label and its number with nothing between."""
    match = _BESIDE.fullmatch(text, start) if asked else None
    if match is None or len(match["label"].split()) > 12 or GOES_ON.search(match["label"]):
        return
    if ADDRESS.match(match["label"]) or REFERENCE.search(match["label"]) or periods.find(text[start:]):
        return
    amount = numbers.read(match["amount"])
    if amount is not None and not (NAMES.search(match["label"]) and _may_name(amount, match["label"])):
        yield Statement(amount, match.start("amount"), match["label"].strip(), note=rate(match))
        yield from inside(match["inside"] or "", match.start("inside"), None)


def _may_name(amount: Amount, label: str) -> bool:
    """True for what can be the number of a page or band: a plain whole one. "In part" is an outcome."""
    in_part = label.lower().endswith("in part")
    return amount.unit == "" and amount.step == 1 and bool(amount.value) and not in_part


def row(text: str, start: int, told: str) -> Iterator[Statement]:
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
