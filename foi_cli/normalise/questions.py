"""Questions and their answers, numbered in any common way, echoed one by one in the answer.

A numbered paragraph is a question when the letter's numbered paragraphs are questions; a list of numbered
remarks inside an answer is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foi_cli.model import Table
from foi_cli.normalise import headed, numbering, questionnaires, timespans
from foi_cli.normalise.numbering import QUARTERS, Numbered
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.wording import (
    ALONE,
    ASKS,
    ASKS_LATER,
    LEADS_ON,
    STATES,
    STILL_ASKING,
    STRONGLY_ASKS,
    TAIL,
    TELLS,
)

_Q = re.compile(r"\s*(?:Q|Question)\s?[:.)]\s+(?=[A-Z])")
""" "Q: Number of dogs seized", with the answer behind "A:"."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and what was answered before the next one.

    `number` is as printed; where a letter prints one twice, the later has its count behind it, "1 (2)", and
    a question without a number among numbered ones has its count in brackets, "(1)". `under` is the text of
    the question that this one is an item of, "" where it stands by itself.
    """

    number: str
    question: Paragraph
    answer: tuple[Item, ...] = ()
    under: str = ""


@dataclass(slots=True)
class _Asked:
    """A question while its answer is still being gathered."""

    number: str
    question: Paragraph
    answer: list[Item]


def pair(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Exchange, ...]]:
    """What stands before the first question, and the questions with their answers, in order."""
    numbered = numbering.counted(items)
    asking = _numbers_ask([each.text for each in numbered])
    throughout = not asking and numbering.throughout(items, numbered)
    heads = {each.at for each in numbered} if throughout or _numbers_head(numbered) else set()
    loose: list[Item] = []
    every: list[_Asked] = []
    waiting: list[_Asked] = []
    for at, item in enumerate(items):
        if isinstance(item, Table) and (answered := questionnaires.read(item)):
            asked = [_Asked(one.number, one.question, list(one.answer)) for one in answered]
            waiting = [one for one in asked if _waits(one)]
            every.extend(asked)
            continue
        if isinstance(item, Table) and waiting:
            waiting.pop(0).answer.append(item)
            continue
        waiting = []
        named = isinstance(item, Paragraph) and throughout and at not in heads
        opened = (
            None if named else _open(item, every[-1] if every else None, asking=asking, heads=at in heads)
        )
        if opened is not None:
            every.append(opened)
        elif every:
            _goes_on(every[-1], item)
        else:
            loose.append(item)
    return tuple(loose), _numbered(every)


def _waits(asked: _Asked) -> bool:
    """Whether a cell leaves its answer to a table that stood in it: "Days lost:", or nothing at all."""
    last = asked.answer[-1] if asked.answer else None
    return last is None or (isinstance(last, Paragraph) and last.text.endswith(":"))


def echoed(exchanges: Sequence[Exchange]) -> bool:
    """True where questions by their words were answered: the answer repeats the request."""
    asking = [
        exchange
        for exchange in exchanges
        if "?" in exchange.question.text or ASKS.match(exchange.question.text)
    ]
    return 2 * len(asking) >= len(exchanges) and any(exchange.answer for exchange in asking)


def _numbers_ask(texts: Sequence[str]) -> bool:
    """True where most numbered paragraphs of the letter are questions."""
    return bool(texts) and 2 * sum(map(_asks_plainly, texts)) >= len(texts)


def _asks_plainly(text: str) -> bool:
    return "?" in text or bool(STRONGLY_ASKS.match(text))


def _numbers_head(numbered: Sequence[Numbered]) -> bool:
    """True where the numbered paragraphs count up from one, and most ask or are headings of what follows."""
    lasts = (numbering.last(each.number, each.text) for each in numbered)
    rising = all(numbering.follows(own.number, last) for own, last in zip(numbered[1:], lasts, strict=False))
    if len(numbered) < 2 or numbered[0].number not in ("1", "1a") or not rising:
        return False
    if len(numbered) > QUARTERS and all(each.short for each in numbered):
        return True
    bare = {before.at for before, own in pairwise(numbered) if own.at == before.at + 1}
    votes = sum(
        _asks_plainly(each.text)
        or (headed.answer_at(each.text) > 0 and not STATES.search(each.text))
        or (headed.is_heading(each.text) and each.at not in bare)
        for each in numbered
    )
    plainly = any(_asks_plainly(each.text) for each in numbered)
    return 2 * votes > len(numbered) or (plainly and votes > 1 and 3 * votes > len(numbered))


def _open(item: Item, current: _Asked | None, *, asking: bool, heads: bool) -> _Asked | None:
    """The question that this item begins; None where it goes on with the current one."""
    if isinstance(item, Table) or item.style == "banner":
        return None
    match = numbering.before(item.text)
    named = _Q.match(item.text) if match is None else None
    if named is not None:
        return _asked("", item, named.end())
    if match is None:
        if _asks_unnumbered(item.text, current):
            return _asked("", item, 0)
        return None
    rest = item.text[match.end() :]
    if match["letter"]:
        parent = re.match(r"\d+", current.number) if current is not None else None
        own = (parent[0] if parent else "") + match["letter"]
        if _is_subquestion(rest, current) or (_is_next_letter(own, current) and "?" in rest):
            return _asked(own, item, match.end())
        told = item.tail(match.end())
        return _Asked(own, told.head(0), [told]) if _is_next_letter(own, current) else None
    number = numbering.plain(match["q"] or match["n"])
    asks = ASKS.match(rest) or "?" in rest or (current is None and rest[:1].isupper())
    begin = len(item.text) - len(rest.lstrip(numbering.DASHES))
    if item.wish or (asking and (asks or _is_next(number, rest, current))):
        return _asked(number, item, begin)
    if heads or numbering.is_named(item.text):
        return _headed(number, item.tail(begin), current, every=heads)
    return None


def _headed(number: str, body: Paragraph, current: _Asked | None, *, every: bool) -> _Asked | None:
    """What is answered under a numbered heading; with `every`, also a numbered remark that has none."""
    if current is not None and not numbering.follows(number, _last(current)):
        return None
    part = numbering.before(body.text)
    if part is not None and part["letter"]:  # "4. a) How many were reported?"
        number, body = number + part["letter"], body.tail(part.end())
    end = body.text.rfind("?") + 1
    if end or headed.is_heading(body.text) or numbering.last(number, body.text) != number:
        return _asked(number, body, 0)
    answer = headed.answer_at(body.text)
    if answer:
        number_follows = body.text[answer] in "0123456789£~<"  # what it counts stands before it on its line
        return _Asked(number, body.head(answer), [body if number_follows else body.tail(answer)])
    return _Asked(number, body.head(0), [body]) if every and body.text else None


def _is_next(number: str, rest: str, current: _Asked | None) -> bool:
    """True for a few words under the number that follows: "5. Copies of settlement agreements"; not where the
    answer before has a numbered list of its own."""
    if current is None or not current.answer or not (current.number.isdigit() and number.isdigit()):
        return False
    listed = any(isinstance(item, Paragraph) and numbering.before(item.text) for item in current.answer)
    return (
        numbering.follows(number, _last(current))
        and not listed
        and rest[:1].isupper()
        and len(rest) < 100
        and (not _says(rest) or (rest.rstrip().endswith(".") and headed.is_heading(rest)))
    )


def _last(asked: _Asked) -> str:
    """The number of a question, or the last of those that are asked in one paragraph."""
    return numbering.last(asked.number, asked.question.text)


def _says(text: str) -> bool:
    """True for a sentence or a number given; a few words without a full stop name what is asked for."""
    if text.rstrip().endswith((".", ";")):
        return True
    return bool(STATES.search(text) or TELLS.match(text))


def _asks_unnumbered(text: str, current: _Asked | None) -> bool:
    """A question without a number: it asks strongly, or ends with its question mark and asks at all."""
    if len(text) < 15 or (text.rstrip().endswith(":") and len(text) < 40) or STATES.search(text):
        return False
    if TELLS.match(text):
        return False
    if current is not None and not current.answer and current.number:
        return False
    if ASKS_LATER.search(text):
        return True
    if STRONGLY_ASKS.match(text):
        return True
    return text.rstrip().endswith("?") and ASKS.match(text) is not None


def _is_subquestion(rest: str, current: _Asked | None) -> bool:
    """A lettered item asks when it says so, or when what it stands under waits for its items."""
    if ASKS.match(rest) and rest.rstrip().endswith("?"):
        return True
    if current is None:
        return len(rest) < 80 and (ASKS.match(rest) is not None or not _says(rest))
    among_siblings = current.number[-1:].isalpha()
    awaited = not current.answer and current.question.text.rstrip().endswith(":")
    return (among_siblings or awaited) and len(rest) < 80 and not rest.rstrip().endswith(".")


def _is_next_letter(number: str, current: _Asked | None) -> bool:
    """True for "b)" below the answer to "a)", in which nothing else is lettered: it takes the next part, if
    only to answer it."""
    if current is None or not current.answer or not numbering.follows(number, current.number):
        return False
    marks = (numbering.before(item.text) for item in current.answer if isinstance(item, Paragraph))
    return current.number[-1:].isalpha() and not any(mark is not None and mark["letter"] for mark in marks)


def _asked(number: str, item: Paragraph, offset: int) -> _Asked:
    """Divides a paragraph into the question and an answer on the same line, where there is one."""
    body = item.tail(offset)
    if body.wish:
        return _Asked(number, body, [])
    end = body.text.rfind("?") + 1
    tail = TAIL.search(body.text)
    if end and body.text[end:].strip(" .)") and not STILL_ASKING.match(body.text[end:]):
        remainder = re.match(r"[\s)]*[-–:]?\s*", body.text[end:])
        answer = body.tail(end + (remainder.end() if remainder else 0))
        return _Asked(number, body.head(end), _number_apart(answer))
    if tail is not None and (not end or tail.start() > end):
        return _Asked(number, body.head(tail.start()), [body.tail(tail.end())])
    return _Asked(number, body, [])


def _number_apart(answer: Paragraph) -> list[Item]:
    """An answer on the line of its question, with a number that is its first sentence by itself: there "12."
    is no mark of a list, unless it is the first of one."""
    alone = ALONE.match(answer.text)
    if alone is None or answer.text.startswith("1."):
        return [answer]
    return [answer.head(alone.end()), answer.tail(alone.end())]


def _goes_on(current: _Asked, item: Item) -> None:
    """Adds an item to the answer, or to the question while that is still being asked."""
    if isinstance(item, Paragraph) and not current.answer and _is_more_question(item, current.question):
        current.question = current.question.joined(item)
    elif isinstance(item, Paragraph) and not current.answer and current.question.wish:
        current.answer.extend(_number_apart(item))
    else:
        current.answer.append(item)


ANSWER = re.compile(r"\W*(?:our\s|the\s)?(?:response|answer|reply)\W*", re.IGNORECASE)
"""The word over an answer."""


_REPEATED = re.compile(
    r"(?:(?:the\s)?information\s(?:requested|sought)|(?:what\s)?you\s(?:asked(?:\sfor)?|requested|wanted)|request(?:ed)?)\s?:\s\w",
    re.IGNORECASE,
)
""" "Information requested: how many …" below the heading of an answer."""


def _is_more_question(item: Paragraph, question: Paragraph) -> bool:
    """Whether the question goes on; "In 2023:" below a quoted one begins the answer."""
    text = item.text.rstrip()
    if ANSWER.fullmatch(text):
        return False
    if _REPEATED.match(text):
        return True
    if text.endswith(":") and len(text) < 40:
        if question.wish or timespans.as_at(text) is not None:
            return False
        return LEADS_ON.search(text) is None
    if text.startswith("(") and text.endswith((")", ").")) and len(text) > 12:
        return True
    return text.endswith("?") and bool(
        ASKS.match(text) or re.match(r"\W*(?:additionally|also)\b", text, re.IGNORECASE)
    )


def _numbered(every: Sequence[_Asked]) -> tuple[Exchange, ...]:
    """Every question with a number of its own, and with the question that it is an item of.

    Questions that nobody numbered are counted in order when none of the letter's has a number.
    """
    if not any(asked.number for asked in every):
        return tuple(
            Exchange(str(n), asked.question, tuple(asked.answer)) for n, asked in enumerate(every, 1)
        )
    seen: Counter[str] = Counter()
    heading, texts = "", dict[str, str]()
    numbered: list[Exchange] = []
    for asked in every:
        number, text = asked.number, asked.question.text
        lettered = number[-1:].isalpha() and number[:-1].isdigit()
        under = texts.get(number[:-1], "") if lettered else heading if number else ""
        if not number:
            heading = "" if asked.answer else text
            texts.clear()
        texts[number] = text
        seen[number] += 1
        count = f"({seen[number]})"
        unique = f"{number} {count}" if number and seen[number] > 1 else number or count
        numbered.append(Exchange(unique, asked.question, tuple(asked.answer), under))
    return tuple(numbered)
