"""Parts in a bracket behind their whole: "1,184 households (Band A 46, Band B 291 and Band C 847)"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from foi_cli.normalise import namings, periods
from foi_cli.normalise.parts import Counted, Part

_BRACKET = re.compile(r"\((?P<items>[^()]{5,300})\)")
_ITEM = re.compile(
    r"(?<![A-Za-z])(?!and\s)(?P<label>[A-Za-z][^,;:()\d£%=]{0,40}?)(?:\s?[:=–-])?\s(?P<amount>\d{1,3}(?:,\d{3})+|\d{1,6})(?=\s?[,;]|\sand\s|$)"
)
_LINK = re.compile(r"\s?[,;]\s(?:and\s)?|\sand\s")


def names(text: str) -> Mapping[int, str]:
    """What each number of a bracket is called, by where it begins; nothing where a bracket holds anything
    besides two or more names with their numbers."""
    return {
        at: label
        for bracket in _BRACKET.finditer(text)
        if not periods.find(bracket["items"])
        for at, label in _items(text, *bracket.span("items"))
    }


def _items(text: str, start: int, end: int) -> list[tuple[int, str]]:
    items = list(_ITEM.finditer(text[:end], start))
    whole = len(items) > 1 and (items[0].start(), items[-1].end()) == (start, end)
    linked = whole and all(_LINK.fullmatch(text, a.end(), b.start()) for a, b in pairwise(items))
    labels = [item["label"].strip() for item in items]
    if not linked or len(set(labels)) < len(labels) or any(map(namings.leads, labels)):
        return []
    return [(item.start("amount"), label) for item, label in zip(items, labels, strict=True)]


def parts(counted: Sequence[Counted], named: Mapping[int, str]) -> Mapping[int, Part]:
    """The numbers in brackets as parts of the one before their bracket, where none is greater than that."""
    found: dict[int, Part] = {}
    whole: Decimal | None = None
    own: list[tuple[int, Decimal]] = []
    for token, amount in counted:
        if token.start() not in named:
            found |= _of(whole, own, named)
            whole, own = (None if amount.unit else amount.value), []
        elif amount.value is not None:
            own.append((token.start(), amount.value))
    return found | _of(whole, own, named)


def _of(
    whole: Decimal | None, own: Sequence[tuple[int, Decimal]], named: Mapping[int, str]
) -> dict[int, Part]:
    if whole is None or any(value > whole for _, value in own):
        return {}
    kind = "all" if sum(value for _, value in own) == whole else "number"
    return {at: Part(f"{kind} {whole}", named[at]) for at, _ in own}
