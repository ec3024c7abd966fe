"""Numbers of an answer that gave no figure: what is not read must not be passed over in silence."""

from __future__ import annotations

import re

from foi_cli.normalise import dates, periods

_NAMES = re.compile(
    r"""\b(?:sections?|ss?|sec|regulations?|reg|articles?|acts?|ref(?:erence)?|nos?|pages?|paragraphs?|questions?|q|parts?
    |tel(?:ephone)?|options?|rooms?|floors?|versions?|appendix|annex|schedules?|box|notes?|bands?)\b[.:]?\s?\(?\d[\w()./-]{0,30}
    |(?m:^)\W{0,3}\d{1,2}[a-h]?[.)]
    |\(\d{1,2}\)
    |(?<![\d:])\d{1,2}:\d\d\b(?!:)
    |\b\d[\d,.]{0,9}\s?(?:working\s|calendar\s)?(?:days?|hours?|hrs|minutes?|mins|months?|years?)\b
    |\b(?:below|under|over|above|than|exceeds?|exceeding|limit\sof)\s£?\d[\d,.]{0,15}
    |\b[A-Z]{1,4}[/-]?\d\w{0,20}
    |\b0\d[\d\s]{7,16}
    |\bhttps?:\S{1,500}|\bwww\.\S{1,500}|[\w.+-]{1,60}@[\w.-]{1,60}""",
    re.VERBOSE | re.IGNORECASE,
)
"""Numbers that name something, limit it, or measure the work of an answer."""
_DATE = re.compile(dates.DATE, re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d:\d\d\b")
_NUMBER = re.compile(
    r"(?<![\w.,:/£-])[£~<>]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,4})?%?(?![\w/]|[.,:-]\d)"
)


def numbers(answer: str) -> tuple[str, ...]:
    """What may be figures in a text that gave none: numbers that are no dates, names, limits or times."""
    plain = _DATE.sub(" ", _NAMES.sub(" ", answer[:20_000]))
    clocks = tuple(match.group() for match in _CLOCK.finditer(plain))
    plain = _CLOCK.sub(" ", plain)
    for start, end, _ in reversed(periods.find(plain)):
        plain = f"{plain[:start]} {plain[end:]}"
    return (*clocks, *(match.group() for match in _NUMBER.finditer(plain)))


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TRIFLE = re.compile(r"(?:19|20)\d\d|\d|£(?:450|600|25)|\d{7,}|999|1[01]1|0[\d.]*")
"""Years, numbers of lists and notes, the limits of the Act, telephone numbers and references."""


def digits(text: str) -> set[str]:
    """What several ways to write its numbers share: 320 and 1480 of "£320 to £1,480", nothing of "none"."""
    return {found[0].replace(",", "") for found in _DIGITS.finditer(text)}


def passed_over(answer: str, read: set[str]) -> tuple[str, ...]:
    """The numbers of an answer that are none of those that were `read`, given by their digits, and no
    trifles."""
    if all(map(_TRIFLE.fullmatch, digits(answer) - read)):
        return ()  # most answers, and finding out what the others name takes its time
    return tuple(
        number
        for number in dict.fromkeys(numbers(answer))
        if not digits(number) <= read and _TRIFLE.fullmatch(number) is None
    )
