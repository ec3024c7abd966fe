"""series: a longer part of a year never holds fewer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_cli import ingest
from foi_cli.model import Finding, Reading, Source
from foi_cli.normalise import understand
from foi_cli.reconcile import across, held, series, tell


def read(answer: str, asked: str = "conduct cases were recorded", name: str = "a.txt") -> Reading:
    text = f"Q1. How many {asked} in each year?\n\n{answer}\n"
    reading = understand(ingest.read(Source(name, text.encode())))
    return replace(reading, response=replace(reading.response, authority_id="leeds"))


def found(answer: str, asked: str = "conduct cases were recorded") -> list[tuple[str, str, str, str]]:
    judged = series.judge(read(answer, asked))
    return [(one.verdict, one.stated, one.computed, one.difference) for one in judged]


def test_a_longer_part_with_more_agrees() -> None:
    assert found("2023 (to 30/06/2023): 44\n2023 (to 30/09/2023): 51") == [("agrees", "51", "44..", "0")]


def test_a_longer_part_with_fewer_differs() -> None:
    assert found("2023 (to 30/06/2023): 44\n2023: 41") == [("differs", "41", "44..", "-3")]


@pytest.mark.parametrize(
    "answer",
    [
        "2022: 44\n2023: 41",
        "2022 (to 30/06/2022): 44\n2023 (to 30/09/2023): 41",
        "2023 (to date): 44\n2023: 41",  # nobody knows to which date
        "2023: 44\n2023/24: 41",
    ],
)
def test_other_stretches_are_left_alone(answer: str) -> None:
    assert found(answer) == []


@pytest.mark.parametrize(
    "asked",
    [
        "cases were open at the end",
        "officers were employed",
        "outstanding cases were there",
        "pounds were spent on cases, and what was the average cost",
    ],
)
def test_what_there_is_on_a_day_may_grow_fewer(asked: str) -> None:
    assert found("2023 (to 30/06/2023): 44\n2023: 41", asked) == []


def test_definitions_that_changed_in_february_2020_break_a_series() -> None:
    answer = "2020 (to 31/01/2020): 44\n2020: 41"
    assert found(answer) == []
    assert found(answer, "noise reports were received") == [("differs", "41", "44..", "-3")]
    assert found("2020 (to 31/03/2020): 44\n2020: 41") == [("differs", "41", "44..", "-3")]


def between(first: str, second: str) -> list[Finding]:
    readings = read(first, name="a.txt"), read(second, name="b.txt")
    figures = {figure.figure_id: figure for reading in readings for figure in reading.figures}
    return [
        tell(meeting, readings[0].response, figures[meeting.earlier], figures[meeting.later])
        for meeting in across([(reading.response, held(reading)) for reading in readings])
        if meeting.check == "series"
    ]


def test_a_later_response_may_not_hold_fewer_either() -> None:
    (finding,) = between("2023 (to 30/06/2023): 44", "2023 (to 30/09/2023): 41")
    assert finding.verdict == "differs"
    assert finding.place.file == "b.txt"
    assert finding.parts == ("a.txt:3",)
    assert "records may have been taken back" in finding.message


def test_what_one_response_states_alone_is_not_said_twice() -> None:
    assert between("2023 (to 30/06/2023): 44\n2023 (to 30/09/2023): 51", "2022: 4") == []
