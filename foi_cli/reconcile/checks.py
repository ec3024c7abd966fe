"""The checks, in order, and what comes of them all. A check is a pure function from a reading to findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foi_cli.model import Check, Finding, Reading
from foi_cli.reconcile import (
    balance,
    between,
    cross_table,
    part_of,
    percent,
    records,
    repeat,
    series,
    share,
    standing,
    sums,
)

CHECKS: tuple[Check, ...] = (
    sums.CHECK,
    balance.CHECK,
    records.CHECK,
    cross_table.CHECK,
    percent.CHECK,
    share.CHECK,
    between.CHECK,
    part_of.CHECK,
    repeat.CHECK,
    series.CHECK,
)


def judged(reading: Reading) -> tuple[Finding, ...]:
    """Every finding of one response, numbered in the order of the checks."""
    response_id = reading.response.response_id
    return tuple(
        replace(finding, response_id=response_id, finding_id=f"{response_id}.c{number}")
        for number, finding in enumerate(standing.weigh(reading, _found), 1)
    )


def _found(reading: Reading) -> Iterator[Finding]:
    return (finding for check in CHECKS for finding in check.judge(reading))
