"""The figures of a letter: what its tables and statements say, numbered in reading order and tied together.

A statement may say that it is a part of another: "six of the cases within question 5". The tie is kept in
`within`, so that nothing is ever added to what it is part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foi_cli.model import Document, Figure, Period, Table
from foi_cli.normalise import categories, periods, statements, tables, words
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.questions import Exchange
from foi_cli.normalise.responses import Conversation
from foi_cli.normalise.statements import Statement
from foi_cli.normalise.tables import Setting

_MONEY = re.compile(
    r"£|\b(?:cost|costs|spen[dt]|expenditure|budget|fees?|value\sof|amount\s(?:paid|spent|of\smoney)|salary|monetary)\b",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\b(?:how\smany|number\sof|numbers)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"\W*(?:(?:please\s)?(?:can|could|would)\syou\s(?:please\s)?)?(?:please\s)?(?:provide|confirm|supply|tell\sme|state|indicate|give)?\s?(?:me\s)?(?:with\s)?"
    r"(?:what\s(?:is|are|was|were)\s)?(?:the\s)?(?:total\s|annual\s)?(?:how\smany|how\smuch|(?:number|amount|numbers)\sof)?\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure that still waits for its id, with its paragraph and what it says it is a part of."""

    figure: Figure
    paragraph: int
    of: str = ""


def draw(conversation: Conversation, document: Document, title: str, response_id: str) -> tuple[Figure, ...]:
    """All figures of a letter, in reading order."""
    found: list[_Found] = []
    for exchange in (None, *conversation.exchanges):
        setting = _setting(conversation, exchange, title)
        items = conversation.loose if exchange is None else exchange.answer
        if exchange is None and not conversation.exchanges:
            items = conversation.letter.answer
        for item in items:
            found.extend(_item_figures(item, document.name, setting, len(found), found))
    return _tied(found, response_id)


def _item_figures(
    item: Item, file: str, setting: Setting, number: int, before: Sequence[_Found]
) -> Iterator[_Found]:
    if isinstance(item, Table):
        for figure in tables.figures(item, file, setting):
            yield _Found(figure, -1)
        return
    if item.style == "banner":
        return
    seen: set[tuple[object, str]] = set()
    for statement in statements.find(item.text, setting.asked):
        figure = _stated(statement, item, file, setting, before)
        key = (figure.amount.value, figure.unit)
        if figure.amount.value is None or statement.period is not None or key not in seen:
            seen.add(key)
            yield _Found(figure, number, statement.of)


def _stated(
    statement: Statement, paragraph: Paragraph, file: str, setting: Setting, before: Sequence[_Found]
) -> Figure:
    """The figure that a statement is."""
    named = words.unit(statement.label) if statement.label else None
    unit = statement.amount.unit or (named[1] if named else "")
    if not unit and statement.of.startswith("question"):
        unit = next((f.figure.unit for f in before if f.figure.question == statement.of.split()[1]), "")
    period = statement.period or setting.period
    if period is not None and setting.request:
        period = periods.limit(period, setting.request)
    measure = named[0] if named and named[0] != setting.measure else (statement.label or setting.measure)
    return Figure(
        figure_id="",
        response_id="",
        place=paragraph.place(file, statement.offset),
        amount=statement.amount,
        question=setting.question,
        row_label=statement.label,
        measure=measure or setting.measure,
        unit=unit or setting.unit,
        category=categories.classify(statement.label) if statement.label else None,
        dimensions=statement.dimensions,
        period=period,
        role="total" if re.match(r"\W*(?:grand\s)?total\b", statement.label, re.IGNORECASE) else "stated",
        note=statement.note,
    )


def _setting(conversation: Conversation, exchange: Exchange | None, title: str) -> Setting:
    """What surrounds the answers to a question, or to the whole request."""
    request = conversation.request
    if exchange is None:
        echoed = bool(conversation.letter.request)
        asked = request if echoed else ""
        about = request or title
        number = "1" if echoed else ""
    else:
        asked = about = exchange.question.text
        number = exchange.number
    named = words.unit(_head(about)) if about else None
    unit = named[1] if named and not _money(about) else "gbp" if _money(about) else "count"
    measure = named[0] if named else _head(about) or title
    return Setting(number, asked, request, measure, unit, _only_period(asked) if exchange else None)


def _money(text: str) -> bool:
    """True where an amount of money was asked for rather than a count."""
    return bool(_MONEY.search(text)) and not _COUNTING.search(text)


def _head(text: str) -> str:
    """What a question asks for, in its own words: at most its first twelve."""
    first = text.split("\n")[0]
    lead = _LEAD.match(first)
    rest = first[lead.end() :] if lead else first
    return " ".join(re.split(r"[?.;:(]", rest)[0].split()[:12])


def _only_period(asked: str) -> Period | None:
    """The one period that a question names."""
    found = periods.find(asked) if asked else ()
    return found[0][2] if len(found) == 1 else None


def _tied(found: Sequence[_Found], response_id: str) -> tuple[Figure, ...]:
    """The figures with their ids, each tied to the figure it is a part of."""
    numbered = [
        replace(item.figure, figure_id=f"{response_id}.f{n}", response_id=response_id)
        for n, item in enumerate(found, 1)
    ]
    tied: list[Figure] = []
    for at, item in enumerate(found):
        whole = _whole(found, numbered, at) if item.of else None
        tied.append(replace(numbered[at], within=whole.figure_id) if whole is not None else numbered[at])
    return tuple(tied)


def _whole(found: Sequence[_Found], numbered: Sequence[Figure], at: int) -> Figure | None:
    """The figure that this one says it is a part of; None where it cannot be told."""
    of, own = found[at].of, numbered[at]
    if of.startswith("question "):
        number = of.removeprefix("question ")
        return next((f for f in numbered[:at] if f.question == number and _comparable(f, own)), None)
    if of == "above":
        earlier = [
            f for f in numbered[:at] if f.question != own.question and f.table is None and _comparable(f, own)
        ]
        last = [f for f in earlier if f.question == earlier[-1].question] if earlier else []
        return last[0] if len(last) == 1 else None
    unit = own.unit
    if unit == "percent":
        named = words.unit(own.row_label) if own.row_label else None
        unit = named[1] if named else ""
    here = [
        f
        for n, f in enumerate(numbered[:at])
        if found[n].paragraph == found[at].paragraph and f.unit == unit and f.amount.value is not None
    ]
    return max(here, key=lambda f: f.amount.value or 0, default=None)


def _comparable(whole: Figure, part: Figure) -> bool:
    return whole.unit == part.unit and whole.amount.value is not None
