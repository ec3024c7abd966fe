"""What a paragraph gives beside what it refuses: "It was £6,000 in 2022. The rent is withheld", "Section 12
applies, but I can tell you that 412 were closed in 2022/23"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_cli.model import Period
from foi_cli.normalise import outcomes
from foi_cli.normalise.stated import Statement

_ENDS = re.compile(r"[.!?]['’”\")]?\s+(?=[A-Z‘“'\"(])")
_FY = re.compile(r"F/?Y\s?['’]?\d\d", re.IGNORECASE)


_TOLD = re.compile(
    r"\b(?:but|however|nevertheless|nonetheless|though)\b[^.;]{0,80}?\b(?:I|we)\s(?:can|am\sable\sto|are\sable\sto)"
    r"(?:,?\s(?:however|nevertheless|nonetheless),?)?\s(?:tell|say|confirm|advise|inform)\b",
    re.IGNORECASE,
)
""" "But under our duty to assist I can tell you that …"."""
_WOULD = re.compile(r"\b(?:would|estimated?|estimates)\b", re.IGNORECASE)


def beside_refusal(text: str, stated: Sequence[Statement]) -> tuple[Statement, ...]:
    """The numbers with a time that stand before the first sentence that refuses, or behind the words that we
    can tell so much. Before the cost of a search only sums of money are such: what would be searched may be
    counted anywhere."""
    outcome = outcomes.decide(text)
    known = [each for each in stated if each.period is not None and _is_known(each.period)]
    told = _TOLD.search(text)
    behind = [each for each in known if told is not None and _in_sentence(text, told.end(), each.offset)]
    if outcome == "refused":
        until = _refused_at(text)
        return tuple(each for each in known if each.offset < until or each in behind)
    if outcome != "cost-limit":
        return ()
    until = len(text) if (doubtful := _WOULD.search(text)) is None else doubtful.start()
    until = min(until, _refused_at(text))
    money = [each for each in known if each.amount.unit == "gbp" and each.offset < until]
    return tuple(each for each in known if each in money or each in behind)


def _in_sentence(text: str, start: int, offset: int) -> bool:
    """Whether an offset stands behind a start and in its sentence."""
    end = _ENDS.search(text, start)
    return start <= offset < (end.start() if end is not None else len(text))


def _refused_at(text: str) -> int:
    """Where the first sentence begins that refuses."""
    starts = [0, *(match.end() for match in _ENDS.finditer(text))]
    ends = [*starts[1:], len(text)]
    refuses = (start for start, end in zip(starts, ends, strict=True) if _refuses(text[start:end]))
    return next(refuses, 0)


def _is_known(period: Period) -> bool:
    """Whether a period says when; a letter may say elsewhere which twelve months "FY21" means."""
    return period.start is not None or _FY.match(period.text) is not None


def _refuses(sentence: str) -> bool:
    return outcomes.decide(sentence) not in ("full", "part", "unknown", "advice", "elsewhere")
