"""Who answered what: for every request the authorities that were asked it, and what each of them gave."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from foi_cli.model import Outcome, Question, Reading
from foi_cli.report.views import Coverage, Covered
from foi_cli.store import readings

MOST = 1_000
"""Responses of one picture; what is more begins another one."""

WHOLE = ""
"""The column of what a response gives outside its numbered questions."""

_WORDS: dict[Outcome, str] = {
    "refused": "refused",
    "ncnd": "not confirmed",
    "not-held": "not held",
    "cost-limit": "cost limit",
    "vexatious": "vexatious",
    "clarification": "clarification",
    "advice": "advice",
    "elsewhere": "elsewhere",
}
"""Outcomes without figures, as a cell says them; the others are full, part and unknown."""


def pictures(connection: sqlite3.Connection) -> Iterator[Coverage]:
    """The coverage of every request, one after the other; the responses to unknown requests come first."""
    for group, rows in groupby(readings.by_request(connection), itemgetter(0)):
        ids = [group_id for _, group_id in rows]
        for start in range(0, len(ids), MOST):
            yield _picture(
                group, [readings.reading(connection, group_id) for group_id in ids[start : start + MOST]]
            )


def _picture(group: str, read: Sequence[Reading]) -> Coverage:
    answers = [_answers(reading) for reading in read]
    numbers = sorted({number for given in answers for number in given}, key=_in_order)
    rows = [
        Covered(
            reading.response.response_id,
            reading.response.authority or "unknown authority",
            reading.response.file,
            tuple(given.get(number, "") for number in numbers),
            sum(attachment.absent for attachment in reading.attachments),
        )
        for reading, given in zip(read, answers, strict=True)
    ]
    return Coverage(group, tuple(numbers), tuple(rows))


def _answers(reading: Reading) -> dict[str, str]:
    """The cell of every question of a response, and of what stands outside them where there is any."""
    figures = Counter(figure.question for figure in reading.figures)
    missing = any(attachment.absent for attachment in reading.attachments)
    cells = {
        number: _cell(
            figures[number],
            {question.outcome for question in asked},
            any(question.answer for question in asked),
            missing,
        )
        for number, asked in _by_number(reading.questions).items()
    }
    outside = sum(count for number, count in figures.items() if number not in cells)
    if outside or not cells:
        response = reading.response
        cells[WHOLE] = "unread" if response.problem else _cell(outside, {response.outcome}, False, missing)
    return cells


def _by_number(questions: Iterable[Question]) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.number, []).append(question)
    return found


def _cell(figures: int, outcomes: set[Outcome], worded: bool, missing: bool) -> str:
    if figures:
        return str(figures)
    refusals = [words for outcome, words in _WORDS.items() if outcome in outcomes]
    if refusals:
        return refusals[0]
    if missing:
        return "missing file"
    return "in words" if worded else "no answer"


def _in_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Question 2 before 2a before 10; what stands outside the questions last."""
    if number == WHOLE:
        return ((9, 0, ""),)
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d{1,9}|\D+", number)
    )
