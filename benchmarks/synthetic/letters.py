"""What stands in a letter before the answer and after it: much of it numbers that are no data."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from synthetic.matter import Answer, Line, Part

FRAMES = ("plain", "echoed", "website", "thread")


def letter(chance: Random, answer: Answer) -> tuple[str, list[Part]]:
    """The name of the frame and the whole letter."""
    frame = chance.choice(FRAMES)
    received = date(2023, 1, 2) + timedelta(days=chance.randrange(600))
    before: list[Part] = []
    if frame == "website":
        before += [Line("Skip to content"), Line("We use cookies to make this website work.")]
        before += [Line(f"{answer.subject.capitalize()} ({answer.reference})", "heading")]
    else:
        before += [Line("Dear Requester,")]
        before += [Line(f"Reference: FOI {answer.reference}")]
        before += [
            Line(
                f"Thank you for your request about {answer.subject}, which reached us on {received:%d/%m/%Y}."
            )
        ]
    if frame in ("echoed", "website"):
        before += _request(chance, answer)
    else:
        before += [Line("Our response is set out below:")]
    return frame, [*before, *answer.parts, *_closing(answer, frame, received)]


def _request(chance: Random, answer: Answer) -> list[Part]:
    first = chance.randint(2012, 2019)
    return [
        Line("Request", "heading"),
        Line(
            f"Please tell me about {answer.subject} for each year from {first} to {first + 4}, for example "
            "whether 25 of 100 were upheld. I would accept the 10 most frequent types."
        ),
        Line("Response", "heading"),
    ]


def _closing(answer: Answer, frame: str, received: date) -> list[Part]:
    found: list[Part] = [
        Line("If you are not content, you can ask for an internal review within 40 working days."),
        Line("You can also write to the Information Commissioner, telephone 0303 123 1113."),
        Line("Yours sincerely"),
        Line(answer.authority),
        Line("PO Box 1270, telephone 01632 960 114"),
    ]
    if frame != "thread":
        return found
    asked = f"Please send the figures. In 2018 you reported 312 of them and 45 in {received:%B %Y}."
    return [
        *found,
        Line("From: Requester"),
        Line(f"Sent: {received:%d %B %Y} 11:42"),
        Line("To: Information Governance"),
        Line(f"Subject: Freedom of Information request - {answer.subject}"),
        Line(asked),
    ]
