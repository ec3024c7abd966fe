"""When a number of a sentence was counted: by the words behind it, before it, or around them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from foi_cli.model import Period
from foi_cli.normalise import dates, periods, relative, timespans, words, years

NEAR = 240
"""Characters around a number in which words can say what it is."""
_IN_PERIOD = re.compile(
    r"(?:\s?\((?:inc|incl|exc|excl|ex|plus|net)[.a-z]{0,8}\s[^()\d]{1,20}\))?[^.;:£\d]{0,80}?(?:\bwithin\s\d{1,3}\s[^.;:£\d]{0,40}?)?\b(?:in|for|during|throughout|by)\s(?:the\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
""" "71% of applications within 35 working days in 2022/23"."""
_OF_WHICH = re.compile(r"\bof\s(?:which|these|those|whom)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:\b(?:and|but|while|then|with)|[,;])\s(?:\w+\s)?(?:in|for|during)\s(?:the\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
"""What leads on to another number: "In 2022/23 the figure was 211 and in 2023/24 it was 187"."""
_BRACKET = re.compile(r"(?:\s[A-Za-z’'-]+){0,8}\s?\(\s?(?:in\s|for\s)?")
""" "£4.6m (2021/22), £5.1m (2022/23)", "18 beds at the House (2019), 12 at the Lindens (2021)"."""
_THAN = re.compile(r"\bthan\s(?:in|for|during)\s", re.IGNORECASE)
""" "10.4 full time equivalents, two more than in 2019": no number is of that year."""
_IT_WAS = re.compile(
    r"\b(?:it|this|that|they|there|the\s(?:figure|number|total|amount))\s(?:was|is|were|are)$", re.IGNORECASE
)
_IN_QUARTER = re.compile(
    r"(?:\s[a-z]+){0,2}?\s(?:in|for|during)\s(?P<text>(?:Q|quarter\s)[1-4])(?=[\s,.;)]|$)(?!\s?(?:of\s)?['’(]?\d)",
    re.IGNORECASE,
)
""" "£2,500 in Q2 and £750 in Q4" of a year that is known from elsewhere."""


_LEAD = r"(?:\W{0,3}|[A-Z][^.;:£\d]{0,60}?(?:question\s\d{1,2}[a-h]?)?,\s)"
""" "Turning first to (a), in …"."""
_HALF = re.compile(
    r"(?:\s[a-z]+){0,3}?\s(?:in|for|during)\s(?P<text>the\s(?:first|second)\s(?:half|six\smonths))(?P<of>\sof\b)?\s?",
    re.IGNORECASE,
)
""" "£61,500 in the first half of 2023"."""
_DIGIT = re.compile(r"\d")
_BARE = re.compile(r"(?:\s[A-Za-z]+){0,3}\s?")
_FROM_TO = re.compile(r"(?:from|between)\s|until\s|(?:up\s)?to\s", re.IGNORECASE)
_SO_FAR = re.compile(r"\bso\sfar\b", re.IGNORECASE)
_ON_DAY = re.compile(
    r"(?:\s(?!of\b)[A-Za-z]+){0,3}?\s(?:(?:(?:as\s)?(?:at|of)|on)\s(?:the\s)?|\((?:(?:as\s)?(?:at|on)\s)?(?=[^()]{6,24}\)))"
    rf"(?P<day>{dates.DATE})(?![\d/])",
    re.IGNORECASE,
)
""" "29.1 FTE on 1 April 2023", "71 on 31 December 2021", "12 trainees (31 March 2024)"."""
_EQUIVALENT = re.compile(r"\s\(\d[\d.,]{0,12}\s?(?:FTE|WTE|%)[^()\d]{0,20}\)|\)", re.IGNORECASE)
""" "Nine (6.2 FTE) on 1 November 2024": both are of that day."""
_STOOD = re.compile(
    rf"(?:\s(?!of\b)[A-Za-z]+){{0,8}}?\s(?:(?:as\s)?at|on)\s(?:the\s)?(?P<day>{dates.DATE})(?![\d/])",
    re.IGNORECASE,
)
_THERE_WERE = ("here were ", "here are ", "here was ")
""" "There were 1,184 households on the housing register on 2 January 2024"."""
_WHEN = re.compile(rf"\bon\s(?:the\s)?(?P<day>{dates.DATE})(?:,?\swhen|,)\s$", re.IGNORECASE)
""" "on 5 May 2023 when 26 were tested", "On 5 May 2023, 26 were tested"."""
_SINCE = re.compile(r"(?:\s[a-z]+){0,2}?\ssince(?:\sthen)?(?=[.,;)]|\s\(|\s?$)", re.IGNORECASE)
""" "£412 until 31 March 2023 and has been £438 since"."""
_OF_ANOTHER = re.compile(
    r"\b(?:compar(?:ed|es)|against|(?:up|down)\sfrom|as\sopposed|(?:more|less|fewer|higher|lower)\sthan)\b"
    rf"|\((?:£?\d[\d,.]{{0,15}}|{words.PATTERN})\s[^()]{{0,60}}$"
    r"|\bof\s(?:it|them|which|whom|these|those)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
""" "57, compared with 71 in 2021", "57 (71 in 2021)", "£9, £4 of it in 2022": the year is of the other."""
_OR = re.compile(r",?\s(?P<last>or|and|nor)\s(?:in\s)?|,\s", re.IGNORECASE)
_RUN_ENDS = re.compile(r"\s?(?:[.,;:)]|$)|\s(?:and|but|as|because|while|although)\b", re.IGNORECASE)
_IN_BOTH = re.compile(
    r"\bin\s(?:either|both|neither|each)\s(?:of\s(?:these|those|the)\s)?(?:\w+\s)?years?\b", re.IGNORECASE
)
_PRICED = re.compile(
    r"\b(?:rents?|fees?|charges?|prices?|fares?|tariffs?|tickets?|subscriptions?)\b[^.;:£\d]{0,40}\s(?:is|are|costs?)\s[^.;:£\d]{0,20}£",
    re.IGNORECASE,
)
""" "The rent is £32 a year": what is asked for is no state of the day on which plots were counted."""
_FRONTED = re.compile(rf"{_LEAD}(?:in|during|for|over)\s(?:the\s)?(?:\w+\syear\s)?", re.IGNORECASE)
_FRONTED_RANGE = re.compile(_LEAD, re.IGNORECASE)
_FROM = re.compile(r"\s?(?:from|between)\b", re.IGNORECASE)
_EARLIER = re.compile(
    rf"{_LEAD}(?:(?:in|during|for|over)\s)?(?P<text>the\s(?:(?:twelve|12)\smonths|(?:\w+\s)?year)\s(?:before|earlier)(?:\sthat)?"
    r"|a\syear\s(?:before|earlier)|the\s(?:previous|preceding|prior)\s(?:\w+\s)?(?:year|(?:twelve|12)\smonths))(?=[\s,]|$)",
    re.IGNORECASE,
)
""" "In the twelve months before that there were 243 such calls"."""
_BEFORE = ("before", "earlier", "previous", "preceding", "prior")
"""What has one of these words may say so."""
_SEVERAL = re.compile(
    r"\b(?:either|both|neither|each|these|those|all)\s(?:of\s)?(?:the\s|these\s|those\s)?(?:\w+\s)?years?\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:were|was|had|took|went|led|resulted|made|received|died|lasted)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|will|now|currently|present|today|to\sdate|since|so\sfar|previous|before|earlier|later|last|next)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer to the question `asked`, with the periods that it names; `taken` is the day of
    counting that its paragraph gives, `remarked` the period that stands behind it by itself,
    `framed` the one with which the sentence before it began, `named` are those of the sentences so far."""

    text: str
    asked: str
    spans: tuple[tuple[int, int, Period], ...]
    taken: Period | None
    remarked: Period | None = None
    framed: Period | None = None
    named: tuple[Period, ...] = ()

    @property
    def known(self) -> tuple[Period, ...]:
        """What "the year before" may be before, if no period of the sentence is."""
        return (self.taken,) if self.taken is not None else self.named

    def before(self, token: re.Match[str]) -> str:
        """The words before a number, without quotation marks and bullets at their end."""
        return self.text[max(token.start() - NEAR, 0) : token.start()].rstrip(" ‘’'“\"•-")


def frame_of(sentence: str, before: Period | None, named: Sequence[Period] = ()) -> Period | None:
    """The period that holds in a sentence of the past after one that began with it: "In 2022-23 there were no
    deaths. Nineteen people were injured." A sentence that names a time of its own ends it; one that begins
    with the year before has that of the last that was `named`."""
    spans = periods.find(sentence)
    if spans:
        return spans[0][2] if len(spans) == 1 and _is_fronted(sentence, spans[0]) else None
    if before is not None and any(word in before.text for word in _BEFORE) and _EARLIER.match(before.text):
        before = None  # it was said of one sentence only
    earlier = _EARLIER.match(sentence) if any(word in sentence for word in _BEFORE) else None
    if earlier is not None:
        return relative.year_before(earlier["text"], named)
    goes_on = (
        before is not None
        and _PAST.search(sentence)
        and not _PRESENT.search(sentence)
        and not _SEVERAL.search(sentence)
    )
    return before if goes_on else None


def _is_fronted(sentence: str, span: tuple[int, int, Period]) -> bool:
    """True where a sentence begins with the period, be it behind a few words that lead on to it."""
    if _FROM.match(span[2].text) and _FRONTED_RANGE.fullmatch(sentence, 0, span[0]):
        return True
    return _FRONTED.fullmatch(sentence, 0, span[0]) is not None


def when(sentence: Sentence, token: re.Match[str], until: int) -> tuple[Period | None, bool]:
    """The period of a number, and whether the sentence gives it one by itself: "198 in 2019 and 177 in 2020"
    gives each its own, "In 2022 the council received 5,124 complaints" one to all that follow."""
    own = (
        _together(sentence, token)
        or _behind(sentence, token, until)
        or _quarter(sentence, token)
        or relative.find(sentence.text, sentence.spans, sentence.known, token.start(), token.end(), until)
    )
    if own is not None:
        return own, True
    spans, text = sentence.spans, sentence.text
    taken = None if _PRICED.search(text) else sentence.taken
    elsewhere = sentence.remarked or sentence.framed or taken
    if not spans:
        return elsewhere, False
    if len(spans) == 1:
        begin = spans[0][0]
        if begin >= until and _OF_WHICH.search(text, token.end(), until) is not None:
            return sentence.taken, False
        compared = begin >= token.end() and _OF_ANOTHER.search(text, token.end(), begin) is not None
        return (elsewhere if compared else spans[0][2]), False
    ahead = _open([span for span in spans if span[1] <= token.start()], text, token.start())
    it_was = bool(ahead) and _IT_WAS.search(sentence.before(token)) is not None
    return (ahead[-1][2] if ahead else None), it_was


def _open(ahead: Sequence[relative.Span], text: str, until: int) -> Sequence[relative.Span]:
    """The periods that still hold here: not that of a bracket which has closed, where others do: "In 2023 it
    took 17 days (2022: 23 days), at most 64"."""
    if ")" not in text or len(ahead) < 2:
        return ahead
    return [span for span in ahead if not _is_aside(text, span, until)] or ahead


def _is_aside(text: str, span: relative.Span, until: int) -> bool:
    """Whether a period stands in a bracket with a number of its own, which has closed: not "(2022/23)"."""
    opens, closes = text.rfind("(", 0, span[0]), text.find(")", span[1], until)
    if opens < 0 or closes < 0 or ")" in text[opens : span[0]]:
        return False
    return _DIGIT.search(text[opens : span[0]] + text[span[1] : closes]) is not None


_TOGETHER = re.compile(
    r"(?:[,;:–-]|\band)\s(?:together|altogether|in\stotal|in\sall|(?:making\s)?a\stotal\sof|totalling|combined)\s$",
    re.IGNORECASE,
)
""" "£7m in 2021/22, £9m in 2022/23; together £16m"."""


def _together(sentence: Sentence, token: re.Match[str]) -> Period | None:
    """The stretch of the years before a number that is said to be theirs together."""
    ahead = [period for _, end, period in sentence.spans if end <= token.start()]
    if len(ahead) < 2 or _TOGETHER.search(sentence.text, max(0, token.start() - 24), token.start()) is None:
        return None
    return timespans.over(ahead) if all(years.kind_of(period) for period in ahead) else None


def _behind(sentence: Sentence, token: re.Match[str], until: int) -> Period | None:
    """The period that stands behind a number and is its own: "198 in 2019", "£5.1m (2022/23)", "61 from April
    2021 to March 2022", "38.6 FTE on 1 April 2020"."""
    text, spans = sentence.text, sentence.spans
    ahead = [span for span in spans if span[1] <= token.start()]
    behind = next((span for span in spans if token.end() <= span[0] < until), None)
    if behind is not None:
        between = text[token.end() : behind[0]]
        if relative.SAME_DAY.search(between):
            return relative.same_day(text[: token.start()], behind[2])
        if (
            _IN_PERIOD.fullmatch(between)
            and not (ahead and _NEXT.search(between))
            and not _THAN.search(between)
        ):
            run = _run(text, spans[spans.index(behind) :])
            if len(run) > 1:
                return timespans.over(run)
            if _BY.search(between):
                return _until(behind[2])
            return _so_far(behind[2]) if _SO_FAR.search(between) else behind[2]
        if _BRACKET.fullmatch(between) and text[behind[1] : behind[1] + 1] == ")":
            return behind[2]
        if _BARE.fullmatch(between) and _FROM_TO.match(behind[2].text):
            return behind[2]
    half = _HALF.match(text, token.end()) if " half" in text or " six months" in text else None
    if half is not None:
        year = next((period for begin, _, period in spans if 0 <= begin - half.end() <= 1), None)
        year = year or (ahead[-1][2] if ahead and not half["of"] else None)
        return timespans.half(half["text"], year) if year is not None else Period(half["text"])
    taken = _day_of(text, token, until)
    if taken is not None:
        return taken
    if ahead and _SINCE.match(text, token.end()) and (end := ahead[-1][2].end) and not ahead[-1][2].start:
        return Period("since", end + timedelta(days=1), None, False)
    return None


def _day_of(text: str, token: re.Match[str], until: int) -> Period | None:
    """The day that stands behind a number, or right before it."""
    day = None
    if _DIGIT.search(text, token.end()):
        boxed = _EQUIVALENT.match(text, token.end())
        start, until = (boxed.end(), len(text)) if boxed is not None else (token.end(), until)
        day = _ON_DAY.match(text, start, max(until, start))
        if day is None and text.endswith(_THERE_WERE, 0, token.start()):
            day = _STOOD.match(text, token.end(), max(until, token.end()))
    if day is None and text.endswith(("when ", ", "), 0, token.start()):
        day = _WHEN.search(text, 0, token.start())
        day = day if day is None or day.start() <= 2 or text.endswith("when ", 0, token.start()) else None
    taken = dates.read(day["day"]) if day is not None else None
    return Period(day["day"], taken, taken, True) if day is not None and taken is not None else None


_BY = re.compile(r"\bby\s(?:the\s)?(?:end\sof\s)?$", re.IGNORECASE)


def _until(period: Period) -> Period:
    """ "20 more by March 2023": all that there is until then, since nobody knows when."""
    return Period(f"by {period.text.strip()}", None, period.end)


def _so_far(period: Period) -> Period:
    """ "none so far in 2023": a year of which nobody knows the end yet."""
    return replace(period, end=None, complete=False) if period.complete else period


def _quarter(sentence: Sentence, token: re.Match[str]) -> Period | None:
    """ "£2,500 in Q2" of the year that the sentence has named."""
    if not sentence.spans and "quarter" not in sentence.asked.lower():
        return None
    quarter = _IN_QUARTER.match(sentence.text, token.end())
    if quarter is None:
        return None
    years = [period for _, end, period in sentence.spans if end <= token.start()]
    return (timespans.inside(quarter["text"], years[-1]) if years else None) or Period(quarter["text"])


def each(sentence: Sentence, token: re.Match[str]) -> tuple[Period, ...]:
    """The periods for each of which a nought is stated: "None in 2020/21 or 2021/22", "in either year" of two
    that the paragraph has named. A nought of several years is one of each."""
    spans = [span for span in sentence.spans if span[0] >= token.end()]
    if spans and _IN_PERIOD.fullmatch(sentence.text, token.end(), spans[0][0]):
        run = _run(sentence.text, spans)
        return run if len(run) > 1 else ()
    if sentence.spans or not _IN_BOTH.search(sentence.text, token.end()):
        return ()
    return two(sentence.named) or two(period for _, _, period in periods.find(sentence.asked))


def _run(text: str, spans: Sequence[tuple[int, int, Period]]) -> tuple[Period, ...]:
    """The first of these periods and those listed with it, "in 2020/21, 2021/22 or 2022/23"; the first
    alone where what follows begins something new: "none in 2021, 2022 is not known"."""
    end = 1
    for at in range(1, len(spans)):
        between = _OR.fullmatch(text, spans[at - 1][1], spans[at][0])
        if between is None:
            break
        if between["last"]:
            end = at + 1 if _RUN_ENDS.match(text, spans[at][1]) else end
            break
    return tuple(period for _, _, period in spans[:end])


def two(named: Iterable[Period]) -> tuple[Period, ...]:
    """The two periods that "both years" means; nothing where more or fewer were named."""
    once = tuple(dict.fromkeys(named))
    return once if len(once) == 2 else ()
