"""Figures and tables into findings: one file a check; opens no file.

A check is a pure function from a reading to findings. `CHECKS` is the order and the list.
"""

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
from foi_cli.reconcile.comparable import held
from foi_cli.reconcile.repeat import weigh
from foi_cli.reconcile.several import across, tell

__all__ = ["CHECKS", "across", "held", "judge", "tell", "weigh"]

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


def judge(reading: Reading) -> tuple[Finding, ...]:
    """Every finding of one response, numbered in the order of the checks."""
    response_id = reading.response.response_id
    return tuple(
        replace(finding, response_id=response_id, finding_id=f"{response_id}.c{number}")
        for number, finding in enumerate(standing.weigh(reading, _found), 1)
    )


def _found(reading: Reading) -> Iterator[Finding]:
    return (finding for check in CHECKS for finding in check.judge(reading))
