"""Exemptions as letters cite them: "Sections 30(3) and 31(3)", "s.40(2)", "Regulation 12(4)(b)".

The same number means different things in different Acts, so every citation carries its law. Sections that
only say how a request is handled (s1, s10, s16, s17, s45, s50) are no exemptions, and neither is a section
of another Act.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from foi_cli.model import Exemption
from foi_cli.normalise import lowercase, nearby
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.sought import sought
from foi_cli.reference import tables

_PARTS = r"(?:\s?\((?:[1-9]\d?[A-Z]{0,2}|[a-z]{1,4})\))"
_JOINED = rf"(?:\s?(?:&|and|-|–|to)\s?(?={_PARTS}){_PARTS}{{1,4}})"
_NUMBER = r"\d{1,2}[A-Z]?(?![.,/:£%-]?\d)"
_PROVISION = rf"(?<![\d(]){_NUMBER}(?:{_PARTS}{{1,6}}{_JOINED}{{0,3}})?"
_CITATION = re.compile(
    rf"\b(?P<word>sections?|sec|ss?|exemptions?|regulations?|regs?)\b\.?\s?(?P<list>{_PROVISION}"
    rf"(?:\s?(?:,|;|&|/|,?\s?and|,?\s?or|as well as)\s?(?:(?:section|s|regulation"
    rf"|reg)\.?\s?)?{_PROVISION}){{0,8}})"
    rf"|\b(?P<short>[sS]|[rR]eg)(?P<glued>{_PROVISION})",
    re.IGNORECASE,
)
_CITATION_HEADS = lowercase.compiled(r"(?:s(?:ections?|ec|s)?|exemptions?|reg(?:ulation)?s?)\.?\s?\d")
"""Where a citation may begin in small letters."""
_ONE = re.compile(_PROVISION)
_NAMED_AFTER = re.compile(
    r"[\s\)]{0,3}(?:\([^()]{1,60}\)\s?)?(?:of|in|under|to)?\s{0,2}(?:the\s)?"
    r"(?P<law>(?:[A-Z][\w’'&,-]*"
    r"|\([A-Z][a-z ]+\)|of|and|for)"
    r"(?:\s(?:[A-Z][\w’'&,-]*|\([A-Z][a-z ]+\)|of|and|for|to|the)){0,9})"
)
_NAMED_BEFORE = re.compile(r"\b(?:Act|Regulations|Rules|Order|Code)(?:\s(?:19|20)\d\d)?,?\s{0,2}[-–:(]?\s?$")
_A_LAW = re.compile(r"\b(?:Act|Acts|Regulations?|Rules|Order|Code|Directive|GDPR|PACE)\b")
_LAWS = (
    ("FOISA", re.compile(r"Freedom of Information \(Scotland\)|\bFOI\(?S\)?A\b|\bFOISA\b")),
    ("EISR", re.compile(r"Environmental Information \(Scotland\)|\bEI\(?S\)?Rs?\b")),
    ("EIR", re.compile(r"Environmental Information Regulations|\bEIRs?\b")),
    ("FOIA", re.compile(r"Freedom of Information(?: Act)?|\bFOIA?\b")),
)
_ABOUT = sought(
    r"exempt|exception|freedom of information|refus|withh|neither confirm|disclos|appropriate limit"
    r"|cost limit|public interest|environmental information|\bFOI|\bEIRs?\b|\bthe act\b"
)
"""What a text speaks of that cites exemptions."""
_OTHER_USE = re.compile(
    r"\s(?:notices?|agreements?|orders?|enquir(?:y|ies)|inquir(?:y|ies)|statements?|investigations?"
    r"|powers?|stops?"
    r"|search(?:es)?|officers?|grants?|licen[cs]es?|evictions?|offences?|monies|contributions?|assessments?"
    r"|reports?|payments?|funding|placements?|care|accommodation|status|detentions?|meetings?)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\s\d[A-Z]{2}\b")
_ADVICE = re.compile(
    r"\b(?:section|s)\.?\s?16\b(?!\s?\([2-9])|advice and assistance|advise and assist|advice or assistance"
    r"|\breg(?:ulation)?\.?\s?9\b",
    re.IGNORECASE,
)


@cache
def _provisions(law: str) -> frozenset[str]:
    """The numbers that exempt in a law, without subsections: {"12", "14", "21", …}; "12(4)" where the table
    names only parts of a regulation."""
    return frozenset(
        _stem(law, row.provision.split(" ")[-1].lstrip("s"))
        for row in tables.exemptions()
        if row.law == law and row.kind != "procedure"
    )


def _stem(law: str, provision: str) -> str:
    depth = 2 if law in ("EIR", "EISR") and provision.startswith(("12(", "10(")) else 1
    return "(".join(provision.split("(")[:depth])


def find(text: str, law: str = "FOIA") -> tuple[Exemption, ...]:
    """The exemptions that a text cites, in the order cited, each once.

    `law` is the one that a section belongs to where the text names none: that of the authority.
    """
    small = lowered(text)
    if not _ABOUT.search(small) and not _CITATION.match(text.strip()):
        return ()
    citations = tuple(nearby.at_heads(_CITATION, _CITATION_HEADS.finditer(small), text))
    if not citations:
        return ()
    named = sorted((match.start(), name) for name, words in _LAWS for match in words.finditer(text))
    found: dict[Exemption, None] = {}
    for match in citations:
        if not _misled(text, match):
            until = bisect_left(named, (match.start(), ""))
            for exemption in _cited(text, match, [name for _, name in named[max(0, until - 8) : until]], law):
                found[exemption] = None
    return tuple(found)


def _cited(text: str, match: re.Match[str], said: list[str], default: str) -> list[Exemption]:
    """`said` are the laws named before the citation, the last one last."""
    word = (match["word"] or match["short"]).lower()
    kind = "reg " if word.startswith("reg") else "s"
    named = _law_around(text, match.start(), match.end())
    if named == "other":
        return []
    law = named or _law_in(kind, said, default)
    cited = []
    for index, part in enumerate(_ONE.findall(match["list"] or match["glued"])):
        provision = _normal(part)
        loose = index > 0 and "(" not in provision and not word.endswith("s")
        if _stem(law, provision) in _provisions(law) and not loose:
            cited.append(Exemption(law, f"{kind}{provision}"))
    return cited


def _normal(part: str) -> str:
    """`40(2)(a)(b)&(3)(a)(i)` however it was spaced."""
    joined = re.sub(r"\s?(?:&|\band\b)\s?", "&", part.strip())
    return re.sub(r"\s?(?:[-–]|\bto\b)\s?(?=\()", "-", joined).replace(" ", "").replace("\u00a0", "")


def _misled(text: str, match: re.Match[str]) -> bool:
    """Postcodes ("S12 4AB") and the sections of daily work ("section 21 notices")."""
    after = text[match.end() : match.end() + 40]
    if (match["short"] or match["word"] or "") in ("S", "s") and _POSTCODE.match(after):
        return True
    if match["glued"] and match["short"] == "S" and "(" not in match["glued"]:
        return not re.match(r"\s(?:of|FOI|exempt|applies|is)", after)
    return _OTHER_USE.match(after) is not None


def _law_around(text: str, start: int, end: int) -> str:
    """The law named beside a citation: one of ours, "other" for any other Act, "" where none is named."""
    after = _NAMED_AFTER.match(text[end : end + 140].replace("\n", " "))
    names = [after["law"]] if after else []
    before = text[max(0, start - 80) : start]
    if _NAMED_BEFORE.search(before[-20:]):
        names.append(re.split(r"[.;:\n]\s", before.rstrip())[-1])
    for name in names:
        for law, words in _LAWS:
            if words.search(name):
                return law
        if _A_LAW.search(name) and name.strip(" ,") not in ("Act", "Regulations", "Code"):
            return "other"
    return ""


def _law_in(kind: str, said: list[str], default: str) -> str:
    """The law that an unnamed section belongs to: the last of its kind named before it, else the default."""
    fitting = ("EIR", "EISR") if kind == "reg " else ("FOIA", "FOISA")
    if default == "FOISA":
        return fitting[1]
    return next((law for law in reversed(said) if law in fitting), fitting[0])


def advice(text: str) -> bool:
    """Whether the text offers advice and assistance (section 16, regulation 9): not an exemption."""
    return _ADVICE.search(text) is not None
