"""A bar, on a terminal only, and only once a second has passed."""

from __future__ import annotations

import io
import sys

import pytest

from foi_cli.report import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("patience", "quiet", "shown"), [(0.0, False, True), (60.0, False, False), (0.0, True, False)]
)
def test_a_bar_appears_for_the_patient_eye_only(
    monkeypatch: pytest.MonkeyPatch, patience: float, quiet: bool, shown: bool
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert list(progress.watch(range(9), 9, "Reading", quiet=quiet)) == list(range(9))
    assert isinstance(sys.stderr, Terminal)
    assert ("Reading" in sys.stderr.getvalue()) == shown


def test_without_a_terminal_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert list(progress.watch("abc", 3, "Reading")) == ["a", "b", "c"]
    assert isinstance(sys.stderr, io.StringIO)
    assert sys.stderr.getvalue() == ""
