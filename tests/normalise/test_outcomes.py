from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.model import Outcome
from foi_cli.normalise import outcomes

SEEDS = Path(__file__).parents[2] / "../shared/seeds"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        # given
        ("I have today decided to disclose the located information to you in full.", "full"),
        ("2020 = 172 Conduct Cases", "full"),
        ("Nil", "full"),
        ("Yes, both are published within the force.", "full"),
        ("Please find attached our response (12A_23_attachment.pdf).", "full"),
        # in part
        ("While most is attached, I am not required to release all of the information requested.", "part"),
        (
            "Please find attached. We will neither confirm nor deny that we hold any other information.",
            "part",
        ),
        ("12 officers. The force neither confirms nor denies that it holds any other information.", "part"),
        ("We do not hold data specifically for 2010. However, we have provided data for 2012.", "part"),
        ("2021 - 45\nThe names are exempt under section 40(2).", "part"),
        # refused
        ("The information is exempt from disclosure under section 31(1).", "refused"),
        ("This letter acts as a refusal notice under section 17.", "refused"),
        ("We can neither confirm nor deny that this information is held.", "ncnd"),
        (
            "It would cost more than the appropriate limit, 18 hours or £450, to search 1000 records.",
            "cost-limit",
        ),
        (
            "The force is unable to confirm whether or not any information is held within the 18 hour limit.",
            "cost-limit",
        ),
        (
            "The information is exempt from disclosure under section 12 of the Act. We do hold it.",
            "cost-limit",
        ),
        ("That is more than the 18 hours, or £450, which section 12 sets, so we refuse.", "cost-limit"),
        ("This would take us 750 hours,\nwhich is more than the\ncost limit.", "cost-limit"),
        ("Your request is refused under section 14(1) as vexatious.", "vexatious"),
        ("Names withheld under s40.", "refused"),
        ("Redacted under s.40(2).", "refused"),
        ("Exempt – section 43(2).", "refused"),
        ("Refused (regulation 12(5)(e)).", "refused"),
        ("Section 40(2) of FOIA applies.", "refused"),
        ("We are relying on section 38.", "refused"),
        ("S40(2) personal data.", "refused"),
        ("Withheld.", "refused"),
        ("There were two incidents:\n- May 2022 - 1\nNames withheld under s40.", "part"),
        # what was refused is what the answer counts
        ("12 claims were turned down.\nTotal: 12", "full"),
        ("Refused under section 23 of the Licensing Act: 12", "full"),
        ("Section 40 of the Road Traffic Act applies to cyclists.", "full"),
        ("Rent withheld by tenants: 14", "full"),
        ("Pupils in the section 43 unit: 12", "full"),
        # not held, and held elsewhere
        ("No information held.", "not-held"),
        ("No specific information held. There are no targets.", "not-held"),
        ("The council do not hold this information.", "not-held"),
        ("Information not held. The system does not record it in this manner.", "not-held"),
        ("We don't hold this data.", "not-held"),
        ("This information is held by the Office of the Police and Crime Commissioner.", "elsewhere"),
        ("Please see our published data at the following link: https://example.org/statistics", "elsewhere"),
        ("As it is accessible to the applicant by other means, it is exempt under section 21.", "elsewhere"),
        # neither
        ("Could you please clarify which period you mean?", "clarification"),
        ("SECTION 16 - ADVICE AND ASSISTANCE", "advice"),
        ("", "unknown"),
        ("n/a", "unknown"),
        ("Unfortunately this is not possible.", "unknown"),
    ],
)
def test_decides_by_the_words_of_an_answer(answer: str, outcome: Outcome) -> None:
    assert outcomes.decide(answer) == outcome


CLOSING = (
    "The information provided in this response is available for re-use under a licence.\n"
    "If you are unhappy with the response you may ask for an internal review."
)


@pytest.mark.parametrize(
    ("text", "given", "figures", "outcome"),
    [
        ("Please see the answers below.", ["full", "full"], 9, "full"),
        ("Please see the answers below.", ["full", "unknown", "advice"], 9, "full"),
        ("Please see the answers below.", ["full", "not-held"], 9, "part"),
        ("", ["cost-limit", "not-held"], 0, "refused"),
        ("", ["not-held", "not-held"], 0, "not-held"),
        ("We neither confirm nor deny that we hold any other information.", ["full"], 3, "part"),
        ("", [], 12, "full"),
        ("The names have been withheld.", [], 12, "part"),
        ("Please find attached a spreadsheet.", [], 0, "full"),
        ("Thank you for your request, which has been logged.", [], 0, "unknown"),
        (CLOSING, [], 0, "unknown"),
        (CLOSING, [], 4, "full"),
    ],
)
def test_a_letter_has_the_outcome_of_its_parts(
    text: str, given: list[Outcome], figures: int, outcome: Outcome
) -> None:
    assert outcomes.overall(text, given, figures) == outcome


@pytest.mark.skipif(not SEEDS.exists(), reason="needs ../shared/seeds")
def test_the_first_real_responses() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("00*.txt"))]
    figures = [5, 0, 20, 0, 5]
    found = [outcomes.overall(text, (), count) for text, count in zip(texts, figures, strict=True)]
    assert (found[0], found[1], found[3], found[4]) == ("full", "part", "part", "full")


@given(st.text(max_size=200))
def test_always_gives_one_of_the_outcomes(text: str) -> None:
    assert outcomes.decide(text) in get_args(Outcome)
    assert outcomes.overall(text, (), 0) in get_args(Outcome)
