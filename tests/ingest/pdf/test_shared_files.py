"""Real files: no number is altered or invented, and what a person sees is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pypdfium
import pytest

from foi_cli.ingest.pdf import read
from foi_cli.model import Source, Table

SHARED = Path(__file__).parents[3] / "../shared"
FILES = sorted([*SHARED.glob("real/pdf/*.pdf"), *SHARED.glob("bench/pdf-tables/*.pdf")])
needs_shared = pytest.mark.skipif(not FILES, reason="needs the PDF files of ../shared")


def squeezed(text: str) -> str:
    """Without white space and with raised digits as plain ones, as the file holds them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def numbers(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            yield from re.findall(r"\d+(?:[.,]\d+)*", unicodedata.normalize("NFKC", cell))


@needs_shared
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_number_of_a_table_is_a_string_of_the_file(path: Path) -> None:
    data = path.read_bytes()
    file = pypdfium.PdfDocument(data)
    said = squeezed(" ".join(page.get_textpage().get_text_range() for page in file))
    file.close()
    for block in scans_left_out(Source(path.name, data)):
        strange = [number for number in numbers(block) if number not in said]
        assert not strange, f"{path.name} table {block.number}"


def scans_left_out(source: Source) -> tuple[Table, ...]:
    """The tables of a file; none of one whose pages are pictures, which is read by other tests."""
    from foi_cli.errors import UnreadableDocument

    try:
        content = read(source)
    except UnreadableDocument:
        return ()
    if any(name == "ocr" for name, _ in content.facts):
        return ()
    return tuple(block for block in content.blocks if isinstance(block, Table))


@needs_shared
def test_a_list_over_sixty_one_pages_is_one_table() -> None:
    path = SHARED / "real/pdf/Hertfordshire.pdf"
    totals, cases = scans_left_out(Source(path.name, path.read_bytes()))
    assert totals.rows[-1] == ("Grand Total", "4492")
    assert len(cases.rows) == 1 + 4492
    assert [row[0] for row in cases.rows[1:]] == [str(number) for number in range(1, 4493)]
