"""How a letter itself says that its years run: "all years are academic years, from 1 August to 31 July"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from foi_cli.model import Period
from foi_cli.normalise import asking, dates, periods
from foi_cli.normalise.asking import KIND, Kind
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.sought import sought

_KINDS = rf"(?P<kind>{KIND})\s(?:years?|sessions?)"
_THEY = r"(?:years?|figures|dates|data|numbers|periods)\b"
_WHERE = r"(?:\s(?:below|above|here|given|shown|stated|quoted|used|provided|in\s(?:this|the|our)\s\w+)){0,3}"
_ALL = sought(
    rf"\b(?:all|any|these|the|our|other)\s(?:other\s)?(?:{_THEY}{_WHERE}\s(?:are|is|refer|relate|run|cover|mean)\b"
    rf"[^.;]{{0,40}}|references\sto\s[^.;]{{0,40}}){_KINDS}"
    rf"|(?:^|[.;:]\s){_THEY}{_WHERE}\s(?:are|refer|relate|mean)\s"
    r"(?:(?:given|shown|all|by|for|in|to|the)\s){0,3}" + _KINDS.replace("kind", "of")
)
""" "all years below are academic years", "the figures are by academic year", "Years are school years"."""
_DAY = rf"(?:{dates.DAY}(?:\sof)?\s)?{dates.MONTH}"
_TO = rf"\s?(?:to|until|through|[-–]|,?\sand\sends?\s(?:on|in))\s?(?:the\s)?(?P<last>{_DAY})"
_BEGINS = sought(
    rf"\b{_KINDS}(?:\s(?:19|20)\d\d\s?[/–-]\s?(?:19|20)?\d\d)?\b(?:[^.;\d]{{0,40}}?\s(?:begins?|starts?|runs?|is|are|from|=)\s(?:(?:on|in|from|is|the)\s){{0,3}}|\s\()"
    rf"(?P<day>{_DAY})(?:{_TO})?"
)
""" "our academic year runs from 1 August to 31 July", "the municipal year (May to April)"."""
_RUN = sought(
    rf"(?:^|[.;:,]\s)(?:in\sthis\s\w{{4,12}},?\s)?(?:(?:an?|each|every)\s(?P<one>{KIND})\s(?:year|session)"
    rf"|(?:(?:all|our|the|each|a)\s)?(?:\w{{2,20}}['’]s\s)?[“\"‘']?"
    rf"(?:(?P<kind>{KIND})\s(?:years|sessions)|(?:years?|sessions?){_WHERE}))"
    rf"[”\"’']?\s(?:runs?|means?|is|are)\s(?:from\s|the\s(?:period|time)\s(?:from\s)?)?(?P<day>{_DAY}){_TO}"
)
"""Said of a letter's years at large: "School sessions run from 1 August to 31 July", "an academic year is
from 1 September to 31 August", "our year runs May to April"."""
_FY = dates.small_pattern(r"\bF/?Y\s?['’]?(?:20)?(?P<year>\d\d)\b(?!\s?[/–-]\s?\d)")
_MEANS = re.compile(
    r"[”\"’']?\s?(?:,?\s?(?:is|means|=|:|runs?|covers?|was|refers\sto|i\.e\.)\s|\()\s?"
    r"(?:(?:the|our|its|from|period|financial|accounting|year|[a-z]{2,20}['’]s?)\s){0,5}"
)
""" "FY22 is …", "FY22 means the Trust's financial year …": what stands between the two."""
_CALLED = re.compile(r"\s?[,(]\s?(?:(?:called|shown\sas|referred\sto\sas|known\sas|i\.e\.|=)\s)?[“\"‘']?")
_PAIR = re.compile(r"(?<![\d/])(?:19|20)?\d\d\s?[/–-]\s?(?:19|20)?\d\d(?![\d/])")
_RELATIVE = re.compile(r"(?:the\s)?(?:year\s(?:before|earlier)|(?:previous|preceding|prior)\syear)\b")
""" "the year before" another, whose kind it has."""
_PAIR_MEANS = re.compile(rf"{_PAIR.pattern}{_MEANS.pattern}(?=[\dacdfjmnost])")
_TO_PAIR = re.compile(
    r"(?<!from\s)(?<!between\s)\b(?P<first>(?:19|20)\d\d)\sto\s(?P<last>(?:19|20)\d\d)(?![\d/–-])"
)
""" "2022 to 2023", which is one year where "2023 to 2024" is another, as government writes them."""
_ACADEMIC = dates.small_pattern(r"\b(?:academic|school|A/?Y\b)")
_NAMED_YEAR = dates.small_pattern(rf"\b{_KINDS}\b")
_OTHER_YEAR = dates.small_pattern(r"\b(?:calendar|tax)\s+years?\b|\bF/?Y\s?['’]?\d\d")
_MUNICIPAL = dates.small_pattern(r"\b(?:municipal|mayoral|civic)\s+years?\s?")
_NAMES_ITSELF = dates.small_pattern(rf"{dates.DATE}|\b(?:{dates.MONTH}|tax\b|force\b|council\b|calendar\b)")
_FINANCIAL = dates.small_pattern(r"\b(?:financial|fiscal|F/?Y\b)")
_QUARTER = dates.small_pattern(r"\b(?:quarter|q\s?[1-4])\b")


@dataclass(frozen=True, slots=True)
class Yearly:
    """What a letter says of its years.

    `every` is the kind of which it says that all are, `usual` the one that it explains for those that have
    no name; `begins` has the first month of each kind that it explains. `lead` is by how many years "FY22"
    begins before 2022 or after: 0 where it begins in that year, -1 where it ends in it, None where the letter
    does not say; `first` is the day on which such a year begins. `paired` is true where
    "2022 to 2023" is one year.
    """

    every: Kind = ""
    usual: Kind = ""
    begins: Mapping[Kind, int] = field(default_factory=dict)
    lead: int | None = None
    first: tuple[int, int] = (4, 1)
    paired: bool = False

    def kind(self, *near: str, far: str = "") -> Kind:
        """Of which kind the years of an answer are: as the letter says of all, as the texts near to it say,
        as the letter explains, as the whole request says."""
        return self.every or asking.kind(*near) or self.usual or asking.kind(far)

    def below(self, heading: str, above: Kind) -> Kind:
        """The kind of years below a heading in an answer whose years are of the kind `above`."""
        spoken = asking.kind(heading)
        if self.every or not spoken or (spoken == "financial" and above != self.usual):
            return above
        return spoken

    def beside(self, texts: Iterable[str]) -> Yearly:
        """The same where the heads of a table tell how its years are written."""
        return replace(self, paired=True) if not self.paired and _is_paired(texts) else self

    def meant(self, period: Period, spoken: Kind) -> Period:
        """The period as the letter says that its years run, where years of this kind are spoken of."""
        if self.paired and (pair := _TO_PAIR.fullmatch(period.text.strip())) is not None:
            written = periods.read(f"{pair['first']}/{pair['last']}")
            return (
                replace(self._begun(written, spoken or "financial"), text=period.text)
                if written is not None
                else period
            )
        if self.lead is None and not self.begins and spoken in ("", "financial", "own"):
            return period
        named = self._named(period)
        return named if named is not period else self._begun(period, spoken)

    def _named(self, period: Period) -> Period:
        """ "FY24 (to date)" as the letter has said which twelve months it means; others as they are."""
        match = _FY.match(lowered(period.text.strip()))
        if self.lead is None or match is None or period.start is not None or period.end is not None:
            return period
        year = dates.year(match["year"]) + self.lead
        start = dates.real(year, *self.first)
        if start is None:
            return period
        if period.complete is False:
            rest = period.text.strip()[match.end() :]
            written = periods.read(f"{year}/{(year + 1) % 100:02d}{rest}") if self.first == (4, 1) else None
            return replace(period, start=start, end=written.end if written is not None else None)
        return replace(period, start=start, end=dates.a_year_later(start), complete=True)

    def _begun(self, period: Period, spoken: Kind) -> Period:
        """Two years joined by a stroke, beginning when years of their kind do; one that is cut ("2022/23 to
        31 December") begins then, too. A period that names its months is as it says."""
        small, start = lowered(period.text), period.start
        own = _own(small) or spoken or "financial"
        month = self.begins.get(own, _CUSTOM.get(own, 0))
        if own == "municipal" and start is None and month:
            plain = periods.read(_MUNICIPAL.sub("", small))
            return replace(self._begun(plain, own), text=period.text) if plain is not None else period
        usual = 9 if _own(small) == "academic" else 4
        if start is None or month == usual or (start.month, start.day) != (usual, 1):
            return period
        cut = period.complete is False and _PAIR.match(small.lstrip("( ")) is not None
        if (_PAIR.search(small) is None and not _RELATIVE.match(small)) or (
            _NAMES_ITSELF.search(small) and not cut
        ):
            return period
        end = period.end
        whole = end is None or end == dates.a_year_later(start.replace(year=end.year - 1))
        if not month or (_QUARTER.search(small) and not whole):
            return Period(period.text, complete=period.complete)
        begun = start.replace(month=month)
        if whole:
            last = end and dates.a_year_later(begun.replace(year=end.year - 1))
            return replace(period, start=begun, end=last)
        return replace(period, start=begun) if cut and end and begun < end else period


def _own(small: str) -> Kind:
    """The kind of year that the words of a period say that it is."""
    if _FINANCIAL.search(small):
        return "financial"
    if _ACADEMIC.search(small):
        return "academic"
    return "municipal" if _MUNICIPAL.search(small) else ""


_CUSTOM: Mapping[Kind, int] = {"academic": 9, "financial": 4}
"""The month in which years of a kind begin where nobody says."""


def said(texts: Iterable[str]) -> Yearly:
    """What these paragraphs of a letter say of its years."""
    texts = tuple(texts)
    yearly = Yearly(paired=_is_paired(texts))
    for text in texts:
        small = lowered(text)
        if "year" in small or "session" in small:
            yearly = _run(small, yearly)
        if yearly.lead is None and "fy" in small.replace("/", ""):
            yearly = _lead(text, small, yearly)
        if not yearly.usual and _PAIR_MEANS.search(small):
            yearly = _explained(text, small, yearly)
    return _only_kind(texts, yearly) if "academic" in yearly.begins and not yearly.usual else yearly


def _only_kind(texts: Sequence[str], yearly: Yearly) -> Yearly:
    """The academic year is the usual one of a letter that says from which month to which it runs, and speaks
    of no other: "The academic year runs from 1 August to 31 July"."""
    small = [lowered(text) for text in texts]
    told = any((begins := _BEGINS.search(text)) is not None and begins["last"] for text in small)
    named = {asking.kind_named(each["kind"]) for text in small for each in _NAMED_YEAR.finditer(text)}
    if not told or named != {"academic"} or any(_OTHER_YEAR.search(text) for text in small):
        return yearly
    return replace(yearly, usual="academic")


def _is_paired(texts: Iterable[str]) -> bool:
    """Whether these write years as "2022 to 2023" and "2023 to 2024", which could not overlap otherwise."""
    found = {
        int(match["first"])
        for text in texts
        if " to 20" in text
        for match in _TO_PAIR.finditer(text)
        if int(match["last"]) == int(match["first"]) + 1
    }
    return any(year + 1 in found for year in found)


def _run(small: str, yearly: Yearly) -> Yearly:
    """What a paragraph says of years by their kind."""
    begins = _BEGINS.search(small)
    if begins is not None and (month := _first_of(begins, begins["kind"])):
        yearly = replace(yearly, begins={**yearly.begins, asking.kind_named(begins["kind"]): month})
    run = _RUN.search(small)
    named = (run["one"] or run["kind"] or "") if run is not None else ""
    if run is not None and (month := _first_of(run, named)):
        usual = asking.kind_named(named) if named else "own"
        yearly = replace(yearly, usual=usual, begins={**yearly.begins, usual: month})
    every = _ALL.search(small)
    if every is not None:
        yearly = replace(yearly, every=asking.kind_named(every["kind"] or every["of"]))
    return yearly


def _first_of(match: re.Match[str], named: str) -> int:
    """The month on whose first day a year begins; 0 for a day that none does, or that is not said to be
    twelve months before its last. An academic year may be known by its beginning alone."""
    day, month = _day(match["day"])
    if day not in (0, 1):
        return 0
    if match["last"] is None:
        return month if asking.kind_named(named) == "academic" and month in range(7, 12) else 0
    last, ends = _day(match["last"])
    whole = last in (0, dates.last_day(2023, ends).day, dates.last_day(2024, ends).day)
    return month if whole and ends % 12 + 1 == month else 0


def _day(written: str) -> tuple[int, int]:
    """The day, 0 where none is named, and the month of "1st of August" or "August"."""
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits is not None else 0, dates.month(written.split()[-1])


def _lead(text: str, small: str, yearly: Yearly) -> Yearly:
    """Which twelve months "FY22 is April 2021 to March 2022" says that such a name means; it may stand behind
    them: "April 2021 to March 2022 (FY22)"."""
    for match in _FY.finditer(small):
        for start, end, period in periods.find(text):
            told = _MEANS.fullmatch(small, match.end(), start) if start >= match.end() else None
            called = _CALLED.fullmatch(small, end, match.start()) if end <= match.start() else None
            if (told or called) is None or period.start is None or period.end is None:
                continue
            lead = period.start.year - dates.year(match["year"])
            if period.end == dates.a_year_later(period.start) and lead in (-1, 0):
                return replace(yearly, lead=lead, first=(period.start.month, period.start.day))
    return yearly


def _explained(text: str, small: str, yearly: Yearly) -> Yearly:
    """Which twelve months two years joined by a stroke are: "2021/22 means 1 June 2021 to 31 May 2022"."""
    for (_, end, pair), (start, _, period) in pairwise(periods.find(text)):
        first, named = period.start, pair.start
        if not _PAIR.fullmatch(pair.text.strip()) or not _MEANS.fullmatch(small, end, start):
            continue
        if first is None or named is None or (first.year, first.day) != (named.year, 1):
            continue
        if period.end == dates.a_year_later(first) and first.month != named.month:
            return replace(yearly, usual="own", begins={**yearly.begins, "own": first.month})
    return yearly
