"""One run at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from foi_cli.errors import ProjectBusy, ProjectError
from foi_cli.store.lock import NAME, hold

HOLDER = """
import sys, time
from pathlib import Path
from foi_cli.store.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        hold(tmp_path),
        pytest.raises(ProjectBusy, match=f"process {os.getpid()} on ") as caught,
        hold(tmp_path),
    ):
        pass
    assert caught.value.exit_code == 75


def test_it_can_be_held_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with hold(tmp_path):
            assert (tmp_path / NAME).exists()


def test_a_killed_run_holds_nothing(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(ProjectBusy, match=f"process {holder.pid}"), hold(tmp_path):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with hold(tmp_path):
        assert str(os.getpid()) in (tmp_path / NAME).read_text()


def test_rubbish_in_the_lock_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("rubbish")
    with hold(tmp_path):
        (tmp_path / NAME).write_text("rubbish")
        with pytest.raises(ProjectBusy, match=r"another run holds the project\."), hold(tmp_path):
            pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="cannot be locked"), hold(tmp_path / "file" / "below"):
        pass
