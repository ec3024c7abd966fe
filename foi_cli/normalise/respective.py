"""Lists of numbers and of periods in the same order: "12, 15 and 9 in 2020, 2021 and 2022 respectively"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foi_cli.model import Period
from foi_cli.normalise import timespans
from foi_cli.normalise.dated import Sentence
from foi_cli.normalise.parts import Counted

_RESPECTIVELY = re.compile(
    r"\brespectively\b|\bin\s(?:(?:that|the\ssame|this)\s)?order\b|\bin\sturn\b", re.IGNORECASE
)
_FOUR_QUARTERS = re.compile(r".*\b(?:four|4)\squarters\s(?:of|in)\s(?:the\s)?", re.IGNORECASE)
_IN = re.compile(r"\s(?:in|for|during)\s(?:the\s)?(?:years\s)?", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:[.,;)]|$)")
_COMMA = re.compile(r",\s(?:(?:and|in|for)\s){0,2}|\s(?:and|&)\s(?:(?:in|for)\s)?", re.IGNORECASE)


def find(sentence: Sentence, numbers: Sequence[Counted]) -> Mapping[int, Period]:
    """The period of each number of the list, by where the number begins; nothing where a sentence does not
    say that its one list of numbers and its one list of periods go together, or one is longer."""
    if not sentence.spans:
        return {}
    if _RESPECTIVELY.search(sentence.text) is None:
        return _side_by_side(sentence, numbers)
    listed = _runs([token.span() for token, _ in numbers], sentence.text)
    quarters = _quarters(sentence)
    if quarters and len(listed) == 1 and len(listed[0]) == len(quarters):
        return {number[0]: quarter for number, quarter in zip(listed[0], quarters, strict=True)}
    dated = _runs([span[:2] for span in sentence.spans], sentence.text)
    if len(listed) != 1 or len(dated) != 1 or len(listed[0]) != len(dated[0]):
        return {}
    periods = {begin: period for begin, _, period in sentence.spans}
    return {number[0]: periods[span[0]] for number, span in zip(listed[0], dated[0], strict=True)}


def _side_by_side(sentence: Sentence, numbers: Sequence[Counted]) -> Mapping[int, Period]:
    """The same of a bare list of numbers right before as many periods: "102 and 143 in FY21 and FY22"."""
    text, found = sentence.text, dict[int, Period]()
    dated = _runs([span[:2] for span in sentence.spans], text)
    periods = {begin: period for begin, _, period in sentence.spans}
    for listed in _runs([token.span() for token, _ in numbers], text) if dated else ():
        run = next((run for run in dated if _IN.fullmatch(text, listed[-1][1], run[0][0])), [])
        if run and len(run) == len(listed) and _ENDS.match(text, run[-1][1]):
            found |= {number[0]: periods[span[0]] for number, span in zip(listed, run, strict=True)}
    return found


def _quarters(sentence: Sentence) -> tuple[Period, ...]:
    """The quarters of the one year of which a sentence says that it lists all four."""
    begin, end, year = sentence.spans[0]
    if len(sentence.spans) != 1 or not _FOUR_QUARTERS.fullmatch(sentence.text, max(0, begin - 40), begin):
        return ()
    return tuple(
        Period(f"{n}. quarter of {sentence.text[begin:end].strip()}", *ends, True)
        for n, ends in enumerate(timespans.quarters(year), 1)
    )


def _runs(spans: Sequence[tuple[int, int]], text: str) -> list[list[tuple[int, int]]]:
    """The lists among these places, of two or more with nothing but commas and "and" between them."""
    runs: list[list[tuple[int, int]]] = []
    for span in spans:
        if runs and _COMMA.fullmatch(text, runs[-1][-1][1], span[0]):
            runs[-1].append(span)
        else:
            runs.append([span])
    return [run for run in runs if len(run) > 1]
