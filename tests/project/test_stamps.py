"""The stamp of a stage changes with the program and its settings, and with nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_cli.project import stamps


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in (
        "model.py",
        "ingest/text.py",
        "normalise/periods.py",
        "relate/requests.py",
        "reference/exemptions.csv",
        "export/csv.py",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(stamps, "HOUSE", tmp_path)
    stamps.text_of.cache_clear()
    yield tmp_path
    stamps.text_of.cache_clear()


def after_writing(path: Path) -> tuple[str, str]:
    """The stamps of ingest and normalise after this file has changed."""
    path.write_text("changed")
    stamps.text_of.cache_clear()
    return stamps.stamp("ingest"), stamps.stamp("normalise")


@pytest.mark.parametrize(
    ("name", "ingest", "normalise"),
    [
        ("model.py", True, True),
        ("ingest/text.py", True, False),
        ("normalise/periods.py", False, True),
        ("relate/requests.py", False, True),
        ("reference/exemptions.csv", False, True),
        ("export/csv.py", False, False),
        ("ingest/text.pyc", False, False),
    ],
)
def test_a_stage_is_stale_when_its_own_rooms_change(
    house: Path, name: str, ingest: bool, normalise: bool
) -> None:
    before = stamps.stamp("ingest"), stamps.stamp("normalise")
    after = after_writing(house / name)
    assert (after[0] != before[0], after[1] != before[1]) == (ingest, normalise)


def test_other_settings_make_another_stamp(house: Path) -> None:
    assert stamps.stamp("ingest") != stamps.stamp("ingest", "size_mb=1")
