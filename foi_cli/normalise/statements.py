"""Sentences and lines that state a number: "2020 = 172 Conduct Cases", "Four cases containing seven …".

Precision before recall. A number counts only when the words beside it say what it counts; section, page and
telephone numbers, dates, prices of a search and hours of work do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount, Period
from foi_cli.normalise import periods, words


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that a paragraph states. `offset` is where it stands in the paragraph.

    `label` are the words that say what it counts, "" where only the question does. `of` says what it is a
    part of: "question 5", "above" (the answer before), "whole" (a greater number in the same sentence), "".
    """

    amount: Amount
    offset: int
    text: str
    label: str = ""
    period: Period | None = None
    of: str = ""
    note: str = ""
    dimensions: tuple[tuple[str, str], ...] = ()


_MONEY = r"£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|million|billion)\b)?"
_COUNT = r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = rf"(?:{_MONEY}|(?:{_COUNT})(?:\s?%|\s?(?:million|billion|thousand|FTE)\b)?)"
_QUALIFIED = (
    rf"(?:(?:approx(?:imately|\.)?|about|around|circa|c\.|fewer\sthan|less\sthan|under|over|more\sthan|<|>|≤|≥)\s?)?"
    rf"{_NUMBER}(?:\s?\+(?!\w))?"
)
_NOTHING = r"nil|none|zero|no|not\s(?:held|known|recorded|available)|no\sdata(?:\savailable)?|n/a"

_BULLET = re.compile(r"\s*(?:[-–•·*▪]|\(?[a-h]\)|\d{1,2}[.)](?=\s))\s*")
_ALONE = re.compile(
    rf"(?:there\s(?:are|is|were|was)\s)?(?P<amount>{_QUALIFIED}|nil|none|zero|n/a)(?P<rest>(?:\s[A-Za-z'’/&()-]+){{0,6}}|\s?p/?[awhd])?\s*[.]?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?P<label>[^=:]{{1,160}}?)\s?(?P<sep>=|:|\s[-–—]|,\s(?=approx))\s*(?P<amount>{_QUALIFIED}|nil|none|n/a|no\sdata\savailable)"
    rf"(?P<rest>(?:\s?p/?[awhd]\b)?(?:\s[A-Za-z'’/&()%-]+){{0,6}})\s*[.]?",
    re.IGNORECASE,
)
_VALUE = re.compile(
    rf"\s*(?:=|:|[-–—]|,|was|were|is)?\s*(?P<amount>{_QUALIFIED}|nil\b|none\b|n/a|no\sdata\savailable|not\s(?:held|known|recorded|available))",
    re.IGNORECASE,
)
_FURTHER = re.compile(rf"(?:\+|,|;|and|&)\s*(?P<amount>{_MONEY})", re.IGNORECASE)
_EACH = re.compile(r"\s*(?P<amount>\d+|one|two|three|four|five)\seach\s(?:in|for)\s", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?P<amount>\d+)\s?[x×]\s(?P<label>[A-Za-z][^.;]{2,80})", re.IGNORECASE)
_IS = re.compile(
    rf"(?P<label>\b(?:total\s)?(?:number|amount|cost|spend|value|total|figure)\b[^.;:]{{0,100}}?)\s(?:is|was|were|are|of)\s(?P<amount>{_QUALIFIED})(?![\d/])",
    re.IGNORECASE,
)
_ALL = re.compile(r"\W*(?P<text>all\s(?P<sex>male|female)s?)\W*", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\W*(?:no\s(?:\w+\s)?information\s(?:is\s)?held|information\snot\sheld|not\sheld|"
    r"(?:we|the\s(?:force|council|trust)|[A-Z][\w\s]{2,60})\s(?:do|does)\s?n[o’']t\shold\s(?:this|the|any)(?:\srequested)?\s(?:information|data)(?:\srequested)?)\b\s*(?P<end>[.]|$)",
    re.IGNORECASE,
)
_STRUCTURAL = re.compile(
    r"\b(?:did\snot\s(?:come\sinto|exist|start|begin|apply)|came\sinto\s(?:effect|force)|was\s(?:not\syet\s)?introduced|not\sin\s(?:force|effect|place))\b",
    re.IGNORECASE,
)

_COSTS = re.compile(
    r"\b(?:cost\slimit|appropriate\slimit|fees\slimit|hours?\b|minutes?\b|mins?\b|search(?:ing)?\b|working\sdays|per\s(?:year|annum|week)\b"
    r"|to\slocate|retriev|estimate\sthat)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:tel|phone|telephone|fax|e-?mail|mobile|extension|ref|reference|our\sref|date|dated|sent|postcode|po\sbox|room|website|http|www|version|subject|from|to)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"""(?:\b(?:sections?|s|ss|regulations?|reg|articles?|art|pages?|pp?|paragraphs?|para|schedules?|sch|part|parts|questions?|q|no|nos|number|ref
    |act|bands?|levels?|scales?|class|chapter|annex|appendix|tables?|figures?|items?|room|box|version|phase|categor(?:y|ies)|types?|stage|grade|tier
    |above|aged?|order|rule|code|form|si|step|unit|ward|zone|district|year|within|every|per|operation|line|not|than|days?)\W{0,3}
    |[(\[/#.@_-]|\d\s?[x×]\s?)$""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"""\s?(?:(?:person[\s-])?(?:hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|months?|years?|calendar|working|miles?|mph|km|metres?|[gmk]b|am|pm|st|nd|rd|th|clock|per\syear)\b
    |\(|\)|/\d|[-–]\d|:\d|\.\d|\s?of\sthe\s(?:act|regulations|freedom)|\]|_)""",
    re.VERBOSE | re.IGNORECASE,
)
_STOP = frozenset(
    """resulted recorded related relate were was are is have has had of in for with that which who within
    to from by and or on at containing contained referred received made been being be as where when
    during since not do did does the a an this these those per across under over between into including
    excluding have's will would could can may registered held led leading""".split()
)
_TOKEN = re.compile(rf"(?<![\w.,£/-]){_QUALIFIED}|\b(?:{words.PATTERN})\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere\s(?:are|is|were|was|have\sbeen|has\sbeen)(?:\scurrently)?$", re.IGNORECASE)
_HOW_MANY = re.compile(r"\b(?:how\smany|number\sof)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]['’”\")]?\s+(?=[A-Z0-9‘“'\"(£])")


def find(text: str, asked: str = "") -> tuple[Statement, ...]:
    """The statements of one paragraph of an answer, in order. `asked` is the question that it answers, whose
    words say what may be counted; without a question only numbers with a known unit count."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet and bullet.end() < len(text) else 0
    for shape in (_each, _whole, _series, _labelled):
        found = tuple(shape(text, start, asked))
        if found:
            return found
    return tuple(_in_sentences(text, asked))


# ── the whole paragraph is a statement ──────────────────────────────────────────────────────────


def _whole(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "19 Cases", "Nil", "All Male", "Information not held." """
    body = text[start:]
    if not asked:
        return
    everyone = _ALL.fullmatch(body)
    if everyone is not None:
        sex = (("sex", everyone["sex"].lower()),)
        yield Statement(
            Amount(everyone["text"]), start, body.strip(), dimensions=sex, note="all, no number stated"
        )
        return
    not_held = _NOT_HELD.match(body)
    if not_held is not None and len(body) < 200:
        text_held = body[: not_held.start("end")].strip()
        held_back = Amount(text_held, low=Decimal(0), basis="bounded", marker="not-held")
        yield Statement(held_back, start, text_held)
        return
    alone = _ALONE.fullmatch(body.strip())
    if alone is None:
        return
    amount = _read(alone["amount"])
    rest = (alone["rest"] or "").strip()
    if amount is not None and not (rest and _AFTER.match(" " + rest) and not re.match(r"\(", rest)):
        yield Statement(amount, start + body.find(alone["amount"]), body.strip(), label=rest)


def _series(text: str, start: int, asked: str) -> Iterator[Statement]:
    """One or more periods, each with its number: "17/18 - 11  18/19 - 12", "2019 - 0 - Please note …"."""
    del asked
    pairs = tuple(_pairs(text, start))
    for index, (period, value) in enumerate(pairs):
        amount = _read(value["amount"])
        if amount is None:
            continue
        until = pairs[index + 1][1].start() if index + 1 < len(pairs) else len(text)
        until -= len(pairs[index + 1][0].text) if index + 1 < len(pairs) else 0
        rest = text[value.end() : max(until, value.end())].strip()
        yield from _with_rest(amount, value.start("amount"), text.strip(), period, rest)
        base = value.end()
        for more in _FURTHER.finditer(text, base, max(until, base)):
            further = _read(more["amount"])
            if further is not None:
                label = _noun_phrase(text, more.end())
                yield Statement(further, more.start("amount"), text.strip(), label=label, period=period)


def _pairs(text: str, start: int) -> Iterator[tuple[Period, re.Match[str]]]:
    """Each period with the number behind it, from the beginning of the text as long as they follow."""
    while True:
        spans = periods.find(text[start:])
        if not spans or text[start : start + spans[0][0]].strip(" (–-,;"):
            return
        value = _VALUE.match(text, start + spans[0][1])
        if value is None or re.match(r"[\d/]|\s?[-–/]\s?\d", text[value.end() : value.end() + 3]):
            return
        yield spans[0][2], value
        start = value.end()
        further = [match.end() for match in _FURTHER.finditer(text, start)]
        start = further[-1] if further else start


def _with_rest(amount: Amount, offset: int, text: str, period: Period, rest: str) -> Iterator[Statement]:
    """What follows the number is its unit, or a remark that explains it."""
    remark = re.match(r"[-–,(:]\s*", rest)
    if remark is not None:
        note = rest[remark.end() :].rstrip(")")
        if amount.value == 0 and _STRUCTURAL.search(note):
            amount = Amount(
                amount.text, amount.value, amount.low, amount.high, amount.step, marker="not-applicable"
            )
            note = f"structural nought: {note}"
        yield Statement(amount, offset, text, period=period, note=note)
        return
    yield Statement(amount, offset, text, label=_noun_phrase(" " + rest, 0), period=period)


def _each(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "1 each in 2019/20 and 2023/24": the number is stated once for every period."""
    del asked
    match = _EACH.match(text, start)
    if match is None:
        times = _TIMES.match(text, start)
        amount = amounts.read(times["amount"]) if times else None
        if times is not None and amount is not None:
            yield Statement(amount, times.start("amount"), text.strip(), label=times["label"].strip())
        return
    amount = _read(match["amount"])
    for begin, _, period in periods.find(text):
        if begin >= match.end() and amount is not None:
            yield Statement(
                amount, match.start("amount"), text.strip(), period=period, note="stated for each period"
            )


def _labelled(text: str, start: int, asked: str) -> Iterator[Statement]:
    """ "Min = £730p/w", "A routine raid - £696.21", "Total = 580"."""
    body = text[start:].strip()
    match = _LABELLED.fullmatch(body)
    if match is None or _ADDRESS.match(match["label"]) or not re.search(r"[A-Za-z]", match["label"]):
        return
    if not asked and match["sep"] != "=" and not match["amount"].startswith("£"):
        return
    amount = _read(match["amount"])
    if amount is None or _AFTER.match(match["rest"] or "") or len(match["label"].split()) > 25:
        return
    label = match["label"].strip(" .-–")
    span = periods.read(label)
    offset = start + text[start:].find(body) + match.start("amount")
    label = "" if span else label
    unit_words = (match["rest"] or "").strip()
    yield Statement(amount, offset, body, label=f"{label} {unit_words}".strip(), period=span)


# ── numbers inside sentences ────────────────────────────────────────────────────────────────────


def _in_sentences(text: str, asked: str) -> Iterator[Statement]:
    begin = 0
    for end in [match.end() for match in _SENTENCE.finditer(text)] + [len(text)]:
        sentence = text[begin:end]
        if not _COSTS.search(sentence):
            yield from _in_sentence(sentence, begin, asked)
        begin = end


def _in_sentence(sentence: str, base: int, asked: str) -> Iterator[Statement]:
    spans = [(begin, end, period) for begin, end, period in periods.find(sentence)]
    stated = {match.start("amount") for match in _IS.finditer(sentence)}
    period = spans[0][2] if len(spans) == 1 else None
    first = True
    for token in _TOKEN.finditer(sentence):
        if any(begin <= token.start() < end for begin, end, _ in spans) or _is_name(sentence, token):
            continue
        amount = _read(token.group())
        if amount is None:
            continue
        label = _noun_phrase(sentence, _noun_start(sentence, token, amount))
        if token.start() not in stated and not _counts(
            sentence, token, label, asked, first=first, amount=amount
        ):
            continue
        if token.start() in stated and not label:
            label = next(m["label"] for m in _IS.finditer(sentence) if m.start("amount") == token.start())
        first = False
        yield Statement(amount, base + token.start(), sentence.strip(), label, period, _of(sentence, token))


def _noun_start(sentence: str, token: re.Match[str], amount: Amount) -> int:
    """Where the words begin that say what is counted: "44% of all cases", "three of the above cases"."""
    of = re.match(r"\s?of\s(?:all\s)?(?:the\s|these\s|those\s)?(?:above\s)?", sentence[token.end() :])
    partitive = of is not None and (amount.unit == "percent" or amount.step == 1)
    return token.end() + (of.end() if of is not None and partitive else 0)


def _is_name(sentence: str, token: re.Match[str]) -> bool:
    """True where the number only names something: a section, a page, a day, an hour."""
    before, after = sentence[: token.start()], sentence[token.end() :]
    return bool(_BEFORE.search(before[-24:]) or _AFTER.match(after))


def _counts(
    sentence: str, token: re.Match[str], label: str, asked: str, *, first: bool, amount: Amount
) -> bool:
    """True when the words beside the number say what it counts."""
    if amount.unit == "percent":
        return bool(re.match(r"\s?of\b", sentence[token.end() :]))
    if amount.unit == "gbp":
        return bool(asked)
    noun = label.lower()
    if noun and (words.unit(noun) is not None or _asked_about(noun, asked)):
        return True
    before = sentence[: token.start()].rstrip(" ‘'“\"•-")
    opening = not before or bool(noun and _THERE.search(before))
    verb = re.match(
        r"\s(?:have|has|had|were|was|are|is|of\s(?:the|these|those|which))\b", sentence[token.end() :]
    )
    return first and opening and bool(noun or verb) and bool(_HOW_MANY.search(asked))


def _asked_about(noun: str, asked: str) -> bool:
    """True when the question uses the noun that the number stands before."""
    last = re.sub(r"[^a-z]+", " ", noun).split()
    stem = last[-1][:-1] if last and last[-1].endswith("s") else (last[-1] if last else "")
    return len(stem) > 3 and re.search(rf"\b{re.escape(stem)}", asked, re.IGNORECASE) is not None


def _noun_phrase(text: str, start: int) -> str:
    """Up to six words from here, to the first that ends a noun phrase."""
    taken: list[str] = []
    for word in re.finditer(r"[^\s]+", text[start : start + 90]):
        bare = word.group().strip("‘’'\"“”,.;:()")
        if not bare or bare.lower() in _STOP or not re.match(r"[A-Za-z]", bare) or len(taken) == 6:
            break
        taken.append(bare)
        if word.group()[-1] in ",.;:)":
            break
    return " ".join(taken)


def _of(sentence: str, token: re.Match[str]) -> str:
    """What the sentence says that this number is a part of."""
    after, before = sentence[token.end() :], sentence[: token.start()]
    question = re.search(
        r"\b(?:within|in|of|from|under)\s(?:those\sin\s)?(?:question|q)\s?(\d{1,2}[a-h]?)\b",
        after,
        re.IGNORECASE,
    )
    if question is not None:
        return f"question {question[1].lower()}"
    if re.match(r"\s(?:\w+\s)?of\s(?:the\s)?(?:above|these|those)\b", after, re.IGNORECASE):
        return "above"
    if re.match(r"\W*(?:out\s)?of\s(?:the|these|those|all)\b", before, re.IGNORECASE) and re.search(
        r"\d", before
    ):
        return "whole"
    if re.match(r"\s?of\s(?:all|the|these)\b", after) and "%" in token.group():
        return "whole"
    return ""


def _read(text: str) -> Amount | None:
    """The amount of a number as it stands in running text, digits or words; its text is left as written."""
    bare = text.strip()
    word = words.read(bare)
    if word is not None and not bare[0].isdigit():
        value = Decimal(word)
        return Amount(bare, value, value, value, Decimal(1), marker="nil" if word == 0 else "")
    amount = amounts.read(re.sub(r",\s(?=\d{3})", ",", bare))
    if amount is None or amount.marker == "blank":
        return None
    return (
        amount
        if amount.text == bare
        else Amount(
            bare,
            amount.value,
            amount.low,
            amount.high,
            amount.step,
            amount.basis,
            amount.unit,
            amount.marker,
            amount.note,
        )
    )
