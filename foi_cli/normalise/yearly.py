"""How a letter itself says that its years run: "all years are academic years, from 1 August to 31 July"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from foi_cli.model import Period
from foi_cli.normalise import dates, periods, timespans
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.sought import sought

_ACADEMIC = r"(?:academic|school|university)\syears?"
_ALL = sought(
    rf"\b(?:all|any|these|the|our|other)\s(?:other\s)?(?:(?:years?|figures|dates|data|numbers|periods)\b"
    rf"(?:\s(?:below|above|here|given|shown|stated|quoted|used|provided|in\s(?:this|the|our)\s\w+)){{0,3}}"
    rf"\s(?:are|is|refer|relate|run|cover|mean)\b[^.;]{{0,40}}|references\sto\s[^.;]{{0,40}}){_ACADEMIC}"
)
""" "all years below are academic years", "the figures are given by academic year"."""
_BEGINS = sought(
    rf"\b{_ACADEMIC}\b[^.;\d]{{0,40}}?\s(?:begins?|starts?|runs?|is|are|from|=)\s(?:(?:on|in|from|is|the)\s){{0,3}}"
    rf"(?P<day>(?:{dates.DAY}(?:\sof)?\s)?{dates.MONTH})"
)
""" "our academic year runs from 1 August to 31 July"."""
_FY = dates.small_pattern(r"\bF/?Y\s?['’]?(?P<year>\d\d)\b(?![/–-]\d)")
_MEANS = dates.small_pattern(
    r"\s?(?:,?\s?(?:is|means|=|:|runs?|covers?|was|refers\sto|i\.e\.)\s|\()\s?(?:the\s)?"
)


@dataclass(frozen=True, slots=True)
class Yearly:
    """What a letter says of its years. `academic` is true where all are academic ones, which begin on the
    first of the month `begins`; `lead` is by how many years "FY22" ends after it begins in 2022: 0 where it
    begins in that year, -1 where it ends in it, None where the letter does not say. `first` is the day on
    which such a year begins."""

    academic: bool = False
    begins: int = 9
    lead: int | None = None
    first: tuple[int, int] = (4, 1)

    def named(self, period: Period) -> Period:
        """ "FY24 (to date)" as the letter has said which twelve months it means; others as they are."""
        match = _FY.match(lowered(period.text.strip()))
        if self.lead is None or match is None or period.start is not None or period.end is not None:
            return period
        start = dates.real(dates.year(match["year"]) + self.lead, *self.first)
        if start is None:
            return period
        if period.complete is False:
            return replace(period, start=start)
        return replace(period, start=start, end=dates.a_year_later(start), complete=True)


def said(texts: Iterable[str]) -> Yearly:
    """What these paragraphs of a letter say of its years."""
    yearly = Yearly()
    for text in texts:
        small = lowered(text)
        begins = _BEGINS.search(small)
        if begins is not None and (month := _first_of(begins["day"])):
            yearly = replace(yearly, begins=month)
        if _ALL.search(small):
            yearly = replace(yearly, academic=True)
        if yearly.lead is None and "y" in small:
            yearly = _lead(text, small, yearly)
    return yearly


def _first_of(day: str) -> int:
    """The month on whose first day an academic year begins; 0 for a day that none does."""
    digits = re.match(r"\d+", day)
    month = dates.month(day.split()[-1])
    return month if month in range(7, 12) and (digits is None or int(digits[0]) == 1) else 0


def _lead(text: str, small: str, yearly: Yearly) -> Yearly:
    """Which twelve months "FY22 is April 2021 to March 2022" says that such a name means."""
    for match in _FY.finditer(small):
        means = _MEANS.match(small, match.end())
        if means is None:
            continue
        span = next((each for each in periods.find(text) if abs(each[0] - means.end()) <= 1), None)
        period = span[2] if span is not None else None
        if period is None or period.start is None or period.end != dates.a_year_later(period.start):
            continue
        lead = period.start.year - dates.year(match["year"])
        if lead in (-1, 0):
            return replace(yearly, lead=lead, first=(period.start.month, period.start.day))
    return yearly


_PAIR_FIRST = re.compile(r"\W{0,3}(?:19|20)?\d\d\s?[/–-]\s?(?:19|20)?\d\d(?!\d)")


def academic(period: Period, years: Yearly) -> Period:
    """The academic year that two years joined by a stroke mean, beginning when the letter says; one that is
    cut ("2022/23 to 31 December") begins then, too."""
    september = timespans.academic(period)
    if september is not period and september.start is not None:
        start = september.start.replace(month=years.begins)
        return replace(september, start=start, end=september.end and dates.a_year_later(start))
    if period.start is None or period.end is None or (period.start.month, period.start.day) != (4, 1):
        return period
    start = period.start.replace(month=years.begins)
    cut = period.complete is False and _PAIR_FIRST.match(period.text) is not None
    return replace(period, start=start) if cut and start < period.end else period
