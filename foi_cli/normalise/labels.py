"""What a label says besides its words: the category that it is, the unit it counts in, its dimensions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from foi_cli.model import Category
from foi_cli.normalise import asking, categories, words

KINDS = ("outcomes", "decisions", "severities", "ranks", "employee types")
"""Taxonomies that a label is looked up in when it is no allegation, in this order."""
_DIMENSIONS = {"outcomes": "outcome", "ranks": "rank", "employee types": "employee_type"}
_SEX = {"male": "male", "males": "male", "men": "male"} | {
    "female": "female",
    "females": "female",
    "women": "female",
}
_EXPLICIT = re.compile(
    r"\W*(?:the\s)?(?:(?:total\s)?(?:number|no\.?|count|value|amount|cost|percentage|proportion)s?\s(?:of\s)?|total\s(?=\w)|headcount\b|FTE\b)",
    re.IGNORECASE,
)
_OF = re.compile(r"\W*(?:the\s)?(?:total\s)?(?:number|no\.?|count)s?\sof\s", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def category(label: str, on: date | None = None) -> Category | None:
    """The category that a label is: an allegation, else an outcome, a rank or another kind of the field."""
    found = categories.classify(label, on)
    kinds = (categories.classify(label, None, kind) for kind in KINDS) if found is None else ()
    return found or next((kind for kind in kinds if kind is not None), None)


@lru_cache(maxsize=16_384)
def dimensions(label: str) -> tuple[tuple[str, str], ...]:
    """The dimension that a label names by itself: "Female" is sex=female, "Sergeant" rank=Sergeant."""
    written = label.strip()
    sex = _SEX.get(written.lower())
    if sex:
        return (("sex", sex),)
    kind = category(written)
    key = _DIMENSIONS.get(kind.taxonomy, "") if kind is not None else ""
    return ((key, written),) if key else ()


@lru_cache(maxsize=16_384)
def unit(label: str, *, explicit: bool) -> str:
    """The unit that a label states: by a sign, or by a noun where it says that it counts something.

    A row is a category more often than a measure, so with `explicit` its noun counts only behind "number of"
    and the like. "Number of" a thing that has no unit of its own is a count; "" where the label says nothing.
    """
    stated = said(label)
    if stated:
        return stated
    if explicit and not _EXPLICIT.match(label):
        return ""
    if any(categories.classify(label, taxonomy=kind) for kind in KINDS):
        return ""
    for part in (label, *(() if explicit else label.split(" / ")[1:])):  # "Plant / Children"
        named = words.unit(part)
        if named is not None:
            return named[1]
    return "gbp" if asking.money(label) and explicit else "count" if _OF.match(label) else ""


@lru_cache(maxsize=16_384)
def said(label: str) -> str:
    """The unit that a label states by a sign or a measure, and not only by what it names; "" without one."""
    sign = sign_unit(label) or _time(label) or measured(label)
    return sign or ("people" if _HEADCOUNT.search(label) else "")


_KIND_OF_TIME = (
    r"(?:(?:working|calendar|opening|sick(?:ness)?|bed|school|absence|staff|officer|waiting|elapsed)\s)?"
)
_TIME = re.compile(
    r"\W*(?:(?:overall|total)\s)?(?:av(?:era)?ge?|mean|median|longest|shortest|typical|(?:max|min)(?:imum)?)\s"
    rf"(?:number\sof\s|no\.?\sof\s|wait\sin\s|time\sin\s|\w{{1,12}}\s)?{_KIND_OF_TIME}(?P<averaged>days|weeks|months|hours|minutes)\b"
    rf"|\W*(?:the\s)?(?:total\s)?(?:number|no\.?)\sof\s{_KIND_OF_TIME}(?P<counted>days|weeks|months|hours|minutes)\b"
    rf"|\W*(?:total\s)?{_KIND_OF_TIME}(?P<lost>days|hours|weeks|shifts)\s(?:per\s\w|lost|taken|worked|spent|waited|delayed|to\s(?!\d))"
    r"|[^()]{1,80}(?:\(|\sin\s)(?:working\s|calendar\s)?(?P<written>days|weeks|months|hours|minutes)\)?\W*\Z",
    re.IGNORECASE,
)
"""Labels of what is measured in time: "Median days to close", "Average wait (weeks)", "Working days lost". In
"0-30 days" and "Within 20 working days" something else is counted."""


def _time(label: str) -> str:
    match = _TIME.match(label) if len(label) <= 120 else None
    return (match[match.lastgroup or 0] or "").lower() if match else ""


_MEASURES = {
    "tonnes": r"(?:metric\s)?tonn?e?s",
    "kilograms": r"kilogram(?:me)?s|kgs?",
    "hectares": r"hectares?|ha",
    "acres": "acres?",
    "litres": "lit(?:re|er)s?",
    "miles": "miles?",
    "kilometres": "kilomet(?:re|er)s|kms?",
    "metres": "met(?:re|er)s",
    "square metres": r"square\smet(?:re|er)s|sq\.?\s?m|sqm|m2|m²",
    "kWh": "kwh|kilowatt[\\s-]hours",
    "MWh": "mwh|megawatt[\\s-]hours",
    "tCO2e": r"t\s?CO2e?|tonnes\sCO2e?",
    **{unit: rf"(?:working\s|calendar\s)?{unit}" for unit in ("minutes", "hours", "days", "weeks", "months")},
}
_WRITTEN = "|".join(f"(?P<m{n}>{written})" for n, written in enumerate(_MEASURES.values()))
_MEASURED = re.compile(rf"[^()]{{1,80}}(?:\((?:in\s|total\s)?|\sin\s)(?:{_WRITTEN})\)?\W*", re.IGNORECASE)
""" "Salt used (tonnes)", "Distance in km"."""


@lru_cache(maxsize=16_384)
def measured(label: str) -> str:
    """The measure in which a label says, at its end, that its numbers are; "" where it says none."""
    match = _MEASURED.fullmatch(label) if len(label) <= 120 else None
    return tuple(_MEASURES)[int((match.lastgroup or "m0")[1:])] if match is not None else ""


_SCALES = (
    (
        "gbp thousand",
        re.compile(r"£\s?(?:['’]?000|k\b|thousands?\b)|\bthousands?\sof\s(?:pounds|£)", re.IGNORECASE),
    ),
    ("gbp million", re.compile(r"£\s?(?:m\b|mn\b|millions?\b)|\bmillions?\sof\s(?:pounds|£)", re.IGNORECASE)),
    ("gbp billion", re.compile(r"£\s?(?:bn\b|billions?\b)|\bbillions?\sof\s(?:pounds|£)", re.IGNORECASE)),
)
"""Units of money in which a table is written, by what its heads say: "£000", "£ million"."""


@lru_cache(maxsize=16_384)
def scale(label: str) -> str:
    """The unit of money that a label or remark states a table to be written in; "" where it states none."""
    return next((unit for unit, said in _SCALES if said.search(label)), "")


_POUNDS = re.compile(r"£(?!\s?\d)")
"""The sign by itself: "staff paid over £50,000" are staff."""


_HEADCOUNT = re.compile(r"\bhead\s?counts?\b", re.IGNORECASE)
_FTE = re.compile(
    r"\b(?:FTE|WTE)s?\b|\b[Ff]ull[\s-][Tt]ime[\s-][Ee]quivalents?\b|\b[Ww]hole[\s-][Tt]ime[\s-][Ee]quivalents?\b"
)


@lru_cache(maxsize=16_384)
def sign_unit(label: str) -> str:
    """The unit that a label states by a sign or abbreviation: "%", "£", "£'000", FTE; "" without one."""
    if "%" in label or re.search(r"\bper\s?cent(?:age)?\b", label, re.IGNORECASE):
        return "percent"
    scaled = scale(label)
    if scaled or _POUNDS.search(label):
        return scaled or "gbp"
    if words.FTE_DAYS.search(label):
        return "days"
    return "fte" if _FTE.search(label) else ""


_ONLY_A_UNIT = re.compile(
    r"\W*(?:in\s)?(?:£\W{0,3}(?:000s?|k|mn?|bn|thousands?|millions?|billions?)?|%|per\scent)\W*",
    re.IGNORECASE,
)


def of_corner(corner: Sequence[str]) -> str:
    """The unit that stands by itself in the corner of a table, "£m", and is that of its numbers; "Salary (£)"
    says what its rows are called."""
    return next((sign_unit(text) for text in corner if _ONLY_A_UNIT.fullmatch(text)), "")
