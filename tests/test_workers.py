"""Worker processes: the same answers whatever their number."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import foi_cli
from foi_cli import workers
from foi_cli.crew import AHEAD, BATCH, LARGEST, Crew
from foi_cli.workers import MANY, Here, TookTooLong, limited, ordered


def slow_first(number: int) -> int:
    time.sleep(0.05 if number == 0 else 0)
    return number * number


def deadly(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


def where(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(ordered(slow_first, range(20), jobs, patience=0)) == [number * number for number in range(20)]


def test_no_item_gives_no_answer() -> None:
    assert list(ordered(slow_first, [], 2)) == []


def test_what_is_soon_done_starts_no_process() -> None:
    assert set(ordered(where, range(100), 2)) == {os.getpid()}


def test_what_takes_longer_is_done_by_others() -> None:
    assert os.getpid() not in set(ordered(where, range(4), 2, patience=0))


def test_where_many_are_known_to_come_others_do_them_at_once() -> None:
    assert os.getpid() not in set(Here(2).ordered(where, range(MANY), count=MANY))
    assert set(Here(1).ordered(where, range(MANY), count=MANY)) == {os.getpid()}


def test_no_worker_takes_a_module_from_the_folder_where_foi_was_started(tmp_path: Path) -> None:
    foi, here = tmp_path / "foi", tmp_path / "responses"
    here.mkdir()
    for name in ("struct", "selectors", "lxml"):
        (here / f"{name}.py").write_text("import os; os._exit(9)")
    foi.write_text(
        "from foi_cli.workers import ordered\n"
        "if __name__ == '__main__':\n"
        "    print(list(ordered(abs, [-1, -2], 2, patience=0)))\n"
    )
    house = {"PYTHONPATH": str(Path(foi_cli.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, foi], cwd=here, env=os.environ | house, capture_output=True, check=True
    )
    assert done.stdout == b"[1, 2]\n"


def test_an_item_that_kills_its_process_costs_only_itself() -> None:
    assert list(ordered(deadly, range(12), 2, died=lambda number: -number, patience=0)) == [
        -number if number == 3 else number for number in range(12)
    ]


def in_another(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """These lines as a program of their own, which defines `work` and has `crew`, two workers that do it."""
    foi = tmp_path / "foi.py"
    foi.write_text(
        f"import os, time\nfrom foi_cli.crew import Crew\n{textwrap.dedent(code)}\n"
        "if __name__ == '__main__':\n    with Crew(work, 2, None) as crew:\n        main(crew)\n"
    )
    house = {"PYTHONPATH": str(Path(foi_cli.__file__).parents[1])}
    return subprocess.run(
        [sys.executable, foi], env=os.environ | house, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_leaving_while_a_worker_hands_over_a_large_answer_waits_for_nothing(
    moment: float, tmp_path: Path
) -> None:
    done = in_another(
        f"""
        def work(size): return bytes(size)
        def main(crew):
            answers = crew.answers(iter([1, 1, *[200_000_000] * 4]))
            next(answers)
            time.sleep({moment})
        """,
        tmp_path,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_work_raises_is_raised_with_the_way_to_it(tmp_path: Path) -> None:
    done = in_another(
        """
        def work(number): return 1 // number
        def main(crew): print(list(crew.answers(iter([1, 0]))))
        """,
        tmp_path,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("in work\n") == 1
    assert done.stderr.rstrip().endswith("ZeroDivisionError: integer division or modulo by zero")


def test_large_items_and_large_answers_never_wait_for_one_another() -> None:
    items = [bytes([number]) * 3_000_000 for number in range(12)]
    assert list(ordered(bytes.swapcase, items, 2, patience=0)) == [item.swapcase() for item in items]


def test_without_a_word_for_the_dead_their_death_is_raised() -> None:
    with pytest.raises(RuntimeError, match="the process died over it"):
        list(ordered(deadly, range(12), 2, patience=0))


def as_long_as_a_batch(number: int) -> int:
    time.sleep(BATCH)
    return number


def test_what_is_quickly_done_is_handed_out_together() -> None:
    with Crew(where, 1, None) as crew:
        assert len(list(crew.answers(iter(range(100))))) == 100
        assert crew.size == LARGEST


def test_what_takes_long_is_handed_out_one_by_one() -> None:
    with Crew(as_long_as_a_batch, 1, None) as crew:
        assert list(crew.answers(iter(range(6)))) == list(range(6))
        assert crew.size == 1


def test_items_are_not_fetched_long_before_they_are_needed() -> None:
    fetched: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            fetched.append(number)
            yield number

    answers = ordered(slow_first, items(), 2, patience=0)
    next(answers)
    assert len(fetched) <= 2 * AHEAD * LARGEST
    answers.close()


def test_work_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LONGEST", 0.1)

    def endless() -> None:
        with limited():
            while True:
                with suppress(Exception):
                    sum(range(1000))

    with pytest.raises(TookTooLong, match=r"longer than 0\.1 seconds"):
        endless()


def test_work_that_is_done_in_time_is_left_alone() -> None:
    with limited():
        answer = 1
    assert answer == 1
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
