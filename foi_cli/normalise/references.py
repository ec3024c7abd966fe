"""Reference numbers: the letter's own, and those of other requests that it cites.

A reference looks like a date, a year or a count, so it needs its label word ("Our Ref:", "Request
Reference:") or its place (in brackets at the end of the title). Shapes alone only tell what is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from foi_cli.normalise import dates, lowercase, nearby
from foi_cli.normalise.lowercase import lowered
from foi_cli.reference import tables


@dataclass(frozen=True, slots=True)
class References:
    """The reference of the request that a letter answers ("" where it prints none), and others it cites."""

    own: str = ""
    cited: tuple[str, ...] = ()


_HEAD = 15
"""Lines; the title of a letter or page stands among the first of them."""

_WORDS = r"(?:[A-Z]{1,6}\d?\s?[-/.:]?\s?){0,3}"
_TOKEN = rf"{_WORDS}\d[\dA-Z]{{0,13}}(?:(?:\s?[-–/.]\s?|_)[\dA-Z]{{1,13}}){{0,4}}(?![\w@£%]|[./-]\w)"
_LABEL = (
    r"(?i:\b(?:our\s|foi\s?|request\s|case\s|enquiry\s|information\s|application\s|eir\s|above\s|tfl\s"
    r"|act\s|(?:^|(?<=\n)))"
    r"\s?(?:request\s|act\srequest\s)?(?:ref(?:erence)?s?\b\.?|case)(?:\s?(?:numbers?|no|code"
    r"|id)\b\.?)?|request\s(?:number|no|id)\b\.?"
    r"|\bcase\s(?:number|no|id)\b\.?|\b(?:ref|reference)\s?(?:number|no)\b\.?|[-–]\s(?:ref"
    r"|reference)(?=\s{0,3}[-–:])"
    r"|right\sto\sknow\srequest|freedom\sof\sinformation(?=\s?:))"
)
_LABELLED = re.compile(rf"(?P<label>{_LABEL})[\s:.#(–-]{{1,8}}(?P<own>{_TOKEN})")
_LABEL_ENDS = lowercase.compiled(
    r"(?:ref(?:erence)?s?|case|request(?=\s(?:number|no|id)\b|(?<=know\srequest))|freedom\sof\sinformation)\.?"
    r"(?:\s?(?:numbers?|no|code|id)\b\.?)?[\s:.#(–-]{1,8}+(?:[a-z]{1,6}+\s?+[-/.:]?+\s?+){0,3}+\d"
)
"""The end of a label and what follows up to the first digit: labels are looked for around these only."""
_YOURS = re.compile(r"\b(?:your|police|crime|complaint|customer|po|invoice|grid|map)\s{0,2}$", re.IGNORECASE)
_TITLED = re.compile(rf"\(\s?(?P<own>{_TOKEN})\s?\)\s*$")
_PREFIXED = re.compile(
    r"\b(?P<own>(?:FOI|EIR|FOIA|SAR)(?:\s?[-/:]\s?|\s)\d{5,9}(?:[-/]\d{1,4})?(?![\w.]|[-/]\w)"
    r"|(?:FOI|EIR)[\s/-]{1,3}20\d\d/\d\d-\d{2,5}\b|(?:FOI|EIR)\s?[-/]\s?20\d\d\s?[-/]\s?\d{3,6}\b"
    r"|(?:FOI|EIR)\s?\d{1,6}/\d{2}\b)"
)
_PREFIXES = re.compile(r"FOI|EIR|SAR")
_FILE = re.compile(
    r"[^\n]{0,80}\.(?:pdf|docx?|xlsx?|csv|ods|odt|rtf|txt|zip|msg|eml|html?)\b|\s?email", re.IGNORECASE
)
_TELEPHONE = re.compile(r"\b(?:tel|telephone|phone|fax|mobile|call|extension|ext)\b\W{0,12}$", re.IGNORECASE)


def read(lines: Sequence[str]) -> References:
    """The references of a letter given as its lines, own words first, quoted messages after them."""
    text = "\n".join(line[:2_000] for line in lines)
    labelled = tuple(_labelled(text))
    own = next(iter(labelled), "") or _title(lines) or next(_prefixed(text), "")
    bare = _plain(own)
    cited = dict.fromkeys(
        number
        for number in (*labelled, *_shaped(text), *_prefixed(text))
        if not bare.endswith(_plain(number))
    )
    return References(own, _longest(tuple(cited)))


def _labelled(text: str) -> Iterator[str]:
    near = nearby.windows(lowered(text), _LABEL_ENDS, 60, 90)
    for match in (match for window in near for match in _LABELLED.finditer(text, *window)):
        before = text[max(0, match.start() - 20) : match.start()]
        if not _YOURS.search(before) and _sound(match["own"], strict="/" not in match["own"]):
            yield _tidy(match["own"])


def _title(lines: Sequence[str]) -> str:
    for line in lines[:_HEAD]:
        match = _TITLED.search(line) if len(line) < 300 else None
        if match is not None and _sound(match["own"], strict=True) and re.search(r"[A-Z/.]", match["own"]):
            return _tidy(match["own"])
    return ""


def _prefixed(text: str) -> Iterator[str]:
    for match in nearby.at_heads(_PREFIXED, _PREFIXES.finditer(text), text):
        if not _FILE.match(text, match.end()):
            yield _tidy(match["own"])


def _shaped(text: str) -> Iterator[str]:
    """Numbers that by their shape can only be references."""
    for match in _certain().finditer(text):
        if not _TELEPHONE.search(text[max(0, match.start() - 20) : match.start()]):
            yield match[0]


@cache
def _certain() -> re.Pattern[str]:
    shapes = [
        row.shape for row in tables.shapes() if row.collision == "low" and row.authority_id not in _REGULATORS
    ]
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(shapes)})(?![\w/-]|\.\w)")


_REGULATORS = frozenset({"ico", "tribunal", "sic", "pirc", "whatdotheyknow"})


def authorities_by_shape(reference: str) -> tuple[tuple[str, str], ...]:
    """Whose references look like this: pairs of authority_id and how easily the shape misleads."""
    return tuple(
        (authority_id, collision) for authority_id, collision, shape in _owned() if shape.fullmatch(reference)
    )


@cache
def _owned() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The shapes that are an authority's own."""
    return tuple(
        (row.authority_id, row.collision.split()[0], re.compile(row.shape))
        for row in tables.shapes()
        if row.authority_id not in ("generic", *_REGULATORS)
    )


def _sound(number: str, *, strict: bool) -> bool:
    """Not a date, a year or two, a section of an Act or too short to be a reference."""
    bare = number.strip()
    if re.fullmatch(r"(?:19|20)\d\d\s?[-/]\s?(?:\d\d|(?:19|20)\d\d)", bare):
        return False
    if re.fullmatch(r"FY\s?\d\d(?:\s?[-–/]\s?(?:FY\s?)?\d\d)?", bare, re.IGNORECASE):
        return False
    if dates.read(bare) is not None and not re.fullmatch(r"\d\d/\d\d/\d{3,4}", bare):
        return False
    if re.fullmatch(r"(?:19|20)\d\d|\d{1,3}|[A-Z]{1,2}\d{1,2}", bare):
        return False
    digits = sum(character.isdigit() for character in bare)
    return digits >= (3 if strict else 2)


def _tidy(number: str) -> str:
    return " ".join(number.split())


def _plain(number: str) -> str:
    return re.sub(r"[\s/.:–-]+", "", number)


def _longest(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Each number once, in its fullest form: not "906421" beside "FOI / 906421"."""
    plain: dict[str, str] = {}
    for number in numbers:
        plain.setdefault(_plain(number), number)
    every = "\0".join(plain)
    return tuple(number for bare, number in plain.items() if every.count(bare) == 1)
