"""PDF files: words and rulings with their places, the tables they make, and the text between.

frame → words, rulings → lines → ruled and borderless tables (grids) → pages → furniture, joins → documents
"""

from __future__ import annotations

from foi_cli.ingest.kinds import kind
from foi_cli.model import Content, Reader, Source


def _claims(name: str, head: bytes) -> bool:
    return kind(name, head) == "pdf"


def read(source: Source) -> Content:
    """The file's tables and lines. Raises UnreadableDocument where it is locked, damaged or holds no text."""
    from foi_cli.ingest.pdf import documents  # PDFium is loaded only where there is a PDF

    return documents.read(source)


READER = Reader("pdf", _claims, read)
