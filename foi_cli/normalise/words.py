"""Words that count, and words for what is counted.

"Four cases containing seven allegations" holds 4 and 7, of different things: cases, allegations, officer
allegations, complaints and officers are never the same unit.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from foi_cli.reference import tables

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    **{word: value for value, word in enumerate(_ONES, 1)},
    **{word: value for value, word in enumerate(_TEENS, 10)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "a": 1,
}
_GREAT = ("hundred", "thousand", "dozen")
_NOTHING = ("no", "nil", "none", "zero", "nought", "nobody", "nothing")
_ZEROS = frozenset({*_NOTHING, "nil return"})

LEADING = "|".join([*_ONES, *_TEENS, *_TENS, *_GREAT, *_NOTHING])
"""Words one of which every number in words has, for use inside other patterns."""

_ONE = rf"(?:{'|'.join(_ONES)})"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]{_ONE})?|{'|'.join(_TEENS)}|{_ONE})"
_HUNDREDS = rf"(?:(?:{_SMALL}|a)\shundred(?:\s(?:and\s)?{_SMALL})?)"
_BELOW = rf"(?:{_HUNDREDS}|{_SMALL})"
_NUMBER = rf"(?:(?:{_BELOW}|a)\sthousand(?:,?\s(?:and\s)?{_BELOW})?|{_BELOW}|a\sdozen)"
_NOT_A_NONE = (
    r"(?!\s(?:one|longer|later|less|fewer|more|further|doubt|need|information|data|records?"
    r"|such(?!\s(?:cases|incidents|complaints|claims|requests|reports|appeals|deaths|injuries|referrals|calls|notices)\b)"
    r"|specific|obligation"
    r"|requirement|inference|evidence|reason|way|place|other|change|matter|case\sto|further|action"
    r"|plans?|response|decisions?|comment|policy|final)\b)"
)
_NOT_A_ONE = r"(?<!\bno\s)(?<!\bany\s)(?<!\beach\s)(?<!\bevery\s)(?<!\bthis\s)(?<!\bthat\s)(?<!\bthe\s)"
PATTERN = (
    rf"(?:nil\sreturn|nil|none|zero|nought|(?:nobody|nothing)(?=\s(?:in|during|was)\b)|no(?=\s[a-z]){_NOT_A_NONE}"
    rf"|(?:{_NOT_A_ONE}|(?!one\b(?!\s(?:hundred|thousand)))){_NUMBER}(?![\s-](?:or\smore|another|day\b|time\b|by\sone\b|to\sone\b|hand\b|way\b"
    r"|thirds?\b|quarters\b|fifths\b|tenths\b|per\s?cent\b)))"
)
"""A number in words, for use inside other patterns, in any case."""

_EXACT = re.compile(rf"(?:{_NUMBER})")
_INSIDE = re.compile(rf"(?<![\w-]){PATTERN}(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def read(text: str) -> int | None:
    """The whole number that the whole text is in words; None for anything else, digits too.

    "no", "nil", "none" and "nobody" are 0.
    """
    written = " ".join(text.lower().strip(" .:;,").split())
    if written in _ZEROS:
        return 0
    if written == "a dozen":
        return 12
    if not _EXACT.fullmatch(written):
        return None
    thousands, comma, rest = written.partition("thousand")
    if not comma:
        return _below_thousand(written)
    return 1000 * _below_thousand(thousands) + _below_thousand(rest)


def _below_thousand(written: str) -> int:
    hundreds, word, rest = written.partition("hundred")
    if not word:
        hundreds, rest = "", written
    return 100 * _added(hundreds) + _added(rest)


def _added(written: str) -> int:
    return sum(_VALUES.get(word, 0) for word in re.split(r"[\s,-]+", written))


def find(text: str) -> tuple[tuple[int, int, int], ...]:
    """Numbers written in words inside a sentence: start, end, value. "No one" is none."""
    found = ((match.start(), match.end(), read(match[0])) for match in _INSIDE.finditer(text))
    return tuple((start, end, value) for start, end, value in found if value is not None)


# ── what is counted ─────────────────────────────────────────────────────────────────────────────

_NOUNS: dict[str, str] = {
    "cases": "case",
    "allegations": "allegation accusation",
    "complaints": "complaint",
    "officers": "officer constable sergeant superintendent",
    "people": "person people individual member headcount employee worker victim offender suspect complainant"
    " child children pupil student patient resident adult applicant tenant learner"
    " firefighter paramedic marshal marshall pcso special"
    " volunteer woman women man men carer defendant inspector teacher nurse doctor driver warden apprentice"
    " prisoner claimant",
    "incidents": "incident occurrence",
    "referrals": "referral",
    "requests": "request",
    "investigations": "investigation inquiry",
    "hearings": "hearing",
    "meetings": "meeting",
    "proceedings": "proceeding",
    "matters": "matter",
    "offences": "offence crime",
    "arrests": "arrest",
    "notices": "notice pcn fpn",
    "claims": "claim",
    "reports": "report",
    "appeals": "appeal",
    "applications": "application",
    "permits": "permit",
    "visits": "visit",
    "assessments": "assessment",
    "suspensions": "suspension",
    "exclusions": "exclusion",
    "dogs": "dog",
    "beds": "bed",
    "journeys": "journey",
    "inspections": "inspection",
    "searches": "search",
    "properties": "property dwelling house home",
    "households": "household",
    "vehicles": "vehicle car",
    "schools": "school",
    "posts": "post vacancy position",
    "breaches": "breach",
    "calls": "call",
    "enquiries": "enquiry",
    "warnings": "warning",
    "dismissals": "dismissal",
    "convictions": "conviction",
    "prosecutions": "prosecution",
    "retailers": "retailer shop store",
    "products": "product item",
    "placements": "placement",
    "certificates": "certificate",
    "records": "record",
    "locations": "location site",
    "businesses": "business company",
    "establishments": "establishment",
    "collisions": "collision accident",
    "deaths": "death fatality",
    "assaults": "assault",
    "admissions": "admission",
    "appointments": "appointment",
    "attendances": "attendance",
    "contracts": "contract",
    "licences": "licence",
    "grants": "grant",
    "evictions": "eviction",
    "tickets": "ticket",
    "trees": "tree",
    "attacks": "attack",
    "fires": "fire",
    "injuries": "injury",
    "burials": "burial",
    "cremations": "cremation",
    "fte": "fte wte",
}
"""Nouns by the unit that counts them. A unit is named by its plural."""
_MEASURES = frozenset("tonnes hectares acres litres miles kilometres".split())
"""What is measured, in the plural alone: "Hectare Lane" is no number of hectares."""

_GBP = re.compile(
    r"(?:cost|spend|spending|spent|expenditure|budget|salary|income|revenue|fees?|£)\b|.*£(?!\s?\d)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?:percentages?|proportions?|per\s?cent|%)(?=\W|$)|.{0,300}%", re.IGNORECASE)
_NOT_A_COUNT = re.compile(r"(?:rates?|averages?|mean|median|ratios?|index)\b|(?:at\s)?home\Z", re.IGNORECASE)
"""What counts nothing: "Home" alone is where it was, or whose students are not from abroad."""
_LEAD = re.compile(
    r"(?:how\smany|(?:what(?:\s(?:is|was|are|were))?|please\sprovide|provide)|(?:all|any|each|both|some|of"
    r"|the|these|those|this|your|our"
    r"|a|an|above|total|overall|grand|annual|monthly)|(?:total\s)?(?:numbers?|totals?|counts?|figures?"
    r"|breakdowns?|volumes?|lists?|no\.?)"
    r"(?=\s(?:of|for)\b)|(?:individual|members\sof|identified|recorded|reported|\d[\d,]*))\s+",
    re.IGNORECASE,
)
_PHRASE_END = re.compile(
    r"\s(?:of|for|by|in|with|that|who|which|whose|to|from|at|on|per|against|about|regarding|relating"
    r"|relate|concerning|involving|containing"
    r"|contained|during|since|between|under|within|across|as|and|or|were|was|are|is|have|has|had|did|do"
    r"|does|been|being|resulted"
    r"|resulting|recorded|received|referred|made|given|held|issued|conducted|where|when|currently|there"
    r"|you|the|it|your|than|used|paid|unpaid"
    r"|employed|registered|placed|dealt|open|closed|involved|committed|upheld|carried|decided|seized|awaiting)\b"
    r"|[?.;:,()\[\]–—]|\s[-/]\s",
    re.IGNORECASE,
)


@cache
def _units() -> dict[str, str]:
    """Every noun, singular and plural, with its unit; words of the vocabulary count as it says."""
    known = {form: unit for unit, nouns in _NOUNS.items() for noun in nouns.split() for form in _forms(noun)}
    known |= {
        f"{kind} inspector{s}": "officers" for kind in ("police", "chief", "detective") for s in ("", "s")
    }
    known |= {measure: measure for measure in _MEASURES}
    del known["establishment"]  # of a team it is the posts that it should have
    known |= {"staff": "people", "pcsos": "people", "fines": "notices", "personnel": "people"}
    for word in tables.vocabulary():
        if word.kind == "measure" and word.unit in ("case", "matter", "person", "referral"):
            unit = {"case": "cases", "matter": "matters", "referral": "referrals"}.get(word.unit, "")
            phrases = [phrase for phrase in (word.name, *word.aliases) if " " in phrase]
            phrases += [short for short in word.abbreviations if len(short) > 2]
            known |= {form: unit for phrase in phrases for form in _forms(phrase.lower()) if unit}
    return known | {"officer allegation": "officer allegations", "officer allegations": "officer allegations"}


@cache
def _plurals() -> frozenset[str]:
    regular = {_forms(noun)[1] for nouns in _NOUNS.values() for noun in nouns.split()}
    return frozenset(regular | _MEASURES | {"staff", "personnel", "people", "children", "women", "men"})


def _forms(noun: str) -> tuple[str, str]:
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "o"):
        return noun, noun[:-1] + "ies"
    if noun.endswith(("ch", "sh", "x", "ss")):
        return noun, noun + "es"
    return noun, noun if noun.endswith("s") else noun + "s"


FTE_DAYS = re.compile(r"\bfte\s(?:working\s)?days\b|\bdays\b[^.;?]{0,30}\bper\sfte\b", re.IGNORECASE)
""" "FTE days lost", "days lost per FTE": days, as much as a whole post works in one."""


@lru_cache(maxsize=8_192)
def unit(text: str) -> tuple[str, str] | None:
    """What the words count, and in which unit: "Conduct Cases" gives ("conduct cases", "cases").

    The head of the first noun phrase decides: "allegations against officers" are allegations, "officers with
    complaints" are officers. None where the noun is not known, or the words name a rate or an average.
    """
    written = " ".join(text.split())[:200]
    while lead := _LEAD.match(written):
        written = written[lead.end() :]
    if _NOT_A_COUNT.match(written):
        return None
    for sign, name in ((_PERCENT, "percent"), (_GBP, "gbp")):
        if sign.match(written):
            return _until_end(written), name
    phrase = _until_end(written)
    tokens = phrase.replace("/", " ").split()
    plural = _first_plural(phrase.split())
    for length in range(len(tokens), 0, -1):
        known = _units().get(" ".join(tokens[-length:]))
        if known and not _is_length(
            tokens, len(tokens) - 1
        ):  # "officers resigned before a hearing" are officers
            return plural if plural and length == 1 and tokens[-1] not in _plurals() else (phrase, known)
    return plural


def _first_plural(tokens: list[str]) -> tuple[str, str] | None:
    """A plural inside a phrase whose end nobody marked: "vaping products has the council seized"."""
    for at, token in enumerate(tokens[:6]):
        known = _units().get(token)
        if known and token in _plurals() and not _is_length(tokens, at):
            return " ".join(tokens[: at + 1]), known
    return None


def _is_length(tokens: list[str], at: int) -> bool:
    """Whether a measure has its own number before it: "journeys over 5 miles" are journeys."""
    return tokens[at] in _MEASURES and at > 0 and tokens[at - 1][0].isdigit()


def _until_end(written: str) -> str:
    end = _PHRASE_END.search(written)
    return (
        written[: end.start() if end and end.start() else len(written)].lower().strip(" '‘’\"-*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹")
    )
