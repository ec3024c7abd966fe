"""A letter becomes a response: who answered what, when, with what outcome, under which exemptions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foi_cli.model import Document, Exemption, Outcome, Question, Response, Table, identify
from foi_cli.normalise import authorities, dates, exemptions, outcomes, references
from foi_cli.normalise.letters import Letter
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.paragraphs import Item, Paragraph
from foi_cli.normalise.questions import Exchange
from foi_cli.normalise.sought import Sought, sought

_RECEIVED = sought(
    r"\b(?:received|dated|submitted|made|requested|date\sof\s(?:request|receipt)|request\s(?:date|of)|e-?mail\sof|letter\sof)"
    r"\s?:?\s?(?:by\sus\s)?(?:on\s)?(?:the\s)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?(?=\d)"
)
_SENT = re.compile(
    r"\W*(?:date\s(?:of\s(?:response|reply|disclosure|release)|responded|released|disclosed|sent)"
    r"|(?:response|release|disclosure)\sdate|responded(?:\son)?|released|dated?(?!\s(?:of\s(?:request|receipt)|received|requested))|sent|published)\s?:?\s*(?=\d|[A-Z])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_DATE = dates.small_pattern(dates.DATE)
_ACKNOWLEDGED = re.compile(
    r"thank\syou\sfor\syour\b|(?:has|have)\sbeen\s(?:logged|received|acknowledged)|will\sbe\sdealt\swith",
    re.IGNORECASE,
)
"""An older message of the authority itself: not the request."""
_DEAR = re.compile(r"dear\s", re.IGNORECASE)
_VALEDICTION = re.compile(r"yours\s|kind\s|regards|-{5}", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:request\sfor\sinformation|request|information|your\s(?:e-?mail|letter|message|enquiry|query|questions?))\s(?:relating\sto|regarding|concerning|about|on)\s(?P<title>.{3,160}?)"
    r"(?:,?\s(?:received|that\swe\sreceived|dated)\b|\swhich\swe\sreceived\b|,\swhich\b|\.\s|$)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:(?:foi|eir|freedom\sof\sinformation|environmental\sinformation|information|our|your|the|act|regulations|2000|2004)\s?)*(?:request|response|disclosure)?s?",
    re.IGNORECASE,
)
"""A title that every such letter could bear."""
_REPLY = re.compile(r"\b(?:re|fwd?|aw)\s?:\s{0,3}", re.IGNORECASE)
_SUBJECT = re.compile(
    r"Subject\s?:\s?(?:(?:re|fwd?|aw)\s?:\s?)?(?:[A-Z]{0,5}[\s./:-]{0,2}\d[\w./-]{2,20}\s)?(?P<title>[^:]{6,120}?)"
    r"(?:\s[-–]\s(?:final\s|our\s)?(?:response|reply))?",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?!(?:FOI|EIR|freedom|information|request|response|reply|reference|your|from)\b)[A-Za-z]{4,}",
    re.IGNORECASE,
)
"""Words that may name a subject."""
_TITLED = re.compile(r"(?P<title>[^()]{8,120}?)\s?\([A-Z0-9][\w./-]{3,20}\)\s*$")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A letter with its questions paired, and the whole request: what the rest of normalise works on."""

    letter: Letter
    loose: tuple[Item, ...]
    exchanges: tuple[Exchange, ...]
    request: str


def request(letter: Letter, exchanges: Sequence[Exchange]) -> str:
    """The request's text: echoed apart, question by question, or quoted below the answer."""
    asked = letter.request or [exchange.question for exchange in exchanges] or last_message(letter.quoted)
    return "\n".join(paragraph.text for paragraph in asked)


def respond(document: Document, conversation: Conversation) -> Response:
    """The response that a document is, without outcome: that depends on what its questions got."""
    letter = conversation.letter
    own = [paragraph.text for paragraph in letter.own_text]
    lines = [*own, *(paragraph.text for paragraph in letter.quoted)]
    facts: Mapping[str, str] = dict(document.facts)
    own_reference = references.read(lines)
    domains = tuple(value for key, value in document.facts if key in ("from", "domain"))
    authority = authorities.identify(lines, own_reference.own, domains)
    return Response(
        response_id=identify(document.group),
        file=document.name,
        digest=document.digest,
        reader=document.reader,
        problem=document.problem,
        authority=authority.name if authority else "",
        authority_id=authority.authority_id if authority else "",
        reference=own_reference.own,
        title=_first_title(facts.get("subject", ""), _title(letter), facts.get("title", "")),
        requested_on=_day(own, _RECEIVED),
        responded_on=_iso(facts.get("date", "")) or _responded(letter),
        exemptions=exemptions.find(
            "\n".join(item.text for item in _paragraphs((*letter.opening, *letter.answer)))
        ),
        cited=own_reference.cited,
        request=conversation.request,
    )


def joined(every: Sequence[Response]) -> Response:
    """One response out of what its letter and the replies that came with it say of it: the first that says
    something is believed, and exemptions and references are those of all."""
    first, *others = every
    for other in others:
        authority = first if first.authority else other
        first = replace(
            first,
            authority=authority.authority,
            authority_id=authority.authority_id,
            reference=first.reference or other.reference,
            title=_first_title(first.title, other.title),
            requested_on=first.requested_on or other.requested_on,
            responded_on=first.responded_on or other.responded_on,
            exemptions=tuple(dict.fromkeys((*first.exemptions, *other.exemptions))),
            cited=tuple(dict.fromkeys((*first.cited, *other.cited))),
            request=first.request or other.request,
        )
    return first


def concluded(
    response: Response, letters: Sequence[Letter], questions: Sequence[Question], figures: int
) -> Response:
    """The response with its overall outcome, by what these letters say."""
    items = (item for letter in letters for item in (*letter.opening, *letter.answer))
    text = "\n".join(item.text for item in items if isinstance(item, Paragraph))
    given: list[Outcome] = [question.outcome for question in questions]
    return replace(response, outcome=outcomes.overall(text, given, figures))


def ask(
    conversation: Conversation, response: Response, document: Document, counted: Mapping[str, int]
) -> tuple[Question, ...]:
    """The questions with their answers; a request that nobody numbered is one question."""
    if conversation.exchanges:
        return tuple(
            _question(exchange, response, document, counted.get(exchange.number, 0))
            for exchange in conversation.exchanges
        )
    request = conversation.letter.request
    if not request:
        return ()
    answer = "\n".join(item.text for item in _paragraphs(conversation.letter.answer))
    outcome = outcomes.overall(answer, (), sum(counted.values()))
    whole = "\n".join(paragraph.text for paragraph in request)
    place = request[0].place(document.name)
    return (Question(response.response_id, "1", whole, answer, outcome, response.exemptions, place),)


def _question(exchange: Exchange, response: Response, document: Document, figures: int) -> Question:
    answer = "\n".join(_as_text(item) for item in exchange.answer)
    found: tuple[Exemption, ...] = exemptions.find(answer)
    outcome = outcomes.decide(answer)
    if figures and outcome in ("unknown", "elsewhere", "advice"):
        outcome = "full"
    place = exchange.question.place(document.name)
    return Question(
        response.response_id, exchange.number, exchange.question.text, answer, outcome, found, place
    )


def _as_text(item: Item) -> str:
    if isinstance(item, Table):
        return "\n".join("\t".join(row) for row in item.rows)
    return item.text


def _paragraphs(items: Sequence[Item]) -> tuple[Paragraph, ...]:
    return tuple(item for item in items if isinstance(item, Paragraph))


def last_message(quoted: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The oldest of the quoted messages, which is the request, from its salutation to its valediction."""
    starts = [at for at, paragraph in enumerate(quoted) if _DEAR.match(paragraph.text)]
    if not starts:
        return ()
    rest = quoted[starts[-1] + 1 :]
    if any(_ACKNOWLEDGED.search(paragraph.text) for paragraph in rest[:3]):
        return ()
    end = next(
        (at for at, p in enumerate(rest) if _VALEDICTION.match(p.text)),
        len(rest),
    )
    return tuple(rest[:end])


def is_about(title: str) -> bool:
    """Whether a title says what a request is about: "RE: Freedom of Information request" does not."""
    return bool(title) and _GENERIC.fullmatch(_REPLY.sub("", title).strip(" -–.:")) is None


def _first_title(*titles: str) -> str:
    """The first title that says what the request is about, else the first."""
    return next(filter(is_about, titles), next(filter(None, titles), ""))


def _title(letter: Letter) -> str:
    """The subject as the letter itself names it."""
    for paragraph in _paragraphs(letter.opening):
        for pattern in (_ABOUT, _TITLED):
            if pattern is _TITLED and not paragraph.text.rstrip().endswith(")"):
                continue
            match = pattern.search(paragraph.text)
            if match is not None and not _GENERIC.fullmatch(match["title"].strip(" -–.")):
                return match["title"].strip(" -–.")
    heads = (item.text for item in _paragraphs(letter.opening) if item.style == "heading")
    return next(heads, "") or next(filter(None, map(_subject, _paragraphs(letter.opening))), "")


def _subject(paragraph: Paragraph) -> str:
    """What the line "Subject: FOI 871/23 Burial grounds - response" names; "" for a reference alone."""
    match = _SUBJECT.fullmatch(paragraph.text.strip())
    title = match["title"].strip(" -–.") if match is not None else ""
    return title if is_about(title) and len(_NAMES.findall(title)) > 1 else ""


def _day(lines: Sequence[str], label: Sought) -> date | None:
    """The first date that stands behind this label."""
    for line in lines:
        match = label.search(lowered(line)) if _DIGIT.search(line) else None
        if match is not None:
            found = _first_date(line[match.end() : match.end() + 40])
            if found is not None:
                return found
    return None


def _first_date(text: str) -> date | None:
    match = _DATE.search(lowered(text))
    return dates.read(match.group()) if match is not None else None


def _responded(letter: Letter) -> date | None:
    """The date at the head of the letter, behind its label or alone on its line."""
    for paragraph in _paragraphs(letter.opening):
        if _SENT.match(paragraph.text) or len(paragraph.text) < 30:
            match = _SENT.match(paragraph.text)
            rest = paragraph.text[match.end() :] if match else paragraph.text
            if len(rest) < 40 and (found := _first_date(rest)) is not None:
                return found
    return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
