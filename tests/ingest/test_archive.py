"""Zip archives, plain and as request sites make them."""

from __future__ import annotations

import io
import zipfile

import pytest

from foi_cli import ingest
from foi_cli.ingest import archive
from foi_cli.model import Document, Passage, Source

CORRESPONDENCE = """This is a plain-text version of the Freedom of Information request "Reflective
practice".  The latest, full version is available online at http://example.org/request/x.

-------------------------------
  From: A Person

  To: Example Police

  Date: 1 April 2023

  Dear Example Police,
  How many of the 12 in 2020?

-------------------------------
  From: FOI Team, Example Police
  To: A Person
  Date: 2 May 2023

  Dear A Person,
2020\t
Decisions\t1
Information\t2
TOTAL\t3

  Attachment: data 2020.csv (1K)

-------------------------------
  From: A Person
  To: Example Police
  Date: 3 May 2023

  Thanks for all 3.
"""


DASHBOARD = (
    "request_url,authority_name,number_of_replies,request_status\n"
    "http://example.org/x,Example Police,1,Successful\n"
)


def _zip(**files: str | bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return written.getvalue()


def _read(data: bytes, name: str = "files.zip") -> tuple[Document, ...]:
    return ingest.read(Source(name, data))


def _groups(data: bytes) -> dict[str, str]:
    return {document.name: document.group for document in _read(data)[1:]}


def test_one_letter_and_its_tables_are_one_response() -> None:
    data = _zip(**{"letter.txt": "There were 5.", "a.csv": "a,b\n1,2\n", "b.csv": "a,b\n1,2\n"})
    assert set(_groups(data).values()) == {"files.zip"}


def test_several_letters_are_responses_of_their_own() -> None:
    data = _zip(
        **{
            "north.txt": "There were 5.",
            "south.txt": "There were 6.",
            "east/a.txt": "7",
            "east/a.csv": "a,b\n",
        }
    )
    assert _groups(data) == {
        "files.zip!/north.txt": "files.zip!/north.txt",
        "files.zip!/south.txt": "files.zip!/south.txt",
        "files.zip!/east/a.txt": "files.zip!/east",
        "files.zip!/east/a.csv": "files.zip!/east",
    }


def test_an_archive_in_an_archive() -> None:
    inner = _zip(**{"a.txt": "There were 5.", "b.txt": "There were 6."})
    data = _zip(**{"inner.zip": inner, "letter.txt": b"x", "other.txt": b"y"})
    assert _groups(data)["files.zip!/inner.zip!/b.txt"] == "files.zip!/inner.zip"


def test_archives_too_deep_are_said() -> None:
    data: bytes = _zip(**{"letter.txt": "There were 5."})
    for _ in range(9):
        data = _zip(**{"inner.zip": data})
    assert "levels deep" in _read(data)[-1].problem


def test_the_archive_of_a_request() -> None:
    data = _zip(**{"correspondence.txt": CORRESPONDENCE, "2_3_data 2020.csv": "a,b\n1,2\n"})
    _, attachment, letter = _read(data)
    assert {attachment.group, letter.group} == {"files.zip"}
    assert ("message", "2") in attachment.facts
    assert letter.reader == "correspondence"
    assert letter.facts == (
        ("title", "Reflective practice"),
        ("authority", "Example Police"),
        ("requested", "2023-04-01"),
        ("date", "2023-05-02"),
    )


def test_only_what_the_authority_wrote_is_the_answer() -> None:
    (letter,) = _read(CORRESPONDENCE.encode(), "correspondence.txt")
    texts = [(block.style, block.text) for block in letter.blocks if isinstance(block, Passage)]
    assert ("quoted", "How many of the 12 in 2020?") in texts
    assert ("text", "Dear A Person,") in texts
    assert ("quoted", "Thanks for all 3.") in texts
    (table,) = letter.tables
    assert (table.title, table.rows[-1]) == ("2020", ("TOTAL", "3"))


def test_the_archive_of_a_batch() -> None:
    folder = "Example Police - reflective_practice"
    data = _zip(
        **{
            "batch-1-practice-dashboard-2023.csv": DASHBOARD,
            f"{folder}/2023-04-01-101112/outgoing_1.txt": "How many?\nA\t1\nB\t2\n",
            f"{folder}/2023-05-02-101112/incoming_2.txt": "A\t1\nB\t2\nTotal\t3\n",
            f"{folder}/2023-05-02-101112/attachments-2/data.csv": "a,b\n1,2\n",
        }
    )
    box, question, attachment, answer = _read(data)
    assert box.facts[0][0] == "left out"
    assert {document.group for document in (question, attachment, answer)} == {f"files.zip!/{folder}"}
    assert answer.facts == (
        ("authority", "Example Police"),
        ("title", "reflective practice"),
        ("date", "2023-05-02"),
        ("state", "Successful"),
    )
    assert question.tables == ()
    assert answer.tables != ()
    assert {getattr(block, "style", "") for block in question.blocks} == {"quoted"}


def test_what_a_system_packed_along_is_counted_and_left_out() -> None:
    found = _read(_zip(**{"a.csv": "a,b\n1,2\n", "__MACOSX/._a.csv": "x", ".DS_Store": "y"}))
    assert [document.name for document in found] == ["files.zip", "files.zip!/a.csv"]
    assert found[0].facts == (("left out", "2 hidden files of the system that packed it"),)


def test_names_are_names_and_never_paths_or_codes() -> None:
    found = _read(_zip(**{"../../etc/pass\x1b[31mwd.txt": "There were 5."}))
    assert found[1].name == "files.zip!/../../etc/pass?[31mwd.txt"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 100)
    monkeypatch.setattr(archive, "MEMBERS", 2)
    found = _read(_zip(**{"a.txt": "0" * 1_000_000, "b.txt": "There were 5.", "c.txt": "6"}))
    assert "was not unpacked: 1,000,000 bytes" in found[1].problem
    assert found[2].problem == ""
    assert found[0].facts == (("cut", "only the first 2 of 3 documents inside were read"),)


def test_a_member_that_is_locked_or_damaged_costs_itself_only() -> None:
    data = bytearray(_zip(**{"a.txt": "There were 5.", "b.txt": "There were 6."}))
    at = data.index(b"There were 5.")
    data[at] ^= 0xFF
    found = _read(bytes(data))
    assert "could not be unpacked" in found[1].problem
    assert found[2].problem == ""


@pytest.mark.parametrize("data", [b"PK\x03\x04rubbish", _zip()[:10], _zip(**{"a.txt": "x"})[:-10]])
def test_a_damaged_archive_says_so(data: bytes) -> None:
    assert _read(data)[0].problem != ""


def test_an_archive_without_documents_says_so() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("folder/", "")
    assert "without documents" in _read(written.getvalue())[0].problem
