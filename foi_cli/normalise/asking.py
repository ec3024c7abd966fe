"""What a question asks for: in which unit an answer counts, what it measures, for which time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from foi_cli.model import Period
from foi_cli.normalise import dates, periods, timespans, words, years
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.sought import sought

_MONEY = sought(
    r"£|\b(?:costs?|spen[dt]|spending|expenditure|budgets?|fees?|value\sof|amounts?\s(?:paid|spent|of\smoney|recovered|owed|due)"
    r"|debts?\s(?:written\soff|owed|outstanding|recovered)|salary|salaries|monetary|income|revenue|payments?\smade|paid\s(?:out|in|to|by)|how\smuch\s(?:has|did|does|was|is|were|money))\b"
)
_COUNTING = sought(r"\b(?:how\smany|numbers?\sof)\b")
_COUNTED = re.compile(
    r"\b(?:how\smany|(?:total\s)?(?:numbers?|no\.)\sof|(?:of|for|out\sof)\s(?:(?:all\s)?(?:these|those|the\sabove)|all)|counts?\sof|the\s(?:most|fewest|highest|lowest)"
    r"|breakdown\sof|list\sof)\s(?P<what>[^?.;:\n]{2,160})",
    re.IGNORECASE,
)
_FTE = sought(r"\bFTEs?\b|\bfull[\s-]time[\s-]equivalents?\b")
_PERCENT = sought(r"\b(?:what|which)\s(?:percentage|proportion|per\scent)\b|\bpercentage\sof\b")
_HOW_MANY = re.compile(r"\b(?:how\smany|number\sof)\b")
""" "How many staff are there, and what percentage are women?": shares have a sign of their own."""
_SCALE = sought(
    r"\((?:in\s)?£?\s?(?:(?P<million>m|mn|millions?)|(?P<thousand>k|['’]?000s?|thousands?))\s?(?:pounds)?\)"
)
""" "Passenger journeys (million)": what the numbers of an answer are numbers of."""
_LEAD = re.compile(
    r"\W*(?:(?:please\s)?(?:can|could|would)\syou\s(?:please\s)?)?(?:please\s)?(?:provide|confirm|supply|tell\sme|state|indicate|give)?\s?(?:me\s)?(?:with\s)?"
    r"(?:what\s(?:is|are|was|were)\s)?(?:the\s)?(?:total\s|annual\s)?(?:how\smany|how\smuch|(?:number|amount|numbers)\sof)?\s",
    re.IGNORECASE,
)
_TIME_FIRST = re.compile(
    r"\W*(?:(?:between|from|in|for|during|since|of)\b[^,?]{4,80}?(?:,|(?=\b(?:how|what|please|could|can)\b))\s*)",
    re.IGNORECASE,
)
_PLEASANTRY = re.compile(
    r"(?:I|we)\s(?:hope|am\swriting|would\s(?:like|be)|wish|request)\b|under\s(?:the\s)?freedom\b|please\snote|thank|dear\b|hello|hi\b|good\s(?:morning|afternoon)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*[“\"‘'](?P<name>[^“”\"‘’]{3,60})[”\"’']")
_OPEN_FROM = re.compile(r"from\s(?:the\s)?(?:19|20)\d\d", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def named(label: str) -> tuple[str, str] | None:
    """What a label counts and in which unit: by its first noun phrase, else by its last words."""
    found = words.unit(label)
    if found is not None:
        return found
    tail = [word for word in label.split()[-2:] if any(map(str.isalnum, word))]
    tail = tail[1:] if tail and tail[0].lower() in ("and", "of", "the", "for", "or", "in") else tail
    while tail:
        found = words.unit(" ".join(tail))
        if found is not None and found[1] not in ("gbp", "percent"):
            return found
        tail = tail[1:]
    return None


@lru_cache(maxsize=4_096)
def unit(text: str) -> str:
    """The unit in which an answer to this question counts; "count" where the question does not say."""
    scaled = _SCALE.search(lowered(text))
    scale = next((name for name in ("million", "thousand") if scaled and scaled[name]), "")
    if money(text):
        return f"gbp {scale}".rstrip()
    small = lowered(text)
    if words.FTE_DAYS.search(small):
        return "days"
    if _FTE.search(small) and not re.search(r"\bheadcount\b", small):
        return "fte"
    share = _PERCENT.search(small)
    if share is not None and not _HOW_MANY.search(small, 0, share.start()):
        return "percent"
    found = counted(text) or _titled(text)
    return scale or (found[1] if found is not None else "count")


@lru_cache(maxsize=4_096)
def measure(text: str) -> str:
    """What the question asks for, in its own words: at most its first twelve."""
    found = counted(text) or _titled(text)
    if found is not None:
        return found[0]
    for match in _COUNTED.finditer(text):
        if phrase := _phrase(match["what"]):
            return phrase
    for sentence in re.split(r"\n|(?<=[.?!])\s", text):
        if sentence.strip() and not _PLEASANTRY.match(sentence.strip()):
            return _head(sentence)
    return ""


def _phrase(what: str) -> str:
    """The first twelve words of what is counted."""
    return " ".join(re.split(r"\(|,(?!\d)", what)[0].split()[:12])


_VERB = re.compile(
    r"(?:had|have|has|were|was|are|is|did|do|does|led|left|went|got|came|took|received|resulted|involved|ended"
    r"|started|related|remain(?:ed)?)\s",
    re.IGNORECASE,
)
Kind: TypeAlias = Literal["", "academic", "financial", "municipal", "own"]
"""Of which kind years are: "financial" also where calendar years or April are spoken of, "own" where a letter
says how its years run without a name for them, "" where nobody says."""
KIND = r"(?:academic|school|university|college|financial|fiscal|accounting|municipal|mayoral|civic)"
"""A word that says of which kind a year is, for use inside other patterns."""
_ACADEMIC = sought(
    r"\b(?:academic|school|university|college)\s(?:years?|sessions?)\b|(?<!parliamentary\s)\bsession\s(?:19|20)\d\d\s?[/–-]"
    r"|\b(?:19|20)\d\d\s?[/–-]\s?\d{2,4}\ssession\b|\(sept?(?:ember)?\s?(?:to|[-–])\s?aug(?:ust)?\)"
)
_MUNICIPAL = sought(r"\b(?:municipal|mayoral|civic)\syears?\b")
_OTHER_YEARS = sought(
    r"\b(?:financial|fiscal|calendar|tax|accounting)(?:\s(?:or|and)\s\w+)?\syears?\b|\b(?:fy|f/y)\b|\bapril\b"
)


def kind(*texts: str) -> Kind:
    """Of which kind the first of these texts that says which years it means says that they are."""
    return next((found for text in texts if (found := _kind(text))), "")


@lru_cache(maxsize=1_024)
def _kind(text: str) -> Kind:
    small = lowered(text)
    if _OTHER_YEARS.search(small) is not None:
        return "financial"
    if _ACADEMIC.search(small) is not None:
        return "academic"
    return "municipal" if _MUNICIPAL.search(small) is not None else ""


def kind_named(word: str) -> Kind:
    """The kind of years of which one of the words of `KIND` speaks."""
    if word in ("financial", "fiscal", "accounting"):
        return "financial"
    return "municipal" if word in ("municipal", "mayoral", "civic") else "academic"


def counts(text: str) -> bool:
    """True where the question says what is to be counted, in words known or not."""
    return _COUNTING.search(lowered(text)) is not None


def money(text: str) -> bool:
    """True where an amount of money was asked for rather than a count."""
    small = lowered(text)
    return bool(_MONEY.search(small)) and not _COUNTING.search(small)


def period(text: str) -> Period | None:
    """The one period that a question names; None where it names none, or several."""
    if not text:
        return None
    found = [said for _, _, said in periods.find(text) if not _OPEN_FROM.fullmatch(said.text.strip())]
    if len(found) == 1:
        return None if _AT_AN_EDGE.search(text) and years.kind_of(found[0]) else found[0]
    return None if found else timespans.as_at(text) or _on_day(text)


_AT_AN_EDGE = re.compile(
    r"\b(?:at|by|on|as\s(?:at|of))\s(?:the\s)?(?:very\s)?(?:start|beginning|end|close|last\sday)\sof\s(?:the\s)?(?:\w+\s){0,3}(?:19|20)?\d\d",
    re.IGNORECASE,
)
""" "each school at the end of the 2022-23 session": on a day of that year, and not in all of it."""


def day(text: str) -> str:
    """The day of each year on which a question has one thing counted: "How many staff were there on 31 March
    in each of the last three years?"; "" for none, and where other things are asked for with it."""
    named = timespans.day_of_years(text)
    return named if named and len(_COUNTED.findall(text)) <= 1 else ""


_ON_DAY = re.compile(
    rf"(?:^|(?P<before>\w{{2,20}}),?\s)on\s(?:the\s)?(?P<day>{dates.DATE})(?:\s?[?.)]|$|,\s)", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:published|issued|dated|made|sent|received|released|announced|signed|approved|agreed|introduced|effect|force|request"
    r"|letter|began|started|opened|closed|launched|adopted|passed|decision|report|response|meeting)",
    re.IGNORECASE,
)
""" "the policy approved on 5 May 2023": a day on which something was done, and nothing counted."""


def _on_day(text: str) -> Period | None:
    """The one day for which a question asks: "staff in the team, on 30 November 2023"."""
    found = list(_ON_DAY.finditer(text))
    if len(found) != 1 or _DONE.fullmatch(found[0]["before"] or ""):
        return None
    day = dates.read(found[0]["day"])
    return Period(found[0]["day"], day, day, True) if day is not None else None


@lru_cache(maxsize=4_096)
def counted(text: str) -> tuple[str, str] | None:
    """What a text says is counted, and its unit: "how many …", "the number of …", "for all …"; the first
    whose unit is known."""
    for match in _COUNTED.finditer(text):
        if _VERB.match(match["what"]):  # "of those, how many had a location …"
            continue
        timed = _OF_TIME.match(match["what"])
        if timed is not None:
            return _phrase(match["what"]) or timed[0], timed["unit"].lower()
        quoted = _QUOTED.match(match["what"])
        found = named(quoted["name"]) if quoted else words.unit(_AND_SHARE.split(match["what"])[0])
        if found is not None:
            return found
    return None


_OF_TIME = re.compile(
    r"(?:(?!(?:and|are|by|did|do|for|from|have|in|longer|more|of|on|or|over|than|that|the|to|under|was|were|which|who|with|within)\b)"
    r"[A-Za-z()/-]{1,30}\s){0,6}(?P<unit>hours|minutes|days|weeks|shifts)\b"
    r"(?!['’-]|\s(?:after|before|late|notice|old|overdue|or\s(?:less|more|over|under))\b)",
    re.IGNORECASE,
)
""" "How many (off-road) hours were recorded": a noun phrase whose head is a measure of time."""
_AND_SHARE = re.compile(
    r",?\s(?:and|with|plus)\s(?:(?:the|what|as\sa)\s)?(?:%|per\s?cent|percentages?|proportions?)",
    re.IGNORECASE,
)
""" "Number of inspections, and % of firms found compliant" asks for inspections first."""


def several(text: str) -> bool:
    """True where things of different kinds are asked for in one breath: "How many stations do you have? How
    many firefighters?" Then no number tells by itself which of them it is."""
    asked = [match["what"].lower() for match in _COUNTED.finditer(text) if not _VERB.match(match["what"])]
    return len({found[1] if (found := words.unit(what)) else what[:20] for what in asked}) > 1


def _titled(text: str) -> tuple[str, str] | None:
    """What a title or a request in a few words names first; a question names other things as well."""
    return words.unit(_head(text)) if "?" not in text else None


_OVER_WISHES = re.compile(
    r"\W*(?:(?:your|the|original|full|my|our|foi)\s){0,2}(?:requests?|questions?|information\srequested|query|queries)\W*"
    r"|\W*you\s(?:have\s)?(?:asked|requested)(?:\s(?:for|us))?(?:\sthe\sfollowing)?(?:\sinformation)?\W*",
    re.IGNORECASE,
)
"""A heading over what was asked for: it asks for no requests."""


def _head(text: str) -> str:
    first = next((line for line in text.strip().split("\n") if not _OVER_WISHES.fullmatch(line)), "")
    time = _TIME_FIRST.match(first)
    first = first[time.end() :] if time and len(first) > time.end() + 8 else first
    lead = _LEAD.match(first)
    rest = first[lead.end() :] if lead else first
    return " ".join(re.split(r"[?.;:(]", rest)[0].split()[:12])
