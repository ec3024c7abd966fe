"""Mail in all the forms in which responses arrive."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from struct import pack

import pytest

from foi_cli import ingest
from foi_cli.model import Document, Passage, Source

TABLE = "<table><tr><td>Rank</td><td>n</td></tr><tr><td>PC</td><td>5</td></tr></table>"
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
OUTLOOK += "__properties_version1.0".encode("utf-16-le") + b"\0" * 600
OLDER = "From: A\nSent: Monday, 1 May 2023\nTo: FOI\nSubject: Question\n\nHow many of the 99?\n"


def _mail(text: str = "Dear A\n\nThere were 5.\n", markup: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "FOI Team <foi@example.police.uk>"
    message["To"] = "a@example.org"
    message["Date"] = "Tue, 02 May 2023 23:30:00 +0100"
    message["Subject"] = "FOI 123/23 – response"
    message.set_content(text)
    if markup:
        message.add_alternative(f"<html><body>{markup}</body></html>", subtype="html")
    return message


def _read(data: bytes, name: str = "mail.eml") -> tuple[Document, ...]:
    return ingest.read(Source(name, data))


def _texts(document: Document) -> list[tuple[str, str]]:
    return [(block.style, block.text) for block in document.blocks if isinstance(block, Passage)]


def test_facts_and_text() -> None:
    (document,) = _read(_mail().as_bytes())
    assert document.facts == (
        ("from", "foi@example.police.uk"),
        ("to", "a@example.org"),
        ("date", "2023-05-02"),
        ("subject", "FOI 123/23 – response"),
    )
    assert _texts(document) == [("text", "Dear A"), ("text", "There were 5.")]


def test_the_part_with_the_table_is_read_and_only_that() -> None:
    (document,) = _read(_mail("Rank n PC 5", f"<p>See here.</p>{TABLE}").as_bytes())
    assert _texts(document) == [("text", "See here.")]
    assert document.tables[0].rows == (("Rank", "n"), ("PC", "5"))
    (document,) = _read(_mail("There were 5.", "<p>There were <b>5</b>.</p>").as_bytes())
    assert _texts(document) == [("text", "There were 5.")]


def test_the_thread_below_is_quoted() -> None:
    (document,) = _read(_mail(f"There were 5.\n\n{OLDER}").as_bytes())
    assert _texts(document)[0] == ("text", "There were 5.")
    assert {style for style, _ in _texts(document)[1:]} == {"quoted"}


def test_attachments_are_documents_of_the_same_response() -> None:
    message = _mail()
    message.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="../../data.csv")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="scan.png")
    found = _read(message.as_bytes())
    assert [(document.name, document.group, document.reader) for document in found[:2]] == [
        ("mail.eml", "mail.eml", "mail"),
        ("mail.eml!/data.csv", "mail.eml", "csv"),
    ]
    assert found[2].name == "mail.eml!/scan.png"


def test_a_picture_in_the_text_is_noted_and_no_document() -> None:
    message = _mail(markup='<p>There were 5.</p><img src="cid:logo">')
    parts = message.get_payload()
    assert isinstance(parts, list)
    part = parts[1]
    assert isinstance(part, EmailMessage)
    part.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>", filename="logo.png")
    (document,) = _read(message.as_bytes())
    assert document.facts[-1] == ("picture", "logo.png is part of the text")


def test_a_mail_inside_a_mail() -> None:
    outer = _mail("Please see attached.")
    outer.add_attachment(_mail("There were 7."))
    _, inner = _read(outer.as_bytes())
    assert inner.name.startswith("mail.eml!/")
    assert inner.group == "mail.eml"
    assert _texts(inner) == [("text", "There were 7.")]


@pytest.mark.parametrize(
    ("header", "body", "text"),
    [
        ("text/plain; charset=windows-1252", b"Paid \xa35 \x96 nil", "Paid £5 – nil"),
        ("text/plain; charset=utf-8", b"Paid \xa35", "Paid £5"),
        ("text/plain; charset=no-such-thing", "Paid £5".encode(), "Paid £5"),
        ("text/plain", "Paid £5".encode(), "Paid £5"),
    ],
)
def test_broken_encodings(header: str, body: bytes, text: str) -> None:
    raw = f"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: {header}\r\n\r\n".encode() + body
    (document,) = _read(raw)
    assert _texts(document) == [("text", text)]


def test_a_broken_header_costs_that_fact_only() -> None:
    raw = b"From: =?utf-8?q?broken\r\nDate: yesterday\r\nSubject: =?x?y?z?=\r\nMessage-ID: <1>\r\n\r\n"
    raw += b"There were 5.\r\n"
    (document,) = _read(raw, "response.txt")
    assert document.reader == "mail"
    assert _texts(document) == [("text", "There were 5.")]


def test_a_letter_that_starts_like_a_mail_is_text() -> None:
    (document,) = _read(
        b"From: FOI Team\nTo: A Person\nSubject: Your request\n\nThere were 5.\n", "letter.txt"
    )
    assert document.reader == "text"


def test_a_mailbox_holds_responses_of_their_own() -> None:
    box = b"From a@example.org Tue May  2 10:11:12 2023\n" + _mail("There were 5.\n>From here on.").as_bytes()
    box += b"\n\nFrom b@example.org Tue May  2 10:11:12 2023\n" + _mail("There were 6.").as_bytes()
    found = _read(box, "responses.mbox")
    assert [document.group for document in found[1:]] == [
        "responses.mbox!/message 1.eml",
        "responses.mbox!/message 2.eml",
    ]
    assert _texts(found[2]) == [("text", "There were 6.")]
    assert _read(box, "responses.txt")[0].reader == "mbox"


def _tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    parts = (
        pack("<BHHI", level, number, 1, len(value)) + value + b"\0\0" for level, number, value in attributes
    )
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(parts)


def test_what_outlook_wrapped_is_unwrapped() -> None:
    wrapped = _tnef((2, 0x9002, b""), (2, 0x8010, b"data.csv\0"), (2, 0x800F, b"a,b\n1,2\n"))
    message = _mail()
    message.add_attachment(wrapped, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    found = _read(message.as_bytes())
    assert [document.name for document in found] == ["mail.eml", "mail.eml!/data.csv"]
    assert found[1].tables[0].rows == (("a", "b"), ("1", "2"))


def test_what_outlook_wrapped_and_lost_ends_the_reading_there() -> None:
    message = _mail()
    message.add_attachment(
        _tnef((2, 0x9002, b""))[:-8] + b"\xff" * 20,
        maintype="application",
        subtype="ms-tnef",
        filename="winmail.dat",
    )
    assert _texts(_read(message.as_bytes())[0])[-1] == ("text", "There were 5.")


class _Attachment:
    file_name = "..\\data.csv"
    file_bytes = b"a,b\n1,2\n"


class _Message:
    """What the library gives for a message."""

    body = f"There were 5.\n\n{OLDER}"
    html_body = None
    sender = '"FOI" <foi@example.police.uk>'
    sent_date = datetime.fromisoformat("2023-05-02T10:00:00+00:00")
    subject = "FOI 123/23"
    attachments = (_Attachment(),)


def test_an_outlook_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oxmsg.Message.load", lambda *_: _Message())
    letter, attachment = _read(OUTLOOK, "response.msg")
    assert letter.facts == (
        ("from", "foi@example.police.uk"),
        ("date", "2023-05-02"),
        ("subject", "FOI 123/23"),
    )
    assert _texts(letter)[0] == ("text", "There were 5.")
    assert {style for style, _ in _texts(letter)[1:]} == {"quoted"}
    assert (attachment.name, attachment.group) == ("response.msg!/data.csv", "response.msg")


def test_a_damaged_outlook_message_says_so() -> None:
    (document,) = _read(OUTLOOK, "response.msg")
    assert document.reader == "outlook"
    assert "damaged" in document.problem


def test_a_mail_without_anything_says_so() -> None:
    assert "without text or attachments" in _read(b"From: a@example.org\nMessage-ID: <1>\n\n")[0].problem
