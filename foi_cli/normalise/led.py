"""Lines whose first words say what a row of periods and numbers counts.

"Staff paid over £50,000 on 31 March: 2021 – 9; 2022 – 11", "Average days lost: 6.8 (2021) and 8.1 (2022)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from foi_cli.model import Amount, Period
from foi_cli.normalise import dates, namings, numbers, periods, sentences
from foi_cli.normalise.numbers import QUALIFIED
from foi_cli.normalise.stated import Statement

_LED = re.compile(r"(?P<label>[A-Z][^:.;]{2,200}):\s{1,3}(?=[\d£])")
_ON_DAY = dates.pattern(
    rf"\b(?:(?:as\s)?at|on|at\sthe\send\sof)\s(?P<day>{dates.DAY_OF_MONTH})(?:\seach\syear)?$"
)
_ANSWER = re.compile(r"(?:our\s|the\s)?(?:response|answer|reply|figures|numbers)", re.IGNORECASE)
_CELL = re.compile(
    rf"(?P<amount>{QUALIFIED})\s?\((?P<period>[^()]{{2,40}})\)(?:,|;|\sand\b|,\sand\b|\s&)?\s?", re.IGNORECASE
)


def bracketed(text: str, start: int, asked: str) -> Iterator[Statement]:
    """Two or more numbers behind a label, each with its period in brackets."""
    match = _LED.match(text, start) if asked else None
    if match is None:
        return
    found: list[tuple[re.Match[str], Amount, Period]] = []
    at = match.end()
    while (cell := _CELL.match(text, at)) is not None:
        amount, period = numbers.read(cell["amount"]), periods.read(cell["period"])
        if amount is None or period is None:
            break
        found.append((cell, amount, period))
        at = cell.end()
    if len(found) < 2:
        return
    label, noun = match["label"].strip(), namings.time_of(match["label"])
    for cell, amount, period in found:
        yield Statement(amount, cell.start("amount"), label, noun, period)
    yield from sentences.find(text, asked, at)


def row(text: str, start: int, series: Sequence[Statement]) -> Iterator[Statement]:
    """The numbers of a row of periods behind a label, which may put them on one day of each: "on 31 March:
    2021 – 9"; one alone is no row where it does not."""
    label = text[start : text.index(":", start)].strip()
    day = _ON_DAY.search(label)
    label = "" if _ANSWER.fullmatch(label) else label
    for statement in series if day is not None or len(series) > 1 else ():
        taken = _on(day["day"], statement.period) if day is not None else None
        yield replace(statement, label=statement.label or label, period=taken or statement.period)


def behind(text: str, start: int) -> int | None:
    """Where the row begins behind a label that names no time but a day, such as "on 31 March:"."""
    match = _LED.match(text, start)
    if match is None or (not _ON_DAY.search(match["label"]) and periods.find(match["label"])):
        return None
    return match.end()


def _on(day: str, period: Period | None) -> Period | None:
    """The day of this calendar year."""
    if period is None or period.start is None or period.end != date(period.start.year, 12, 31):
        return None
    taken = dates.within(day, period.start, period.end)
    return Period(f"{day} {period.text.strip()}", taken, taken, True) if taken is not None else None
