"""Years that are told from others: "up from 9 the year before", "2 so far this year"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from foi_cli.model import Period
from foi_cli.normalise import dates

Span = tuple[int, int, Period]
"""Where a period stands in a sentence."""
_YEAR_BEFORE = re.compile(
    r"(?:\s[a-z]+\)?){0,3}?\s(?:in\s|for\s)?(?<!\bon\s)(?<!\bthan\s)(?<!\bover\s)(?P<text>(?:the\s|a\s)?(?:year\sbefore|(?:previous|preceding|prior)\s(?:\w+\s)?year|year\searlier))\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s\(\d[\d,]{0,9}(?:\.\d{1,2})?\s[A-Za-z]{3,20}\)")
""" "52.8 FTE (57 people) a year earlier": what a bracket counts has the time of the number before it."""
_BY_TODAY = re.compile(
    r"(?:\s[a-z]+){0,2}?\s(?P<text>(?:so\sfar\s)?(?:this|last)\s(?:(?:financial|calendar|academic)\s)?year)(?=[.,;)]|\s?$|\s(?:and|but)\b)",
    re.IGNORECASE,
)
""" "2 so far this year", "(£50 last year)"."""
_FOR_TODAY = re.compile(
    r"(?:\s[a-z]+){0,3}?\sfor\s(?P<text>(?:the\s(?:current|present|coming)|this|next)\s(?:(?:financial|calendar|academic)\s)?year)\b",
    re.IGNORECASE,
)
""" "£64,000 set aside for the current year"."""
_FRONTED = re.compile(
    r"[;,.:]\s(?:(?:and|but|while)\s)?(?P<text>(?:a|the)\syear\s(?:before|earlier)|(?:in\s)?the\s(?:previous|preceding|prior)\syear),?"
    r"\s(?:there|it|this|that|they)\s(?:had\sbeen|was|were|had)\s(?:(?:only|about)\s)?$",
    re.IGNORECASE,
)
""" "18.3 FTE; a year before there had been 16.9 FTE"."""


def find(
    text: str, spans: Sequence[Span], named: Sequence[Period], at: int, start: int, until: int
) -> Period | None:
    """The year with which a number goes on that stands from `at` to `start`: that before one of its
    sentence, or else the last that was `named` before; one that only the day of the letter can tell has
    unknown ends."""
    beside = _BESIDE.match(text, start)
    behind, until = (beside.end(), len(text)) if beside is not None else (start, until)
    before = _YEAR_BEFORE.match(text, behind, until) or _fronted(text, at)
    if before is None:
        return _by_today(text, spans, start, until) if " year" in text else None
    ahead = [period for _, end, period in spans if end <= start]
    return year_before(before["text"], ahead or named)


def _fronted(text: str, at: int) -> re.Match[str] | None:
    """The year that stands before a number and its verb."""
    return _FRONTED.search(text, max(0, at - 60), at) if " year" in text else None


def _by_today(text: str, spans: Sequence[Span], start: int, until: int) -> Period | None:
    said = _BY_TODAY.match(text, start, until) or _FOR_TODAY.match(text, start, until)
    if said is None:
        return None
    small = said["text"].lower()
    this = [period for begin, end, period in spans if end <= start and text.endswith("this year (", 0, begin)]
    if small.startswith("last") and this:
        return year_before(said["text"], this)
    return Period(said["text"], complete=False if "so far" in small else None)


def year_before(text: str, named: Sequence[Period]) -> Period:
    """The year before the one that was named last; one of unknown ends where no year was named."""
    last = named[-1] if named else Period(text)
    if last.start is not None and last.start == last.end:
        day = dates.a_year_before(last.start) - timedelta(days=1)
        return Period(text, day, day, True)
    if last.start is None or last.end is None or last.end != dates.a_year_later(last.start):
        return Period(text)
    before = dates.a_year_before(last.start - timedelta(days=1))
    return Period(text, before, last.start - timedelta(days=1), True)


SAME_DAY = re.compile(r"\bsame\s(?:day|date)\b", re.IGNORECASE)
_DATE = re.compile(dates.DATE, re.IGNORECASE)


def same_day(before: str, year: Period) -> Period:
    """The day of another year that was last named: "57 on 1 May 2024, and 48 on the same day in 2023"."""
    text = f"the same day in {year.text.strip()}"
    named = [match[0] for match in _DATE.finditer(before)]
    last = dates.read(named[-1]) if named else None
    if last is None or year.start is None or year.start.year != int(year.text.strip()[:4]):
        return Period(text)
    day = dates.read(f"{last.day}/{last.month}/{year.start.year}")
    return Period(text, day, day, True) if day is not None else Period(text)
