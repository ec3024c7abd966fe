"""The lines of docs/operations.md, run as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
WRONG = "Rank,Male,Female\nConstable,64.9%,35.1%\nSergeant,70.0%,30.0%\nInspector,70.0%,35.0%\n"
UNITS = re.findall(r"`/etc/systemd/system/(foi[\w.-]+)`[^\n]*\n\n```ini\n(.*?)```", PAGE, re.DOTALL)


def blocks(language: str) -> list[str]:
    """What the page shows in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A machine as the page supposes it, below one folder: the program in opt/foi, a project in srv/foi."""
    command = tmp_path / "opt" / "foi" / "bin" / "foi"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m foi_cli "$@"\n')
    command.chmod(0o755)
    (tmp_path / "srv" / "foi").mkdir(parents=True)
    project = tmp_path / "srv" / "foi" / "requests"
    subprocess.run([command, "--quiet", "init", project], check=True)
    (project / "foi.toml").write_text('[export]\nformats = ["csv", "html"]\n')
    (project / "data" / "raw" / "wrong.csv").write_text(WRONG)
    return tmp_path


def moved(line: str, home: Path) -> str:
    """The line with its paths below this folder."""
    return re.sub(r"(?<![\w.])/(opt|srv)/foi", rf"{home}/\1/foi", line)


def shell(line: str, home: Path, *, program: str = "/bin/sh") -> subprocess.CompletedProcess[str]:
    """What a shell makes of the line in the project, knowing as little of the world as under cron."""
    env = {"HOME": str(home), "PATH": f"{home}/opt/foi/bin:/usr/bin:/bin", "SHELL": program, "LOGNAME": "foi"}
    env |= {name: os.environ[name] for name in ("GITHUB_STEP_SUMMARY",) if name in os.environ}
    return subprocess.run(
        [program, "-ec", moved(line, home)],
        capture_output=True,
        text=True,
        check=False,
        env=env,
        cwd=home / "srv" / "foi" / "requests",
    )


def test_cron_hears_of_what_is_new_and_of_nothing_else(home: Path) -> None:
    (table,) = blocks("crontab")
    schedule = [line for line in table.splitlines() if re.match(r"[\d*]", line)]
    (line,) = [re.split(r"\s+", line, maxsplit=5)[5] for line in schedule]
    first, second = shell(line, home), shell(line, home)
    assert first.stdout.startswith("foi run left with 3\n")
    assert "wrong.csv" in first.stdout
    assert (second.stdout, second.stderr) == ("", "")
    (home / "srv/foi/requests/data/raw/empty.pdf").touch()
    third = shell(line, home)
    assert third.stdout.startswith("foi run left with 1\n")
    assert "empty.pdf" in third.stdout


def test_what_cron_would_not_take_is_not_shown() -> None:
    assert not [block for block in blocks("crontab") if "%" in block]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_the_units(home: Path) -> None:
    for name, unit in UNITS:
        (home / name).write_text(moved(unit, home))
    names = [name for name, _ in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    about_ours = [line for line in done.stderr.splitlines() if "foi" in line]
    assert (names, about_ours, done.returncode) == (["foi.service", "foi.timer", "foi-failed.service"], [], 0)


def test_the_service_does_what_its_exit_codes_say(home: Path) -> None:
    (service,) = [unit for name, unit in UNITS if name == "foi.service"]
    (command,) = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    codes = [shell(shlex.join(shlex.split(command)), home).returncode for _ in range(2)]
    assert codes == [3, 0]
    assert "SuccessExitStatus=75 130 143\n" in service


def test_the_steps_of_ci(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    yaml = pytest.importorskip("yaml")
    (workflow,) = blocks("yaml")
    steps = {
        step["name"]: step for step in yaml.safe_load(workflow)["jobs"]["check"]["steps"] if "name" in step
    }
    summary = home / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    checked = shell(steps["Read and check"]["run"], home, program="/bin/bash")
    assert checked.returncode == 3
    said = shell(steps["Say what differs"]["run"], home, program="/bin/bash")
    assert said.returncode == 0, said.stderr
    assert "wrong.csv" in summary.read_text()
    kept = steps["Keep the exports"]["with"]["path"].split()
    project = home / "srv" / "foi" / "requests"
    assert [path for path in kept if not list(project.glob(path))] == [
        "data/processed/*.xlsx"
    ]  # not asked for


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_the_lines_for_the_morning_say_what_happened(home: Path) -> None:
    project = home / "srv" / "foi" / "requests"
    (project / "data" / "raw" / "empty.pdf").touch()
    shell("foi run --log-format json 2>log.jsonl", home)
    told = [shell(block, home, program="/bin/bash") for block in blocks("sh")]
    assert [one.stderr for one in told if one.returncode] == []
    said = "".join(one.stdout for one in told)
    for words in (
        "with exit code 3",
        "\trun\t3\n",
        "wrong.csv",
        "empty.pdf\tis empty: it holds no bytes",
        "\tingest\t",
    ):
        assert words in said
    assert (project.parent / "backup.tar.gz").exists()
    assert (project.parent / "foi-backup.db").exists()


def test_every_exit_code_is_explained() -> None:
    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    codes = re.findall(r"^\| (\d+) \| ", commands, re.MULTILINE)
    assert codes == [code for code in re.findall(r"^\| (\d+) \| ", PAGE, re.MULTILINE) if code in codes]
