"""Sums that a table states in words: "Gross income (4+5)" below lines "4." and "5.", "Total (A+B)", "A-B".

Who writes so says what is to be added, and needs no other witness. But figures in brackets may be notes, or
point elsewhere: so the lines named must be there, all but one, and the sum must come out in most cells, or
miss by a slip.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from foi_cli.arithmetic.evidence import Relation, one_slip, supposed
from foi_cli.arithmetic.lines import Lines

_KEY = r"(?:[a-z]|\d{1,2})"
_ALONE = re.compile(_KEY)
_DIFFERENCE = re.compile(rf"\(?({_KEY})\s?[-−–]\s?({_KEY})[.):=\s]")
_LEADING = re.compile(rf"\(?({_KEY})[.):]\s|({_KEY})\s?=")
_ENDING = re.compile(rf"\(({_KEY})\)\Z")
"""Where a line says how it is called: "4. Transfers" and "C = A + B", or "Transfers (B)"."""
SURE = 5.0
"""Bits of a figure from which one slip can be told, where the words say what is to be added."""


def find(lines: Lines, found: Sequence[Relation]) -> Iterator[Relation]:
    """The sums that labels state and that were not `found` by what they come to."""
    sums = {line: _stated(lines.labels[line]) for line in lines.active if "+" in lines.labels[line]}
    less = {line: match for line in lines.active if (match := _DIFFERENCE.match(lines.labels[line]))}
    if lines.values.dtype == object or not (sums or less):
        return
    have = {(relation.total, relation.parts) for relation in found}
    keys = _keys(lines)
    yield from _taken_off(lines, less, keys, have)
    for total, wanted in sums.items():
        parts = tuple(sorted(keys[key] for key in wanted if keys.get(key, total) != total))
        missing = len(wanted) - len(parts)
        if len({*wanted}) < len(wanted) or (total, parts) in have or not parts or missing > 1:
            continue
        if missing and all(key not in keys for key in wanted if keys.get(key) not in parts):
            if _lacks_one(lines, total, parts):
                yield supposed(total, parts, "lost")
        elif not missing and _comes_out(lines, total, parts):
            yield supposed(total, parts, "slip")


def _taken_off(
    lines: Lines,
    less: Mapping[int, re.Match[str]],
    keys: Mapping[str, int],
    have: Collection[tuple[int, tuple[int, ...]]],
) -> Iterator[Relation]:
    """The lines A that a line "A-B" and a line B add up to."""
    for line, match in less.items():
        whole, part = (keys.get(key, line) for key in match.groups())
        parts = (min(part, line), max(part, line))
        new = len({whole, part, line}) == 3 and (whole, parts) not in have
        if new and _comes_out(lines, whole, parts):
            yield supposed(whole, parts, "slip")


def _keys(lines: Lines) -> Mapping[str, int]:
    """The lines by the letter or number that they are called; without those that several are."""
    found: dict[str, list[int]] = {}
    for line in lines.active:
        label = lines.labels[line]
        match = _LEADING.match(label) or (None if _stated(label) else _ENDING.search(label))
        if match is not None:
            found.setdefault(next(filter(None, match.groups())), []).append(line)
    return {key: own[0] for key, own in found.items() if len(own) == 1}


def _stated(label: str) -> list[str]:
    """What a label adds up, by name: a and b of "total (a+b)"; nothing where it adds up nothing."""
    first, *others = label.split("+")
    before = re.split(r"[\s=(]", first.strip(" \t)"))[-1]
    keys = [before, *(each.strip(" \t()") for each in others)]
    return keys if others and all(_ALONE.fullmatch(key) for key in keys) else []


def _comes_out(lines: Lines, total: int, parts: tuple[int, ...]) -> bool:
    """Whether the sum holds in at least half of the cells across that say something, or misses by a slip."""
    miss, told = lines.missed(total, parts)
    told = lines.alike(told)
    close = 2 * np.abs(miss) <= lines.step[total] * (len(parts) + 1)
    slips = told & ~close & one_slip(np.abs(miss)) & (lines.surprise[total] >= SURE)
    held = int((told & close).sum())
    return bool(told.any()) and (2 * held >= told.sum() or held + int(slips.sum()) == told.sum() == 1)


def _lacks_one(lines: Lines, total: int, parts: tuple[int, ...]) -> bool:
    """Whether a total is more, everywhere, than those of its parts that are there."""
    own = list(parts)
    told = lines.alike(lines.known[total] & lines.known[own].all(axis=0))
    stated, added = lines.values[total][told], lines.values[own][:, told].sum(axis=0)
    printed = bool(told.any()) and not lines.gap[own].any()
    return printed and bool(((stated > added) & (added >= 0)).all())
