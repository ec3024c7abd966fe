"""A run of messages on one page or in one file, oldest first, as request sites and mail archives show them.

Each begins with its sender and its date. What the requester wrote is quoted; what others wrote is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from foi_cli.ingest import styles
from foi_cli.ingest.lines import Line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTH})\.?,?\s(?P<year>\d{{4}})"
    rf"|(?P<first>{_MONTH})\s(?P<second>\d{{1,2}}),?\s(?P<third>\d{{4}})|(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{{4}})",
    re.IGNORECASE,
)
_FROM = re.compile(r"\W{0,3}from\s?:\s{0,3}(?P<sender>\S.{0,119})", re.IGNORECASE)
_OLDER = re.compile(r"\W{0,9}(?:begin\s)?(?:original|forwarded)\smessage\b", re.IGNORECASE)
"""What stands over the head of an older message that one of them repeats."""
_HEADER = re.compile(r"\W{0,3}(?:to|date|sent|cc|subject|attachments?)\s?:", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"(?:on\s)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s)?", re.IGNORECASE)
_ATTACHED = re.compile(r"\d{1,3}\sattachments?\b.{0,300}", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:foi|freedom|information|council|trust|university|college|police|authority|department|nhs|team|officer|office|service)\b|\.gov\.",
    re.IGNORECASE,
)
_HEAD = 6
"""Lines of a message's head."""
_PREAMBLE = 40
"""Lines above the first message; below more of them, messages are older mail."""
_LONGEST_DATE = 60


class Head(NamedTuple):
    """Where a message begins, where its head ends, who sent it, and when."""

    at: int
    body: int
    sender: str
    sent: date


class Run(NamedTuple):
    """The lines of a run of messages with their styles, and the day of the last answer."""

    lines: tuple[Line, ...]
    answered: date


def find(lines: Sequence[Line]) -> Run | None:
    """The lines as messages, where they are a run of messages from a requester and others; else None."""
    heads = list(_heads(lines))
    requester = _requester(heads)
    if (
        not requester
        or heads[0].at > _PREAMBLE
        or any(after.sent < head.sent for head, after in pairwise(heads))
    ):
        return None
    own = [head for head in heads if _name(head.sender) != requester]
    if not own or heads[0].sent == heads[-1].sent:
        return None
    styled = list(styles.apply(lines[: heads[0].at]))
    for head, stop in zip(heads, [*(head.at for head in heads[1:]), len(lines)], strict=True):
        styled += (line._replace(style="banner") for line in lines[head.at : head.body])
        body = styles.apply([_unattached(line) for line in lines[head.body : stop]])
        styled += body if head in own else (line._replace(style="quoted") for line in body)
    return Run(tuple(styled), own[-1].sent)


def _unattached(line: Line) -> Line:
    """A list of attachments is furniture."""
    return line._replace(style="banner") if _ATTACHED.fullmatch(line.plain) else line


def _heads(lines: Sequence[Line]) -> Iterator[Head]:
    """The heads of messages: "From:" and a sender, with a date on the line or on one of the next."""
    for at, line in enumerate(lines):
        found = _FROM.match(line.plain) if line.style == "text" else None
        if found is None or (at and _OLDER.match(lines[at - 1].plain)):
            continue
        sender, body, sent = found["sender"], at + 1, _day(found["sender"])
        dated = _DATE.search(sender)
        if dated is not None:
            sender = sender[: dated.start()]
        while body < len(lines) and body - at < _HEAD and _is_head(lines[body].plain, sender):
            sent = sent or _day(lines[body].plain)
            body += 1
        if sent is not None and _name(sender):
            yield Head(at, body, sender, sent)


def _is_head(text: str, sender: str) -> bool:
    """Whether a line below "From:" is part of the head: a field, a date by itself, the sender once more."""
    if _HEADER.match(text) or _name(text) == _name(sender):
        return True
    rest = _BEFORE_DATE.sub("", text.removeprefix(sender.strip()).strip(" ,;|·–-"))
    return len(rest) <= _LONGEST_DATE and _DATE.match(rest) is not None


def _day(text: str) -> date | None:
    found = _DATE.search(text)
    if found is None:
        return None
    month = (found["month"] or found["first"] or "")[:3].lower()
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if month:
            year, day = found["year"] or found["third"], found["day"] or found["second"]
            return date(int(year), _MONTHS.index(month) + 1, int(day))
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _requester(heads: Sequence[Head]) -> str:
    """Who asked: the sender of the first message, unless that is an office; "" for a single message."""
    names = list(dict.fromkeys(_name(head.sender) for head in heads))
    people = [_name(head.sender) for head in heads if not _OFFICE.search(head.sender)]
    if len(names) < 2:
        return ""
    return names[0] if names[0] in people or not people else people[0]


def _name(sender: str) -> str:
    """A sender as it is compared, without an address."""
    return re.sub(r"<[^<>]{0,200}>|[^\w@]+", " ", sender).strip().casefold()
