"""What a paragraph says before its numbers: the question that it answers, the quarter that they are of."""

from __future__ import annotations

import re
from dataclasses import replace

from foi_cli.model import Period
from foi_cli.normalise import asking, labels
from foi_cli.normalise.paragraphs import Paragraph
from foi_cli.normalise.setting import Setting

_QUARTER = re.compile(r"\W{0,3}(?P<text>(?:Q|quarter\s?)[1-4])\s?[:–-]\s(?=\S)", re.IGNORECASE)


def in_quarter(item: Paragraph, here: Setting) -> tuple[Paragraph, Setting]:
    """What stands behind "Q1:" on a line, with that quarter of the year that is asked about; it is the number
    of a question where no quarters were asked for."""
    match = _QUARTER.match(item.text)
    if match is None or "quarter" not in here.asked.lower():
        return item, here
    quarter = Period(match["text"])
    return item.tail(match.end()), replace(here, period=here.limited(quarter))


_ASKED_INSIDE = re.compile(
    r"you\s(?:have\s)?(?:also\s|then\s|further\s)?(?:asked|requested|wanted\sto\sknow)\s(?:for\s|us\s)?"
    r"(?P<question>(?:how\s(?:many|much)|(?:the\s)?(?:total\s)?(?:number|amount|cost)\sof)\b[^.?:]{4,300})[.?:]\s+",
    re.IGNORECASE,
)


_ABOUT_INSIDE = re.compile(
    r"(?:(?:finally|lastly|next|first|firstly|secondly|thirdly|also|then),?\s)?"
    r"(?:you\s(?:have\s)?(?:also\s|then\s|further\s|finally\s|next\s)?(?:asked|enquired|wanted\sto\sknow)"
    r"|(?:your|the)\s(?:first|second|third|fourth|fifth|sixth|next|last|final|other)\squestion\s(?:was|is|concern(?:s|ed)|ask(?:s|ed)|relate[sd]\sto))"
    r"\s(?P<question>(?:about\s)?[a-z][^.?:\d]{2,200})[.?:]\s+",
    re.IGNORECASE,
)
""" "You then asked where the fires took place. …", "Your third question concerned casualties. …"."""


def asked_inside(item: Paragraph, here: Setting) -> tuple[Paragraph, Setting]:
    """What a paragraph answers to the question that it begins with ("You also asked how many contracts were
    let. There were 19."), with the setting of that question; any other paragraph as it is."""
    match = _ASKED_INSIDE.match(item.text) or (None if here.question else _ABOUT_INSIDE.match(item.text))
    return asked(item, match, here) if match is not None else (item, here)


LABEL = re.compile(
    r"(?:\W{0,3}(?:[ivx]{1,4}|\d{1,2}|[a-h])[.)]\s{1,3})?(?P<question>[A-Z][^:?£]{6,140}):\s{1,3}(?=\S)"
)
""" "ii. Number of notices served: 2022 = 14, 2023 = 9": the words say what is counted in what follows."""


def asks(label: str) -> bool:
    """True for a label that says what is counted or paid."""
    return asking.counts(label) or bool(labels.unit(label, explicit=True)) or asking.money(label)


def asked(item: Paragraph, match: re.Match[str], here: Setting) -> tuple[Paragraph, Setting]:
    """What stands behind a question inside a paragraph, with the setting of that question."""
    question = match["question"]
    inside = replace(
        here,
        asked=question,
        measure=asking.measure(question),
        unit=asking.unit(question),
        period=asking.period(question),
        heading="",
    )
    return item.tail(match.end()), inside
