"""Blocks into responses, questions and figures; opens no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from foi_cli.model import Document, Figure, Passage, Reading, Ruling, Table
from foi_cli.normalise import (
    attachments,
    doubts,
    figures,
    footnotes,
    lettered,
    letters,
    matching,
    messages,
    questions,
    responses,
    sheets,
    tables,
    turns,
)
from foi_cli.normalise import rulings as decided
from foi_cli.normalise.paragraphs import Item, Paragraph, unwrap
from foi_cli.normalise.questions import Exchange
from foi_cli.normalise.responses import Conversation
from foi_cli.normalise.setting import Setting, said
from foi_cli.reference.mappings import UserLabel

__all__ = ["understand"]


def understand(
    documents: Sequence[Document], own: Sequence[UserLabel] = (), rulings: Sequence[Ruling] = ()
) -> Reading:
    """One response, understood, from its documents: the letter and what came with it.

    `own` are the user's labels with their categories, `rulings` what was decided of single documents.

    Pure: the same documents always give the same reading. Attachments are all "missing" until
    `relate.choose` has looked for them among the other documents.
    """
    documents = [_repaired(document) for document in documents]
    letter = _letter(documents)
    conversation = _conversation(letter)
    response = responses.respond(letter, conversation)
    signs = figures.signs(documents)
    ids = figures.ids(response.response_id)
    around = Setting(
        request=conversation.request,
        signs=signs,
        yearly=said(conversation),
        sheets=sheets.named(table for document in documents for table in document.tables),
        response_id=response.response_id,
    )
    spoken = replace(around, notes=footnotes.of(letter))
    drawn = figures.draw(conversation, letter.name, response.title, spoken, ids)
    drawn = (*drawn, *_enclosed(documents, letter, around, ids))
    drawn = decided.applied(figures.mapped(figures.explained(drawn, signs), own), rulings)
    counted = Counter(figure.question for figure in drawn if _given(figure))
    asked = responses.ask(conversation, response, letter, counted)
    parts = conversation.letter
    named = attachments.cited(
        [item for item in (*parts.opening, *parts.answer, *parts.closing) if not isinstance(item, Table)],
        letter.name,
        response.response_id,
        [document.name for document in documents if document is not letter],
    )
    reading = Reading(
        responses.concluded(response, parts, asked, sum(map(_given, drawn))),
        asked,
        drawn,
        tuple((document.name, table) for document in documents for table in document.tables),
        named,
    )
    return replace(reading, doubts=doubts.raise_(reading))


def _given(figure: Figure) -> bool:
    """Whether a number was given, be it a bound; "not held" is none."""
    return figure.amount.marker not in ("not-held", "withheld", "ncnd", "not-recorded", "not-applicable")


def _repaired(document: Document) -> Document:
    """The document with what its totals decide: where lost cells of its flattened tables stood, and which
    reading of a cell in a picture is right."""
    if not any(_may_have_lost(table) or table.doubtful for table in document.tables):
        return document
    from foi_cli.arithmetic import readings, repair  # bring numpy, which most letters do not need

    blocks = (
        block
        if not isinstance(block, Table)
        else readings.choose(block)
        if block.doubtful
        else repair.place(block)
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _may_have_lost(table: Table) -> bool:
    """Whether a flattened table has a row that ends in a blank: cells that lost one beside them stand at the
    left."""
    return table.flattened and any(row and not row[-1].strip() for row in table.rows)


def _letter(documents: Sequence[Document]) -> Document:
    """The document that speaks: the first with text, else the first."""
    spoken = (d for d in documents if any(isinstance(block, Passage) for block in d.blocks))
    return next(spoken, documents[0])


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


def _enclosed(
    documents: Sequence[Document], letter: Document, around: Setting, ids: Iterator[str]
) -> Iterator[Figure]:
    """The figures of the tables that came with the letter, numbered after the letter's own."""
    return (
        figure
        for document in documents
        if document is not letter and document.tables
        for setting in (replace(around, notes=footnotes.of(document)),)
        for table in document.tables
        for figure in tables.figures(table, document.name, setting, ids)
    )
