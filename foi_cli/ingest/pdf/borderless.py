"""Tables without a frame: lines one below the other whose phrases stand in columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from foi_cli.ingest.pdf import columns, grids, rows
from foi_cli.ingest.pdf.columns import Gap
from foi_cli.ingest.pdf.grids import Grid
from foi_cli.ingest.pdf.lines import Line, phrase
from foi_cli.ingest.pdf.rulings import Ruling

_MARK = re.compile(
    r"[•·▪●○◦‣–—*§-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d+(?:\.\d+)+\.?|\([*:†‡\d]+\)"
    r"|[A-Z][A-Za-z]*(?: \d+)?:",
    re.IGNORECASE,
)
"""What stands before an item, a heading, a caption or a note, set apart from its words."""
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|chart|graph|box|annex|appendix|source|sources|notes?)\b[\s\d.:]", re.IGNORECASE
)
_SPACING = 1.7
"""In font sizes: lines further apart than this belong to different tables."""


def find(lines: Sequence[Line], across: Sequence[Ruling]) -> list[Grid]:
    """The tables among these lines, from the top down."""
    found: list[Grid] = []
    for start, end in _runs([_unmarked(line) for line in lines], across):
        grid = _read([_unmarked(line) for line in lines[start:end]], across)
        if grid is not None:
            found.append(grid)
    return found


def _unmarked(line: Line) -> Line:
    """The line with an item's mark taken into the phrase that it stands before."""
    if len(line.phrases) == 2 and _MARK.fullmatch(line.phrases[0].text) and not line.phrases[1].is_number:
        return line._replace(phrases=(phrase(line.words),))
    return line


def _runs(lines: Sequence[Line], across: Sequence[Ruling]) -> list[tuple[int, int]]:
    """Stretches of lines that may be tables: lines of several phrases, and short ones between them."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if len(lines[i].phrases) < 2 or _CAPTION.match(lines[i].text):
            i += 1
            continue
        end = _end(lines, i)
        start = _with_heading(lines, i, end, across, runs[-1][1] if runs else 0)
        if sum(len(line.phrases) > 1 for line in lines[start:end]) > 1:
            runs.append((start, end))
        i = end
    return runs


def _end(lines: Sequence[Line], start: int) -> int:
    """The line after the last that belongs to the run."""
    end = start + 1
    single = 0
    for i in range(start + 1, len(lines)):
        before, line = lines[i - 1], lines[i]
        if line.top - before.bottom > _SPACING * max(line.size, before.size) or _CAPTION.match(line.text):
            break
        if len(line.phrases) > 1:
            single, end = 0, i + 1
            continue
        single += 1
        if single > 2 or len(line.words) > 12:
            break
    return end


def _with_heading(lines: Sequence[Line], start: int, end: int, across: Sequence[Ruling], after: int) -> int:
    """The first line of the run's headings: single phrases above it that stand over its columns."""
    gaps = columns.find(lines[start:end])
    if not gaps:
        return start
    left, right = min(line.x0 for line in lines[start:end]), max(line.x1 for line in lines[start:end])
    while start > after:
        line, below = lines[start - 1], lines[start]
        if below.top - line.bottom > 1.2 * line.size or _CAPTION.match(line.text):
            break
        ruled_above = any(
            ruling.at < line.middle
            and line.top - ruling.at < 1.5 * line.size
            and ruling.end - ruling.start > 0.7 * (right - left)
            for ruling in across
        )
        over_columns = line.x0 > gaps[0].x0 and line.x1 < right + 2 * line.size
        if not over_columns and not (ruled_above and line.x1 < gaps[0].x1):
            break
        start -= 1
    return start


def _read(lines: Sequence[Line], across: Sequence[Ruling]) -> Grid | None:
    gaps = columns.find(lines)
    if not gaps:
        return None
    lines = [columns.cut(line, gaps) for line in lines]
    placed = rows.placed(lines, gaps)
    if not _is_table(placed, len(gaps) + 1):
        return None
    x0, x1 = min(line.x0 for line in lines) - 1, max(line.x1 for line in lines) + 1
    top, bottom = lines[0].top, max(line.bottom for line in lines)
    near = [r for r in across if top < r.at < bottom and min(r.end, x1) - max(r.start, x0) > 0]
    ruled = [r.at for r in near if min(r.end, x1) - max(r.start, x0) > 0.7 * (x1 - x0)]
    between = [*rows.find(placed, gaps, (x0, x1), ruled), *near, Ruling(top, x0, x1), Ruling(bottom, x0, x1)]
    down = [Ruling(x0, top, bottom), Ruling(x1, top, bottom)]
    for n, gap in enumerate(gaps):
        down.extend(_past_spanning(n, gap, placed, top, bottom))
    words = [word for line in lines for word in line.words]
    return grids.build(sorted(between), sorted(down), words)


def _past_spanning(n: int, gap: Gap, placed: Sequence[rows.Row], top: float, bottom: float) -> list[Ruling]:
    """The edge between columns n and n + 1, left out beside the phrases that cross it."""
    ys = [top, *((a.line.bottom + b.line.top) / 2 for a, b in itertools.pairwise(placed)), bottom]
    return [
        Ruling(gap.middle, ys[i], ys[i + 1])
        for i, row in enumerate(placed)
        if not any(entry.first <= n < entry.last for entry in row.entries)
    ]


def _is_table(placed: Sequence[rows.Row], wide: int) -> bool:
    """Whether lines with columns are a table, not prose in columns, a list or a form."""
    several = [row for row in placed if len(row.entries) > 1]
    if len(several) < 2:
        return False
    data = [row for row in placed if row.is_data]
    words = [len(entry.phrase.words) for row in several for entry in row.entries]
    if len(data) >= 2 and len(data) >= 0.3 * len(placed):
        return wide > 2 or median(words) <= 4
    return wide > 2 and len(several) >= 3 and median(words) <= 3 and len(several) >= 0.6 * len(placed)
