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


def left_out(lines: Lines, relation: Relation, rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The lines between a total and the run of its parts that belong to the same series as these."""
    total, parts = relation.total, relation.parts
    if len(parts) < 4 or parts[0] < total < parts[-1]:
        return ()
    first, last = (parts[-1] + 1, total) if parts[-1] < total else (total + 1, parts[0])
    between = [line for line in range(first, last) if lines.known[line].any()]
    if not 1 <= len(between) <= 2:
        return ()
    series = {pattern(heading(lines, rows, line)) for line in (*parts, *between)}
    return tuple(between) if len(series) == 1 and re.search(r"[@9]", series.pop()) else ()


def signs(lines: Lines, relation: Relation) -> tuple[int, ...]:
    """+1 for each part, or -1 for the one that must be taken off for the cells that differ to agree."""
    parts = relation.parts
    plain = (1,) * len(parts)
    if lines.values.dtype == object or len(parts) < 2:
        return plain
    miss, told = lines.missed(relation.total, parts)
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


def heading(lines: Lines, rows: Sequence[Sequence[str]], line: int) -> str:
    """What a line is called: the text of its first cells across, up to its first number."""
    known = lines.known[line]
    first = int(np.argmax(known)) if known.any() else len(known)
    texts = (rows[across][line] for across in range(first)) if lines.axis else rows[line][:first]
    return " ".join(text.strip() for text in texts if text.strip())[-60:]
