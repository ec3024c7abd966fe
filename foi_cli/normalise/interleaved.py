"""Answers inside the mail that asked: each stands below the quoted question that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from foi_cli.model import Table
from foi_cli.normalise import speech
from foi_cli.normalise.paragraphs import Item, Paragraph

_SIGN = re.compile(r"[A-Z][A-Za-z&-]{1,15}:\s+(?=\S)")
""" "NFP: " before an answer inside the mail that it answers."""


def answered(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, with quoted questions above their answers as questions of this letter, and their answers
    without the name before each."""
    return tuple(_in_place(_unsigned(items)))


def _unsigned(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, answers without the name that is put before each of them where they stand among what was
    quoted."""
    signs = [
        match[0]
        for above, item in pairwise(items)
        if isinstance(above, Paragraph) and above.style == "quoted" and isinstance(item, Paragraph)
        if item.style == "text" and (match := _SIGN.match(item.text))
    ]
    often = {sign for sign in signs if signs.count(sign) > 1}
    return tuple(
        item.tail(match.end())
        if often and isinstance(item, Paragraph) and (match := _SIGN.match(item.text)) and match[0] in often
        else item
        for item in items
    )


def _in_place(items: Sequence[Item]) -> Iterator[Item]:
    """The items, with a quoted question above its answer as a question of this letter, and no older mail.

    It has a number and wishes something; where two do, the others between answers need only the number.
    """
    asked = dict(_quoted_questions(items))
    sure = [at for at, (_, question) in asked.items() if speech.is_numbered_wish(question)]
    taken = asked if len(sure) > 1 else {at: asked[at] for at in sure}
    until = 0
    for at, item in enumerate(items):
        if at in taken:
            until, question = taken[at]
            yield replace(question, style="text", wish=True)
        elif at >= until:
            yield item


def _quoted_questions(items: Sequence[Item]) -> Iterator[tuple[int, tuple[int, Paragraph]]]:
    """Where the last numbered paragraph stands that is quoted before something of the letter's own, where
    that begins, and the paragraph with the lines below it."""
    start, question = 0, None
    for at, item in enumerate(items):
        if isinstance(item, Paragraph) and item.style == "quoted":
            if speech.NUMBERED.match(item.text):
                start, question = at, item
            elif question is not None:
                question = question.joined(item)
        else:
            if question is not None and (isinstance(item, Table) or item.style != "banner"):
                yield start, (at, question)
            question = None
