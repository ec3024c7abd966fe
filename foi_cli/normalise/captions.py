"""What the words around a table say of all its numbers: for which time they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from foi_cli.model import Period
from foi_cli.normalise import dates, footnotes, periods, timed, timespans
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.setting import Setting

_BESIDE = 2
"""Paragraphs next to a table that are read for what they say of it."""
_LONGEST_MARK = 16
_MARK = re.compile(r"\W*(?:Q|A|question|answer|response)?\W{0,3}(?P<number>\d{1,2}[a-h]?)\W*", re.IGNORECASE)


def unmarked(title: str, asked: str) -> str:
    """A title without the number of the question that its table answers: there "Q2" is no quarter."""
    mark = _MARK.fullmatch(title) if asked and 0 < len(title) <= _LONGEST_MARK else None
    return "" if mark is not None and mark["number"].lower() == asked.lower() else title


_SEVERAL = 2
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_OF_TABLE = re.compile(
    r"\b(?:tables?|figures|data|numbers|position|breakdown|information|list|below|following|snapshot)\b",
    re.IGNORECASE,
)
_OF_ELSE = re.compile(
    r"\b(?:not|no|nor|only|exclud\w{1,4}|except|before|since|until|after|prior|from|previous\w{0,2}|chang\w{1,3}|introduced|requests?"
    r"|requested|letter|act|regulations?|e-?mail|published|guidance|policy|replac\w{1,4}|stored|held|extracted|you|your)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"\W*(?:notes?\b\W{{0,3}})?(?:[a-z]{{1,20}}\s){{0,5}}?(?:(?:is|are|was|were)\s(?:(?:shown|given|correct|stated|taken)\s)?(?:as\s)?(?:at|of|on)"
    rf"|(?:as|correct|position)\s(?:at|of|on))\s(?:the\s)?{dates.DATE}",
    re.IGNORECASE,
)
""" "Figures are as at 31 March 2023", "Homes are at 31 March 2023", "Position at 31 March 2023"."""
_STOOD = re.compile(r"\b(?:position|snapshot)\b", re.IGNORECASE)
_DATE = re.compile(dates.DATE, re.IGNORECASE)


def time(text: str) -> Period | None:
    """The one period, or the day of counting, that a caption names; None where it names none or several."""
    return timed.only_period(text) or (timespans.as_at(text) if text and not periods.find(text) else None)


class Beside(NamedTuple):
    """The nearest paragraphs above and below a table."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


NONE = Beside()


def beside(items: Sequence[Item], at: int) -> Beside:
    """The paragraphs next to the table at this place of an answer."""
    return Beside(_texts(items, range(at - 1, -1, -1)), _texts(items, range(at + 1, len(items))))


def told(words: Beside) -> Period | None:
    """The time that the words above and below a table say it is of; None where two say otherwise."""
    named = [
        time(sentence)
        for sentence in _sentences(words.above)
        if _OF_TABLE.search(sentence) or (sentence.endswith(":") and words.above[0].endswith(sentence))
    ]
    named += [timespans.as_at(sentence) for sentence in _sentences(words.below) if _DATED.match(sentence)]
    found = {(said.start, said.end): said for said in named if said is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def taken(words: Beside) -> Period | None:
    """The day on which the words next to a table say that all in it stood, whatever was asked: "The table
    shows the position on 30 June 2023"; None where two say otherwise."""
    stood = (sentence for sentence in _sentences((*words.above, *words.below)) if _STOOD.search(sentence))
    found = {said.start: said for sentence in stood if (said := timespans.as_at(sentence)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _texts(items: Sequence[Item], places: Iterable[int]) -> tuple[str, ...]:
    """The nearest paragraphs in this direction, up to the next table."""
    texts: list[str] = []
    for place in places:
        item = items[place]
        if not isinstance(item, Paragraph) or len(texts) == _BESIDE:
            break
        if item.is_own:
            texts.append(item.text)
    return tuple(texts)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    return (
        sentence
        for text in texts
        if any(map(str.isdigit, text))
        for sentence in _SENTENCE.split(text)
        if not _OF_ELSE.search(sentence) and len(_DATE.findall(sentence)) < _SEVERAL
    )


def noted(setting: Setting, words: Beside) -> Setting:
    """The setting with the lines next to a table among its notes, without a mark: "2023 is to 31 October"."""
    cuts = tuple(line for line in (*words.above, *words.below) if footnotes.cuts_a_year(line))
    return replace(setting, notes={**setting.notes, "": cuts}) if cuts else setting
