"""Work on a real cluster: the same bytes as here, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import distributed
import pytest
from places import FOI, WORKER, Bucket, Corpus, exports, fresh, kill, run, start, until
from places import Cluster as Started

from foi_cli.__main__ import run as main
from foi_cli.cluster import BATCH_ITEMS, UNDER_WAY, Cluster, batches
from foi_cli.errors import ProjectError


@pytest.fixture
def client(cluster: Started) -> Iterator[distributed.Client]:
    """Looks at what the cluster does."""
    cluster.staff()
    with distributed.Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        yield client


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for nobody longer than a second."""
    monkeypatch.setattr("foi_cli.cluster.PATIENCE", 1)


def names(client: distributed.Client) -> dict[str, str]:
    """The address of each worker, by its name."""
    return {one["name"]: address for address, one in client.scheduler_info(n_workers=-1)["workers"].items()}


def test_a_cluster_makes_the_same_bytes_though_a_worker_dies_at_work(
    corpus: Corpus, bucket: Bucket, cluster: Started, client: distributed.Client, tmp_path: Path
) -> None:
    project = fresh(tmp_path)
    arguments = [*FOI, "run", bucket.url, "--project", str(project), "--cluster", cluster.address]
    with subprocess.Popen(
        arguments, stderr=subprocess.PIPE, env={**os.environ, **bucket.env}, text=True
    ) as running:
        name, victim = next(iter(cluster.workers.items()))
        address = names(client)[name]
        until(lambda: client.processing().get(address), "a worker has work")
        os.killpg(victim.pid, signal.SIGSTOP)
        assert client.processing().get(address), "it stopped in the middle of it"
        kill(victim)
        err = running.communicate(timeout=120)[1]
    assert running.returncode == corpus.here.code, err
    assert exports(project) == corpus.here.exports
    assert name not in names(client)


def test_files_of_this_machine_travel_to_the_workers(
    corpus: Corpus, cluster: Started, client: distributed.Client, tmp_path: Path
) -> None:
    ran = run(fresh(tmp_path, corpus.raw), "--cluster", cluster.address)
    assert (ran.code, ran.exports) == (corpus.here.code, corpus.here.exports), ran.err


def test_answers_come_in_the_order_of_the_items(cluster: Started, client: distributed.Client) -> None:
    with Cluster(cluster.address) as hands:
        assert list(hands.ordered(abs, range(-200, 0))) == list(range(200, 0, -1))


def test_an_item_that_kills_worker_after_worker_costs_only_itself(
    cluster: Started, client: distributed.Client
) -> None:
    items = ["1 + 1", "__import__('os')._exit(9)", "2 + 2"]
    with Cluster(cluster.address) as hands:
        assert list(hands.ordered(eval, items, lambda item: f"given up: {item}")) == [
            2,
            f"given up: {items[1]}",
            4,
        ]


def test_what_fails_is_raised_here_and_not_written_there(
    cluster: Started, client: distributed.Client
) -> None:
    with Cluster(cluster.address) as hands, pytest.raises(ValueError, match="Mr Requester"):
        list(hands.ordered(int, ["1", "Mr Requester"]))
    logs = b"".join(path.read_bytes() for path in cluster.folder.glob("*.log"))
    assert b"Starting Worker" in logs or b"Start worker" in logs
    assert b"Requester" not in logs


def test_items_are_not_fetched_long_before_they_are_needed(
    cluster: Started, client: distributed.Client
) -> None:
    fetched: list[int] = []

    def items() -> Iterator[bytes]:
        for number in range(100):
            fetched.append(number)
            yield bytes(UNDER_WAY // 8)

    with Cluster(cluster.address) as hands:
        answers = hands.ordered(len, items())
        next(answers)
        assert len(fetched) <= 10
        answers.close()


@pytest.mark.parametrize(
    ("stamps", "words"),
    [
        ("", "has no foi like this one"),
        ("def program():\n    return 'foi 0.0.1 (0123456789abcdef)'\n", "has foi 0.0.1"),
    ],
)
def test_workers_with_another_foi_are_refused(
    cluster: Started, client: distributed.Client, tmp_path: Path, stamps: str, words: str
) -> None:
    other = tmp_path / "foi_cli" / "project"
    other.mkdir(parents=True)
    (other.parent / "__init__.py").touch()
    (other / "stamps.py").write_text(stamps)
    worker = start([*WORKER, cluster.address], tmp_path / "log", {**cluster.env, "PYTHONPATH": str(tmp_path)})
    try:
        client.wait_for_workers(3, timeout=60)
        with pytest.raises(ProjectError, match=words), Cluster(cluster.address):
            pass
    finally:
        kill(worker)
        until(lambda: len(client.nthreads()) == 2, "the worker is gone")


@pytest.mark.usefixtures("impatient")
def test_a_cluster_without_workers_is_said_to_be_one(
    cluster: Started, client: distributed.Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster.dismiss()
    until(lambda: not client.nthreads(), "the workers are gone")
    assert main(["run", "--project", str(fresh(tmp_path)), "--cluster", cluster.address]) == 1
    assert capsys.readouterr().err == f"foi: {cluster.address}: the cluster has no workers; start some.\n"


@pytest.mark.usefixtures("impatient")
def test_where_no_scheduler_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--project", str(fresh(tmp_path)), "--cluster", "tcp://127.0.0.1:9"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("foi: tcp://127.0.0.1:9: no Dask scheduler answers there"), err
    assert err.count("\n") == 1


def test_without_dask_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ProjectError, match="foi-cli\\[cluster\\]"):
        Cluster("tcp://127.0.0.1:9")


def test_a_scheduler_that_goes_ends_the_run_with_a_message(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    started = Started(tmp_path, {})
    try:
        started.staff(1)
        with Cluster(started.address) as hands:
            answers = hands.ordered(time.sleep, [0] * BATCH_ITEMS + [60] * BATCH_ITEMS)
            next(answers)
            kill(started.scheduler)
            with pytest.raises(ProjectError, match="the scheduler is gone"):
                list(answers)
    finally:
        started.end()
    assert capfd.readouterr().err == ""


def test_batches_are_full_by_number_or_by_size() -> None:
    assert [len(batch) for batch in batches(range(BATCH_ITEMS * 2 + 1))] == [BATCH_ITEMS, BATCH_ITEMS, 1]
    assert [len(batch) for batch in batches(bytes(1_000_000) for _ in range(4))] == [2, 2]
