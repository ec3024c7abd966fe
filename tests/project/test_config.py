"""foi.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from foi_cli.errors import ProjectError
from foi_cli.project.config import NAME, TEMPLATE, load


def test_without_a_file_everything_has_its_place(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert config.raw == tmp_path / "data/raw"
    assert config.processed == tmp_path / "data/processed"
    assert config.decisions == tmp_path / "data/decisions.csv"


def test_the_file_that_init_writes_changes_nothing(tmp_path: Path) -> None:
    before = load(tmp_path)
    (tmp_path / NAME).write_text(TEMPLATE)
    assert load(tmp_path) == before


def test_what_init_comments_out_is_the_default(tmp_path: Path) -> None:
    before = load(tmp_path)
    (tmp_path / NAME).write_text(TEMPLATE.replace("\n# ", "\n").replace("The settings", "# The settings"))
    assert tomllib.loads((tmp_path / NAME).read_text())["run"] == {"fail_on": "differs"}
    after = load(tmp_path)
    assert (after.raw, after.processed, after.decisions, after.fail_on) == (
        before.raw,
        before.processed,
        before.decisions,
        before.fail_on,
    )


def test_folders_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('[folders]\nraw = "responses"\nprocessed = "/srv/out"\n')
    config = load(tmp_path)
    assert config.raw == tmp_path / "responses"
    assert config.processed == Path("/srv/out")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[runn]\n", r"no section \[runn\]"),
        ("[run]\nfail-on = 'new'\n", "no setting 'fail-on'; it has fail_on"),
        ("[run]\nfail_on = 3\n", "must be text"),
        ("[run]\nfail_on = 'sometimes'\n", "differs, undecided, new, never"),
        ("[export]\nformats = 'csv'\n", "must be a list"),
        ("[export]\nlicence = 'free for all'\n", 'an identifier as "OGL-UK-3.0", or a URL'),
        ("folders = 1\n", r"no section \[folders\]"),
        ("[run\n", "cannot be used"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, written: str, words: str) -> None:
    (tmp_path / NAME).write_text(written)
    with pytest.raises(ProjectError, match=words):
        load(tmp_path)
