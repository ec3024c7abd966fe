"""What a paragraph gives before it refuses the rest: "It was £6,000 in 2022. The rent is withheld"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_cli.normalise import outcomes
from foi_cli.normalise.stated import Statement

_ENDS = re.compile(r"[.!?]['’”\")]?\s+(?=[A-Z‘“'\"(])")


def before_refusal(text: str, stated: Sequence[Statement]) -> tuple[Statement, ...]:
    """The numbers with a time that stand before the first sentence that refuses by an exemption; nothing
    where the cost of a search is the reason, whose numbers may stand anywhere."""
    if outcomes.decide(text) != "refused":
        return ()
    starts = [0, *(match.end() for match in _ENDS.finditer(text))]
    ends = [*starts[1:], len(text)]
    refuses = (start for start, end in zip(starts, ends, strict=True) if _refuses(text[start:end]))
    until = next(refuses, 0)
    return tuple(s for s in stated if s.offset < until and s.period is not None and s.period.start)


def _refuses(sentence: str) -> bool:
    return outcomes.decide(sentence) not in ("full", "part", "unknown", "advice", "elsewhere")
