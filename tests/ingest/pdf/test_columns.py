"""Strips of white space between the columns of a table."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foi_cli.ingest.pdf import columns
from foi_cli.ingest.pdf.columns import Gap
from foi_cli.ingest.pdf.lines import Line, Phrase
from foi_cli.ingest.pdf.words import Word

SIZE = 10.0


def printed(top: float, spans: list[tuple[float, float]]) -> Line:
    """A line with a phrase in each of these spans."""
    phrases = tuple(
        Phrase(x0, top, x1, top + SIZE, (Word(x0, top, x1, top + SIZE, "12", SIZE),))
        for x0, x1 in sorted(spans)
    )
    return Line(phrases[0].x0, top, phrases[-1].x1, top + SIZE, phrases, SIZE)


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (5.0 * s[0], 5.0 * (s[0] + s[1]))),
    min_size=1,
    max_size=6,
)
pages = st.lists(spans, min_size=1, max_size=40).map(
    lambda found: [printed(12.0 * n, line) for n, line in enumerate(found)]
)


@given(pages)
def test_strips_stand_in_order_and_hardly_a_phrase_crosses_them(lines: list[Line]) -> None:
    body = [line for line in lines if len(line.phrases) > 1]
    gaps = columns.find(lines)
    assert all(before.x1 < after.x0 for before, after in pairwise(gaps))
    for gap in gaps:
        crossing = sum(part.x0 < gap.middle < part.x1 for line in body for part in line.phrases)
        assert gap.x0 < gap.x1
        assert crossing <= len(body) // 15


@given(pages)
def test_a_phrase_that_crosses_no_strip_stands_in_one_column(lines: list[Line]) -> None:
    gaps = columns.find(lines)
    for part in (part for line in lines for part in line.phrases):
        first, last = columns.place(part, gaps)
        assert 0 <= first <= last <= len(gaps)
        if not any(part.x0 < gap.x1 and part.x1 > gap.x0 for gap in gaps):
            assert first == last == sum(gap.x1 <= part.x0 for gap in gaps)


@given(pages)
def test_headings_narrow_strips_and_never_close_them(lines: list[Line]) -> None:
    gaps = columns.find(lines)
    for gap, narrow in zip(gaps, columns.narrowed(gaps, lines), strict=True):
        assert gap.x0 <= narrow.x0 < narrow.x1 <= gap.x1


def test_a_stray_label_leaves_a_strip_open() -> None:
    rows = [printed(12.0 * n, [(0, 40), (60, 80), (100, 120)]) for n in range(15)]
    long = printed(200, [(0, 70), (100, 120)])
    assert columns.find([*rows, long]) == [Gap(40, 60), Gap(80, 100)]


def test_a_label_too_long_in_a_short_table_closes_a_strip() -> None:
    rows = [printed(12.0 * n, [(0, 40), (60, 80), (100, 120)]) for n in range(5)]
    long = printed(200, [(0, 70), (100, 120)])
    assert columns.find([*rows, long]) == [Gap(80, 100)]


def test_a_column_with_one_phrase_in_a_long_table_is_none() -> None:
    rows = [printed(12.0 * n, [(0, 40), (100, 120)]) for n in range(5)]
    assert columns.find([*rows, printed(200, [(0, 40), (60, 70), (100, 120)])]) == [Gap(70, 100)]
