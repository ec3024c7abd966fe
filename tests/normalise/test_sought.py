"""Words that a pattern needs: wherever it matches, one of them stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.normalise import lowercase
from foi_cli.normalise.sought import needed, sought
from foi_cli.reference import tables

PHRASES = [lowercase.compiled(phrase.pattern).pattern for phrase in tables.phrases()]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("gesture of goodwill", {"gesture of goodwill"}),
        ("open licen[cs]e", {"open licen"}),
        (r"\bneither confirms? n?or", {"neither confirm"}),
        ("refused|withheld", {"refused", "withheld"}),
        ("refus(?:al|ed) notice", {" notice"}),
        ("(?:above|over) it", {"over", "above"}),
        ("requests?|request notice", {"request"}),
        (r"section 12\b[^.]{0,60}engaged", {"section 12"}),
        (r"e\.g\.", {"e.g."}),
        ("a(?=b)cd", {"cd"}),
        ("costs? (?:limit)?", {"cost"}),
        ("£{1,3}k+m", {"m"}),
    ],
)
def test_the_longest_words_are_taken(pattern: str, words: set[str]) -> None:
    assert set(needed(pattern)) == words


@pytest.mark.parametrize(
    "pattern",
    [r"\d+", "a?b*", "(?:one|two)?", "one|", r"[abc]", ".", "(?i)foi", r"(a)\1", r"\x41bc", "(?:one|\\d)"],
)
def test_where_no_word_can_be_told_none_is_needed(pattern: str) -> None:
    assert needed(pattern) == ()


@given(st.sampled_from(PHRASES).flatmap(lambda one: st.tuples(st.just(one), st.from_regex(one))))
def test_a_text_that_matches_holds_one_of_the_words(case: tuple[str, str]) -> None:
    pattern, text = case
    assert any(word in text for word in needed(pattern) or ("",))


@given(st.sampled_from(PHRASES), st.text(max_size=80), st.text(max_size=80))
def test_the_same_is_found_as_without_looking_for_words(pattern: str, before: str, after: str) -> None:
    one = sought(pattern)
    small = f"{before} {' or '.join(one.words)} {after}".lower()
    found, plain = one.search(small), one.pattern.search(small)
    assert (found and found.span()) == (plain and plain.span())


def test_a_stretch_of_the_text_is_searched_alone() -> None:
    one = sought(r"ref\b")
    found = one.search("ref ref", 1)
    assert found is not None
    assert found.start() == 4
    assert one.search("ref", 1) is None
