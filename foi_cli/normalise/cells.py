"""What a cell of a table is: numbers, a marker, a period, words or nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount, Period
from foi_cli.normalise import periods

Kind: TypeAlias = Literal["number", "marker", "period", "text", "blank"]

_ONE = Decimal(1)
_MARKED = r"(?:[*†‡§^#~]{1,3}|[⁰¹²³⁴-⁹]{1,4}|\s?\[\w{1,2}\]|\s?\((?:[a-z]|\d{1,2}(?:\s?,\s?\d{1,2})*)\))"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_YEARLIKE = re.compile(rf"{_YEAR}(?:(?:\s?[-–—]\s?|\sto\s){_YEAR})?{_MARKED}?", re.IGNORECASE)
"""A year or two, with the mark of a note: "2023*" and "2021-2022" in the heads of a table are no numbers."""
_WORDY = frozenset({"-", "–", "—", "*", "**", "***", "~", "..", "..."})
_WORDS = frozenset({"not-held", "withheld", "ncnd", "not-recorded"})
_SECTIONED = re.compile(
    r"(?P<word>withheld|exempt|exempted|redacted|refused)\b[\s:,–-]{1,3}(?:under\s|by\s)?"
    r"\(?s(?:ection|ec)?\.?\s?\d{1,2}(?:\(\w{1,3}\)){0,3}\)?(?:\sfoi(?:a|sa)?)?",
    re.IGNORECASE,
)
"""A cell that was withheld, and by which exemption: "withheld s.43(2)"."""
_PAIR = re.compile(
    r"(?P<first>[^()]{1,24}?)\s?(?P<open>[(/|])\s?(?P<second>[^()]{1,12}%)\s?\)?|(?P<share>[^()]{1,12}%)\s?\((?P<count>[\d,]{1,12})\)"
)
_NOTED = re.compile(
    rf"(?P<period>.*\d\d)\s?(?:{_MARKED}|\((?!to\b|up\b|from\b)[a-z][^()]{{2,40}}\))",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def kind(text: str) -> Kind:
    """What a cell is, by itself: a year counts as a period, a dash or a star as a marker."""
    written = text.strip()
    if not written:
        return "blank"
    if written in _WORDY:
        return "marker"
    if _YEARLIKE.fullmatch(written):
        return "period"
    if written.isascii() and written.isdigit():
        return "number" if written != "000" else "text"
    found = read(written)
    if found:
        return "number" if found[0].low is not None and found[0].marker not in _WORDS else "marker"
    return "period" if period(written) is not None else "text"


@lru_cache(maxsize=65_536)
def read(text: str) -> tuple[Amount, ...]:
    """The amounts of a cell: one, two where a share stands behind its count ("512 (48%)"), or none."""
    if text.isascii() and text.isdigit() and len(text) <= amounts.LONGEST and text != "000":
        value = Decimal(text)
        return (Amount(text, value, value, value, _ONE),)
    amount = amounts.read(text)
    if amount is not None:
        return () if amount.marker == "blank" else (amount,)
    withheld = _SECTIONED.fullmatch(text.strip()) if len(text) <= 48 else None
    if withheld is not None and (amount := amounts.read(withheld["word"])) is not None:
        return (replace(amount, text=text.strip()),)
    pair = _PAIR.fullmatch(text.strip()) if "%" in text and len(text) <= 48 else None
    if pair is None:
        return ()
    parts = [pair[name] for name in ("first", "second", "share", "count") if pair[name]]
    both = [amounts.read(part.strip()) for part in parts]
    if any(part is None or part.value is None for part in both):
        return ()
    return tuple(replace(part, text=part.text.strip()) for part in both if part is not None)


@lru_cache(maxsize=65_536)
def period(text: str) -> Period | None:
    """The period that a label is, if it is one; note marks and remarks behind it are not part of it:
    "2016(4,6)", "2024/25 (budget plus variance)"."""
    if not text or len(text) > 80:
        return None
    found = periods.read(text)
    if found is None and (noted := _NOTED.fullmatch(text.strip())) is not None:
        return periods.read(noted["period"])
    return found
