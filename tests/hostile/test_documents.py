"""Every hostile document gets a record, within limits on time and memory, and nothing gets in or out."""

from __future__ import annotations

import csv
import os
import socket
from pathlib import Path

import pytest
from documents import Hostile, everything, packed
from running import Seen, foi

HOSTILE: tuple[Hostile, ...] = tuple(everything())
SECONDS = 20
"""Seconds for one document."""
MEMORY_MB = 1_000


def project(folder: Path) -> Path:
    """A project with tight limits; the folder for its documents."""
    limits = f"[limits]\nseconds = {SECONDS}\nmemory_mb = {MEMORY_MB}\nsize_mb = 20\n"
    (folder / "foi.toml").write_text(f"{limits}\n[export]\nformats = ['csv']\n")
    raw = folder / "data/raw"
    raw.mkdir(parents=True)
    return raw


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "inner" / "project"


@pytest.fixture(scope="module")
def seen(home: Path) -> Seen:
    home.mkdir(parents=True)
    raw = project(home)
    for name, data, _ in HOSTILE:
        (raw / name).write_bytes(data)
    return foi(home, "run", "--quiet", "--log-format", "json")


@pytest.fixture(scope="module")
def problems(home: Path, seen: Seen) -> dict[str, str]:
    """The reason in responses.csv for each document, "" for those that were read."""
    with (home / "data/processed/responses.csv").open(encoding="utf-8", newline="") as rows:
        return {row["file"]: row["problem"] for row in csv.DictReader(rows)}


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, _, word in HOSTILE], ids=lambda text: text)
def test_each_has_a_record(name: str, word: str, problems: dict[str, str], seen: Seen) -> None:
    records = {file: reason for file, reason in problems.items() if f"/{name}" in file}
    assert records
    told = " ".join([*records.values(), *(why for of, why in seen.problems.items() if f"/{name}" in of)])
    if word.strip("|") not in told or not word:
        assert not told.strip(), told
        assert word[:1] in ("", "|")


def test_the_run_ends_as_promised(seen: Seen) -> None:
    assert seen.code == 1
    assert b"Traceback" not in seen.stderr


def test_no_process_takes_more_memory_than_it_may(seen: Seen) -> None:
    assert seen.peak_mb <= MEMORY_MB


def test_nothing_is_written_outside(home: Path, seen: Seen) -> None:
    assert sorted(path.name for path in home.parent.parent.iterdir()) == ["inner"]
    assert sorted(path.name for path in home.parent.iterdir()) == ["project"]
    assert sorted(path.name for path in (home / "data").iterdir()) == ["processed", "raw"]


def test_no_file_of_the_machine_is_read(home: Path, seen: Seen) -> None:
    for path in (home / "data/processed").iterdir():
        assert b"root:" not in path.read_bytes()


# ── files that are not what they seem ───────────────────────────────────────────────────────────


def test_pipes_sockets_and_links_out_of_the_folder_do_not_hang_or_leak(tmp_path: Path) -> None:
    raw = project(tmp_path)
    (raw / "good.txt").write_text("2020 = 7 cases\n")
    os.mkfifo(raw / "pipe.txt")
    (raw / "out.txt").symlink_to("/etc/passwd")
    (raw / "loop").symlink_to(raw)
    (raw / "broken.txt").symlink_to(raw / "nowhere.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.fsencode(os.path.relpath(raw / "socket.txt")))
        done = foi(tmp_path, "run", "--quiet", "--log-format", "json")
    assert done.seconds < 30
    written = (tmp_path / "data/processed/responses.csv").read_text()
    assert "good.txt" in written
    assert "root:" not in written


@pytest.mark.parametrize("name", ["pipe.txt", "null.txt", "zero.txt"])
def test_a_pipe_or_device_named_outright_is_refused(name: str, tmp_path: Path) -> None:
    if name == "pipe.txt":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).symlink_to(f"/dev/{name.partition('.')[0]}")
    done = foi(tmp_path, "check", "--log-format", "json", name)
    assert done.code == 1
    assert "not a regular file" in done.problems[name]


def test_more_documents_than_a_file_may_hold_are_counted(tmp_path: Path) -> None:
    (tmp_path / "many.zip").write_bytes(packed({f"{n}.txt": "" for n in range(10_100)}))
    done = foi(tmp_path, "check", "--log-format", "json", "many.zip")
    assert "holds more than 10,000 documents" in done.problems["many.zip"]
    assert done.peak_mb < 400


def test_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "vast.csv").open("wb") as file:
        file.write(b'a,b\n1,"')
        file.truncate(1_200_000_000)  # a sparse file: it takes no room
    done = foi(tmp_path, "check", "--log-format", "json", "vast.csv")
    assert "more than the limit" in done.problems["vast.csv"]
    assert done.peak_mb < 200
