"""What the numbers of a sentence are called, by the words behind them or else by those before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foi_cli.model import Amount, Period
from foi_cli.normalise import counting, lowercase, named, namings, nouns, parts, respective
from foi_cli.normalise.dated import Sentence
from foi_cli.normalise.measured import Measures
from foi_cli.normalise.numbers import QUALIFIED
from foi_cli.normalise.parts import Counted

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
_SUBJECT = re.compile(
    r"(?:^|[.;]\s)\W{0,2}(?:(?P<label>(?:The\s)?[A-Z][\w’'&-]{0,24}"
    r"(?:\s[\w’'&-]{1,24}){0,4}?)"
    r"\s(?:had|has|have|saw|recorded|received|reported|issued)"
    r"|(?P<head>[A-Z][^:.;£\d]{1,60}):)\s(?:(?:a\stotal\sof|about|approximately|around)\s)?$"
)
""" "Ropeworks had 40,100 in 2021/22", "Evictions: 0 in 2021-22": what a number without a noun is one of."""
_NOBODY = frozenset(
    """we it they he she you this that these those there who which council trust force authority board
    university
    service agency department constabulary police college school hospital office government commission
    answer response reply total figure a in for from since during between by on at of""".split()
)
"""Words with which a sentence speaks of the authority itself, or of nobody."""
_PARTITIVE = re.compile(r"\s?of\s(?:all\s)?(?:the\s|these\s|those\s|them\s)?(?:above\s)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence that say what its numbers count; all but `counted` by where a number begins.

    `told` are labels such as "the mean wait" before "was 74", `priced` what the sums are paid for, `shares`
    the numbers behind a colon that add up to the one before it, `listed` the periods of a list of numbers,
    `times` the units of time that a number leaves to the one before it.
    """

    sentence: Sentence
    counted: Sequence[Counted]
    told: Mapping[int, str]
    priced: Mapping[int, str]
    shares: frozenset[int]
    listed: Mapping[int, Period]
    times: Mapping[int, str]

    def noun(self, at: int) -> str:
        """The words that say what a number counts, which may stand behind the next: "2 medium and 9 low risk
        items", "12, 15 and 9 complaints"."""
        text = self.sentence.text
        token, amount = self.counted[at]
        if counting.all_but(text, token):
            return ""
        if token.start() in self.times:
            return self.times[token.start()]
        if token.start() in self.listed:
            token, amount = next(one for one in reversed(self.counted) if one[0].start() in self.listed)
            return nouns.phrase(text, _noun_start(text, token, amount))
        noun = nouns.phrase(text, _noun_start(text, token, amount))
        until = self.counted[at + 1][0].start() if at + 1 < len(self.counted) else len(text)
        return nouns.shared(text, token.end(), until, noun, self.sentence.asked) or noun

    def count(self, at: int, noun: str, *, dated: bool, first: bool) -> bool:
        """Whether a number is one of something; `dated` where it has a period of its own, `first` where the
        sentence states none before it."""
        (token, amount), asked = self.counted[at], self.sentence.asked
        told = self.told.get(token.start(), "")
        if told and (asked or not namings.measured(told)):
            return True
        if dated and (not first or bool(asked) or amount.unit == "fte"):
            return True
        shared = token.start() in self.shares and bool(asked)
        return shared or counting.counts(self.sentence, token, noun, amount, first=first)

    def said(self, at: int, noun: str) -> tuple[str, str]:
        """The noun and the label of a number; `noun` is the one behind it, or that of the one before it."""
        (token, amount), text = self.counted[at], self.sentence.text
        told = self.told.get(token.start(), "") or self.priced.get(token.start(), "")
        if not noun and amount.unit == "" and (of := _NUMBER_OF.match(told)):
            noun = nouns.phrase(f" {told[of.end() :]}", 0)
        if not noun and not amount.unit and ":" in text[: token.start()]:
            noun = namings.time_of(text)
        if not told and not noun:
            told = self._beside(token, amount)
        return noun, "" if noun and not namings.is_time(noun) else _TOTAL_OF.sub("", told, count=1).strip()

    def _beside(self, token: re.Match[str], amount: Amount) -> str:
        """What a number without a noun or a label is called by the words around it."""
        text = self.sentence.text
        if token.start() in self.shares:
            return named.name(text, token)
        if amount.unit == "gbp" and len(self.counted) > 1 and (what := nouns.paid_for(text, token.end())):
            return what
        if parts.said_of(text, token):
            return ""
        return counting.called(text, token) or _subject(text, token)


def words(
    sentence: Sentence,
    small: str,
    counted: Sequence[Counted],
    priced: Sequence[str],
    measured: Measures,
) -> Words:
    """The words of this sentence, which is also given in small letters; `priced` is what the sums of the
    sentence before are paid for, `measured` is what was measured."""
    text, asked = sentence.text, sentence.asked
    stood = {match.start("amount"): text[slice(*match.span("label"))] for match in _IS.finditer(small)}
    told = {**measured.labels, **stood}
    sums = named.sums(text, counted, priced) if asked and "£" in text else {}
    shares, listed = _shares(text, counted), respective.find(sentence, counted)
    return Words(sentence, counted, told, sums, shares, listed, measured.times)


def _subject(text: str, token: re.Match[str]) -> str:
    """The name of what has so many: "Ropeworks had 40,100"; "" where that is the authority itself."""
    subject = _SUBJECT.search(text, 0, token.start())
    said = (subject["label"] or subject["head"]) if subject is not None else ""
    return "" if _NOBODY.intersection(said.lower().split()) else said


def _shares(text: str, counted: Sequence[Counted]) -> frozenset[int]:
    """Where the numbers behind a colon begin that add up to the last one before it: "There were 44 appeals: 9
    were upheld, 31 dismissed and 4 are open"."""
    colon = text.find(":")
    if colon < 0:
        return frozenset()
    before = [amount.value for token, amount in counted if token.end() <= colon]
    behind = [(token.start(), amount.value) for token, amount in counted if token.start() > colon]
    if len(behind) < 2 or not before:
        return frozenset()
    total, values = before[-1], [value for _, value in behind if value is not None]
    whole = total is not None and len(values) == len(behind) and sum(values) == total
    return frozenset(start for start, _ in behind) if whole else frozenset()


def _noun_start(text: str, token: re.Match[str], amount: Amount) -> int:
    """Where the words begin that say what is counted: "44% of all cases", "512 (48%) of the officers"."""
    share = counting.SHARE_BRACKET.match(text, token.end())
    end = share.end() if share is not None else token.end()
    of = _PARTITIVE.match(text, end)
    partitive = of is not None and (amount.unit == "percent" or amount.step == 1)
    return of.end() if of is not None and partitive else end
