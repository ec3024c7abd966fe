"""The heads of columns that stand in one line of text: "Rank 2021 2022 2023 (to 30 June) Total"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from foi_cli.ingest.lines import MONTH_ALONE, is_period, is_total

_LONGEST = 1_000
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=4096)
def heads(text: str) -> tuple[str, tuple[str, ...]]:
    """The label and the column heads of a line that heads a table: periods and totals at its end.

    ("", ()) where the last words are no such heads, or name no period.
    """
    last = text.rpartition(" ")[2]
    if len(text) > _LONGEST or not (is_period(last) or is_total(last) or last[-1:] == ")"):
        return "", ()
    words = _dated(text.split())
    start = len(words)
    while start and (is_period(words[start - 1].split()[0]) or is_total(words[start - 1])):
        start -= 1
    columns = tuple(words[start:])
    named = [column for column in columns if is_period(column.split()[0])]
    if len(named) < 2 or len(set(named)) < len(named):
        return "", ()
    return " ".join(words[:start]), columns


def _dated(words: Sequence[str]) -> list[str]:
    """The words, a month and its year as one, and what stands in brackets behind a period with it: "Jan 2021
    Feb 2021" has two, "2022 2023 (to 30 June)" too."""
    joined: list[str] = []
    open_ = False
    for word in words:
        month = bool(joined) and _YEAR.fullmatch(word) is not None and MONTH_ALONE.fullmatch(joined[-1])
        opens = bool(joined) and word[0] == "(" and is_period(joined[-1].split()[0])
        if month or opens or open_:
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
        open_ = (open_ or opens) and word[-1] != ")"
    return joined


def repeated(text: str) -> tuple[str, tuple[str, ...], int]:
    """The label, the heads and after how many they repeat themselves: "Area 2021 2022 2021 2022"; ("", (), 0)
    for any other line."""
    words = text.split() if len(text) <= _LONGEST and is_period(text.rpartition(" ")[2]) else []
    start = len(words)
    while start and is_period(words[start - 1]):
        start -= 1
    columns = tuple(words[start:])
    for cycle in range(2, len(columns) // 2 + 1):
        if columns[cycle:] == columns[:-cycle] and len(columns) % cycle == 0:
            return " ".join(words[:start]), columns, cycle
    return "", (), 0


def named(text: str, width: int) -> list[str]:
    """The heads of this many columns in a line: a word each, or each from one capital to the next."""
    words = text.split()
    if len(words) == width and (not any(word[0].islower() for word in words) or len(set(words)) * 2 <= width):
        return words
    starts = [at for at, word in enumerate(words) if word[0].isupper() or not word[0].isalpha()]
    if len(starts) != width or starts[0]:
        return []
    return [" ".join(words[first:last]) for first, last in pairwise([*starts, len(words)])]
