"""What surrounds a number: the question it answers, and what the letter says around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from foi_cli.model import Period, Table
from foi_cli.normalise import asking, labels, periods, timespans, yearly, years
from foi_cli.normalise.asking import Kind
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.paragraphs import Paragraph
from foi_cli.normalise.questions import Exchange
from foi_cli.normalise.responses import Conversation, is_about
from foi_cli.normalise.sought import sought
from foi_cli.normalise.suppression import Meaning
from foi_cli.normalise.yearly import Yearly


@dataclass(frozen=True, slots=True)
class Setting:
    """The setting of the numbers in one answer.

    `asked` is the question's text, or the whole request where nothing was numbered; `request` is the text in
    which limits such as "2023 (to date)" are looked up; `about` is the subject of a letter that repeats no
    request, whose sentences answer it. `measure`, `unit` and `period` are what the question
    gives to an answer that is silent on them. `heading` is the line above the numbers; `signs` are those that
    the documents explain, `notes` what this one says behind its marks; `years` is of which kind "2022/23" is
    here, `day` the one of each year on which things were counted, `yearly` what the letter says of its years;
    `sheets` has the questions by which sheets are called. `response_id` is that of the letter.
    """

    question: str = ""
    asked: str = ""
    request: str = ""
    about: str = ""
    measure: str = ""
    unit: str = "count"
    period: Period | None = None
    heading: str = ""
    signs: Mapping[str, Meaning] = field(default_factory=dict)
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    years: Kind = ""
    season: str | None = None
    day: str = ""
    yearly: Yearly = field(default_factory=Yearly)
    sheets: Mapping[str, str] = field(default_factory=dict)
    response_id: str = ""

    def limited(self, period: Period | None) -> Period | None:
        """This period as the question limits it; the question's own where there is none."""
        if period is None:
            return self.period
        if period.start is None and period.end is None and self.period is not None:
            period = timespans.inside(period.text, self.period) or period
        if self.season is not None and years.kind_of(period) == "financial":
            return timespans.season(period, self.season)
        period = self.yearly.meant(period, self.years)
        if self.day and (day := timespans.on_day_of(period, self.day)) is not period:
            return day
        period = periods.by_months(period, self.asked) if self.asked else period
        cut = periods.limit(period, self.request) if self.request else period
        return timespans.cut(cut, self.asked) if self.asked else cut

    def under(self, heading: str) -> Setting:
        """The same below a line such as "Special safety certificate inspections", which says what follows."""
        kind = self.yearly.below(heading, self.years)
        if kind != self.years:
            return replace(self, years=kind).under(heading)
        said = periods.read(heading.rstrip(": ").removesuffix(" only"))
        if said is None and self.period is not None:
            said = timespans.inside(heading.rstrip(": "), self.period)
        if said is not None:
            return replace(self, period=self.limited(said), heading="")
        if _IN_A_YEAR.search(lowered(heading)) and len(said_in := periods.find(heading)) == 1:
            return replace(self, period=self.limited(said_in[0][2]))._under_words(heading)
        return self._under_words(heading)

    def _under_words(self, heading: str) -> Setting:
        """The same below a heading, by what it says is counted."""
        day = timespans.day_of_years(heading)
        if day and day != self.day:
            return replace(self, day=day)._under_words(heading)
        named = asking.named(heading)
        if named is not None and named[1] not in ("gbp", "percent"):
            return replace(self, measure=named[0], unit=named[1], heading=heading)
        return replace(self, heading=heading)

    def near(self, text: str) -> Setting:
        """The same after a remark on what follows: "PCNs issued (up to 15th October 2023)", "all fly tipping
        enquiries": it may limit the time, and say what is counted where the question does not."""
        small = lowered(text)
        request = f"{self.request}\n{text}" if _LIMITS.search(small) else self.request
        scaled = labels.scale(text) if _SCALED.search(small) else ""
        if scaled:
            return replace(self, request=request, unit=scaled)
        counted = asking.counted(text) if self.unit == "count" else None
        if counted is None or counted[1] in ("gbp", "percent"):
            return replace(self, request=request)
        return replace(self, request=request, measure=counted[0], unit=counted[1])


_SCALED = sought(
    r"\b(?:figures|amounts|values|numbers|sums|costs|data|table|all)\b[^.]{0,40}\b(?:in|to\sthe\snearest)\s(?:£|thousand|million|billion)"
    r"|\(\s?(?:in\s)?£\s?(?:['’]?000s?|k|m|mn|bn|thousands?|millions?|billions?)\s?\)",
)
"""A remark on the unit of money of a table: "Figures are in £ million and may not sum"."""
_IN_A_YEAR = sought(
    r"\b(?:in|for|during)\s(?:the\s)?(?:(?:financial|calendar|academic|fiscal)\s)?(?:years?\s)?(?:fy\s?)?['’]?\d"
)
"""A heading that says for when: "Complaints received in 2021-22:"."""
_LIMITS = sought(r"\b(?:up\sto|to\sdate|until|as\sat|as\sof|so\sfar)\b")


def settings(
    conversation: Conversation, title: str, around: Setting
) -> tuple[tuple[Exchange | None, Setting], ...]:
    """The setting of what stands before the first question, and of each answer, in order; `around` is that of
    the whole letter."""
    loose = _of_request(conversation, title, around)
    answers: list[tuple[Exchange | None, Setting]] = [(None, loose)]
    if conversation.letter.request and not _echoed_question(conversation):
        answers[0] = None, replace(loose, period=_of_year(asking.period(loose.request), around, loose.years))
    for exchange in conversation.exchanges:
        own = _of_question(exchange, around)
        before = answers[-1][1]
        if before.question and _OF_THEM.search(exchange.question.text):
            own = _of_them(own, exchange.question.text, before)
        answers.append((exchange, own))
    return tuple(answers)


_OF_THEM = re.compile(
    r"^\W*(?:out\s)?of\s(?:these|those|them|the\sabove),|\b(?:how\smany|what\s(?:share|proportion|percentage)|(?:the\s)?number|which|out)\s(?:of\s)?(?:these|those|them|the\sabove)\b(?!\s\w+s\b)",
    re.IGNORECASE,
)
"""A question about what the one before it counted."""


def _of_them(own: Setting, question: str, before: Setting) -> Setting:
    """The setting of an answer about what the one before counted: for the same time where it names none."""
    if own.period is None and before.period is not None and not periods.find(question):
        own = replace(own, period=before.period)
    return replace(own, unit=before.unit, measure=before.measure) if own.unit == "count" else own


def _echoed_question(conversation: Conversation) -> bool:
    """True where the questions of the answer are those of the request above it: then it is they that say for
    when, and nothing is answered before the first."""
    return any(exchange.question.text in conversation.request for exchange in conversation.exchanges)


def _of_question(exchange: Exchange, around: Setting) -> Setting:
    own, request = exchange.question.text, around.request
    asked = f"{exchange.under}\n{own}" if exchange.under else own
    unit = asking.unit(own)
    by_itself = unit != "count" or asking.counts(own)
    years = around.yearly.kind(own, exchange.under, far=request)
    return replace(
        around,
        question=exchange.number,
        asked=asked if asked.strip() or _has_table(exchange) else _UNSAID,
        measure=asking.measure(own if by_itself else asked),
        unit=unit if by_itself else asking.unit(asked),
        period=_of_year(asking.period(own) or asking.period(exchange.under), around, years),
        years=years,
        day=asking.day(own),
    )


_UNSAID = "?"
"""The question of a numbered answer in a letter that does not repeat what was asked."""


def _has_table(exchange: Exchange) -> bool:
    return any(isinstance(item, Table) for item in exchange.answer)


def _of_request(conversation: Conversation, title: str, around: Setting) -> Setting:
    tabled = any(exchange.question.cell is not None for exchange in conversation.exchanges)
    request = "" if tabled else around.request  # what stands beside a table of questions answers none of them
    echoed = bool(conversation.letter.request) and not conversation.exchanges
    title = title if is_about(title) else ""
    about = request or title
    unit = asking.unit(about) if about else "count"
    if unit == "count" and title:
        unit = asking.unit(title)
    measure = asking.measure(about) if about else ""
    if echoed and asking.several(request):
        unit, measure = "gbp" if unit == "gbp" else "count", ""
    years = around.yearly.kind(far=about)
    alone = not request and not conversation.exchanges
    return replace(
        around,
        question="1" if echoed else "",
        asked=request,
        about=f"The numbers of {title}" if alone and title else "",
        measure=measure,
        unit=unit,
        period=_of_year(asking.period(request) if echoed else None, around, years),
        years=years,
    )


def _of_year(period: Period | None, around: Setting, years: Kind) -> Period | None:
    """The period as the letter says that its years run, where those of this kind are spoken of."""
    return around.yearly.meant(period, years) if period is not None else None


def said(conversation: Conversation) -> Yearly:
    """How the letter says that its years run: in its own words, not in those of the request."""
    parts = conversation.letter
    own = (*parts.opening, *parts.answer)
    return yearly.said(item.text for item in own if isinstance(item, Paragraph))
