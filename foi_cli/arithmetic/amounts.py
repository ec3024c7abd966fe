"""A written number is an interval.

`read` matches the whole text or refuses: "12%" is never 12, "1,2,3" never 123, and "nil", "0", "-", "<5",
"withheld" and nothing at all are six different things.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from foi_cli.model import Amount, Basis, Marker

DIGITS = 27
"""Digits of a number, which is what Decimal adds and rounds exactly; what has more is a code."""

LONGEST = 64
"""Characters; a cell longer than this is words, not a number."""

MARKERS: dict[str, Marker] = {
    "": "blank",
    "nil": "nil",
    "none": "nil",
    "zero": "nil",
    "nil return": "nil",
    "-": "nil",
    "–": "nil",
    "—": "nil",
    "*": "suppressed",
    "**": "suppressed",
    "***": "suppressed",
    "~": "suppressed",
    "[c]": "suppressed",
    "[u]": "suppressed",
    "[low]": "suppressed",
    "[k]": "suppressed",
    "0~": "suppressed",
    "0n": "suppressed",
    "suppressed": "suppressed",
    "[0]": "nil",
    "[w]": "nil",
    "redacted": "withheld",
    "[redacted]": "withheld",
    "withheld": "withheld",
    "refused": "withheld",
    "exempt": "withheld",
    "exempted": "withheld",
    "ncnd": "ncnd",
    "neither confirm nor deny": "ncnd",
    "..": "not-recorded",
    "...": "not-recorded",
    "[x]": "not-recorded",
    "not recorded": "not-recorded",
    "not known": "not-recorded",
    "unknown": "not-recorded",
    "unspecified": "not-recorded",
    "not available": "not-recorded",
    "no data": "not-recorded",
    "no data available": "not-recorded",
    "u/k": "not-recorded",
    "not held": "not-held",
    "no information held": "not-held",
    "information not held": "not-held",
    "n/h": "not-held",
    "n/a": "not-applicable",
    "n / a": "not-applicable",
    "na": "not-applicable",
    "n.a.": "not-applicable",
    "not applicable": "not-applicable",
    "[z]": "not-applicable",
}
"""Whole-cell words that stand where a number would, as ../shared/reference/missing_value_markers.csv lists
them; a sign may have a number of its own, "[c1]". A dash and "[w]" (none found in a survey) are nil only by
custom or in the sample, so their interval stays open: see `_marker`. Letters, points and colons alone in a
cell mean something only where the document says what: see `normalise.suppression`."""

_ZEROS = frozenset({"nil", "none", "zero", "nil return", "[0]"})
_SIGN_NUMBERED = re.compile(r"\[([a-z]{1,3})\d\]")
_BLACK = frozenset("█■▮")
"""What a black marker leaves of a number."""

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+)"
_NUMBER = rf"(?P<digits>{_DIGITS}(?:\.\d+)?|\.\d+)"
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_WRITTEN = re.compile(
    rf"""(?P<about>(?:approx(?:imately|\.)?|about|around|circa|c\.|roughly|~)\s*)?
    (?P<bound>(?:<=|>=|<|>|≤|≥|under|over|fewer[ ]than|less[ ]than|more[ ]than|at[ ]least|up[ ]to)\s*)?
    (?P<open>\()?
    (?P<sign>[-+\u2212\u2013])?\s?
    (?P<pound>£)?\s?(?P<sign2>[-\u2212])?
    {_NUMBER}
    (?:\s?(?P<scale>k|mn|m|bn|thousand|million|billion)\b)?
    (?P<close>\))?
    \s?(?P<percent>%|per[ ]?cent\b)?
    \s?(?P<fte>(?:FTE|WTE|(?:full|whole)[\s-]time[\s-]equivalents?)\b)?
    (?P<plus>\s?(?:\+|or[ ]more|or[ ]over))?
    (?P<fewer>\s?or[ ](?:fewer|less))?
    (?P<note>\s?(?:[~*†‡§^"]+|\[\d+\]|\[[a-z]{{1,3}}\d?\](?:\s?\[[a-z]{{1,3}}\d?\]){{0,3}}|\^\[?\d+\]?|\(\d(?:,\d)*\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?""",
    re.VERBOSE | re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?P<pound>£)?\s?(?P<from>{_DIGITS}(?:\.\d+)?)\s?(?:-|–|—|to)\s?£?(?P<to>{_DIGITS}(?:\.\d+)?)\s?(?P<percent>%)?"
)
_FEW = re.compile(r"(?P<from>[01])\s?(?:-|–|—|to|or)\s?(?P<to>[2-9])")
""" "1-4", "1 or 2": a small number that was hidden in a range."""
_BELOW = frozenset({"<", "under", "fewer than", "less than"})
_ABOVE = frozenset({">", "over", "more than"})
_AT_MOST = frozenset({"<=", "≤", "up to"})


@lru_cache(maxsize=65_536)
def read(text: str) -> Amount | None:
    """The amount that this text is, the whole of it; None when it is words, a date, a code or anything else.

    A marker word gives an Amount without a value (with value 0 for nil, none and zero).
    """
    written = text.strip().replace("\u00a0", " ").strip()
    if len(written) > LONGEST:
        return None
    sign = _sign(written)
    marker = MARKERS.get(sign)
    if marker is not None:
        return _marker(text, sign, marker)
    match = _WRITTEN.fullmatch(_in_digits(text.strip()))
    if match is not None:
        return _number(text, match)
    return _range(text, written)


def _sign(written: str) -> str:
    """A cell as `MARKERS` has it: small letters, without a full stop and without the number of a sign."""
    small = written.lower()
    if small not in MARKERS:
        small = small.rstrip(".") if len(small) > 3 else small
    if small and _BLACK.issuperset(small):
        return "redacted"
    numbered = _SIGN_NUMBERED.fullmatch(small)
    return f"[{numbered[1]}]" if numbered else small


_BOUND_IN_WORDS = re.compile(
    r"(?P<bound>fewer than|less than|under|over|more than|at least|up to) "
    r"(?P<word>two|three|four|five|six|seven|eight|nine|ten|twenty)"
    r"|(?P<most>two|three|four|five|six|seven|eight|nine|ten) or (?P<less>fewer|less)",
    re.IGNORECASE,
)
_IN_WORDS = dict(
    zip("two three four five six seven eight nine ten twenty".split(), (*range(2, 11), 20), strict=True)
)


def _in_digits(written: str) -> str:
    """ "fewer than five" as "fewer than 5"; all else as it is."""
    match = _BOUND_IN_WORDS.fullmatch(written) if written[:1].isalpha() else None
    if match is None:
        return written
    if match["bound"]:
        return f"{match['bound']} {_IN_WORDS[match['word'].lower()]}"
    return f"{_IN_WORDS[match['most'].lower()]} or {match['less']}"


def _marker(text: str, sign: str, marker: Marker) -> Amount:
    zero = Decimal(0)
    if sign in _ZEROS:
        return Amount(text, zero, zero, zero, Decimal(1), marker="nil")
    if marker in ("nil", "suppressed", "withheld", "ncnd", "not-held", "not-recorded"):
        return Amount(text, low=zero, basis="bounded", marker=marker)
    return Amount(text, marker=marker)


def _number(text: str, match: re.Match[str]) -> Amount | None:
    if bool(match["open"]) != bool(match["close"]):
        return None
    if match["open"] and not match["about"] and not match["bound"] and match["sign"]:
        return None
    digits = re.sub(r"[,\s\u00a0\u2009\u202f]", "", match["digits"])
    if digits == "000":  # "£000" is what a table is written in, and no sum
        return None
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    value = Decimal(digits)
    power = _SCALES[match["scale"].lower()] if match["scale"] else 0
    if len(digits) + power > DIGITS:
        return None
    if power:
        value, step = _plain(value.scaleb(power)), _plain(step.scaleb(power))
    if match["open"] or match["sign2"] or (match["sign"] and match["sign"] != "+"):
        value = -value
    unit = "percent" if match["percent"] else "gbp" if match["pound"] else "fte" if match["fte"] else ""
    note = (match["note"] or "").strip()
    bound = re.sub(r"\s+", " ", (match["bound"] or "").strip().lower())
    if bound or match["plus"] or match["fewer"]:
        return _bounded(text, value, step, unit, note, bound or ("or fewer" if match["fewer"] else "+"))
    if match["about"]:
        slack = _about(value)
        return Amount(text, value, value - slack, value + slack, step, "bounded", unit, note=note)
    low, high, basis = _rounding(value, step, unit, scaled=bool(match["scale"]))
    return Amount(text, value, low, high, step, basis, unit, note=note)


def _rounding(value: Decimal, step: Decimal, unit: str, *, scaled: bool) -> tuple[Decimal, Decimal, Basis]:
    """Half the last digit each way for what can have been rounded; whole counts and pence are exact."""
    if unit == "gbp" and not scaled and step in (Decimal(1), Decimal("0.01")):
        return value, value, "exact"
    if step >= 1 and not scaled and unit != "percent":
        return value, value, "exact"
    half = step / 2
    return value - half, value + half, "rounded"


def _about(value: Decimal) -> Decimal:
    """Half the last digit that is not a nought: "about 1,200" runs from 1,150 to 1,250."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def _bounded(text: str, value: Decimal, step: Decimal, unit: str, note: str, bound: str) -> Amount:
    whole = step == 1 and unit == ""  # "over £3.2m" may be £3.21m, and "over 45%" 45.3
    low: Decimal | None = Decimal(0)
    high: Decimal | None = None
    marker: Marker = ""
    if bound in _BELOW:
        high, marker = value - step if whole else value, "suppressed"
    elif bound in _AT_MOST or bound == "or fewer":
        high, marker = value, "suppressed"
    elif bound in _ABOVE:
        low = value + step if whole else value
    else:
        low = value
    return Amount(text, None, low, high, step, "bounded", unit, marker, note)


def _range(text: str, written: str) -> Amount | None:
    few = _FEW.fullmatch(written)
    if few is not None:
        return Amount(text, None, Decimal(few["from"]), Decimal(few["to"]), None, "bounded", "", "suppressed")
    match = _RANGE.fullmatch(written)
    if match is None:
        return None
    low, high = (Decimal(match[end].replace(",", "")) for end in ("from", "to"))
    if low > high:
        return None
    unit = "gbp" if match["pound"] else "percent" if match["percent"] else ""
    return Amount(text, None, low, high, None, "bounded", unit)


def _plain(value: Decimal) -> Decimal:
    """The same number without an exponent, so that its text is what a person would write."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
