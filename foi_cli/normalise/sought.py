"""Patterns that look for a word they need before they are tried: plain words cost next to nothing to find."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from foi_cli.normalise import lowercase

_PARTS = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P<\w+>|<?[=!]|[:>])|[?*+]|\{\d*(?:,\d*)?\}|.", re.DOTALL
)
_BEYOND = re.compile(r"\(\?(?!P<|<?[=!]|[:>])|\\[\dNUux]")
"""What this module cannot read: flags, comments, back references, characters by their numbers."""
_REPEATS = ("?", "*", "+", "{")
_NOT_PLAIN = (*_REPEATS, "(", ".", "^", "$")
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_BETWEEN = (r"\b", r"\B")
"""What stands between two characters and is none."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern for texts in small letters, and words one of which stands wherever it matches (() where none
    can be told)."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]

    def search(self, small: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """What the pattern finds in this text in small letters."""
        for word in self.words:
            if word in small:
                return self.pattern.search(small, start, end)
        return None if self.words else self.pattern.search(small, start, end)


def sought(pattern: str, flags: int = 0) -> Sought:
    """The pattern for texts in small letters, with the words that it needs."""
    compiled = lowercase.compiled(pattern, flags)
    return Sought(compiled, needed(compiled.pattern))


def needed(pattern: str) -> tuple[str, ...]:
    """Words one of which stands in every text that has a match of this pattern; () where none can be told."""
    if _BEYOND.search(pattern):
        return ()
    return _of_branches(_PARTS.findall(pattern), 0)[0]


def _of_branches(parts: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """The words of the branches from here to the end of their group, and where that is: those of all, for any
    of them may be the one that matches."""
    branches: list[tuple[str, ...]] = []
    while not branches or (at < len(parts) and parts[at] == "|"):
        words, at = _of_branch(parts, at + bool(branches))
        branches.append(words)
    if not all(branches):
        return (), at
    every = sorted({word for words in branches for word in words}, key=len)
    return tuple(word for n, word in enumerate(every) if not any(part in word for part in every[:n])), at


def _of_branch(parts: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """The words of one branch: its longest run of plain characters, or those of a group whose shortest is
    longer."""
    found: list[tuple[str, ...]] = []
    run = ""
    while at < len(parts) and parts[at] not in ("|", ")"):
        part, inner = parts[at], tuple[str, ...]()
        if part[0] == "(":
            inner, at = _of_branches(parts, at + 1)
        at += 1
        repeated = at < len(parts) and parts[at][0] in _REPEATS
        if _is_plain(part) and not repeated:
            run += part[-1]
        elif part not in _BETWEEN:
            found += [(run,), inner if not repeated and part not in _AROUND else ("",)]
            run = ""
    best = max((*found, (run,)), key=lambda words: min(map(len, words), default=0))
    return (best if all(best) else ()), at


def _is_plain(part: str) -> bool:
    """True for what stands for one character, itself."""
    if part[0] == "\\":
        return not part[1].isalnum()
    return len(part) == 1 and part not in _NOT_PLAIN
