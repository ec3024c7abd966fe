"""First columns of numbers that name rows: bands, ages and weeks, and the numbers of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from foi_cli.normalise.cells import kind, read

Names: TypeAlias = Literal["names", "numbering", ""]
"""Whether a first column names rows, only numbers them, or does neither."""

_NUMBERING = re.compile(
    r"(?:#|q|s/?n|nos?|(?:s[rl]|serial|item|line|row|case|entry|ref)\W{0,2}(?:no|number|num)s?"
    r"|sheet|tab|table|annex|appendix|question|item|line|row|entry|serial|page|rank|position|ref(?:erence)?)"
    r"(?:\s(?:no|number))?\W{0,2}",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?:ages?|years?|school\syears?|weeks?|days?|hours?|levels?|grades?|bands?|tiers?|stages?|phases?|scores?|points?"
    r"|ratings?|ranks?|positions?|priorit(?:y|ies)|floors?|wards?|zones?|lanes?|routes?|beats?)\b"
    r"(?:\s(?:groups?|bands?|no\.?|numbers?|range|of\s\w{1,12}|at\s\w{1,12}(?:\s\w{1,12})?|in\s\w{1,12}))?(?:\s?\([^()]{1,20}\))?\W*",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\(?(?P<number>\d{1,4})[.)]?")
_FEWEST_BANDS = 3
_EVEN = 4
"""Rows from which evenly rising numbers name them whatever their heading says."""


def names(heading: str, column: Sequence[str], beside: Sequence[Sequence[str]]) -> Names:
    """What a first column is to its rows, by its heading and what stands to its right in each."""
    if _is_banded(column):
        return "names"
    found = [(at, match) for at, cell in enumerate(column) if (match := _WHOLE.fullmatch(cell.strip()))]
    steps = {int(after["number"]) - int(before["number"]) for (_, before), (_, after) in pairwise(found)}
    if len(found) < 2 or len(found) < sum(any(map(str.isdigit, cell)) for cell in column):
        return ""
    told = sum(bool(row) and kind(row[0]) == "text" for row in (beside[at] for at, _ in found))
    if steps == {1} and (_NUMBERING.fullmatch(heading) or (not heading and told == len(found) > 2)):
        return "numbering"
    rising = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    if rising and _KEY.fullmatch(heading):
        return "names"
    alone = not any(kind(cell) == "text" for row in beside for cell in row)
    return "names" if alone and len(steps) == 1 and 0 not in steps and len(found) >= _EVEN else ""


def _is_banded(column: Sequence[str]) -> bool:
    """Whether a column holds bands, each once in its group: "Less than £250", "£250 to £499.99".

    What is written in words, as "65 and over" is, names a row anyway."""
    groups = [[cell for cell in group if read(cell)] for group in _groups(column)]
    found = [amounts for group in groups for cell in group if (amounts := read(cell))]
    bands = [own for own in found if len(own) == 1 and own[0].value is None]
    ranges = sum(own[0].low is not None and own[0].high is not None for own in bands)
    if not ranges or len({cell for group in groups for cell in group}) < _FEWEST_BANDS:
        return False
    if len(bands) == len(found):
        return all(len({*group}) == len(group) for group in groups)
    return ranges > 1 and all(_rises(group) for group in groups)


def _rises(group: Sequence[str]) -> bool:
    """Whether each band begins above the one before it, single numbers among them: "0", "1-4", "5-9"."""
    lows = [read(cell)[0].low or 0 for cell in group]
    return all(before < after for before, after in pairwise(lows))


def _groups(column: Sequence[str]) -> Iterator[list[str]]:
    """The cells with digits, apart where others stand between: "Men", bands, "Women", the same bands."""
    group: list[str] = []
    for cell in map(str.strip, column):
        if any(map(str.isdigit, cell)):
            group.append(cell)
        elif cell and group:
            yield group
            group = []
    if group:
        yield group
