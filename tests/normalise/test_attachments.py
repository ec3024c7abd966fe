"""Which files a letter names, and which it only mentions."""

from __future__ import annotations

import pytest

from foi_cli import ingest
from foi_cli.model import Source
from foi_cli.normalise import attachments, understand


def named(text: str) -> list[str]:
    letter = f"Dear Sam,\n\nPlease find our response below.\n\n{text}\n\nYours faithfully,\n"
    found = understand(ingest.read(Source("letter.txt", letter.encode()))).attachments
    return [f"{attachment.name} {attachment.state}" for attachment in found]


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("The data is in 165A_23_attachment.pdf.", ["165A_23_attachment.pdf missing"]),
        ("See report.v2.xlsx and notes.docx", ["report.v2.xlsx missing", "notes.docx missing"]),
        (
            'The reports are attached as Station_Reports.pdf and "Station reports 2022.xlsx".',
            ["Station reports 2022.xlsx missing", "Station_Reports.pdf missing"],
        ),
        ("Attached: ‘Pupil numbers (final).csv’", ["Pupil numbers (final).csv missing"]),
        ("The figures are attached (859A_PIT_01).", ["859A_PIT_01 missing"]),
        ("Yes, a copy is attached (AI Policy v2.docx).", ["AI Policy v2.docx missing"]),
        ("Yes (please see the attached policy_v2.docx).", ["policy_v2.docx missing"]),
        ("Named twice: data.csv, and again data.csv.", ["data.csv missing"]),
        ("Attachments\n\nDogs_2023.xlsx\n", ["Dogs_2023.xlsx missing"]),
        ("Attachment: Response 4471 (final).pdf (120K)\n", ["Response 4471 (final).pdf missing"]),
        # only mentioned
        ("Please see the attached spreadsheet.", ["attached spreadsheet unnamed"]),
        ("Please find enclosed a copy of the report.", ["enclosed file unnamed"]),
        # no files
        ("Our figures are published at https://example.org/files/data.csv.", []),
        ("Write to foi@council.gov.uk, quoting FOI_123.", []),
        ('Officers said "no comment".', []),
        ("We use Office 2019 and e.g. Word.", []),
    ],
)
def test_files_that_a_letter_names(text: str, files: list[str]) -> None:
    assert named(text) == files


def test_a_mere_mention_means_what_came_with_the_letter() -> None:
    from foi_cli.normalise.paragraphs import Paragraph

    paragraphs = (Paragraph("Please see the attached spreadsheet.", ((0, 1),)),)
    (found,) = attachments.cited(paragraphs, "letter.txt", "r", ["letter.txt!/1.xlsx"])
    assert (found.state, found.file) == ("present", "letter.txt!/1.xlsx")
