"""Figures and tables into findings: one file a check; opens no file.

A check is a pure function from a reading to findings. `CHECKS` is the order and the list.
"""

from __future__ import annotations

from dataclasses import replace

from foi_cli.model import Check, Finding, Reading
from foi_cli.reconcile import between, part_of, percent, share, sums

CHECKS: tuple[Check, ...] = (sums.CHECK, percent.CHECK, share.CHECK, between.CHECK, part_of.CHECK)


def judge(reading: Reading) -> tuple[Finding, ...]:
    """Every finding of one response, numbered in the order of the checks."""
    response_id = reading.response.response_id
    found = (finding for check in CHECKS for finding in check.judge(reading))
    return tuple(
        replace(finding, response_id=response_id, finding_id=f"{response_id}.c{number}")
        for number, finding in enumerate(found, 1)
    )
