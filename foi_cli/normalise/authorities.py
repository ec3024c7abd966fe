"""Who sent a response: the body that the letter itself speaks for.

Names, signatures, mail domains and the shape of the reference are evidence; the way a letter names its own
sender ("held by …", "At …, we", a signature) weighs most. Bodies that it only mentions (a regulator, a
commissioner, another force) are not its author, and a commissioner is not the force of the same place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from foi_cli.normalise import lowercase, nearby, references
from foi_cli.normalise.lowercase import lowered
from foi_cli.reference import tables
from foi_cli.reference.tables import Authority

_NAME = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Za-z]+)?"
_AND = r"(?:and|of|the|upon|on|in|under|with|for|&|le)"
_NAMES = rf"{_NAME}(?:[ ,]{{1,2}}(?:{_AND} ){{0,2}}{_NAME}){{0,5}}"
_BODY = re.compile(
    rf"\b(?:The University of {_NAMES}"
    rf"|(?:Office of the )?Police(?:, Fire)? and Crime Commissioner for {_NAMES}"
    rf"|{_NAMES} Police(?:,? Fire)? and Crime Commissioner"
    rf"|(?:Royal |London )?Borough of {_NAMES}(?: Council)?"
    rf"|(?:{_NAMES}) (?:Council|Combined Authority|Fire (?:and|&) Rescue (?:Service|Authority)"
    r"|Ambulance Service|NHS (?:Foundation )?Trust|Foundation Trust|Health Board|Integrated Care Board"
    r"|University|College|Police|Constabulary|Housing Association|National Park Authority)\b"
    r"(?: NHS (?:Foundation )?Trust)?"
    rf"|NHS {_NAMES}|University of {_NAMES}|(?:Department|Ministry) (?:for|of) {_NAMES}"
    r"|Home Office|HM Treasury|Cabinet Office|Transport for London|HM Revenue (?:and|&) Customs|HMRC)\b"
)
_BODY_WORDS = frozenset(
    """Police Borough Council Authority Fire Ambulance Trust Health Integrated University College Constabulary
    Housing National NHS Department Ministry Home HM Cabinet Transport HMRC Combined Foundation""".split()
)
"""Words one of which the name of every such body has."""
_NAME_HEADS = re.compile(r"\b(?:[A-Z]|the\s)")
_CAPITALISED = re.compile(r"[A-Z]\w*")
_OPENING = """The At Dear From To In For If When Please Is Are As By Where While Although However Kind Regards
    Yours Thank You Your Our We And But This That Contact Re Subject Email Welcome Copyright Sincerely
    Faithfully Contains Information Freedom Act Team Officer Request Response Website Unit Clerk Secretary
    Registrar Headteacher Governance"""
_OPENERS = re.compile(rf"(?:(?:{'|'.join(_OPENING.split())})[ ,]{{1,2}})+")
_COMMISSIONER = (
    r"(?!(?:\s+and|\s*,|\s*&)?\s*(?:Fire\s*(?:and|&)\s*)?(?:and\s+)?Crime\s+(?:Commissioner|Panel))"
)
_MENTIONED = ("oversight", "coordination", "prosecutor", "agency")
_SELF_AFTER = lowercase.compiled(
    r"(?:’s|'s|s)?\s{1,2}(?:response\sto|freedom\sof\sinformation|will\s(?:neither|not)|neither\sconfirms"
    r"|can\s(?:neither|confirm)|holds?\b|does\snot|do\snot\shold|is\s(?:un)?able\sto|has\sdecided|requires?\syou"
    r"|cannot|responds?\b|response\b|takes?\b|operates?\b|receives\b|request\semail)",
)
_SELF_BEFORE = lowercase.compiled(
    r"(?:\bheld\sby|\bat|\bwe,|\bobtained\sfrom|on\sbehalf\sof|requests?\sto|information\sto"
    r"|\bconfirm\sthat|\bfrom:|©)\s{1,2}(?:the\s)?$",
)
_SENDER = re.compile(r"\s{0,4}from\s?:", re.IGNORECASE)
"""The head of an e-mail names its sender: "From: FOI Team, Melford District Council"."""
_PASSING = lowercase.compiled(
    r"(?:referred\sto|reported\sto|received\sfrom|published\sby|provided\sby|transferred\sto|contact"
    r"|held\sby\sthe\soffice\sof)\s(?:the\s)?$",
)
_REACH = 80
"""Characters; more than any words that say who speaks."""
_SCOTTISH = "Freedom of Information (Scotland) Act"


def find(text: str, facts: Sequence[str] = ()) -> tuple[Authority, ...]:
    """The bodies that may have sent the text, those with the most evidence first. `facts` are mail domains or
    addresses of its sender."""
    scores, known = _weigh(text.split("\n"), "", facts)
    return tuple(known[each] for each, score in scores.most_common() if score > 0)


def identify(lines: Sequence[str], reference: str = "", domains: Iterable[str] = ()) -> Authority | None:
    """The authority that a letter speaks for; None where the evidence is thin or points two ways."""
    scores, known = _weigh(lines, reference, domains)
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < 3:
        return None
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return None
    return known[ranked[0][0]]


def _weigh(
    lines: Sequence[str], reference: str, domains: Iterable[str]
) -> tuple[Counter[str], dict[str, Authority]]:
    scores: Counter[str] = Counter()
    known = dict(_by_id())
    scottish = any(_SCOTTISH in line for line in lines)
    mentions: Counter[str] = Counter()
    for number, line in enumerate(lines):
        for name, start, end in _named(line[:4_000]):
            authority = _by_name().get(_key(name)) or _other(name, scottish=scottish)
            known.setdefault(authority.authority_id, authority)
            weight = _speaks(line, start, end, number)
            mentions[authority.authority_id] += 1
            if authority.kind not in _MENTIONED and mentions[authority.authority_id] <= 5:
                weight += 0 if _PASSING.search(lowered(line[max(0, start - _REACH) : start])) else 1
            scores[authority.authority_id] += weight
    for authority_id, weight in (*_from_domains(domains), *_from_shape(reference)):
        scores[authority_id] += weight
    for authority_id, weight in _from_abbreviations(lines, scores):
        scores[authority_id] += weight
    return +scores, known


def _named(line: str) -> Iterator[tuple[str, int, int]]:
    """Names of bodies in a line: those of the table, and whatever is called like a public body."""
    taken: list[tuple[int, int]] = []
    words = _CAPITALISED.findall(line)
    heads = _NAME_HEADS.finditer(line) if not _name_words().isdisjoint(words) else ()
    for match in nearby.at_heads(_table_names(), heads, line):
        taken.append(match.span())
        yield match[0], *match.span()
    for match in _BODY.finditer(line) if not _BODY_WORDS.isdisjoint(words) else ():
        opener = _OPENERS.match(match[0])
        start = match.start() + (opener.end() if opener else 0)
        name = line[start : match.end()]
        if len(name.split()) > 1 and not any(start < end and begin < match.end() for begin, end in taken):
            yield name, start, match.end()


def _speaks(line: str, start: int, end: int, number: int) -> int:
    """How much a mention sounds like the sender: a signature, a heading, or words said of oneself."""
    if number < 3 and _SENDER.match(line):
        return 3
    opening = not line[:start].strip()
    if opening and (number < 3 or not line[end:].strip(" .,")):
        return 3
    before, after = lowered(line[max(0, start - _REACH) : start]), lowered(line[end : end + _REACH])
    if _SELF_AFTER.match(after) or (_SELF_BEFORE.search(before) and not _PASSING.search(before)):
        return 3
    return 0


def _from_domains(domains: Iterable[str]) -> Iterator[tuple[str, int]]:
    for domain in domains:
        host = re.split(r"[@/<>\s]+", domain.lower().strip(" <>"))[-1] if "@" in domain else domain.lower()
        for row in tables.authorities():
            if any(host == own or host.endswith(f".{own}") for own in row.domains):
                yield row.authority_id, 8


def _from_shape(reference: str) -> Iterator[tuple[str, int]]:
    """A shape that few share is evidence; one that many share is not."""
    owners = references.authorities_by_shape(reference) if reference else ()
    for authority_id, collision in owners:
        if collision == "low":
            yield authority_id, 6
        elif collision == "medium" and len({owner for owner, _ in owners}) == 1:
            yield authority_id, 2


def _from_abbreviations(lines: Sequence[str], scores: Counter[str]) -> Iterator[tuple[str, int]]:
    """An abbreviation of one body counts like its name; that of two only backs up other evidence."""
    text = "\n".join(lines)
    for short, owners in _abbreviations().items():
        count = len(_whole_word(short).findall(text)) if short in text else 0
        if count and len(owners) == 1:
            yield owners[0], min(count, 5)
        elif count:
            yield from ((owner, 1) for owner in owners if scores[owner] > 0)


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b")


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for row in tables.authorities():
        for short in row.abbreviations if row.kind not in _MENTIONED else ():
            owners.setdefault(short, []).append(row.authority_id)
    return {short: tuple(ids) for short, ids in owners.items()}


@cache
def _by_id() -> dict[str, Authority]:
    return {row.authority_id: row for row in tables.authorities()}


@cache
def _by_name() -> dict[str, Authority]:
    return {_key(name): row for row in tables.authorities() for name in (row.name, *row.other_names)}


@cache
def _table_names() -> re.Pattern[str]:
    names = sorted(
        {n for row in tables.authorities() for n in (row.name, *row.other_names)}, key=len, reverse=True
    )
    spaced = "|".join(
        re.escape(n).replace(r"\ and\ ", r"\ \&\ ").replace(r"\ \&\ ", r"\s(?:and|&)\s") for n in names
    )
    spaced = spaced.replace(r"\ ", r"\s").replace("’", "['’]")
    return re.compile(rf"\b(?:{spaced})(?![\w-]){_COMMISSIONER}")


@cache
def _name_words() -> frozenset[str]:
    """The first word with a capital in each name of the table."""
    names = (name for row in tables.authorities() for name in (row.name, *row.other_names))
    return frozenset(first[0] for name in names if (first := _CAPITALISED.search(name)))


@lru_cache(maxsize=2_048)
def _key(name: str) -> str:
    return re.sub(
        r"[^a-z]+", " ", name.lower().replace("&", " and ").replace("’", "").replace("'", "")
    ).strip()


def _other(name: str, *, scottish: bool) -> Authority:
    """A body that no table lists, by its own name; its id is the name in small letters and hyphens."""
    plain = " ".join(re.sub(r"(?:’s|'s)$", "", name).split())
    return Authority(_key(plain).replace(" ", "-"), plain, "FOISA" if scottish else "FOIA")
