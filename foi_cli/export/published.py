"""The publication as its reader sees it: worksheets with one table each, values and words only.

The workbook and the .ods file are written from these, so that they say the same. The rules are those of the
Government Analysis Function for releasing statistics in spreadsheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from foi_cli.export.safe import guarded
from foi_cli.model import Amount, Marker, Period

Value: TypeAlias = Decimal | str

TITLE = "Freedom of Information responses: figures as stated by the authorities"
SUBJECT = "Figures disclosed under Freedom of Information law, published as stated"
KEYWORDS = "freedom of information, FOI, statistics, public authorities"
AUTHOR = "foi"
LANGUAGE = "en-GB"

LONGEST = 250
"""Characters of a heading; Excel takes 255 in the header of a table."""

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

SHORTHAND = {
    "[c]": "confidential",
    "[x]": "not available",
    "[z]": "not applicable",
}
"""The Analysis Function's shorthand, as far as responses give reason for it."""

_WIDTHS = {"Cover": (100,), "Contents": (18, 90), "Notes": (14, 100)}
_WIDEST, _NARROWEST = 40, 12

_MARKERS: dict[Marker, str] = {
    "": "[x]",
    "nil": "[x]",
    "suppressed": "[c]",
    "withheld": "[c]",
    "ncnd": "[c]",
    "not-held": "[x]",
    "not-recorded": "[x]",
    "blank": "[x]",
    "not-applicable": "[z]",
}

_UNITS = {"percent": "%", "gbp": "£", "count": "number", "fte": "FTE"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the table, or of the cover; `link` names a worksheet that it leads to."""

    text: str
    heading: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One worksheet: title in A1, lines below it, then one table (none on the cover).

    `places` are the decimal places of each column, None for a column of text. `links` are the worksheets to
    which the first cells of the rows lead.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    places: tuple[int | None, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def top(self) -> int:
        """The row of the header, counted from 1."""
        return len(self.lines) + 2

    @property
    def widths(self) -> tuple[int, ...]:
        """The width of each column in characters: all of a number, a good part of words; the rest wraps."""
        if self.name in _WIDTHS:
            return _WIDTHS[self.name]
        columns = zip(self.header, *self.rows, strict=True)
        return tuple(min(_WIDEST, max(_NARROWEST, *map(_length, column), 0) + 2) for column in columns)


def _length(value: Value) -> int:
    return len(value if isinstance(value, str) else f"{value:,f}")


def one_line(text: str, longest: int = LONGEST) -> str:
    """The text on one line, safe, cut with … where it is too long."""
    folded = " ".join(guarded(" ".join(text.split())).split())
    return folded if len(folded) <= longest else folded[: longest - 1] + "…"


def headings(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels as unique headings none of which is blank, upper and lower case being the same."""
    taken: set[str] = set()
    made: list[str] = []
    for number, label in enumerate(labels, start=1):
        heading = base = one_line(label, LONGEST - 10) or f"Column {number}"
        again = 2
        while heading.casefold() in taken:
            heading, again = f"{base} ({again})", again + 1
        taken.add(heading.casefold())
        made.append(heading)
    return tuple(made)


def with_unit(label: str, unit: str) -> str:
    """The label with its unit in brackets, unless it says so itself."""
    word = _UNITS.get(unit, unit)
    said = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", label, re.IGNORECASE) if word else True
    return label if said else f"{label} ({word})".strip()


def shorthand(amount: Amount | None) -> str:
    """What stands where there is no number to publish."""
    return _MARKERS[amount.marker] if amount else "[x]"


def publishable(amount: Amount) -> Decimal | None:
    """The number to publish: what was printed; None where no single number was. A dash is not a nought."""
    return amount.value if not amount.marker or amount.marker == "nil" else None


def explained(used: Sequence[tuple[str, str]]) -> str:
    """The shorthand of a table explained, with the words that the authority wrote for it."""
    parts = []
    for mark, meaning in SHORTHAND.items():
        if not any(mark == each for each, _ in used):
            continue
        words = sorted({one_line(text, 60) for each, text in used if each == mark and text.strip()})
        given = "; the authority wrote " + ", ".join(f"“{word}”" for word in words[:5]) if words else ""
        parts.append(f"{mark} = {meaning}{given}")
    return f"This table uses shorthand: {'. '.join(parts)}." if parts else ""


def day(on: date | None) -> str:
    """`1 Feb 2010`; [x] where it is not known."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}" if on else "[x]"


def stretch(period: Period) -> str:
    """`2020`, `Apr 2022 to Mar 2023`, `8 Jun 2022 to 9 Jul 2022`; as written where an end is not known."""
    start, end = period.start, period.end
    if start is None or end is None or not period.complete:
        return period.text
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start.day == 1 and _is_last(end):
        first, last = (f"{_MONTHS[each.month - 1]} {each.year}" for each in (start, end))
        return first if first == last else f"{first} to {last}"
    return f"{day(start)} to {day(end)}"


def _is_last(end: date) -> bool:
    return date.fromordinal(end.toordinal() + 1).day == 1 if end < date.max else True
