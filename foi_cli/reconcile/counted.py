"""What kind of count a figure is: whether it can only grow, and whether the reforms of 2020 changed it.

Only what is counted as it happens grows: never what there was on a day, an average, or money.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from foi_cli.model import Figure

REFORMS = date(2020, 2, 1)
"""The Police (Conduct) and (Complaints and Misconduct) Regulations 2020, SI 2020/2 and 2020/4, which changed
what a complaint and an allegation is."""
_REFORMED = frozenset({"allegations", "officer allegations", "complaints", "cases", "matters", "referrals"})
_STOCKS = frozenset(
    "gbp percent fte people officers posts households properties vehicles schools places count businesses"
    " retailers establishments placements locations contracts trees".split()
)
"""Units of what there is on a day, or of what may go down again."""
_ON_A_DAY = re.compile(
    r"\b(?:averages?|mean|median|rates?|ratios?|open|live|outstanding|active|current(?:ly)?|remain(?:ing)?"
    r"|pending|backlog|balance|employed|in\spost|on\sroll|as\s(?:at|of)|net|per\scent|per\scapita)\b"
)
"""In lower case, which is looked at twice as fast as any case: every figure is asked about."""


def grows(figure: Figure, question: str) -> bool:
    """True for a count of what happened, asked for in this question: it can only grow."""
    if figure.unit in _STOCKS or (figure.amount.value or 0) < 0:
        return False
    told = f"{figure.measure} {figure.row_label} {figure.column_label}"
    return not _on_a_day(told) and not _on_a_day(question)


@lru_cache(maxsize=256)
def _on_a_day(text: str) -> bool:
    """Whether the words speak of what there is on a day; a question is asked about for every figure."""
    return _ON_A_DAY.search(text.lower()) is not None


def reformed(figure: Figure) -> bool:
    """True where the reforms changed what is counted."""
    return figure.unit in _REFORMED or figure.category is not None
