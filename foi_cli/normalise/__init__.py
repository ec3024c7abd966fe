"""Blocks into responses, questions and figures; opens no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from foi_cli.model import Attachment, Document, Figure, Reading, Response, Ruling, Table
from foi_cli.normalise import (
    attachments,
    doubts,
    figures,
    footnotes,
    questionnaires,
    replies,
    responses,
    sheets,
    tables,
)
from foi_cli.normalise import rulings as decided
from foi_cli.normalise.letters import Letter
from foi_cli.normalise.replies import Reply
from foi_cli.normalise.setting import Setting, said
from foi_cli.reference.mappings import UserLabel
from foi_cli.relate.files import folded

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
    spoken = replies.spoken(documents)
    silent = replies.silent(documents, spoken)
    response = responses.joined([responses.respond(each.document, each.conversation) for each in spoken])
    signs = figures.signs(documents)
    around = Setting(
        signs=signs,
        sheets=sheets.named(table for document in documents for table in document.tables),
        response_id=response.response_id,
    )
    drawn = tuple(_drawn(spoken, silent, response, around))
    drawn = decided.applied(figures.mapped(figures.explained(drawn, signs), own), rulings)
    counted = Counter(figure.question for figure in drawn if _given(figure))
    asked = tuple(
        question
        for each in spoken
        for question in responses.ask(each.conversation, response, each.document, counted)
    )
    reading = Reading(
        responses.concluded(response, _telling(spoken), asked, sum(map(_given, drawn))),
        asked,
        drawn,
        tuple(
            (document.name, table)
            for document in documents
            for table in document.tables
            if not questionnaires.read(table)
        ),
        tuple(_cited(spoken, silent, response.response_id)),
    )
    return replace(reading, doubts=doubts.raise_(reading, spoken, silent))


def _telling(spoken: Sequence[Reply]) -> list[Letter]:
    """The letters that tell what became of the request: not the one that others came with."""
    return [each.conversation.letter for each in spoken[1:] or spoken]


def _drawn(
    spoken: Sequence[Reply], silent: Sequence[Document], response: Response, around: Setting
) -> Iterator[Figure]:
    """The figures of what speaks, then those of the tables that came with it."""
    ids = figures.ids(response.response_id)
    for each in spoken:
        conversation = each.conversation
        request = conversation.request or spoken[0].conversation.request
        around = replace(around, request=request, yearly=said(conversation))
        own = replace(around, notes=footnotes.of(each.document))
        yield from figures.draw(conversation, each.document.name, response.title, own, ids)
    for document in silent:
        own = replace(around, notes=footnotes.of(document)) if document.tables else around
        for table in document.tables:
            yield from tables.figures(table, document.name, own, ids)


def _cited(spoken: Sequence[Reply], silent: Sequence[Document], response_id: str) -> Iterator[Attachment]:
    """The files that what speaks names, each once."""
    letters = [each.document.name for each in spoken]
    others = [document.name for document in silent if document.blocks]
    seen: set[str] = set()
    for each, enclosed in zip(spoken, ([*letters[1:], *others], *[others] * len(letters)), strict=False):
        letter, file = each.conversation.letter, each.document.name
        said = [*letter.opening, *letter.answer, *letter.closing]
        paragraphs = [item for item in said if not isinstance(item, Table)]
        for attachment in attachments.cited(paragraphs, file, response_id, enclosed):
            if (key := folded(attachment.name)) not in seen:
                seen.add(key)
                yield attachment


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
