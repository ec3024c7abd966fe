"""What a document itself says of its markers: "figures under 5 are shown as *", "- means nil"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from foi_cli.model import Amount, Marker
from foi_cli.normalise import footnotes, lowercase, words
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.sought import sought

_SIGN = r"[‘’'\"“”(\[]?(?P<sign{n}>\*{{1,3}}|#|~|-|–|\.\.|[ackxz]|<\d{{1,2}}|\[\w\])[‘’'\"“”)\]]?(?!\w)"
_NUMBER = r"(?P<n{n}>\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twenty)"
_SMALL = (
    r"(?:(?:fewer|less|lower|smaller)\sthan|under|below|<)\s?"
    + _NUMBER.format(n="below")
    + r"|"
    + _NUMBER.format(n="most")
    + r"\sor\s(?:fewer|less|under|below)"
    + r"|(?:between|from)?\s?(?<![\d/.,])(?P<from>[01]|one|zero)\s?(?:-|–|to|and)\s?"
    + _NUMBER.format(n="to")
)
_SHOWN = (
    r"(?:shown|displayed|represented|replaced|denoted|indicated|marked|suppressed|given|recorded|reported"
    r"|listed|expressed|rounded|redacted|presented|masked)"
)
_VALUE_THEN_SIGN = re.compile(
    rf"(?:\b(?:figures?|numbers?|values?|counts?|cells?|totals?|anything|results?|data|instances?)\b[^.;]{{0,60}}?|\A|(?<=\.\s))(?:{_SMALL})"
    rf"[^.;]{{0,80}}?\b{_SHOWN}\s(?:as|by|with|using|to)\s(?:an?\s|the\s)?(?:asterisks?\s|symbol\s|dash\s)?\(?{_SIGN.format(n='1')}",
    re.IGNORECASE,
)
_SIGN_THEN_VALUE = re.compile(
    rf"(?:^|\s|[(“‘'\"]){_SIGN.format(n='2')}\s?(?:=|(?<![a-z]):|denotes?|indicates?|represents?|means?|signif(?:y|ies)|is\sused\s(?:for|where|to)|refers\sto)\s"
    rf"[^.;]{{0,60}}?(?:{_SMALL}|(?P<nil>nil|zero|nought|no\s(?:cases|incidents|records|data\srecorded))|(?P<other>not\s(?:held|recorded|available|applicable)|no\sdata|suppressed|confidential|withheld|redacted)(?P<rest>[^.;]{{0,60}}))",
    re.IGNORECASE,
)
_LONGEST_KEY = 180
_KEY = re.compile(
    rf"(?:key\W{{1,3}}|notes?\W{{1,3}})?(?P<sign3>\*{{1,3}}|#|~|\[\w\])\s(?-i:(?=[a-z<\d]))(?:{_SMALL})"
    r"(?:\W{0,3}|[.,;]\s(?=[^\d]{0,80}\b(?:totals?|withh[eo]ld|suppressed|redacted|protect|identif\w{1,10}|exempt|disclosed?)\b).{3,120})",
    re.IGNORECASE,
)
"""A line that is nothing but a sign, what it hides, and why: "* fewer than 5", "[c] under 5, withheld"."""
_GROUPED = re.compile(
    rf"(?:with|of|for|where)\s(?:{_SMALL})(?:\s[a-z]{{2,20}}){{0,6}}\s(?:is|are|has\sbeen|have\sbeen)\s"
    r"(?:counted|grouped|included|combined|shown|listed|put|gathered)\s(?:together\s)?(?:under|in|with|within|as|into)\s(?:the\s)?[‘'\"“]?others?\b",
    re.IGNORECASE,
)
""" "Languages with under 25 bookings are counted under Other"."""
_BOUNDS = re.compile(_SMALL, re.IGNORECASE)
_HIDDEN = frozenset({"suppressed", "withheld", "redacted", "confidential"})
_SHOWN_AS = sought(rf"{_SHOWN}\s(?:as|by|with|using|to)\s")
_STANDS_FOR = lowercase.compiled(
    r"[*#~\-–.ackxz\]<](?:(?<=<)\d\d?)?[‘’'\"“”)\]]?\s?"
    r"(?:=|(?<![a-z]):|denote|indicate|represent|means?\s|signif|is\sused|refers)"
)
"""What every explanation has: without either there is nothing to read."""
_NOT_NOUGHT = re.compile(
    r"\b(?:not\s(?:zero|nil|0|including\s(?:zero|0))|excluding\s(?:zero|0|nil)|greater\sthan\s(?:zero|0)|but\snot\szero|more\sthan\s(?:zero|0))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sign stands for in one document: a marker and the interval it leaves."""

    marker: Marker
    low: Decimal | None
    high: Decimal | None


def explained(texts: Iterable[str]) -> Mapping[str, Meaning]:
    """The signs that a document explains, each with what it says of them; the first explanation counts."""
    found: dict[str, Meaning] = {}
    lines = tuple(texts)
    for text in lines if _may_explain("\n".join(lines)) else ():
        for _, sign, meaning in _explanations(text):
            found.setdefault(sign, meaning)
    for text in lines:
        key = _key(text)
        if key is not None and (meant := _meaning(key.groupdict(), text)) is not None:
            found.setdefault(key["sign3"], meant)
    return found


def explains(text: str, offset: int) -> bool:
    """True where what stands at this offset of a text explains a sign or a marked label, and is no figure."""
    if offset < footnotes.limits(text) or _key(text) is not None:
        return True
    spans = (*(span for span, _, _ in _explanations(text)), *_groupings(text))
    return any(begin <= offset < end for begin, end in spans)


def _groupings(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says which of its rows are put together."""
    if len(text) <= LONGEST and "other" in lowered(text):
        yield from (match.span() for match in _GROUPED.finditer(text))


def _key(text: str) -> re.Match[str] | None:
    return _KEY.fullmatch(text.strip()) if len(text) <= _LONGEST_KEY else None


def _explanations(text: str) -> Iterator[tuple[tuple[int, int], str, Meaning]]:
    """Where a text explains a sign, which, and what it says of it."""
    if len(text) > LONGEST or not _may_explain(text):
        return
    for match in (*_VALUE_THEN_SIGN.finditer(text), *_SIGN_THEN_VALUE.finditer(text)):
        groups = match.groupdict()
        sign = groups.get("sign1") or groups.get("sign2") or ""
        meaning = _meaning(groups, text)
        if sign and meaning is not None:
            yield match.span(), sign, meaning


def _may_explain(text: str) -> bool:
    """Whether a closer look is worth its cost."""
    small = lowered(text)
    return bool(_SHOWN_AS.search(small) or _STANDS_FOR.search(small))


LONGEST = 1_000
"""Characters; an explanation of signs is a note, not an essay."""
_OTHER: dict[str, Marker] = {
    "not held": "not-held",
    "not recorded": "not-recorded",
    "not available": "not-recorded",
    "no data": "not-recorded",
    "not applicable": "not-applicable",
    "withheld": "withheld",
}


def _meaning(groups: Mapping[str, str | None], text: str) -> Meaning | None:
    zero = Decimal(0)
    if groups.get("nil"):
        return Meaning("nil", zero, zero)
    other = groups.get("other")
    bounded = _BOUNDS.search(groups.get("rest") or "") if other in _HIDDEN else None
    if bounded is not None:  # "~ denotes suppressed values of 5 or fewer"
        return _meaning({**groups, **bounded.groupdict(), "other": None}, text)
    if other:
        marker = _OTHER.get(" ".join(other.lower().split()), "suppressed")
        return Meaning(marker, None if marker == "not-applicable" else zero, None)
    below, most, to = (_whole(groups.get(name)) for name in ("nbelow", "nmost", "nto"))
    high = below - 1 if below is not None else most if most is not None else to
    if high is None or high < 0:
        return None
    low = _whole(groups.get("from")) or 0
    return Meaning("suppressed", Decimal(1 if low == 0 and _NOT_NOUGHT.search(text) else low), Decimal(high))


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else words.read(text)


_NOT_QUITE = frozenset({"[low]", "[k]", "0~", "0n"})


def rounds(amount: Amount) -> bool:
    """True for a sign of what only rounds to nought."""
    return amount.text.strip().lower() in _NOT_QUITE


def sign(text: str, meanings: Mapping[str, Meaning]) -> Amount | None:
    """The amount of a cell that is a letter or sign which the document explains ("x = fewer than 5"); None
    for all else: where nobody says what it means, a letter is a letter."""
    if text.strip() not in meanings:
        return None
    return Amount(text, low=Decimal(0), basis="bounded", marker="suppressed")


def read(amount: Amount, meanings: Mapping[str, Meaning], *, noughts: bool, counted: bool = False) -> Amount:
    """The amount of a sign as its document explains it; any other amount as it is.

    A sign of suppression that the document gives bounds for has these, "-" said to be nil is nought. Where
    `noughts` are printed beside it, "<5" is not one of them. What only rounds to nought is at least one where
    whole things are `counted`; of a rate or of thousands it may be any part of one.
    """
    if amount.value is not None:
        return amount
    meaning = meanings.get(amount.text.strip())
    if meaning is None and counted and rounds(amount):
        return replace(amount, low=Decimal(1))
    if meaning is None:
        small = noughts and amount.marker == "suppressed" and amount.text.strip().startswith("<")
        return replace(amount, low=Decimal(1)) if small and amount.high else amount
    if meaning.marker == "nil":
        zero = Decimal(0)
        return replace(amount, value=zero, low=zero, high=zero, step=Decimal(1), basis="exact", marker="nil")
    return replace(amount, low=meaning.low, high=meaning.high, basis="bounded", marker=meaning.marker)
