from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.normalise import references
from foi_cli.normalise.lowercase import lowered
from foi_cli.normalise.references import References

FACTS = Path(__file__).parents[2] / "../shared/reference/reference_number_patterns.csv"


@pytest.mark.parametrize(
    ("lines", "own"),
    [
        (["Request Reference: 705A/22"], "705A/22"),
        (["Skip to content", "", "Officers – Sexual Misconduct Allegations (165A/23)"], "165A/23"),
        (["Freedom of information request reference no: 01.FOI.23.029829"], "01.FOI.23.029829"),
        (["Subject: Re – Freedom of Information Request – Reference – FOI / 906421"], "FOI / 906421"),
        (
            ["Subject: Re – Environmental Information Regulations Request – Reference –", "EIR / 1101485"],
            "EIR / 1101485",
        ),
        (["Our Ref: DC/FOI 782/17"], "DC/FOI 782/17"),
        (["Our ref: HQ/PA/003493/18", "Your ref: 2018/77"], "HQ/PA/003493/18"),
        (["FOI Ref: 16/06/669"], "16/06/669"),
        (["Enquiry Reference: 82 - 25"], "82 - 25"),
        (["Freedom of Information Request Reference No: 2008040002496"], "2008040002496"),
        (["FREEDOM OF INFORMATION REQUEST REFERENCE NO: 311904"], "311904"),
        (["Freedom of Information: 003814/19"], "003814/19"),
        (["FOI 2023/24-080 – Complaints"], "FOI 2023/24-080"),
    ],
)
def test_reads_the_own_reference_behind_its_label_or_in_its_place(lines: list[str], own: str) -> None:
    assert references.read(lines).own == own


@pytest.mark.parametrize(
    "lines",
    [
        ["Dear Requester,", "received on 11/09/2024"],
        ["The reference number for your request can be found above."],
        ["With reference to 12 complaints and your reference to 2022"],
        ["Reference: 2022"],
        ["Date: 20/09/2018", "Telephone: 0114 273 4567", "Tel ref: 101"],
        ["2022 (to 08/06/22) = 82 Conduct Cases", "2019/20 - 16", "592 cases"],
        ["Attachments", "165A_23_attachment.pdf", "EIR 1801719 breakdown of fly tipping.xls"],
        ["[FOI #1110546 email]", "PO Box 1283", "(SI 2004 No. 3244)"],
        ["Your ref: 2018/77", "Crime reference number: 20/1234567/23"],
        ["Freedom of Information Act 2000", "Regulations (2020)"],
        [],
    ],
)
def test_leaves_other_numbers_alone(lines: list[str]) -> None:
    assert references.read(lines) == References()


@given(st.from_regex(references._LABELLED))
def test_wherever_a_label_stands_before_a_number_it_is_looked_for(text: str) -> None:
    assert references._LABEL_ENDS.search(lowered(text))


def test_others_are_cited_by_their_shape() -> None:
    found = references.read(
        [
            "Freedom of information request reference no: 01.FOI.23.029829",
            "Officers suspended - 01.FOI.21.018607",
            "Serving officers accused - 01.FOI.22.022899",
            "as in 01.FOI.21.018607, and 01.FOI.23.029829 itself",
        ]
    )
    assert found == References("01.FOI.23.029829", ("01.FOI.21.018607", "01.FOI.22.022899"))


def test_a_shape_tells_its_authority_unless_many_share_it() -> None:
    assert references.authorities_by_shape("705A/22") == (("west-midlands", "low"),)
    assert len({owner for owner, _ in references.authorities_by_shape("592/21")}) > 1
    assert references.authorities_by_shape("no reference") == ()


@pytest.mark.skipif(not FACTS.exists(), reason="needs ../shared/reference")
def test_reads_every_labelled_reference_of_the_facts() -> None:
    missed = []
    for row in csv.DictReader(FACTS.open(encoding="utf-8")):
        label = re.search(r"ref|number|FOI", row["as_printed"], re.IGNORECASE) and ":" in row["as_printed"]
        if label and row["authority_id"] not in ("ico", "tribunal", "sic", "generic"):
            own = references.read(["Dear Requester", row["as_printed"], "Thank you"]).own
            if own not in (row["example"], row["as_printed"].partition(": ")[2]):
                missed.append((row["as_printed"], own))
    assert missed == []
