"""Numbers of a sentence that count nothing: names, limits, and the cost of a search."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from foi_cli.normalise import dates, lowercase, numbers, words
from foi_cli.normalise.dated import Sentence
from foi_cli.normalise.numbers import MONEY
from foi_cli.normalise.sought import sought

_COSTS = lowercase.compiled(
    r"\b(?:cost\slimit|appropriate\slimit|fees\slimit|statutory\slimit|search(?:ing)?\b|to\slocate|retriev|estimate\sthat|manually|exceed"
    r"|would\s(?:take|need|require)\b)",
)
_IN_A_YEAR = r"\s(?:in|during)\s(?:the\s(?:(?:financial|calendar|academic)\s)?year\s)?(?:19|20)\d\d(?!\d)"
_HOURS = lowercase.compiled(
    rf"\b(?:\d[\d,.]{{0,15}}\+?\s(?:(?!an\s)\w{{1,30}}\s)?(?:hours?|hrs|minutes?|mins?)\b(?!\s(?:a|per|each)\sweek\b|\s\d{{1,2}}\s(?:min|sec))(?!{_IN_A_YEAR})|working\sdays|(?<=£)25(?:\.00)?\san\shour\b"
    r"|(?<!hours\s)per\s(?:year|annum|week)\b)",
)
_PERFORMED = lowercase.compiled(
    r"\d\s?%\s(?:of\s[^.;]{1,60}\s)?(?:was|were|is|are)\s[^.;]{1,60}\bwithin\s(?:[a-z]+\s){0,4}\d{1,3}\s(?:working\s)?days\b"
)
""" "71% were done within 5 working days": a time that was kept to, and no cost."""
_WITHDRAWN = re.compile(
    r"\b(?:our|the|an|a)\s(?:(?:earlier|previous|interim|first|last|original|former)\s)?(?:reply|response|letter|answer|email|e-mail)\b[^.;]{0,60}$"
    r"|\b(?:previously|originally|first|earlier|wrongly|incorrectly)\s(?:stated|said|gave|given|reported|quoted|told\syou)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_WITHDRAWS = sought(
    r"\b(?:withdrawn|withdraw|superseded|supersedes|replaces|incorrect(?:ly)?|wrong(?:ly)?|in\serror|an\serror|mistaken(?:ly)?)\b",
)
""" "In our first reply we gave 598; that figure is withdrawn"."""
_BEFORE = lowercase.compiled(
    r"""(?:\b(?:sections?|s|ss|regulations?|reg|articles?|art|pages?|pp?|paragraphs?|para|schedules?|sch|part|parts|questions?|q|no|nos|number|ref
    |act|bands?|levels?|scales?|class|chapter|annex|appendix|tables?|figures?|items?|room|box|version|phase|categor(?:y|ies)|types?|stage|grade|tier
    |pages?\s\d{1,4}\s(?:to|and|&)|(?<!the\s)above|aged?|order|rule|code|form|si|step|unit|ward|zone|district|year|within|every|per|operation|line|not|than|days?|or
    |principle|principles|exemption|reason|level|key|covid
    |ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\W{0,3}
    |[(\[/#.@_-]|\d\s?[x×]\s?)$""",
    re.VERBOSE,
)
_AFTER = re.compile(
    r"""[A-Za-z_]|\s?(?:(?:person[\s-])?(?:hours?|hrs?|minutes?|mins?|seconds|second(?!\s[a-z])|days?|weeks?|months?|years?|calendar|working|miles?|mph|km|metres?|[gmk]b|am|pm
    |clock|per\syear)\b|\((?!\s?\d+(?:\.\d+)?\s?(?:%|FTE|WTE)|\d[\d,]{0,9}\s[a-z]{3,20}\)|(?:19|20)\d\d\b|\d\d/\d\d\b)|\)|/\d|[-–]\d|:\d|\.\d|\s?of\sthe\s(?:act|regulations|freedom)|\])
    |\sor\s(?:\d|two|three|four|five|six|more\b|so\b)
    |\s(?:more|fewer|less)\sthan\b""",
    re.VERBOSE | re.IGNORECASE,
)
_STAFF = re.compile(r"(?:FTE|WTE|equivalents?)$", re.IGNORECASE)
""" "10.4 full time equivalents", which are nothing's name."""
_MEASURED_IN = re.compile(
    rf"\s(?:hours|days|miles|km|kilometres|metres)(?:\sof\s[a-z]{{3,20}})?(?:\s(?:was|were)\s[a-z]{{3,20}})?{_IN_A_YEAR}",
    re.IGNORECASE,
)
""" "6,840 hours in 2022", "14.2 miles of path were mended in 2023": they were measured, and name nothing."""
_OF_MONTH = re.compile(rf"\s(?:of\s)?{dates.MONTH}(?=\s(?:to|until|and)\s\d|[\s.,;]*$)", re.IGNORECASE)
""" "1 October to 30 April", "from 1 October.": a day of every year."""
_FOR_ONE = re.compile(
    r"\b(?:costs?|price|charged?|fee|payment|award|grant|amount|sum|spend|spent|paid|highest|largest|lowest|smallest|most|least)"
    r"\s(?:[a-z]{1,15}\s){0,2}(?:for|to|on|per)\s(?:any\s)?$",
    re.IGNORECASE,
)
""" "the highest cost for one pupil £118,430": each of them, and no count."""
_ASKS_HOW_LONG = re.compile(
    r"\bhow\s(?:long|fast|quickly|soon)\b|\bduration\b|\b(?:average|mean|median|typical|longest|shortest|maximum|minimum)\b[^?.]{0,40}"
    r"\b(?:time|length|wait|stay|days|weeks|months|hours|placement|period)\b|\bin\s(?:days|weeks|months|hours|minutes)\b",
    re.IGNORECASE,
)
"""Questions that are answered with a number of days or hours."""
_TIME = re.compile(
    r"\s(?:(?:working|calendar)\s)?(?P<unit>days?|weeks?|months?|years?|hours?|minutes?)\b", re.IGNORECASE
)
_UNIT = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?|months?|years?)(?![a-z])"
_ANY_UNIT = re.compile(rf"\s{_UNIT}", re.IGNORECASE)
_TWO_UNITS = re.compile(rf"\s{_UNIT},?\s(?:and\s)?\d{{1,3}}\s{_UNIT}", re.IGNORECASE)
_SECOND_UNIT = re.compile(rf"\d\s{_UNIT},?\s(?:and\s)?$", re.IGNORECASE)
""" "8 minutes 47 seconds" is one time, which no single number of the letter says."""
_MEASURE = (
    r"\b(?:average|mean|median|longest|shortest|maximum|minimum)\b[^.;]{0,100}\s"
    r"(?:was|were|is|are|of|for|took|takes|waited|(?:between|about|around|approximately|roughly))"
)
_MEASURED = lowercase.compiled(r"\b(?:average|mean|median|longest|shortest|maximum|minimum)\b")
_MEASURED_BEFORE = re.compile(
    rf"(?:{_MEASURE}|\b(?:and|but)\sthe\s(?:mean|median|longest|shortest))$", re.IGNORECASE
)
""" "The mean wait was 74 minutes": a time that somebody measured."""
_OF_TIME = lowercase.compiled(
    r"\b(?:times?|waits?|waiting|long|longest|length|duration|days|hours|minutes|delays?|average|mean|median)\b"
)
_TIME_TOLD = lowercase.compiled(
    r"\b(?:average|mean|median|longest|shortest)\s(?:[a-z]+\s){0,2}(?:times?|waits?|length|duration|stay|delay)\b[^.;]{0,120}\s(?:was|were)\s"
)
_OF_EACH = lowercase.compiled(
    r"\b(?:per|each|every|a)\s(?:case\s)?(?:file|record|entry|document|e-?mail|case|item)\b"
)
""" "The average wait was 94 working days", but no "It was 8 minutes a file"."""
_PER_RECORD = re.compile(r"\s(?:per|each|every|to\s|for\seach|on\seach)", re.IGNORECASE)
_IT_WAS = re.compile(
    r"^(?:(?:\W{0,3}|.{0,80}\b(?:it|this|that|figure|answer)\s)(?:was|is)?|.{0,80}\s(?:took|takes|lasted|lasts|waited))$",
    re.IGNORECASE,
)
_BETWEEN_STANDS = re.compile(
    r"(?:^\W{0,3}|\b(?:was|were|is|are|had|have|received|recorded)|\d)$", re.IGNORECASE
)
""" "there were between 110 and 115", but no "children between 5 and 16"."""
_TIMES_OF = re.compile(
    r"(?:the\s)?(?:average|mean|median|total)\s(?:number\sof\s)?(?P<unit>(?:(?:working|calendar)\s)?(?:days|weeks|months|hours|minutes))\b",
    re.IGNORECASE,
)
_OPENS_BRACKET = re.compile(
    rf"\s\((?:\d[\d,]{{0,12}}|{words.PATTERN})\s(?:in|of|for|were|was|on|at|men|women|male|female)\b",
    re.IGNORECASE,
)
""" "Three (two in 2021 and one in 2022)": a number that opens an answer, and what it is made of."""
_RANGE_ENDS = re.compile(
    r"(?<!\d)(?<!\bfrom\s)(?<!\bfrom\sabout\s)(?<!\bfrom\saround\s)(?<![\d,.£/-])\d[\d,]{0,12}(?:\.\d{1,3})?\s(?:to|or)\s$",
    re.IGNORECASE,
)
""" "another 20 to 25 shelters": neither of them is the number, as those of "rose from 20 to 25" are."""
_ALONE = re.compile(r"\s(?P<noun>[a-z]{3,20}(?:\s[a-z]{3,20})?)\)")
_NUMBER_BEFORE = re.compile(
    r"\d\s?(?:FTE|WTE|%)?(?:\s[^().;:£\d]{1,40})?(?:\s(?:in|for)\s[\d/–-]{4,9})?\s\($"
)
_IN_YEAR = re.compile(r"\s(?:in|for|during)\s(?:19|20)?\d\d")


_BOUND = (
    r"(?:(?:more|less|greater|fewer|higher|lower)\sthan|over|above|under|below|at\sleast|up\sto"
    r"|exceed(?:s|ed|ing)?|in\sexcess\sof|[<>≤≥]=?)"
)
_BOUND_BEFORE = re.compile(rf"{_BOUND}\s?$", re.IGNORECASE)
_BOUND_HEAD = re.compile(_BOUND, re.IGNORECASE)
_BOUND_AFTER = re.compile(
    r"\s(?:or\s(?:more|less|over|above|under|below)|and\s(?:over|above|under|below))\b", re.IGNORECASE
)
_MEMBERS = re.compile(
    r"\b(?:who|whom|which|whose|none|each|any|every|no\sone|earn(?:s|ed|ing)?|worth|valued|salar(?:y|ies)|remuneration)\b[^.;:£]{0,40}$"
    r"|\b(?:contracts?|payments?|invoices?|transactions?|purchases|items?|orders?|suppliers|staff|employees|officers|people|them|these|those)(?:\s(?:are|is|were|was|being))?\s(?:(?:paid|earning)\s)?$",
    re.IGNORECASE,
)
""" "invoices over £500", "none of which received more than £100,000": which ones are meant."""
_LIMIT = re.compile(
    rf"{_BOUND}\s?(?P<above>{MONEY})|(?P<plus>{MONEY})(?:\s?\+(?!\s?\w)|\s(?:or|and)\s(?:more|less|over|above|under|below)\b)",
    re.IGNORECASE,
)


def costs(small: str, asked: str) -> bool:
    """True where a sentence in small letters speaks of what a search would cost; hours that were asked about
    are no cost, and neither is an average time where times were asked about."""
    asked = lowercase.lowered(asked)
    if any(match[0] not in asked for match in _COSTS.finditer(small)):
        return True
    if (_MEASURED.search(small) and _OF_TIME.search(asked)) or _ASKS_HOW_LONG.search(asked):
        return False
    if not asked and _TIME_TOLD.search(small) and not _OF_EACH.search(small):
        return False
    hours = any(match[0] not in asked for match in _HOURS.finditer(small))
    return hours and _PERFORMED.search(small) is None


def measures(sentence: Sentence, token: re.Match[str]) -> bool:
    """True where the number is a time that was measured, and asked about: "The longest stay was 213 days"."""
    time = _TIME.match(sentence.text, token.end())
    if time is None or _PER_RECORD.match(sentence.text, time.end()) or in_two_units(sentence.text, token):
        return False
    before = sentence.before(token)
    if _MEASURED_BEFORE.search(before):
        return time["unit"][0] not in "hm" or _OF_TIME.search(lowercase.lowered(sentence.asked)) is not None
    dated = any(end <= token.start() <= end + 2 for _, end, _ in sentence.spans)
    asks = _ASKS_HOW_LONG.search(sentence.asked) is not None
    return asks and (dated or _IT_WAS.search(before) is not None)


def measured(label: str) -> bool:
    """True for an average or an extreme, which counts nothing by itself."""
    return _MEASURED.search(lowercase.lowered(label)) is not None


def time_of(text: str) -> str:
    """ "working days" for "Average working days lost: 6.8 in 2020-21": what follows is a number of them."""
    match = _TIMES_OF.match(text)
    return match["unit"] if match is not None else ""


def is_time(noun: str) -> bool:
    """True of "minutes" and "calendar days"."""
    return _TIME.match(f" {noun}") is not None


def in_two_units(text: str, token: re.Match[str]) -> bool:
    """True where the number is a part of a time that is told in two: "2 hours and 15 minutes"."""
    if _TWO_UNITS.match(text, token.end()) is not None:
        return True
    before = text[max(token.start() - 20, 0) : token.start()]
    return _ANY_UNIT.match(text, token.end()) is not None and _SECOND_UNIT.search(before) is not None


def names(sentence: Sentence, token: re.Match[str]) -> bool:
    """True where the number only names something: a section, a page, a day, an hour; days and hours that were
    asked for are counted."""
    text = sentence.text
    before = text[max(token.start() - 24, 0) : token.start()]
    if token.group().endswith("%") and before.endswith("("):
        return False
    if _STAFF.search(token.group()):
        return False
    if "£" in token.group():
        return _is_limit(sentence, token)
    if sentence.asked and not before.strip() and _OPENS_BRACKET.match(text, token.end()):
        return False
    if before.endswith("(") and (_IN_YEAR.match(text, token.end()) or _is_also(text, token)):
        return False
    if token.group()[:7].lower() == "between" and not _BETWEEN_STANDS.search(before.rstrip()):
        return True
    if token.group().lower() == "one" and _FOR_ONE.search(text, max(token.start() - 60, 0), token.start()):
        return True
    inside = before.strip() == "(" and token.start() <= 2
    if _RANGE_ENDS.search(text, max(token.start() - 40, 0), token.start()):
        return True
    if not inside and _BEFORE.search(lowercase.lowered(before)):
        return True
    if token.group().lower() == "none":
        return _LIMIT.search(text, token.end(), token.end() + 80) is not None
    return _named_behind(sentence, token)


def _named_behind(sentence: Sentence, token: re.Match[str]) -> bool:
    """True where the words behind a number make a name of it: a month, a time, a distance."""
    text, end = sentence.text, token.end()
    if _MEASURED_IN.match(text, end) is not None:
        return False
    if _OF_MONTH.match(text, end) is not None:
        return True
    return _AFTER.match(text, end) is not None and not _is_asked_time(sentence, token)


def _is_also(text: str, token: re.Match[str]) -> bool:
    """True for what a bracket counts behind another number: "61.4 FTE caseworkers (68 people)"."""
    noun = _ALONE.match(text, token.end())
    behind = _NUMBER_BEFORE.search(text, max(token.start() - 60, 0), token.start())
    return noun is not None and behind is not None and words.unit(noun["noun"]) is not None


def leads(label: str) -> bool:
    """True for words behind which a number is a name: "Section", "page"."""
    return _BEFORE.search(f"{lowercase.lowered(label)} ") is not None


def withdraws(small: str) -> bool:
    """Whether a sentence in small letters takes a number back."""
    return _WITHDRAWS.search(small) is not None


def withdrawn(text: str, token: re.Match[str]) -> bool:
    """True for the number that such a sentence takes back: "in our first reply we gave 598"."""
    return _WITHDRAWN.search(text, 0, token.start()) is not None


def _is_asked_time(sentence: Sentence, token: re.Match[str]) -> bool:
    """True where the number is one of days or hours, and such were asked for."""
    time = _TIME.match(sentence.text, token.end())
    if time is None or _repeats_limit(sentence, token, time):
        return False
    if _ASKS_HOW_LONG.search(sentence.asked) or measures(sentence, token):
        return True
    asks = rf"\b(?:how\smany|number\sof)\s(?:\w+\s){{0,3}}{time['unit'].rstrip('s')}s?\b"
    return re.search(asks, sentence.asked, re.IGNORECASE) is not None


def _repeats_limit(sentence: Sentence, token: re.Match[str], time: re.Match[str]) -> bool:
    """True for the time that the question set: "had waited over 52 weeks", asked how many over 52 weeks."""
    bound = _BOUND_HEAD.match(token.group())
    if bound is None:
        return False
    return f"{token.group()[bound.end() :].strip()}{time.group().rstrip('s')}" in sentence.asked


def _is_limit(sentence: Sentence, token: re.Match[str]) -> bool:
    """True where a sum of money says which ones are meant, in a heading or a condition, or repeats the limit
    of the question: "staff whose salary was over £100k"."""
    before = sentence.before(token)
    bound = _BOUND_HEAD.match(token.group())
    if token.group()[:7].lower() == "between":
        return _MEMBERS.search(before.rstrip() + " ") is not None
    if bound is None:
        bounded = _BOUND_BEFORE.search(before)
        if bounded is None and not _BOUND_AFTER.match(sentence.text, token.end()):
            return False
        before = before[: bounded.start()] if bounded is not None else before
    if sentence.text.rstrip().endswith(":") or _MEMBERS.search(before.rstrip() + " "):
        return True
    value = _worth(token.group()[bound.end() if bound is not None else 0 :])
    return value is not None and value in _limits(sentence.asked)


@lru_cache(maxsize=64)
def _limits(asked: str) -> frozenset[Decimal]:
    """The sums of money that a question sets as a limit: "contracts above £100,000", "£500 or more"."""
    said = (_worth(match["above"] or match["plus"]) for match in _LIMIT.finditer(asked))
    return frozenset(value for value in said if value is not None)


def _worth(text: str) -> Decimal | None:
    amount = numbers.read(text)
    return amount.value if amount is not None else None
