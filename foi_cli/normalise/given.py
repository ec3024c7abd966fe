"""What a paragraph gives before it refuses the rest: "It was £6,000 in 2022. The rent is withheld"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_cli.model import Period
from foi_cli.normalise import outcomes
from foi_cli.normalise.stated import Statement

_ENDS = re.compile(r"[.!?]['’”\")]?\s+(?=[A-Z‘“'\"(])")
_FY = re.compile(r"F/?Y\s?['’]?\d\d", re.IGNORECASE)


def before_refusal(text: str, stated: Sequence[Statement]) -> tuple[Statement, ...]:
    """The numbers with a time that stand before the first sentence that refuses by an exemption; nothing
    where the cost of a search is the reason, whose numbers may stand anywhere."""
    if outcomes.decide(text) != "refused":
        return ()
    starts = [0, *(match.end() for match in _ENDS.finditer(text))]
    ends = [*starts[1:], len(text)]
    refuses = (start for start, end in zip(starts, ends, strict=True) if _refuses(text[start:end]))
    until = next(refuses, 0)
    return tuple(s for s in stated if s.offset < until and s.period is not None and _is_known(s.period))


def _is_known(period: Period) -> bool:
    """Whether a period says when; a letter may say elsewhere which twelve months "FY21" means."""
    return period.start is not None or _FY.match(period.text) is not None


def _refuses(sentence: str) -> bool:
    return outcomes.decide(sentence) not in ("full", "part", "unknown", "advice", "elsewhere")
