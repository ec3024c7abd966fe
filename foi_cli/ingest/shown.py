"""A cell's number as its format shows it: 0.125 under 0.0% is "12.5%", 44317 under mmm-yy is "May-21".

Format codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31. A nought that a format shows as a dash is
written "0", and a negative number that a format shows only in red keeps its minus: the cell holds the
number, the dash and the colour are only its dress.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeAlias

Value: TypeAlias = float | int | bool | str | date | time | datetime | timedelta

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: "#,##0;-#,##0", 42: "£#,##0;-£#,##0",
    43: "#,##0.00;-#,##0.00", 44: "£#,##0.00;-£#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    49: "@",
}  # fmt: skip
"""Formats that a workbook names by number only. 14 and 22 follow the reader's country; here they are ISO."""

_PART = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[([<>=]{1,2})(-?[\d.]+)\]|\[(?:[A-Z][a-z]+\d*)\]|(.)',
    re.DOTALL,
)
_DIGITS = re.compile(r"[0#?,.]+(?:E[+-]0+)?")
_DATE = re.compile(
    r"yyyy|yy|mmmmm|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|\[h+\]|\[m+\]|AM/PM|A/P|\.0+|.",
    re.IGNORECASE | re.DOTALL,
)
_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)
_NO_NUMBER = re.compile(r"[^\d.]+")
_LARGEST = 1e15
_MOST_DECIMALS = 12
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "=": lambda value, bound: value == bound,
    "<>": lambda value, bound: value != bound,
}


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format code between semicolons: what stands before the number and after it, its
    digits as a format specification, the step of the last of them, and by how many places they are shifted.

    `spare` decimals are left out where they are noughts. `is_plain` where it shows digits as they are, not as
    fractions, powers or whatever General chooses; `is_words` where it shows none.
    """

    before: str
    after: str
    pattern: str
    form: str
    step: Decimal
    digits: int
    shift: int
    spare: int
    is_plain: bool
    is_words: bool
    test: tuple[str, Decimal] | None

    @property
    def words(self) -> str:
        """Its literal text."""
        return (self.before + self.after).strip()


def general(value: float) -> str:
    """A number without a format, in the fewest digits that name it, without the noise of binary fractions."""
    whole = int(value)
    if value == whole and abs(whole) < _LARGEST:
        return str(whole)
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text and 1e-9 < abs(value) < 1e21 else text


def number(value: float, code: str) -> str:
    """The number as the format code shows it."""
    if value >= 0 and value.is_integer():
        spec = _whole(code, bool(value))
        if spec is not None:
            before, form, after = spec
            return f"{before}{value:{form}}{after}"
    exact = Decimal(repr(value))
    sections = _sections(code)
    section, signed = _section(exact, sections)
    if section is None or not section.is_plain or abs(value) >= _LARGEST:
        return general(value)
    if section.is_words:
        return "0" if value == 0 and section.words in ("-", "–", "") else section.words
    scaled = (abs(exact) if signed else exact).scaleb(section.shift)
    rounded = scaled.quantize(section.step, ROUND_HALF_UP)
    text = f"{abs(rounded):{section.form}}"
    if "," not in section.form:
        text = text.zfill(section.digits)
    if section.spare:
        text = _optional(text, section.spare)
    bare = signed and not any(sign in section.before for sign in "-(")
    sign = "-" if rounded < 0 or (bare and rounded) else ""
    return f"{sign}{section.before}{text}{section.after}".strip()


def moment(value: date | time | datetime | timedelta, code: str) -> str:
    """The date or time as the format code shows it; ISO where the code is none for dates."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if "s" in code.lower() else "")
    tokens = _date_tokens(code)
    if not tokens:
        whole = isinstance(value, datetime) and value.time() == time()
        return value.date().isoformat() if whole and isinstance(value, datetime) else str(value)
    if isinstance(value, time):
        value = datetime.combine(date(1899, 12, 31), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    half_day = any(token in ("AM/PM", "A/P") for token in tokens)
    return "".join(_piece(value, token, half_day) for token in tokens).strip()


def rounds(value: float, text: str) -> bool:
    """Whether the shown text hides digits that the cell holds, in what would otherwise read as exact."""
    if value.is_integer():
        return False
    written = _NO_NUMBER.sub("", text)
    if not written or "%" in text:
        return False
    decimals = len(written.partition(".")[2])
    return decimals in (0, 2) and abs(value * 10**decimals - round(value * 10**decimals)) > 1e-6


@lru_cache(maxsize=1024)
def _whole(code: str, positive: bool) -> tuple[str, str, str] | None:
    """What stands before a whole number, how it is written and what stands after; None for all but the
    plainest formats."""
    section = _sections(code)[0]
    plainly = re.fullmatch(r"[#,]*0(?:\.0+)?", section.pattern)
    if not plainly or section.shift or section.test or (len(_sections(code)) > 2 and not positive):
        return None
    return section.before.lstrip(), section.form, section.after.rstrip()


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    parts = re.findall(r'((?:"[^"]*"|\\.|[^;"])+|(?<=;)(?=;|$))(?:;|$)', code) or [code]
    return tuple(_read(part) for part in parts[:4])


def _read(part: str) -> _Section:
    """One section of a code, its literal text apart from its digits."""
    before, pattern, after = "", "", ""
    percent, test = False, None
    for literal, escaped, currency, sign, bound, plain in _PART.findall(part):
        text = literal or escaped or currency
        if sign:
            test = (sign, Decimal(bound))
        elif plain and (plain in "0#?,.E" or (pattern and plain in "+-/" and pattern[-1] in "E?")):
            pattern += plain
        else:
            text = text or plain
            percent = percent or plain == "%"
            before, after = (before, after + text) if pattern else (before + text, after)
    match = _DIGITS.match(pattern)
    digits = match[0] if match else ""
    whole, _, fraction = digits.partition(".")
    decimals = sum(sign in "0#?" for sign in fraction)
    is_general = (before + after).strip() in ("General", "@")
    return _Section(
        before,
        after,
        pattern,
        form=f"{',' if ',' in whole.rstrip(',') else ''}.{decimals}f",
        step=Decimal(1).scaleb(-min(decimals, _MOST_DECIMALS)),
        digits=whole.count("0"),
        shift=2 * percent - 3 * (len(digits) - len(digits.rstrip(","))),
        spare=len(pattern) - len(pattern.rstrip("#?")),
        is_plain=decimals <= _MOST_DECIMALS and not is_general and not any(sign in pattern for sign in "E/"),
        is_words=not any(sign in pattern for sign in "0#"),
        test=test,
    )


def _section(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section | None, bool]:
    """The section that shows this value, and whether it shows the sign itself."""
    if sections[0].test or (len(sections) > 1 and sections[1].test):
        for at, section in enumerate(sections):
            if section.test is None or _TESTS[section.test[0]](value, section.test[1]):
                return section, at > 0 and section.before.startswith("-")
        return None, False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _optional(text: str, spare: int) -> str:
    """Without the noughts at the end that "#" leaves out: 0.## shows 1.5 and not 1.50."""
    if "." not in text:
        return text
    whole, _, fraction = text.partition(".")
    kept = fraction[: len(fraction) - spare] + fraction[len(fraction) - spare :].rstrip("0")
    return f"{whole}.{kept}" if kept else whole


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether a format code shows dates or times."""
    return _DATES.search(re.sub(r'"[^"]*"|\\.|\[[^\]]{0,80}\]|General', "", code)) is not None


@lru_cache(maxsize=256)
def _date_tokens(code: str) -> tuple[str, ...]:
    first = re.sub(r"\[(?!h|m|s)[^\]]{0,80}\]|_.|\*.", "", code.split(";")[0], flags=re.IGNORECASE)
    if not is_date(code):
        return ()
    tokens: list[str] = []
    for quoted, escaped, plain in re.findall(r'"([^"]*)"|\\(.)|([^"\\]+)', first):
        tokens.extend(["'" + quoted + escaped] if quoted or escaped else [])
        tokens.extend(_DATE.findall(plain))
    return tuple(_minutes(tokens))


def _minutes(tokens: list[str]) -> list[str]:
    """ "m" after an hour or before seconds is a minute; it becomes "n"."""
    named = [token.lower().strip("[]") if token[0] != "'" else token for token in tokens]
    found = []
    for at, token in enumerate(named):
        earlier = next((word for word in reversed(named[:at]) if word[0] in "ymdhs"), "")
        later = next((word for word in named[at + 1 :] if word[0] in "ymdhs"), "")
        minute = token in ("m", "mm") and (earlier.startswith("h") or later.startswith("s"))
        found.append(
            token.replace("m", "n") if minute else token.upper() if token in ("am/pm", "a/p") else token
        )
    return found


def _piece(value: datetime, token: str, half_day: bool) -> str:
    hour = (value.hour % 12 or 12) if half_day else value.hour
    pieces: dict[str, Callable[[], str]] = {
        "yyyy": lambda: f"{value.year:04d}",
        "yy": lambda: f"{value.year % 100:02d}",
        "mmmmm": lambda: _MONTHS[value.month - 1][0],
        "mmmm": lambda: _MONTHS[value.month - 1],
        "mmm": lambda: _MONTHS[value.month - 1][:3],
        "mm": lambda: f"{value.month:02d}",
        "m": lambda: str(value.month),
        "dddd": lambda: _DAYS[value.weekday()],
        "ddd": lambda: _DAYS[value.weekday()][:3],
        "dd": lambda: f"{value.day:02d}",
        "d": lambda: str(value.day),
        "hh": lambda: f"{hour:02d}",
        "h": lambda: str(hour),
        "nn": lambda: f"{value.minute:02d}",
        "n": lambda: str(value.minute),
        "ss": lambda: f"{value.second:02d}",
        "s": lambda: str(value.second),
        "AM/PM": lambda: "AM" if value.hour < 12 else "PM",
        "A/P": lambda: "A" if value.hour < 12 else "P",
    }
    if token in pieces:
        return pieces[token]()
    return token[1:] if token.startswith("'") else "" if token in ("@", ";") else token


_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
