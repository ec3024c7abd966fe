"""Digits in raised type, which mark a note and are no part of the number before them: "1,204²"."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", " ,;")
_MARK = re.compile(r"[\d\s,;]{1,12}")


def raised(text: str) -> str:
    """What is printed in raised type: numbers of notes as raised digits, without the commas between them;
    any other text as it is, such as the letters of "5th"."""
    return text.translate(_DIGITS) if _MARK.fullmatch(text) else text
