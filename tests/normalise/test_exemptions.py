from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.normalise import exemptions, nearby
from foi_cli.normalise.lowercase import lowered


def cited(text: str, law: str = "FOIA") -> str:
    return "; ".join(map(str, exemptions.find(text, law)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Section 30(3) – Investigations\nSection 31(3) – Law enforcement", "FOIA s30(3); FOIA s31(3)"),
        ("exempt under Sections 30(3) and 31(3) of the Act", "FOIA s30(3); FOIA s31(3)"),
        ("Section 40(2)(a)(b)&(3)(a)(i) - Personal information", "FOIA s40(2)(a)(b)&(3)(a)(i)"),
        ("refused under s.40 (2), s 31(1)(a) and s12 of FOIA", "FOIA s40(2); FOIA s31(1)(a); FOIA s12"),
        ("Section 31(1)(g)(2)(a)(b) exempts it", "FOIA s31(1)(g)(2)(a)(b)"),
        ("Section 31(1)(a) and (b) apply to disclosure", "FOIA s31(1)(a)&(b)"),
        ("exempt under section 12 of the Freedom of Information Act 2000.", "FOIA s12"),
        (
            "Section 40(5) – Personal information, section 40(2) is absolute and section 40(5)",
            "FOIA s40(5); FOIA s40(2)",
        ),
        (
            "Section 14(1) vexatious: exempt, and sections 24, 31 and 40",
            "FOIA s14(1); FOIA s24; FOIA s31; FOIA s40",
        ),
        ("Under Regulation 12(4)(b) of the Environmental Information Regulations 2004", "EIR reg 12(4)(b)"),
        (
            "regs 12(4)(b) and 12(5)(e) EIR, Regulation 13 EIR as amended by the Data Protection Act 2018",
            "EIR reg 12(4)(b); EIR reg 12(5)(e); EIR reg 13",
        ),
        (
            "exempt under section 38(1)(b) of the Freedom of Information (Scotland) Act 2002",
            "FOISA s38(1)(b)",
        ),
        (
            "Regulation 10(4)(b) of the Environmental Information (Scotland) Regulations 2004",
            "EISR reg 10(4)(b)",
        ),
    ],
)
def test_finds_exemptions_in_the_order_cited(text: str, expected: str) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "This is a refusal notice under Section 17(1) of the Freedom of Information Act 2000.",
        "Not disclosed within Section 10 of the Act and the Code under Section 45; section 16; section 50.",
        "exempt by section 36 of the Police Act 1996",
        "Police Act 1997, s.31 is about exempt equipment",
        "disclosure of Section 106 agreements and section 20 of the Children Act 1989",
        "Prosecuting parents under Section 444 of Education Act 1996, exempt from fees",
        "We served 12 section 21 notices and made section 38 agreements; nothing was withheld",
        "exempt: regulation 12(4)(a) of the Police (Conduct) Regulations 2020",
        "Sheffield, S1 1UJ or S12 4AB, S10 Sheffield; the freedom of information team",
        "Figures taken from Section 251 Statement, exempt reserves",
        "Allegations Policy, section 3. exempt",
        "between 1 and 12 of 40(2) exempt",
        "",
    ],
)
def test_leaves_other_sections_alone(text: str) -> None:
    assert cited(text) == ""


def test_the_law_of_the_authority_decides_where_none_is_named() -> None:
    text = "The information is exempt under section 38(1)(b) and section 30(c)."
    assert cited(text) == "FOIA s38(1)(b); FOIA s30(c)"
    assert cited(text, "FOISA") == "FOISA s38(1)(b); FOISA s30(c)"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("SECTION 16 - ADVICE AND ASSISTANCE", True),
        ("Under section 16 of the Act we have a duty to provide advice and assistance", True),
        ("our duty to advise and assist", True),
        ("Section 160 of the Highways Act", False),
        ("exempt under section 12", False),
    ],
)
def test_tells_whether_advice_is_offered(text: str, offered: bool) -> None:
    assert exemptions.advice(text) is offered


@given(st.text(alphabet="section Reg12340()&ab,.;A\n", max_size=120))
def test_never_cites_the_same_twice(text: str) -> None:
    found = exemptions.find(f"exempt: {text}")
    assert len(found) == len(set(found))


@given(st.lists(st.from_regex(exemptions._CITATION), max_size=3).map(" ".join))
def test_citations_are_found_at_their_heads_alone(text: str) -> None:
    heads = exemptions._CITATION_HEADS.finditer(lowered(text))
    found = [match.span() for match in nearby.at_heads(exemptions._CITATION, heads, text)]
    assert found == [match.span() for match in exemptions._CITATION.finditer(text)]
