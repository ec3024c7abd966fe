from __future__ import annotations

from pathlib import Path

import pytest

from foi_cli.normalise import authorities, references

SHARED = Path(__file__).parents[2] / "../shared"


def sender(text: str, reference: str = "", domains: tuple[str, ...] = ()) -> str:
    authority = authorities.identify(text.split("\n"), reference, domains)
    return authority.authority_id if authority else ""


@pytest.mark.parametrize(
    ("text", "authority_id"),
    [
        ("West Midlands Police Freedom of Information\n2020\nTOTAL 40", "west-midlands"),
        ("At West Midlands Police, we take this seriously.", "west-midlands"),
        ("Devon & Cornwall Police can neither confirm nor deny", "devon-and-cornwall"),
        ("The MPS treats each matter seriously. The MPS will act. The MPS has published it.", "metropolitan"),
        (
            "Please find Leeds City Council’s response to your request below:\nLeeds City Council",
            "leeds-city-council",
        ),
        (
            "Please find Kent County Council's response to your request\nKent County Council holds it",
            "kent-county-council",
        ),
        ("London Borough of Barking and Dagenham\nFOI Team", "london-borough-of-barking-and-dagenham"),
        ("This is held by Barts Health NHS Trust", "barts-health-nhs-trust"),
        ("I can confirm that University of Exeter holds this", "university-of-exeter"),
        ("Department for Transport\n2 Marsham Street", "department-for-transport"),
        ("Kind regards\nTyne and Wear Fire and Rescue Service", "tyne-and-wear-fire-and-rescue-service"),
        (
            "Police and Crime Commissioner for Norfolk\nDear Requester",
            "police-and-crime-commissioner-for-norfolk",
        ),
    ],
)
def test_the_letter_names_its_sender(text: str, authority_id: str) -> None:
    assert sender(text) == authority_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Three were referred to the IOPC; published by the Independent Office for Police Conduct.",
        "You can complain to the Information Commissioner’s Office.",
        "WMP will contact you. Contact Us WMP.",
        "Information received from South Yorkshire Police",
        "The Home Office publishes statistics. See the Home Office website.",
        "Dear City Council",
    ],
)
def test_bodies_only_mentioned_are_not_the_sender(text: str) -> None:
    assert sender(text) == ""


def test_a_commissioner_is_not_its_force() -> None:
    text = "West Midlands Police and Crime Commissioner\nFreedom of Information"
    assert sender(text) == "west-midlands-police-and-crime-commissioner"


def test_an_abbreviation_of_two_forces_needs_other_evidence() -> None:
    assert sender("WMP has a policy.") == ""
    assert sender("WMP has a policy.", reference="705A/22") == "west-midlands"
    assert sender("Contact Us WMP", domains=("foi@westmercia.police.uk",)) == "west-mercia"


def test_domain_and_reference_are_evidence() -> None:
    assert sender("Dear Requester", domains=("FOI <foi@met.police.uk>",)) == "metropolitan"
    assert sender("Dear Requester", reference="01.FOI.23.029829") == "metropolitan"
    assert sender("Dear Requester", reference="592/21") == ""
    assert sender("Dear Requester", domains=("someone@example.org", "notmet.police.uk.example.org")) == ""


def test_the_law_follows_the_country() -> None:
    scottish = "Perth and Kinross Council\nunder the Freedom of Information (Scotland) Act 2002"
    found = authorities.identify(scottish.split("\n"))
    assert found is not None
    assert found.law == "FOISA"
    force = authorities.identify(["Police Scotland Freedom of Information"])
    assert force is not None
    assert force.law == "FOISA"


def test_candidates_come_in_order_of_evidence() -> None:
    text = "Leeds City Council holds this. It was received from Kent Police.\nLeeds City Council"
    assert [each.authority_id for each in authorities.find(text)][:1] == ["leeds-city-council"]


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_the_real_letters_name_their_sender() -> None:
    for folder, expected in (
        ("real/letters", {"sheffield-city-council"}),
        ("seeds", {"west-midlands", "metropolitan"}),
    ):
        for path in sorted((SHARED / folder).glob("*.txt")):
            lines = path.read_text(encoding="utf-8").split("\n")
            assert sender("\n".join(lines), references.read(lines).own) in expected, path.name
