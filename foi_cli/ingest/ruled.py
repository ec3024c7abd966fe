"""Tables drawn with characters: boxes (│ ─ ┼, + - |) and pipes (| a | b |)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from foi_cli.ingest.encoding import fold
from foi_cli.ingest.lines import Found, Line, is_number
from foi_cli.ingest.rows import CELLS

_UPRIGHT = "│┃║|"
_LEFT_EDGE = "│┃║|├┌└╞╔╚╠┏┗┣+╭╰"
_DOWN = frozenset("┬┼┌┐├┤╦╬╔╗╠╣╤╪╞╡┏┓┳╋┣┫+╭╮")
_UP = frozenset("┴┼└┘├┤╩╬╚╝╠╣╧╪╞╡┗┛┻╋┣┫+╰╯")
_RULE = re.compile(r"[\s─━═=\-+:┬┼┴┐┘┤╦╬╩╗╝╣╤╪╧╡┓┛┫┳╋┻╮╯├┌└╞╔╚╠┏┗┣╭╰│┃║|]+")
_STROKES = re.compile(r"[─━═=-]{2}")
_SPLIT = re.compile(r"[│┃║|]")


def find(lines: Sequence[Line]) -> Iterator[Found]:
    """Every run of two or more lines that are drawn as a table."""
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and _is_drawn(lines[stop].text) and not (stop > start and lines[stop].gap):
            stop += 1
            if lines[stop - 1].text.strip()[0] in "└╚┗╰":
                break
        if stop - start >= 2:
            found = _table(lines, start, stop)
            if found is not None:
                yield found
        start = max(stop, start + 1)


def _is_drawn(text: str) -> bool:
    stripped = text.strip()
    if not stripped or (stripped[0] not in _LEFT_EDGE and "|" not in stripped):
        return False
    return (
        _is_rule(stripped)
        or (stripped[0] in _UPRIGHT and stripped.count(stripped[0]) >= 2)
        or _loose(stripped)
    )


def _loose(stripped: str) -> bool:
    """A row of cells between pipes without pipes at its ends: a | b | c."""
    return " | " in stripped and len(stripped) < 400


def _is_rule(stripped: str) -> bool:
    return (
        stripped[0] in _LEFT_EDGE
        and _RULE.fullmatch(stripped) is not None
        and _STROKES.search(stripped) is not None
    )


def _table(lines: Sequence[Line], start: int, stop: int) -> Found | None:
    groups = _groups(lines, start, stop)
    boxed = any(_is_rule(line.text.strip()) and line.text.strip()[0] != "|" for line in lines[start:stop])
    if not boxed and not _even(lines[start:stop]):
        return None
    edges = sorted({edge for above, _, below in groups for edge in above + below})
    width = max(
        len(edges) - 1, max((len(_cells(line.text)) for _, run, _ in groups for line in run), default=0)
    )
    if (width < 2 and len(groups) < 2) or width * (stop - start) > CELLS:
        return None
    column_of = {edge: at for at, edge in enumerate(edges)}
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    title = ""
    for above, run, below in groups:
        columns = _columns(above, below, column_of)
        for part in _rows(run) if boxed else [[line] for line in run]:
            row, number = _join(part, columns, width)
            if (
                not rows
                and not title
                and row[0]
                and not any(row[1:])
                and len(_cells(part[0].text)) == 1
                and width > 1
            ):
                title = row[0]
            elif any(row):
                rows.append(row)
                numbers.append(number)
    if not rows or (width < 2 and not title):
        return None
    return Found(start, stop, tuple(rows), tuple(numbers), title)


def _even(run: Sequence[Line]) -> bool:
    """Whether lines between pipes are a table: a rule below the header, or even lines with a number."""
    if any(_is_rule(line.text.strip()) for line in run):
        return True
    cells = [_cells(line.text) for line in run]
    return len({len(row) for row in cells}) == 1 and any(is_number(cell) for row in cells for cell in row[1:])


def _groups(lines: Sequence[Line], start: int, stop: int) -> list[tuple[list[int], list[Line], list[int]]]:
    """Lines between two rules, with the column edges that the rule above and the rule below show."""
    groups: list[tuple[list[int], list[Line], list[int]]] = []
    above: list[int] = []
    run: list[Line] = []
    for line in lines[start:stop]:
        if not _is_rule(line.text.strip()):
            run.append(line)
            continue
        if run:
            groups.append((above, run, _strokes(line.text, _UP)))
        above, run = _strokes(line.text, _DOWN), []
    if run:
        groups.append((above, run, []))
    return groups


def _strokes(rule: str, which: frozenset[str]) -> list[int]:
    offset = len(rule) - len(rule.lstrip())
    if rule.strip()[0] in _UPRIGHT:
        return []
    return [at - offset for at, sign in enumerate(rule) if sign in which]


def _columns(above: list[int], below: list[int], column_of: dict[int, int]) -> list[int]:
    """The column in which each cell starts, from the edges around it; [] where no rule shows them."""
    inner = above if len(above) >= len(below) else below
    return [column_of[edge] for edge in inner[:-1]]


def _cells(text: str) -> list[str]:
    stripped = text.strip()
    if stripped[0] in _UPRIGHT:
        stripped = stripped[1:]
    if stripped and stripped[-1] in _UPRIGHT:
        stripped = stripped[:-1]
    return [fold(cell) for cell in _SPLIT.split(stripped)]


def _rows(run: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines of each row between two rules: one row, unless its lines hold numbers of their own."""
    cells = [_cells(line.text) for line in run]
    if not _several(cells):
        yield run
        return
    starts = [at for at, row in enumerate(cells) if at == 0 or row[0] or any(map(is_number, row))]
    for first, last in pairwise([*starts, len(run)]):
        yield run[first:last]


def _several(cells: list[list[str]]) -> bool:
    """Whether lines between rules are rows: two have a number in one column, or each has several cells."""
    numbered = Counter(column for row in cells for column, cell in enumerate(row) if is_number(cell))
    del numbered[0]
    if any(count >= 2 for count in numbered.values()):
        return True
    return (
        len(cells) > 1
        and all(sum(map(bool, row)) >= 2 for row in cells)
        and all(row[0][:1].isupper() for row in cells)
    )


def _join(run: Sequence[Line], columns: list[int], width: int) -> tuple[tuple[str, ...], int]:
    """One row out of its lines, and the number of the line on which its numbers stand."""
    row: list[list[str]] = [[] for _ in range(width)]
    number = 0
    for line in run:
        cells = _cells(line.text)
        places = columns if len(columns) == len(cells) else list(range(len(cells)))
        for place, cell in zip(places, cells, strict=False):
            if cell and place < width:
                row[place].append(cell)
        if not number and any(map(is_number, cells[1:])):
            number = line.number
    return tuple(map(" ".join, row)), number or run[0].number
