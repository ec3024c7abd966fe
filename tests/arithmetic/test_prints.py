"""Where two lists of fingerprints meet: all of it, in order, and never without end."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.arithmetic import prints

FEW = st.lists(st.sampled_from([0, 1, -1, 5, 2**61, -(2**62), 2**62 + 1]), max_size=12)


@given(FEW, FEW)
def test_all_that_is_the_same_is_found_in_order(asked: list[int], held: list[int]) -> None:
    which, where = prints.meeting(np.array(asked, dtype=np.int64), np.array(held, dtype=np.int64), 99, 99)
    wanted = [(i, k) for i, one in enumerate(asked) for k, other in enumerate(held) if one == other]
    assert list(zip(which.tolist(), where.tolist(), strict=True)) == wanted


def test_coincidences_of_noughts_end_somewhere() -> None:
    noughts = np.zeros(50, dtype=np.int64)
    which, where = prints.meeting(noughts, noughts, 4, 10)
    assert (len(which), len(where)) == (40, 40)
    assert set(which.tolist()) == set(range(10))


def test_a_sum_that_stands_there_eight_times_is_not_rare() -> None:
    running = np.array([7] * 8 + [3] * 7, dtype=np.int64)
    assert prints.rare(running).tolist() == [False] * 8 + [True] * 7


def test_all_sums_are_rare_where_none_stands_there_often() -> None:
    assert prints.rare(np.arange(20, dtype=np.int64)).all()


def test_sums_are_rare_by_each_of_several_fingerprints() -> None:
    running = np.array([[7] * 8 + [3], list(range(10, 19))], dtype=np.int64)
    assert prints.rare(running).tolist() == [[False] * 8 + [True], [True] * 9]
