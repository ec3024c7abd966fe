"""How far a long job has come: a bar, on a terminal only, and only once a second has passed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

PATIENCE = 1.0
"""Seconds before a bar appears."""

Item = TypeVar("Item")


def watch(items: Iterable[Item], total: int, words: str, *, quiet: bool = False) -> Iterator[Item]:
    """The same items; meanwhile stderr shows how many of `total` have passed."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    since = time.monotonic()
    remaining = iter(items)
    done = 0
    for item in remaining:
        yield item
        done += 1
        if time.monotonic() - since > PATIENCE:
            break
    else:
        return
    from foi_cli.report.page import Bar

    with Bar(words, total, done) as bar:
        for item in remaining:
            yield item
            bar.step()
