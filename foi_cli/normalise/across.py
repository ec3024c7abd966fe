"""Lines whose numbers are parted by strokes, one for each day or year that the words above list in order.

"(31 March 2022 / 31 March 2023)" above "Kinship care: 377 / 405".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_cli.model import Period
from foi_cli.normalise import dates, numbers, years
from foi_cli.normalise.numbers import NOTHING, QUALIFIED
from foi_cli.normalise.sentences import Statement

_CELL = rf"(?:{QUALIFIED}|{NOTHING})"
_ROW = re.compile(
    rf"(?P<label>[A-Za-z][^:£/]{{0,120}}?)\s?[:=–-]?\s(?P<cells>{_CELL}(?:\s/\s{_CELL}){{1,7}})\s?[.;]?",
    re.IGNORECASE,
)
_STROKE = re.compile(r"\s/\s")
_TIME = dates.pattern(rf"(?<![\w/]){years.UNIT}(?![\w/])")


def find(text: str, start: int, told: str) -> Iterator[Statement]:
    """One number for each of the times that the last line above with as many lists."""
    match = _ROW.fullmatch(text.rstrip(), start) if " / " in text else None
    if match is None:
        return
    base = match.start("cells")
    cuts = [cut.span() for cut in _STROKE.finditer(match["cells"])]
    begins = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(match["cells"])]
    times = _listed(told, len(begins))
    amounts = [numbers.read(match["cells"][begin:end]) for begin, end in zip(begins, ends, strict=True)]
    if not times or any(amount is None for amount in amounts):
        return
    for amount, begin, period in zip(amounts, begins, times, strict=True):
        if amount is not None:
            yield Statement(amount, base + begin, match["label"].strip(" *:-–"), "", period)


def _listed(told: str, count: int) -> Sequence[Period]:
    """So many days or years, all different and of one kind, that one line lists, the last that does."""
    for line in reversed(told.split("\n")):
        units = [
            (match[0], unit) for match in _TIME.finditer(line) if (unit := years.read(match[0])) is not None
        ]
        if len(units) == count and len({(text.lower(), unit.start) for text, unit in units}) == count:
            kinds = {unit.kind for _, unit in units}
            return (
                [Period(text, unit.start, unit.end, True) for text, unit in units] if len(kinds) == 1 else ()
            )
    return ()
