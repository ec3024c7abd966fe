"""The number format that shows a number as its document wrote it: "1,204" is 1204 shown as #,##0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from foi_cli.arithmetic import amounts
from foi_cli.export.book import exact
from foi_cli.model import Amount

_PLAIN = re.compile(
    r"(?P<open>\()?(?P<sign>-)?(?P<pound>£)?(?P<whole>0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)"
    r"(?:\.(?P<places>\d+))?(?P<percent>%)?(?P<close>\))?"
)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A cell text as a spreadsheet holds it.

    `number` is None where it stays text. `shape` is the number format that shows it as written, and
    `faithful` is false where none does: then the text itself must be told beside it.
    """

    amount: Amount | None
    number: Decimal | None = None
    shape: str = ""
    faithful: bool = True


@lru_cache(maxsize=65_536)
def shaped(text: str) -> Shaped:
    """The number that this text is, with the format that shows it as written; text where it is none."""
    amount = amounts.read(text)
    if amount is None or amount.value is None or amount.marker:
        return Shaped(amount)
    if not exact(amount.value) or re.match(r"0\d", text.strip()):
        return Shaped(amount)
    shape = _shape(text.strip())
    return Shaped(amount, amount.value, shape, bool(shape))


def _shape(text: str) -> str:
    match = _PLAIN.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return ""
    shape = "#,##0" if "," in match["whole"] else "0"
    if match["places"]:
        shape += "." + "0" * len(match["places"])
    shape = ('"£"' if match["pound"] else "") + shape + ('"%"' if match["percent"] else "")
    return f"{shape};({shape})" if match["open"] else shape
