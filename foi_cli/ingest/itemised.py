"""Tables whose rows are the items of a list: "a. Constables", over some lines, and then amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_cli.ingest.flattened import labelled
from foi_cli.ingest.lines import Found, Line, is_number, title_above
from foi_cli.ingest.rows import Row, rectangle

_MARK = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+(?=\S)")
_ASKS = re.compile(
    r"\S+\s+(?:what|how|please|do|does|did|is|are|was|were|which|who|when|where|why|can|could|would|has|have)\b",
    re.IGNORECASE,
)
_FEWEST = 3
_WRAPS = 8
"""Lines over which one item may run."""

_WORDS = 24
"""Words of an item; more is a paragraph."""


def find(lines: Sequence[Line]) -> Iterator[Found]:
    """Every run of at least three items in sequence, each ending in as many amounts."""
    at = 0
    while at < len(lines):
        rows, stop = _run(lines, at) if _MARK.match(lines[at].plain) else ([], at)
        if len(rows) >= _FEWEST and any(row.number != rows[0].number for row in rows):
            numbers = tuple(row.number for row in rows)
            yield Found(at, stop, rectangle(rows), numbers, title_above(lines, at), flattened=True)
        at = max(stop if len(rows) >= _FEWEST else at, at + 1)


def _run(lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    """The items from lines[at] on, and where they stop."""
    rows: list[Row] = []
    mark = ""
    while at < len(lines):
        found = _MARK.match(lines[at].plain)
        if found is None or (mark and not _follows(mark, found[1])) or (rows and lines[at].gap):
            break
        row, stop = _item(lines, at)
        if row is None or (rows and len(row.cells) != len(rows[0].cells)):
            break
        rows.append(row)
        mark, at = found[1], stop
    return rows, at


def _item(lines: Sequence[Line], at: int) -> tuple[Row | None, int]:
    """One item up to the line on which its amounts stand; None where none come."""
    words: list[str] = []
    for step in range(at, min(at + _WRAPS, len(lines))):
        line = lines[step]
        if line.style not in ("text", "item") or (step > at and (line.gap or _MARK.match(line.plain))):
            break
        label, cells = labelled(line.plain)
        words.append(label if cells else line.plain)
        text = " ".join(filter(None, words))
        if "?" in text or _ASKS.match(text) or len(text.split()) > _WORDS:
            break
        if any(map(is_number, cells)):
            return Row(line.number, [text, *cells]), step + 1
    return None, at


def _follows(before: str, mark: str) -> bool:
    """Whether a mark is the next one: 2 after 1, c after b."""
    if before.isdecimal() or mark.isdecimal():
        return before.isdecimal() and mark.isdecimal() and int(mark) == int(before) + 1
    return ord(mark) == ord(before) + 1
