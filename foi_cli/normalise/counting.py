"""Whether the words beside a number of a sentence say what it counts."""

from __future__ import annotations

import re

from foi_cli.model import Amount
from foi_cli.normalise import headed, namings, nouns, parts, words
from foi_cli.normalise.dated import Sentence, each

_THERE = re.compile(
    r"\bthere\s(?:are|is|were|was|have\sbeen|has\sbeen)(?:\scurrently|\sa\stotal\sof)?$|\ba\stotal\sof$",
    re.IGNORECASE,
)
_NONE_OPENS = re.compile(
    r"(?:(?:in|for|during|between|since|from)\b[^.;]{0,60}\s)?"
    r"(?:there\s(?:are|is|were|was|have\sbeen|has\sbeen)(?:\scurrently)?"
    r"|(?:we|the\s(?:council|trust|force|university|department|board))\s(?:(?:have|has)\s)?(?:had|received|recorded|issued|made))?",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:how\smany|numbers?\sof|how\smuch)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:have|has|had|were|was|are|is|of\s(?:the|these|those|which|them)|in\stotal)\b|,?\sof\s(?:which|whom)\b|\s?[.]?\s*$",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s?[-–—(,;]\s|\s\(\d[\d.,]{0,12}\s?(?:FTE|WTE|%)|\s\(\w[\w,-]{0,20}\s(?:in|of|for|were|was|on|at)\b",
    re.IGNORECASE,
)
""" "None - no such cases", "23 (18.7 FTE)": a number that opens an answer, and what explains it."""
_SHARE_FOLLOWS = re.compile(r"\s?(?:of\b|were\b|are\b|was\b|have\b|had\b)", re.IGNORECASE)
_DIVIDED = re.compile(
    r"\s(?:(?:were|was|are|is|had|have|has|did)\b|(?:not|partly|partially|fully|wholly)\s\w+(?:ed|held|n)\b)",
    re.IGNORECASE,
)
_OF_WHICH_ENDS = re.compile(r"\bof\s(?:which|whom),?$", re.IGNORECASE)
_WHO = r"\b(?:we|council|trust|force|authority|board|university|service|agency|department)\s(?:has\s|have\s)?"
_PAID = re.compile(rf"{_WHO}(?:paid|spent|received|raised|collected|recovered|awarded)$", re.IGNORECASE)
_DONE_TO = (
    r"(?:raised|issued|received|recorded|made|attended|served|opened|closed|awarded|granted|refused|carried\sout"
    r"|investigated|handled|completed|processed|resolved|settled|approved|conducted|inspected|cancelled|rejected"
    r"|dismissed|upheld|prosecuted|visited|repaired|replaced)"
)
_DID = re.compile(rf"{_WHO}{_DONE_TO}$", re.IGNORECASE)
_AND_DID_TO = re.compile(rf"\d,?\s(?:and|but)\s{_DONE_TO}$", re.IGNORECASE)
_ON_AVERAGE = re.compile(r"\bon\saverage$", re.IGNORECASE)
_NEAR = 60
"""Characters before a number in which its verb stands."""
_OCCASIONS = re.compile(r"\s(?:\w+\s)?occasions\b", re.IGNORECASE)
_COMMA = re.compile(r",\s(?:of|and|all|with|down|up|compared|but|including|plus|which)\b", re.IGNORECASE)
""" "Some 9,500, and 71% …": a number that opens an answer."""
_HOW_OFTEN = re.compile(r"\bhow\soften\b|\boccasions\b|\btimes\b", re.IGNORECASE)
_OF_THE = re.compile(r"\bof\s(?:the|these|those)$", re.IGNORECASE)
""" "64 of the 227 were upheld": what it says of the 227 is that they are known."""
_STOPS = re.compile(r"\s?(?:[,;.]|$)")
_AND_DID = re.compile(r"\s(?:and|but)\s(?:we\s)?[a-z]{3,20}\s\d")
""" "We investigated 2,051 and upheld 821"."""
_WAS = re.compile(
    r"\s(?:were|was|had\sbeen|have\sbeen)\s(?P<label>(?P<stem>[a-z-]{4,20}?)(?:(?:e?d|n|t)?\b)[^,;:.()£\d]{0,60}|[a-z][^,;:.()£\d]{0,80})",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:\b(?:and|but|while)|[,;])$", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"\s(?P<label>[a-z]{3,16}ly|by\s[a-z]{3,16}|in\s(?:person|writing))(?=\s?[.,;]|\s(?:and|but)\s|\s?$)"
)
_WERE = re.compile(
    r"\b(?:were|was|are|is|had\sbeen|have\sbeen)\s[a-z][^.;:()£\d]{0,80}?(?:,|\sand|\sbut|,\sand)\s$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\s(?P<noun>[a-z]{3,20})\s(?:were|have\sbeen|had\sbeen)\s(?P<done>[a-z]{4,20})\b[^.;:]{0,60}[.]?",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\W{0,3}(?:(?:currently|in\stotal|at\spresent),?\s)?(?:there\s(?:are|were)"
    r"|(?:we|the\s(?:(?:parish|town|city|county|borough|district)\s)?(?:council|trust|force|university|college|school"
    r"|department|board|authority|service|agency|constabulary))\s(?:currently\s)?(?:has|have|had|owns?|employs?|operates?))"
    r"(?:\scurrently)?",
    re.IGNORECASE,
)
""" "There are 64 plots", "The Council has eleven seats"."""
_LOCATED = re.compile(
    r"\s(?:on|in|at|across|throughout|within)\s(?:the|our|place|use|stock|total|all|service)\b", re.IGNORECASE
)
_ARGUED = frozenset(
    """reasons ways exemptions tests stages options parts questions factors points limbs elements
    types kinds sorts sections categories aspects issues conditions criteria steps grounds
    things days weeks months years hours minutes arguments documents attachments files tables
    sheets pages records systems versions definitions methods sources circumstances exceptions
    limitations changes differences errors columns rows rights forms links respects occasions
    instances times purposes principles duties powers rules regulations levels bands grades
    phases""".split()
)
""" "There are two tests to this exemption" counts nothing that was asked for."""
_GOES_ON = re.compile(r"\s(?:&|and|but|while|when|which)\s", re.IGNORECASE)
_PASSED = re.compile(r"\s[a-z]{3,20}(?:\s[a-z]{2,20}){0,3}", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?P<label>(?:\bnet\s|\boverall\s)?\b(?:loss|gain|increase|decrease|reduction|rise|fall|drop))\sof$",
    re.IGNORECASE,
)
""" "a net loss of fourteen"."""
_UP_FROM = re.compile(r"\b(?:up|down)\sfrom$", re.IGNORECASE)
_IN_ALL = re.compile(r"\s(?:in\sall|altogether)\b", re.IGNORECASE)
_ASKS_SHARE = re.compile(r"\b(?:per\s?cent(?:ages?)?|proportions?|shares?|rates?)\b|%", re.IGNORECASE)
SHARE_BRACKET = re.compile(r"\s?\(\s?\d+(?:\.\d+)?\s?%\s?\)")
""" "512 (48%)": a number and the share that it is."""


def counts(sentence: Sentence, token: re.Match[str], noun: str, amount: Amount, *, first: bool) -> bool:
    """True when the words beside the number say what it counts."""
    text, asked = sentence.text, sentence.asked
    if namings.measures(sentence, token):
        return True
    if amount.unit == "percent":
        return _is_share(sentence, token, first=first)
    if amount.unit == "gbp":
        return bool(asked or (sentence.spans and _is_paid(sentence.before(token)[-_NEAR:], first=first)))
    before = sentence.before(token)
    known = bool(noun) and nouns.known(noun.lower(), asked)
    if token.group().lower() == "no":
        told = (
            bool(sentence.spans)
            and words.unit(noun) is not None
            and (_THERE.search(before) is not None or bool(asked and not before))
        )
        told = told or (not before and (bool(each(sentence, token)) or _asks_what_was_done(sentence, token)))
        asks = told or _HOW_MANY.search(asked) is not None
        return asks and known and _NONE_OPENS.fullmatch(before.strip() or "there are") is not None
    if asked and (amount.unit == "fte" or _OF_WHICH_ENDS.search(before)):
        return True
    if known or (asked and _STOCK.fullmatch(before) and (is_thing(noun) or _is_there(text, token, noun))):
        return True
    if asked and SHARE_BRACKET.match(text, token.end()):
        return True
    if asked and parts.OF_THESE.match(text, token.end()):
        return True
    if asked and not first and parts.said_of(text, token) == "whole" and _DIVIDED.match(text, token.end()):
        return True
    if (asked or sentence.spans) and _idiom(sentence, token, before[-_NEAR:], first=first):
        return True
    if first and not before and _COMMA.match(text, token.end()) and _HOW_MANY.search(asked):
        return True
    there = _THERE.search(before[-_NEAR:]) is not None
    verb = _VERB.match(text, token.end()) is not None or (not before and _opens(text, token, amount))
    opening = not before or (there and bool(noun or verb))
    titled = there and bool(sentence.spans) and is_thing(noun) and headed.is_heading(asked)
    return first and opening and bool(noun or verb) and (titled or bool(_HOW_MANY.search(asked)))


def _asks_what_was_done(sentence: Sentence, token: re.Match[str]) -> bool:
    """ "No grants were recovered", asked for "Grants recovered": a nought of what the question names."""
    done = _DONE.fullmatch(sentence.text.strip(), token.end())
    if done is None:
        return False
    return (
        re.search(rf"\b{done['noun']}\s(?:\w+\s){{0,2}}{done['done']}\b", sentence.asked, re.IGNORECASE)
        is not None
    )


def _is_share(sentence: Sentence, token: re.Match[str], *, first: bool) -> bool:
    """Whether a number of per cent is the answer, a share of what was counted, or a change of it."""
    text, asked = sentence.text, sentence.asked
    if asked and _STOPS.match(text, token.end()) and not sentence.before(token).strip():
        return _ASKS_SHARE.search(asked) is not None
    if asked and not first and _CHANGE.search(text, 0, token.start() - 1):
        return True
    beside = text[token.start() - 1 : token.start()] == "(" and not first
    return beside or (_SHARE_FOLLOWS.match(text, token.end()) is not None and (first or bool(asked)))


def _is_paid(before: str, *, first: bool) -> bool:
    """True behind "we paid", and behind "on average" where another number stands before it."""
    return _PAID.search(before) is not None or (not first and _ON_AVERAGE.search(before) is not None)


def _opens(text: str, token: re.Match[str], amount: Amount) -> bool:
    """True for a nought, or a number of people, with a remark behind it: "None - no such cases"."""
    remark = _REMARK.match(text, token.end())
    return remark is not None and (amount.value == 0 or "(" in remark[0])


def _idiom(sentence: Sentence, token: re.Match[str], before: str, *, first: bool) -> bool:
    """True for ways of counting that name nothing: "on 268 occasions", "there were 57,", "2,724 in all"."""
    text, asked = sentence.text, sentence.asked
    did = bool(_DID.search(before) or (not first and _AND_DID_TO.search(before)))
    if did and sentence.spans and nouns.phrase(text, token.end()):
        return True
    if before.lower().endswith(" on") and _OCCASIONS.match(text, token.end()):
        return bool(sentence.spans) or _HOW_OFTEN.search(asked) is not None
    if not asked:
        return False
    if (did or _THERE.search(before)) and _STOPS.match(text, token.end()):
        return True
    if did and _AND_DID.match(text, token.end()):
        return True
    verb = None if _OF_THE.search(before) else _WAS.match(text, token.end())
    if verb is not None and (not first and _AND.search(before)):
        return True
    if not first and elliptic(text, token):
        return True
    if verb is not None and verb["stem"] and re.search(rf"\b{verb['stem']}", asked, re.IGNORECASE):
        return True
    if first:
        return False
    changed = _CHANGE.search(before) or _UP_FROM.search(before) or _IN_ALL.match(text, token.end())
    return changed is not None or all_but(text, token)


def _is_there(text: str, token: re.Match[str], noun: str) -> bool:
    """ "We have 17 on the map": so many of what was asked about."""
    return not noun and _LOCATED.match(text, token.end()) is not None


def is_thing(noun: str) -> bool:
    """True for a plural that can be counted, and is no part of an argument: "three reasons"."""
    last = _last(noun)
    plural = len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return plural and last not in _ARGUED


def argued(noun: str) -> bool:
    """True for the parts of an argument: "two limbs"."""
    return _last(noun) in _ARGUED


def _last(noun: str) -> str:
    return noun.lower().split()[-1].strip(".,;:") if noun else ""


def elliptic(text: str, token: re.Match[str]) -> str:
    """ "verbally" of "Three were assaulted physically and 17 verbally", which goes on in the words before."""
    said = _ELLIPTIC.match(text, token.end())
    link = _WERE.search(text, max(0, token.start() - 120), token.start()) if said is not None else None
    return said["label"] if said is not None and link is not None else ""


def all_but(text: str, token: re.Match[str]) -> bool:
    """True for the number of "all but two passed"."""
    return text.endswith("all but ", 0, token.start())


def called(text: str, token: re.Match[str]) -> str:
    """What a number without a noun is called: "a net loss of fourteen", "and 52 were de-registered"."""
    change = _CHANGE.search(text, 0, token.start() - 1)
    if change is not None:
        return change["label"]
    passed = _PASSED.match(text, token.end()) if all_but(text, token) else None
    if passed is not None:
        return f"all but {token.group()}{passed[0]}"
    if goes_on := elliptic(text, token):
        return goes_on
    verb = _WAS.match(text, token.end()) if _AND.search(text[: token.start()].rstrip()) else None
    return parts.label(_GOES_ON.split(verb["label"])[0]) if verb is not None else ""
