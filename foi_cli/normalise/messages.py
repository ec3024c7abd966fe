"""The messages of a document that holds several: the first answer, and the answers after it.

Each begins with a banner "From: …". An automatic reply, or a letter that only says that an answer will come,
holds no figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, TypeGuard

from foi_cli.model import Table
from foi_cli.normalise import letters, numbering, questions
from foi_cli.normalise.letters import Letter
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.questions import Exchange

_FROM = re.compile(r"\W{0,3}from\s?:", re.IGNORECASE)
_ACKNOWLEDGES = re.compile(
    r"\bauto(?:matic|mated)?[\s-]?(?:reply|response|acknowledge?ment)\b|\backnowledg(?:e|ing|es)\b.{0,60}\b(?:receipt|request|e-?mail|letter)"
    r"|\b(?:has|have)\sbeen\s(?:logged|received|registered|passed|forwarded|acknowledged)\b"
    r"|\b(?:will|shall|aim\sto|should)\b.{0,60}\b(?:respond|reply|answer(?:ed)?|response|receive)\b.{0,60}\bworking\sdays",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 12
"""Paragraphs of a letter that only acknowledges."""
_COURTESY = re.compile(r"\W*(?:dear|yours|kind|many\sthanks|regards|hello|hi)\b", re.IGNORECASE)


class Answer(NamedTuple):
    """An answer after the first, and what was asked before it."""

    asked: tuple[Paragraph, ...]
    items: tuple[Item, ...]


def parted(items: Sequence[Item]) -> tuple[Answer, tuple[Answer, ...]]:
    """The first answer with all before it, acknowledgements as furniture, and the answers after it."""
    starts = [at for at, item in enumerate(items) if not isinstance(item, Table) and _opens(item)]
    if len(starts) < 2:
        return Answer((), tuple(items)), ()
    runs = [items[first:last] for first, last in pairwise([*starts, len(items)])]
    answers = [at for at, run in enumerate(runs) if _is_own(run) and not _acknowledges(run)]
    if not answers:
        return Answer((), tuple(items)), ()
    before = [*items[: starts[0]], *(item for run in runs[: answers[0]] for item in _silent(run))]
    later = (Answer(_quoted(runs[last + 1 : at]), tuple(runs[at])) for last, at in pairwise(answers))
    return Answer(_quoted(runs[: answers[0]]), (*before, *runs[answers[0]])), tuple(later)


def _quoted(runs: Sequence[Sequence[Item]]) -> tuple[Paragraph, ...]:
    every = (item for run in runs for item in run)
    return tuple(item for item in every if isinstance(item, Paragraph) and item.style == "quoted")


def wish(answer: Answer) -> Paragraph | None:
    """What was asked before an answer, in one; None where nothing was."""
    asked = [item for item in answer.asked if not _COURTESY.match(item.text)]
    if not asked:
        return None
    return Paragraph("\n".join(item.text for item in asked), asked[0].starts[:1], asked[0].page)


def exchanges(before: Sequence[Exchange], later: Sequence[Answer]) -> tuple[Exchange, ...]:
    """The questions of all answers: those of the first, to which a later one may add by their numbers; those
    that a later answer repeats; or what was asked before it as one."""
    every = list(before)
    for answer in later:
        letter = letters.divide(answer.items)
        loose, added = _added(before, answer, letter)
        if added:
            every = [replace(one, answer=(*one.answer, *added.get(one.number, ()))) for one in every]
        _, repeated = questions.pair(letter.answer) if not added else ((), ())
        if not questions.echoed(repeated):
            asked = wish(answer) or Paragraph("", ((0, None),))
            repeated = (Exchange("", asked, tuple(loose) if added else letter.answer),)
        for exchange in repeated:
            every.append(replace(exchange, number=free(exchange.number, [one.number for one in every])))
    return tuple(every)


def _added(
    before: Sequence[Exchange], answer: Answer, letter: Letter
) -> tuple[Sequence[Item], Mapping[str, Sequence[Item]]]:
    """What a later answer says before, and to, each question of the first that it names: "Question 4: we now
    accept …"; nothing where it names one that there is not, or repeats what was asked."""
    known = [exchange.number for exchange in before]
    loose: list[Item] = []
    added: dict[str, list[Item]] = {}
    here = loose
    besides = {id(item) for item in (*letter.closing, *letter.quoted)}
    for item in answer.items:
        if id(item) in besides or _is_furniture(item):
            continue
        named = _named(item) if isinstance(item, Paragraph) else None
        if named is not None:
            number, item = named
            if number not in known or number in added or item.text.endswith("?"):
                return (), {}
            here = added[number] = []
        here.append(item)
    return loose, added


def _named(item: Paragraph) -> tuple[str, Paragraph] | None:
    """The number of the question that a paragraph names, and what it says to it."""
    match = numbering.before(item.text) if numbering.is_named(item.text) else None
    if match is None or not match["q"]:
        return None
    return numbering.plain(match["q"]), item.tail(match.end())


def _is_furniture(item: Item) -> bool:
    return isinstance(item, Paragraph) and item.style == "banner"


def free(number: str, seen: Collection[str]) -> str:
    """The number, or with the count of those that are called so: "2 (2)"."""
    if number and number not in seen:
        return number
    counts = (f"{number} ({n})".strip() for n in range(2 if number else 1, len(seen) + 3))
    return next(name for name in counts if name not in seen)


def _is_said(item: Item) -> TypeGuard[Paragraph]:
    """Whether a paragraph is neither furniture nor quoted."""
    return isinstance(item, Paragraph) and item.is_own


def _opens(item: Paragraph) -> bool:
    return item.style == "banner" and _FROM.match(item.text) is not None


def _is_own(run: Sequence[Item]) -> bool:
    """Whether somebody else than the requester wrote a message."""
    return any(isinstance(item, Table) or _is_said(item) for item in run)


def _acknowledges(run: Sequence[Item]) -> bool:
    """Whether a short letter without a table says that a request has come, or that an answer will."""
    own = [item.text for item in run if _is_said(item)]
    tabled = any(isinstance(item, Table) for item in run)
    return not tabled and len(own) <= _LONGEST and _ACKNOWLEDGES.search("\n".join(own)) is not None


def _silent(run: Sequence[Item]) -> Iterator[Item]:
    """A message before the first answer: that of the requester, or an acknowledgement as furniture."""
    for item in run:
        yield replace(item, style="banner") if _is_said(item) else item
