"""Numbered headings, which name what is answered below them: "2. Disrepair claims", "Question 5 – journeys".

A heading says nothing of what it names: it has no verb of its own, and no number at its end. Some letters set
the answer on the same line: "4. Fines imposed. Two fines were imposed in 2023".
"""

from __future__ import annotations

import re

LONGEST = 140
"""Characters of a heading."""
_VERB = re.compile(
    r"\b(?:we|I|you|it|they|there|is|are|was|were|been|has|have|had|do|does|did|can|cannot|could|will|would|may|might"
    r"|must|shall|should|holds?|held|please|see|sorry|none|nil|nothing|yes|no|not|refused|withheld|exempt|attached|enclosed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:who|whom|whose|which|that|where|when)\b", re.IGNORECASE)
""" "Percentage of staff who have received the vaccine": the verb is that of the clause."""
_STATED = re.compile(
    r"[\s:=–-]£?(?!(?:19|20)\d\d(?:[/-]\d{2,4})?$)\d[\d,.]{0,20}(?:\s?%|\s(?!(?:day|week|month|quarter|year|hour)s?$)[a-z]{1,20})?$"
)
"""What ends with a number other than of a time gives it: "Total staff 45", "Premises - £200"."""
_GIVEN = re.compile(r"[:=]\s{0,3}[£~<]?\d")
_SAID = re.compile(
    r"\b(?:works?|pays?|employs?|owns?|gets?|uses?|costs?|spends?|spent)\s(?:(?:about|around|some|over|up\sto)\s)?[£\d]"
    r"|\d\s(?:hours|days)\s(?:a|per|each)\s|£\d[\d,.]{0,12}\s(?:an?|per|each)\s",
    re.IGNORECASE,
)
""" "The caretaker works 20 hours a week, at £13 an hour" says something, whatever verb it has."""
_BREAK = re.compile(r"[.:]\s{1,3}(?:[-–]\s?)?(?=[A-Za-z£]|(?<=:\s)[\d~<])")


def is_heading(text: str) -> bool:
    """Whether a few words name something, and say nothing of it."""
    name = text.strip().strip(".:'\"’”“‘ ")
    if (
        not 3 <= len(name) <= LONGEST
        or not name[0].isalpha()
        or any(mark in name for mark in ("?", ";", ". "))
    ):
        return False
    clause = _CLAUSE.search(name)
    verb = _VERB.search(name, 0, clause.start() if clause else len(name))
    return not (verb or _STATED.search(name) or _GIVEN.search(name) or _SAID.search(name))


def answer_at(text: str) -> int:
    """Where the answer begins that stands on the line of its heading; 0 where none does."""
    found = _BREAK.search(text, 0, LONGEST)
    if found is None or not is_heading(text[: found.start()]) or is_heading(text[found.end() :]):
        return 0
    return found.end()
