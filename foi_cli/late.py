"""Understanding a response, loaded when the first one comes: a command that leaves it to its workers never
loads it, which takes longer than to understand a hundred letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foi_cli.model import Document, Reading, Ruling

if TYPE_CHECKING:
    from foi_cli.reference.mappings import UserLabel


def understand(
    documents: Sequence[Document], own: Sequence[UserLabel] = (), rulings: Sequence[Ruling] = ()
) -> Reading:
    """As foi_cli.normalise.understand."""
    from foi_cli import normalise

    return normalise.understand(documents, own, rulings)
