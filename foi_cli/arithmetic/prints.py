"""Each line as one number, a random combination of its cells modulo 2^64: what adds up cell by cell adds up
there, and where two of them are the same is found without comparing all with all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foi_cli.arithmetic.grid import Mask
from foi_cli.arithmetic.lines import Lines

Prints = NDArray[np.int64]
Places = NDArray[np.int64]

WEIGHTS = np.random.default_rng(1766).integers(1, 2**62, size=16_384, dtype=np.int64) | 1
"""Odd and fixed: the same table is always read the same way."""
_BUCKETS, _SHIFT = 2**14, 50
"""The bits of a fingerprint that say whether it is worth comparing: its highest, which are the best mixed."""


def fingerprints(lines: Lines) -> list[Prints]:
    """One number a line for each of several choices of the cells across."""
    values = lines.values
    if values.dtype == object:
        values = ((values + 2**63) % 2**64 - 2**63).astype(np.int64)
    m = values.shape[1]
    every = np.arange(m)
    choices = [every]
    used = np.flatnonzero(lines.known.any(axis=0))
    if len(used) >= 8:
        choices += np.array_split(used, 4)
    elif m >= 4:
        choices += [used[0::2], used[1::2]]
    elif m >= 2:
        choices += [every[k : k + 1] for k in range(m)]
    if lines.segments > 1:
        choices += [every[lines.segment == k] for k in range(lines.segments)]
    chosen = np.zeros((m, len(choices)), dtype=np.int64)
    for k, cells in enumerate(choices):
        chosen[cells, k] = WEIGHTS[cells % len(WEIGHTS)]
    return list((values @ chosen).T)


def meeting(asked: Prints, held: Prints, each: int, most: int) -> tuple[Places, Places]:
    """Where two lists of fingerprints hold the same, as places in the one and the other, in that order.

    Of no more than `most` in the one, and for each no more than so many in the other: more are coincidences
    of noughts. Most meet nothing: by a few of their bits they are left out before anything is put in order.
    """
    asked_bits, held_bits = asked >> _SHIFT & _BUCKETS - 1, held >> _SHIFT & _BUCKETS - 1
    marks = np.zeros(_BUCKETS, dtype=np.bool_)
    marks[held_bits] = True
    likely = np.flatnonzero(marks[asked_bits])
    marks[:] = False
    marks[asked_bits[likely]] = True
    kept = np.flatnonzero(marks[held_bits])
    kept = kept[np.argsort(held[kept], kind="stable")]
    ranked, wanted = held[kept], asked[likely]
    low, high = np.searchsorted(ranked, wanted, "left"), np.searchsorted(ranked, wanted, "right")
    hits = np.flatnonzero(high > low)[:most]
    many = np.minimum(high - low, each)[hits]
    return np.repeat(likely[hits], many), kept[np.repeat(low[hits], many) + counted(many)]


def counted(many: Places) -> Places:
    """0, 1, 2 … up to each of these in turn."""
    places: Places = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    return places


def rare(running: Prints) -> Mask:
    """Which running sums stand there fewer than eight times; more are coincidences of noughts."""
    ranked = np.sort(running)
    often = ranked[..., 7:][ranked[..., 7:] == ranked[..., :-7]]
    few: Mask = ~np.isin(running, often) if len(often) else np.ones(running.shape, dtype=np.bool_)
    return few
