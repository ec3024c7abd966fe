"""Numbers of a sentence that were measured: averages and extremes, both ends of a range, times, days lost.

"The median was 6 days, the shortest 1 day and the longest 143 days", "for an online form 2 days, for one on
paper 9 days", "in all, 837.5 days were lost". Each has the words that tell it from the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from foi_cli.normalise import lowercase
from foi_cli.normalise.dated import Sentence
from foi_cli.normalise.numbers import QUALIFIED

_MAY = lowercase.compiled(
    r"\b(?:average|mean|median|(?:long|short|small|larg|great|high|low|quick|slow|bigg|cheap|old|young)est|most\sexpensive"
    r"|rang(?:e|ed|es|ing)|lost|for|where)\b|\shours\s(?:a|per|each)\s"
)
"""What a sentence has that measures anything."""
_NAME = (
    r"(?:average|mean|median|(?:long|short|small|larg|great|high|low|quick|slow|bigg|cheap|old|young)est"
    r"|most\sexpensive)\b"
)
_TIME = (
    r"(?:\s(?:working\s|calendar\s|school\s)?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b)"
)
_EACH = r"\s(?:per|each|every|to|for\seach|on\seach)\b"
""" "The average file takes 3 minutes to read" tells what a search costs."""
_STANDS = lowercase.compiled(
    rf"\b(?P<label>{_NAME}(?:\s[a-z’'-]{{1,20}}){{0,8}}?),?\s"
    r"(?:was|were|is|are|of|lasted|lasts|took|takes|waited|came\sto|stood\sat|being|at)\s"
    rf"(?:(?:just|only)\s)?(?P<amount>{QUALIFIED})(?![\d/])(?!{_TIME}?{_EACH})",
)
"""What has words for it alone: "the largest penalty in the two years was £72,000"."""
_GOES_ON = lowercase.compiled(
    rf"(?:[,;]|\band|\bbut|\bwhile|\bwith)\s(?:(?:the|a|an|its)\s)?(?P<label>{_NAME}(?:\s[a-z’'-]{{1,20}}){{0,2}}?)\s"
    rf"(?:(?:just|only)\s)?(?P<amount>{QUALIFIED})(?P<time>{_TIME})?(?=\s?[,;.)]|\s\(|\s(?:and|but|with)\s|\s?$)",
)
""" "and the longest 143 days", but "the longest 10 waits" are ten."""
_AND_TIME = lowercase.compiled(
    rf"\d[\d,]{{0,12}}(?:\.\d{{1,3}})?(?P<time>{_TIME})?(?=\s?[,;.)]|\s(?:and|but|with|in|for)\s|\s?$)"
)
_GOES_ON_AT = lowercase.compiled(rf"(?:[,;]|\band|\bbut|\bwhile)\s(?:the\s)?{_NAME}(?:\s(?:was|is))?\s$")
_NAMES = re.compile(r"\b(?:grade|band|level|point|scale|tier|stage|rank|category|class|section|paragraph)s?$")
_RANGE = lowercase.compiled(
    r"\brang(?:e|es|ed|ing)"
    r"(?:\s(?:was|is|were))?(?:\sin\s(?:length|value|size|price|cost))?(?:,)?\s(?:from\s)?(?=between|[£\d])"
    rf"(?P<low>{QUALIFIED})(?:(?P<unit>{_TIME})?\s(?:to|and)\s(?P<high>{QUALIFIED}))?(?P<time>{_TIME})?",
)
_SUBJECT = re.compile(
    r"(?:^|[.,;(]\s|\s(?:and|the)\s)(?P<label>(?!the\s)[a-z][a-z’'-]{1,20}(?:\s[a-z’'-]{2,20}){0,2})\s$",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "they these those it this which that and the a an in with range ranges who whose there".split()
)
_ASKS_RANGE = lowercase.compiled(
    r"\brange|\b(?:low|high|small|larg|long|short|great)est\b|\bm(?:in|ax)imum\b|\bbetween\b"
)
_ASKS_TIME = lowercase.compiled(
    r"\bhow\s(?:long|quickly)\b|\b(?:average|mean|median|typical)\b[^?.]{0,60}\b(?:time|length|wait|duration|days|weeks|months)\b"
)
_FOR = lowercase.compiled(
    r"(?:^|[,;]\s|\sand\s)\W{0,3}(?:and\s|but\s)?(?:for|where|when|if|on|by)\s(?:there\s(?:is|was|are|were)\s)?(?:an?\s|the\s)?"
    rf"(?P<label>[a-z][^,;:.£\d]{{2,80}}?),?\s(?:it\s(?:is|was|takes|took)\s)?(?P<amount>{QUALIFIED}){_TIME}"
)
""" "for a paper application 9 working days, and where a doctor is asked 26"."""
_PROMISES = lowercase.compiled(
    r"\b(?:targets?|aims?|should|must|within|up\sto|standard|allow(?:ed|s)?|expect)\b"
)
_LOST = lowercase.compiled(
    r"(?<![\w.,£/-])(?P<amount>\d[\d,]{0,12}(?:\.\d{1,3})?)\s"
    r"(?:working\s|calendar\s|school\s)?(?P<label>days?|hours?|weeks?)\s"
    r"(?:(?:were|was|have\sbeen|had\sbeen)\s)?(?P<lost>lost)\b"
)
_WORKS = lowercase.compiled(
    r"\b(?P<label>contract(?:ed)?|employed|works?|worked|working|paid)\b[^.;:£\d]{0,40}\s"
    r"(?P<amount>\d{1,3}(?:\.\d{1,2})?)\shours\s(?:a|per|each)\s(?:week|month|year)\b"
)


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured, by where a number begins: `labels` are the words for it, `ends` the two ends of a
    range that is written as one number, `times` the time in which one is told that leaves it to the number
    before: "the mean was 9 working days and the median 7"."""

    labels: Mapping[int, str]
    ends: Mapping[int, tuple[str, str]]
    times: Mapping[int, str]


NONE = Measures({}, {}, {})


def find(sentence: Sentence, small: str) -> Measures:
    """The measured numbers of a sentence that answers a question, which is also given in small letters."""
    if not sentence.asked or not _MAY.search(small):
        return NONE
    labels: dict[int, str] = {}
    asked = lowercase.lowered(sentence.asked)
    for match in (*_STANDS.finditer(small), *_GOES_ON.finditer(small)):
        if not _NAMES.search(match["label"]):
            labels.setdefault(match.start("amount"), _as_written(sentence, match))
    labels |= {match.start("amount"): f"{match['label']} lost" for match in _LOST.finditer(small)}
    labels |= {match.start("amount"): match["label"] for match in _WORKS.finditer(small)}
    labels |= _for_each(sentence, small, asked)
    ends: dict[int, tuple[str, str]] = {}
    for match in _RANGE.finditer(small):
        if _ranges(match, small, asked):
            _add_range(sentence, match, labels, ends)
    return Measures(labels, ends, _left_out(small, labels))


def _left_out(small: str, labels: Mapping[int, str]) -> Mapping[int, str]:
    """The time of each number that goes on without one, by that of the measured number before it."""
    found: dict[int, str] = {}
    before = ""
    for start in sorted(labels):
        own = _AND_TIME.match(small, start)
        time = own["time"].strip() if own is not None and own["time"] else ""
        if before and own is not None and not time and _GOES_ON_AT.search(small, 0, start):
            found[start] = before
        before = time or found.get(start, "")
    return found


def _as_written(sentence: Sentence, match: re.Match[str]) -> str:
    return sentence.text[slice(*match.span("label"))]


def _for_each(sentence: Sentence, small: str, asked: str) -> Mapping[int, str]:
    """Two or more times, each of what stands before it, where a time was asked for."""
    if not _ASKS_TIME.search(asked) or _PROMISES.search(small):
        return {}
    found = {match.start("amount"): _as_written(sentence, match) for match in _FOR.finditer(small)}
    return found if len(found) > 1 else {}


def _ranges(match: re.Match[str], small: str, asked: str) -> bool:
    """Whether a range tells what was measured: sums, or what was asked for; ages of people are no answer."""
    if "£" in match["low"]:
        return True
    if match["time"]:
        return re.search(_NAME, small) is not None or bool(
            _ASKS_TIME.search(asked) or _ASKS_RANGE.search(asked)
        )
    return _ASKS_RANGE.search(asked) is not None


def _add_range(
    sentence: Sentence, match: re.Match[str], labels: dict[int, str], ends: dict[int, tuple[str, str]]
) -> None:
    said = _SUBJECT.search(sentence.text, max(0, match.start() - 70), match.start())
    own = said["label"].removeprefix("The ") if said is not None else ""
    own = "" if _NOBODY.intersection(own.lower().split()) else own
    lowest, highest = (f"{own} / {end}" if own else end for end in ("lowest", "highest"))
    if match["high"] is not None:
        labels[match.start("low")], labels[match.start("high")] = lowest, highest
    else:
        ends[match.start("low")] = lowest, highest
