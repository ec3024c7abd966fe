"""The numbers that a browser prints before the items of an ordered list, and no page keeps in its text."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from foi_cli.ingest.numbering import written

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_PLAIN = re.compile(
    r"list-style(?:-type)?\s{0,4}:\s{0,4}none|(?:^|[\s_-])(?:unstyled|none|plain|no-?(?:bullets?|numbers?))(?:$|[\s_-])"
    r"|(?:bread)?crumbs?|pagination|menu|toc\b",
    re.IGNORECASE,
)
"""What a list says that is shown without numbers, or leads to other pages."""
_MARKED = re.compile(r"\s*(?:[£(]?\d|\(?(?:Q(?:uestion)?\s?\d|[a-z][.)]\s|[ivx]{1,4}[.)]))", re.IGNORECASE)
"""An item that begins with a number of its own."""
_LOOKED_AT = 20


class Lists:
    """Counts the ordered lists of a page as their items come by."""

    def __init__(self) -> None:
        self._counts: Counter[etree._Element] = Counter()

    def mark(self, item: etree._Element) -> str:
        """What stands before an item: "2. ", "b. "; "" for a bullet, and in a list inside a list, whose
        numbers are printed a second time."""
        ordered = item.getparent()
        if ordered is None or ordered.tag != "ol" or ordered.get("reversed") is not None:
            return ""
        value = item.get("value") or ""
        first = ordered.get("start") or ""
        before = self._counts[ordered] or (int(first) - 1 if first.isdecimal() and len(first) < 5 else 0)
        self._counts[ordered] = int(value) if value.isdecimal() and len(value) < 5 else before + 1
        form = _FORMS.get(ordered.get("type") or "1", "decimal")
        nested = form == "decimal" and any(True for _ in ordered.iterancestors("ol"))
        shown = _PLAIN.search(f"{ordered.get('style') or ''} {ordered.get('class') or ''}") is None
        if nested or not shown or _MARKED.match(_first_words(item)):
            return ""
        return f"{written(self._counts[ordered], form)}. "


def _first_words(item: etree._Element) -> str:
    """What an item begins with."""
    words = (str(words) for words, _ in zip(item.itertext(), range(_LOOKED_AT), strict=False))
    return "".join(words).lstrip()[:20]
