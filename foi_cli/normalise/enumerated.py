"""Lines that count several things one after the other: "Male 12, Female 15", "2 x Constable, 1 x Sergeant",
"412 (male 200, female 212)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from foi_cli.normalise import dates, numbers, periods, words
from foi_cli.normalise.labelled import ADDRESS, GOES_ON, NAMES, REFERENCE, UNIT_OF_TIME
from foi_cli.normalise.numbers import NOTHING, QUALIFIED
from foi_cli.normalise.stated import Statement

_PARTED = re.compile(
    r"\s?[;|]\s{0,4}|,\s{1,4}|(?<=[\d%)])\.\s{1,4}(?=[A-Z])|(?<=[\d%)])\s(?:and|&)\s|\s(?:and|&)\s(?=[£\d])"
)
_LABEL_FIRST = re.compile(
    rf"(?P<label>[A-Za-z\d][^;:=|()]{{0,60}}?)(?P<sep>\s?[:=]\s?|\s[-–—]\s?|\s\(|\s)(?P<amount>{QUALIFIED}|{NOTHING})\)?",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    rf"(?P<amount>{QUALIFIED}|{words.PATTERN})\s(?P<sep>[x×]\s)?(?P<label>[A-Za-z][A-Za-z’'/()\s-]{{1,50}})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:how\s(?:many|much)|numbers?|totals?|costs?|amounts?|spen[dt]|break(?:down|\sdown)?|broken\sdown|split|by|per|percentages?|proportions?)\b",
    re.IGNORECASE,
)
"""What a question asks that is answered by things with their numbers, and not by names: "Windows 10, …"."""
_SAYS = re.compile(
    r"\b(?:were|was|are|is|had|have|has|been|of|in|on|for|from|to|at|by|with|which|who|that|than|not|more|less|fewer)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(dates.MONTH, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST = 6
"""Words of a label."""


_WHOLE = re.compile(r"(?P<whole>[^()]{1,80}?)\s?\((?P<parts>[^()]{5,200})\)\W*")


def enumerated(text: str, start: int, asked: str) -> Iterator[Statement]:
    """Each thing with its number, where the whole line is made of such, all with the label on the same side;
    those in a bracket are parts of what stands before it."""
    if not asked:
        return
    counted = _asks_for_numbers(asked)
    whole = _WHOLE.fullmatch(text, start)
    if whole is not None:
        total = _total(text, *whole.span("whole"), counted=counted)
        parts = _listed(text, *whole.span("parts"), counted=counted) if total is not None else ()
        if total is not None and parts:
            yield total
            yield from (replace(part, of="before") for part in parts)
            return
    yield from _listed(text, start, len(text.rstrip(" .")), counted=counted)


@lru_cache(maxsize=64)
def _asks_for_numbers(asked: str) -> bool:
    """Asked of every line of an answer."""
    return _COUNTED.search(asked) is not None


def _total(text: str, begin: int, end: int, *, counted: bool) -> Statement | None:
    """A number with its label or alone."""
    amount = numbers.read(text[begin:end]) if counted else None
    if amount is not None:
        return Statement(amount, begin)
    return _read(_LABEL_FIRST, text, begin, end, counted=counted)


def _listed(text: str, begin: int, end: int, *, counted: bool) -> Sequence[Statement]:
    """All that a stretch of a line lists; nothing where a piece of it is something else."""
    between = [match.span() for match in _PARTED.finditer(text, begin, end)]
    pieces = list(zip((begin, *(e for _, e in between)), (*(b for b, _ in between), end), strict=True))
    for form in (_LABEL_FIRST, _NUMBER_FIRST) if between else ():
        found = [_read(form, text, *piece, counted=counted) for piece in pieces]
        stated = [each for each in found if each is not None]
        several = len(stated) == len(pieces) == len({each.label.casefold() for each in stated})
        if several and not (form is _NUMBER_FIRST and _is_elliptic(stated)):
            return stated
    return ()


def _is_elliptic(stated: Sequence[Statement]) -> bool:
    """Whether only the last of several says what all are: "2 minor, 3 grave and 9 fatal cases"."""
    *others, last = (len(each.label.split()) for each in stated)
    return last > 1 and max(others) == 1


def _read(form: re.Pattern[str], text: str, begin: int, end: int, *, counted: bool) -> Statement | None:
    """What a piece of the line says; None where it is no thing with its number. Without a sign between the
    two it is one where numbers were asked for."""
    match = form.fullmatch(text, begin, end)
    label = match["label"].strip(" -–") if match is not None else ""
    if match is None or len(label.split()) > _MOST or ADDRESS.match(label) or REFERENCE.search(label):
        return None
    if UNIT_OF_TIME.match(label) or periods.find(label) or _YEAR.fullmatch(match["amount"]):
        return None
    if not (match["sep"] or "").strip():
        named = NAMES.search(label) or GOES_ON.search(label) or _MONTH.fullmatch(label)
        if not counted or named or _SAYS.search(label) or any(map(str.isdigit, label)):
            return None
    amount = numbers.read(match["amount"])
    return Statement(amount, match.start("amount"), label) if amount is not None else None
