"""Calling foi as its users do, without a new process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from foi_cli.__main__ import run

RIGHT = "Rank,Male,Female\nConstable,64.9%,35.1%\nSergeant,70.0%,30.0%\nInspector,65.0%,35.0%\n"
WRONG = RIGHT.replace("65.0%", "70.0%")
"""Shares that add to 100 in every row but the last."""


@dataclass(frozen=True)
class Call:
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The lines of its output as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Foi = Callable[..., Call]


@pytest.fixture
def foi(capsys: pytest.CaptureFixture[str]) -> Foi:
    """`foi("check", path)` gives the exit code and what was printed."""

    def call(*arguments: object) -> Call:
        code = run(["--jobs", "1", *map(str, arguments)])
        out, err = capsys.readouterr()
        return Call(code, out, err)

    return call


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a response that is wrong and one that is right, as the current folder."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "right.csv").write_text(RIGHT)
    (raw / "wrong.csv").write_text(WRONG)
    (tmp_path / "foi.toml").write_text('[export]\nformats = ["csv"]\n')
    for path in raw.iterdir():
        os.utime(path, (1e9, 1e9))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "right.csv"
    path.write_text(RIGHT)
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.csv"
    path.write_text(WRONG)
    return path
