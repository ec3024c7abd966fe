"""A written period is a stretch of time: "2019/20", "2022 (to 08/06/22)", "April 2017 - March 2018".

`read` takes a whole text or refuses; `find` looks inside a sentence; `limit` lets a request that says
"2023 (to date)" cut the plain "2023" of its answer. Ends are inclusive; what a text does not say stays None.
The families are those of ../shared/reference/period_expressions.csv.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from foi_cli.model import Period
from foi_cli.normalise import dates, years
from foi_cli.normalise.dates import DATE, DAY_OF_MONTH, MONTH, MONTH_OF_YEAR, YEAR, pattern
from foi_cli.normalise.years import DASH, UNIT, WORDS, YEARLY, YEARS

LONGEST = 120
"""Characters; a longer text is a sentence, to be searched with `find`."""

_POINT = rf"(?:{UNIT}|{DAY_OF_MONTH}|{MONTH})"
_TO = r"(?:(?:up\s+)?to(?:\s+and\s+including)?|up\s+until|until|till|as\s+(?:at|of)|inclusive\s+to)"
_END_OF = r"(?:the\s+)?(?:end\s+of\s+)?"
_PRESENT = (
    r"(?:(?:the\s+)?present(?:\s+(?:day|date|time))?|now|today|date|the\s+(?:date|day|time)\s+(?:of\s+)?"
    r"(?:your|my|this|the)\s+(?:request|response|reply|letter)(?:\s+is\s+handled)?)"
)
_SO_FAR = (
    r"(?:(?:year\s+)?to\s+date|so\s+far|YTD|to\s+(?:the\s+)?present(?:\s+day)?|part(?:ial)?(?:[\s-]year)?)"
)
_BRACKETED = rf"(?:{DATE}|{MONTH_OF_YEAR}|{DAY_OF_MONTH}|{MONTH})"

_ALONE = (
    rf"(?:(?:for|in|during|throughout)\s+)?(?:the\s+)?(?P<unit>{UNIT})"
    r"(?:\s*\((?:actual|budget|outturn|forecast|estimated?|provisional|full\s+year)\))?"
)
_CUT = (
    rf"(?P<unit>{YEARLY})\s*{DASH}?,?\s*(?:\(?\s*(?P<open>{_SO_FAR})\s*\)?"
    rf"|[(\[]\s*{_TO}\s+{_END_OF}(?P<end>{_BRACKETED})(?:\s+(?:inclusive|only))?\s*[)\]]"
    rf"|(?:inclusive|up)\s+to\s+{_END_OF}(?P<until>{_BRACKETED})"
    rf"|[(\[]\s*(?:from|since)\s+(?P<start>{DATE}|{DAY_OF_MONTH})(?:\s+onwards)?\s*[)\]]"
    rf"|[(\[]\s*(?P<first>{DAY_OF_MONTH}|{MONTH})\s*(?:{DASH}|to)\s*(?P<last>{DAY_OF_MONTH}|{MONTH})\s*[)\]])"
)
_LAST = rf"(?P<last>{_POINT})(?:,?\s*\(?inclusive\)?)?(?:\s*\(Q[1-4]\)\s*(?P<after>{YEAR}))?"
_BETWEEN = (
    rf"(?:for\s+)?(?:the\s+)?(?:(?:time\s+)?period(?:\s+(?:from|between))?|from|between)\s+(?:the\s+)?(?:{WORDS}\s+)?"
    rf"(?P<first>{_POINT})\s*,?\s*(?:{DASH}|and|through|{_TO})\s*{_END_OF}{_LAST}"
)
_RANGE = (
    rf"(?:since\s+)?(?:{WORDS}\s+)?(?P<first>{_POINT})\s*,?\s*(?:{DASH}|through|{_TO})\s*{_END_OF}{_LAST}"
)
_TO_PRESENT = rf"\s*(?:{DASH}|to|until|up\s+to)\s*{_PRESENT}(?:\s*\((?P<last>{DATE})\))?|\s+onwards?"
_SINCE = rf"(?:(?:each|every)\s+year\s+)?(?:since|from)\s+(?:the\s+)?(?P<unit>{UNIT})(?:{_TO_PRESENT})?"
_ONWARDS = rf"(?P<unit>{UNIT})(?:{_TO_PRESENT})"
_UP_TO = rf"(?P<correct>correct\s+)?(?P<word>{_TO})\s+{_END_OF}(?P<end>{DATE}|{MONTH_OF_YEAR})"
_ENDING = (
    r"(?:the\s+)?(?P<words>(?:(?:financial|fiscal|force)\s+)?years?\s+(?:ending|ended|to)|FYE|Y/?E"
    rf"|(?:12|twelve)\s+months\s+(?:ending|ended|to))\s+{_END_OF}(?P<end>{DATE}|{MONTH_OF_YEAR}|{YEAR})"
    rf"(?P<more>(?:\s*(?:,\s*and\b|,|and\b)\s*{YEAR}){{1,20}})?"
)
_ROLLING = (
    r"(?:(?:in|over|for|during|within)\s+)?(?:each\s+of\s+)?(?:the\s+)?(?:last|past|previous)\s+"
    r"(?:(?:\d{1,3}|[a-z]{3,8})\s+)?(?:completed?\s+)?(?:(?:calendar|financial|fiscal|academic)\s+)?"
    r"(?:years?|months?|quarters?|weeks?)(?:\s*\((?P<inside>[^()]{4,80})\))?"
)
_LIST = (
    rf"(?:for\s+)?(?:the\s+)?(?:{WORDS}\s+)?(?P<all>{YEARS}(?:\s*(?:,\s*and\b|,|and\b|&)\s*{YEARS}){{1,30}})"
    rf"(?P<open>\s*\(?{_SO_FAR}\)?)?"
)
_UNKNOWN = r"(?P<open>YTD|year\s+to\s+date|to\s+date|so\s+far)|currently|at\s+present|(?:Q|quarter\s?)[1-4]"


@lru_cache(maxsize=16_384)
def read(text: str) -> Period | None:
    """The period that this text is, the whole of it; None when it is anything else.

    A period whose ends nobody can tell ("in the last 12 months", "Q1 2022") has neither start nor end.
    """
    written = text.strip().rstrip(":;,.")
    if not 2 <= len(written) <= LONGEST:
        return None
    for family, meaning in _FAMILIES:
        match = family.fullmatch(written)
        period = match and meaning(text, match)
        if period:
            return period
    return None


def _alone(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["unit"])
    return Period(text, unit.start, unit.end, True) if unit else None


def _cut(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["unit"])
    if unit is None or unit.start is None or unit.end is None:
        return Period(text, complete=False) if unit else None
    if match["open"]:
        return Period(text, unit.start, None, False)
    if match["start"]:
        start = dates.read(match["start"]) or dates.within(match["start"], unit.start, unit.end)
        return Period(text, start, unit.end, start == unit.start)
    start = unit.start
    if match["first"]:
        start = dates.within(_opening(match["first"]), unit.start, unit.end) or unit.start
    end = _end_inside(match["end"] or match["until"] or match["last"], unit.start, unit.end)
    return Period(text, start, end, (start, end) == (unit.start, unit.end))


def _opening(written: str) -> str:
    """A month that opens a stretch means its first day."""
    return f"1 {written}" if written.rstrip(".").isalpha() else written


def _end_inside(written: str, start: date, end: date) -> date | None:
    """The last day that a limit such as "29th Feb" or "to 08/06/22" means inside a year, if exactly one."""
    monthly = dates.month_of_year(written)
    found = {dates.read(written), monthly and monthly[1], dates.within(written, start, end)} - {None}
    inside = [day for day in found if day is not None and start <= day <= end]
    return inside[0] if len(inside) == 1 else None


def _range(text: str, match: re.Match[str]) -> Period | None:
    last = f"{match['last']} {match['after'] or ''}".strip()
    first, second = years.read(match["first"]), years.read(last)
    end = second.end if second else None
    if first is not None:
        start = first.start
        end = dates.within(last, start, dates.a_year_later(start)) if start and not second else end
    else:  # "Feb-23 Mar-23" are two months, not a stretch from February
        if second is not None and second.kind == "day" and match["first"].isalpha():
            return None
        start = dates.within(_opening(match["first"]), dates.a_year_before(end), end) if end else None
    if start is None or (end is not None and end < start):
        return None
    mixed = first is not None and second is not None and first.kind != second.kind
    return Period(text, start, end, _complete(start, end, mixed=mixed))


def _complete(start: date, end: date | None, *, mixed: bool) -> bool | None:
    """Whole years, quarters and months are complete; a year begun and broken off is not."""
    if end is None:
        return None
    following = end + timedelta(days=1)
    if (start.day, start.month) == (following.day, following.month):
        return True
    if end <= dates.a_year_later(start):
        begun = years.starts_year(start) and end > dates.last_day(start.year, start.month)
        return False if begun and not years.is_quarter(start, end) else None if mixed else True
    thirteen = start.day == 1 and following.day == 1 and (following.month - start.month) % 12 == 1
    return None if mixed or thirteen or (start.day, start.month) == (end.day, end.month) else True


def _open(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["unit"])
    if unit is None:
        return None
    return Period(text, unit.start, dates.read(match["last"]) if match["last"] else None, False)


def _up_to(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["end"])
    if unit is None:
        return None
    if match["word"].lower().startswith("as") and not match["correct"] and unit.kind == "day":
        return Period(text, unit.start, unit.end, True)
    return Period(text, None, unit.end, None)


def _ending(text: str, match: re.Match[str]) -> Period | None:
    unit = years.read(match["end"])
    if unit is None or unit.end is None:
        return None
    end = unit.end
    if unit.kind == "year":
        if match["words"][:2].lower() not in ("fi", "fy", "fo"):
            return None
        end = date(end.year, 3, 31)
    last = end
    if match["more"]:
        last = end.replace(year=int(match["more"][-4:]))
    return Period(text, dates.a_year_before(end), last, True)


def _rolling(text: str, match: re.Match[str]) -> Period | None:
    inside = read(match["inside"]) if match["inside"] else None
    return replace(inside, text=text) if inside else Period(text)


def _list(text: str, match: re.Match[str]) -> Period | None:
    units = [years.read(each[0]) for each in _each_year.finditer(match["all"])]
    spans = [(unit.start, unit.end) for unit in units if unit and unit.start and unit.end]
    if len(spans) != len(units):
        return None
    if match["open"]:
        return Period(text, spans[0][0], None, False)
    gapless = all(spans[i][1] + timedelta(days=1) == spans[i + 1][0] for i in range(len(spans) - 1))
    return Period(text, min(spans)[0], max(spans)[1], True if gapless else None)


def _unknown(text: str, match: re.Match[str]) -> Period | None:
    return Period(text, complete=False if match["open"] else None)


_each_year = pattern(YEARS)
_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Period | None]], ...] = tuple(
    (pattern(family), meaning)
    for family, meaning in (
        (_ALONE, _alone),
        (_CUT, _cut),
        (_ENDING, _ending),
        (_BETWEEN, _range),
        (_RANGE, _range),
        (_SINCE, _open),
        (_ONWARDS, _open),
        (_UP_TO, _up_to),
        (_LIST, _list),
        (_ROLLING, _rolling),
        (_UNKNOWN, _unknown),
    )
)

# ── inside a sentence ───────────────────────────────────────────────────────────────────────────

_REACH = 60
"""Characters that the words of a period may stand before or after its first year, date or month."""

_WITHIN = tuple(
    pattern(family) for family in (_CUT, _ENDING, _BETWEEN, _RANGE, _UP_TO, _SINCE, _ONWARDS, UNIT)
)
_GLUED_BEFORE = re.compile(
    r"[\w/.£$€#_-]$|(?:\b(?:FOI|EIR|Refs?|Reference|No|SI|ID)\b[\s:./-]{1,3})$", re.IGNORECASE
)
_GLUED_AFTER = re.compile(r"\w|[/.]\d|[-–]\d{3,}|%|,\d{3}\b")
_DATED = pattern(rf"{YEAR}|\d\s?/\s?['’]?\d|{MONTH}[\s/–'’-]*\d|\d\.\d\d\.")
_LAW = pattern(
    rf"\b(?:Acts?|Regulations?|Orders?|Rules|Measure|Bill|Directive|Code|Scheme)\s+(?:\([^()]{{1,40}}\)\s+)?{YEAR}"
    rf"(?:\s*(?:,|and|&)\s*{YEAR})*|\b{YEAR}\s+(?:Act|Regulations|Order|Rules|Regs|Census)\b"
)
_BARE = re.compile(rf"{YEAR}|['’]?\d\d\s?/\s?['’]?\d\d")
_LEAD = re.compile(
    r"(?:^|[,(\[;:•*|│&\t\n=–—-]\s{0,3}|\s{2}|\b(?:in|for|during|since|from|between|to|and|or|of|years?|by|until|throughout"
    r"|before|after|calendar|financial)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_END = re.compile(r"\s{0,3}(?:$|[,.;:)\]|│&=?\t\n(\[–—*-])|\s{2}|\s\d|\s[£~<]")
_FOLLOW = re.compile(
    r"\s(?:and|or|to|was|were|is|are|the|until|inclusive|so|only|as|by|we|there|in|on|at|with|when|which|did|have|has|had)\b",
    re.IGNORECASE,
)
_LOOSE_MONTH = re.compile(rf"{MONTH}\s+\d\d", re.IGNORECASE)
_MONTH_WORD = re.compile(rf"\b{MONTH}", re.IGNORECASE)


def find(text: str) -> tuple[tuple[int, int, Period], ...]:
    """The periods written in a sentence, each with the span of its words, in their order.

    Numbers of laws, references and requests are left alone, and so is a date by itself.
    """
    windows = _windows(text)
    if not windows:
        return ()
    taken = bytearray(len(text))
    for law in _LAW.finditer(text):
        _take(taken, *law.span())
    found: list[tuple[int, int, Period]] = []
    for family in _WITHIN:
        for match in (match for window in windows for match in family.finditer(text, *window)):
            start, end = match.span()
            if any(taken[start:end]) or not _stands_alone(text, start, end):
                continue
            period = read(match[0])
            if period:
                _take(taken, start, end)
                found.append((start, end, period))
    return tuple(sorted(found, key=lambda each: each[0]))


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of a text around its years, dates and months, which are all that need a closer look."""
    windows: list[tuple[int, int]] = []
    for match in _DATED.finditer(text):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\x01" * (end - start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after, words = text[max(0, start - 24) : start], text[end : end + 16], text[start:end]
    if _GLUED_BEFORE.search(before) or _GLUED_AFTER.match(after):
        return False
    if dates.read(words) or any(month[0][0].islower() for month in _MONTH_WORD.finditer(words)):
        return False
    if _LOOSE_MONTH.fullmatch(words):
        return _END.match(after) is not None
    if words[:3].lower() == "to ":
        return False
    if not _BARE.fullmatch(words):
        return True
    if not before.strip():  # a line may begin with the year of a law or date that the line above names
        return _END.match(after) is not None and not re.match(r"\.\s*$", after)
    return bool(_LEAD.search(before) and (_END.match(after) or _FOLLOW.match(after)))


def limit(period: Period, request: str) -> Period:
    """The period as cut by a request that says "2023 (to date)" where the answer says plain "2023".

    An unknown end makes the end unknown; a period that the request does not cut comes back as it is.
    """
    if period.start is None or period.end is None or period.complete is False:
        return period
    for _, _, said in find(request):
        if said.start in (None, period.start) and said.end and period.start <= said.end < period.end:
            return replace(period, end=said.end, complete=False)
        cut = _WITHIN[0].fullmatch(said.text)
        unit = cut and years.read(cut["unit"])
        if unit and (unit.start, unit.end) == (period.start, period.end) and said.complete is False:
            return replace(period, end=said.end, complete=False)
    return period
