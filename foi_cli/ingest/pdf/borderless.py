"""Tables without a frame: lines one below the other whose phrases stand in columns.

The lines with figures come first: they say where the columns are. Headings are then taken in from above, and
labels, section headings and wrapped lines from between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from foi_cli.ingest.pdf import columns, drawings, grids, headings, rows
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
_BULLETS = "•·▪●○◦‣–—-"
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|chart|graph|box|annex|appendix|exhibit)\s+[\dA-Z]"
    r"|(?:sources?|notes?)\s*(?:[.:]|\d(?!\d{3}))",
    re.IGNORECASE,
)
"""What begins a caption or a note; "Source 2021 2022" heads columns."""
_SPACING = 1.7
"""In font sizes: lines further apart than this belong to different tables."""
_TIGHT = 1.0
"""In font sizes: headings stand no further above their columns, if no ruling stands between."""
_SAME_EDGE = 0.3
"""In font sizes: edges closer than this are one."""
_SET_OFF = 0.9
"""In font sizes: the space above headings that begin another table."""
_LOOK_BACK = 12
"""Lines that say where the columns of the next one should be."""
_MOST_HEADING = 8
"""Lines of a heading."""


class Stretch(NamedTuple):
    """Lines start to end (exclusive) that make a table, and the strips between its columns."""

    start: int
    end: int
    gaps: list[Gap]


def find(lines: Sequence[Line], across: Sequence[Ruling]) -> list[Grid]:
    """The tables among these lines, from the top down."""
    lines = [_unmarked(line) for line in lines]
    found: list[Grid] = []
    after = 0
    for run in _runs(lines):
        grids_of_run = []
        for stretch in _stretches(lines, *run):
            start = _with_heading(lines, stretch, across, after)
            grid = _read(lines[start : stretch.end], stretch.gaps, across)
            before = lines[start - 1] if start else None
            if grid is not None and not drawings.is_contents(lines[start : stretch.end], before):
                grids_of_run.append(grid)
                after = stretch.end
        if not any(drawings.is_axis(grid.rows) for grid in grids_of_run):
            found.extend(grids_of_run)
    return found


def _unmarked(line: Line) -> Line:
    """The line with an item's mark taken into the phrase that it stands before."""
    marked = len(line.phrases) > 1 and _MARK.fullmatch(line.phrases[0].text)
    if marked and (line.phrases[0].text in _BULLETS or not line.phrases[1].is_number):
        first = phrase(line.phrases[0].words + line.phrases[1].words)
        return line._replace(phrases=(first, *line.phrases[2:]))
    return line


# ── stretches ───────────────────────────────────────────────────────────────────────────────────


def _stretches(lines: Sequence[Line], start: int, end: int) -> list[Stretch]:
    """The tables of a run by their cores: lines with figures in common columns, or with words in them."""
    core = [i for i in range(start, end) if _has_figures(lines[i])]
    if len(core) < 2:
        core = [i for i in range(start, end) if len(lines[i].phrases) > 1]
    return _cores(lines, core, end)


def _has_figures(line: Line) -> bool:
    values = line.phrases[1:]
    if not values or 2 * sum(part.is_number for part in values) < len(values):
        return False
    return not all(rows.YEAR.fullmatch(part.text) for part in line.phrases)


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Lines without a wide space, a caption or prose between them."""
    runs: list[tuple[int, int]] = []
    start = 0
    single = 0
    for i, line in enumerate(lines):
        several = len(line.phrases) > 1
        single = 0 if several else single + 1
        apart = i > 0 and line.top - lines[i - 1].bottom > _SPACING * max(line.size, lines[i - 1].size)
        ends = single > 2 or _CAPTION.match(line.text) or (not several and len(line.words) > 12)
        if apart or ends:
            runs.append((start, i))
            start = i + 1 if ends else i
    runs.append((start, len(lines)))
    return [
        (start, end) for start, end in runs if sum(len(line.phrases) > 1 for line in lines[start:end]) > 1
    ]


def _cores(lines: Sequence[Line], core: Sequence[int], end: int) -> list[Stretch]:
    """The core cut where the columns change, each part with the lines after it that still fit."""
    parts: list[list[int]] = []
    gaps: list[Gap] = []
    for i, following in zip(core, [*core[1:], None], strict=True):
        stands = columns.keeps(gaps, lines[i]) or (
            following is not None and columns.keeps(gaps, lines[following])
        )
        if parts and stands and not _begins_anew(lines, parts[-1][-1], i, gaps):
            parts[-1].append(i)
            gaps = columns.find([lines[j] for j in parts[-1][-_LOOK_BACK:]])
        else:
            parts.append([i])
            gaps = columns.find([lines[i]])
    found: list[Stretch] = []
    for part, after in zip(parts, [*parts[1:], [end]], strict=True):
        gaps = columns.find([lines[i] for i in part])
        if len(part) > 1 and gaps:
            found.append(Stretch(part[0], _tail(lines, part, after[0], gaps), gaps))
    return found


def _begins_anew(lines: Sequence[Line], last: int, i: int, gaps: Sequence[Gap]) -> bool:
    """Whether headings of columns stand between two lines with figures: no label, or set off from above."""
    for above, line in pairwise(lines[last:i]):
        apart = line.x0 > gaps[0].x0 or line.top - above.bottom > _SET_OFF * line.size
        if apart and len(line.phrases) > 1 and len(line.phrases) >= len(gaps) / 2:
            return True
    return False


def _crossed(line: Line, gaps: Sequence[Gap]) -> int:
    """How many strips its phrases run across."""
    return sum(last - first for first, last in (columns.place(part, gaps) for part in line.phrases))


def _tail(lines: Sequence[Line], part: Sequence[int], limit: int, gaps: Sequence[Gap]) -> int:
    """The line after the table's last: what follows its last figures closely and stands in its columns."""
    last = part[-1]
    for i in range(last + 1, limit):
        line = lines[i]
        if len(line.phrases) < 2 or _crossed(line, gaps) or line.top - lines[i - 1].bottom > 0.6 * line.size:
            break
        last = i
    after = last + 1
    if after < limit and _is_wrapped_label(lines[last], lines[after], gaps):
        return after + 1
    return after


def _is_wrapped_label(above: Line, line: Line, gaps: Sequence[Gap]) -> bool:
    return (
        len(line.phrases) == 1
        and line.x1 < gaps[0].x1
        and line.text[:1].islower()
        and line.top - above.bottom < 0.4 * line.size
        and abs(line.size - above.size) < 0.5
    )


# ── headings ────────────────────────────────────────────────────────────────────────────────────


def _with_heading(lines: Sequence[Line], stretch: Stretch, across: Sequence[Ruling], after: int) -> int:
    """The first line of the table's headings."""
    body = lines[stretch.start : stretch.end]
    left, right = min(line.x0 for line in body), max(line.x1 for line in body)
    usual = median([(b.top - a.bottom) / a.size for a, b in pairwise(body)])
    start = stretch.start
    for i in range(start - 1, max(after, start - _MOST_HEADING) - 1, -1):
        line, below = lines[i], lines[i + 1]
        ruled = any(line.middle < r.at < below.middle and r.end > left and r.start < right for r in across)
        fits = len(line.phrases) > len(stretch.gaps) / 2
        spacing = max(_SPACING if ruled else _TIGHT, 1.3 * usual if fits else 0)
        if below.top - line.bottom > spacing * line.size or _CAPTION.match(line.text):
            break
        if _ends_caption(lines, i):
            break
        if _is_heading(line, stretch.gaps, right):
            start = i
        elif not (
            _fits_stub(line, stretch.gaps) and _topped(lines[max(i - 2, after) : i], stretch.gaps, right)
        ):
            break
    return start


def _is_heading(line: Line, gaps: Sequence[Gap], right: float) -> bool:
    """Whether a line stands over the columns as headings do: several phrases, or one right of the labels."""
    if len(line.phrases) > 1:
        return max(len(part.words) for part in line.phrases) <= 10
    return line.x0 > gaps[0].x0 and line.x1 < right + 2 * line.size and len(line.words) <= 10


def _fits_stub(line: Line, gaps: Sequence[Gap]) -> bool:
    return len(line.phrases) == 1 and line.x1 < gaps[0].x1


def _topped(above: Sequence[Line], gaps: Sequence[Gap], right: float) -> bool:
    """Whether headings go on above a line that has none."""
    return any(_is_heading(line, gaps, right) and not _CAPTION.match(line.text) for line in above)


def _ends_caption(lines: Sequence[Line], i: int) -> bool:
    """Whether line i is the end of a caption that began in the lines just above it."""
    for j in range(i, max(i - 3, 0), -1):
        above, line = lines[j - 1], lines[j]
        if line.top - above.bottom > 0.6 * line.size or len(line.phrases) > 1:
            return False
        if _CAPTION.match(above.text):
            return True
    return False


# ── the table ───────────────────────────────────────────────────────────────────────────────────


def _read(lines: Sequence[Line], gaps: Sequence[Gap], across: Sequence[Ruling]) -> Grid | None:
    lines = [columns.cut(line, gaps) for line in lines]
    gaps = columns.narrowed(gaps, lines)
    placed = rows.placed(lines, gaps)
    if not _is_table(placed, len(gaps) + 1):
        return None
    x0, x1 = min(line.x0 for line in lines) - 1, max(line.x1 for line in lines) + 1
    top, bottom = lines[0].top, max(line.bottom for line in lines)
    near = [r for r in across if top < r.at < bottom and min(r.end, x1) - max(r.start, x0) > 0]
    ruled = [r.at for r in near if min(r.end, x1) - max(r.start, x0) > 0.7 * (x1 - x0)]
    placed = headings.spread(placed, rows.header(placed), gaps, near)
    between = [
        *rows.find(placed, gaps, (x0, x1), ruled),
        *near,
        Ruling(top, x0, x1),
        Ruling(bottom, x0, x1),
    ]
    down = [Ruling(x0, top, bottom), Ruling(x1, top, bottom), *_past_spanning(gaps, placed, top, bottom)]
    words = [word for line in lines for word in line.words]
    size = median([line.size for line in lines])
    grid = grids.build(sorted(between), sorted(down), words, min(grids.SNAP, _SAME_EDGE * size))
    return grid if len(grid.rows) > 1 else None


def _past_spanning(
    gaps: Sequence[Gap], placed: Sequence[rows.Row], top: float, bottom: float
) -> Iterator[Ruling]:
    """The edges between columns, left out beside the phrases that cross them."""
    ys = [top, *((a.line.bottom + b.line.top) / 2 for a, b in pairwise(placed)), bottom]
    for (start, end), row in zip(pairwise(ys), placed, strict=True):
        crossed = {n for entry in row.entries for n in range(entry.first, entry.last)}
        for n, gap in enumerate(gaps):
            if n not in crossed:
                yield Ruling(gap.middle, start, end)


def _is_table(placed: Sequence[rows.Row], wide: int) -> bool:
    """Whether lines with columns are a table, not prose in columns, a list or a form."""
    several = [row for row in placed if len(row.entries) > 1]
    if len(several) < 2:
        return False
    data = [row for row in placed if row.is_data]
    words = [len(entry.phrase.words) for row in several for entry in row.entries]
    if len(data) >= 2 and len(data) >= 0.3 * len(placed):
        return wide > 2 or median(words) <= 4
    if len(data) == 1 and wide > 2 and len(several) == len(placed):
        return data[0].numbers == len(data[0].values) > 1
    return wide > 2 and len(several) >= 4 and median(words) <= 3 and len(several) >= 0.6 * len(placed)
