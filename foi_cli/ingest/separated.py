"""Tables whose cells stand apart: by tabs, or by two or more spaces."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from foi_cli.ingest import rows as wrapping
from foi_cli.ingest.encoding import fold
from foi_cli.ingest.lines import Found, Line, is_amount, is_number, is_open, is_period, is_total, title_above
from foi_cli.ingest.rows import Row

_Span: TypeAlias = tuple[int, int]
"""Where a cell starts and stops in its line."""

_GAP = re.compile(r"(?<=[^\s.?!;:])[ \u00a0]{2,}(?=\S)")
_APART = re.compile(r"[ \u00a0]{2}")
_MARK = re.compile(r"[-•*–·▪o]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]|Q\d{1,3}[.:)]?|[QA]\.")
_STATEMENT = re.compile(r"[^-–=:]{1,60}\s?[-–=:]\s?\d\S*|\d\d/\d\d\s?[-–]")
_LONGEST_CELL = 120
_LONGEST_BRIDGE = 60


def by_tabs(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of lines with tabs between their cells."""
    for start, stop in _runs(lines, lambda line: "\t" in line.text):
        cells = [[fold(cell) for cell in line.text.split("\t")] for line in lines[start:stop]]
        if not _is_list(cells):
            rows = [Row(line.number, row) for line, row in zip(lines[start:stop], cells, strict=True)]
            yield from _tables(lines, start, stop, rows)


def by_spaces(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of lines whose cells stand two or more spaces apart."""
    for start, stop in _runs(lines, _stands_apart):
        run = lines[start:stop]
        rows = _flowing(run) or _even(run) or _aligned(run)
        if rows and not _is_list([row.cells for row in rows]) and _is_tabular(rows):
            yield from _tables(lines, start, stop, rows)


def _stands_apart(line: Line) -> bool:
    return (
        _APART.search(line.text.strip()) is not None
        and "\t" not in line.text
        and len(_segments(line.text)) > 1
    )


def _segments(text: str) -> list[_Span]:
    """Where the parts of a line stand that are two or more spaces apart; a list item's mark is no
    part, but "Q2" before a number is a quarter."""
    start = len(text) - len(text.lstrip())
    spans = []
    for gap in _GAP.finditer(text.rstrip(), start):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text.rstrip())))
    marked = len(spans) > 1 and _MARK.fullmatch(text[slice(*spans[0])]) is not None
    quarter = marked and is_period(text[slice(*spans[0])]) and is_amount(fold(text[slice(*spans[1])]))
    return spans[1:] if marked and not quarter else spans


def _texts(line: Line) -> list[str]:
    return [fold(line.text[start:stop]) for start, stop in _segments(line.text)]


def _runs(lines: Sequence[Line], belongs: Callable[[Line], bool]) -> Iterator[tuple[int, int]]:
    """Stretches of two or more lines that belong, evenly spaced, with the wrapped labels between them."""
    start = 0
    while start < len(lines):
        first = _below_heads(lines, start) if belongs(lines[start]) else start
        stop = first + 1
        if belongs(lines[start]):
            while stop < len(lines):
                if lines[stop].gap != lines[min(first + 1, stop)].gap and not _resumes(lines, stop):
                    break
                if not belongs(lines[stop]) and not _bridges(lines, stop, belongs):
                    break
                stop += 1
            if stop - start == 2 and lines[stop - 1].gap:
                stop -= 1
            if stop - start >= 2:
                yield start, stop
        start = stop


def _below_heads(lines: Sequence[Line], start: int) -> int:
    """Where the rows begin below heads that a blank line sets apart: as many cells in each of two rows as
    there are heads, the numbers below theirs; the start itself in all other places."""
    heads = [] if "\t" in lines[start].text else _segments(lines[start].text)
    if len(heads) < _FEWEST_HEADS or any(map(is_number, _texts(lines[start]))):
        return start
    until = min(start + 1 + _HEAD_LINES, len(lines) - 1)
    first = next((at for at in range(start + 1, until) if lines[at].gap), start)
    over = [cell for line in lines[start + 1 : first] for cell in _texts(line)]
    rows = lines[first : first + 2]
    if first == start or rows[1].gap or any(map(is_number, over)):
        return start
    return first if all(_is_below(heads, row) for row in rows) else start


_FEWEST_HEADS = 3
_HEAD_LINES = 3
"""Lines over which heads may wrap."""


def _is_below(heads: Sequence[_Span], row: Line) -> bool:
    cells = _segments(row.text)
    below = len(cells) == len(heads) and all(
        cell[0] < head[1] and head[0] < cell[1] for head, cell in zip(heads[1:], cells[1:], strict=True)
    )
    return below and all(map(is_number, _texts(row)[1:]))


def _resumes(lines: Sequence[Line], at: int) -> bool:
    """Whether a row goes on with a table after a blank line: as many cells apart by tabs, a number among
    them, and no total before."""
    before, row = ([fold(cell) for cell in line.text.split("\t")] for line in (lines[at - 1], lines[at]))
    alike = len(row) == len(before) > 1 and not is_total(before[0])
    return alike and any(map(is_number, row[1:]))


def _bridges(lines: Sequence[Line], at: int, belongs: Callable[[Line], bool]) -> bool:
    """Whether a line without columns is part of a wrapped label or a heading of rows inside a table."""
    text = lines[at].plain
    if len(text) > _LONGEST_BRIDGE or text[-1] in ".?!;:" or lines[at].gap:
        return False
    before = fold(lines[at - 1].text.split("\t")[0])
    if text[0].islower() or is_open(before):
        return True
    follows = at + 1 < len(lines) and belongs(lines[at + 1]) and not lines[at + 1].gap
    return follows and len(text.split()) <= 5 and not is_number(text)


def _tables(lines: Sequence[Line], start: int, stop: int, rows: Sequence[Row]) -> Iterator[Found]:
    """The tables of one run: a lone period above rows is the title of a table of its own."""
    parts = wrapping.parts(wrapping.unwrap(rows))
    places: dict[int, int] = {}
    for at in range(start, stop):
        places.setdefault(lines[at].number, at)
    for number, (title, part) in enumerate(parts):
        if not part or (len(part) < 2 and not title) or wrapping.is_vast(part):
            continue
        first = start if number == 0 else places[part[0].number] - bool(title)
        last = stop if number == len(parts) - 1 else places[part[-1].number] + 1
        above = title or (title_above(lines, start) if number == 0 else "")
        yield Found(first, last, wrapping.rectangle(part), tuple(row.number for row in part), above)


def _is_list(cells: Sequence[Sequence[str]]) -> bool:
    """Whether rows are items with their marks, a letter's head (Date: Our ref:) or statements (2022 - 5)."""
    filled = [[cell for cell in row if cell] for row in cells]
    if all(len(row) <= 2 and _MARK.fullmatch(row[0]) for row in filled if row):
        return True
    if all(len(row) <= 2 and (row[0].endswith(":") or len(row) < 2) for row in filled if row):
        return not all(is_amount(row[-1]) for row in filled if len(row) > 1)
    said = [_STATEMENT.fullmatch(cell) is not None for row in filled for cell in row]
    return sum(said) * 2 > len(said)


def _is_tabular(rows: Sequence[Row]) -> bool:
    """Whether rows set apart by spaces only are a table: half of them have a number beside the label."""
    if len(rows) < 2 or any(len(cell) > _LONGEST_CELL for row in rows for cell in row.cells):
        return False
    numbered = sum(any(map(is_amount, row.cells[1:])) for row in rows)
    return numbered * 2 >= len(rows)


def _flowing(run: Sequence[Line]) -> list[Row]:
    """Rows that go on in the next line: "2018/19  3  4" above "3  not built". [] where they do not."""
    texts = [_texts(line) for line in run]
    leads = [not is_amount(cells[0]) or is_period(cells[0]) for cells in texts]
    body = next(
        (
            at
            for at, cells in enumerate(texts)
            if any(is_number(cell) and not is_period(cell) for cell in cells)
        ),
        0,
    )
    if all(leads[body:]) or not leads[body]:
        return []
    rows: list[Row] = []
    for line, cells, leading in list(zip(run, texts, leads, strict=True))[body:]:
        if leading:
            rows.append(Row(line.number, list(cells)))
        else:
            rows[-1].cells.extend(cells)
    width = len(rows[0].cells)
    if len(rows) < 2 or width < 3 or any(len(row.cells) != width for row in rows):
        return []
    heads = [Row(line.number, _split_to(cells, width)) for line, cells in zip(run, texts, strict=True)][:body]
    return heads + rows


def _split_to(cells: list[str], width: int) -> list[str]:
    """Column heads cut where one holds two alike: "Stand A Stand B" under one missing head is two heads."""
    heads = list(cells)
    for at, cell in enumerate(cells):
        words = cell.split()
        half = len(words) // 2
        if len(heads) == width - 1 and len(words) % 2 == 0 and half > 1 and words[0] == words[half]:
            heads[at : at + 1] = [" ".join(words[:half]), " ".join(words[half:])]
    return heads


def _even(run: Sequence[Line]) -> list[Row]:
    """Rows of as many cells each; [] where their numbers differ."""
    rows = [Row(line.number, _texts(line)) for line in run]
    return rows if len({len(row.cells) for row in rows}) == 1 else []


def _aligned(run: Sequence[Line]) -> list[Row]:
    """Rows by where their cells stand; [] where two cells of a line fall into one column.

    Columns are the stretches that cells of any line cover, or, where heads overlap two of them, those of the
    lines with numbers. A line of few cells (a wrapped heading) counts only where the others leave room.
    """
    spans = [_segments(line.text) for line in run]
    widest = max(map(len, spans))
    drawn = [line for line in spans if len(line) * 2 > widest]
    numbers = [_numbers(line, parts) for line, parts in zip(run, spans, strict=True)]
    numbered = [parts for parts, own in zip(spans, numbers, strict=True) if own and len(parts) * 2 > widest]
    rows = _placed(run, spans, _cover(list(chain(*drawn))))
    if rows or not numbered:
        return rows
    columns = _cover(list(chain(*numbered)))
    counted = sorted({_nearest(columns, *span) for own in numbers for span in own})
    heads = {
        at: counted
        for at in range(next(at for at, own in enumerate(numbers) if own))
        if len(spans[at]) == len(counted)
    }
    return _placed(run, spans, columns, heads)


def _numbers(line: Line, parts: Sequence[_Span]) -> list[_Span]:
    """The cells of a line, but for its first, that are numbers."""
    return [span for span in parts[1:] if is_number(fold(line.text[slice(*span)]))]


def _placed(
    run: Sequence[Line],
    spans: Sequence[Sequence[_Span]],
    columns: Sequence[_Span],
    heads: Mapping[int, Sequence[int]] | None = None,
) -> list[Row]:
    """The lines with each cell in the column that it overlaps most, or that `heads` gives it; [] where two
    fall into one."""
    if len(columns) < 2 or len(columns) * len(run) > wrapping.CELLS:
        return []
    rows = []
    for at, (line, parts) in enumerate(zip(run, spans, strict=True)):
        cells = [""] * len(columns)
        places = (heads or {}).get(at) or [_nearest(columns, *span) for span in parts]
        for place, (start, stop) in zip(places, parts, strict=True):
            if cells[place]:
                return []
            cells[place] = fold(line.text[start:stop])
        rows.append(Row(line.number, cells))
    _spread(rows, spans, columns)
    return rows


def _spread(rows: Sequence[Row], spans: Sequence[Sequence[_Span]], columns: Sequence[_Span]) -> None:
    """Put heads that stand in the middle over as many columns each into the first of theirs."""
    for row, parts, below in zip(rows, spans, rows[1:], strict=False):
        if any(map(is_number, row.cells)) or any(map(is_number, below.cells)):
            return
        data = [at for at, cell in enumerate(below.cells) if cell and at]
        heads = [at for at, cell in enumerate(row.cells) if cell and data and at >= data[0]]
        size, over = divmod(len(data), len(heads)) if heads else (0, 0)
        if size < 2 or over or data != list(range(data[0], len(columns))):
            continue
        groups = [data[at : at + size] for at in range(0, len(data), size)]
        own = parts[len(parts) - len(heads) :]
        if all(map(list.__contains__, groups, heads)) and (
            _repeats([below.cells[at] for at in data], size) or _in_the_middle(own, groups, columns)
        ):
            texts = [row.cells[at] for at in heads]
            row.cells[data[0] :] = [text if not step else "" for text in texts for step in range(size)]


def _repeats(names: Sequence[str], size: int) -> bool:
    """Whether names are the same again after each so many: Received, Refused, Received, Refused."""
    return size < len(names) and names[size:] == names[:-size]


def _in_the_middle(own: Sequence[_Span], groups: Sequence[Sequence[int]], columns: Sequence[_Span]) -> bool:
    """Whether every head stands in the middle over its group of columns, give or take an eighth of it."""
    edges = [(columns[group[0]][0], columns[group[-1]][1]) for group in groups]
    return all(
        abs(span[0] + span[1] - start - stop) * 4 <= stop - start
        for span, (start, stop) in zip(own, edges, strict=True)
    )


def _cover(spans: Sequence[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for start, stop in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _nearest(columns: Sequence[_Span], start: int, stop: int) -> int:
    """The column that this stretch overlaps most, or the one that stands nearest."""
    first = max(bisect_right(columns, (start, start)) - 1, 0)
    last = min(bisect_left(columns, (stop, stop)), len(columns) - 1)
    return max(
        range(first, last + 1),
        key=lambda at: min(stop, columns[at][1]) - max(start, columns[at][0]),
    )
