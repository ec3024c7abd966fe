"""Numbers as running text writes them: "33, 000 +", "£320+VAT to £480+VAT", "0.5 FTE approx", "Four".

What a number is worth is decided by arithmetic.amounts; here is only how far it reaches in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from foi_cli.arithmetic import amounts
from foi_cli.model import Amount
from foi_cli.normalise import words

MONEY = r"£\s?(?!000s?(?!\d|[.,]\d))\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?(?:k|m|mn|bn|million|billion|thousand)\b)?"
_COUNT = r"\d{1,3}(?:,\s?\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"\s?%|\s?per\s?cent\b|\s?(?:million|billion|thousand|FTE|WTE)\b|[km]\b"
_STAFF = r"\s(?:full|whole)[\s-]time[\s-]equivalents?\b"
_NUMBER = rf"(?:{MONEY}|(?:{_COUNT})(?:{_SCALE}|{_STAFF})?)"
_VAT = r"(?:\s?\+\s?VAT\b)?"
_RANGE = rf"(?:{MONEY}{_VAT}\s?(?:[-–—]|to)\s?{MONEY}{_VAT}|between\s{MONEY}{_VAT}\sand\s{MONEY}{_VAT})"
_ABOUT = r"(?:approx(?:imately|\.)?|some(?=\s\d)|about|around|circa|c\.|roughly|~)"
_BOUND = (
    r"(?:fewer\sthan|less\sthan|more\sthan|at\sleast|(?<!go\s)(?<!goes\s)(?<!went\s)(?<!going\s)up\sto"
    r"|under|over|<=|>=|<|>|≤|≥)"
)
_FEW_IN_WORDS = (
    r"(?:fewer\sthan|less\sthan|more\sthan|at\sleast|up\sto)"
    r"\s(?:two|three|four|five|six|seven|eight|nine|ten|twenty)\b"
)
_COUNTS = rf"between\s(?:{_COUNT})\sand\s(?:{_COUNT})(?:\s?%)?(?![\d/])"
_ABOUT_COUNTS = (
    rf"(?<!from\s)(?:{_ABOUT}\s)(?:{_COUNT})\s?(?:[-–]|to)\s?(?:{_COUNT})(?:\s?%)?"
    r"(?![\d/]|[.,]\d|\s?(?:k|m|million|thousand)\b)"
)
""" "around 35 to 40 cases"."""
_OF_TIME = (
    rf"(?:{_COUNT})\s?(?:[-–]|to)\s?(?:{_COUNT})"
    r"(?=\s(?:(?:working|calendar)\s)?(?:minutes|mins|hours|hrs|days|weeks|months|years)\b)"
)
""" "20 to 35 minutes"."""
QUALIFIED = (
    rf"(?:{_RANGE}|{_OF_TIME}|{_COUNTS}|{_ABOUT_COUNTS}|{_FEW_IN_WORDS}"
    rf"|(?:(?:{_ABOUT}|{_BOUND})\s?)?{_NUMBER}(?:\s?\+(?!\s?\w))?(?:\s{_ABOUT}(?=\W|$))?)"
)
"""A number with what qualifies it, for use inside other patterns, in any case."""

NOTHING = (
    r"nil(?:\sreturn)?|none|zero|n/a|n/k|not\s(?:held|known|recorded|available|applicable)"
    r"|no\sdata(?:\savailable)?|unknown"
)
"""Words that stand where a number would."""

_BETWEEN = re.compile(
    rf"(?:between\s)?(?P<low>{MONEY})(?P<vat>{_VAT})\s?(?:[-–—]|to|and)\s?(?P<high>{MONEY}){_VAT}",
    re.IGNORECASE,
)
_BETWEEN_COUNTS = re.compile(
    rf"(?:{_ABOUT}\s)?(?P<between>between\s)?(?P<low>{_COUNT})(?(between)\sand\s|\s?(?:[-–]|to)\s?)(?P<high>{_COUNT})(?P<share>\s?%)?",
    re.IGNORECASE,
)
_MAY_RANGE = re.compile(r"[-–]|to|and")
_ABOUT_BEHIND = re.compile(rf"(?P<number>.*\S)\s{_ABOUT}", re.IGNORECASE | re.DOTALL)


CODE = 8
"""So many digits without a separator are a reference: who counts tens of millions parts their thousands."""


@lru_cache(maxsize=8_192)
def read(text: str) -> Amount | None:
    """The amount of a number as it stands in running text, digits or words; its text is left as written."""
    bare = text.strip()
    if len(bare) >= CODE and bare.isdecimal():
        return None
    word = words.read(bare)
    if word is not None and not bare[0].isdigit():
        value = Decimal(word)
        return Amount(bare, value, value, value, Decimal(1), marker="nil" if word == 0 else "")
    between = _BETWEEN.fullmatch(bare) if "£" in bare else None
    if between is not None:
        return _range(bare, between)
    counts = _BETWEEN_COUNTS.fullmatch(bare) if _MAY_RANGE.search(bare) else None
    if counts is not None:
        return _of_counts(bare, counts)
    behind = _ABOUT_BEHIND.fullmatch(bare)
    bare = f"about {bare[5:]}" if bare[:5].lower() == "some " else bare
    amount = amounts.read(_closed(f"about {behind['number']}" if behind else bare))
    if amount is None or amount.marker == "blank":
        return None
    return amount if amount.text == text.strip() else replace(amount, text=text.strip())


def _closed(text: str) -> str:
    """Thousands that a space follows the comma of, "33, 000", without it."""
    return re.sub(r",\s(?=\d{3})", ",", text)


def _range(text: str, match: re.Match[str]) -> Amount | None:
    low, high = amounts.read(match["low"]), amounts.read(match["high"])
    if low is None or high is None or low.value is None or high.value is None or low.value > high.value:
        return None
    note = match["vat"].strip()
    return Amount(text, None, low.value, high.value, None, "bounded", low.unit, note=note)


def ends(text: str) -> tuple[tuple[int, Amount], ...]:
    """Both ends of a range, each with where it stands; nothing where "£1 to £2 million" leaves open what the
    first is worth."""
    match = _BETWEEN.fullmatch(text) if "£" in text else _BETWEEN_COUNTS.fullmatch(text)
    if match is None or match.groupdict().get("share"):
        return ()
    low, high = read(match["low"]), read(match["high"])
    if low is None or high is None or low.value is None or high.value is None or low.value > high.value:
        return ()
    face = _face(match["high"])
    if high.value != face and low.value == _face(match["low"]) < face:
        return ()
    return (match.start("low"), low), (match.start("high"), high)


def _face(text: str) -> Decimal:
    """What the digits alone are worth: 2 of "£2 million"."""
    return Decimal("".join(char for char in text if char.isdecimal() or char == "."))


def _of_counts(text: str, match: re.Match[str]) -> Amount | None:
    """ "between 110 and 115": no exact number, and no range where the first is the greater."""
    low, high = (amounts.read(_closed(match[end])) for end in ("low", "high"))
    if low is None or high is None or low.value is None or high.value is None or low.value > high.value:
        return None
    return Amount(text, None, low.value, high.value, None, "bounded", "percent" if match["share"] else "")
