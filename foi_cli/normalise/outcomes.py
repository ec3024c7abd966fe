"""Outcomes: what an answer did with a question, told by its words.

A question has its own outcome. Figures beside "neither confirm nor deny any other information" make a part
answer; "unable to confirm whether any information is held" under section 12 is about cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from foi_cli.model import Outcome
from foi_cli.normalise import lowercase
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.sought import Sought, sought
from foi_cli.reference import tables

_BOILERPLATE = sought(
    r"available for re-?use|Open Government Licen[cs]e|internal review|dissatisfied|unhappy with"
    r"|queries about|attribution statement|Prejudice Test|Public Interest Test"
)
_GIVEN = sought(
    r"please (?:find|see) (?:the )?(?:attached|enclosed|below|following)(?! (?:link|web))"
    r"|(?:find|see) (?:the )?(?:tables?|figures|data|information|response|answers?|spreadsheet)[^.\n]{0,30}"
    r"(?:attached|enclosed|below)"
    r"|(?:information|data|figures|spreadsheet|report|table)[^.\n]{0,40}"
    r"(?:is|are) (?:attached|enclosed|as follows|shown|below|set out|provided|listed)"
    r"|we have (?:also )?(?:provided|attached|enclosed|disclosed|included)|here (?:is|are) the"
    r"|we (?:are attaching|attach|can (?:provide|disclose))|disclose the (?:located|requested)"
)
_FIGURE_LINE = lowercase.compiled(
    r"(?:[\t=:–-]|\b(?:total|approx\.?|in|of)\b)[ ~]{0,3}£?\d[\d,]{0,12}(?:\.\d+)?%?(?: \w+){0,2}[ \t]*$"
    r"|^\W{0,3}£?\d[\d,.]{0,12}%?(?: \w+){0,3}\W{0,3}$",
    re.MULTILINE,
)
_TOLD = sought(
    r"(?:^|[.\n]) ?(?:(?:yes|no),? )?(?:there (?:were|was|are|have been) (?:no |none|\d|"
    r"one |two |three |four |five |six |seven |eight |nine |ten )|(?:fewer|less) than \w+(?: \w+){0,3}[.\n])"
)
_HESITANT = sought(
    r"\b(?:unable|not able|cannot|can ?not|can't|regret|sorry|unfortunately|exempt(?:ed|ion)?|withh\w+"
    r"|refus\w+"
    r"|clarif\w+|not (?:available|possible|disclos\w+|releas\w+|provid\w+|applicable)|no longer)\b"
    r"|^\W*(?:n/?a|not applicable)\W*$"
)
REFUSALS: tuple[Outcome, ...] = ("refused", "ncnd", "not-held", "cost-limit", "vexatious")
_WITHHOLDING: tuple[Outcome, ...] = ("cost-limit", "ncnd", "vexatious", "refused", "not-held")


@cache
def _phrases() -> dict[Outcome, tuple[Sought, ...]]:
    """The patterns of each outcome, out of outcomes.csv."""
    by_outcome: dict[Outcome, list[Sought]] = {}
    for phrase in tables.phrases():
        by_outcome.setdefault(phrase.outcome, []).append(sought(phrase.pattern))
    return {outcome: tuple(each) for outcome, each in by_outcome.items()}


def _says(outcome: Outcome, small: str) -> bool:
    """Whether words of this outcome stand in a text in small letters."""
    plain = _on_one_line(small)
    return any(said.search(plain) for said in _phrases()[outcome])


@lru_cache(maxsize=16)
def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _own_words(text: str) -> str:
    """The text in small letters, without the sentences that every letter ends with."""
    small = lowered(text)
    if not _BOILERPLATE.search(small):
        return small
    sentences = re.split(r"(?<=[.\n])", small)
    return "".join(sentence for sentence in sentences if not _BOILERPLATE.search(sentence))


@lru_cache(maxsize=1_024)
def decide(answer: str) -> Outcome:
    """The outcome of one answer by its words; "unknown" where they do not tell.

    Plain words that neither refuse nor hesitate are an answer: "Yes, both are published." is full.
    """
    text = _own_words(answer).strip()
    if not re.search(r"\w", text):
        return "unknown"
    if _says("part", text):
        return "part"
    if _says("full", text):
        return "full"
    given = _GIVEN.search(text) is not None or _FIGURE_LINE.search(text) is not None
    withheld = next((outcome for outcome in _WITHHOLDING if _says(outcome, text)), None)
    if withheld in ("refused", "not-held") and _says("elsewhere", text) and not given:
        return "elsewhere"
    if withheld is None:
        return _without_refusal(text, given=given)
    if withheld == "refused" and _TOLD.search(text):  # "There were two. Names withheld under s40."
        return "part"
    if withheld == "cost-limit":  # numbers beside it are mostly the estimate itself
        given = _GIVEN.search(text) is not None
    return "part" if given else withheld


def _without_refusal(text: str, *, given: bool) -> Outcome:
    if given:
        return "full"
    if _says("clarification", text):
        return "clarification"
    if _says("elsewhere", text) or re.fullmatch(r"\S*(?:https?://|www\.)\S+", text):
        return "elsewhere"
    if _says("advice", text):
        return "advice"
    return "unknown" if _HESITANT.search(text) else "full"


def overall(text: str, outcomes: Iterable[Outcome], figures: int) -> Outcome:
    """The outcome of a whole letter: by those of its questions, else by its words and what it holds.

    `figures` is how many numbers the letter gives; a refusal beside figures is a part answer.
    """
    body = _own_words(text)
    told = [outcome for outcome in outcomes if outcome not in ("unknown", "advice")]
    if told:
        joint = _joined(told)
        if joint in REFUSALS and figures:  # what was given answers a question that nobody numbered
            return "part"
        return "part" if joint == "full" and _says("part", body) else joint
    said = decide(text)
    if figures:
        return "full" if said in ("unknown", "full", "advice", "clarification") else "part"
    return "unknown" if said == "full" and not (_says("full", body) or _GIVEN.search(body)) else said


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    kinds = set(outcomes)
    if len(kinds) == 1:
        return outcomes[0]
    if kinds & {"full", "part"}:
        return "part"
    return "refused" if kinds & set(REFUSALS) else "part" if "elsewhere" in kinds else "unknown"
