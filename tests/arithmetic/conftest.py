"""Tables written as tables: cells parted by a bar."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = tuple[tuple[str, ...], ...]


@pytest.fixture
def written() -> Callable[[str], Rows]:
    """The rows of a table as it is drawn in a test."""

    def rows(text: str) -> Rows:
        return tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())

    return rows
