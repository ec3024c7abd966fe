"""The figures of a letter: what its answers state, numbered in reading order and tied together.

A statement may say that it is a part of another: "six of the cases within question 5". The tie is kept in
`within`, so that nothing is ever added to what it is part of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count

from foi_cli.model import Document, Figure, Passage, Role
from foi_cli.normalise import answers, breakdowns, categories, suppression, words
from foi_cli.normalise.answers import Found
from foi_cli.normalise.responses import Conversation
from foi_cli.normalise.setting import Setting, settings
from foi_cli.normalise.suppression import Meaning
from foi_cli.reference.mappings import UserLabel

_OF_THESE = re.compile(
    r"\b(?:of|from|out\sof)\s(?:all\s)?(?:these|those|the\sabove|the\ssame)\b", re.IGNORECASE
)


_SCALED = re.compile(
    r"\b(?:rates?|per|thousands?|millions?|averages?|mean|median|000s?)\b|[%£]", re.IGNORECASE
)
"""Labels of what is no count of whole things."""


def signs(documents: Iterable[Document]) -> Mapping[str, Meaning]:
    """What the documents themselves say of their signs: "figures under 5 are shown as *"."""
    return suppression.explained(
        block.text for document in documents for block in document.blocks if isinstance(block, Passage)
    )


def explained(figures: Sequence[Figure], meanings: Mapping[str, Meaning]) -> tuple[Figure, ...]:
    """The figures with their signs read as the documents explain them; "<5" leaves nought out where the same
    table prints noughts, and "[low]" where its column counts whole things."""
    if all(figure.amount.value is not None for figure in figures):
        return tuple(figures)
    noughts = {
        (f.place.file, f.table) for f in figures if f.table is not None and f.amount.text.strip() == "0"
    }
    rounded = any(suppression.rounds(f.amount) for f in figures)
    parted = {(f.place.file, f.table, f.column) for f in figures if rounded and not _is_count(f)}
    return tuple(
        figure if figure.amount.value is not None else _explained(figure, meanings, noughts, parted)
        for figure in figures
    )


def _explained(
    figure: Figure,
    meanings: Mapping[str, Meaning],
    noughts: Container[tuple[str, int | None]],
    parted: Container[tuple[str, int | None, int | None]],
) -> Figure:
    amount = suppression.read(
        figure.amount,
        meanings,
        noughts=(figure.place.file, figure.table) in noughts,
        counted=(figure.place.file, figure.table, figure.column) not in parted,
    )
    return figure if amount is figure.amount else replace(figure, amount=amount)


def _is_count(figure: Figure) -> bool:
    """False for money, shares, rates, and whatever is written with a point or in thousands."""
    if figure.unit in ("percent", "fte") or figure.unit.startswith("gbp"):
        return False
    labels = f"{figure.row_label} {figure.column_label} {figure.measure}"
    return (figure.amount.step or 1) == 1 and not _SCALED.search(labels)


def mapped(figures: Sequence[Figure], own: Sequence[UserLabel]) -> tuple[Figure, ...]:
    """The figures with the categories that the user's own labels give them, before those that foi knows."""
    by_label: dict[str, list[UserLabel]] = {}
    for label in own:
        by_label.setdefault(categories.fold(label.label), []).append(label)
    return tuple(_mapped(figure, by_label) for figure in figures) if by_label else tuple(figures)


def _mapped(figure: Figure, by_label: Mapping[str, Sequence[UserLabel]]) -> Figure:
    on = figure.period.end or figure.period.start if figure.period is not None else None
    for text in (figure.row_label, figure.column_label):
        for label in by_label.get(categories.fold(text), ()):
            if label.holds(on):
                return replace(figure, category=label.category)
    return figure


def draw(
    conversation: Conversation, file: str, title: str, around: Setting, ids: Iterator[str]
) -> tuple[Figure, ...]:
    """All figures of a letter, in reading order, each with the next of these ids; `around` is the setting of
    the whole letter."""
    found: list[Found] = []
    for exchange, setting in settings(conversation, title, around):
        if exchange is not None:
            items = exchange.answer
        else:
            items = conversation.loose if conversation.exchanges else conversation.letter.answer
        drawn = breakdowns.dated([*answers.figures(items, file, setting, found, ids)])
        if exchange is not None and _OF_THESE.search(exchange.question.text):
            drawn = [item._replace(of=item.of or "these") for item in drawn]
        found.extend(drawn)
    return _tied(found)


def ids(response_id: str) -> Iterator[str]:
    """The ids of the figures of a response, in reading order."""
    return (f"{response_id}.f{n}" for n in count(1))


def _tied(found: Sequence[Found]) -> tuple[Figure, ...]:
    """The figures, each tied to the figure it is a part of."""
    tied = [item.figure for item in found]
    for at, item in enumerate(found):
        whole = _whole(found, tied, at) if item.of else None
        if whole is not None:
            tied[at] = _part(
                tied[at], whole, item.of, near=item.of in ("before", "above") and _same_paragraph(found, at)
            )
        elif item.unit and not tied[at].unit:
            tied[at] = replace(tied[at], unit=item.unit)
    return tuple(tied)


def _part(part: Figure, whole: Figure, of: str, *, near: bool) -> Figure:
    """The figure tied to its whole, whose day of counting is also its own, as is its period where both stand
    on one line or in one paragraph, which is `near`, or the sentence names the whole."""
    day = whole.period is not None and whole.period.start == whole.period.end
    near = near or day or whole.place == part.place or of.startswith(("number ", "all "))
    period = whole.period if part.period is None and near else part.period
    role: Role = "part" if of.startswith("all ") else part.role
    return replace(part, within=whole.figure_id, period=period, unit=part.unit or whole.unit, role=role)


def _whole(found: Sequence[Found], figures: Sequence[Figure], at: int) -> Figure | None:
    """The figure that this one says it is a part of; None where it cannot be told."""
    of, own = found[at].of, figures[at]
    if of.startswith("question "):
        number = of.removeprefix("question ")
        return next((f for f in figures[:at] if f.question == number and _comparable(f, own)), None)
    if of.startswith(("number ", "all ")):
        return _of_value(found, figures, at)
    if of == "before" or (of == "above" and _same_paragraph(found, at)):
        return _stated_before(found, figures, at)
    if of in ("above", "these"):
        return _answered_before(found, figures, at)
    unit = own.unit
    if unit == "percent":
        named = words.unit(own.row_label) if own.row_label else None
        unit = named[1] if named else ""
    here = [
        f
        for n, f in enumerate(figures[:at])
        if found[n].paragraph is found[at].paragraph is not None
        and f.unit == unit
        and f.amount.value is not None
        and (f.period is None or own.period is None or f.period == own.period)
    ]
    return max(here, key=lambda f: f.amount.value or 0, default=None)


def _of_value(found: Sequence[Found], figures: Sequence[Figure], at: int) -> Figure | None:
    """The last figure of the same answer with the value that a sentence refers to: "698 of the 1,041"."""
    value, own = Decimal(found[at].of.split()[1]), figures[at]
    for figure in reversed(figures[:at]):
        if figure.question != own.question:
            return None
        if figure.amount.value == value and not figure.within and _comparable(figure, own):
            return figure
    return None


def _same_paragraph(found: Sequence[Found], at: int) -> bool:
    return at > 0 and found[at].paragraph is not None and found[at - 1].paragraph is found[at].paragraph


def _stated_before(found: Sequence[Found], figures: Sequence[Figure], at: int) -> Figure | None:
    """The last number of the paragraph that is not itself such a part, when it is not the smaller one."""
    for n in range(at - 1, -1, -1):
        if found[n].paragraph is not found[at].paragraph:
            return None
        if found[n].of not in ("before", "above") and _comparable(figures[n], figures[at]):
            return figures[n]
    return None


def _answered_before(found: Sequence[Found], figures: Sequence[Figure], at: int) -> Figure | None:
    """The one number of the answer before. A question about "these" may follow others about the same ones:
    then it is what they are all part of, and nothing that is smaller."""
    own, chained = figures[at], found[at].of == "these"
    earlier = [
        (n, f)
        for n, f in enumerate(figures[:at])
        if f.question != own.question and f.table is None and _comparable(f, own)
    ]
    if chained:
        earlier = [(n, f) for n, f in earlier if found[n].of != "these"]
    last = [f for _, f in earlier if f.question == earlier[-1][1].question] if earlier else []
    if len(last) != 1:
        return None
    too_small = chained and (own.amount.value or 0) > (last[0].amount.value or 0)
    return None if too_small else last[0]


def _comparable(whole: Figure, part: Figure) -> bool:
    """A number without a sign of its own is no part of money: "142 notices at £400 each, of which 97 were
    paid"."""
    if whole.amount.unit in ("gbp", "percent") and part.amount.unit == "" and part.table is None:
        return False
    return part.unit in ("", whole.unit) and whole.amount.value is not None
