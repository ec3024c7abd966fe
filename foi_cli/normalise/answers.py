"""The figures of one answer, in reading order: what its lines, sentences and tables state.

A line above numbers says what they are: a heading, a place, a year. It holds until a sentence or another
heading follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from foi_cli.model import Amount, Figure, Period, Table
from foi_cli.normalise import (
    asking,
    captions,
    categories,
    counting,
    footnotes,
    given,
    labels,
    outcomes,
    periods,
    preamble,
    repeated,
    statements,
    suppression,
    tables,
    timespans,
    words,
)
from foi_cli.normalise.paragraphs import ITEM, Item, Paragraph
from foi_cli.normalise.setting import Setting
from foi_cli.normalise.statements import Statement

_YEAR = re.compile(r"\W*(?:19[5-9]\d|20[0-4]\d)(?:\sonly)?\W*")
"""A line that is a year: the answer, where nothing follows, and else what the lines below it are for."""
_TIME = re.compile(r"(?:working\s|calendar\s)?(?P<unit>day|week|month|hour|minute)s?\b", re.IGNORECASE)
_TOTAL = re.compile(r"\W*(?:(?:grand|sub|overall)[\s-]?)?total\W*$", re.IGNORECASE)
_NOTHING = re.compile(
    r"\W*(?P<word>nothing|none|nil|no\s\w+)\b[^.?]{0,160}\b(?:following|below)\b[^.?]{0,120}:\s*$",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"\W*(?:years?|months?|quarters?|dates?|total|number|amount|page\s\d+|(?:our\s)?(?:answer|response|reply))?\W*",
    re.IGNORECASE,
)
"""The head of a column that was cut off from its table, or the word over an answer."""
_SAYS = re.compile(
    r"\b(?:we|I|is|are|was|were|has|have|hold|please|see|below|above|following|follows|table|answers?|responses?)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*Q(?:uestion)?\s?\d{1,2}\s?[.:)]\s*(?=\w)", re.IGNORECASE)
"""An answer that names its question: what stood over the one before is not said of it."""
_SENTENCE_ENDS = re.compile(r"[.;?!]$")
LONGEST_HEADING = 100
"""Characters; a longer line above numbers is a sentence about them."""


class Found(NamedTuple):
    """A figure with its paragraph (None in tables) and what it is a part of."""

    figure: Figure
    paragraph: Paragraph | None = None
    of: str = ""
    unit: str = ""
    """What it counts when the whole that it is a part of is not found; its figure then has no unit yet."""
    under: str | None = None
    """The heading over a line with a label and its number; None for numbers of sentences and tables."""


@dataclass(frozen=True, slots=True)
class _Above:
    """What the lines above say of the next number. `remark` is the setting after the last sentence, `here`
    that below the heading which followed it; `label` are the words of a heading for a number alone below it,
    `told` all that was said so far; `tabled` is true below a table."""

    remark: Setting
    here: Setting
    label: str = ""
    told: str = ""
    tabled: bool = False

    def spent(self) -> _Above:
        """What holds below a number, which has taken the label."""
        return replace(self, label="") if self.label else self

    def after(self, text: str, setting: Setting) -> _Above:
        """What holds below one more line without a number, in an answer with this setting."""
        told = f"{self.told}\n{text}"[-1_000:]
        if _SAYS_NOTHING.fullmatch(text):
            return replace(self, told=told)
        if not _is_heading(text):
            remark = setting.near(text)
            return _Above(remark, remark, "", told)
        number = _NUMBERED.match(text)
        text = text[number.end() :] if number else text
        goes_on = self.label and not self.label.endswith(":")
        wrapped = f"{self.label} {text}" if goes_on else text
        label = wrapped if len(wrapped) <= LONGEST_HEADING else text
        return _Above(self.remark, self.remark.near(text).under(text.rstrip(": ")), label, told)


def figures(
    items: Sequence[Item], file: str, setting: Setting, before: Sequence[Found], ids: Iterator[str]
) -> Iterator[Found]:
    """The figures of an answer, each with the next of these ids. `before` is what was stated so far."""
    above = _Above(setting, setting)
    nothing: tuple[Statement, Paragraph] | None = None
    refused = cache(lambda: _refused_from(items))
    for at, item in enumerate(items):
        if isinstance(item, Table):
            beside = captions.beside(items, at)
            yield from (Found(figure) for figure in tables.figures(item, file, above.here, ids, beside))
            nothing, above = None, replace(above, label="", tabled=True)
        elif not item.is_own:
            continue
        elif nothing is not None and ITEM.match(item.text):
            yield _none_of(nothing, item, file, setting, ids)
        elif _YEAR.fullmatch(item.text) and at + 1 < len(items):
            above = above.after(item.text, setting)
        elif (nothing := _nothing(item)) is None:
            if _NUMBERED.match(item.text):
                above = _Above(setting, setting, told=above.told)
            own, here = preamble.asked_inside(item, above.here)
            own, here = preamble.in_quarter(own, here)
            stated = statements.find(own.text, here.asked, above.told, here.about)
            if (
                not stated
                and (named := preamble.LABEL.match(item.text)) is not None
                and preamble.asks(named["question"])
            ):
                own, here = preamble.asked(item, named, above.here)
                stated = statements.find(own.text, here.asked, above.told, here.about)
            if stated and stated[0].prose and (_refuses(own.text) or (own is item and at >= refused())):
                hidden = _hidden(stated[0], own)
                stated = stated[:1] if hidden else given.beside_refusal(own.text, stated)
            stated = tuple(found for found in stated if not suppression.explains(own.text, found.offset))
            if stated and stated[0].prose and above.tabled and own is item:
                here = above.remark  # the heading was that of the table
            for found in repeated.once(stated):
                figure = _figure(_with_label(found, above.label), own, file, here, before, next(ids))
                open_unit = "" if figure.unit else here.unit
                listed = bool(found.label) and not found.prose and found.period is None
                yield Found(figure, own, found.of, open_unit, here.heading if listed else None)
            above = above.spent() if stated else above.after(item.text, setting)


def _refused_from(items: Sequence[Item]) -> int:
    """Where an answer begins to say no, and its numbers are reasons, prices and hours: behind the last item
    where it does not. What is told before an exemption is given; an estimate of costs is so throughout."""
    paragraphs = [(at, item.text) for at, item in enumerate(items) if isinstance(item, Paragraph)]
    outcome = outcomes.decide("\n".join(text for _, text in paragraphs))
    if outcome not in _REFUSED:
        return len(items)
    if outcome not in _EXEMPT:
        return 0
    return next((at for at, text in paragraphs if _refuses(text)), 0)


def _refuses(text: str) -> bool:
    """True where a paragraph says no."""
    return outcomes.decide(text) in _REFUSED


def _hidden(statement: Statement, paragraph: Paragraph) -> bool:
    """True for a bound that opens a paragraph whose rest says why no more is given: "Fewer than 5. The exact
    figure is exempt …"."""
    bullet = ITEM.match(paragraph.text)
    start = bullet.end() if bullet is not None else 0
    return statement.offset <= start + _NEAR_HEAD and statement.amount.marker == "suppressed"


_NEAR_HEAD = 8
"""Characters that a word such as "There" may take before it."""
_EXEMPT = ("ncnd", "refused")
_REFUSED = ("cost-limit", "vexatious", *_EXEMPT)


def _is_heading(text: str) -> bool:
    """True for a few words that name something; a sentence that ends in a colon is a remark."""
    if len(text) > LONGEST_HEADING or _SENTENCE_ENDS.search(text) or not any(map(str.isalnum, text)):
        return False
    return not (text.rstrip().endswith(":") and _SAYS.search(text))


def _with_label(statement: Statement, label: str) -> Statement:
    """A number that stands alone on its line belongs to the words on the line above."""
    if statement.label or statement.noun or statement.period is not None or not label:
        return statement
    if re.match(r"(?:please|see|yes|no|our|the\sfollowing|response|answer)\b", label, re.IGNORECASE):
        return statement
    if label[:1].isdigit() and periods.read(label.rstrip(": ").removesuffix(" only")) is not None:
        return statement
    bullet = ITEM.match(label)
    return replace(statement, label=label[bullet.end() if bullet else 0 :].strip(" :–-"))


def _nothing(paragraph: Paragraph) -> tuple[Statement, Paragraph] | None:
    """ "Nothing has been spent on the following:", which says nil of every item below."""
    match = _NOTHING.match(paragraph.text)
    if match is None:
        return None
    zero = Decimal(0)
    amount = Amount(match["word"], zero, zero, zero, Decimal(1), marker="nil")
    said = periods.find(paragraph.text)
    period = said[0][2] if len(said) == 1 else None
    return Statement(amount, match.start("word"), period=period), paragraph


def _none_of(
    nothing: tuple[Statement, Paragraph], item: Paragraph, file: str, setting: Setting, ids: Iterator[str]
) -> Found:
    statement, paragraph = nothing
    unit = "gbp" if asking.money(paragraph.text) else ""
    bullet = ITEM.match(item.text)
    label = item.text[bullet.end() if bullet else 0 :].strip(" .")
    own = replace(statement, label=label, amount=replace(statement.amount, unit=unit))
    return Found(_figure(own, paragraph, file, setting, (), next(ids)))


def _figure(
    statement: Statement,
    paragraph: Paragraph,
    file: str,
    setting: Setting,
    before: Sequence[Found],
    figure_id: str,
) -> Figure:
    """The figure that a statement is."""
    label = statement.label or statement.noun
    named = words.unit(statement.noun or label) if label else None
    unit = _unit(statement, setting, before)
    counted = named is not None and named[1] == unit != "fte" and not _TOTAL.match(label)
    return Figure(
        figure_id=figure_id,
        response_id=setting.response_id,
        place=paragraph.place(file, statement.offset),
        amount=statement.amount,
        question=setting.question,
        row_label=label or ("" if statement.prose else setting.heading),
        measure=(named[0] if named and counted else "") or _measure(setting, unit, statement.label) or label,
        unit=unit,
        category=labels.category(label) if label else None,
        dimensions=statement.dimensions or _dimensions(statement),
        period=_period(statement, setting),
        role="total" if _TOTAL.match(label) else "stated",
        note=statement.note,
    )


def _period(statement: Statement, setting: Setting) -> Period | None:
    """The period of a statement as the question, and the note with the mark of its year, limit it."""
    period = setting.limited(statement.period or _inside(statement.label, setting))
    return footnotes.limited(statement.period.text, period, setting.notes) if statement.period else period


def _inside(label: str, setting: Setting) -> Period | None:
    """The month or quarter that a label names, of the year that was asked about: "May: 24"."""
    return timespans.inside(label, setting.period) if label and setting.period is not None else None


def _measure(setting: Setting, unit: str, label: str) -> str:
    """What the label says that it is the number of, else what the question or the heading measures; a sum of
    money beside the number of notices is none."""
    if label and asking.counts(label):
        return asking.measure(label)
    counted = setting.unit not in ("gbp", "count") or asking.counts(setting.asked)
    if unit == "gbp" and counted and not setting.unit.startswith("gbp"):
        return ""
    return setting.measure or setting.heading


def _dimensions(statement: Statement) -> tuple[tuple[str, str], ...]:
    """What the label of a number says besides; of the noun behind it only a rank: "three Constables"."""
    said = labels.dimensions(statement.label or statement.noun)
    return said if statement.label else tuple(pair for pair in said if pair[0] == "rank")


def _is_other(statement: Statement) -> bool:
    """True of "25 shelters" in an answer about money."""
    counted = counting.is_thing(statement.noun) and not statement.noun.lower().endswith("pounds")
    return counted and statement.amount.value != 0


def _unit(statement: Statement, setting: Setting, before: Sequence[Found]) -> str:
    """What a stated number counts: by its sign, by the noun behind it, by a label that says so, by the
    question, and where that is silent by any noun of its label."""
    if statement.amount.unit:
        return statement.amount.unit
    time = _TIME.match(statement.noun)
    if time is not None:
        return f"{time['unit'].lower()}s"
    if statement.noun and categories.classify(statement.noun, taxonomy="ranks") is not None:
        return "officers"
    noun = words.unit(statement.noun) if statement.noun else None
    if noun is not None and noun[1] not in ("gbp", "percent"):
        return noun[1]
    if noun is None and setting.unit.startswith("gbp") and _is_other(statement):
        return "count"
    said = labels.unit(statement.label, explicit=True) if statement.label else ""
    if said:
        return said
    if statement.of.startswith("question"):
        number = statement.of.split()[1]
        return next((f.figure.unit for f in before if f.figure.question == number), setting.unit)
    if statement.of.startswith(("before", "above", "number ", "all ")):
        return ""
    named = words.unit(statement.label) if statement.label and setting.unit == "count" else None
    return named[1] if named is not None and named[1] not in ("gbp", "percent") else setting.unit
