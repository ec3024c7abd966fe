"""Where errors become words."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from foi_cli.__main__ import hoist
from foi_cli.cli import check as check_command

Foi: TypeAlias = Callable[..., Any]
"""The fixture: a call of foi that gives its code and what it printed."""

FOI = [sys.executable, "-m", "foi_cli"]


@pytest.mark.parametrize(
    ("line", "hoisted"),
    [
        ("run --project p", "--project p run"),
        ("run --project=p -j2", "--project=p -j2 run"),
        ("check -q a --jobs 2 b", "-q --jobs 2 check a b"),
        ("check a", "check a"),
        ("check -- --quiet", "check -- --quiet"),
        ("check --jobs", "--jobs check"),
    ],
)
def test_global_options_may_stand_anywhere(line: str, hoisted: str) -> None:
    assert hoist(line.split()) == hoisted.split()


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["check"], ["check", "--format", "xml", "a"], ["--jobs", "0", "run"]]
)
def test_wrong_usage(foi: Foi, arguments: list[str]) -> None:
    call = foi(*arguments)
    assert call.code == 2
    assert call.out == ""
    assert "Error" in call.err


def test_a_fault_of_the_program_keeps_its_words_to_itself(
    foi: Foi, right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("name of a requester")

    monkeypatch.setattr(check_command, "page_for", fail)
    call = foi("check", right)
    assert call.code == 1
    assert "A fault of foi itself: KeyError in check.py, line" in call.err
    assert "requester" not in call.err
    assert "Traceback" in foi("check", right, "--verbose").err


def test_errors_are_json_where_the_log_is(foi: Foi, tmp_path: Path) -> None:
    call = foi("run", "--project", tmp_path / "nowhere", "--log-format", "json")
    record = json.loads(call.err)
    assert record["exit_code"] == call.code == 1
    assert "foi init" in record["error"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_cannot_be_written_is_no_success(right: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*FOI, "tables", right], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "foi: The output could not be written: No space left on device.\n"


def test_help_has_examples_for_every_command(foi: Foi) -> None:
    for command in "init ingest normalise reconcile export run check tables show status".split():
        assert "Example" in foi(command, "--help").out, command
    for command in ("list", "accept"):
        assert "Example" in foi("review", command, "--help").out


def test_help_imports_no_stage_and_no_library(tmp_path: Path) -> None:
    heavy = "numpy pandas openpyxl lxml rich sqlite3 foi_cli.ingest foi_cli.normalise foi_cli.export"
    code = (
        "import sys; sys.argv = ['foi', '--help']\n"
        "from foi_cli.__main__ import main\n"
        "try: main()\n"
        f"except SystemExit: print([m for m in {heavy.split()} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    assert "Usage: foi" in done.stdout


@pytest.mark.parametrize(("wished", "set_"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "4"}, "4")])
def test_the_library_below_numpy_starts_no_threads_unless_somebody_wishes_it(
    wished: dict[str, str], set_: str
) -> None:
    code = (
        "import os, sys; sys.argv = ['foi', '--version']\n"
        "from foi_cli.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: print(os.environ['OPENBLAS_NUM_THREADS'], file=sys.stderr)"
    )
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=plain | wished, capture_output=True, text=True, check=True
    )
    assert done.stderr == f"{set_}\n"


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path, right: Path) -> None:
    rows = "\n".join(f"Area {number},50.0%,50.0%" for number in range(20_000))
    (tmp_path / "long.csv").write_text(f"Area,Male,Female\n{rows}\n")
    with subprocess.Popen(
        [*FOI, "tables", "--format", "json", tmp_path / "long.csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_with_words(tmp_path: Path, right: Path, number: signal.Signals) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    for copy in range(150):
        (raw / f"{copy}.csv").write_text(right.read_text())
    process = subprocess.Popen(
        [*FOI, "run", "--project", tmp_path, "--verbose"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    process.stderr.readline()  # it has begun
    process.send_signal(number)
    since = time.monotonic()
    _, err = process.communicate(timeout=30)
    assert time.monotonic() - since < 5
    assert process.returncode == 128 + number
    assert f"Stopped by {number.name}" in err
    assert "Traceback" not in err
    done = subprocess.run([*FOI, "run", "--project", tmp_path], capture_output=True, text=True, check=False)
    assert "150 documents read" in done.stderr


def test_without_a_terminal_there_is_neither_colour_nor_bar(tmp_path: Path, wrong: Path) -> None:
    done = subprocess.run([*FOI, "check", wrong], capture_output=True, text=True, check=False)
    assert "\x1b" not in done.stdout + done.stderr


def test_names_that_are_no_text_do_no_harm(tmp_path: Path, wrong: Path) -> None:
    name = os.fsencode(tmp_path) + b"/data/raw/caf\xe9.csv"
    (tmp_path / "data" / "raw").mkdir(parents=True)
    with open(name, "w") as file:  # noqa: PTH123  a name of bytes
        file.write(wrong.read_text())
    done = subprocess.run([*FOI, "run", "--project", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "caf\\xe9.csv" in done.stdout
    done = subprocess.run([*FOI, "check", name], capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
