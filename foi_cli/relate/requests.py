"""Who was asked the same.

Two requests are the same when they share most of their words in order: renumbered, lightly edited or with a
clarification added they still are, a different question on the same subject is not. Requests are compared by
their sketches, made once when a response is understood, and only those are compared that share a key: so
neither time nor memory grows with the number of pairs.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b, sha256

SHARED = 0.6
"""Of all three-word runs of two requests, the share both must have (Jaccard)."""
AKIN = 0.45
"""The share that a request must have in common with the first of its group as well: so no chain of small
edits leads from one request to another."""
CONTAINED = 0.85
"""Of the shorter request's runs, the share that the longer must have, when one only adds to the other."""
FEWEST_RUNS = 8
"""A request with fewer runs of three words says too little to be recognised by its wording."""
LONGEST = 1_024
"""Runs that a sketch keeps, the smallest hashes first: all of them for a request of a thousand words."""
BINS, BAND = 96, 3
"""A sketch is cut into bins; the smallest hashes of three bins in a row make one of its 32 keys. Two requests
that share six tenths of their runs share a key but for one pair in 2,000 (one permutation hashing: Li, Owen
and Zhang 2012), while a phrase that everybody writes seldom makes a whole key."""
KINDS = 16
"""Different requests that one bucket is sorted into; what comes after them is found by its other keys."""
MOST_COMPARED = 400
"""Requests of one bucket that are compared: a key that more share says nothing about any."""

_WORD = re.compile(r"[a-z0-9']+")
_COURTESIES = re.compile(
    r"\b(?:dear\s\w+|yours\s(?:sincerely|faithfully)|kind\sregards|thank\syou|under\sthe\sfreedom\sof\sinformation\sact(?:\s2000)?)\b",
    re.IGNORECASE,
)


def sketch(request: str) -> bytes:
    """What is kept of a request's wording: hashes of its runs of three words, ascending, four bytes each.

    b"" for a request that says too little.
    """
    runs = sorted(_runs(request))[:LONGEST]
    return struct.pack(f"<{len(runs)}I", *runs) if len(runs) >= FEWEST_RUNS else b""


def keys(sketched: bytes) -> tuple[int, ...]:
    """By what requests like this one are found: one number, negative, for the sketch as a whole, and one for
    each band of its bins. An empty bin takes what is in the next one."""
    if not sketched:
        return ()
    least: dict[int, int] = {}
    for run in _hashes(sketched):
        least.setdefault(run % BINS, run)
    filled = [least.get(at % BINS) for at in range(2 * BINS)]
    for at in range(2 * BINS - 2, -1, -1):
        if filled[at] is None:
            filled[at] = filled[at + 1]
    bands = (struct.pack("<4I", at, *filled[at : at + BAND]) for at in range(0, BINS, BAND))
    return (-_digest(sketched), *map(_digest, bands))


def _digest(data: bytes) -> int:
    """A positive number of 63 bits."""
    return int.from_bytes(blake2b(data, digest_size=8).digest()) >> 1


def groups(buckets: Iterable[Iterable[str]], sketch_of: Callable[[str], bytes]) -> dict[str, str]:
    """The first of its group for every response that was asked the same as another; for no others.

    A bucket holds the ids of the responses that share a key; buckets and ids come in a fixed order. Memory
    grows with the responses that have a like, by two names each.
    """
    runs_of = lru_cache(4 * KINDS)(lambda response_id: frozenset(_hashes(sketch_of(response_id))))
    leader: dict[str, str] = {}
    for bucket in buckets:
        kinds: list[str] = []
        compared = 0
        for response_id in bucket:
            if _root(leader, response_id) in {_root(leader, kind) for kind in kinds}:
                continue
            first = runs_of(_root(leader, response_id))
            own = runs_of(response_id)
            like = next((kind for kind in kinds if _same(runs_of(kind), own)), None)
            if like is not None:
                if _same(runs_of(_root(leader, like)), first, AKIN):
                    _join(leader, like, response_id)
            elif len(kinds) < KINDS:
                kinds.append(response_id)
            compared += 1
            if compared == MOST_COMPARED:
                break
    return {response_id: _root(leader, response_id) for response_id in leader}


def name(response_id: str) -> str:
    """The name of the group whose first response this is: it does not change when later ones join."""
    return f"g{sha256(response_id.encode()).hexdigest()[:7]}"


def _runs(text: str) -> frozenset[int]:
    """Hashes of every run of three words, numbers of questions left out."""
    words = [word for word in _WORD.findall(_COURTESIES.sub(" ", text).lower()) if not _is_number(word)]
    return frozenset(
        int.from_bytes(blake2b(" ".join(words[at : at + 3]).encode(), digest_size=4).digest())
        for at in range(len(words) - 2)
    )


def _is_number(word: str) -> bool:
    return word.isdigit() and len(word) < 3


def _hashes(sketched: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sketched) // 4}I", sketched)


def _same(first: frozenset[int], second: frozenset[int], shared: float = SHARED) -> bool:
    common = len(first & second)
    union = len(first) + len(second) - common
    return common >= shared * union or common >= CONTAINED * min(len(first), len(second))


def _root(leader: dict[str, str], response_id: str) -> str:
    while (above := leader.get(response_id, response_id)) != response_id:
        response_id = above
    return response_id


def _join(leader: dict[str, str], first: str, second: str) -> None:
    """Both and all that stand behind them have one leader, the smaller of the two."""
    one, other = sorted((_root(leader, first), _root(leader, second)))
    leader[one] = leader[other] = leader[second] = one
