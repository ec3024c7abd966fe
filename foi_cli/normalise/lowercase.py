"""Texts in small letters, and the patterns that read them.

A search that ignores case tries every branch of a pattern at every character. In small letters most branches
fall away at their first letter, which makes the same search several times as fast.
"""

from __future__ import annotations

import re

_CAPITALS = re.compile(r"\\.|\(\?P<\w+>|[A-Z]+", re.DOTALL)


def lowered(text: str) -> str:
    """The text in small letters, every character at its own place."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each if len(each.lower()) > 1 else each.lower() for each in text)


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern for lowered texts: it matches there what it matches in any case elsewhere."""
    small = _CAPITALS.sub(lambda part: part[0] if part[0][0] in "\\(" else part[0].lower(), pattern)
    return re.compile(small, flags)
