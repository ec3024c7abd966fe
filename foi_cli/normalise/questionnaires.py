"""Tables that ask in one column and answer in another: "No. | Question | Response"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from foi_cli.model import Table
from foi_cli.normalise import dates, numbering
from foi_cli.normalise.paragraphs import Paragraph
from foi_cli.normalise.wording import ASKS, STRONGLY_ASKS

_WHOSE = (
    r"(?:(?:foi|your|our|the|full|original|trust|council|force|authority|university|department|board)\s){0,3}"
)
_OTHER = r"(?:[A-Za-zâêîôûŵŷ]{3,20}(?:\s[A-Za-z]{3,20})?\s?/\s?)?"
""" "Cwestiwn / Question": the head in another language before its own, or behind it."""
_BEHIND = r"(?:\s?/\s?[A-Za-zâêîôûŵŷ]{3,20}(?:\s[A-Za-z]{3,20})?)?"
_ASKED = re.compile(
    rf"\W{{0,5}}{_OTHER}{_WHOSE}(?:questions?|requests?|quer(?:y|ies)|information\srequested|requested\sinformation){_BEHIND}\W{{0,5}}",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    rf"\W{{0,5}}{_OTHER}{_WHOSE}(?:responses?|answers?|repl(?:y|ies)|information\sprovided){_BEHIND}\W{{0,5}}",
    re.IGNORECASE,
)
_LINES = re.compile(
    rf"(?:[:=–-]\s{{0,2}}|\s-\s)[£<~]?\d[\d,.]{{0,15}}%?\s(?=(?!(?i:{dates.MONTH}))[A-Z][a-z]{{2}})"
    r"|\d\.\s(?=[A-Z][A-Za-z\s]{2,40}:\s)"
)
""" "Stress – 34.6% Other – 18.2%": what stood on two lines of a cell."""
_MAY_HEAD = re.compile(r"(?i:question|request|quer).{0,200}(?i:response|answer|repl|provided)")
"""What the heads of such a table hold: of most rows this is all that is asked."""
_COUNTED = re.compile(
    r"[^\w]{0,5}(?:(?:question\s)?(?:no|number|ref|reference|item|q)[^\w]{0,5})?", re.IGNORECASE
)
_REMARKED = re.compile(
    r"[^\w]{0,5}(?:exemptions?|comments?|notes?|remarks?|legislation|sections?)?[^\w]{0,5}", re.IGNORECASE
)
_NUMBER = re.compile(r"\W*(?:Q(?:uestion)?\.?\s?)?(?P<number>\d{1,2}\s?[a-h]?)\W*", re.IGNORECASE)
_TOP = 8
"""Rows among which the head of such a table stands."""
_WORDS = 3
"""Words of a cell that asks; "Requests 412" is a count."""


class Answered(NamedTuple):
    """A question of such a table, with the number beside or before it, "" where it has none, and what
    answers it."""

    number: str
    question: Paragraph
    answer: tuple[Paragraph, ...]


class _Columns(NamedTuple):
    """Below which row a table asks and answers, and in which columns; the one of answers stands before those
    of remarks."""

    head: int
    number: int | None
    question: int
    answer: tuple[int, ...]


def read(table: Table) -> tuple[Answered, ...]:
    """The questions of a table with their answers; nothing for a table of another kind."""
    columns = _headed(table.rows) or _plain(table.rows)
    if columns is None or not _asks(table.rows, columns):
        return ()
    return tuple(_answered(table, columns))


def _headed(rows: Sequence[Sequence[str]]) -> _Columns | None:
    """The columns by the heads "Question" and "Response", before which one may count, and behind which there
    may be remarks and exemptions."""
    for at, row in enumerate(rows[:_TOP]):
        if not _MAY_HEAD.search(" ".join(row)):
            continue
        question = next((n for n, cell in enumerate(row) if _ASKED.fullmatch(cell.strip())), None)
        answer = next((n for n, cell in enumerate(row) if _ANSWERED.fullmatch(cell.strip())), None)
        if question is None or answer is None or answer < question:
            continue
        others = [n for n, cell in enumerate(row) if n not in (question, answer) and cell.strip()]
        remarks = [n for n in others if n > answer]
        numbers = [n for n in others if n < answer]
        if not all(_REMARKED.fullmatch(row[n]) for n in remarks):
            return None
        if not all(_COUNTED.fullmatch(row[n]) for n in numbers):
            return None
        return _Columns(at, _beside(question, numbers), question, (answer, *remarks))
    return None


def _beside(question: int, others: Sequence[int]) -> int | None:
    """The column before the questions, be it without a head, where theirs is not the first."""
    return others[0] if others else question - 1 if question else None


def _plain(rows: Sequence[Sequence[str]]) -> _Columns | None:
    """The columns of a table without such heads, each of whose rows has a question and what answers it."""
    if not rows or not any("?" in cell for cell in rows[0]):
        return None
    used = [n for n in range(len(rows[0])) if any(row[n].strip() for row in rows)]
    if len(used) != 2 or len(rows) < 2 or not all("?" in row[used[0]] for row in rows):
        return None
    return _Columns(-1, None, used[0], (used[1],))


def _asks(rows: Sequence[Sequence[str]], columns: _Columns) -> bool:
    """Whether most of what stands in the column of questions is words, and some of it asks."""
    cells = [cell for row in rows[columns.head + 1 :] if (cell := row[columns.question].strip())]
    worded = [cell for cell in cells if len(cell.split()) >= _WORDS and not cell.endswith("%")]
    asking = [cell for cell in worded if "?" in cell or STRONGLY_ASKS.match(cell) or ASKS.match(_words(cell))]
    return 2 * len(worded) > len(cells) and 3 * len(asking) >= len(cells)


def _words(cell: str) -> str:
    match = numbering.before(cell)
    return cell[match.end() :] if match is not None else cell


def _answered(table: Table, columns: _Columns) -> Iterator[Answered]:
    """The rows, each with those below it that only go on with its answer."""
    open_: Answered | None = None
    for at in range(columns.head + 1, len(table.rows)):
        row = table.rows[at]
        answer = tuple(part for n in columns.answer for part in _paragraphs(table, at, n))
        if not row[columns.question].strip():
            if open_ is not None:
                open_ = open_._replace(answer=(*open_.answer, *answer))
            continue
        if open_ is not None:
            yield open_
        question = _cell(table, at, columns.question)
        open_ = _numbered(question, row[columns.number] if columns.number is not None else "")
        open_ = open_._replace(answer=answer)
    if open_ is not None:
        yield open_


def _numbered(question: Paragraph, beside: str) -> Answered:
    number = _NUMBER.fullmatch(beside)
    if number is not None:
        return Answered(numbering.plain(number["number"]), question, ())
    match = numbering.before(question.text)
    if match is None or not (match["q"] or match["n"]):
        return Answered("", question, ())
    return Answered(numbering.plain(match["q"] or match["n"]), question.tail(match.end()), ())


def _cell(table: Table, row: int, column: int) -> Paragraph:
    """What stands in a cell, in its place."""
    cell = table.place("", row, column)
    return Paragraph(table.rows[row][column].strip(), ((0, cell.line),), table.page, cell=cell)


def _paragraphs(table: Table, row: int, column: int) -> Iterator[Paragraph]:
    """What stands in a cell, in its place, where lines were joined each by itself; nothing where it is
    blank."""
    whole = _cell(table, row, column)
    ends = [match.end() for match in _LINES.finditer(whole.text)]
    for begin, end in pairwise((0, *ends, len(whole.text))) if whole.text else ():
        yield replace(whole, text=whole.text[begin:end].strip())
