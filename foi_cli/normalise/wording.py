"""How lines ask, and how they tell: "how many …", "please provide …"; "…: 520", "… was 1,140"."""

from __future__ import annotations

import re

ASKS = re.compile(
    r"""\W*(?:(?:approximate\s)?(?:how|what|who|whom|whose|which|when|why)\b
    |(?:do|does|did|is|are|was|were|has|have|can|could|would|will|should)\s(?:you|your|the|there|this|these|any|it|we|I)\b
    |please\s(?:provide|supply|confirm|state|indicate|list|give|break|tell|specify|send|could|can)\b
    |(?:the\s|what\s)?(?:total\s|approximate\s|average\s)?(?:number|amount|cost|value|proportion|percentage)\s(?:of|spent)\b
    |(?:the\s)?total\b|in\s(?:how\smany|what|the)\b|under\swhat\b
    |(?:of|for|out\sof|from|by|between)\s(?:these|those|this|each|the|all|\(?\d)|your\b|and\s(?:also|of)\b|if\s(?:so|yes|not|possible|you)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words with which a question begins."""
STRONGLY_ASKS = re.compile(
    r"""\W*(?:how\s(?:many|much|often|long)\b|what\s(?:is|are|was|were|proportion|percentage)\b
    |(?:can|could|would)\syou\b|do\syou\b|did\syou\b|are\syou\b|have\syou\b
    |please\s(?:could|can|provide|supply|state|confirm|indicate|list)\b|(?:the\s(?:total\s)?)?number\sof\b)""",
    re.VERBOSE | re.IGNORECASE,
)
ASKS_LATER = re.compile(r"[.?]\s+Please (?:provide|supply|state|confirm the)\b")
"""A remark that turns into a question: "Data for 2014. Please provide the total number …"."""
STATES = re.compile(
    r"(?:[:=]|\s[-–—])\s*(?:(?:approx\w*\.?|about|fewer\sthan|less\sthan|over)\s)?(?:[<>~]?\s?£?\d[\d,.]*\s?%?(?:\s?\([^()]{1,80}\))?|nil|none|n/a|not\sheld)\s*[.]?$",
    re.IGNORECASE,
)
"""A line that gives a number and so is no question: "The number of cases opened: 520"."""
TELLS = re.compile(
    r"[^?]{0,200}\b(?:was|were|is|are|totalled|stood\sat|stands\sat|came\sto)\s(?:(?:about|around|approximately|over|under)\s)?£?\d[^?]{0,300}$",
    re.IGNORECASE,
)
""" "The number of temporary staff at 31 January 2024 was 1,140, or …" tells; it asks nothing."""
LEADS_ON = re.compile(
    r"\b(?:we|there|council|trust|force|university)\s(?:have|has|had|are|is|were|was|spent|paid|received|hold)\b.{0,60}\d",
    re.IGNORECASE,
)
""" "As at 1 May we had 20 horses:" answers, and leads on to what they are."""
STILL_ASKING = re.compile(
    r"\W*(?:\(|please\b|if\s(?:so|yes|not|possible|you)\b|where\b|how\b|what\b|and\b|this\s(?:should|includes)\b|by\sway\sof\b)",
    re.IGNORECASE,
)
TAIL = re.compile(r"\s[-–=]\s*(?=(?:£?\d[\d,.]*%?|nil|none|n/a|not held|unknown)\s*$)", re.IGNORECASE)
ALONE = re.compile(r"(?:[<>~]\s?)?(?:£?\d[\d,]{0,12}(?:\.\d{1,4})?%?|nil|none)\.\s+(?=[A-Z])", re.IGNORECASE)
"""A number that is the first sentence of an answer."""
