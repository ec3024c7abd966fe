"""What speaks in a response: its letter, and the replies that came with it.

A mail that says "please find our response attached" is answered in what is attached. A document that came
with the letter is such a reply where it opens as one and answers; a report, a policy or the request is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from foi_cli.model import INSIDE, Document, Passage
from foi_cli.normalise import (
    lettered,
    letters,
    matching,
    messages,
    numbering,
    questionnaires,
    questions,
    responses,
    turns,
)
from foi_cli.normalise.paragraphs import Item, Paragraph, unwrap
from foi_cli.normalise.questions import Exchange
from foi_cli.normalise.responses import Conversation
from foi_cli.normalise.wording import STRONGLY_ASKS

_OPENS = re.compile(
    r"(?m:^)\W{0,3}dear\s|\bfreedom\sof\sinformation\b|\bfoi(?:a|sa)?\b|\benvironmental\sinformation\b|\beirs?\b"
    r"|\binformation\srequest\b|\brequest\sfor\sinformation\b|\byour\srequest\b|(?m:^)\W{0,3}(?:our\s)?(?:response|answer|reply)\W{0,3}(?m:$)",
    re.IGNORECASE,
)
"""How a letter about a request begins."""
_TOP = 30
"""Lines in which it does."""
_ASKS = re.compile(
    r"\bI\s(?:look\sforward\sto|would\s(?:like|be\sgrateful)|am\s(?:writing\sto\s(?:request|ask)|requesting)|wish\sto)\b"
    r"|\b(?:please|could\syou)\s(?:provide|supply|send|let)\sme\b|\bunder\sthe\sfreedom\b.{0,80}\b(?:please|I)\b",
    re.IGNORECASE,
)
"""The voice of a requester."""
_SAME = 0.8
"""Share of its runs of words with numbers that a copy of another letter has word for word."""
_RUN = 5
"""Words, a number among them, that two letters do not share by chance."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reply:
    """A document that speaks, and what it says."""

    document: Document
    conversation: Conversation


def spoken(documents: Sequence[Document]) -> tuple[Reply, ...]:
    """The letter, and the replies that came with it, in order; none that says the same once more.

    Where a reply repeats the questions with their answers, the letter need not.
    """
    letter = _letter(documents)
    first = Reply(letter, _conversation(letter))
    if len(documents) == 1:
        return (first,)
    later = list(_later(documents, letter))
    if any(reply.conversation.exchanges for reply in later):
        first = replace(first, conversation=_without_questions(first.conversation))
    taken = {exchange.number for exchange in first.conversation.exchanges}
    return (first, *(replace(each, conversation=_apart(each.conversation, taken)) for each in later))


def silent(documents: Sequence[Document], spoken: Sequence[Reply]) -> list[Document]:
    """The documents that came with what speaks: their tables are read, their text is not."""
    return [document for document in documents if all(document is not each.document for each in spoken)]


def _later(documents: Sequence[Document], letter: Document) -> Iterator[Reply]:
    said = _runs(_text(letter))
    for document in documents:
        if document is letter or not _opens(document):
            continue
        reply = Reply(document, _conversation(document))
        if _answers(reply) and not _repeats(reply, said):
            said |= _runs(_text(document))
            yield reply


def _letter(documents: Sequence[Document]) -> Document:
    """The document with text that carries the others; of several side by side the first message, else the
    first that opens as a letter, else the first."""
    if len(documents) == 1:
        return documents[0]
    worded = (d for d in documents if any(isinstance(block, Passage) for block in d.blocks))
    return min(
        worded,
        key=lambda d: (d.name.count(INSIDE), d.reader not in _MESSAGES, not _opens(d)),
        default=documents[0],
    )


_MESSAGES = ("mail", "outlook", "correspondence")
"""Readers of messages."""


def _opens(document: Document) -> bool:
    if any(questionnaires.read(table) for table in document.tables):
        return True
    top = [block.text for block in document.blocks[:_TOP] if isinstance(block, Passage)]
    return _OPENS.search("\n".join(top)) is not None or any(map(_is_question, top))


def _is_question(text: str) -> bool:
    """Whether a line is a numbered question."""
    number = numbering.before(text)
    return number is not None and STRONGLY_ASKS.match(text, number.end()) is not None


def _answers(reply: Reply) -> bool:
    """False for what only asks: behind the last question of a request stand courtesies, if anything."""
    letter, exchanges = reply.conversation.letter, reply.conversation.exchanges
    if letter.cued or any(exchange.answer for exchange in exchanges[:-1]):
        return True
    if any(_ASKS.search(item.text) for item in letter.own_text):
        return False
    return any(exchange.answer for exchange in exchanges) or bool(letter.answer and not exchanges)


def _repeats(reply: Reply, said: AbstractSet[str]) -> bool:
    """True where what was said already holds nearly all that this reply says with numbers."""
    answer = reply.conversation.letter.answer
    own = _runs("\n".join(item.text for item in answer if isinstance(item, Paragraph)))
    return bool(own) and len(own & said) >= _SAME * len(own)


def _text(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Passage))


def _runs(text: str) -> set[str]:
    """Each few words of a text that have a number among them, however it was wrapped and marked."""
    words = _WORD.findall(text.casefold())
    runs = (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
    return {" ".join(run) for run in runs if any(word.isdigit() for word in run)}


def _without_questions(conversation: Conversation) -> Conversation:
    """The same letter as one that was asked nothing, where it answers none of its questions."""
    letter, exchanges = conversation.letter, conversation.exchanges
    if any(exchange.answer for exchange in exchanges):
        return conversation
    answer = conversation.loose if exchanges else letter.answer
    return replace(conversation, letter=replace(letter, request=(), answer=answer), exchanges=())


def _apart(conversation: Conversation, taken: set[str]) -> Conversation:
    """The same with other numbers for questions whose own is taken; theirs are from now on."""
    renamed: list[Exchange] = []
    for exchange in conversation.exchanges:
        number = messages.free(exchange.number, taken)
        taken.add(number)
        renamed.append(replace(exchange, number=number))
    return replace(conversation, exchanges=tuple(renamed))


def _conversation(document: Document) -> Conversation:
    first, later = messages.parted(unwrap(document.blocks))
    conversation = _answered(first.items)
    return _with_later(conversation, first, later) if first.asked or later else conversation


def _answered(items: Sequence[Item]) -> Conversation:
    """A letter, or the first answer of several messages."""
    letter = letters.divide(items)
    loose, exchanges = questions.pair(letter.answer)
    if letter.request and not questions.echoed(exchanges):
        before, matched = matching.match(letter.request, letter.answer)
        if matched or not any(exchange.answer for exchange in exchanges):
            loose, exchanges = before, matched
    elif not exchanges and letter.quoted:
        loose, exchanges = matching.match(responses.last_message(letter.quoted), letter.answer)
    if not exchanges and not letter.request:
        told = "\n".join(item.text for item in letter.opening if isinstance(item, Paragraph))
        loose, exchanges = turns.find(letter.answer, told)
    request = responses.request(letter, exchanges)
    parted = tuple(part for exchange in exchanges for part in lettered.parts(exchange))
    return Conversation(letter, loose, parted, request)


def _with_later(
    conversation: Conversation, first: messages.Answer, later: Sequence[messages.Answer]
) -> Conversation:
    """The same with the answers that came after the first; that answers question 1 where none is numbered."""
    exchanges, letter = conversation.exchanges, conversation.letter
    wish = Paragraph(conversation.request, ((0, None),)) if conversation.request else messages.wish(first)
    if not exchanges and wish is not None:
        conversation = replace(conversation, loose=(), request=wish.text)
        exchanges = (Exchange("1", wish, letter.answer),)
    return replace(conversation, exchanges=messages.exchanges(exchanges, later))
