"""Where in a text a closer look is worth its cost: around digits, or where a pattern may begin."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator


def windows(text: str, sign: re.Pattern[str], before: int, after: int) -> list[tuple[int, int]]:
    """The stretches of a text around every place where the sign stands, overlapping ones as one."""
    found: list[tuple[int, int]] = []
    for match in sign.finditer(text):
        start, end = max(0, match.start() - before), match.end() + after
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def at_heads(
    pattern: re.Pattern[str], heads: Iterable[re.Match[str]], text: str, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """What pattern.finditer finds, tried only at these heads, which are wherever it may begin."""
    past = 0
    for head in heads:
        if head.start() >= past and (match := pattern.match(text, head.start(), end)):
            past = match.end()
            yield match
