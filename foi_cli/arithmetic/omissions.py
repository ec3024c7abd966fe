"""Parts that a total leaves out although they belong to it, and parts that it takes off.

A total that adds January to November and stands behind December leaves December out: the labels of one series
say what belongs together. A column that is subtracted makes the sum a balance: opening, and what came in,
less what went out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from foi_cli.arithmetic.evidence import Relation
from foi_cli.arithmetic.lines import Lines

_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b",
    re.IGNORECASE,
)


def pattern(label: str) -> str:
    """What the labels of a series have in common: "Apr-21" and "Mar-22" are both "@-9", "Q1" is "Q9"."""
    return re.sub(r"\d+", "9", _MONTH.sub("@", label.strip()))[:40]


def left_out(lines: Lines, relation: Relation, headings: Sequence[str]) -> tuple[int, ...]:
    """The lines between a total and the run of its parts that belong to the same series as these."""
    total, parts = relation.total, relation.parts
    between = [
        line
        for line in lines.active
        if (parts[-1] < line < total or total < line < parts[0]) and line not in parts
    ]
    if not 1 <= len(between) <= 2 or len(parts) < 4:
        return ()
    series = pattern(headings[parts[0]])
    if not re.search(r"[@9]", series) or any(pattern(headings[part]) != series for part in parts):
        return ()
    return tuple(between) if all(pattern(headings[line]) == series for line in between) else ()


def signs(lines: Lines, relation: Relation) -> tuple[int, ...]:
    """+1 for each part, or -1 for the one that must be taken off for the cells that differ to agree."""
    parts = list(relation.parts)
    plain = (1,) * len(parts)
    if lines.values.dtype == object or len(parts) < 2:
        return plain
    miss = lines.values[relation.total] - lines.values[parts].sum(axis=0)
    told = lines.known[relation.total] & (lines.nonzero[parts].sum(axis=0) >= 2)
    wrong = told & (miss != 0)
    if int(wrong.sum()) < 2:
        return plain
    for k in range(len(parts)):
        part = lines.values[parts[k]]
        explained = wrong & (miss == -2 * part)
        lively = told & (part != 0)
        if explained.sum() >= max(2, 0.8 * int(lively.sum())) and explained.sum() >= 0.3 * int(wrong.sum()):
            return tuple(-1 if j == k else 1 for j in range(len(parts)))
    return plain


def headings(lines: Lines, rows: Sequence[Sequence[str]]) -> list[str]:
    """What each line is called: the text of its first cells across that are no numbers."""
    turned = list(zip(*rows, strict=True)) if lines.axis else rows
    found = []
    for line, texts in enumerate(turned):
        first = int(np.argmax(lines.known[line])) if lines.known[line].any() else len(texts)
        found.append(" ".join(text.strip() for text in texts[:first] if text.strip())[-60:])
    return found
