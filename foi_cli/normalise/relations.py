"""What can only be said with all responses at hand: which attachments are there, who was asked the same.

Two requests are the same when they share most of their words in order: renumbered, lightly edited or with a
clarification added they still are, a different question on the same subject is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b, sha256

from foi_cli.normalise.attachments import present

__all__ = ["groups", "present"]

SHARED = 0.6
"""Of all three-word runs of two requests, the share both must have (Jaccard)."""
CONTAINED = 0.85
"""Of the shorter request's runs, the share that the longer must have, when one only adds to the other."""
FEWEST_RUNS = 8
"""A request with fewer runs of three words says too little to be recognised by its wording."""
SKETCH = 24
"""Runs by which candidates are found: two requests that share `SHARED` of their runs share one of the 24
smallest hashes except once in about 10^9 pairs."""

_WORD = re.compile(r"[a-z0-9']+")
_COURTESIES = re.compile(
    r"\b(?:dear\s\w+|yours\s(?:sincerely|faithfully)|kind\sregards|thank\syou|under\sthe\sfreedom\sof\sinformation\sact(?:\s2000)?)\b",
    re.IGNORECASE,
)


def groups(requests: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of every response whose request can be compared, by response id: a name that all responses
    to one request share. Responses without a request text are left out."""
    runs = {response_id: found for response_id, text in requests if len(found := _runs(text)) >= FEWEST_RUNS}
    leader = {response_id: response_id for response_id in runs}
    for first, second in _candidates(runs):
        if _same(runs[first], runs[second]):
            _join(leader, first, second)
    return {response_id: _name(_root(leader, response_id)) for response_id in runs}


def _runs(text: str) -> frozenset[int]:
    """Hashes of every run of three words, numbers of questions left out."""
    words = [word for word in _WORD.findall(_COURTESIES.sub(" ", text).lower()) if not _is_number(word)]
    return frozenset(
        int.from_bytes(blake2b(" ".join(words[at : at + 3]).encode(), digest_size=8).digest())
        for at in range(len(words) - 2)
    )


def _is_number(word: str) -> bool:
    return word.isdigit() and len(word) < 3


def _candidates(runs: dict[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    """Pairs that share one of their smallest hashes, each pair once, in order."""
    holders: dict[int, list[str]] = defaultdict(list)
    for response_id in sorted(runs):
        for run in sorted(runs[response_id])[:SKETCH]:
            holders[run].append(response_id)
    pairs = {(same[0], other) for same in holders.values() for other in same[1:]}
    return sorted(pairs)


def _same(first: frozenset[int], second: frozenset[int]) -> bool:
    common = len(first & second)
    union = len(first) + len(second) - common
    return common >= SHARED * union or common >= CONTAINED * min(len(first), len(second))


def _root(leader: dict[str, str], response_id: str) -> str:
    while leader[response_id] != response_id:
        response_id = leader[response_id]
    return response_id


def _join(leader: dict[str, str], first: str, second: str) -> None:
    one, other = sorted((_root(leader, first), _root(leader, second)))
    leader[other] = one


def _name(response_id: str) -> str:
    """The group's name, made from its first response so that it does not change when others join."""
    return f"g{sha256(response_id.encode()).hexdigest()[:7]}"
