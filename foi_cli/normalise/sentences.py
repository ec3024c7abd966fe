"""Numbers inside sentences: "Four cases containing seven allegations", "1710 of the 3922 … 44% of all".

Precision before recall. A number counts only when the words beside it say what it counts; section, page and
telephone numbers, dates, prices of a search and hours of work do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foi_cli.model import Amount, Period
from foi_cli.normalise import dates, lowercase, nearby, nouns, numbers, periods, timespans, words
from foi_cli.normalise.dated import NEAR, Sentence, when
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
    it in the paragraph), "". `prose` is true of a number inside a sentence.
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


_COSTS = lowercase.compiled(
    r"\b(?:cost\slimit|appropriate\slimit|fees\slimit|statutory\slimit|\d[\d,.]{0,15}\+?\s(?:\w{1,30}\s)?(?:hours?|hrs|minutes?|mins?)\b|search(?:ing)?\b"
    r"|working\sdays|per\s(?:year|annum|week)\b|to\slocate|retriev|estimate\sthat|manually|exceed)",
)
_BEFORE = lowercase.compiled(
    r"""(?:\b(?:sections?|s|ss|regulations?|reg|articles?|art|pages?|pp?|paragraphs?|para|schedules?|sch|part|parts|questions?|q|no|nos|number|ref
    |act|bands?|levels?|scales?|class|chapter|annex|appendix|tables?|figures?|items?|room|box|version|phase|categor(?:y|ies)|types?|stage|grade|tier
    |(?<!the\s)above|aged?|order|rule|code|form|si|step|unit|ward|zone|district|year|within|every|per|operation|line|not|than|days?|or
    |principle|principles|exemption|reason|level|key|covid
    |ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\W{0,3}
    |[(\[/#.@_-]|\d\s?[x×]\s?)$""",
    re.VERBOSE,
)
_AFTER = re.compile(
    r"""[A-Za-z_]|\s?(?:(?:person[\s-])?(?:hours?|hrs?|minutes?|mins?|seconds?|days?|weeks?|months?|years?|calendar|working|miles?|mph|km|metres?|[gmk]b|am|pm
    |clock|per\syear)\b|\((?!\s?\d+(?:\.\d+)?\s?(?:%|FTE|WTE)|(?:19|20)\d\d\b|\d\d/\d\d\b)|\)|/\d|[-–]\d|:\d|\.\d|\s?of\sthe\s(?:act|regulations|freedom)|\])
    |\sor\s(?:\d|two|three|four|five|six|more\b|so\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_TOKEN = re.compile(rf"(?<![\w.,£/-]){QUALIFIED}|\b(?:{words.PATTERN})\b", re.IGNORECASE)
HEAD = (
    r"(?:[£\d~<>≤≥]|approx|about|around|circa|c\.|roughly|fewer|less|more|at\s|up\s|under|over"
    rf"|{words.LEADING}|a\s(?:hundred|thousand))"
)
"""How a number, its qualifier or a number in words may begin, for use inside other patterns, in any case."""
_TOKEN_HEADS = lowercase.compiled(rf"(?<!\w){HEAD}")
_IS = lowercase.compiled(
    rf"(?P<label>\b(?:total\s)?(?:number|amount|cost|spend|value|total|figure|budget|answer)\b[^.;:]{{0,100}}?)"
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
    for at, (begin, end) in enumerate(ends):
        sentence = text[begin:end]
        if not _costs(lowered(sentence), asked):
            behind = text[slice(*ends[at + 1])] if at + 1 < len(ends) else ""
            yield from _in_sentence(sentence, begin, asked, taken, _remarked(behind))


def _costs(small: str, asked: str) -> bool:
    """True where a sentence in small letters speaks of what a search would cost; hours that were asked about
    are no cost."""
    return any(match[0] not in asked.lower() for match in _COSTS.finditer(small))


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
    text: str, base: int, asked: str, taken: Period | None, remarked: Period | None
) -> Iterator[Statement]:
    small = lowered(text)
    near = nearby.windows(small, _MAY_COUNT, 24, 48)
    if not near:
        return
    sentence = Sentence(text, asked, periods.find(text), taken, remarked)
    taken_up = [match.span() for match in _DATE.finditer(small)] + [span[:2] for span in sentence.spans]
    said = {match.start("amount"): text[slice(*match.span("label"))] for match in _IS.finditer(small)}
    tokens = [
        token
        for start, end in near
        for token in nearby.at_heads(_TOKEN, _TOKEN_HEADS.finditer(small, start, end), text, end)
        if not any(span[0] <= token.start() < span[1] for span in taken_up)
        and not _is_name(sentence, token)
        and not _BECAUSE.search(text, 0, token.start())
    ]
    stated, last = False, ""
    shares = _shares(text, tokens)
    for at, token in enumerate(tokens):
        amount = numbers.read(token.group())
        if amount is None:
            continue
        noun = nouns.phrase(text, _noun_start(text, token, amount))
        until = tokens[at + 1].start() if at + 1 < len(tokens) else len(text)
        period, dated = when(sentence, token, until)
        counts = _counts(sentence, token, noun, amount, first=not stated) or (
            dated and (stated or bool(asked))
        )
        shared = token.start() in shares and bool(asked)
        if token.start() not in said and not counts and not shared:
            continue
        if dated and stated and not noun and amount.unit == "":
            noun = last
        stated, last = True, noun or last
        label = said.get(token.start(), "")
        if not noun and amount.unit == "" and (of := _NUMBER_OF.match(label)):
            noun = nouns.phrase(f" {label[of.end() :]}", 0)
        label = "" if noun else _told(label)
        part = "whole" if shared else _of(text, token)
        yield Statement(amount, base + token.start(), label, noun, period, part, prose=True)


def _shares(text: str, tokens: Sequence[re.Match[str]]) -> frozenset[int]:
    """Where the numbers behind a colon begin that add up to the last one before it: "There were 44 appeals: 9
    were upheld, 31 dismissed and 4 are open"."""
    colon = text.find(":")
    whole = [token for token in tokens if token.end() <= colon]
    parts = [token for token in tokens if token.start() > colon]
    values = [
        amount.value if (amount := numbers.read(token.group())) else None for token in (*whole[-1:], *parts)
    ]
    if colon < 0 or len(parts) < 2 or not whole or None in values:
        return frozenset()
    total, *rest = (value for value in values if value is not None)
    return frozenset(token.start() for token in parts) if sum(rest) == total else frozenset()


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


def _is_name(sentence: Sentence, token: re.Match[str]) -> bool:
    """True where the number only names something: a section, a page, a day, an hour; days and hours that were
    asked for are counted."""
    text = sentence.text
    before = text[max(token.start() - 24, 0) : token.start()]
    if token.group().endswith(("%", "FTE", "WTE")) and before.endswith("("):
        return False
    if "£" in token.group() or (before.endswith("(") and _IN_YEAR.match(text, token.end())):
        return False
    if _BEFORE.search(lowered(before)):
        return True
    if _AFTER.match(text, token.end()) is None:
        return False
    time = _TIME.match(text, token.end())
    if time is not None and _ASKS_HOW_LONG.search(sentence.asked):
        return False
    return time is None or not re.search(
        rf"\b(?:how\smany|number\sof)\s(?:\w+\s){{0,3}}{time['unit'].rstrip('s')}s?\b",
        sentence.asked,
        re.IGNORECASE,
    )


def _counts(sentence: Sentence, token: re.Match[str], noun: str, amount: Amount, *, first: bool) -> bool:
    """True when the words beside the number say what it counts."""
    text, asked = sentence.text, sentence.asked
    if amount.unit == "percent":
        beside = text[token.start() - 1 : token.start()] == "(" and not first
        return beside or (_SHARE_FOLLOWS.match(text, token.end()) is not None and (first or bool(asked)))
    if amount.unit == "gbp":
        return bool(asked)
    before = sentence.before(token)
    known = bool(noun) and nouns.known(noun.lower(), asked)
    if token.group().lower() == "no":
        asks = _HOW_MANY.search(asked) is not None
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
    verb = _VERB.match(text, token.end()) is not None
    opening = not before or (there and bool(noun or verb))
    return first and opening and bool(noun or verb) and bool(_HOW_MANY.search(asked))


_DIVIDED = re.compile(
    r"\s(?:(?:were|was|are|is|had|have|has|did)\b|(?:not|partly|partially|fully|wholly)\s\w+(?:ed|held|n)\b)",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"\s(?:\w+\s)?of\s(?:the\s)?(?:above|these|those|them|which)\b", re.IGNORECASE)
_ASKS_HOW_LONG = re.compile(
    r"\bhow\slong\b|\bduration\b|\b(?:average|mean|median|typical|longest|shortest|maximum|minimum)\b[^?.]{0,40}"
    r"\b(?:time|length|wait|stay|days|weeks|months|hours|placement|period)\b|\bin\s(?:days|weeks|months|hours|minutes)\b",
    re.IGNORECASE,
)
"""Questions that are answered with a number of days or hours."""
_TIME = re.compile(r"\s(?P<unit>days?|weeks?|months?|years?|hours?|minutes?)\b", re.IGNORECASE)
_IN_YEAR = re.compile(r"\s(?:in|for|during)\s(?:19|20)?\d\d")
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
    if question is not None:
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
