"""Tables that lost their columns: lines of a label and amounts, one space apart, under a line of heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from foi_cli.ingest.headings import heads, named, repeated
from foi_cli.ingest.lines import (
    Found,
    Line,
    is_item,
    is_number,
    is_open,
    is_period,
    is_total,
    starts_paragraph,
    tail,
    title_above,
)
from foi_cli.ingest.rows import LONGEST_LABEL, Row, rectangle

_WRAPS = 8
"""Lines over which one label may run."""

_LONGEST_WRAP = 40
_LONGEST_LABEL = 14
"""Words of a label; more is a sentence."""

_TRIED = 50
"""Rows of a refused run from each of which a table may yet start; a longer one is passed over whole."""

_NAMED_NUMBER = re.compile(
    r"(?:section|regulation|page|question|article|paragraph|para|appendix|annex|table|figure|version|form|room"
    r"|floor|part|schedule|act|band|ext|tel|telephone|phone|fax|mobile|ref|reference|no|number|box)s?\.?:?",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|fax|mobile|ext)\b|(?:^|\s)\(?\+?0\d{2,}\)?$)", re.IGNORECASE
)
_NUMBERED = re.compile(r"Q\s?\d", re.IGNORECASE)
"""A quarter, or the number of a question, which must not be lost."""
_DIGIT = re.compile(r"\d")
_SAID = re.compile(r"[-–—=:]$")
_LISTS = re.compile(r":\s£?\d[\d,.]{0,15}\s[a-z][^:,;]{0,40}[,;]\s")
""" "2021: 38 visits, cost £4,611, fines £120": a line that lists things is no row of two cells."""
_UP_TO_A_YEAR = re.compile(r"\b(?:in|for|since|during|from|until|by|between|and)$", re.IGNORECASE)
"""What a sentence says before its year, "the incidents by land type in 2023"; no label ends so."""


def find(lines: Sequence[Line]) -> Iterator[Found]:
    """Every run of rows that reads as a table: under heads, or alike enough without."""
    at = 0
    while at < len(lines):
        found, done = _table(lines, at) if _may_start(lines[at].plain) else (None, at)
        if found is not None:
            yield found
        at = max(done, at + 1)


def _may_start(text: str) -> bool:
    """Whether a line may hold heads or amounts at all."""
    last = text.rpartition(" ")[2]
    return _DIGIT.search(text) is not None or is_period(last) or is_total(last)


def _table(lines: Sequence[Line], at: int) -> tuple[Found | None, int]:
    """The table whose first line of heads or numbers is lines[at], and before which line none starts."""
    label, columns = heads(lines[at].plain) if lines[at].style == "text" else ("", ())
    cycle = 0
    if not columns and lines[at].style == "text":
        label, columns, cycle = repeated(lines[at].plain)
    body = at + 1 if columns else at
    if columns and (body == len(lines) or len(label.split()) > 6 or not starts_paragraph(lines, at)):
        return None, at
    spanned = _spanned(lines, at, label, columns) if columns and not cycle else None
    if spanned is not None:
        return spanned, spanned.stop
    rows, stop = _rows(lines, body, len(columns))
    width = len(columns) or _width(rows)
    rows = _fitted(rows, width)
    if not _convinces(rows, width, headed=bool(columns)):
        return None, stop if len(rows) > _TRIED and not columns else at
    if columns:
        head = Row(lines[at].number, [label, *columns])
        over = named(title_above(lines, at), len(columns) // cycle) if cycle else []
        if over:
            above = [name if not step else "" for name in over for step in range(cycle)]
            rows = [Row(lines[at - 1].number, ["", *above]), head, *rows]
            return _found(at - 1, stop, rows, title_above(lines, at - 1), at - 2), stop
        return _found(at, stop, [head, *rows], title_above(lines, at), at - 1), stop
    return _under_words(lines, at, stop, rows, width), stop


def _spanned(lines: Sequence[Line], at: int, label: str, columns: Sequence[str]) -> Found | None:
    """The table whose heads each stand over as many columns, which the next line names or nobody does: "2021
    2022" over "Received Refused Received Refused" over "North 12 3 14 4"."""
    for names in (True, False):
        body = at + 1 + names
        if body >= len(lines) or (names and (lines[at + 1].gap or labelled(lines[at + 1].plain)[1])):
            continue
        rows, stop = _rows(lines, body, len(columns))
        widths = {len(row.cells) - 1 for row in rows}
        width = widths.pop() if len(widths) == 1 else 0
        each, over = divmod(width, len(columns))
        below = named(lines[at + 1].plain, width) if names else []
        if (
            each < 2
            or over
            or len(rows) < 2
            or (names and not below)
            or not _convinces(rows, width, headed=True)
        ):
            continue
        above = [name if not names or not step else "" for name in columns for step in range(each)]
        heads_ = [Row(lines[at].number, [label, *above])]
        heads_ += [Row(lines[at + 1].number, ["", *below])] if names else []
        return _found(at, stop, [*heads_, *rows], title_above(lines, at), at - 1)
    return None


def _rows(lines: Sequence[Line], at: int, columns: int) -> tuple[list[Row], int]:
    """Rows from lines[at] on, with the lines of wrapped labels joined, and where they stop."""
    rows: list[Row] = []
    waiting: list[str] = []
    stop = at
    even = lines[at + 1].gap if at + 1 < len(lines) else False
    for step in range(at, len(lines)):
        line, text = lines[step], lines[step].plain
        if _ends_run(line, text, after_first=bool(rows or waiting), even=even):
            break
        label, cells = labelled(text)
        fills = len(cells) < columns == len(tail(text)[1])  # an open label took a number that is a cell's
        between = rows and not (cells or waiting) and _is_between(rows[-1], text, lines[step + 1 : step + 2])
        if fills or between:
            label, cells = tail(text)
        if rows and not waiting and stop == step and len(cells) < 2 and _goes_on(rows[-1].cells[0]):
            rows[-1].cells[0] = f"{rows[-1].cells[0]} {text}"
            stop = step + 1
        elif cells:
            if waiting and not _may_wrap(waiting, text, columns or len(cells)):
                break
            if (
                waiting
                and rows
                and is_total(rows[-1].cells[0])
                and not label[:1].islower()
                and not is_open(waiting[-1])
            ):
                break
            rows.append(Row(line.number, [" ".join([*waiting, label]).strip(), *cells]))
            waiting, stop = [], step + 1
        elif len(waiting) < _WRAPS and len(text) <= _LONGEST_WRAP and not even and (rows or columns):
            waiting.append(text)
        else:
            break
    return rows, stop


def _is_between(above: Row, text: str, below: Sequence[Line]) -> bool:
    """Whether a line that might name a number, "First floor 8", stands between rows of one amount."""
    goes_on = len(above.cells) == 2 and not is_total(above.cells[0]) and bool(below) and not below[0].gap
    return goes_on and _names_a_number(*tail(text)) and len(tail(below[0].plain)[1]) == 1


def _names_a_number(label: str, values: Sequence[str]) -> bool:
    """Whether a line ends with what is no count but one of many: "Section 12", "Band 5"."""
    numbered = _NAMED_NUMBER.fullmatch(label.split()[-1] if label else "") is not None
    return numbered and len(values) == 1 and not label.lower().endswith("in part")


def _goes_on(label: str) -> bool:
    return len(label) < LONGEST_LABEL and is_open(label)


def _ends_run(line: Line, text: str, *, after_first: bool, even: bool) -> bool:
    if line.style != "text" or (after_first and line.gap != even):
        return True
    if "?" in text or _is_bullet(text) or (text[-1] in ".;" and not is_number(text.split()[-1])):
        return True
    return after_first and bool(heads(text)[1])


def _is_bullet(text: str) -> bool:
    return (text[0] in "-•*–·▪" and is_item(text)) or (is_item(text) and not tail(text)[1])


@lru_cache(maxsize=1024)
def labelled(text: str) -> tuple[str, tuple[str, ...]]:
    """Label and amounts of a line that may be a row; no amounts where the line says something else."""
    label, values = tail(text)
    if not values or len(label.split()) > _LONGEST_LABEL or _SAID.search(label) or _PHONE.search(label):
        return label, ()
    if len(values) == 1 and is_period(values[0]) and _UP_TO_A_YEAR.search(label):
        return label, ()
    if _names_a_number(label, values) or _LISTS.search(label):
        return label, ()
    if len(values) <= 3 and values[-2:-1] in (("-",), ("–",), ("—",)):
        return label, ()
    if not label and is_period(values[0]) and len(values) > 1:
        label, values = values[0], values[1:]
    while len(values) > 1 and _goes_on(label):
        label, values = f"{label} {values[0]}", values[1:]
    return label, values


def _may_wrap(waiting: Sequence[str], text: str, width: int) -> bool:
    """Whether waiting lines are the start of this row's label rather than a heading or a sentence."""
    flows = is_open(" ".join(waiting)) or text[0].islower() or text[0] in "(&"
    return flows or width > 1


def _width(rows: Sequence[Row]) -> int:
    """The commonest number of amounts in a row; one less where labels repeat, because the number that tells
    them apart is theirs ("Band 5", "Band 4")."""
    counts = Counter(len(row.cells) - 1 for row in rows)
    if not counts:
        return 0
    width = max(counts, key=lambda count: (counts[count], count))
    labels = [row.cells[0] for row in rows if row.cells[0] and len(row.cells) - 1 == width]
    return width - 1 if width > 1 and len(labels) >= 2 and len(set(labels)) * 2 <= len(labels) else width


def _fitted(rows: Sequence[Row], width: int) -> list[Row]:
    """Rows of at most `width` amounts: what is more stands at the end of the label ("M Band 5 42.9%")."""
    fitted = []
    for row in rows:
        extra = max(len(row.cells) - 1 - width, 0)
        label = " ".join(cell for cell in row.cells[: extra + 1] if cell)
        fitted.append(Row(row.number, [label, *row.cells[extra + 1 :]]))
    return fitted


def _convinces(rows: Sequence[Row], width: int, *, headed: bool) -> bool:
    """Whether rows are a table and not lines that happen to end in numbers."""
    if width == 0 or not any(is_number(cell) for row in rows for cell in row.cells[1:]):
        return False
    labels = [row.cells[0] for row in rows]
    full = sum(len(row.cells) - 1 == width for row in rows)
    if full * 2 < len(rows) or len(set(labels)) * 2 < len(labels):
        return False
    if headed:
        return len(rows) >= 1 and width >= 2
    if width >= 2:
        return len(rows) >= 2
    if all(is_period(row.cells[-1]) for row in rows):
        return False
    proper = sum(
        label[:1].isupper() or is_period(label.split(" ")[0]) or label[:1] in "0123456789<>£'\"“"
        for label in labels
    )
    enough = len(rows) >= 3 or (len(rows) == 2 and is_total(labels[-1]))
    return enough and proper * 4 >= len(rows) * 3


def _under_words(lines: Sequence[Line], at: int, stop: int, rows: list[Row], width: int) -> Found:
    """The table with the line of words above it as its heads, or as its title where heads run together."""
    above = title_above(lines, at)
    words = above.split()
    if (len(words) == width + 1 and width > 1) or (width == 1 and len(words) == 2 and _are_heads(words)):
        return _found(
            at - 1, stop, [Row(lines[at - 1].number, words), *rows], title_above(lines, at - 1), at - 2
        )
    if len(words) == width and width > 1:
        return _found(
            at - 1,
            stop,
            [Row(lines[at - 1].number, ["", *words]), *rows],
            title_above(lines, at - 1),
            at - 2,
        )
    if width > 1 and len(words) > width:
        return _found(
            at - 1, stop, rows, " / ".join(filter(None, (title_above(lines, at - 1), above))), at - 2
        )
    return _found(at, stop, rows, above, at - 1)


def _are_heads(words: Sequence[str]) -> bool:
    return all(word[0].isupper() or word[0] in "£%#(" for word in words) and not words[-1].endswith(":")


def _found(start: int, stop: int, rows: Sequence[Row], title: str, title_at: int) -> Found:
    """The table; a lone period above it is its title alone, other titles remain lines of the text too."""
    if is_period(title) and not _NUMBERED.fullmatch(title) and start - 1 == title_at:
        start = title_at
    return Found(start, stop, rectangle(rows), tuple(row.number for row in rows), title, flattened=True)
