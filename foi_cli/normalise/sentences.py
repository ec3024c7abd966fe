"""Numbers inside sentences: "Four cases containing seven allegations", "1710 of the 3922 … 44% of all".

Precision before recall. A number counts only when the words beside it say what it counts; section, page and
telephone numbers, dates, prices of a search and hours of work do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foi_cli.model import Amount, Period
from foi_cli.normalise import numbers, periods, timespans, words
from foi_cli.normalise.numbers import QUALIFIED

LONGEST = 2_000
"""Characters of a sentence; what is longer is a list that lost its line breaks."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that a paragraph states. `offset` is where it stands in the paragraph.

    `label` are the words that say what it counts, "" where only the question does. `of` says what it is a
    part of: "question 5", "above" (the answer before), "whole" (a greater number in the same sentence), "".
    """

    amount: Amount
    offset: int
    label: str = ""
    period: Period | None = None
    of: str = ""
    note: str = ""
    dimensions: tuple[tuple[str, str], ...] = ()


_COSTS = re.compile(
    r"\b(?:cost\slimit|appropriate\slimit|fees\slimit|statutory\slimit|\d[\d,.]*\+?\s(?:\w+\s)?(?:hours?|hrs|minutes?|mins?)\b|search(?:ing)?\b"
    r"|working\sdays|per\s(?:year|annum|week)\b|to\slocate|retriev|estimate\sthat|manually|exceed)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"""(?:\b(?:sections?|s|ss|regulations?|reg|articles?|art|pages?|pp?|paragraphs?|para|schedules?|sch|part|parts|questions?|q|no|nos|number|ref
    |act|bands?|levels?|scales?|class|chapter|annex|appendix|tables?|figures?|items?|room|box|version|phase|categor(?:y|ies)|types?|stage|grade|tier
    |(?<!the\s)above|aged?|order|rule|code|form|si|step|unit|ward|zone|district|year|within|every|per|operation|line|not|than|days?|or
    |principle|principles|exemption|reason|level|key|covid)\W{0,3}
    |[(\[/#.@_-]|\d\s?[x×]\s?)$""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"""[A-Za-z_]|\s?(?:(?:person[\s-])?(?:hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|months?|years?|calendar|working|miles?|mph|km|metres?|[gmk]b|am|pm
    |clock|per\syear)\b|\((?!\s?\d+(?:\.\d+)?\s?%)|\)|/\d|[-–]\d|:\d|\.\d|\s?of\sthe\s(?:act|regulations|freedom)|\])
    |\sor\s(?:\d|two|three|four|five|six|more\b|so\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_STOP = frozenset(
    """resulted recorded related relate were was are is have has had of in for with that which who within
    to from by and or on at containing contained referred received made been being be as where when
    during since not do did does the a an this these those per across under over between into including
    excluding have's will would could can may registered held led leading issued identified
    currently""".split()
)
_TOKEN = re.compile(rf"(?<![\w.,£/-]){QUALIFIED}|\b(?:{words.PATTERN})\b", re.IGNORECASE)
_IS = re.compile(
    rf"(?P<label>\b(?:total\s)?(?:number|amount|cost|spend|value|total|figure|budget)\b[^.;:]{{0,100}}?)"
    rf"\s(?:is|was|were|are|of|stands\sat|stood\sat)\s(?:£\s?)?(?P<amount>{QUALIFIED})(?![\d/])",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(
    r"(?:the\s)?(?:total\s)?(?:number|amount|cost|value)s?\sof\s(?=\w)|total\s(?=\w)", re.IGNORECASE
)
_THERE = re.compile(r"\bthere\s(?:are|is|were|was|have\sbeen|has\sbeen)(?:\scurrently)?$", re.IGNORECASE)
_NONE_OPENS = re.compile(
    r"(?:(?:in|for|during|between|since|from)\b[^.;]{0,60}\s)?"
    r"(?:there\s(?:are|is|were|was|have\sbeen|has\sbeen)(?:\scurrently)?"
    r"|(?:we|the\s(?:council|trust|force|university|department|board))\s(?:(?:have|has)\s)?(?:had|received|recorded|issued|made))?",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:how\smany|number\sof)\b", re.IGNORECASE)
_SHARE_FOLLOWS = re.compile(r"\s?(?:of\b|were\b|are\b|was\b|have\b|had\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]['’”\")]?\s+(?=[A-Z0-9‘“'\"(£])")
_PARTITIVE = re.compile(r"\s?of\s(?:all\s)?(?:the\s|these\s|those\s)?(?:above\s)?")


def find(text: str, asked: str = "", start: int = 0) -> Iterator[Statement]:
    """The numbers that the sentences of a paragraph state, from `start` on, in order.

    `asked` is the question, whose words say what may be counted. A number without a period of its own has
    the day on which the paragraph says that it was taken.
    """
    taken = timespans.as_at(text) if re.search(r"\d", text) else None
    for begin, end in _sentences(text, start):
        sentence = text[begin:end]
        if not _COSTS.search(sentence):
            yield from _in_sentence(sentence, begin, asked, taken)


def _sentences(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; what runs on for too long is cut between two words."""
    for end in [match.end() for match in _SENTENCE.finditer(text, start)] + [len(text)]:
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = end


def _in_sentence(sentence: str, base: int, asked: str, taken: Period | None) -> Iterator[Statement]:
    spans = periods.find(sentence)
    said = {match.start("amount"): match["label"] for match in _IS.finditer(sentence)}
    period = spans[0][2] if len(spans) == 1 else None if spans else taken
    first = True
    for token in _TOKEN.finditer(sentence):
        if any(begin <= token.start() < end for begin, end, _ in spans) or _is_name(sentence, token):
            continue
        amount = numbers.read(token.group())
        if amount is None:
            continue
        label = noun_phrase(sentence, _noun_start(sentence, token, amount))
        counts = _counts(sentence, token, label, asked, first=first, amount=amount)
        if token.start() not in said and not counts:
            continue
        label = label or _told(said.get(token.start(), ""))
        first = False
        yield Statement(amount, base + token.start(), label, period, _of(sentence, token))


def _told(label: str) -> str:
    """ "total number of streetlights" without the words that only say that it is a number."""
    return _TOTAL_OF.sub("", label, count=1).strip()


def _noun_start(sentence: str, token: re.Match[str], amount: Amount) -> int:
    """Where the words begin that say what is counted: "44% of all cases", "three of the above cases"."""
    of = _PARTITIVE.match(sentence, token.end())
    partitive = of is not None and (amount.unit == "percent" or amount.step == 1)
    return of.end() if of is not None and partitive else token.end()


def _is_name(sentence: str, token: re.Match[str]) -> bool:
    """True where the number only names something: a section, a page, a day, an hour."""
    before = sentence[max(token.start() - 24, 0) : token.start()]
    if token.group().endswith("%") and before.endswith("("):
        return False
    return bool(_BEFORE.search(before) or _AFTER.match(sentence, token.end()))


def _counts(
    sentence: str, token: re.Match[str], label: str, asked: str, *, first: bool, amount: Amount
) -> bool:
    """True when the words beside the number say what it counts."""
    if amount.unit == "percent":
        beside = sentence[: token.start()].endswith("(") and not first
        return beside or (bool(_SHARE_FOLLOWS.match(sentence, token.end())) and (first or bool(asked)))
    if amount.unit == "gbp":
        return bool(asked)
    noun = label.lower()
    before = sentence[: token.start()].rstrip(" ‘'“\"•-")
    if token.group().lower() == "no":
        return bool(asked and noun and _NONE_OPENS.fullmatch(before.strip() or "there are")) and _known(
            noun, asked
        )
    if noun and _known(noun, asked):
        return True
    opening = not before or bool(noun and _THERE.search(before))
    verb = re.match(
        r"\s(?:have|has|had|were|was|are|is|of\s(?:the|these|those|which))\b", sentence[token.end() :]
    )
    return first and opening and bool(noun or verb) and bool(_HOW_MANY.search(asked))


def _known(noun: str, asked: str) -> bool:
    return words.unit(noun) is not None or _asked_about(noun, asked)


def _asked_about(noun: str, asked: str) -> bool:
    """True when the question uses the noun that the number stands before."""
    last = re.sub(r"[^a-z]+", " ", noun).split()
    stem = last[-1][:-1] if last and last[-1].endswith("s") else (last[-1] if last else "")
    return len(stem) > 3 and re.search(rf"\b{re.escape(stem)}", asked, re.IGNORECASE) is not None


def noun_phrase(text: str, start: int) -> str:
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


_QUESTION = re.compile(
    r"\b(?:within|in|of|from|under)\s(?:those\sin\s)?(?:question|q)\s?(\d{1,2}[a-h]?)\b", re.IGNORECASE
)


def _of(sentence: str, token: re.Match[str]) -> str:
    """What the sentence says that this number is a part of."""
    after, before = sentence[token.end() :], sentence[: token.start()]
    question = _QUESTION.search(after)
    if question is not None:
        return f"question {question[1].lower()}"
    if re.match(r"\s(?:\w+\s)?of\s(?:the\s)?(?:above|these|those)\b", after, re.IGNORECASE):
        return "above"
    if re.match(r"\W*(?:out\s)?of\s(?:the|these|those|all)\b", before, re.IGNORECASE) and re.search(
        r"\d", before
    ):
        return "whole"
    if token.group().endswith("%") and (
        before.endswith("(") or re.match(r"\s?of\s(?:all|the|these)\b", after)
    ):
        return "whole"
    return ""
